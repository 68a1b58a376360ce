"""Whether a target was reached, where the report says so beside the figure (65.3%，高于60%的年度目标)."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.select import select
from retrieval.answering.yesno.claim import Claim
from retrieval.answering.yesno.clauses import Finding
from retrieval.figures.clauses import split_clauses
from retrieval.language.terms import Term
from retrieval.language.wording import alternation

# 超额完成了吗 asks for more than the target.
_BEYOND = ("超额", "超过", "超出", "高于", "优于", "高出")
_MORE_THAN_PLANNED = re.compile(
    r"比(?:年初)?的?(?:计划|目标|任务|原定|预定)[^，,。？?]{0,5}(?:多|高|超)"
)
# What share of the target was reached stands behind it (年度任务的104%和98%).
_SHARE = re.compile(r"(\d+(?:\.\d+)?)%")
_NUMERAL = re.compile(r"\d+(?:\.\d+)?")


def asks_of_target(question: Question) -> bool:
    """Return whether the question asks if a target or plan was reached (达到年度目标没有)."""
    text = question.folded
    named = all(pattern_of("yesno", key).search(text) for key in ("planned", "achieved"))
    return named or _MORE_THAN_PLANNED.search(text) is not None


def find_target_reached(
    question: Question, claim: Claim, scope: Scope, shelf: Shelf
) -> Finding | None:
    """Return the stretch from the asked figure to the words that set it against its target, and
    whether it was reached; None where the report has no such words."""
    terms = target_free(claim)
    if not any(not t.is_light for t in terms):
        return None
    asked = replace(
        asked_of(question, scope, terms), kinds=frozenset({"actual"}), supposed=(),
        unit="", unit_class="",
    )  # fmt: skip
    slots = select(asked, scope, shelf, closely=False).slots
    if len(slots) != 1 or not slots[0].is_clear or slots[0].fact.unclear:
        return None
    fact = slots[0].fact
    text = shelf.folded_sentence(fact)
    clauses = [c for c in split_clauses(text) if c.parent is None]
    own = next((c for c in clauses if c.start <= fact.quantity.start < c.end), None)
    if own is None:
        return None
    at = clauses.index(own)
    before = [
        f
        for f in shelf.source.facts(fact.report)
        if (f.passage, f.sentence) == (fact.passage, fact.sentence)
        and own.start <= f.quantity.start < own.end
    ]
    for clause in clauses[at : at + 3]:
        place = (before.index(fact), len(before)) if fact in before else (0, 1)
        reached = _verdict(clause.text, place, beyond=asks_beyond(question))
        if reached is not None and _is_of(clause.text, question, text[own.start : own.end]):
            return Finding(
                fact.report, fact.passage, fact.sentence, own.start, clause.end, reached, 1.0
            )
    return None


def target_free(claim: Claim) -> tuple[Term, ...]:
    """Return what is claimed without the words that only say that a target was reached."""
    return tuple(t for t in claim.terms if not _is_of_target(t))


def _is_of_target(term: Term) -> bool:
    """Return whether a term only says that a target was reached."""
    words = {*words_of("yesno", "planned"), *words_of("yesno", "achieved"), "年度", "年初", ""}
    bare = term.text.rstrip("了过")
    return bare in words or bare.removeprefix("超额") in words


def asks_beyond(question: Question) -> bool:
    """Return whether it is asked if more was done than planned (超额完成了吗)."""
    text = question.folded
    return "超额" in text or _MORE_THAN_PLANNED.search(text) is not None


def _verdict(clause: str, place: tuple[int, int], *, beyond: bool) -> bool | None:
    """Return whether a clause says that a target was reached (``beyond``: passed), None where it says
    neither.

    ``place`` is which of how many figures is meant, for those that share the clause (分别完成年度任务
    的104%和98%).
    """
    target = alternation(words_of("yesno", "planned"))
    for key, reached in (("missed_target", False), ("met_target", True)):
        told = re.search(
            f"{alternation(words_of('yesno', key))}[^，,；;。]{{0,14}}{target}", clause
        )
        if told is None:
            continue
        rates = [float(rate) for rate in _SHARE.findall(clause[told.end() :])]
        if reached and rates:
            number, count = place
            if len(rates) > 1 and len(rates) != count:
                return None
            rate = rates[number] if len(rates) > 1 else rates[0]
            return rate > 100 if beyond else rate >= 100
        if reached and beyond:
            return True if any(word in clause for word in _BEYOND) else None
        return reached
    return None


def _is_of(clause: str, question: Question, own: str) -> bool:
    """Return whether a clause speaks of the very target that the question names by its figure."""
    named = [n for q in question.numbers for n in _NUMERAL.findall(q.text)]
    told = _NUMERAL.findall(clause.replace(own, ""))
    return not named or not told or any(n in told for n in named)
