"""Follow-ups for what is missing (编制几名？实有呢？缺几个), or how far a result is from its plan (差几个)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.followups.turns import Turn, measure_of, wording_of

_POSTS = "编制"
_HOW_MANY = r"了?(?:多少|几)[个名人位件场次家项处栋]*(?:人|次)?[呢啊呀]?[？?。\s]*"


def short_of(asked: Question, turns: Sequence[Turn]) -> str:
    """Return what is missing of the posts or of the plan last spoken of, as a question without its
    place; empty where nothing but that is asked and both were not spoken of."""
    if asked.places or asked.years:
        return ""
    if _asks_short().fullmatch(asked.folded) and (text := _posts_left(turns)):
        return text
    return _off_plan(turns) if _asks_gap().fullmatch(asked.folded) else ""


def _posts_left(turns: Sequence[Turn]) -> str:
    """Return how many posts are vacant where posts, or those who fill them, were spoken of."""
    on_duty = words_of("vacancies", "on_duty")
    spoken = [turn.question for turn in turns[-2:]]
    if not any(_POSTS in question.folded for question in spoken):
        return ""
    last = spoken[-1]
    if _POSTS not in last.folded and not any(word in last.folded for word in on_duty):
        return ""
    posts = next(q for q in reversed(spoken) if _POSTS in q.folded)
    whose = wording_of(
        t for t in posts.content
        if _POSTS not in t.text and t.kind == "thing" and t.text not in on_duty
    )  # fmt: skip
    return f"{whose}{_POSTS}缺几名"


def _off_plan(turns: Sequence[Turn]) -> str:
    """Return how far the result is from the plan where one and then the other was asked for."""
    if len(turns) < 2:
        return ""
    last, other = turns[-1].question, turns[-2].question
    if last.asks_any("target") == other.asks_any("target") or last.places != other.places:
        return ""
    which = {*words_of("followup", "contrast"), *words_of("followup", "opposed")}
    last_of, other_of = (
        [t for t in measure_of(question) if t.text not in which] for question in (last, other)
    )
    if not last_of or {t.key for t in last_of} != {t.key for t in other_of}:
        return ""
    return f"{wording_of(last_of)}比计划多几{last.unit or other.unit}"


@cache
def _asks_short() -> re.Pattern[str]:
    short = pattern_of("vacancies", "short").pattern
    return re.compile(rf"(?:那么?)?(?:还|一?共|总共)?{short}{_HOW_MANY}")


@cache
def _asks_gap() -> re.Pattern[str]:
    return re.compile(
        rf"(?:那么?)?(?:还|一?共|总共)?(?:相?差|超|多|少|超额|超出)(?:完成|了|出)?{_HOW_MANY}"
    )
