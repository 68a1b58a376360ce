"""A report in long paragraphs: what falls short and what is planned without headings, rates held for years,
cases against the government itself, what a figure was before."""

from __future__ import annotations

import pytest

from retrieval.library import Library
from tests.answering.shelves import figures, library_fixture

REPORTS = {
    "a.txt": (
        "松河县白鹿镇2021年法治政府建设情况报告\n\n"
        "一年来，全镇十六个行政村的法治面貌有了变化。从三月起将调解员每月补贴由150元提高到220元。"
        "负责人出庭应诉率连续三年保持100%。\n"
        "回头看，工作中还有不少不足。执法队伍力量薄弱，有证的人少；有的干部法治意识不强；普法渠道少。\n"
        "二〇二二年，我们打算着重抓好两件事：一是补齐三名空编人员；二是建好调处中心。\n"
    ),
    "b.txt": (
        "松河县人民政府2021年法治政府建设年度报告\n\n"
        "一、主要成效\n"
        "全县行政应诉案件88件，其中以县政府为被告的21件。收到行政复议申请189件，上年为116件。\n"
        "排查事故隐患1572条，查处安全生产违法行为97起。\n"
    ),
}


library = library_fixture(REPORTS)


@pytest.mark.parametrize(
    ("asked", "points"),
    [
        ("白鹿镇2021年工作中还有哪些不足", ["力量薄弱", "法治意识不强", "普法渠道少"]),
        ("白鹿镇明年有什么打算", ["补齐三名空编人员", "建好调处中心"]),
    ],
)
def test_parts_without_headings_are_found(library: Library, asked: str, points: list[str]) -> None:
    answer = library.ask(asked)
    assert (answer.status, answer.kind) == ("answered", "list")
    assert len(answer.evidence) == len(points)
    assert all(point in e.quote for point, e in zip(points, answer.evidence, strict=True))


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("白鹿镇负责人出庭应诉率多少", ["100%"]),
        ("松河县县政府当被告的有几件", ["21件"]),
        ("松河县以县政府为被告的有几件", ["21件"]),
        ("松河县行政应诉案件多少件", ["88件"]),
        ("松河县2021年的上一年收到行政复议申请多少件", ["116件"]),
        ("松河县查出多少事故隐患", ["1572条"]),
    ],
)
def test_each_gets_its_own_figure(library: Library, asked: str, stated: list[str]) -> None:
    assert figures(library.ask(asked)) == stated


def test_who_goes_to_court_is_no_village(library: Library) -> None:
    assert library.ask("白鹿镇2021年有几个村民去法院告镇政府").status == "not_found"


def test_what_it_was_before_is_asked_in_a_talk(library: Library) -> None:
    first = "白鹿镇调解员每月补贴提高到多少"
    assert figures(library.ask(first)) == ["220元"]
    for follow_up in ("原来是多少", "之前呢", "涨之前是多少"):
        assert figures(library.ask(follow_up, [first])) == ["150元"]
    # Nothing tells of it: the figure of now is not told again.
    assert library.ask("原来呢", ["松河县行政应诉案件多少件"]).status == "not_found"
