"""Slips of the pen in what is asked: read only where nothing else can be meant, and said."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.answering.asking.question import parse_question
from retrieval.answering.asking.slips import find_slips, mend
from retrieval.answering.router import route
from tests.answering.shelves import figures, shelf_of


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("行政富议受理多少件", "行政复议受理多少件"),
        ("行政复议受里多少件", "行政复议受理多少件"),
        ("调借纠纷多少件", "调解纠纷多少件"),
        ("新访件多少", "信访件多少"),
        ("败素几件", "败诉几件"),
        ("化节率", "化解率"),
    ],
)
def test_what_sounds_like_a_word_of_the_lexicon(asked: str, meant: str) -> None:
    assert mend(asked, find_slips(asked)) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "复议案里撤销几件", "区里开会几次", "镇里办结几件", "这287处指什么", "电诈案立了多少", "审结了几件",
        "治重化积几起", "受理和审结各几件", "行政诉讼几件", "罚没款多少", "端掉黑诊所几家",
        # What people say is no slip of what sounds like it (提出, 签发).
        "踢出几家", "惠农的钱发了多少",
    ],
)  # fmt: skip
def test_nothing_else_is_doubted(asked: str) -> None:
    assert find_slips(asked) == ()


def test_what_was_understood_is_said(tmp_path: Path) -> None:
    report = "松河县人民政府\n2023年法治政府建设情况报告\n\n全年收到行政复议申请86件，受理80件。"
    with shelf_of(tmp_path, {"a.txt": report}) as shelf:
        answer = route(parse_question("松河县行政复议受里多少件", shelf.gazetteer), shelf)
    assert (figures(answer), answer.text.startswith("已按“受理”理解。")) == (["80件"], True)
