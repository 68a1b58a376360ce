"""In which units a thing may be counted where a question names it and no unit, and what is only called
after it: the words of ``counted_in.toml``, checked."""

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
_HELD = frozenset({"occasions", "comers"})
_OF_HEADS = frozenset({"people", "staff", "bodies"})
_KEYS = {"name", "ends", "unless", "in", "units"}


@dataclass(frozen=True, slots=True)
class Kind:
    """Things that are counted alike, by a name: how their names end (``unless`` otherwise), and the classes and
    the single units that count them."""

    name: str
    ends: tuple[str, ...]
    unless: tuple[str, ...]
    classes: frozenset[str]
    units: frozenset[str]

    def has(self, word: str) -> bool:
        """Return whether a folded word names a thing of this kind."""
        return word.endswith(self.ends) and not (self.unless and word.endswith(self.unless))


@cache
def load_kinds() -> tuple[Kind, ...]:
    """Return the kinds of the data file; DataFileError names one that is malformed, or a class of
    units that ``units.toml`` lacks."""
    return tuple(_kind(table, n) for n, table in enumerate(tables_at(_FILE, "kind"), 1))


def _kind(table: dict[str, object], number: int) -> Kind:
    entry = f"kind {number}"
    check_keys(_FILE, entry, table, _KEYS)

    def words(key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        return tuple(fold(word) for word in strings(_FILE, f"{entry}.{key}", value))

    known = set(load_units().class_of.values())
    if unknown := [name for name in words("in") if name not in known]:
        raise DataFileError(
            _FILE, f"{entry}.in", f"没有这类单位：{unknown[0]}", "用 units.toml 里的 name"
        )
    kind = Kind(
        str(table.get("name", "")),
        words("ends"),
        words("unless"),
        frozenset(words("in")),
        frozenset(words("units")),
    )
    if not kind.ends or not kind.classes:
        raise DataFileError(_FILE, entry, "没有写全", "ends 与 in 都要有")
    return kind


@lru_cache(maxsize=2048)
def _kind_of(word: str) -> Kind | None:
    return next((kind for kind in load_kinds() if kind.has(word)), None)


def word_of(term: Term, wording: str) -> str:
    """Return what a folded question calls a term: its text may leave the end out, not its span
    (卫生监督|员)."""
    word = wording[term.start : term.end]
    return word if word.startswith(term.text) else term.text


def is_held(word: str) -> bool:
    """Return whether a folded word names what is held, or who comes, so many times (宣传活动, 来访)."""
    kind = _kind_of(word)
    return kind is not None and kind.name in _HELD


def is_of_heads(word: str) -> bool:
    """Return whether a folded word names people or bodies."""
    kind = _kind_of(word)
    return kind is not None and kind.name in _OF_HEADS


def are_of_one_kind(one: str, other: str) -> bool:
    """Return whether two folded words name things of one kind."""
    kind = _kind_of(one)
    return kind is not None and kind is _kind_of(other)


def may_count(word: str, fact: Fact) -> bool:
    """Return whether a figure's unit may count what a folded word names; whatever has no kind may be
    counted in anything."""
    kind = _kind_of(word)
    return kind is None or class_of(fact) in kind.classes or fact.quantity.unit in kind.units


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
