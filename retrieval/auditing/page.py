"""A report as the rules see it: its sentences with the figures in them, and quotes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from retrieval.index.evidence import Span, quote_line, quote_sentence
from retrieval.language.fold import fold
from retrieval.language.units import load_units
from retrieval.records import PAGE_AROUND, Evidence, Fact, ParsedReport, Role

_STOP = re.compile(r"[。；;]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a report, folded, with its figures in reading order.

    ``passage`` and ``sentence`` are its place in the report, ``number`` counts all sentences.
    """

    number: int
    passage: int
    sentence: int
    text: str
    role: Role
    path: tuple[str, ...]
    in_table: bool
    facts: tuple[Fact, ...]

    def levels(self, unit: str = "") -> tuple[Fact, ...]:
        """Return the counted results (no rates, changes, targets, nones), those in ``unit`` if given."""
        return tuple(
            fact for fact in self.facts if is_level(fact) and unit in {"", fact.quantity.unit}
        )


class Page:
    """A report with its figures."""

    def __init__(self, parsed: ParsedReport, facts: Sequence[Fact]) -> None:
        """Take a report and its figures."""
        self.parsed = parsed
        self.report = parsed.report
        self.facts = tuple(facts)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every sentence in reading order; the page around the report is left out."""
        of: dict[tuple[int, int], list[Fact]] = {}
        for fact in self.facts:
            of.setdefault((fact.passage, fact.sentence), []).append(fact)
        found: list[Statement] = []
        for number, passage in enumerate(self.parsed.passages):
            section = self.parsed.sections[passage.section]
            if section.path[:1] == (PAGE_AROUND,):
                continue
            for place, sentence in enumerate(passage.sentences):
                facts = sorted(of.get((number, place), ()), key=lambda fact: fact.quantity.start)
                found.append(
                    Statement(
                        len(found),
                        number,
                        place,
                        fold(sentence.text),
                        section.role,
                        section.path,
                        bool(passage.headers),
                        tuple(facts),
                    )
                )
        return tuple(found)

    def quote(self, statement: Statement, *facts: Fact) -> tuple[Evidence, ...]:
        """Return a sentence as evidence with the figures of ``facts`` highlighted.

        One piece of evidence; more where a sentence is broken over lines.
        """
        return merge(
            self.quote_at(statement, fact.quantity.start, fact.quantity.end) for fact in facts
        )

    def quote_at(self, statement: Statement, start: int, end: int) -> Evidence:
        """Return a sentence as evidence with ``[start, end)`` of it highlighted."""
        return self.quote_spans(statement, ((start, end),))

    def quote_spans(self, statement: Statement, spans: Sequence[Span]) -> Evidence:
        """Return a sentence as evidence with stretches of it highlighted, or none."""
        return quote_sentence(self.parsed, statement.passage, statement.sentence, spans)

    def quote_heading(self, section: int) -> Evidence:
        """Return a section's heading as evidence: its first line as far as the heading goes."""
        own = self.parsed.sections[section]
        line = self.report.lines[own.first_line - 1]
        heading = own.path[-1] if own.path and own.path[-1] in line else ""
        start = line.index(heading) if heading else len(line) - len(line.lstrip())
        stop = _STOP.search(line, start)
        end = (
            start + len(heading) if heading else min(stop.end() if stop else len(line), start + 60)
        )
        return quote_line(self.parsed, section, own.first_line, start, end)

    def section_of(self, line: int) -> int:
        """Return the position of the innermost section that a line (from 1) stands in."""
        holding = (
            number
            for number, section in enumerate(self.parsed.sections)
            if section.first_line <= line <= section.last_line
        )
        # The innermost section begins last.
        return max(holding, key=lambda number: self.parsed.sections[number].first_line, default=0)


def is_level(fact: Fact) -> bool:
    """Return whether a figure counts something that was done: no rate, change, target or none."""
    return (
        fact.kind in {"actual", "base"}
        and not fact.none
        and load_units().class_of.get(fact.quantity.unit) != "rate"
    )


def merge(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence with each quoted stretch once, all its highlights in it."""
    found: list[Evidence] = []
    for item in items:
        _merge(found, item)
    return tuple(found)


def _merge(found: list[Evidence], item: Evidence) -> None:
    for number, other in enumerate(found):
        if (other.report, other.line, other.quote) == (item.report, item.line, item.quote):
            spans = tuple(sorted({*other.highlights, *item.highlights}))
            found[number] = replace(other, highlights=spans)
            return
    found.append(item)
