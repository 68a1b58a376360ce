"""What a question's words hold besides what they ask for: an office's subject, lone characters, nouns
of number; parts that nobody asked for, and statements of none that are of something narrower."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, asking, figures, shelf_of

REPORTS = {
    "a.txt": (
        "松河市医疗保障局2023年度法治政府建设工作情况报告\n\n"
        "一、主要举措和成效\n"
        "发放普法宣传资料1.2万份。\n"
        "对举报人发放奖励金27.8万元。\n"
        "监督检查定点医药机构512家，暂停医保服务协议9家。\n"
        "所有许可事项零超时、零投诉。受理群众来访和投诉举报142件。\n"
        "处罚案件76起，罚款11.45万元，其中药店案件19起罚款5.7万元。\n"
        "骗保纠纷最多，有102起，其次是报销纠纷71起。\n"
        "赴省上访6批，进京上访为零。\n"
        "制作短视频18条，累计播放46万次。\n"
        "建成大数据监管网，总投资180万元。\n"
        "行政诉讼案件5件，其中一审判决3件、二审书面审理中2件。\n"
        "二、下一步工作\n"
        "2024年，计划新建监管网二期，计划投资60万元。\n"
    )
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with shelf_of(tmp_path_factory.mktemp("trim"), REPORTS) as opened:
        shelf: Shelf = opened
        yield asking(shelf, answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("松河市医保局宣传资料发放量多少", "12000份"),
        ("松河市医保局短视频播放量", "460000次"),
        ("松河市医保局医保举报奖励金多少", "27.8万元"),
        ("松河市医保局2023年投诉举报多少件", "142件"),
        ("松河市医保局2023年投诉多少件", "142件"),
        ("松河市医保局2023年罚款一共多少", "11.45万元"),
        ("松河市医保局药店罚款多少", "5.7万元"),
        ("松河市医保局骗保纠纷几起", "102起"),
        ("松河市医保局报销纠纷几起", "71起"),
        ("松河市医保局大数据监管网投资多少", "180万元"),
        ("松河市医保局行政诉讼案还在二审书面审理的几件", "2件"),
        ("松河市医保局2023年报告里说下一步新建监管网二期准备投资多少", "60万元"),
    ],
)
def test_what_says_nothing_more_is_taken_off(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(asked)
    assert answer is not None
    assert figures(answer) == [stated]


def test_none_is_counted_as_the_figure_before_it(ask: Ask) -> None:
    answer = ask("松河市医保局进京上访几批")
    assert answer is not None
    assert [(v.value, v.unit) for v in answer.values] == [("0", "批")]


@pytest.mark.parametrize(
    "asked",
    [
        "松河市医保局居民医保报销金额多少",
        "松河市医保局监管网三期投资多少",
        "松河市医保局奖励网发放多少钱",
    ],
)
def test_what_tells_figures_apart_stays(ask: Ask, asked: str) -> None:
    answer = ask(asked)
    assert answer is None or answer.status == "not_found"
