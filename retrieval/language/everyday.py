"""Everyday words of questions and the official words whose figures may answer for them.

Every file of the folder ``data/everyday`` is read; a word may have rows in several of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.errors import DataFileError
from retrieval.language.data import (
    check_keys,
    data_files,
    load_toml,
    ready_made,
    word_pairs,
)
from retrieval.language.units import load_units

FOLDER = "everyday"
# Under this name what the files come to may be supplied ready made.
READY = "everyday words"
_ACTS, _THINGS = "acts", "things"
# A verb that an asking word parts from its object has no more characters than this (吊销了几家执照).
_LONGEST_VERB = 2


@dataclass(frozen=True, slots=True)
class Everyday:
    """What people say at ``[start, end)`` of a question, and what reports may write for it.

    The official words of an act stand in the figure's own clause, those of a thing there or in
    what the clause goes on about. ``parted`` where the asking word stands within (收了多少粮).
    """

    start: int
    end: int
    official: tuple[str, ...]
    is_act: bool
    parted: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    official: tuple[str, ...]
    is_act: bool


@lru_cache(maxsize=1024)
def find_everyday(folded: str) -> tuple[Everyday, ...]:
    """Return every everyday word in a folded question, the longest at each place first.

    They may lie across one another; a word that may be an act and a thing is given as both.
    An act that the asking word parts is found all the same (收了多少吨粮 is 收粮).
    """
    whole = (
        Everyday(start, start + len(said), row.official, row.is_act)
        for start, first in enumerate(folded)
        for said in _by_first().get(first, ())
        if folded.startswith(said, start)
        for row in _rows_for(said)
    )
    return (*whole, *_parted(folded))


def _parted(folded: str) -> Iterator[Everyday]:
    """Yield the acts of an everyday verb and its object that an asking word stands between."""
    for asks in _asking().finditer(folded):
        for start in range(max(0, asks.start() - _LONGEST_VERB), asks.start()):
            verb = folded[start : asks.start()]
            for said in _by_first().get(verb[0], ()):
                if not said.startswith(verb) or len(said) == len(verb):
                    continue
                left = said[len(verb) :]
                if folded.startswith(left, asks.end()):
                    end = asks.end() + len(left)
                    for row in _rows_for(said):
                        if row.is_act:
                            yield Everyday(start, end, row.official, True, True)


@cache
def _asking() -> re.Pattern[str]:
    """Return what may stand between a verb and its object: 了多少, 了几次, 过多少亩."""
    return re.compile(rf"[了过]?(?:多少|几)(?:{load_units().pattern}的?)?")


def official_words(word: str) -> tuple[str, ...]:
    """Return what reports write for an everyday word of two characters and more, whatever it is."""
    if len(word) < 2:
        return ()
    told = (official for row in _rows_for(word) for official in row.official)
    return tuple(dict.fromkeys(w for w in told if len(w) > 1))


def is_official(word: str) -> bool:
    """Return whether a folded word is what reports write for some everyday act: 解聘, 注销."""
    return word in _official_acts()


@cache
def _official_acts() -> frozenset[str]:
    return frozenset(word for acts, _ in _table().values() for word in acts.split())


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    """Return the everyday words by their first character, longest first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for said in _table():
        found[said[0]].append(said)
    return {first: tuple(words) for first, words in found.items()}


# A question looks up a handful of thousands.
@lru_cache(maxsize=4096)
def _rows_for(said: str) -> tuple[_Row, ...]:
    """Return the rows of an everyday word, none where it is not one."""
    acts, things = _table().get(said, ("", ""))
    both = (_Row(tuple(acts.split()), True), _Row(tuple(things.split()), False))
    return tuple(row for row in both if row.official)


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Return for each everyday word, longest first, the official words for it as an act and as a
    thing, set apart by spaces."""
    ready: dict[str, tuple[str, str]] | None = ready_made(READY)
    return read_everyday() if ready is None else ready


def read_everyday() -> dict[str, tuple[str, str]]:
    """Return what the files come to: for each everyday word, longest first, the official words for
    it as an act and as a thing, set apart by spaces. DataFileError names a row that is none."""
    found: defaultdict[str, tuple[dict[str, None], dict[str, None]]] = defaultdict(lambda: ({}, {}))
    for name in data_files(FOLDER):
        for kind in _kinds_in(name):
            for said, official in word_pairs(name, kind):
                for word in said:
                    found[word][kind != _ACTS].update(dict.fromkeys(official))
    longest_first = sorted(found, key=len, reverse=True)
    return {word: (" ".join(found[word][0]), " ".join(found[word][1])) for word in longest_first}


def _kinds_in(name: str) -> tuple[str, ...]:
    """Return which of the two tables a file has; DataFileError where it has neither, or others."""
    table = load_toml(name)
    check_keys(name, FOLDER, table, {_ACTS, _THINGS})
    kinds = tuple(kind for kind in (_ACTS, _THINGS) if kind in table)
    if not kinds:
        raise DataFileError(
            name, f"[{_ACTS}] [{_THINGS}]", "两个表都没有", "至少要有一个，下面每行一项"
        )
    return kinds
