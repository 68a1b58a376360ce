"""The total row of a table against its rows."""

from __future__ import annotations

from pathlib import Path

from retrieval.auditing.table_sums import find_table_sums, table_sums_that_hold
from tests.auditing.audited import page_of

ROWS = (
    "类别\t立案（件）\t结案率（%）",
    "市容\t8,216\t99.1",
    "违建\t341\t87.1",
    "户外广告\t476\t98.7",
)


def test_a_total_that_is_not_the_sum(tmp_path: Path) -> None:
    page = page_of(tmp_path, "案件情况见下表。", *ROWS, "合计\t9,032\t96.0")
    (finding,) = find_table_sums(page)
    assert finding.computation == "8216 + 341 + 476 = 9033 ≠ 9032"
    assert "立案（件）" in finding.message
    # The total's own row first, then what it should be the sum of.
    assert [item.quote for item in finding.evidence] == ["合计\t9,032\t96.0", *ROWS[1:]]
    marked = [item.quote[slice(*item.highlights[0])] for item in finding.evidence]
    assert marked == ["9,032", "8,216", "341", "476"]


def test_a_total_that_is_and_columns_that_no_one_adds_up(tmp_path: Path) -> None:
    page = page_of(tmp_path, "案件情况见下表。", *ROWS, "合计\t9033\t96.0")
    assert list(find_table_sums(page)) == []
    assert [held.computation for held in table_sums_that_hold(page)] == ["8216 + 341 + 476 = 9033"]


def test_tables_whose_rows_overlap_are_left_alone(tmp_path: Path) -> None:
    page = page_of(tmp_path, "案件情况见下表。", *ROWS, "其中：夜间\t12\t90.0", "合计\t9,032\t96.0")
    assert list(find_table_sums(page)) == []
    assert list(table_sums_that_hold(page)) == []
