"""Headers of columns: unit, year, and whether they hold results, changes or targets."""

from __future__ import annotations

import pytest

from retrieval.figures.column_heads import ColumnHead, read_head


@pytest.mark.parametrize(
    ("header", "head"),
    [
        ("2022年处罚案件（件）", ColumnHead("处罚案件", "件", 2022, "actual")),
        ("处罚案件（2022年）（件）", ColumnHead("处罚案件", "件", 2022, "actual")),
        ("处罚案件2022年（件）", ColumnHead("处罚案件", "件", 2022, "actual")),
        ("上年同期（件）", ColumnHead("", "件", 2022, "actual")),
        ("本年度受理（件）", ColumnHead("受理", "件", 2023, "actual")),
        ("2022", ColumnHead("", "", 2022, "actual")),
        ("比上年增减（件）", ColumnHead("比上年增减", "件", None, "change")),
        ("同比（%）", ColumnHead("同比", "%", None, "change")),
        ("年度任务（户）", ColumnHead("年度任务", "户", None, "target")),
        ("目标完成率（%）", ColumnHead("目标完成率", "%", None, "actual")),
        ("2018年以前建成（处）", ColumnHead("2018年以前建成", "处", None, "actual")),
        ("2022—2023年（件）", ColumnHead("2022-2023年", "件", None, "actual")),
        ("2023年1—6月（件）", ColumnHead("2023年1-6月", "件", None, "actual")),
        ("平均办理天数", ColumnHead("平均办理天数", "天", None, "actual")),
        ("新增（户）", ColumnHead("新增", "户", None, "actual")),
    ],
)
def test_what_a_header_says(header: str, head: ColumnHead) -> None:
    assert read_head(header, 2023) == head


def test_without_a_year_of_the_report_the_year_before_is_none() -> None:
    assert read_head("上年处罚案件（件）", None).year is None
