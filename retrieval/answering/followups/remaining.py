"""Follow-ups for what is left (剩下的呢, 没审结的呢), for one of it (还有一件呢) and for a share (占多少)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.followups.turns import Turn, wording_of
from retrieval.language.terms import DENIED, Term
from retrieval.language.units import load_units

_ENDS = r"(?:的|呢|是|有|多少|几|了|啊|呀|还|[?？。\s])*"
_DENIAL = re.compile(r"^(?:还|尚)?(?:没有?|未|不)(?!是|同|服)")
_WHAT_CAME = "结果如何"


def asks_rest(folded: str) -> bool:
    """Return whether nothing but what is left is asked for (剩下的呢, 还剩多少件, 还有一件呢)."""
    return any(pattern.fullmatch(folded) for pattern in (_rest(), _one_of_rest()))


def rest_of(asked: Question, turns: Sequence[Turn]) -> str:
    """Return what is left of the whole last spoken of beside the part last asked for, as a question
    without its place; empty where no part that can be left out was asked for."""
    last = turns[-1].question
    whole = _things(turns[-1].subject)
    if _one_of_rest().fullmatch(asked.folded):
        return f"{wording_of(whole)}{_WHAT_CAME}" if whole else ""
    unit = asked.unit or last.unit
    done = [t for t in last.content if _is_done(t) and t.key not in {w.key for w in whole}]
    if not (whole and done):
        return ""
    return f"没{done[-1].text}的{wording_of(whole)}多少{unit}"


def undone(asked: Question, turns: Sequence[Turn]) -> str:
    """Return a question that only says what was not done (没审结的呢), with what that is part of;
    empty where it is another one."""
    whole = _things(turns[-1].subject)
    content = asked.content
    if (
        not whole
        or len(content) != 1
        or asked.asks_any("yesno", "text", "list", "compare", "trend")
    ):
        return ""
    text = content[0].text.removeprefix(DENIED)
    denied = content[0].text.startswith(DENIED)
    if not denied and (content[0].kind != "word" or not _DENIAL.match(text)):
        # 没收 and 未成年人 deny nothing.
        return ""
    text = text if _DENIAL.match(text) else f"没{text}"
    return f"{text}的{wording_of(whole)}多少{asked.unit or turns[-1].question.unit}"


def share_of_last(asked: Question, turns: Sequence[Turn]) -> str:
    """Return what share the part last asked for makes up (占多少, 占比呢), as a question without its
    place; empty where no share alone is asked for."""
    last, subject = turns[-1].question, turns[-1].subject
    if not _share().fullmatch(asked.folded) or not last.content:
        return ""
    whole = {term.key for term in subject}
    part = wording_of(t for t in last.content if t.kind != "rate" and t.key not in whole)
    # The mark is kept: the next question, too, is one of the whole.
    return f"{wording_of(subject)}{f'，其中{part}' if part else ''}占多少"


def _things(subject: Sequence[Term]) -> tuple[Term, ...]:
    """Return what is counted of a subject: not what was done with it, and no sort or outcome."""
    sorts = words_of("followup", "sorts")
    return tuple(
        t for t in subject if t.kind not in {"action", "rate"} and not t.is_light
        and t.text not in sorts and len(t.text.removesuffix("了")) > 1
    )  # fmt: skip


def _is_done(term: Term) -> bool:
    """Return whether a term tells what was done with some of the whole, or how it came out."""
    return term.kind in {"action", "quality"} or term.text in words_of("followup", "sorts")


@cache
def _rest() -> re.Pattern[str]:
    rest = pattern_of("followup", "rest").pattern
    return re.compile(rf"(?:那么?)?(?:还|都|又)?{rest}{_ENDS}(?:{load_units().pattern})?{_ENDS}")


@cache
def _one_of_rest() -> re.Pattern[str]:
    rest = pattern_of("followup", "rest").pattern
    unit = load_units().pattern
    return re.compile(
        rf"(?:那么?)?(?:(?:还有|{rest})(?:的)?(?:那|这)?[一二两三四五六七八九十\d]+(?:{unit})"
        rf"(?:呢|怎么样了?|怎样了?|是什么情况|[?？。\s])*|还有(?:呢|吗|没有?)[?？。\s]*)"
    )


@cache
def _share() -> re.Pattern[str]:
    shares = pattern_of("followup", "shares").pattern
    return re.compile(rf"(?:那么?|它|它们|这些?)?(?:的)?{shares}{_ENDS}")
