"""Which places have something or none of it, and what all reports together have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.asking.overall import put_overall
from retrieval.answering.asking.who_has import read_who_has
from retrieval.library import Library
from tests.answering.shelves import library_of

HEAD = "{place}{year}年法治政府建设年度报告\n\n一、主要举措和成效\n"
REPORTS = {
    ("甲山镇", 2023): "全年办理行政应诉案件21件，无败诉案件。建成法治公园，聘请法律顾问2名。",
    ("乙水镇", 2023): "全年办理行政应诉案件7件，败诉2件。",
    ("丙川街道", 2023): "全年办理行政应诉案件3件，败诉1件。新建法治公园1处。",
    ("丁岭街道", 2023): "扎实开展法治宣传，没有发生重大舆情。",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    files = {
        f"{place}{year}.txt": HEAD.format(place=place, year=year) + text + "\n"
        for (place, year), text in REPORTS.items()
    }
    with library_of(tmp_path_factory.mktemp("报告"), files) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    ["谁没有败诉", "哪些地方没有败诉案件", "没有败诉的地方有哪些", "哪里一件败诉都没有"],
)
def test_who_reports_none_of_it_is_told_before_who_reports_some(
    library: Library, question: str
) -> None:
    answer = library.ask(question)
    assert (answer.status, answer.kind) == ("answered", "compare")
    assert answer.text.startswith("写明没有败诉") and "甲山镇2023年0件" in answer.text
    stated = {(v.place, v.value, v.unit) for v in answer.values if not v.derived}
    assert stated == {("甲山镇", "0", "件"), ("乙水镇", "2", "件"), ("丙川街道", "1", "件")}
    assert "丁岭街道" not in answer.text


def test_who_has_some_of_it_is_told_first_where_that_is_asked(library: Library) -> None:
    answer = library.ask("哪些地方有败诉")
    assert answer.text.startswith("写明有败诉的有2个地方：丙川街道2023年1件，乙水镇2023年2件")


def test_the_kind_of_place_asked_about_is_kept_to(library: Library) -> None:
    answer = library.ask("哪些镇没有败诉")
    assert "丙川街道" not in answer.text


def test_whose_report_writes_of_a_thing_is_told_by_its_lines(library: Library) -> None:
    answer = library.ask("哪些地方建了法治公园")
    assert {e.place for e in answer.evidence} == {"甲山镇", "丙川街道"}
    assert not answer.values


def test_what_no_report_writes_of_is_had_by_nobody(library: Library) -> None:
    assert library.ask("哪些地方建了法治茶馆").status == "not_found"
    assert library.ask("谁没有行政赔偿").status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "哪些街道没有写行政应诉",
        "有几个地方报告了行政应诉",
        "哪个街道有多少法律顾问",
        "哪个街道败诉最多",
        "哪些部门没有败诉",
        "没有败诉的案件有几件",
        "谁有“双随机”",
        "哪个街道比乙水镇多",
    ],
)
def test_amounts_orders_and_reporting_are_asked_otherwise(question: str) -> None:
    assert read_who_has(question) is None


@pytest.mark.parametrize(
    "question",
    ["这些报告里行政应诉一共多少件", "三个地方的行政应诉加起来", "资料库里行政应诉案件总共几件"],
)
def test_what_all_reports_have_is_added_up(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert (answer.values[-1].value, answer.values[-1].derived) == ("31", True)
    assert "合计31件（3件+7件+21件=31件）" in answer.text


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("这几个街道的行政应诉一共多少件", "所有街道行政应诉多少件合计"),
        ("各镇平均有多少法律顾问", "所有镇有多少法律顾问平均"),
        ("有几个地方一共报告了行政应诉", ""),
        ("这个地方的行政应诉多少件", ""),
        ("前三个地方的行政应诉一共多少件", ""),
        ("资料库里有哪些报告", ""),
    ],
)
def test_all_reports_are_meant_only_where_something_is_added_up(question: str, put: str) -> None:
    assert put_overall(question) == put
