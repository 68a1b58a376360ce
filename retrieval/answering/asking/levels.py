"""Levels that a question asks for: one reached (增加到几名), one before and after, one planned and done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.answering.asking.mask import blank
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.language.terms import Term
from retrieval.language.wording import alternation

PLAN = r"(?:计划|目标|预期|任务数?|预定)"
_DONE = r"(?:实际|真正|完成|做成|办成|最后)"
_NUMBER = r"(?:数量?|值|[^,，。?？]{0,8}(?:多少|几))"
_EACH = "每"
_PLANNED_AND_DONE = re.compile(
    rf"{PLAN}{_NUMBER}[^。?？]{{0,12}}{_DONE}{_NUMBER}|{_DONE}{_NUMBER}[^。?？]{{0,12}}{PLAN}{_NUMBER}"
)


def asks_plan_and_result(folded: str) -> bool:
    """Return whether what was planned and what came of it are asked for together (原计划几个，实际完成
    几个, 计划数和实际数)."""
    return _PLANNED_AND_DONE.search(folded) is not None


def mask_bound(masked: str) -> tuple[str, bool]:
    """Return the question without the bound that it asks for (培训不少于多少期) and who set it (报告提出), and
    whether there is one: such a level was planned.

    What each is to have at least (每村不少于几名) may well be there.
    """
    bound = _bounds().search(masked)
    if bound is None or _EACH in masked:
        return masked, False
    masked = blank(masked, bound.start(), bound.end())
    if setter := _setters().search(masked):
        masked = blank(masked, setter.start(), setter.end())
    return masked, True


@cache
def _bounds() -> re.Pattern[str]:
    return re.compile(rf"{alternation(words_of('target', 'bounds'))}(?=多少|几)")


@cache
def _setters() -> re.Pattern[str]:
    return re.compile(alternation(words_of("target", "setters")))


def without_level_verbs(terms: Sequence[Term], folded: str) -> tuple[Term, ...]:
    """Return the terms without verbs of change that lead up to the level asked for (扩充到多少人): a
    report may say it in other words, or only what there is by now."""
    spans = [match.span() for match in _reaching().finditer(folded)]
    kept = tuple(
        t for t in terms if not any(start <= t.start and t.end <= end for start, end in spans)
    )
    return kept if any(not term.is_light for term in kept) else tuple(terms)


@cache
def _reaching() -> re.Pattern[str]:
    words = {*words_of("trend", "steps"), *words_of("trend", "reaches")}
    # 调成几件 asks what was settled, not what was made of it.
    verbs, longer = alternation(tuple(words)), alternation(tuple(w for w in words if len(w) > 1))
    fewer = alternation(words_of("trend", "falls"))
    return re.compile(rf"(?:{verbs}了?[到至为]|{longer}了?成|{fewer}[掉去])了?(?=第?(?:多少|几))")


def mask_both_times(masked: str) -> str:
    """Mask 改革后 beside 改革前, and 前后对比: they ask for what was before a change and after it.

    整改后复查几次 asks of what was set right, and sets it against nothing.
    """
    found = list(_before_and_after().finditer(masked))
    if pattern_of("number", "before").search(masked):
        found += pattern_of("trend", "after").finditer(masked)
    for match in found:
        masked = blank(masked, match.start(), match.end())
    return masked


@cache
def _before_and_after() -> re.Pattern[str]:
    verbs = alternation((*words_of("trend", "steps"), *words_of("trend", "reaches"), "改革"))
    return re.compile(
        rf"(?:{verbs}(?:之)?)?前后(?:两年|两次)?(?=的?(?:各|分别|多少|几|对比|比较|变化|$))"
    )
