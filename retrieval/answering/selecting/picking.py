"""Selection for comparisons: lone characters of the question checked by text, parts dropped."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.selecting.select import Slot, select
from retrieval.language.fold import fold
from retrieval.language.terms import Term
from retrieval.records import Fact


def pick_slots(asked: Asked, scope: Scope, shelf: Shelf) -> tuple[Slot, ...]:
    """Return the slots of a scope whose figures account for ``asked``.

    A lone character (书 of 责令整改书, 限 of 限上) is no term that wordings are indexed by:
    it must stand in the figure's label, or in its sentence where no label has it.
    """
    lone = [term.text for term in asked.terms if _is_lone(term)]
    rest = tuple(term for term in asked.terms if not _is_lone(term))
    if not lone or all(term.is_light for term in rest):
        return select(asked, scope, shelf, closely=False).slots
    slots = select(replace(asked, terms=rest), scope, shelf, closely=False).slots
    return tuple(kept for slot in slots if (kept := _holding(slot, lone, shelf)) is not None)


def _is_lone(term: Term) -> bool:
    return term.kind == "word" and len(term.text) == 1


def _holding(slot: Slot, lone: list[str], shelf: Shelf) -> Slot | None:
    in_label = tuple(c for c in slot.best if all(char in fold(c.fact.label) for char in lone))
    in_sentence = tuple(
        c for c in slot.best if all(char in fold(shelf.sentence(c.fact).text) for char in lone)
    )
    best = in_label or in_sentence
    return replace(slot, best=best) if best else None


def without_parts(readings: tuple[Fact, ...], shelf: Shelf) -> tuple[Fact, ...]:
    """Return readings without those that are a part of another reading."""
    whole = tuple(
        fact
        for fact in readings
        if (total := shelf.whole_of(fact)) is None or total not in readings
    )
    return whole or readings
