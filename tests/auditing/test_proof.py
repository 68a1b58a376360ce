"""The last look at a finding: nothing that is not quoted, no arithmetic that is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.audit_records import Finding, SumThatHolds
from retrieval.auditing.page import Page
from retrieval.auditing.proof import prove_finding, prove_sum
from retrieval.auditing.sums import find_sums, sums_that_hold
from retrieval.errors import ProofError
from tests.auditing.audited import page_of

FAULTY = "评查案卷30卷，其中优秀22卷、合格9卷。"
SOUND = "评查案卷30卷，其中优秀22卷、合格8卷。"


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return page_of(tmp_path, FAULTY, SOUND)


@pytest.fixture
def finding(page: Page) -> Finding:
    return next(find_sums(page))


def test_what_the_rules_find_is_proven(page: Page, finding: Finding) -> None:
    prove_finding(finding, lambda _: page.report.lines)
    prove_sum(sums_that_hold(page)[0], lambda _: page.report.lines)


@pytest.mark.parametrize(
    "change",
    [
        {"computation": "22 + 9 = 32 ≠ 30"},
        {"computation": "22 + 9 = 31 ≠ 31"},
        {"computation": "21 + 10 = 31 ≠ 30"},
        {"computation": "22 + 9 = 31 ≠ 33"},
        {"evidence": ()},
        {"report": "another"},
    ],
)
def test_what_is_not_so_is_refused(page: Page, finding: Finding, change: dict[str, str]) -> None:
    with pytest.raises(ProofError):
        prove_finding(replace(finding, **change), lambda _: page.report.lines)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change", [{"quote": "评查案卷31卷"}, {"line": 1}, {"line": 99}, {"highlights": ((0, 99),)}]
)
def test_a_quote_that_is_none_is_refused(
    page: Page, finding: Finding, change: dict[str, object]
) -> None:
    altered = (replace(finding.evidence[0], **change),)  # type: ignore[arg-type]
    with pytest.raises(ProofError):
        prove_finding(replace(finding, evidence=altered), lambda _: page.report.lines)


def test_a_sum_that_does_not_hold_is_refused(page: Page, finding: Finding) -> None:
    claimed = SumThatHolds(finding.computation, finding.evidence)
    with pytest.raises(ProofError):
        prove_sum(claimed, lambda _: page.report.lines)
