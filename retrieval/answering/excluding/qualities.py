"""Qualities (重点, 线上, 优秀) say which of several figures is meant: they must be its own."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.evidence.nearness import IN_TOPIC, SAME_SCOPE, alike, kind_of, label_keys
from retrieval.language.places import place_kind
from retrieval.language.terms import Term
from retrieval.records import Fact

_SMALL_PLACES = frozenset({"村", "社区"})
# Nearer than any heading.
_SAME_PASSAGE = 0.55

# The levels of government, each with its own figures.
_LEVELS = frozenset("国部省市州县区旗镇乡村")


def quality_verdict(content: Sequence[Term], nearness: Sequence[float], fact: Fact) -> str:
    """Return why a figure lacks a quality that is asked for, empty where it has them all."""
    return (
        _loose_verdict(content, nearness)
        or _contrast_verdict(content, nearness, fact)
        or _level_verdict(content, nearness, fact)
    )


def _loose_verdict(content: Sequence[Term], nearness: Sequence[float]) -> str:
    """Rule out a figure from whose own passage an asked quality is missing.

    A heading that speaks of it is not enough. A village must be named with the figure, not in a
    sentence before.
    """
    for term, near in zip(content, nearness, strict=True):
        least = SAME_SCOPE if place_kind(term.text) in _SMALL_PLACES else _SAME_PASSAGE
        if (term.kind == "quality" or least == SAME_SCOPE) and near < least:
            return f"没有对上：{term.text}"
    return ""


def _contrast_verdict(content: Sequence[Term], nearness: Sequence[float], fact: Fact) -> str:
    """Rule out a figure whose own quality is another than the one asked for.

    优秀案卷45卷、不合格案卷2卷: what 2卷 stands for is not 优秀, near as that word is. A quality that the
    question has too, be it within a word (平均得分), is no other.
    """
    own = [key for key in label_keys(fact) if kind_of(key) == "quality"]
    own = [key for key in own if not any(key in term.text for term in content)]
    for term, near in zip(content, nearness, strict=True):
        if (
            own
            and term.kind == "quality"
            and near < IN_TOPIC
            and not any(alike(other, key) >= 0.5 for other in content for key in own)
        ):
            return f"是“{own[0]}”，不是“{term.text}”"
    return ""


def _level_verdict(content: Sequence[Term], nearness: Sequence[float], fact: Fact) -> str:
    """Rule out a figure whose own wording names another level than the one asked for: 赴县上访6批
    is no answer for 赴市, though that stands right behind."""
    for term, near in zip(content, nearness, strict=True):
        if near >= IN_TOPIC or not _LEVELS & set(term.text):
            continue
        other = next((key for key in label_keys(fact) if _is_other_level(term.text, key)), None)
        if other:
            return f"是“{other}”，不是“{term.text}”"
    return ""


def _is_other_level(asked: str, told: str) -> bool:
    """Return whether two words differ in nothing but a level (赴县, 赴市; 省级, 市级)."""
    if len(asked) != len(told):
        return False
    apart = [(a, b) for a, b in zip(asked, told, strict=True) if a != b]
    return len(apart) == 1 and set(apart[0]) <= _LEVELS
