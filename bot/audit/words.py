"""What an audit's parts are called, and its totals in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from retrieval.audit_records import Confidence, FindingKind, ReportAudit
from retrieval.records import ReportSummary

SURE: dict[Confidence, str] = {"certain": "确定", "possible": "可能"}
Names = Mapping[FindingKind, str]


def report_name(report: ReportSummary) -> str:
    """Return a report as people name it: place and year, or its title where one is unknown."""
    if report.place and report.year:
        return f"{report.place}{report.year}年"
    return f"《{report.title}》" if report.title else report.file


def total_line(audits: Sequence[ReportAudit], names: Names) -> str:
    """Return how many reports were read and what was found in them, by kind."""
    findings = [finding for audit in audits for finding in audit.findings]
    read = f"审读了 {len(audits)} 份报告"
    if not findings:
        return f"{read}，没有发现问题。"
    sure = Counter(SURE[finding.confidence] for finding in findings)
    kinds = Counter(names[finding.kind] for finding in findings)
    told = "，".join(f"{name} {count}" for name, count in kinds.most_common())
    marked = sum(bool(audit.findings) for audit in audits)
    split = "、".join(f"{name} {sure[name]}" for name in SURE.values() if sure[name])
    return f"{read}，其中 {marked} 份有 {len(findings)} 处要核对（{split}）：{told}。"


def missing_parts(audit: ReportAudit) -> tuple[str, ...]:
    """Return the names of the required parts that were not found under a heading."""
    return tuple(part.name for part in audit.parts if part.evidence is None)
