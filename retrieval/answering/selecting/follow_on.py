"""The figure that follows the one asked for before (拆除47处3860平方米; 排查127个，已整改销号121个),
where a piece of a question names it by little: 多大面积, 涉及几家, 整改了几个, 占多少.

What stands right behind a figure in its own sentence goes on about the same thing, unless its
label names another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.asking.span_of_years import says_only_change, sets_against_year
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    alike,
    class_of,
    kind_of,
    met,
    names,
    own_things,
)  # fmt: skip
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.unit_verdict import ALSO, RATES
from retrieval.answering.selecting.change_followers import followers
from retrieval.language.fold import fold
from retrieval.language.spoken_verbs import vague_verbs
from retrieval.language.terms import DENIED, Term, term_keys
from retrieval.language.units import load_units
from retrieval.records import Fact

_SAME = 0.5
_ASKED_WHO = re.compile(r"([一-鿿])的人(?:有|共|一共|总共|是)*(?=多少|几)")
_ASKED_VERB = re.compile(r"([一-鿿])了(?=多少|几)")
_VERB = re.compile(r"(?:[又还也都才,，、]|其中)*([一-鿿])[了掉完]")


def find_follower(
    piece: Question,
    asked: Asked,
    standing: Sequence[Term],
    taken: Sequence[Fact],
    shelf: Shelf,
) -> Fact | None:
    """Return the figure behind the last one ``taken`` that a piece asks for; ``standing`` are the
    terms of what was asked before. None where another thing is told in between."""
    last = taken[-1]
    if shelf.is_in_table(last):
        return None
    content = said_of(piece)
    if asks_change(piece):
        return None if content else _change_behind(piece, last, shelf)
    for fact in _behind(last, shelf):
        if fact in taken:
            continue
        if fact.unclear:
            return None
        if fact.kind not in {*asked.kinds, last.kind} or fact.kind == "base":
            continue
        if _fits_unit(piece, asked, fact, last) and (
            _is_named(content, standing, fact)
            if content
            else _counts_again(fact, last) or _goes_on(piece, standing, fact)
        ):
            return fact
        if not content or _turns_away(fact, last, (*content, *standing)):
            return None
    return None


def _counts_again(fact: Fact, last: Fact) -> bool:
    """Return whether a figure is the second amount of one thing (兑现奖励86人次、19.35万元)."""
    told = (fact.label, fact.topic) == (last.label, last.topic) and bool(fact.label)
    return told and fact.quantity.start <= last.quantity.end + 1


def said_of(piece: Question) -> tuple[Term, ...]:
    """Return what a piece names of the thing itself: its terms without the words of a unit (面积,
    金额), of a share, and such as only lead on (涉及, 其中)."""
    if not piece.content and (verb := _VERB.fullmatch(piece.rest)):
        # 成了几起: what restricts nothing elsewhere is all that the piece says.
        return (Term(verb[1], verb[1], "word", 0, 0),)
    asked = load_units().asked
    leads = {*words_of("pieces", "leads"), *words_of("pieces", "shares")}
    return tuple(
        t
        for t in piece.content
        if t.text not in asked and not {t.text, t.key} & leads and not says_only_change(t.text)
    )


def asks_change(piece: Question) -> bool:
    """Return whether a piece asks for a change (涨了多少, 比上年多几个, 增幅)."""
    if piece.asks_any("target"):
        return False
    return sets_against_year(piece) or any(says_only_change(t.text) for t in piece.content)


def _change_behind(piece: Question, last: Fact, shelf: Shelf) -> Fact | None:
    """Return the only change that the report tells of the figure before, in the unit asked for."""
    told = [fact for fact in followers(last, shelf) if fact.kind == "change"]
    if pattern_of("trend", "percent").search(piece.folded):
        told = [fact for fact in told if class_of(fact) == "rate"]
    elif piece.unit_class or piece.unit:
        told = [fact for fact in told if class_of(fact) == class_of(last)]
    return told[0] if len(told) == 1 else None


def leaves_out(piece: Question, fact: Fact) -> bool:
    """Return whether a piece asks by a verb that was read as no term (进了多少户), and the figure
    does not tell it."""
    who = _ASKED_WHO.search(piece.folded)
    if who and not piece.content and who[1] not in fold(f"{fact.label}{fact.topic}"):
        # 看的人有多少 is no 粉丝3.9万人.
        return True
    verb = _ASKED_VERB.search(piece.folded)
    if verb is None or {verb[1], f"{verb[1]}了"} & vague_verbs():
        return False
    read = any(term.start <= verb.start() < term.end for term in piece.terms)
    return not read and verb[1] not in fold(f"{fact.label}{fact.topic}")


def _behind(last: Fact, shelf: Shelf) -> Iterator[Fact]:
    for fact in shelf.facts_beside(last):
        if fact.quantity.start >= last.quantity.end:
            yield fact


def _fits_unit(piece: Question, asked: Asked, fact: Fact, last: Fact) -> bool:
    """Return whether a figure is in the unit asked for: one of the class named, a share where one
    is asked for; where no unit is named at all, no rate and nothing but what was counted before."""
    given = class_of(fact)
    if asks_share(piece):
        return given == "rate"
    if any(term.kind == "rate" for term in piece.content):
        return given in RATES
    if not asked.unit_class:
        return given not in RATES
    also = (asked.unit_class, given) in ALSO and given == class_of(last)
    return given == asked.unit_class or also


def asks_share(piece: Question) -> bool:
    """Return whether a piece asks which part something is of the whole (占多少, 占比)."""
    return pattern_of("pieces", "shares").search(piece.folded) is not None


def _is_named(content: Sequence[Term], standing: Sequence[Term], fact: Fact) -> bool:
    """Return whether a figure's label names all that a piece does, and nothing that was not asked."""
    label = fold(fact.label)
    if not all(_names(term, fact, label) for term in content):
        return False
    done = words_of("pieces", "done_with")
    # The label itself, without what stands behind the figure (5位律师通过…).
    return all(
        kind_of(key) == "light" or key in done or _is_asked(key, (*content, *standing), fact)
        for key in term_keys(fact.label)
    )


