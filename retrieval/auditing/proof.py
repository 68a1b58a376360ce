"""The last look at a finding, as at an answer: is it quoted, and is its arithmetic right?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from retrieval.audit_records import Finding, SumThatHolds
from retrieval.auditing.arithmetic import holds, operands
from retrieval.errors import ProofError
from retrieval.index.evidence import numbers_in, prove_quote
from retrieval.records import Evidence

Lines = Callable[[str], Sequence[str]]


def prove_finding(finding: Finding, lines_of: Lines) -> None:
    """Raise ProofError where a quote is not in its report, or a figure or computation is wrong.

    ``lines_of`` gives the stored lines of a report by its id.
    """
    if not finding.evidence or finding.evidence[0].report != finding.report:
        raise ProofError("审读结果没有本报告的原文")
    _prove(finding.evidence, finding.computation, lines_of)


def prove_sum(found: SumThatHolds, lines_of: Lines) -> None:
    """Raise ProofError where a sum does not hold or is not quoted."""
    if "≠" in found.computation:
        raise ProofError("分项与合计不符")
    _prove(found.evidence, found.computation, lines_of)


def _prove(evidence: Sequence[Evidence], computation: str, lines_of: Lines) -> None:
    quoted: set[Fraction] = set()
    for item in evidence:
        prove_quote(item, lines_of(item.report))
        quoted |= numbers_in(item.quote)
    if not computation:
        return
    if not holds(computation):
        raise ProofError(f"算式不对：{computation}")
    for value in operands(computation):
        if value not in quoted:
            raise ProofError(f"{computation}：{value} 不在引文里")
