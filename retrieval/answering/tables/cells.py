"""One cell of a table: the figure that an answer would give for a place and year, or why there is none.

A cell goes the way of an answer to ``{place}{year}年{measure}多少``: what would be asked back
there is ``ambiguous`` here, what would be refused is a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.asking.parts import split_parts
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.companions import companions
from retrieval.answering.evidence.measure_names import HANDLING
from retrieval.answering.evidence.nearness import alike, kind_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.unit_groups import unit_group
from retrieval.answering.kept.cell_rows import Definition
from retrieval.answering.numbers.contrast import neighbours_asked
from retrieval.answering.numbers.extreme_words import only_extreme
from retrieval.answering.numbers.part_figures import names_all
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.refuse import reason_without_figure
from retrieval.answering.selecting.select import consider, select
from retrieval.language.terms import term_keys
from retrieval.records import Fact, Reason
from retrieval.table_records import Gap

_GAPS: dict[Reason, Gap] = {
    "unclear_in_source": "unclear_in_source",
    "mentioned_without_figure": "mentioned_without_figure",
    "no_such_year": "no_report",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a place and year have: ``facts`` count one thing each in its own unit; else the gap,
    with the readings that an ambiguous one has."""

    facts: tuple[Fact, ...] = ()
    gap: Gap | None = None
    readings: tuple[Fact, ...] = ()


def find_cell(question: Question, scope: Scope, shelf: Shelf) -> Found:
    """Return what stands in the cell of ``scope``, one place and at most one year."""
    if not scope.reports:
        return Found(gap="no_report")
    asked = asked_of(question, scope)
    selection = only_extreme(question, select(asked, scope, shelf, closely=False), shelf)
    slots = [slot for slot in selection.slots if not slot.fact.unclear]
    if len(slots) == 1 and (beside := neighbours_asked(question, selection, slots[0])):
        return Found(gap="ambiguous", readings=tuple(beside))
    parts = split_parts(question, question.terms)
    if len(parts) > 1:
        each = "number.each" in question.asks
        slots = [slot for slot in slots if names_all(parts, slot.fact, each=each)]
    if not slots:
        reason = reason_without_figure(
            question, scope, shelf, selection.unclear, lambda: consider(asked, scope, shelf)
        )
        return Found(gap=_GAPS.get(reason, "not_reported"))
    if len(slots) > 1 or not slots[0].is_clear:
        facts = tuple(candidate.fact for slot in slots for candidate in slot.best)
        return Found(gap="ambiguous", readings=facts)
    fact = slots[0].fact
    if fact.kind == "target" and not question.asks_any("target"):
        # A plan for a year that nobody has reported on yet is no figure of it.
        return Found(gap="no_report")
    return Found((fact, *(() if question.unit_class else companions(shelf, fact))))


def definition_of(fact: Fact, question: Question) -> Definition:
    """Return what a figure counts, as far as it sets it apart from what was asked: the group of
    its unit, and the concepts that its wording adds (一审, 败诉), in a fixed order."""
    added = {
        key
        for key in term_keys(fact.measure)
        if kind_of(key) not in {"word", "light"}
        and key != HANDLING
        and not any(alike(term, key) >= 0.5 for term in question.terms)
    }
    return unit_group(fact), tuple(sorted(added))


def readings_once(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return readings without those that repeat an earlier one's figure."""
    seen: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        seen.setdefault((fact.report, fact.quantity.value, fact.quantity.unit), fact)
    return tuple(seen.values())
