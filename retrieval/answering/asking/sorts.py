"""Nouns of which reports count several sorts and never all of them together: 案件, 会议."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from retrieval.answering.asking.asked import Asked, asks_amount
from retrieval.answering.asking.question_words import words_of
from retrieval.errors import DataFileError
from retrieval.language.units import load_units


@dataclass(frozen=True, slots=True)
class Sorts:
    """How people say a noun, what its ``sorts`` are called in reports, and in which class of units they
    are counted."""

    said: frozenset[str]
    sorts: tuple[str, ...]
    unit_class: str


def asked_sorts(asked: Asked) -> Sorts | None:
    """Return the sorts of the noun that is all that is asked for, None where there is more to it."""
    content = [t.text for t in asked.terms if not t.is_light]
    if len(content) > 1 or not asks_amount(asked.wording):
        return None
    named = content or [t.text for t in asked.terms]
    if len(named) != 1:
        return None
    row = next((row for row in load_sorts() if named[0] in row.said), None)
    return row if row and asked.unit_class in ("", row.unit_class) else None


@cache
def load_sorts() -> tuple[Sorts, ...]:
    """Return the rows of the data file; DataFileError names one that is none."""
    return tuple(map(_row, words_of("sorts", "rows")))


def _row(text: str) -> Sorts:
    said, sorts, unit = (*text.split("："), "", "")[:3]
    if not (said.split() and sorts.split() and unit in load_units().class_of):
        raise DataFileError(
            "question_words.toml", f"sorts.rows：{text}", "一行应当是三段，末段是单位",
            "写成“案件 案子：案件：件”的样子",
        )  # fmt: skip
    return Sorts(frozenset(said.split()), tuple(sorts.split()), load_units().class_of[unit])
