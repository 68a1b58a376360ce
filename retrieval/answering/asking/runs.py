"""Runs of single characters in questions (搞警保, 来做, 中排): everyday verbs and particles that the
dictionary knows no word for stick to what stands beside them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from retrieval.answering.asking.question_words import words_of
from retrieval.language.terms import Term
from retrieval.language.tokens import words

_ASPECTS = ("了", "着", "过", "到")


def without_particles(term: Term) -> Term | None:
    """Return an ordinary word that is such a run without the particles at its edges, None where
    it is made of nothing else; any other term as it is."""
    if term.kind != "word" or len(term.text) < 2 or term.text != term.key or not is_run(term.text):
        return term
    start, end = 0, len(term.text)
    while start < end and term.text[start] in _particles():
        start += 1
    while start < end and term.text[end - 1] in _particles():
        end -= 1
    if start == end:
        return None
    text = term.text[start:end]
    return replace(term, key=text, text=text, start=term.start + start, end=term.start + end)


def is_run(text: str) -> bool:
    """Return whether the dictionary knows no word of more than one character in ``text``."""
    return all(len(word.text) == 1 for word in words(text))


def is_done(term: Term, wording: str) -> bool:
    """Return whether a term is told as done (凑齐|了, 摆|着): an act, whatever it means."""
    return wording[: term.end].endswith(_ASPECTS) or wording[term.end :].startswith(_ASPECTS)


@cache
def _particles() -> frozenset[str]:
    return frozenset(words_of("drop", "run_edges"))
