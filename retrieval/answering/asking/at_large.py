"""What a question asks of a report as such, where it names nothing but a part of it (2024年重点工作)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from retrieval.answering.asking.mask import MASK
from retrieval.answering.asking.question_words import words_of
from retrieval.language.whole_parts import PartNamed, read_part
from retrieval.language.wording import alternation

_PARTS = ("shortcomings", "measures")
_CLAUSE = re.compile(r"[,，;；]")
# With these the words count or compare something, and ask for no part of a report.
_OTHERWISE = ("number", "measure", "yesno", "compare", "trend")


def asks_at_large(rest: str, asks: Collection[str]) -> frozenset[str]:
    """Return the kinds of asking that ``rest``, all that is left of a question, comes to: the name
    of a part of a report and nothing that narrows it; none otherwise."""
    if any(ask.split(".")[0] in _OTHERWISE for ask in asks):
        return frozenset()
    return frozenset(f"list.{part}" for part in _PARTS if _alone(part).fullmatch(rest))


@cache
def _alone(part: str) -> re.Pattern[str]:
    fillers = rf"(?:{alternation(words_of('at_large', 'fillers'))}|\s)*"
    return re.compile(f"{fillers}{alternation(words_of('at_large', part))}{fillers}")


def named_part(masked: str, years: Sequence[int]) -> PartNamed | None:
    """Return the part of a report that a question, its places and years blanked, asks for as a whole.

    With a year to come 怎么干 asks for a plan; whether it is to come only the reports can tell.
    """
    text = masked.replace(MASK, "").strip()
    if not text:
        return None
    part = read_part(text) or _two_parts(text)
    if part is None and years and (part := read_part(text, ahead=True)):
        part = replace(part, by_year=True)
    return part


def _two_parts(text: str) -> PartNamed | None:
    """Return the two parts that two clauses ask for, one each (有什么问题，打算怎么办)."""
    named = [part for clause in _CLAUSE.split(text) if clause and (part := read_part(clause))]
    roles = [role for part in named for role in part.roles]
    if (
        len(named) != len(_CLAUSE.findall(text)) + 1
        or len(set(roles)) != len(roles)
        or len(roles) != 2
    ):
        return None
    return PartNamed(tuple(roles), any(part.asks for part in named))
