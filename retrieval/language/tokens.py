"""A text's words and character pairs: what ranking counts and what a question is cut into.

The words are jieba's, without its hidden Markov model, whose invented words cost more
questions than they win: its dictionary, and the cut that it finds likeliest, which ``segment``
finds sooner. jieba itself is used here and nowhere else, to read its dictionary. Numbers and
named policies are found before, which it would break (``1,234``, ``双随机、一公开``) whatever its
dictionary says.

jieba loads its dictionary whole, which takes longer than all the rest of an answer. Here it
is kept by first character and fetched as a text needs it, to the same effect.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.util import source_hash
from operator import add
from pathlib import Path
from typing import Any, NamedTuple

from retrieval.language.fold import fold
from retrieval.language.lean_import import later, without
from retrieval.language.segment import Segmenter

_POLICIES = Path(__file__).parent.parent / "data" / "policies.txt"
_GRAMS_CODE = ("tokens.py", "fold.py")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?%?|\d+(?:\.\d+)?%?"
_LATIN = r"[a-z]+(?:['’-][a-z]+)*"
_RUN = re.compile(rf"(?P<whole>{_NUMBER}|{_LATIN})|[^\W\d_a-z]+")
_SEPARATORS = re.compile(r"[,'’-]")


# The runs of characters whose words are kept: the same ones are met again and again.
_KEPT_RUNS = 30_000


class Word(NamedTuple):
    """A word of a text: ``start`` and ``end`` count in the text as it was given.

    ``text`` is the normal form: simplified, half-width, lower case, without the separators
    of thousands, a named policy under its normal name. It may be shorter than its span.
    """

    text: str
    start: int
    end: int


Buckets = Mapping[str, str]


class Dictionary:
    """jieba's words with their frequencies, fetched as the characters they begin with are met.

    A question meets some twenty characters. What is cut is cut as by the full dictionary,
    which would take half a second and 80 MB to load.
    """

    def __init__(self, fetch: Callable[[Sequence[str]], Buckets], total: int) -> None:
        """Cut with the words that ``fetch`` returns for first characters.

        A bucket is text: words and frequencies in turn, parted by spaces. ``total`` is the
        sum of all frequencies, fetched or not.
        """
        self._fetch = fetch
        self._met: set[str] = set()
        self._segmenter = Segmenter(max(total, 1))
        self.total = max(total, 1)
        """The sum of all frequencies."""
        self.cut = lru_cache(maxsize=_KEPT_RUNS)(self._cut)

    @classmethod
    def full(cls) -> Dictionary:
        """Return jieba's dictionary as it comes with jieba, read once in a process."""
        return _full_dictionary()

    def _cut(self, run: str) -> tuple[str, ...]:
        """Return the pieces of ``run``, letters other than Latin ones, in order; joined they are
        ``run`` again."""
        if unmet := set(run) - self._met:
            for first, bucket in self._fetch(sorted(unmet)).items():
                self._segmenter.learn(first, bucket)
            # Last, so that another thread never cuts with half of a bucket.
            self._met |= unmet
        return self._segmenter.cut(run)


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

    Spans count in ``text`` itself and never overlap. Outside of :func:`using` jieba's own
    dictionary file is read.
    """
    return folded_words(fold(text))


def folded_words(folded: str) -> tuple[Word, ...]:
    """Return the :func:`words` of a text that is folded already."""
    found: list[Word] = []
    names, pattern = _policies()
    position = 0
    for policy in pattern.finditer(folded):
        _add_words(found, folded, position, policy.start())
        found.append(Word(names[policy.group()], policy.start(), policy.end()))
        position = policy.end()
    _add_words(found, folded, position, len(folded))
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
        grams.extend(map(add, piece, piece[1:]))
    return grams


@cache
def grams_version() -> str:
    """Return what changes with the code that :func:`ranking_grams` cuts with: stored grams of
    another version are not those of a question."""
    code = Path(__file__).parent
    return source_hash(b"".join((code / file).read_bytes() for file in _GRAMS_CODE)).hex()


def _add_words(found: list[Word], folded: str, start: int, end: int) -> None:
    """Add the words of a stretch that holds no policy."""
    cut = _dictionary().cut
    for run in _RUN.finditer(folded, start, end):
        position = run.start()
        if run.lastgroup:
            found.append(Word(_SEPARATORS.sub("", run[0]), position, run.end()))
            continue
        for piece in cut(run[0]):
            after = position + len(piece)
            found.append(Word(piece, position, after))
            position = after


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


def policy_names() -> frozenset[str]:
    """Return the normal names of policies, which texts spell in several ways."""
    return frozenset(_policies()[0].values())


def _spelling_pattern(spelling: str) -> str:
    """Return a pattern that never takes a policy out of the middle of a number."""
    before = r"(?<!\d)(?<!\d[.,])" if spelling[0].isdigit() else ""
    after = r"(?!\d)(?!\.\d|,\d{3}(?!\d)|%)" if spelling[-1].isdigit() else ""
    return before + re.escape(spelling) + after


@cache
def _jieba() -> Any:
    with without("pkg_resources"), later("jieba.finalseg"):
        import jieba
    # jieba logs its own progress to standard error at DEBUG.
    jieba.setLogLevel(60)
    return jieba


def full_buckets() -> Buckets:
    """Return all of jieba's dictionary by first character."""
    return _read_dictionary()[0]


@cache
def _full_dictionary() -> Dictionary:
    buckets, total = _read_dictionary()
    return Dictionary(lambda met: {char: buckets[char] for char in met if char in buckets}, total)


@cache
def _read_dictionary() -> tuple[Buckets, int]:
    grouped: dict[str, list[str]] = {}
    total = 0
    with _jieba().get_module_res("dict.txt") as file:
        for line in file.read().decode("utf-8").splitlines():
            word, frequency, _ = line.split(" ", 2)
            grouped.setdefault(word[0], []).append(f"{word} {frequency}")
            total += int(frequency)
    return {char: " ".join(entries) for char, entries in grouped.items()}, total
