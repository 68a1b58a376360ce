"""Synthetic reports with known faults: an audit finds these faults and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.audit_records import Finding, ReportAudit
from retrieval.auditing.arithmetic import holds
from retrieval.library import Library
from tests.soak import sample
from tests.support.synthetic import KINDS, Fault, Synthetic, SyntheticReport

COUNT = 120
WORLD = Synthetic(seed=20)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("audited")
    WORLD.write(folder, COUNT)
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([folder])
        yield library


@pytest.fixture(scope="module")
def audits(library: Library) -> tuple[ReportAudit, ...]:
    return library.audit()


def shows(finding: Finding, report: SyntheticReport, fault: Fault) -> bool:
    """Return whether a finding is this fault: of its kind, its line quoted."""
    return finding.kind == fault.kind and any(
        item.file == report.file and fault.quote in item.quote for item in finding.evidence
    )


def test_findings_are_the_planted_faults(audits: tuple[ReportAudit, ...]) -> None:
    planted = [(report, fault) for report in WORLD.reports(COUNT) for fault in report.faults]
    assert {fault.kind for _, fault in planted} == set(KINDS)
    left = [finding for audit in audits for finding in audit.findings]
    for report, fault in planted:
        match = [finding for finding in left if shows(finding, report, fault)]
        assert len(match) == 1, (report.file, fault, match)
        left.remove(match[0])
    assert left == []


def test_computations_are_right_and_name_the_true_figure(
    audits: tuple[ReportAudit, ...],
) -> None:
    faults = {report.file: report.faults for report in WORLD.reports(COUNT) if report.faults}
    computed = [
        (Path(audit.report.file).name, finding)
        for audit in audits
        for finding in audit.findings
        if finding.computation
    ]
    assert len(computed) > 20
    for file, finding in computed:
        assert holds(finding.computation)
        assert "≠" in finding.computation
        if finding.kind in {"rate", "growth"}:
            expected = {
                f.expected.rpartition("=")[2] for f in faults[file] if f.kind == finding.kind
            }
            told = finding.computation.replace("−", "-")
            assert any(true.strip("-") in told for true in expected), (expected, told)


def test_parts_are_those_that_were_written(audits: tuple[ReportAudit, ...]) -> None:
    written = {report.file: report.roles for report in WORLD.reports(COUNT)}
    for audit in audits:
        found = {part.role for part in audit.parts if part.evidence}
        assert found == written[Path(audit.report.file).name]


def test_without_faults_nothing_is_found(tmp_path: Path) -> None:
    Synthetic(seed=21, faults=False).write(tmp_path, 40)
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([tmp_path])
        assert [audit.findings for audit in library.audit() if audit.findings] == []


def test_a_kind_that_is_switched_off_is_not_looked_for(
    library: Library, audits: tuple[ReportAudit, ...]
) -> None:
    every = [finding for audit in audits for finding in audit.findings]
    for kind in sample(KINDS, 2):
        left = [f for audit in library.audit(off=[kind]) for f in audit.findings]
        assert left == [finding for finding in every if finding.kind != kind]
