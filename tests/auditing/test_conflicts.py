"""One fact with two values: in a report, and against last year's report."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.auditing.conflicts import find_conflicts
from tests.auditing.audited import library_of, page_of, report_of


@pytest.mark.parametrize(
    ("one", "other", "computation"),
    [
        ("全年行政应诉案件22件。", "2023年行政应诉案件24件，逐案分析。", "22 ≠ 24"),
        ("全年共办理行政处罚案件120件，罚款3万元。", "年内行政处罚案件102件。", "120 ≠ 102"),
        ("收到行政复议申请12件。", "全年收到行政复议申请13件，受理10件。", "12 ≠ 13"),
    ],
)
def test_a_figure_told_twice_with_two_values(
    one: str, other: str, computation: str, tmp_path: Path
) -> None:
    (finding,) = find_conflicts(page_of(tmp_path, one, other))
    assert finding.computation == computation
    assert [item.quote for item in finding.evidence] == [one, other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全年行政应诉案件22件。", "2023年行政应诉案件22件，逐案分析。"),
        # Of a part of the year, the place, or the cases.
        ("全年行政应诉案件22件。", "上半年行政应诉案件9件。"),
        ("全年行政应诉案件22件。", "截至6月，行政应诉案件9件。"),
        ("现有行政执法人员27名。", "组织22名行政执法人员参加比武。"),
        ("全年行政应诉案件22件。", "县自然资源局行政应诉案件9件。"),
        ("全年行政应诉案件22件。", "其中征地拆迁行政应诉案件9件。"),
        # Another stage, year, unit or hedge.
        ("全年受理行政复议申请22件。", "全年审结行政复议申请20件。"),
        ("全年行政应诉案件22件。", "2022年行政应诉案件30件。"),
        ("发放宣传资料1.2万份。", "发放宣传资料3种。"),
        ("全年调解矛盾纠纷近500件。", "全年调解矛盾纠纷486件。"),
        # Things that are told of again and again.
        ("召开专题会议3次。", "召开专题会议2次。"),
        ("组织培训5次。", "组织培训3次。"),
    ],
)
def test_figures_that_are_not_of_one_fact(one: str, other: str, tmp_path: Path) -> None:
    assert list(find_conflicts(page_of(tmp_path, one, other))) == []


def two_years(folder: Path, told: str) -> list[tuple[str, str, list[str]]]:
    reports = {
        "2022.txt": report_of("全年行政应诉案件50件，调解矛盾纠纷约300件。", year=2022),
        "2023.txt": report_of(told, year=2023),
    }
    with library_of(folder, reports) as library:
        return [
            (finding.kind, finding.computation, [item.file for item in finding.evidence])
            for audit in library.audit()
            for finding in audit.findings
        ]


def test_last_years_figure_against_last_years_report(tmp_path: Path) -> None:
    told = "全年行政应诉案件60件，2022年为48件，同比增长25%。"
    assert two_years(tmp_path, told) == [("last_year", "48 ≠ 50", ["2023.txt", "2022.txt"])]


@pytest.mark.parametrize(
    "told",
    [
        "全年行政应诉案件60件，2022年为50件，同比增长20%。",
        "全年行政应诉案件60件，2021年为48件。",
        "全年行政应诉案件60件，2022年约48件。",
        # What was hedged then can be told exactly now.
        "全年调解矛盾纠纷400件，2022年为312件。",
    ],
)
def test_last_years_figures_that_agree(told: str, tmp_path: Path) -> None:
    assert two_years(tmp_path, told) == []
