"""Some of them, told by what befell just those, are no count of all."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县石坝镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "对3名执法人员因文书制作不规范予以通报批评。具有法律职业资格的调解员仅4名。\n"
        "全年排查矛盾纠纷213起，正在调解3起。1件行政许可案件被县司法局纠正。\n"
        "行政诉讼案件4件，1件经法院调解结案。\n"
        "聘请行政执法监督员30名，其中律师5名。\n"
        "13个村（社区）开展评选。\n"
    ),
    "b.txt": (
        "青石镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "12名网格员全部到岗。执法人员9名因工作需要着便装。\n"
        "行政机关败诉案件中，6件败诉案件中4件因程序违法。\n"
        "全镇有律师7名，其中公职律师2名。辖16个行政村。\n"
    ),
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    "asked",
    [
        "执法人员多少名",
        "调解员多少名",
        "调解纠纷多少起",
        "行政许可案件几件",
        "行政诉讼办结多少件",
        "律师几名",
        "多少个村",
    ],
)
def test_some_of_them_are_no_answer(ask: Ask, asked: str) -> None:
    answer = ask(f"石坝镇{asked}")
    assert answer is None or answer.status == "not_found", answer.text


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("石坝镇几名执法人员被通报批评", "3"),
        ("石坝镇具有法律职业资格的调解员几名", "4"),
        ("石坝镇正在调解的几起", "3"),
        ("石坝镇行政执法监督员里律师几名", "5"),
        ("青石镇网格员几名", "12"),
        ("青石镇执法人员几名", "9"),
        ("青石镇败诉案件几件", "6"),
        ("青石镇公职律师几名", "2"),
        ("青石镇多少个村", "16"),
    ],
)
def test_those_asked_for_answer(ask: Ask, asked: str, value: str) -> None:
    answer = ask(asked)
    assert answer is not None
    assert [told.value for told in answer.values] == [value], answer.text
