"""How near the wording of a report stands to what a question asks, for lists and passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from retrieval.answering.texts.answer_types import any_of, listed
from retrieval.language.fold import fold
from retrieval.language.kindred import kindred, spoken
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import DENIED, Term

_DENIAL = re.compile(r"[未没不无零]")
# A zone is a stretch of wording with how near it stands (1.0: in the very clause).
Zone = tuple[float, str]
# A term met in no zone nearer than this is not accounted for.
ACCOUNTED = 0.5


def nearness(terms: Sequence[Term], zones: Sequence[Zone]) -> list[float]:
    """Return for each term the weight of the nearest zone that speaks of it, 0 for none.

    ``zones`` come nearest first.
    """
    return [
        next((weight for weight, text in zones if speaks_of(text, term)), 0.0) for term in terms
    ]


def all_accounted(near: Iterable[float]) -> bool:
    """Return whether every term was met."""
    return all(weight >= ACCOUNTED for weight in near)


def speaks_of(text: str, term: Term) -> bool:
    """Return whether ``text`` names what ``term`` means, in its words or another of its concept."""
    return bool(text) and _speaks_of(text, term.key, term.text)


def names_itself(text: str, term: Term) -> bool:
    """Return whether ``text`` speaks of ``term`` without an official word read for an everyday one."""
    wording = term.text.removeprefix(DENIED)
    concept = load_lexicon().by_name.get(term.key.removeprefix(DENIED))
    words = (wording, *(concept.words if concept else ()), *kindred(wording))
    return any(word in _folded(text) for word in words)


def names_official(term: Term) -> bool:
    """Return whether ``term`` is one of its concept's official words, and no everyday one."""
    concept = load_lexicon().by_name.get(term.key.removeprefix(DENIED))
    return concept is None or term.text.removeprefix(DENIED) in concept.words


# The same stretches of a library are held against every question's terms.
_folded = lru_cache(maxsize=20_000)(fold)


@lru_cache(maxsize=100_000)
def _speaks_of(text: str, key: str, wording: str) -> bool:
    # No words are cut here: a longer compound (法律培训 for 培训) holds the asked word anyway.
    folded = _folded(text)
    denied = key.startswith(DENIED)
    words = _words_of(key.removeprefix(DENIED), wording.removeprefix(DENIED))
    if not denied:
        return any(word in folded for word in words)
    if any_of("why", "undone").search(folded) and (
        words & set(listed("why", "finished"))
        or any(word in folded or _ends_done(word) for word in words)
    ):
        return True
    return any(
        _DENIAL.search(folded, max(0, at - 4), at) for word in words for at in _places(word, folded)
    )


@lru_cache(maxsize=4096)
def _words_of(key: str, wording: str) -> frozenset[str]:
    concept = load_lexicon().by_name.get(key)
    # 得了什么荣誉: a report names the honour itself, behind the verb that gives it.
    given = listed("quoted", "given") if key == listed("quoted", "awards")[0] else ()
    return frozenset((wording, *(concept.words if concept else ()), *spoken(wording), *given))


def _ends_done(word: str) -> bool:
    """Return whether a word says by its ending that something came about (搬成, 办够)."""
    return len(word) > 1 and word.endswith(listed("why", "complements"))


def _places(word: str, folded: str) -> Iterator[int]:
    at = folded.find(word)
    while at >= 0:
        yield at
        at = folded.find(word, at + 1)
