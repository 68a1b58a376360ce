"""The terms around the asking words of a text question: those to be accounted for, and those that
only speak in favour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.answering.asking.mask import MASK
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.asking.runs import without_particles
from retrieval.answering.texts.answer_types import listed
from retrieval.answering.texts.faults import outcome_term
from retrieval.language.terms import DENIED, Term, find_terms
from retrieval.language.tokens import words

# 两项, 那条, 这块 point at what stands beside them; a span of years says how long.
_POINTING = re.compile(
    r"(?:[这那该此某各每]|[这那]?[一两二三四五六七八九十])(?:个|项|件|块|条|些|次|场|起|家|名|位|处|份|类|种|宗|桩|栋|所|间)"
)
# What the dictionary takes for words: 是从, 是跟, 都由.
_PARTICLES = re.compile(r"[是都就还也才又][在从跟和与由被把给让向对到为按用靠]")
_SAYS_NOTHING = re.compile(rf"{_POINTING.pattern}|{_PARTICLES.pattern}|过来|过去|一趟|一回")
# 开的园, 打的官司: a verb and its object that are one word.
_APART = re.compile(r"(?P<verb>[一-鿿])(?:的|了|过)(?P<object>[一-鿿])")


def read_terms(masked: str, question: Question) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return the terms that must be accounted for, and the light ones that only speak in favour."""
    dropped = {*words_of("drop", "words"), *words_of("target", "words")}
    found = map(without_particles, find_terms(masked, question=True))
    terms = [
        term
        for term in (outcome_term(t) or t if t is not None else None for t in found)
        if term is not None
        and MASK not in term.text
        and (len(term.text) > 1 or term.key != term.text)
        and (term.kind != "word" or term.key not in dropped)
        and not (term.kind == "word" and _SAYS_NOTHING.fullmatch(term.text))
    ]
    terms = _without_nobody(terms)
    terms = sorted([*terms, *_rejoined(masked, terms)], key=lambda term: term.start)
    first_place = question.places[0].start if question.places else 0
    if any(term.start >= first_place and not term.is_light for term in terms):
        # What leads up to the place says nothing of what is asked; a place told at the end does not.
        terms = [term for term in terms if term.kind != "word" or term.start >= first_place]
    soft = listed("soft", "words")
    terms = [_without_aspect(term) for term in terms]
    content = [t for t in terms if not t.is_light]
    hard = [t for t in content if t.text not in soft]
    rest = [t for t in terms if t.is_light or t.text in soft]
    if hard:
        return tuple(hard), tuple(rest)
    return tuple(content or rest), tuple(rest if content else ())


def _without_nobody(terms: list[Term]) -> list[Term]:
    """Return the terms with what nobody did as denied (没人|上访: 未上访)."""
    found: list[Term] = []
    nobody = False
    for term in terms:
        if nobody and term.key[:1] != DENIED and not term.is_light:
            term = replace(term, key=DENIED + term.key, text=DENIED + term.text)
        nobody = term.text == f"{DENIED}人"
        if not nobody:
            found.append(term)
    return found


def _rejoined(masked: str, terms: list[Term]) -> Iterator[Term]:
    """Yield the words that a question tells apart (开的园: 开园)."""
    for match in _APART.finditer(masked):
        joined = match["verb"] + match["object"]
        taken = any(t.start < match.end() and match.start() < t.end for t in terms)
        if not taken and len(words(joined)) == 1 and words(joined)[0].text == joined:
            yield Term(joined, joined, "word", match.start(), match.end())


def _without_aspect(term: Term) -> Term:
    """Return a word without what only says that it began (开始运行 asks for 运行)."""
    lead = next((word for word in listed("soft", "leads") if term.text.startswith(word)), "")
    if term.kind != "word" or len(term.text) - len(lead) < 2 or not lead:
        return term
    rest = term.text[len(lead) :]
    return replace(term, key=rest, text=rest, start=term.start + len(lead))
