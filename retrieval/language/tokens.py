"""A text's words and character pairs: what ranking counts and what a question is cut into.

jieba is used here and nowhere else, without its hidden Markov model, whose invented words
cost more questions than they win. Numbers and named policies are found before jieba, which
would break ``1,234`` and ``双随机、一公开`` whatever its dictionary says.

Only the entries of jieba's dictionary that occur in the library's texts are loaded for a
question; with the full dictionary's total they cut those texts exactly as all of it would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from retrieval.language.fold import fold
from retrieval.language.lean_import import without

_POLICIES = Path(__file__).parent.parent / "data" / "policies.txt"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?%?|\d+(?:\.\d+)?%?"
_LATIN = r"[a-z]+(?:['’-][a-z]+)*"
_COMMON = 1000
_RUN = re.compile(rf"(?P<whole>{_NUMBER}|{_LATIN})|[^\W\d_a-z]+")
_SEPARATORS = re.compile(r"[,'’-]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``start`` and ``end`` count in the text as it was given.

    ``text`` is the normal form: simplified, half-width, lower case, without the separators
    of thousands, a named policy under its normal name. It may be shorter than its span.
    """

    text: str
    start: int
    end: int


class Dictionary:
    """Words with their frequencies, as jieba weighs them, and the cutter they make.

    ``entries`` holds words and, with frequency 0, the beginnings of longer words.
    """

    def __init__(self, entries: Mapping[str, int], total: int) -> None:
        """Make a cutter of ``entries``, weighed against ``total``; imports jieba."""
        tokenizer = _jieba().Tokenizer()
        tokenizer.FREQ = dict(entries)
        tokenizer.total = max(total, 1)
        # Without this jieba would build, and cache in a shared temporary folder, its own.
        tokenizer.initialized = True
        self._tokenizer = tokenizer

    @classmethod
    def full(cls) -> Dictionary:
        """Return jieba's whole dictionary: half a second and 80 MB, loaded once."""
        return _full_dictionary()

    @property
    def entries(self) -> Mapping[str, int]:
        """Every entry with its frequency."""
        entries: Mapping[str, int] = self._tokenizer.FREQ
        return entries

    @property
    def total(self) -> int:
        """The sum of the full dictionary's frequencies."""
        return int(self._tokenizer.total)

    def within(self, text: str) -> dict[str, int]:
        """Return the entries that occur in ``text`` (as folded), beginnings included."""
        folded = fold(text)
        known = self.entries
        found: dict[str, int] = {}
        for start in range(len(folded)):
            end = start + 1
            while (entry := folded[start:end]) in known and end <= len(folded):
                found[entry] = known[entry]
                end += 1
        return found

    def common(self) -> dict[str, int]:
        """Return the everyday words, which a question may hold though no report does."""
        common: dict[str, int] = {}
        for word, frequency in self.entries.items():
            if frequency >= _COMMON and len(word) > 1:
                for end in range(1, len(word) + 1):
                    common[word[:end]] = self.entries[word[:end]]
        return common

    def cut(self, text: str) -> list[str]:
        """Return the pieces of ``text`` in order; joined they are ``text`` again."""
        pieces: list[str] = self._tokenizer.lcut(text, False, False)
        return pieces


_active: ContextVar[Dictionary | None] = ContextVar("dictionary", default=None)


@contextmanager
def using(dictionary: Dictionary) -> Iterator[None]:
    """Cut with ``dictionary`` inside the block, in this thread or task only."""
    token = _active.set(dictionary)
    try:
        yield
    finally:
        _active.reset(token)


def words(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` from left to right, without punctuation and spaces.

    Spans count in ``text`` itself and never overlap. Outside of :func:`using` the full
    dictionary is loaded.
    """
    folded = fold(text)
    found: list[Word] = []
    names, pattern = _policies()
    position = 0
    for policy in pattern.finditer(folded):
        found.extend(_plain_words(folded, position, policy.start()))
        found.append(Word(names[policy.group()], policy.start(), policy.end()))
        position = policy.end()
    found.extend(_plain_words(folded, position, len(folded)))
    return tuple(found)


def ranking_words(text: str) -> list[str]:
    """Return the normal forms of the words of ``text``, for a ranker to count."""
    return [word.text for word in words(text)]


def ranking_grams(text: str) -> list[str]:
    """Return characters and pairs of neighbouring characters; numbers and Latin words whole.

    No pair reaches over punctuation, a number or a Latin word. Needs no dictionary.
    """
    grams: list[str] = []
    for run in _RUN.finditer(fold(text)):
        piece = run.group()
        if run.group("whole"):
            grams.append(_SEPARATORS.sub("", piece))
            continue
        grams.extend(piece)
        grams.extend(piece[at : at + 2] for at in range(len(piece) - 1))
    return grams


def _plain_words(folded: str, start: int, end: int) -> Iterator[Word]:
    for run in _RUN.finditer(folded, start, end):
        if run.group("whole"):
            yield Word(_SEPARATORS.sub("", run.group()), run.start(), run.end())
            continue
        position = run.start()
        for piece in _dictionary().cut(run.group()):
            yield Word(piece, position, position + len(piece))
            position += len(piece)


def _dictionary() -> Dictionary:
    return _active.get() or Dictionary.full()


@cache
def _policies() -> tuple[dict[str, str], re.Pattern[str]]:
    """Return every spelling's normal name, and a pattern that finds the longest spelling."""
    names: dict[str, str] = {}
    for line in _POLICIES.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            normal, *others = (fold(spelling) for spelling in line.split())
            names.update(dict.fromkeys((normal, *others), normal))
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return names, re.compile("|".join(_spelling_pattern(name) for name in longest_first))


def _spelling_pattern(spelling: str) -> str:
    """Return a pattern that never takes a policy out of the middle of a number."""
    before = r"(?<!\d)(?<!\d[.,])" if spelling[0].isdigit() else ""
    after = r"(?!\d)(?!\.\d|,\d{3}(?!\d)|%)" if spelling[-1].isdigit() else ""
    return before + re.escape(spelling) + after


@cache
def _jieba() -> Any:
    with without("pkg_resources"):
        import jieba
    # jieba logs its own progress to standard error at DEBUG.
    jieba.setLogLevel(60)
    return jieba


@cache
def _full_dictionary() -> Dictionary:
    tokenizer = _jieba().Tokenizer()
    entries, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return Dictionary(entries, total)
