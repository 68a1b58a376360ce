"""Slips of the pen in what is asked (行政富议, 受里): words of the lexicon that sound the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.language.everyday import find_everyday
from retrieval.language.lexicon import Concept, load_lexicon
from retrieval.language.sounds import sounds_alike
from retrieval.language.terms import function_words
from retrieval.language.tokens import words
from retrieval.language.units import load_units

_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Slip:
    """``word`` of the lexicon was meant at ``start``; it is as long as what stands there."""

    start: int
    word: str


def find_slips(masked: str) -> tuple[Slip, ...]:
    """Return the slips of a question whose places are masked, left to right.

    Only characters that make up no word of any dictionary are doubted, and only where a
    single concept sounds like them and shares a character with them. What people are known to
    say is meant as it stands (踢出 is no 提出).
    """
    known = [(match.start, match.end) for match in load_lexicon().find(masked, question=True)]
    found: list[Slip] = []
    for start, end in _strays(masked):
        if any(a < end and start < b for a, b in known):
            continue
        if (
            (not found or found[-1].start + len(found[-1].word) <= start)
            and (word := _meant(masked[start:end]))
            and not _is_everyday(masked, start, end)
        ):
            found.append(Slip(start, word))
    return tuple(found)


def _is_everyday(masked: str, start: int, end: int) -> bool:
    """Return whether a stretch is within, or lies across, what people are known to say."""
    return any(
        word.start < end and start < word.end
        for word in find_everyday(masked)
        if word.end - word.start > 1
    )


def mend(text: str, slips: tuple[Slip, ...]) -> str:
    """Return the text with the words that were meant, as long as before."""
    for slip in slips:
        text = text[: slip.start] + slip.word + text[slip.start + len(slip.word) :]
    return text


def _strays(masked: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of two and more characters that the dictionary leaves single."""
    single = [w for w in words(masked) if len(w.text) == 1 and "一" <= w.text <= "鿿"]
    for first, word in enumerate(single):
        for size in range(_LONGEST, 1, -1):
            run = single[first : first + size]
            if len(run) == size and run[-1].end - word.start == size:
                yield word.start, run[-1].end


@lru_cache(maxsize=2000)
def _meant(stray: str) -> str:
    """Return the one word of the lexicon that sounds like ``stray``, empty where none or several do."""
    if stray[0] in load_units().class_of:
        # 287处指什么: the unit ends what stands before.
        return ""
    loose = any(char in function_words() for char in stray)
    concepts: dict[str, str] = {}
    for at, char in enumerate(stray):
        for word, concept in _by_character().get((len(stray), at, char), ()):
            # 案里 and 区里 are no slips: beside a word of grammar only an act is meant (受里).
            if loose and (concept.kind != "action" or word[0] != stray[0]):
                continue
            if sounds_alike(word, stray):
                concepts[concept.name] = word
    return next(iter(concepts.values())) if len(concepts) == 1 else ""


@cache
def _by_character() -> Mapping[tuple[int, int, str], list[tuple[str, Concept]]]:
    """Return the lexicon's words by length and one of their characters with its place."""
    found: dict[tuple[int, int, str], list[tuple[str, Concept]]] = {}
    for concept in load_lexicon().by_name.values():
        for word in {concept.name, *concept.words}:
            if 2 <= len(word) <= _LONGEST:
                for at, char in enumerate(word):
                    found.setdefault((len(word), at, char), []).append((word, concept))
    return found
