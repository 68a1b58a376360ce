"""Growth against the two years it is told of, in one sentence or over two reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.auditing.growth import find_growth
from tests.auditing.audited import library_of, page_of, report_of


@pytest.mark.parametrize(
    ("text", "computation"),
    [
        (
            "行政应诉案件92件，2022年为100件，同比下降18%。",
            "(92 − 100) ÷ 100 ≈ −8% ≠ −18%",
        ),
        (
            "行政应诉案件92件，比2022年的107件增长14%。",
            "(92 − 107) ÷ 107 ≈ −14% ≠ 14%",
        ),
        ("行政应诉案件58件，比上年的46件增加10件。", "58 − 46 = 12 ≠ 10"),
        (
            "罚款41.27万元，较2022年的28.5万元上升34.8%。",
            "(41.27 − 28.5) ÷ 28.5 ≈ 44.8% ≠ 34.8%",
        ),
        ("案卷优秀率由2022年的81.2%提高到88.5%，提高8.3个百分点。", "88.5 − 81.2 = 7.3 ≠ 8.3"),
    ],
)
def test_growth_that_two_figures_do_not_come_to(
    text: str, computation: str, tmp_path: Path
) -> None:
    (finding,) = find_growth(page_of(tmp_path, text), {})
    assert finding.computation == computation
    assert finding.confidence == "certain"


@pytest.mark.parametrize(
    "text",
    [
        "行政应诉案件92件，2022年为107件，同比下降14.0%。",
        "行政应诉案件58件，比上年的46件增加12件。",
        "罚款41.27万元，较2022年的28.5万元上升44.8%。",
        "案卷优秀率由2022年的81.2%提高到88.5%，提高7.3个百分点。",
        # Of something else than the figures before it.
        "行政应诉案件58件，上年为46件，败诉率下降10个百分点。",
        "行政应诉案件58件，上年为46件，行政复议案件增长30%。",
        # Not of two years.
        "行政应诉案件58件，同比增长10%。",
        "承诺时限由20天压缩到5天，压缩70%。",
        "行政应诉案件约58件，上年为46件，增长30%。",
    ],
)
def test_growth_that_may_well_be_right(text: str, tmp_path: Path) -> None:
    assert list(find_growth(page_of(tmp_path, text), {})) == []


def test_growth_against_last_years_report(tmp_path: Path) -> None:
    reports = {
        "2022.txt": report_of("全年行政应诉案件50件。", year=2022),
        "2023.txt": report_of("全年行政应诉案件60件，同比增长35%。", year=2023),
    }
    with library_of(tmp_path, reports) as library:
        (finding,) = [f for audit in library.audit() for f in audit.findings]
    assert (finding.kind, finding.confidence) == ("growth", "possible")
    assert finding.computation == "(60 − 50) ÷ 50 ≈ 20% ≠ 35%"
    assert [item.file for item in finding.evidence] == ["2023.txt", "2022.txt"]


def test_another_places_report_is_not_last_years(tmp_path: Path) -> None:
    reports = {
        "2022.txt": report_of("全年行政应诉案件50件。", year=2022, place="白沙镇"),
        "2023.txt": report_of("全年行政应诉案件60件，同比增长35%。", year=2023),
    }
    with library_of(tmp_path, reports) as library:
        assert [f for audit in library.audit() for f in audit.findings] == []
