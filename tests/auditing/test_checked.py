"""The reports that come with the project: every finding was checked by hand, none is false."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from retrieval.audit_records import Finding, ReportAudit
from retrieval.auditing.arithmetic import holds
from retrieval.library import Library

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests" / "support" / "reports"
FOLDERS = [ROOT / "corpus", *sorted(folder for folder in REPORTS.iterdir() if folder.is_dir())]
CHECKED: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "checked.toml").read_text(encoding="utf-8")
)["finding"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("checked") / "库.db"
    with Library.open(path, create=True) as library:
        library.ingest([folder for folder in FOLDERS if "__pycache__" not in folder.name])
        yield library


@pytest.fixture(scope="module")
def audits(library: Library) -> tuple[ReportAudit, ...]:
    return library.audit()


def fits(entry: dict[str, Any], audit: ReportAudit, finding: Finding) -> bool:
    return (
        entry["kind"] == finding.kind
        and Path(audit.report.file).name == entry["file"]
        and entry["quote"] in finding.evidence[0].quote
    )


def test_what_is_found_is_what_was_checked(audits: tuple[ReportAudit, ...]) -> None:
    found = [(audit, finding) for audit in audits for finding in audit.findings]
    unchecked = [
        (audit.report.file, finding.kind, finding.message, finding.evidence[0].quote)
        for audit, finding in found
        if not any(fits(entry, audit, finding) for entry in CHECKED)
    ]
    gone = [entry for entry in CHECKED if not any(fits(entry, *each) for each in found)]
    assert unchecked == []
    assert gone == []
    assert all(entry["true"] is True and entry["why"] for entry in CHECKED)


def test_every_quote_is_a_slice_of_its_line(
    library: Library, audits: tuple[ReportAudit, ...]
) -> None:
    quotes = [
        item
        for audit in audits
        for group in (audit.findings, audit.sums)
        for entry in group
        for item in entry.evidence
    ]
    quotes += [
        item for audit in audits for part in audit.parts for item in (part.evidence,) if item
    ]
    assert len(quotes) > 300
    for item in quotes:
        assert item.quote
        assert item.quote in library.parsed(item.report).report.lines[item.line - 1]
        assert all(0 <= start < end <= len(item.quote) for start, end in item.highlights)


def test_every_sum_holds_when_worked_out_again(audits: tuple[ReportAudit, ...]) -> None:
    sums = [held.computation for audit in audits for held in audit.sums]
    assert len(sums) > 150
    for computation in sums:
        left, right = computation.split(" = ")
        assert sum(map(float, left.split(" + "))) == pytest.approx(float(right))
        assert holds(computation)


def test_required_parts_stand_under_their_headings(audits: tuple[ReportAudit, ...]) -> None:
    found = {
        Path(audit.report.file).name: {part.role: part.evidence for part in audit.parts}
        for audit in audits
    }
    jiaxiang = found["嘉祥街道2023.txt"]
    headings = [item.quote for item in jiaxiang.values() if item]
    assert headings == [
        "一、2023年度推进法治政府建设的主要举措和成效",
        "二、推进法治政府建设存在的不足和原因",
        "三、党政主要负责人积极履行推进法治建设第一责任人职责",
        "四、下一年度推进法治政府建设的主要安排",
    ]
    # It has no chapter on next year, and speaks of the first person responsible in passing.
    assert found["谢家湾街道2021.txt"]["plan"] is None
    assert found["谢家湾街道2021.txt"]["leadership"] is None
