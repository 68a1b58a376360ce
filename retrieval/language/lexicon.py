"""The genre's lexicon: words that mean one thing, and what kind of thing they mean.

``concepts.toml`` holds the knowledge; this module only loads, checks and matches it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from operator import add
from typing import Any, Literal, get_args

from retrieval.errors import DataFileError
from retrieval.language.data import check_keys, parse_toml, ready_made, strings
from retrieval.language.fold import fold

TermKind = Literal["thing", "action", "rate", "quality", "light", "word"]

FILE = "concepts.toml"
# Under this name the checked rows may be supplied ready made.
READY = "lexicon"
_KEYS = {"name", "kind", "words", "spoken", "english"}
# What people say for the 率 of a rate (办结率, 办结的比例).
_SHARES = ("的比例", "比例", "的比率", "比率")


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning: its normal name and the words that people swap for it."""

    name: str
    kind: TermKind
    words: tuple[str, ...]
    spoken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A concept's word found in a text at ``[start, end)``."""

    concept: Concept
    start: int
    end: int


class Lexicon:
    """Longest-match lookup of concepts in folded text."""

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        """Take folded concepts of which no two share a word."""
        self.concepts = concepts
        self.by_name = {concept.name: concept for concept in concepts}

    def find(self, folded: str, *, question: bool = False) -> tuple[Match, ...]:
        """Return the concepts named in ``folded``, left to right, never overlapping.

        Of readings that exclude each other the one with the longer words wins, so that
        网上学法用法考试 is 学法用法考试 and not 网上学法 with 法考 after it. Spoken and
        English words count only in a ``question``.
        """
        table = self._all if question else self._official
        size = len(folded)
        begun = [pair in table.pairs for pair in map(add, folded, folded[1:])]
        if True not in begun:
            return ()
        gain = [0] * (size + 1)
        choice: list[tuple[Concept, int] | None] = [None] * size
        # Every word has two characters or more.
        for position in range(size - 2, -1, -1):
            best = gain[position + 1]
            if not begun[position]:
                gain[position] = best
                continue
            chosen = None
            known = table.beginning(folded[position : position + 2])
            for length in known.lengths:
                end = position + length
                word = folded[position:end]
                concept = known.concepts.get(word) if end <= size else None
                if concept is None:
                    continue
                if not _on_word_edges(folded, position, word) or _is_part_of_whole(
                    folded, position, word
                ):
                    continue
                worth = length**2 + gain[end]
                # A tie goes to the word that begins here: 立案数 is 立案, not 案数.
                if worth > best or (worth == best and chosen is None):
                    best, chosen = worth, (concept, end)
            gain[position], choice[position] = best, chosen
        found: list[Match] = []
        position = 0
        while position < size:
            chosen = choice[position]
            if chosen is None:
                position += 1
                continue
            found.append(Match(chosen[0], position, chosen[1]))
            position = chosen[1]
        return tuple(found)

    @cached_property
    def _official(self) -> _Words:
        return _Words(self.concepts, spoken=False)

    @cached_property
    def _all(self) -> _Words:
        return _Words(self.concepts, spoken=True)

    def kind_of(self, key: str) -> TermKind:
        """Return the kind of the concept named ``key``, ``word`` where there is none."""
        concept = self.by_name.get(key)
        return concept.kind if concept else "word"


def _on_word_edges(folded: str, position: int, word: str) -> bool:
    """Return whether an English word stands alone here; Chinese words need no edge."""
    if not (word[0].isascii() and word[0].isalpha()):
        return True
    before, after = folded[position - 1 : position], folded[position + len(word) :][:1]
    return not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha())


def _is_part_of_whole(folded: str, position: int, word: str) -> bool:
    """Return whether a share is asked of a whole (占受理的比例): that is no 受理率."""
    asks_rate = word.endswith(_SHARES) and word not in _SHARES
    return asks_rate and "占" in folded[max(0, position - 10) : position]


@dataclass(frozen=True, slots=True)
class _Alike:
    """The words that begin alike: ``lengths`` that they have, the longest first."""

    lengths: tuple[int, ...]
    concepts: Mapping[str, Concept]


class _Words:
    """Words by their first two characters, ``pairs``, looked through when they are first met."""

    def __init__(self, concepts: tuple[Concept, ...], *, spoken: bool) -> None:
        self._listed: dict[str, list[tuple[str, Concept]]] = {}
        for concept in concepts:
            for word in concept.words + concept.spoken if spoken else concept.words:
                self._listed.setdefault(word[:2], []).append((word, concept))
        self.pairs = self._listed.keys()
        self._met: dict[str, _Alike] = {}

    def beginning(self, pair: str) -> _Alike:
        """Return the words that begin with ``pair``, one of ``pairs``."""
        alike = self._met.get(pair)
        if alike is None:
            concepts = dict(self._listed[pair])
            lengths = sorted({len(word) for word in concepts}, reverse=True)
            alike = self._met[pair] = _Alike(tuple(lengths), concepts)
        return alike


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon; DataFileError names the entry that is wrong and how to mend it."""
    rows = ready_made(READY) or read_rows()
    return Lexicon(
        tuple(
            Concept(name, kind, tuple(words), tuple(spoken)) for name, kind, words, spoken in rows
        )
    )


def read_rows() -> list[list[Any]]:
    """Return a row [name, kind, words, spoken] for each concept, read from the file and checked.

    Everything in them is folded, and no word stands in two rows.
    """
    tables = parse_toml(FILE).get("concept")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise DataFileError(FILE, "concept", "没有概念", "每个概念以一行 [[concept]] 开头")
    owner: dict[str, str] = {}
    rows = []
    for number, table in enumerate(tables, start=1):
        row = _read_row(table, f"第 {number} 个 [[concept]]")
        name, _, words, spoken = row
        for word in (*words, *spoken):
            if word in owner:
                raise DataFileError(
                    FILE, name, f"“{word}”已属于“{owner[word]}”", "一个词只能属于一个概念，删去一处"
                )
            owner[word] = name
        rows.append(row)
    for row in rows:
        row[3] = sorted({*row[3], *(word for word in _shares(row) if word not in owner)})
    return rows


def _shares(row: list[Any]) -> list[str]:
    """Return how people ask for a rate by what it is a share of (办结的比例 for 办结率)."""
    _, kind, words, _ = row
    rates = [
        word for word in words if kind == "rate" and word.endswith("率") and word not in _SHARES
    ]
    return [word[:-1] + share for word in rates for share in _SHARES]


def _read_row(table: dict[str, Any], entry: str) -> list[Any]:
    name = table.get("name")
    if not isinstance(name, str) or not name:
        raise DataFileError(FILE, entry, "没有 name", '补上 name = "…"')
    check_keys(FILE, name, table, _KEYS)
    kind = table.get("kind")
    if kind not in get_args(TermKind) or kind == "word":
        raise DataFileError(
            FILE, name, f"kind 是 {kind!r}", "写成 thing、action、rate、quality 或 light"
        )
    words = {name, *strings(FILE, f"{name}.words", table.get("words", []))}
    spoken = {
        *strings(FILE, f"{name}.spoken", table.get("spoken", [])),
        *strings(FILE, f"{name}.english", table.get("english", [])),
    }
    short = [word for word in sorted(words | spoken) if len(word) < 2]
    if short:
        raise DataFileError(FILE, name, f"“{short[0]}”只有一个字", "用两个字以上的词")
    folded_words = {fold(word) for word in words}
    folded_spoken = {fold(word) for word in spoken} - folded_words
    return [fold(name), kind, sorted(folded_words), sorted(folded_spoken)]
