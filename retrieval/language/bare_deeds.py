"""Words of questions that say little by themselves, as ``near_acts.toml`` lists them, checked: everyday
verbs (收, 查, 弄) with the acts that reports have for them, and nouns that ask for a unit (时限)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.errors import DataFileError
from retrieval.language.data import word_list
from retrieval.language.units import load_units

_FILE = "near_acts.toml"
_COLON = "："
# 跑了, 收上来, 发出去 and 挂着 are 跑, 收, 发 and 挂.
_ASPECT = re.compile(r"(?<=.)(?:[出起下上进过回]?[来去]|[了过到掉完着]|出|上|下)+$")


@dataclass(frozen=True, slots=True)
class Deeds:
    """What verbs of everyday speech may be said for: ``acts`` by verb, and those that are ``plain``,
    which say nothing of what was done."""

    plain: frozenset[str]
    acts: dict[str, tuple[str, ...]]

    def verb_of(self, word: str) -> str:
        """Return the bare verb of a word (收 of 收上来), empty where it is none of these."""
        bare = _ASPECT.sub("", word)
        return next((w for w in (word, bare) if w in self.plain or w in self.acts), "")


@cache
def load_deeds() -> Deeds:
    """Return the verbs as the data file lists them; DataFileError names a row that can't be read."""
    acts = _rows("deeds", "写成 收 接：收到 受理")
    return Deeds(frozenset(word_list(_FILE, "deeds", "plain")), acts)


@cache
def measure_nouns() -> dict[str, frozenset[str]]:
    """Return the nouns that ask for a unit alone, each with the classes of units that may answer;
    DataFileError names a row that can't be read, or a class that is none."""
    known = set(load_units().class_of.values())
    nouns = {
        noun: frozenset(told) for noun, told in _rows("measures", "写成 时限：duration").items()
    }
    for noun, classes in nouns.items():
        if unknown := sorted(classes - known):
            raise DataFileError(
                _FILE, noun, f"没有“{unknown[0]}”这一类单位", "用 units.toml 里的 name"
            )
    return nouns


def _rows(section: str, example: str) -> dict[str, tuple[str, ...]]:
    """Return what the rows of a section say for each word before their colons."""
    found: dict[str, tuple[str, ...]] = {}
    for row in word_list(_FILE, section, "rows"):
        said, mark, told = row.partition(_COLON)
        if not mark or not said.split() or not told.split():
            raise DataFileError(_FILE, row, "缺冒号，或冒号一侧是空的", example)
        for word in said.split():
            found[word] = (*found.get(word, ()), *told.split())
    return found
