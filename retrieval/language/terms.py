"""The terms of a wording: concepts of the lexicon, and ordinary words between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.language.data import read_data
from retrieval.language.fold import fold
from retrieval.language.lexicon import TermKind, load_lexicon
from retrieval.language.tokens import words


@dataclass(frozen=True, slots=True)
class Term:
    """A term at ``[start, end)``: ``key`` is the concept's name, or the folded word itself."""

    key: str
    text: str
    kind: TermKind
    start: int
    end: int

    @property
    def is_light(self) -> bool:
        """True where the term restricts nothing and may be left unmatched."""
        return self.kind == "light"


@cache
def function_words() -> frozenset[str]:
    """Return the words that carry structure and no meaning of their own, folded."""
    lines = read_data("function_words.txt").splitlines()
    return frozenset(
        fold(word) for line in lines if not line.startswith("#") for word in line.split()
    )


def find_terms(text: str, *, question: bool = False) -> tuple[Term, ...]:
    """Return the terms of ``text``, left to right: function words, numbers, single characters out.

    Spans count in ``text``. Spoken and English words are read in a ``question`` only.
    """
    folded = fold(text)
    found: list[Term] = []
    position = 0
    for match in load_lexicon().find(folded, question=question):
        found.extend(_plain_terms(folded, position, match.start))
        concept = match.concept
        found.append(
            Term(concept.name, folded[match.start : match.end], concept.kind, match.start, match.end)
        )
        position = match.end
    found.extend(_plain_terms(folded, position, len(folded)))
    return tuple(found)


@lru_cache(maxsize=20_000)
def term_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the terms of ``text`` that are not light, each once, in order."""
    return tuple(dict.fromkeys(term.key for term in find_terms(text) if not term.is_light))


def _plain_terms(folded: str, start: int, end: int) -> list[Term]:
    gap = folded[start:end]
    if not gap.strip():
        return []
    stop = function_words()
    return [
        Term(word.text, word.text, "word", start + word.start, start + word.end)
        for word in words(gap)
        if len(word.text) >= 2 and word.text not in stop and not word.text[0].isdigit()
    ]


@lru_cache(maxsize=50_000)
def similarity(asked: str, given: str) -> float:
    """Return how well the term ``given`` in a report accounts for the term ``asked`` (0 to 1).

    The same key counts full; a longer compound whose head is the asked term (培训 in
    法律培训, 调解员 in 人民调解员) nearly so; an asked compound of which only the head
    is given counts less; anything else not at all.
    """
    if asked == given:
        return 1.0
    if len(asked) >= 2 and given.endswith(asked):
        return 0.9
    if len(given) >= 2 and asked.endswith(given):
        return 0.6
    if len(asked) >= 2 and given.startswith(asked):
        return 0.5
    if len(asked) >= 3 and asked in given:
        return 0.5
    return 0.0
