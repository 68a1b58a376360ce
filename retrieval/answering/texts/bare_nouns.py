"""Keywords without an asking word: what the noun at their end asks for (公证 合作单位, 宣传月 口号)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from retrieval.answering.asking.question import Question
from retrieval.answering.texts.answer_types import listed
from retrieval.language.wording import alternation

BareKind = Literal["who", "name", "why", "where", "sort", "stage"]
# Which list of nouns asks for what.
_KINDS: tuple[tuple[str, str, BareKind], ...] = (
    ("asking", "bare_bodies", "who"), ("asking", "bare_persons", "who"),
    ("asking", "bare_named", "name"), ("asking", "bare_why", "why"),
    ("asking", "bare_where", "where"), ("sort", "bare", "sort"), ("stage", "bare", "stage"),
)  # fmt: skip
# With these something else is asked for.
_OTHERWISE = ("yesno", "compare", "trend", "list", "meaning", "passage", "number", "text")


def find_bare(question: Question) -> tuple[BareKind, str, int] | None:
    """Return what the noun at the end asks for, the noun, and where it begins; None where other words ask."""
    bare = question.folded.rstrip("?？。 是")
    for section, key, kind in _KINDS:
        noun = next((word for word in _longest_first(section, key) if bare.endswith(word)), "")
        before = bare[: len(bare) - len(noun)].rstrip()
        if (
            noun
            and before
            and not (question.asks_any(*_OTHERWISE) and kind not in {"why", "stage"})
        ):
            return kind, noun, len(bare) - len(noun)
    return None


@cache
def _longest_first(section: str, key: str) -> tuple[str, ...]:
    return tuple(sorted(listed(section, key), key=len, reverse=True))


@cache
def named_asked() -> re.Pattern[str]:
    """Return a pattern for 主题是什么, 口号叫啥: such a name stands in quotation marks."""
    nouns = alternation(listed("asking", "bare_named"))
    return re.compile(rf"(?P<noun>{nouns})(?:是|叫|为|叫做|定为)?(?:的)?(?:什么|啥)[?？。呢]*$")
