"""The words of ``near_acts.toml``, checked: which concepts stand in for which, and which stand apart."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from retrieval.errors import DataFileError
from retrieval.language.data import word_list
from retrieval.language.lexicon import load_lexicon

_FILE = "near_acts.toml"


@cache
def near_acts() -> dict[str, tuple[str, ...]]:
    """Return the acts that may stand in for another, by its name.

    DataFileError names an act that is none of the lexicon's.
    """
    lexicon = load_lexicon()
    acts: dict[str, tuple[str, ...]] = {}
    for row in word_list(_FILE, "near", "rows"):
        asked, *told = row.split()
        for name in (asked, *told):
            if lexicon.kind_of(name) != "action":
                raise DataFileError(
                    _FILE, row, f"“{name}”不是行为", "用 concepts.toml 里 action 的 name"
                )
        acts[asked] = tuple(told)
    return acts


@cache
def never_alone() -> frozenset[str]:
    """Return the acts for which nothing stands in where nothing else is asked for; DataFileError
    names an unknown one."""
    return frozenset(_known(word_list(_FILE, "near", "not_alone")))


@cache
def wider_kin() -> dict[str, frozenset[str]]:
    """Return the concepts by which the same matters are counted, each with its kin.

    DataFileError names one that the lexicon lacks.
    """
    kin: dict[str, frozenset[str]] = {}
    for row in word_list(_FILE, "wider", "rows"):
        names = frozenset(_known(row.split()))
        for name in names:
            kin[name] = kin.get(name, frozenset()) | names
    return kin


@cache
def joint_names() -> dict[str, tuple[str, ...]]:
    """Return what each joint name is made of; DataFileError names one that is no concept."""
    rows = (_known(row.split()) for row in word_list(_FILE, "joint", "rows"))
    return {name: tuple(halves) for name, *halves in rows}


@cache
def outcomes() -> frozenset[str]:
    """Return the acts that befall some only of what is counted; DataFileError names an unknown one."""
    return frozenset(_known(word_list(_FILE, "outcomes", "acts")))


@cache
def named_aside(key: str) -> frozenset[str]:
    """Return the concepts of one list that may stand aside; DataFileError names an unknown one."""
    return frozenset(_known(word_list(_FILE, "aside", key)))


@cache
def reach_words() -> frozenset[str]:
    """Return the words by which people are told to have come, or been reached."""
    return frozenset(word_list(_FILE, "reach", "words"))


@cache
def implied() -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Return rows of endings of names, and what goes without saying beside such; DataFileError names
    a row that is none."""
    found: list[tuple[tuple[str, ...], frozenset[str]]] = []
    for row in word_list(_FILE, "implied", "rows"):
        ends, bar, passed = row.partition("：")
        if not (ends.split() and bar and passed.split()):
            raise DataFileError(_FILE, row, "缺“：”，或一边没有词", "写成“问的事：不说也知道的词”")
        found.append((tuple(ends.split()), frozenset(passed.split())))
    return tuple(found)


@cache
def told_of_whole(*, penal: bool) -> dict[str, frozenset[str]]:
    """Return for each act that is asked of an item of a list by what the whole may be told, with
    ``penal`` by what else where a fine is told; DataFileError names a row that is none."""
    found: dict[str, frozenset[str]] = {}
    for key in ("acts", "penal") if penal else ("acts",):
        for row in word_list(_FILE, "items", key):
            said, bar, told = row.partition("|")
            if not (said.split() and bar and told.split()):
                raise DataFileError(_FILE, row, "缺“|”，或一边没有词", "写成“问的词 | 报告写的词”")
            for word in said.split():
                found[word] = found.get(word, frozenset()) | frozenset(told.split())
    return found


@cache
def item_words(key: str) -> tuple[str, ...]:
    """Return the ``kinds`` or ``heads`` that an item's name may be said with, the longest first."""
    return tuple(sorted(word_list(_FILE, "items", key), key=len, reverse=True))


def _known(names: Iterable[str]) -> tuple[str, ...]:
    known = tuple(names)
    for name in known:
        if name not in load_lexicon().by_name:
            raise DataFileError(_FILE, name, "没有这个概念", "用 concepts.toml 里的 name")
    return known
