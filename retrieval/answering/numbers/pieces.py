"""Questions that ask more than once (注册多少户，服务多少人次; 拆了几宗多大面积; 批次和人次).

Each piece is a question of its own, with what it leaves out filled in from the piece before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.asking.parts import Part, split_parts
from retrieval.answering.asking.piece_wordings import MARKS, split_asked
from retrieval.answering.asking.question import Question, parse_question
from retrieval.answering.evidence.nearness import ACCOUNTED, is_beside, met, names
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.joint_names import split_joint
from retrieval.answering.numbers.part_figures import look_parts, names_all
from retrieval.answering.numbers.remainder import Remainder, look_remainder
from retrieval.answering.selecting.asking_figures import asked_of, look_ahead
from retrieval.answering.selecting.follow_on import (
    asks_change,
    find_follower,
    is_money,
    leaves_out,
    said_of,
)  # fmt: skip
from retrieval.answering.selecting.select import select
from retrieval.language.terms import Term
from retrieval.records import Fact

_RATE = re.compile(r"[一-鿿]{2}率(?:[是为有]|$)")
# 计划检查几家，实际检查几家: what became of the plan is asked for beside it.
_CAME_TO = "实际"
# Nearer than this a term stands in the figure's own sentence.
_OWN_SENTENCE = 0.6
# …几次，议事会呢; …几处，整改数
_AGAIN = re.compile(r"(?:呢|(?<=[一-鿿])数)[?？。\s]*$")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The figures of the pieces that have one, in order, what a piece asks to be left of them
    (还有几处没整改), and the wordings of the pieces that have neither.

    ``is_sure`` where those that have one say for themselves what they ask for, and so do those that
    have none: 涉及金额多少 behind a piece without a figure may be of anything.
    """

    facts: tuple[Fact, ...]
    left: tuple[Remainder, ...]
    missing: tuple[str, ...]
    considered: tuple[Candidate, ...]
    is_sure: bool = True


def look_pieces(question: Question, scope: Scope, shelf: Shelf) -> Pieces | None:
    """Return the figure of each piece; None where the question asks once."""
    wordings = split_asked(question)
    if len(wordings) < 2:
        return None
    facts: list[Fact] = []
    left: list[Remainder] = []
    missing: list[str] = []
    considered: list[Candidate] = []
    is_sure = True
    standing: tuple[Term, ...] = ()
    relative = question.year_offset is not None
    whole, years = scope.years, () if question.years or relative else scope.years
    before: Question | None = None
    settled = any(_CAME_TO in wording for wording in wordings)
    for wording in wordings:
        piece = _counted_as(before, parse_question(wording, shelf.gazetteer))
        before = piece
        # 现在多少，2022年目标多少: a year is that of the pieces from it on.
        if relative and piece.year_offset is not None and not piece.years:
            years = whole if piece.content else years
        scope = replace(scope, years=piece.years or years)
        years = scope.years
        if _asks_year_before(piece):
            scope = _year_before(scope)
        parts = split_joint(piece, scope, shelf) or split_parts(piece, piece.terms)
        both = _one(piece, piece.terms, facts, scope, shelf, settled=settled) if parts[1:] else None
        if both and "number.each" not in piece.asks and names_all(parts, both.fact, each=True):
            # 审查和备案的规范性文件共54件: one figure is of both.
            facts.append(both.fact)
            standing = piece.terms
            continue
        if len(parts) > 1 and (
            several := look_parts(parts, asked_of(piece, scope, ()), scope, shelf)
        ):
            facts += [fact for fact in several if fact not in facts]
            standing = piece.terms
            continue
        ahead = scope if piece.years else look_ahead(piece, scope)
        found = _found(piece, parts, standing, facts, ahead, shelf, settled=settled)
        follower = _follower(piece, standing, facts, scope, shelf)
        # 原来几项，现在几项: what the level before rose to stands right behind it.
        risen = bool(facts) and facts[-1].kind == "base" and not piece.content
        if follower and (found is None or risen or not _goes_on(found.fact, facts[-1])):
            facts.append(follower)
        elif found is not None:
            facts.append(found.fact)
            considered.append(found)
        elif remainder := look_remainder(piece, scope, shelf, standing):
            left.append(remainder)
        else:
            missing.append(piece.rest or wording.strip(MARKS))
            is_sure = is_sure and _says_itself(piece, facts)
        if missing and not _says_itself(piece, ()):
            is_sure = False
        if piece.content:
            standing = (*_things(standing, piece), *piece.terms)
    return Pieces(tuple(facts), tuple(left), tuple(missing), tuple(considered), is_sure)


def _goes_on(fact: Fact, last: Fact) -> bool:
    """Return whether a figure stands in the sentence of the one asked for before, and behind it:
    of 十万元以上的项目均上会，上会41个，涉及资金2360万元 the first sum is no sum of those 41."""
    return is_beside(fact, last) and fact.quantity.start >= last.quantity.start


