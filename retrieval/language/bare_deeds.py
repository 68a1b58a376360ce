"""Everyday verbs of few characters (收, 查, 弄) and the acts that reports have for them, as
``near_acts.toml`` lists them, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.errors import DataFileError
from retrieval.language.data import word_list

_FILE = "near_acts.toml"
_VERBS_END = "："
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
    acts: dict[str, tuple[str, ...]] = {}
    for row in word_list(_FILE, "deeds", "rows"):
        said, mark, told = row.partition(_VERBS_END)
        if not mark or not said.split() or not told.split():
            raise DataFileError(_FILE, row, "缺冒号，或冒号一侧是空的", "写成 收 接：收到 受理")
        for verb in said.split():
            acts[verb] = (*acts.get(verb, ()), *told.split())
    return Deeds(frozenset(word_list(_FILE, "deeds", "plain")), acts)
