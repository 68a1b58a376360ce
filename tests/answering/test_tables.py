"""Tables over places and years: cells as answers give them, typed gaps, groups, what is computed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answering.kept.quick_records import make_cell, make_evidence, make_value
from retrieval.errors import UsageError
from retrieval.library import Library
from retrieval.records import Evidence, Value
from retrieval.table_records import Cell, FigureFilter, Group, Table
from tests.answering.shelves import library_of

ROOT = Path(__file__).parents[2]
HEAD = "{place}{year}年法治政府建设年度报告\n\n一、主要举措和成效\n"
REPORTS = {
    ("甲山镇", 2022): "全年办理行政应诉案件13件。",
    ("甲山镇", 2023): "全年办理行政应诉案件21件。培养法律明白人120余名。开展法治宣传157批203人次。",
    ("乙水镇", 2022): "行政应诉案件20余件。",
    ("乙水镇", 2023): "全年办理行政诉讼7起。培养法律明白人90名。",
    ("丙川镇", 2023): "认真做好行政应诉工作。行政应诉案件分别为3件、5件。培养法律明白人30名。",
    ("丁岭镇", 2023): "一审行政应诉案件8件。罚款金额3.5万元。",
    ("戊岗镇", 2023): "扎实开展法治建设。罚款金额12000元。",
}  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    files = {
        f"{place}{year}.txt": HEAD.format(place=place, year=year) + text + "\n"
        for (place, year), text in REPORTS.items()
    }
    with library_of(tmp_path_factory.mktemp("报告"), files) as opened:
        yield opened


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("库") / "库.db", create=True) as opened:
        opened.ingest([ROOT / "corpus", ROOT / "tests/support/reports/styles4"])
        yield opened


def shown(group: Group) -> dict[str, list[str]]:
    """Return place → its cells: the figure as written, or the gap."""
    return {row.place: [cell.written or str(cell.gap) for cell in row.cells] for row in group.rows}


def test_every_place_and_year_has_its_figure_or_its_gap(library: Library) -> None:
    table = library.compare(["行政应诉案件"])
    assert table.years == (2022, 2023)
    first, *others = table.groups
    cells = shown(first)
    assert cells["甲山镇"] == ["13件", "21件"]
    assert cells["乙水镇"] == ["20余件", "7起"]
    assert cells["戊岗镇"] == ["no_report", "not_reported"]
    assert cells["丁岭镇"] == ["no_report", "other_row"]
    assert cells["丙川镇"][1] in {"ambiguous", "unclear_in_source", "mentioned_without_figure"}
    [other] = others
    assert shown(other) == {"丁岭镇": ["no_report", "8件"]}
    assert "口径不同" in other.reason and "一审" in other.definition


def test_another_unit_is_a_row_of_its_own_with_the_reason(library: Library) -> None:
    first, other = library.compare(["开展法治宣传"], ["甲山镇"], [2023]).groups
    assert [list(shown(g).values()) for g in (first, other)] == [[["157批"]], [["203人次"]]]
    assert "单位不同" in other.reason


def test_what_is_computed_is_marked_and_says_how_many_places_it_covers(library: Library) -> None:
    [group] = library.compare(["法律明白人"]).groups
    before, sums = group.sums
    assert (before.places, before.total, before.mean) == (0, None, None)
    assert (sums.places, sums.of) == (3, 5)
    assert sums.total and sums.mean
    assert (sums.total.value, sums.total.derived, sums.total.approx) == ("240", True, True)
    assert (sums.mean.value, sums.mean.derived) == ("80", True)
    ranks = {row.place: row.ranks[1] for row in group.rows}
    assert [ranks[p] for p in ("甲山镇", "乙水镇", "丙川镇", "戊岗镇")] == [1, 2, 3, None]


def test_money_is_added_in_one_unit(library: Library) -> None:
    [group] = library.compare(["罚款金额"], years=[2023]).groups
    [sums] = group.sums
    assert sums.total and Decimal(sums.total.value) in {Decimal("4.7"), Decimal(47000)}
    assert shown(group)["丁岭镇"] == ["3.5万元"] and shown(group)["戊岗镇"] == ["12000元"]


def test_a_place_without_a_report_is_a_gap_not_an_error(library: Library) -> None:
    [group] = library.compare(["法律明白人"], ["甲山镇", "火星镇"], [2023]).groups
    assert shown(group) == {"甲山镇": ["120余名"], "火星镇": ["no_report"]}
    assert group.sums[0].of == 2


@pytest.mark.parametrize(
    "measure", ["", "多少", "甲山镇行政应诉案件", "2023年行政应诉案件", "同比增长", "！？"]
)
def test_what_is_no_measure_is_refused_with_a_remedy(library: Library, measure: str) -> None:
    with pytest.raises(UsageError) as raised:
        library.compare([measure])
    assert raised.value.hint


def assert_promises(table: Table, library: Library) -> None:
    """Check what every table promises: quotes stand, figures are quoted, sums add up."""
    for item in table.evidence:
        assert item.quote in library.parsed(item.report).report.lines[item.line - 1]
    for group in table.groups:
        assert len(group.sums) == len(table.years)
        for position, sums in enumerate(group.sums):
            column = [row.cells[position] for row in group.rows]
            values = [cell.value for cell in column if cell.value]
            assert sums.places == len(values)
            if sums.total and len({value.unit for value in values}) == 1:
                assert Fraction(sums.total.value) == sum(Fraction(v.value) for v in values)
        for row in group.rows:
            for cell in row.cells:
                assert (cell.value is None) is (cell.gap is not None)
                if cell.value is not None:
                    assert cell.value.evidence is not None and not cell.value.derived
                    quote = table.evidence[cell.value.evidence].quote
                    # A table's cell has its unit in the header; none is said without a figure.
                    written = cell.written.removesuffix(cell.value.unit)
                    assert written in quote or cell.value.value == "0"


MEASURES = (
    "行政应诉案件", "法律明白人", "行政处罚案件", "人民调解员", "罚款金额", "矛盾纠纷", "法治宣传", "行政复议案件",
    "出庭应诉率", "化解率", "合法性审查", "执法人员", "培训", "律师", "败诉案件",
)  # fmt: skip


@settings(max_examples=15)
@given(st.lists(st.sampled_from(MEASURES), min_size=1, max_size=2, unique=True))
def test_tables_keep_their_promises(real: Library, measures: list[str]) -> None:
    assert_promises(real.compare(measures), real)


@settings(max_examples=60)
@given(st.data())
def test_a_cell_is_the_figure_that_the_question_gets(real: Library, data: st.DataObject) -> None:
    figures = [f for f in real.figures(FigureFilter(kinds=("actual",))) if f.measure]
    figure = data.draw(st.sampled_from(figures))
    value = figure.value
    try:
        table = real.compare([figure.measure], [value.place], [value.year] if value.year else [])
    except UsageError:
        # A wording that holds a place, a year or a change is no measure by itself.
        return
    answer = real.ask(f"{value.place}{value.year or ''}年{figure.measure}多少")
    stated = {(v.value, v.unit) for v in answer.values}
    for group in table.groups:
        for row in group.rows:
            for cell in row.cells:
                if cell.value is not None:
                    assert answer.status == "answered"
                    assert (cell.value.value, cell.value.unit) in stated


def test_records_made_quickly_are_like_any_others() -> None:
    evidence = ("甲", "题", "地", 2023, "文件", 7, "一", "引文", ((0, 2),))
    assert make_evidence(*evidence) == Evidence(*evidence)
    value = make_value("7", "件", "案件", "地", None, True, 3)
    assert value == Value("7", "件", "案件", "地", None, approx=True, derived=False, evidence=3)
    cell = make_cell(2023, value, "7件", "约", "案件")
    assert cell == Cell(2023, value, "7件", "约", "案件")
    assert repr(cell) == repr(Cell(2023, value, "7件", "约", "案件"))
    with pytest.raises(FrozenInstanceError):
        cell.written = "8件"  # type: ignore[misc]