def _says_itself(piece: Question, facts: Sequence[Fact]) -> bool:
    """Return whether a piece names a thing or a rate of its own, and not only what one of the
    ``facts`` is called already."""
    named = any(t.kind == "rate" or _is_subject(t) for t in said_of(piece))
    # 回访率 is two words, and a rate all the same.
    return (named or _RATE.search(piece.rest) is not None) and not any(
        all(names(term, f"{fact.label}{fact.topic}") for term in said_of(piece)) for fact in facts
    )


def _counted_as(before: Question | None, piece: Question) -> Question:
    """Return a piece with the unit of the one before where it asks no more than 呢 or 数 (…几次，
    议事会呢), or by the same word, which was read as another there (打了几场官司, 赢了几场: cases)."""
    if before is None:
        return piece
    if piece.unit:
        again = re.search(rf"(?:多少|几){re.escape(piece.unit)}", before.folded) is not None
    else:
        again = not piece.unit_class and _AGAIN.search(piece.folded) is not None
    return replace(piece, unit=before.unit, unit_class=before.unit_class) if again else piece


def _found(
    piece: Question,
    parts: Sequence[Part],
    standing: tuple[Term, ...],
    taken: Sequence[Fact],
    scope: Scope,
    shelf: Shelf,
    *,
    settled: bool,
) -> Candidate | None:
    """Return the figure of the first reading of a piece that has one; a mere change (涨了多少) is told
    of the figure before, or not at all. What was planned is the report's own year's where another
    piece asks what became of it (``settled``)."""
    if taken and asks_change(piece) and not said_of(piece):
        return None
    for terms in _readings(piece, standing):
        found = _one(piece, terms, taken, scope, shelf, settled=settled)
        if (
            found is not None
            and _belongs(found.fact, terms, standing, taken)
            # One figure can't answer for two measures unless its own wording names both.
            and (len(parts) < 2 or names_all(parts, found.fact))
            and not leaves_out(piece, found.fact)
        ):
            return found
    return None


def _follower(
    piece: Question,
    standing: tuple[Term, ...],
    taken: Sequence[Fact],
    scope: Scope,
    shelf: Shelf,
) -> Fact | None:
    """Return the figure that stands behind the one asked for before and goes on about it."""
    if not taken or piece.years or (piece.year_offset is not None and not asks_change(piece)):
        return None
    return find_follower(piece, asked_of(piece, scope), standing, taken, shelf)


def _readings(piece: Question, standing: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """Yield what a piece may ask for: an act alone (解决了多少) is one of what was spoken of."""
    if not piece.content:
        yield standing
        return
    if standing and not said_of(piece) and piece.asks_any("target"):
        # 下一步提高到多少
        yield standing
        return
    if standing and not said_of(piece):
        # 多大面积, 涉及金额多少 are of what was asked for before, and of nothing else.
        yield (*standing, *piece.terms)
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
    # A lone character that is no noun of the lexicon (接 of 接了几项) is an act as well.
    return tuple(t for t in standing if t.kind != "action" and (t.kind, len(t.text)) != ("word", 1))


def _one(
    piece: Question,
    terms: tuple[Term, ...],
    taken: Sequence[Fact],
    scope: Scope,
    shelf: Shelf,
    *,
    settled: bool,
) -> Candidate | None:
    """Return the only figure that answers a reading and no other piece."""
    slots = select(_asked(piece, terms, scope), scope, shelf, closely=False).slots
    if settled and len(slots) > 1:
        slots = tuple(s for s in slots if s.year == shelf.by_id[s.fact.report].year)
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
    alone = piece.year_offset == -1 and not piece.years and not piece.content
    return alone and not asks_change(piece)


def _year_before(scope: Scope) -> Scope:
    own = scope.years or tuple(r.year for r in scope.reports if r.year is not None)
    return replace(scope, years=(max(own) - 1,)) if own else scope


def _belongs(
    fact: Fact, terms: Sequence[Term], standing: Sequence[Term], taken: Sequence[Fact]
) -> bool:
    """Return whether a figure found by nothing but an act, a rate or a sum (解决了多少, 优秀率, 罚款)
    is of what was asked before: beside that figure, or told of the same things."""
    own = [term for term in terms if term not in standing and not term.is_light]
    content = [term for term in standing if not term.is_light]
    things = [term for term in content if term.kind == "thing"] or content[-1:]
    if not taken or any(map(_is_subject, own)) or is_beside(fact, taken[-1]):
        return True
    if own and all(is_money(term.key) for term in own):
        # What something cost is told in its own sentence: another one tells of another sum.
        return all(met(term, fact) >= _OWN_SENTENCE for term in things)
    if any(term in standing for term in terms):
        return True
    if not any(term.kind in {"thing", "rate"} for term in terms):
        return False
    return all(met(term, fact) >= ACCOUNTED for term in things)


def _is_subject(term: Term) -> bool:
    return term.kind == "thing" and not (is_money(term.text) or is_money(term.key))
