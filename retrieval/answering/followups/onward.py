"""Follow-ups that ask how the matter spoken of went on, or what it was before: 为什么, 后来怎么处理的, 以后怎么办,
明年呢, 原来呢."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.answering.asking.enumeration_words import any_of
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.followups.delivery_words import asks_delivery
from retrieval.answering.followups.turns import Turn, is_bare, measure_of, own_words, wording_of
from retrieval.language.terms import DENIED, Term

_HOW = r"(?:怎么|怎样|如何|咋)"
_WHAT_WAS_DONE = re.compile(rf"{_HOW}(?:办|处理|解决|处置|整改)")
_END = r"(?:下去|过来)?[的了]?[呢啊呀]?[？?。\s]*"
_BEFORE = "原来是"
_MISSED = "没完成计划"
_NEXT = "下一步打算怎么办"
_NEXT_YEARS = "下一年计划"


def goes_on(asked: Question, before: Question) -> str:
    """Return what is asked of the matter last spoken of, without its place: why it came so, what was
    done about it, what is to be done; empty where something else is asked."""
    if asked.places or not before.content:
        return ""
    if _what_next().fullmatch(asked.folded) and not asked.asks_any("list.plans"):
        # 诉讼败诉几件？以后怎么办: about those lost, which plans speak of by themselves.
        acts = [t for t in before.content if t.kind == "action" and not t.text.startswith(DENIED)]
        return f"{wording_of(acts[-1:]) or _matter(before)}{_NEXT}"
    if _what_then().fullmatch(asked.folded):
        return f"{_matter(before)}{own_words(asked)}"
    if not measure_of(asked) and (
        asked.asks_any("text.why") or _WHAT_WAS_DONE.search(asked.folded)
    ):
        # 败诉几件？为什么: why these, not why there were any lawsuits.
        return f"{_matter(before)}{own_words(asked)}"
    return ""


def level_before(asked: Question, subject: Sequence[Term]) -> str:
    """Return the question for what a thing spoken of was before it changed (补贴提高到多少？原来呢),
    without its place; empty where something else is asked."""
    if not subject or asked.places or asked.years or measure_of(asked):
        return ""
    if "before" not in asked.asks or asked.asks_any("compare", "yesno", "text", "list"):
        return ""
    return f"{wording_of(subject)}{_BEFORE}多少{asked.unit}"


def next_years(asked: Question, turns: Sequence[Turn]) -> str:
    """Return the question for a figure as one for what is planned of it for the next year (明年呢, 明年打算
    几场), with its place; empty where none was asked for before, or something else is asked now."""
    plain = (t.question for t in reversed(turns) if not t.question.asks_any("compare", "trend"))
    before = next(plain, turns[-1].question)
    if not before.asks_any("number") or not before.content:
        return ""
    if asked.places or asked.years or not asked.asks_any("list.plans"):
        return ""
    if not any_of("generic", "next_year").search(asked.folded) or not _of_same(asked, before):
        return ""
    if not is_bare(asked) and not _next_year_alone().fullmatch(asked.folded):
        return ""
    at = before.content[0].start
    head, tail = before.folded[:at], before.folded[at:]
    opposed = pattern_of("followup", "opposed")
    head = any_of("generic", "next_year").sub("", head)
    return f"{opposed.sub('', head)}{_NEXT_YEARS}{opposed.sub('', tail)}"


def _of_same(asked: Question, before: Question) -> bool:
    """Return whether nothing else is named than what was done with it before (检查几家？明年查几家)."""
    acts = [t.text for t in before.content if t.kind == "action"]
    return all(len(t.text) == 1 and any(t.text in act for act in acts) for t in measure_of(asked))


def _matter(before: Question) -> str:
    """Return what was spoken of, as it was: 没审结的, and the plan that was missed where it was asked
    whether it was met."""
    if before.asks_any("yesno") and asks_delivery_of(before):
        done = pattern_of("delivery", "done")
        return f"{wording_of(t for t in before.content if not done.search(t.text))}{_MISSED}"
    return "".join(
        f"没{wording_of([t])}的" if t.text.startswith(DENIED) else wording_of([t])
        for t in before.content
    )


def asks_delivery_of(before: Question) -> bool:
    """Return whether it was asked if what was planned of some thing was done (讲座完成计划了吗)."""
    found = [pattern_of("delivery", key).search(before.folded) for key in ("planned", "done")]
    return all(found) and not asks_delivery(before)


@cache
def _what_then() -> re.Pattern[str]:
    """Match what asks what was done about it, and nothing else: 后来怎么处理的, 最后咋整改的."""
    then = pattern_of("followup", "then").pattern
    done = pattern_of("followup", "dealt_with").pattern
    return re.compile(rf"(?:那么?)?(?:{then})?(?:又|是|都)*{_HOW}{done}{_END}")


@cache
def _what_next() -> re.Pattern[str]:
    """Match what asks how it is to be from now on: 以后怎么办, 将来怎么避免."""
    later = pattern_of("followup", "later").pattern
    done = pattern_of("followup", "dealt_with").pattern
    return re.compile(rf"(?:那么?)?{later}(?:要|想|该|打算|准备|又|会)*{_HOW}{done}{_END}")


@cache
def _next_year_alone() -> re.Pattern[str]:
    """Match a question for the next year's plan of what was spoken of: 明年打算几场, 下一年计划多少."""
    year = any_of("generic", "next_year").pattern
    opposed = pattern_of("followup", "opposed").pattern
    return re.compile(
        rf"(?:那么?)?{year}的?(?:{opposed}|要|想|再)*(?:是|有)?[一-鿿]?(?:多少|几)?[一-鿿]{{0,2}}{_END}"
    )
