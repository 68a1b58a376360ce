"""Questions that ask more than once (注册多少户，服务多少人次; 拆了几宗多大面积; 批次和人次).

Each piece is a question of its own, with what it leaves out filled in from the piece before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from retrieval.answering.asked import Candidate
from retrieval.answering.question import Question, parse_question
from retrieval.answering.scope import Scope
from retrieval.answering.select import asked_of, select
from retrieval.answering.shelf import Shelf
from retrieval.language.terms import Term
from retrieval.language.units import load_units
from retrieval.language.wording import alternation
from retrieval.records import Fact

_HOW_MANY = r"(?:多少|(?<![哪这近前后那十好])几(?![乎何])|多大|多长)"
_MARKS = ",，;；、。?？ "
_AND = r"(?:和|与|及|以及|还有|、)"


@dataclass(frozen=True, slots=True)
class Pieces:
    """The figures of the pieces that have one, in order, and the wordings of those that have none."""

    facts: tuple[Fact, ...]
    missing: tuple[str, ...]
    considered: tuple[Candidate, ...]


def look_pieces(question: Question, scope: Scope, shelf: Shelf) -> Pieces | None:
    """Return the figure of each piece; None where the question asks once."""
    wordings = _split_asked(question.folded)
    if len(wordings) < 2:
        return None
    facts: list[Fact] = []
    missing: list[str] = []
    considered: list[Candidate] = []
    standing: tuple[Term, ...] = ()
    years: tuple[int, ...] = () if question.years else scope.years
    for wording in wordings:
        piece = parse_question(wording, shelf.gazetteer)
        # 现在多少，2022年目标多少: a year is that of the pieces from it on.
        scope = replace(scope, years=piece.years or years)
        years = scope.years
        for terms in _readings(piece, standing):
            found = _one(piece, terms, facts, scope, shelf)
            if found is not None and _belongs(found.fact, terms, standing, facts):
                facts.append(found.fact)
                considered.append(found)
                break
        else:
            missing.append(piece.rest or wording.strip(_MARKS))
        if piece.content:
            standing = (*_things(standing, piece), *piece.terms)
    return Pieces(tuple(facts), tuple(missing), tuple(considered))


def _readings(piece: Question, standing: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """Yield what a piece may ask for: an act alone (解决了多少) is one of what was spoken of."""
    if not piece.content:
        yield standing
        return
    if any(term.kind in {"thing", "rate"} for term in piece.content):
        yield piece.terms
    yield (*_things(standing, piece), *piece.terms)
    yield (*standing, *piece.terms)
    yield piece.terms


def _things(standing: Sequence[Term], piece: Question) -> tuple[Term, ...]:
    """Return what the earlier piece counted, without its acts where the new one has its own."""
    if any(term.kind in {"thing", "rate"} for term in piece.content):
        return ()
    return tuple(term for term in standing if term.kind != "action")


def _one(
    piece: Question, terms: tuple[Term, ...], taken: Sequence[Fact], scope: Scope, shelf: Shelf
) -> Candidate | None:
    """Return the only figure that answers a reading and no other piece."""
    slots = select(replace(asked_of(piece, scope), terms=terms), scope, shelf).slots
    if len(slots) != 1:
        return None
    free = [c for c in slots[0].best if c.fact not in taken and not c.fact.unclear]
    return free[0] if len(free) == 1 else None


def _belongs(
    fact: Fact, terms: Sequence[Term], standing: Sequence[Term], taken: Sequence[Fact]
) -> bool:
    """Return whether a figure found by an act alone stands beside the one that was asked before."""
    alone = not any(term in standing for term in terms)
    if not alone or not taken or any(term.kind in {"thing", "rate"} for term in terms):
        return True
    last = taken[-1]
    return (fact.report, fact.passage, fact.sentence) == (last.report, last.passage, last.sentence)


def _split_asked(folded: str) -> list[str]:
    """Return the pieces of a question that each ask once, one for the whole where it does not split."""
    pieces: list[str] = []
    position = 0
    for match in re.finditer(rf"{_HOW_MANY}(?P<unit>{load_units().pattern})?", folded):
        stop = re.search(rf"[,，;；、和及]|{_HOW_MANY}", folded[match.end() :])
        end = match.end() + (stop.start() if stop else len(folded) - match.end())
        if stop and match["unit"] and re.match(_HOW_MANY, stop.group()):
            # 一审几件二审几件: what follows the unit is asked for next.
            end = match.end()
        pieces.append(folded[position:end])
        position = end
    pieces = [piece for piece in pieces if piece.strip(f"{_MARKS}和及")]
    if not pieces and (two := _two_units().search(folded)):
        pieces = [folded[: two.end("one")], two["two"]]
    return pieces


@cache
def _two_units() -> re.Pattern[str]:
    """Return a pattern for two countings asked for without 多少 (来访批次和人次, 处数和面积)."""
    units = load_units()
    counted = [unit for unit in units.class_of if len(unit) > 1 and unit.endswith("次")]
    asked = [wording for wording in units.asked if not wording.startswith(("多", "几", "总"))]
    named = alternation((*counted, *(f"{unit}数" for unit in units.class_of), *asked))
    return re.compile(rf"(?P<one>{named}){_AND}(?P<two>{named})[？?。]?$")
