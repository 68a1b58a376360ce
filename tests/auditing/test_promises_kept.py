"""What holds for every finding, whatever stands in the report: quoted verbatim, worked out right."""

from __future__ import annotations

import random
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from retrieval.auditing.aligned import find_unaligned
from retrieval.auditing.conflicts import figures_of_year, find_conflicts, find_last_year
from retrieval.auditing.growth import find_growth
from retrieval.auditing.numbering import find_gaps
from retrieval.auditing.page import Page
from retrieval.auditing.parts import required_parts
from retrieval.auditing.promises import find_broken_promises
from retrieval.auditing.proof import prove_finding, prove_sum
from retrieval.auditing.rates import find_rates
from retrieval.auditing.sums import find_sums, sums_that_hold
from retrieval.auditing.table_sums import find_table_sums, table_sums_that_hold
from retrieval.auditing.targets import find_targets
from retrieval.index.evidence import prove_quote
from tests.auditing.audited import page_of_text

ROOT = Path(__file__).parents[2]
LINES = [
    line
    for folder in (ROOT / "corpus", ROOT / "tests" / "support" / "reports" / "styles4")
    for file in sorted(folder.glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if line.strip()
]
RULES = (
    find_sums, find_table_sums, find_unaligned, find_rates, find_conflicts, find_targets,
    find_broken_promises, find_gaps,
)  # fmt: skip


def shuffled(seed: int) -> str:
    """Return lines of real reports in another order, some figures changed, some stops lost."""
    chance = random.Random(seed)
    lines = chance.sample(LINES, chance.randint(4, 14))
    text = "\n".join(lines)
    text = re.sub(
        r"\d+",
        lambda match: match[0] if chance.random() < 0.8 else str(chance.randint(0, 300)),
        text,
    )
    return re.sub(r"[，。、；]", lambda m: m[0] if chance.random() < 0.97 else "", text)


@given(st.integers(min_value=0, max_value=10**9))
def test_findings_in_shuffled_reports_are_proven(tmp_path_factory: object, seed: int) -> None:
    folder = tmp_path_factory.mktemp("shuffled")  # type: ignore[attr-defined]
    page = page_of_text(folder, shuffled(seed))
    other = page_of_text(folder, shuffled(seed + 1))
    pages = {page.report.id: page, other.report.id: other}

    def lines_of(report: str) -> tuple[str, ...]:
        return pages[report].report.lines

    last = figures_of_year(other)
    found = [finding for rule in RULES for finding in rule(page)]
    found += [*find_growth(page, last), *find_last_year(page, last)]
    for finding in found:
        prove_finding(finding, lines_of)
    for held in (*sums_that_hold(page), *table_sums_that_hold(page)):
        prove_sum(held, lines_of)
    for part in required_parts(page):
        for item in (part.evidence, part.mentioned):
            if item is not None:
                prove_quote(item, lines_of(item.report))


def test_the_shuffled_reports_have_something_to_find(tmp_path: Path) -> None:
    pages: list[Page] = [page_of_text(tmp_path, shuffled(seed)) for seed in range(40)]
    assert sum(1 for page in pages for rule in RULES for _ in rule(page)) > 10
