"""Lists with 分别 whose sides differ in length: nobody can tell which figure is whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.audit_records import Finding
from retrieval.auditing.page import Page, Statement
from retrieval.auditing.wording import tell
from retrieval.figures.clauses import split_clauses
from retrieval.figures.series import Series, find_series

_JOINT = re.compile(r"[和与及或]|以及")
_NUMERAL = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def find_unaligned(page: Page) -> Iterator[Finding]:
    """Yield sentences that list more names than figures behind 分别, or fewer."""
    for statement in page.statements:
        if not statement.in_table and any(fact.unclear for fact in statement.facts):
            yield from _unaligned_in(page, statement)


def _unaligned_in(page: Page, statement: Statement) -> Iterator[Finding]:
    quantities = tuple(fact.quantity for fact in statement.facts if not fact.none)
    clauses = split_clauses(statement.text)
    for series in find_series(statement.text, clauses, quantities):
        if series.is_clear or not series.members:
            continue
        names, values = _bare_names(series), _count_values(statement.text, series)
        if len(names) < 2 or values < 2 or _may_be_even(statement.text, series, names, values):
            continue
        members = [fact for fact in statement.facts if fact.quantity in series.members]
        yield Finding(
            "aligned",
            page.report.id,
            tell("aligned", names=str(len(names)), values=str(values)),
            page.quote(statement, *members),
        )


def _count_values(text: str, series: Series) -> int:
    """Return how many figures stand behind 分别, those without a unit of their own too."""
    first, last = series.members[0], series.members[-1]
    start = first.start
    # 分别为186、170件: the run of numbers begins before the first amount.
    while (before := re.search(r"(\d+(?:\.\d+)?)\s*[、，,和及]\s*$", text[:start])) is not None:
        start = before.start(1)
    return len(_NUMERAL.findall(text[start : last.end]))


def _bare_names(series: Series) -> tuple[str, ...]:
    """Return the names of a series; those before one with a figure of its own are another list's."""
    told = [at for at, name in enumerate(series.all_names) if _NUMERAL.search(name)]
    return series.all_names[max(told, default=-1) + 1 :]


def _may_be_even(text: str, series: Series, names: Sequence[str], values: int) -> bool:
    """Return whether some reading of the names gives each a figure: one may hold 和 itself."""
    left = text[text.find(names[0]) : series.members[0].start]
    listed = left.count("、") + 1
    if min(listed, len(names)) <= values <= max(listed, len(names)):
        return True
    return _JOINT.search(left) is not None and values < len(names)