def _bare(term: Term) -> str:
    """Return a term's text without what ends a verb: 罚 for 罚了."""
    return term.text.rstrip("了过") or term.text


def _names(term: Term, fact: Fact, label: str) -> bool:
    if len(bare := _bare(term)) == 1:
        return bare in label
    return names(term, fact.label) or met(term, fact) >= IN_LABEL


def _is_asked(key: str, terms: Sequence[Term], fact: Fact) -> bool:
    if key.startswith(DENIED):
        return any(term.key == key for term in terms)
    if load_units().asked.get(key) == class_of(fact):
        return True
    return any(alike(t, key) >= _SAME or (len(_bare(t)) == 1 and _bare(t) in key) for t in terms)


def _goes_on(piece: Question, standing: Sequence[Term], fact: Fact) -> bool:
    """Return whether a figure right behind another tells its share, size, money or those it
    concerned, and names no thing or act of its own."""
    label = fold(fact.label)
    if asks_share(piece):
        return label.startswith(words_of("pieces", "shares"))
    lead = next((word for word in words_of("pieces", "leads") if label.startswith(word)), "")
    keys = [key for key in term_keys(label.removeprefix(lead)) if kind_of(key) != "light"]
    unasked = [key for key in keys if not _is_asked(key, standing, fact)]
    if lead and class_of(fact) != "money":
        # 涉及企业14家: whom it concerned is counted in the unit asked for.
        return all(kind_of(key) in {"thing", "word"} for key in unasked) and len(unasked) < 2
    # 多少钱 may be a fine or an investment; what is 涉及 is neither, but 涉及资金 is.
    plain = bool(lead) or pattern_of("pieces", "leads").search(piece.folded) is None
    return not unasked or (plain and class_of(fact) == "money" and all(map(is_money, unasked)))


def is_money(key: str) -> bool:
    """Return whether a word names nothing but a sum of money (罚款, 投资额)."""
    return key.endswith(words_of("pieces", "money"))


def _turns_away(fact: Fact, last: Fact, terms: Sequence[Term]) -> bool:
    """Return whether a figure begins to tell of something else: of a thing not asked for, in the
    units of the one before."""
    things = own_things(fact)
    return (
        class_of(fact) == class_of(last)
        and bool(things)
        and not any(alike(term, key) >= _SAME for term in terms for key in things)
    )
