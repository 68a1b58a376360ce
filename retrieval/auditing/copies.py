"""Sentences that another report has word for word, figures and place names apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.audit_records import Finding
from retrieval.auditing.page import Page, Statement
from retrieval.auditing.wording import any_word, tell, trade_pattern
from retrieval.language.fold import fold
from retrieval.records import Report

_NUMBER = re.compile(r"\d[\d,.]*")
_MARK = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九十]{1,2}[是要])"
)
_HAN = re.compile(r"[一-鿿]")
# Shorter sentences, those of words of the trade alone, and those of so many places are the genre's
# own: 受理复议案件38件，其中维持20件… is no copy, whoever writes it.
_SHORTEST = 30
_FEWEST_OWN = 12
_COMMON = 6
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands: the report, and the sentence's number there."""

    report: str
    statement: int


@dataclass(slots=True)
class Copies:
    """The long sentences of a library by their wording without figures and place names.

    Kept as hashes: a library of many thousand reports has millions of sentences.
    """

    places: dict[int, list[_Place]] = field(default_factory=dict)
    wordings: dict[str, dict[int, int]] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)

    def add(self, page: Page) -> None:
        """Take in a report's sentences."""
        self.reports[page.report.id] = page.report
        own = self.wordings.setdefault(page.report.id, {})
        names = own_names(page.report)
        for statement in page.statements:
            if wording := wording_of(statement, names):
                own[statement.number] = hash(wording)
                place = _Place(page.report.id, statement.number)
                self.places.setdefault(hash(wording), []).append(place)

    def find(self, page: Page, page_of: Callable[[str], Page]) -> Iterator[Finding]:
        """Yield the sentences of a report that an earlier or other report has as well."""
        names = own_names(page.report)
        for number, key in self.wordings[page.report.id].items():
            source = self._source(page.report, self._shared(key))
            if source is None:
                continue
            statement = page.statements[number]
            wording = wording_of(statement, names)
            other = page_of(source.report)
            told = other.statements[source.statement]
            if wording == wording_of(told, own_names(other.report)) and _is_own(wording):
                yield _finding(page, statement, other, told)

    def _shared(self, key: int) -> Sequence[_Place]:
        """Return where a sentence stands, nothing where it is of so many places that it is no one's."""
        found = self.places[key]
        if len({_place_name(self.reports[place.report]) for place in found}) > _COMMON:
            # Looked at once: a formula of thousands of reports must not be gone through for each.
            found = self.places[key] = []
        return found

    def _source(self, own: Report, places: Iterable[_Place]) -> _Place | None:
        """Return the report that a sentence is from: the place's own before, else an older one."""
        found = [place for place in places if place.report != own.id]
        earlier = [place for place in found if _is_before(self.reports[place.report], own)]
        return min(
            earlier,
            key=lambda place: (
                _place_name(self.reports[place.report]) != _place_name(own),
                -(self.reports[place.report].year or 0),
                place.report,
            ),
            default=None,
        )


def own_names(report: Report) -> tuple[str, ...]:
    """Return how a report names its own place and those above it, the longest first."""
    place = report.place
    if place is None:
        return ()
    names = {place.name, *place.aliases, *place.parents}
    return tuple(sorted((fold(name) for name in names if len(name) > 1), key=len, reverse=True))


def wording_of(statement: Statement, names: Sequence[str]) -> str:
    """Return a sentence without its figures and its own place's names, empty for a common one."""
    if statement.in_table:
        return ""
    text = _MARK.sub("", statement.text.strip())
    for name in names:
        text = text.replace(name, "")
    text = re.sub(r"\s", "", _NUMBER.sub("#", text))
    if len(_HAN.findall(text)) < _SHORTEST or any_word("formulas").search(text):
        return ""
    return text


def _is_own(wording: str) -> bool:
    """Return whether a sentence has words of its own beside those of the trade."""
    return len(_HAN.findall(trade_pattern().sub("", wording))) >= _FEWEST_OWN


def _place_name(report: Report) -> str:
    return "".join((*report.place.parents, report.place.name)) if report.place else report.id


def _is_before(one: Report, other: Report) -> bool:
    if _place_name(one) == _place_name(other):
        return (one.year or 0) < (other.year or 0)
    return (one.year or 0, _place_name(one), one.id) < (
        other.year or 0,
        _place_name(other),
        other.id,
    )


def _finding(page: Page, statement: Statement, other: Page, told: Statement) -> Finding:
    ours, theirs = (list(_NUMBER.finditer(s.text)) for s in (statement, told))
    ours, theirs = ours[-len(theirs) :], theirs[-len(ours) :]
    changed = [(one, two) for one, two in zip(ours, theirs, strict=True) if one[0] != two[0]]
    pairs = "、".join(f"{two[0]}→{one[0]}" for one, two in changed[:_SHOWN])
    changes = tell("changes", pairs=pairs) if changed else tell("no_changes")
    who = f"{_shown_place(other.report)}{other.report.year or ''}年"
    if _place_name(page.report) == _place_name(other.report):
        message = tell("copied_year", who=who, changes=changes)
    else:
        message = tell("copied_place", who=who, changes=changes)
    return Finding(
        "copied",
        page.report.id,
        message,
        (
            page.quote_spans(statement, [one.span() for one, _ in changed]),
            other.quote_spans(told, [two.span() for _, two in changed]),
        ),
        confidence="possible",
    )


def _shown_place(report: Report) -> str:
    return report.place.name if report.place else f"《{report.title}》"
