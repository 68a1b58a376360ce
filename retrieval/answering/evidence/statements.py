"""Clauses of reports that speak of all that a question asks, figure or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.figures.clauses import split_clauses
from retrieval.language.fold import fold
from retrieval.language.kindred import spoken
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import DENIED, Term, find_terms, similarity
from retrieval.language.tokens import words
from retrieval.records import PAGE_AROUND

# How near a term stands: in the clause, its sentence, the sentence before, the heading.
_CLAUSE, _BESIDE, _SENTENCE, _BEFORE, _HEADING = 1.0, 0.9, 0.8, 0.6, 0.55
_ACCOUNTED = 0.45
# How well a term is met inside another word, word by word apart, by a single character.
_INSIDE, _APART, _SINGLE = 0.9, 0.88, 0.7


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause at ``[start, end)`` of a sentence that accounts for the asked terms."""

    report: str
    passage: int
    sentence: int
    start: int
    end: int
    text: str
    score: float


def find_statements(
    terms: Sequence[Term], scope: Scope, shelf: Shelf, *, most: int = 5,
    predicate_decides: bool = False,
) -> list[Statement]:  # fmt: skip
    """Return the clauses that account for every one of ``terms``, best first.

    Each term must stand in the clause, or less near: its sentence, the sentence before, the
    headings. Of equals the earlier comes first. Page furniture and reports of other years
    than the scope's are left out. A clause must hold half of the terms itself, or, where
    ``predicate_decides``, the last of them.
    """
    content = [term for term in terms if not term.is_light]
    if not content:
        return []
    found: list[Statement] = []
    for report in scope.reports:
        if scope.years and report.year not in scope.years:
            continue
        text = shelf.folded_text(report.id)
        if all(_may_stand_in(term, text) for term in content):
            found.extend(_in_report(content, report.id, shelf, predicate_decides))
    found.sort(key=lambda s: (-s.score, s.report, s.passage, s.sentence, s.start))
    return found[:most]


def _may_stand_in(term: Term, text: str) -> bool:
    if any(word in text for word in (*surfaces(term), term.text)):
        return True
    return _parts_stand_in(term, text) or met_in_halves(term, text)


def surfaces(term: Term) -> tuple[str, ...]:
    """Return the words of reports that a term may appear as."""
    concept = load_lexicon().by_name.get(term.key)
    own = (term.text,) if term.kind == "word" or concept is None else ()
    return (*own, *(concept.words if concept else ()), *spoken(term.text))


def _in_report(
    content: Sequence[Term], report: str, shelf: Shelf, predicate_decides: bool
) -> list[Statement]:
    parsed = shelf.source.parsed(report)
    found = []
    for passage in parsed.passages:
        section = parsed.sections[passage.section]
        if section.path[:1] == (PAGE_AROUND,):
            continue
        folded = [fold(sentence.text) for sentence in passage.sentences]
        whole = "\n".join((*section.path, *folded))
        if not all(_may_stand_in(term, fold(whole)) for term in content):
            continue
        heading = _keys(" ".join(section.path))
        before: frozenset[str] = frozenset()
        for number, sentence in enumerate(folded):
            keys = _keys(sentence)
            beside: frozenset[str] = frozenset()
            for clause in split_clauses(sentence):
                own = _keys(clause.text)
                near = _Near(own, clause.text, beside, keys, sentence, before, heading)
                if score := _score(content, near, predicate_decides):
                    found.append(
                        Statement(report, passage.index, number, clause.start, clause.end, clause.text, score)
                    )  # fmt: skip
                beside = own
            before = before | keys
    return found


def met_in(term: Term, text: str) -> float:
    """Return how well a wording accounts for a term (0 to 1)."""
    return _met(term, _keys(text), fold(text))


def _keys(text: str) -> frozenset[str]:
    # Whether a clause denies what it speaks of is its polarity's business, not its subject's.
    return frozenset(term.key.removeprefix(DENIED) for term in find_terms(text))


@dataclass(frozen=True, slots=True)
class _Near:
    """The terms around a clause, from the clause itself out to the headings."""

    clause: frozenset[str]
    clause_text: str
    beside: frozenset[str]
    sentence: frozenset[str]
    sentence_text: str
    before: frozenset[str]
    heading: frozenset[str]


def _score(content: Sequence[Term], near: _Near, predicate_decides: bool) -> float:
    """Return how well a clause accounts for all of ``content``, 0 where it leaves one out or
    holds too few of them itself."""
    total, held, here = 0.0, 0, False
    for term in content:
        best = max(
            _CLAUSE * _met(term, near.clause, near.clause_text),
            _BESIDE * _met(term, near.beside, ""),
            _SENTENCE * _met(term, near.sentence, near.sentence_text),
            _BEFORE * _met(term, near.before, ""),
            _HEADING * _met(term, near.heading, ""),
        )
        if best < _ACCOUNTED:
            return 0.0
        enough = _SINGLE if predicate_decides and len(term.text) == 1 else 0.85
        here = _met(term, near.clause, near.clause_text) >= enough
        held += here
        total += best
    # Fewer than half of the terms will do where the last, the predicate, is among them.
    return total / len(content) if 2 * held >= len(content) or (here and predicate_decides) else 0.0


def _met(term: Term, keys: frozenset[str], text: str) -> float:
    if term.key in keys or (len(term.text) >= 2 and term.kind == "word" and term.text in text):
        return 1.0
    if term.text in text:
        # Another word's part (法律顾问 in 社区法律顾问); a single character tells less.
        return _INSIDE if len(term.text) >= 2 else _SINGLE
    if text and any(word in text for word in spoken(term.text)):
        return _INSIDE
    if text and term.kind == "quality" and any(word in text for word in surfaces(term)):
        # 按期 stands inside the rate 按期办结率.
        return _INSIDE
    if text and (_parts_stand_in(term, text) or met_in_halves(term, text)):
        return _APART
    return max((max(similarity(term.key, k), similarity(term.text, k)) for k in keys), default=0.0)


def met_in_halves(term: Term, text: str) -> bool:
    """Return whether a compound (村社区法律顾问) is told by its head and its qualifier, each in
    ``text`` (组织村社区和法律顾问签约)."""
    word = term.text
    return term.kind == "thing" and any(
        word[:cut] in text and word[cut:] in text for cut in range(3, len(word) - 3)
    )


def _parts_stand_in(term: Term, text: str) -> bool:
    """Return whether the words of a term stand in one clause in order, little between them
    (负责人依法出庭 for 负责人出庭); an act in everyday words (领导到庭) may stand by the
    official ones."""
    concept = load_lexicon().by_name.get(term.key) if term.kind == "action" else None
    return any(
        parts and all(part in text for part in parts) and _apart(parts).search(text) is not None
        for parts in map(_parts_of, (term.text, *(concept.words if concept else ())))
    )


@lru_cache(maxsize=4096)
def _parts_of(text: str) -> tuple[str, ...]:
    """Return the words of a term, none where it is one word or holds a single character."""
    parts = tuple(word.text for word in words(text))
    return parts if len(parts) > 1 and min(map(len, parts)) > 1 else ()


@lru_cache(maxsize=4096)
def _apart(parts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("[^，,；;。：:、]{0,4}".join(map(re.escape, parts)))
