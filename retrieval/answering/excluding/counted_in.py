"""In which units a thing is counted where a question names it and no unit, and what is only called after
it: the words of ``counted_in.toml``, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.answering.evidence.nearness import class_of
from retrieval.errors import DataFileError
from retrieval.language.data import check_keys, strings, tables_at, word_list
from retrieval.language.fold import fold
from retrieval.language.terms import Term, term_keys
from retrieval.language.units import load_units
from retrieval.language.wording import alternation
from retrieval.records import Fact

_FILE = "counted_in.toml"
_KEYS = {"name", "ends", "unless", "counted_in", "units", "sent", "must", "never"}
_HELD = "times"
_HEADS = frozenset({"person", "person_times", "group", "household"})


@dataclass(frozen=True, slots=True)
class Kind:
    """Things whose names end in one of ``ends`` (``unless`` otherwise), the classes and single units that
    count them, the words of a question with which they are counted each time (``sent``), and those that
    a figure of them has to have (``must``, one of them) or never has."""

    name: str
    ends: tuple[str, ...]
    unless: tuple[str, ...]
    classes: frozenset[str]
    units: frozenset[str]
    sent: tuple[str, ...]
    must: tuple[str, ...]
    never: tuple[str, ...]


@cache
def load_kinds() -> tuple[Kind, ...]:
    """Return the kinds of the data file; DataFileError names one that is malformed, or a class of units
    that ``units.toml`` lacks."""
    return tuple(_kind(table, n) for n, table in enumerate(tables_at(_FILE, "kind"), 1))


def _kind(table: dict[str, object], number: int) -> Kind:
    entry = str(table.get("name") or f"kind {number}")
    check_keys(_FILE, entry, table, _KEYS)

    def words(key: str) -> tuple[str, ...]:
        return tuple(map(fold, strings(_FILE, f"{entry}.{key}", table.get(key, []))))

    kind = Kind(
        entry,
        words("ends"),
        words("unless"),
        frozenset(words("counted_in")),
        frozenset(words("units")),
        words("sent"),
        words("must"),
        words("never"),
    )
    if unknown := kind.classes - set(load_units().class_of.values()):
        raise DataFileError(
            _FILE, entry, f"没有“{min(unknown)}”这一类单位", "用 units.toml 里的 name"
        )
    if not kind.ends or not (kind.classes or kind.must or kind.never):
        raise DataFileError(_FILE, entry, "没有写全", "ends 之外，counted_in、must、never 要有一样")
    return kind


@cache
def _by_end() -> dict[str, Kind]:
    return {end: kind for kind in load_kinds() for end in kind.ends}


@lru_cache(maxsize=2048)
def kind_of_thing(word: str) -> tuple[Kind, str] | None:
    """Return of which kind a folded word is, and by which ending, the longest; None where it has none."""
    for at in range(len(word)):
        kind = _by_end().get(word[at:])
        if kind and not (kind.unless and word.endswith(kind.unless)):
            return kind, word[at:]
    return None


def word_of(term: Term, wording: str) -> str:
    """Return what a folded question calls a term: its text may leave the end out, not its span
    (卫生监督|员)."""
    word = wording[term.start : term.end]
    return word if word.startswith(term.text) else term.text


def is_held(word: str) -> bool:
    """Return whether a folded word names what is held, or who comes, so many times (宣传活动, 来访)."""
    known = kind_of_thing(word)
    return known is not None and _HELD in known[0].classes


def is_of_heads(word: str) -> bool:
    """Return whether a folded word names people or bodies."""
    known = kind_of_thing(word)
    return known is not None and bool(known[0].classes) and known[0].classes <= _HEADS


def are_of_one_kind(one: str, other: str) -> bool:
    """Return whether two folded words name things of one kind."""
    known, beside = kind_of_thing(one), kind_of_thing(other)
    return known is not None and beside is not None and known[0] is beside[0]


def may_count(word: str, fact: Fact) -> bool:
    """Return whether a figure's unit may count what a folded word names; whatever has no kind may be
    counted in anything."""
    known = kind_of_thing(word)
    if known is None or not known[0].classes:
        return True
    return class_of(fact) in known[0].classes or fact.quantity.unit in known[0].units


@cache
def ending(key: str) -> re.Pattern[str]:
    """Return a pattern of how labels end that name what is only called after a thing: ``ends``, or
    ``for_whom`` it was held; DataFileError where the list is malformed."""
    return re.compile(f"{alternation(word_list(_FILE, 'called_after', key))}$")


@cache
def subjects(key: str) -> frozenset[str]:
    """Return the concepts of ``disputes``, or of the ``works`` that those may be about; DataFileError
    where the list is malformed."""
    return frozenset(key for word in word_list(_FILE, "about", key) for key in term_keys(word))
