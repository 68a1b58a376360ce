"""An audit as lines for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Sequence

from bot.audit.words import SURE, Names, missing_parts, report_name
from bot.render import evidence_lines, quote_lines
from bot.terminal import BAD, BOLD, DIM, GOOD, WARN, Style, wrap
from retrieval.audit_records import Finding, ReportAudit, RequiredPart, SumThatHolds

_INDENT = "  "


def audit_lines(
    audit: ReportAudit, names: Names, style: Style, *, parts: bool, sums: bool
) -> list[str]:
    """Return what was found in one report; required parts and sums that hold where asked for."""
    report = audit.report
    count = f"{len(audit.findings)} 处要核对" if audit.findings else "没有发现问题"
    lines = wrap(f"{report_name(report)}（{report.file}）：{count}", style, look=BOLD)
    for number, finding in enumerate(audit.findings, start=1):
        lines += finding_lines(finding, number, names, style)
    if parts:
        for part in audit.parts:
            lines += _part_lines(part, style)
    elif missing := missing_parts(audit):
        lines += wrap(f"没有单独成章的部分：{'、'.join(missing)}", style, _INDENT, look=DIM)
    if sums:
        for held in audit.sums:
            lines += _sum_lines(held, style)
    elif audit.sums:
        told = f"分项加起来等于合计的有 {len(audit.sums)} 处"
        lines += wrap(told, style, _INDENT, look=DIM)
    return lines


def finding_lines(finding: Finding, number: int, names: Names, style: Style) -> list[str]:
    """Return a finding: its kind, what it is, the computation, and the quotes."""
    look = BAD if finding.confidence == "certain" else WARN
    head = f"{number}. {names[finding.kind]}（{SURE[finding.confidence]}）：{finding.message}"
    lines = wrap(head, style, _INDENT, look=look)
    if finding.computation:
        lines += wrap(f"算式：{finding.computation}", style, _INDENT * 2)
    return lines + evidence_lines(finding.evidence, style)


def kind_lines(kinds: Sequence[tuple[str, str, str]], style: Style) -> list[str]:
    """Return the kinds of finding: key, name, and what is looked for."""
    lines = []
    for kind, name, about in kinds:
        lines += wrap(f"{kind}  {name}", style, look=BOLD)
        lines += wrap(about, style, _INDENT)
    return lines


def _part_lines(part: RequiredPart, style: Style) -> list[str]:
    if part.evidence is not None:
        lines = wrap(f"✓ {part.name}", style, _INDENT, look=GOOD)
        return lines + quote_lines(part.evidence, style)
    if part.mentioned is None:
        return wrap(f"✘ {part.name}：没有找到", style, _INDENT, look=WARN)
    lines = wrap(f"✘ {part.name}：没有单独成章，下面这句提到", style, _INDENT, look=WARN)
    return lines + quote_lines(part.mentioned, style)


def _sum_lines(held: SumThatHolds, style: Style) -> list[str]:
    lines = wrap(f"✓ 分项相符：{held.computation}", style, _INDENT, look=GOOD)
    return lines + evidence_lines(held.evidence, style)
