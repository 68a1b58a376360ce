"""The words, names and sentences of the audit (``audit.toml``)."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

from retrieval.audit_records import AuditKind, FindingKind
from retrieval.errors import DataFileError
from retrieval.language.data import rows, table_at, word_list
from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.language.templates import fill
from retrieval.language.units import load_units
from retrieval.language.wording import alternation

_FILE = "audit.toml"
KINDS: tuple[FindingKind, ...] = get_args(FindingKind)


def tell(key: str, **slots: str) -> str:
    """Return a sentence filled with ``slots``; DataFileError where there is no such sentence."""
    return fill(_FILE, "say", key, **slots)


def part_name(role: str) -> str:
    """Return what a required part is called."""
    return fill(_FILE, "parts", role)


def words(key: str) -> tuple[str, ...]:
    """Return a list of words, folded; DataFileError where it is none."""
    return word_list(_FILE, "words", key)


@cache
def any_word(key: str) -> re.Pattern[str]:
    """Return a pattern that matches any word of a list, the longest first."""
    return re.compile(alternation(words(key)))


@cache
def trade_pattern() -> re.Pattern[str]:
    """Return a pattern of what every report says: words of the lexicon, and counted units."""
    concepts = load_lexicon().by_name.values()
    known = {word for concept in concepts for word in concept.words}
    return re.compile(rf"#(?:{load_units().pattern})|{alternation(tuple(sorted(known)))}")


@cache
def word_rows(key: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table of words, folded; DataFileError where they are none."""
    found = rows(_FILE, f"{key}.rows", table_at(_FILE, key).get("rows"))
    return tuple(tuple(fold(word) for word in row) for row in found)


@cache
def audit_kinds() -> tuple[AuditKind, ...]:
    """Return every kind of finding with its name; DataFileError where one has none."""
    return tuple(AuditKind(kind, _text("names", kind), _text("about", kind)) for kind in KINDS)


def _text(section: str, key: str) -> str:
    text = table_at(_FILE, section)[key]
    if not isinstance(text, str) or not text:
        raise DataFileError(_FILE, f"[{section}] {key}", "应当是一段文字", "写在双引号里")
    return text
