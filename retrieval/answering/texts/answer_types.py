"""The words of ``answer_types.toml``, checked: what texts are asked for and how they look."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.language.data import check_keys, strings, tables_at, word_list
from retrieval.language.fold import fold
from retrieval.language.wording import alternation

_FILE = "answer_types.toml"


@dataclass(frozen=True, slots=True)
class NameType:
    """Things with a name: the nouns that ask for one and the ``ends`` such names have.

    ``implied`` are nouns of which 哪家 asks for such a name (法律顾问是哪家).
    ``bare`` where the ending alone answers already (什么组织 → 领导小组); ``document`` where
    the name is a title in 《》.
    """

    asks: tuple[str, ...]
    ends: tuple[str, ...]
    bare: bool = False
    document: bool = False
    implied: tuple[str, ...] = ()


def listed(section: str, key: str) -> tuple[str, ...]:
    """Return one list of the file, folded; DataFileError where it is missing or malformed."""
    return word_list(_FILE, section, key)


@cache
def any_of(section: str, key: str) -> re.Pattern[str]:
    """Return a pattern that finds any word of one list, the longest first."""
    return re.compile(alternation(listed(section, key)))


@cache
def name_types() -> tuple[NameType, ...]:
    """Return every kind of name, titles of documents included."""
    found = []
    for section in ("named", "document"):
        for number, table in enumerate(tables_at(_FILE, section), start=1):
            entry = f"第 {number} 个 [[{section}]]"
            check_keys(_FILE, entry, table, {"asks", "ends", "bare", "implied"})
            found.append(
                NameType(
                    tuple(map(fold, strings(_FILE, f"{entry} asks", table.get("asks")))),
                    tuple(map(fold, strings(_FILE, f"{entry} ends", table.get("ends")))),
                    bool(table.get("bare", False)),
                    section == "document",
                    tuple(map(fold, strings(_FILE, f"{entry} implied", table.get("implied", [])))),
                )
            )
    return tuple(found)


@cache
def type_of(noun: str) -> NameType | None:
    """Return the kind of name that ``noun`` asks for, or None where the file knows none."""
    return next((kind for kind in name_types() if noun in kind.asks), None)


@cache
def asking_nouns() -> tuple[str, ...]:
    """Return every noun that may stand behind 哪个 or 什么, the longest first."""
    nouns = {noun for kind in name_types() for noun in kind.asks}
    nouns.update(listed("quoted", "heads"), listed("quoted", "loose"))
    nouns.update(listed("places", "heads"), listed("who", "heads"))
    return tuple(sorted(nouns, key=lambda noun: (-len(noun), noun)))


@cache
def same_preposition(word: str) -> tuple[str, ...]:
    """Return the prepositions that say the same before a person or a body, ``word`` among them."""
    for group in listed("who", "prepositions"):
        if word in group.split():
            return tuple(group.split())
    return ()


@cache
def prepositions() -> tuple[str, ...]:
    """Return every preposition before a person or a body, the longest first."""
    words = {word for group in listed("who", "prepositions") for word in group.split()}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def seats() -> tuple[str, ...]:
    """Return the wordings of two characters and more before a place (设在, 位于), the longest first."""
    leads = (lead for lead in listed("where", "leads") if len(lead) > 1 and lead[-1] in "在于")
    return tuple(sorted(leads, key=lambda word: (-len(word), word)))
