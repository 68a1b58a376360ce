"""Questions that ask more than once (注册多少户，服务多少人次; 拆了几宗多大面积; 批次和人次).

Each piece is a question of its own, with what it leaves out filled in from the piece before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asked import Asked, Candidate
from retrieval.answering.part_figures import look_parts, names_all
from retrieval.answering.parts import split_parts
from retrieval.answering.piece_wordings import MARKS, split_asked
from retrieval.answering.question import Question, parse_question
from retrieval.answering.remainder import Remainder, look_remainder
from retrieval.answering.scope import Scope
from retrieval.answering.select import asked_of, select
from retrieval.answering.shelf import Shelf
from retrieval.language.terms import Term
from retrieval.records import Fact


@dataclass(frozen=True, slots=True)
class Pieces:
    """The figures of the pieces that have one, in order, what a piece asks to be left of them
    (还有几处没整改), and the wordings of the pieces that have neither."""

    facts: tuple[Fact, ...]
    left: tuple[Remainder, ...]
    missing: tuple[str, ...]
    considered: tuple[Candidate, ...]


def look_pieces(question: Question, scope: Scope, shelf: Shelf) -> Pieces | None:
    """Return the figure of each piece; None where the question asks once."""
    wordings = split_asked(question)
    if len(wordings) < 2:
        return None
    facts: list[Fact] = []
    left: list[Remainder] = []
    missing: list[str] = []
    considered: list[Candidate] = []
    standing: tuple[Term, ...] = ()
    relative = question.year_offset is not None
    whole, years = scope.years, () if question.years or relative else scope.years
    for wording in wordings:
        piece = parse_question(wording, shelf.gazetteer)
        # 现在多少，2022年目标多少: a year is that of the pieces from it on.
        if relative and piece.year_offset is not None and not piece.years:
            years = whole if piece.content else years
        scope = replace(scope, years=piece.years or years)
        years = scope.years
        if _asks_year_before(piece):
            scope = _year_before(scope)
        parts = split_parts(piece, piece.terms)
        if len(parts) > 1 and (
            several := look_parts(parts, asked_of(piece, scope, ()), scope, shelf)
        ):
            facts += [fact for fact in several if fact not in facts]
            standing = piece.terms
            continue
        for terms in _readings(piece, standing):
            found = _one(piece, terms, facts, scope, shelf)
            if (
                found is not None
                and _belongs(found.fact, terms, standing, facts)
                # One figure can't answer for two measures unless its own wording names both.
                and (len(parts) < 2 or names_all(parts, found.fact))
            ):
                facts.append(found.fact)
                considered.append(found)
                break
        else:
            if remainder := look_remainder(piece, scope, shelf, standing):
                left.append(remainder)
            else:
                missing.append(piece.rest or wording.strip(MARKS))
        if piece.content:
            standing = (*_things(standing, piece), *piece.terms)
    return Pieces(tuple(facts), tuple(left), tuple(missing), tuple(considered))


def _readings(piece: Question, standing: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """Yield what a piece may ask for: an act alone (解决了多少) is one of what was spoken of."""
    if not piece.content:
        yield standing
        return
    if any(term.kind in {"thing", "rate"} for term in piece.content):
        # 应急局处罚几件，罚没多少: of the same body, if there is such a figure.
        if lead := _whose(standing):
            yield (*lead, *piece.terms)
        yield piece.terms
    yield (*_things(standing, piece), *piece.terms)
    yield (*standing, *piece.terms)
    yield piece.terms


def _whose(standing: Sequence[Term]) -> tuple[Term, ...]:
    """Return the things named before what was counted: whose it was."""
    return tuple(term for term in standing if term.kind in {"thing", "rate"})[:-1]


def _things(standing: Sequence[Term], piece: Question) -> tuple[Term, ...]:
    """Return what the earlier piece counted, without its acts where the new one has its own."""
    if any(term.kind in {"thing", "rate"} for term in piece.content):
        return ()
    return tuple(term for term in standing if term.kind != "action")


def _one(
    piece: Question, terms: tuple[Term, ...], taken: Sequence[Fact], scope: Scope, shelf: Shelf
) -> Candidate | None:
    """Return the only figure that answers a reading and no other piece."""
    slots = select(_asked(piece, terms, scope), scope, shelf).slots
    if len(slots) != 1:
        return None
    free = [c for c in slots[0].best if c.fact not in taken and not c.fact.unclear]
    return free[0] if len(free) == 1 else None


def _asked(piece: Question, terms: tuple[Term, ...], scope: Scope) -> Asked:
    """Return what a piece's figure has to be; the year before may be told as what was risen from."""
    asked = replace(asked_of(piece, scope), terms=terms)
    return replace(asked, kinds=asked.kinds | {"base"}) if _asks_year_before(piece) else asked


def _asks_year_before(piece: Question) -> bool:
    """Return whether a piece asks nothing but what it was a year before (上年多少)."""
    return piece.year_offset == -1 and not piece.years and not piece.content


def _year_before(scope: Scope) -> Scope:
    own = scope.years or tuple(r.year for r in scope.reports if r.year is not None)
    return replace(scope, years=(max(own) - 1,)) if own else scope


def _belongs(
    fact: Fact, terms: Sequence[Term], standing: Sequence[Term], taken: Sequence[Fact]
) -> bool:
    """Return whether a figure found by an act alone stands beside the one that was asked before."""
    alone = not any(term in standing for term in terms)
    if not alone or not taken or any(term.kind in {"thing", "rate"} for term in terms):
        return True
    last = taken[-1]
    return (fact.report, fact.passage, fact.sentence) == (last.report, last.passage, last.sentence)
