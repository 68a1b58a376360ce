"""Offices in the titles of reports: what is a part of their names, and those told behind the year."""

from __future__ import annotations

import re

from retrieval.language.offices import (
    find_office_words,
    office_endings,
    ordinary_words,
    zone_word,
)

_YEAR = re.compile(r"20\d\d年度?")
_LONGEST = 14


def is_in_office(text: str, end: int) -> bool:
    """Return whether what ends like a town at ``end`` is a part of an office's name (住房和城乡|建设局,
    农业和乡|村振兴局)."""
    if text[:end].endswith(ordinary_words()) and text.endswith(office_endings()):
        return True
    return any(start < end < stop for start, stop in find_office_words(text))


def office_behind_year(rest: str) -> str:
    """Return the office at the beginning of what follows a unit's name and a year (2022年市场监管局…),
    nothing where there is none."""
    year = _YEAR.match(rest)
    if year is None:
        return ""
    text = rest[year.end() :][:_LONGEST]
    office = next((text[:end] for start, end in find_office_words(text) if start == 0), "")
    return "" if zone_word(office) else office
