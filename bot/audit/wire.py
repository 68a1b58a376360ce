"""An audit for programs: one object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from bot.audit.words import Names
from bot.wire import evidence_object
from retrieval.audit_records import Finding, ReportAudit, RequiredPart, SumThatHolds
from retrieval.records import Evidence


def audit_object(audits: Sequence[ReportAudit], names: Names) -> dict[str, object]:
    """Return everything found, by report, with the number of findings of each kind."""
    counts = dict.fromkeys(names, 0)
    for audit in audits:
        for finding in audit.findings:
            counts[finding.kind] += 1
    return {
        "found": sum(counts.values()),
        "counts": counts,
        "reports": [_report(audit, names) for audit in audits],
    }


def _report(audit: ReportAudit, names: Names) -> dict[str, object]:
    row = asdict(audit.report)
    return {
        "report": {key: row[key] for key in ("id", "place", "year", "title", "file")},
        "findings": [_finding(finding, names) for finding in audit.findings],
        "parts": [_part(part) for part in audit.parts],
        "sums": [_sum(held) for held in audit.sums],
    }


def _finding(finding: Finding, names: Names) -> dict[str, object]:
    return {
        "kind": finding.kind,
        "name": names[finding.kind],
        "confidence": finding.confidence,
        "message": finding.message,
        "computation": finding.computation,
        "evidence": [evidence_object(item) for item in finding.evidence],
    }


def _part(part: RequiredPart) -> dict[str, object]:
    return {
        "role": part.role,
        "name": part.name,
        "found": part.evidence is not None,
        "evidence": _quoted(part.evidence),
        "mentioned": _quoted(part.mentioned),
    }


def _sum(held: SumThatHolds) -> dict[str, object]:
    return {
        "computation": held.computation,
        "evidence": [evidence_object(item) for item in held.evidence],
    }


def _quoted(item: Evidence | None) -> dict[str, object] | None:
    return None if item is None else evidence_object(item)
