"""What stands around a figure, held against the terms of a question: in its own words, in the rest
of its sentence, or in the sentences before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.runs import is_run
from retrieval.answering.evidence.nearness import (
    CLAUSE_NEAR,
    IN_LABEL,
    SAME_SCOPE,
    is_unit_word,
    met,
    met_in_text,
    names,
    own_clause,
    without_turned,
)
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.selecting.official import is_said_already
from retrieval.language.everyday import find_everyday
from retrieval.language.quantities import find_quantities
from retrieval.language.terms import DENIED, Term
from retrieval.records import Fact

# What the rest of the sentence says, or the sentences before it, is met less surely than what
# the figure's own clause says.
IN_SENTENCE, BEFORE = 0.6, 0.4
# 刑责 is short for 刑事责任: so many characters may stand between two of a word.
_GAP = 2
_AND = ("和", "与", "及", "、")
# The figure's unit alone says these.
_OF_UNIT = frozenset(
    {"金额", "总额", "数额", "钱", "面积", "比例", "占比", "比率", "数量", "人数", "件数"}
)


@dataclass(frozen=True)
class FigureWording:
    """A figure held against the terms of a question, in the sentence that tells it."""

    asked: Asked
    # What each term may stand as: itself, or an official word where it is everyday speech.
    words: Mapping[Term, tuple[str, ...]]
    fact: Fact
    shelf: Shelf

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the question, in order."""
        return tuple(self.words)

    @cached_property
    def text(self) -> str:
        """The folded sentence that tells the figure."""
        return self.shelf.folded_sentence(self.fact)

    @cached_property
    def before(self) -> str:
        """The folded sentences of its paragraph before that one."""
        return self.shelf.folded_before(self.fact)

    @cached_property
    def own(self) -> str:
        """The figure's own words: its label, its topic, and its clause from the figure before it."""
        fact = self.fact
        start = max(
            (
                other.quantity.end
                for other in self.shelf.facts_beside(fact)
                if other.quantity.end <= fact.quantity.start
            ),
            default=0,
        )
        first = own_clause(self.text, fact)[0]
        clause = self.text[max(start, first) : fact.quantity.start]
        if len(clause) < 2:
            # 任务2万平方米的118% is told together.
            clause = self.text[first : fact.quantity.start]
        elif self.is_joined:
            # 成立1个领导小组和14个分队: what stands before the joiner is another's.
            clause = ""
        # What goes on past another figure tells that one too.
        topic = fact.topic if not find_quantities(fact.topic) else ""
        return f"{fact.label}\n{clause}\n{topic}"

    @property
    def is_joined(self) -> bool:
        """Whether the figure is joined to what stands before it."""
        return self.text[: self.fact.quantity.start].endswith(_AND)

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """How far each term is met, 0 to 1."""
        return tuple(map(self._share, self.terms))

    def met_share(
        self, weights: Sequence[float], order: Sequence[int], least: float, possible: Set[int]
    ) -> float:
        """Return the share of the question that is met, by weight; 0 where it is under ``least``.
        Only the terms of these numbers are ``possible`` to meet."""
        whole = open_ = sum(weights)
        got = 0.0
        for n in order:
            got += weights[n] * self._share(self.terms[n]) if n in possible else 0.0
            open_ -= weights[n]
            if got + open_ < least * whole:
                return 0.0
        return got / whole

    def is_own(self, term: Term) -> bool:
        """Return whether the figure's own words have a term."""
        return (
            met(term, self.fact) >= IN_LABEL
            or self._names(term)
            or (term.kind == "word" and _is_short_for(term.text, self.own))
        )

    def _share(self, term: Term) -> float:
        """Return how far a term is met, 0 to 1."""
        near = max(met(term, self.fact), self.near_in_text(term))
        if near >= CLAUSE_NEAR or self.is_own(term):
            return 1.0
        if term.key.startswith(DENIED):
            return 0.0
        clause_end = own_clause(self.text, self.fact)[1]
        if near >= SAME_SCOPE or self._says(self.text[:clause_end], term):
            return IN_SENTENCE
        if term.kind == "word" and is_run(term.text):
            return sum(char in self.own for char in term.text) / len(term.text)
        if self._says(self.before, term) or names(term, self.before):
            return BEFORE
        return 0.0

    def near_in_text(self, term: Term) -> float:
        """Return how near the sentence meets a term that its segmentation hides."""
        return met_in_text(term, self.fact, lambda _: self.text)

    def _says(self, wording: str, term: Term) -> bool:
        """Return whether a wording has a term, or an official word for an everyday one."""
        return any(word in without_turned(word, wording) for word in self.words[term])

    def is_written(self, term: Term) -> bool:
        """Return whether the figure's own words have a term word for word."""
        return self._names(term) or _is_short_for(term.text, self.own)

    def _names(self, term: Term) -> bool:
        """Return whether the unit, or the figure's own words, say a term."""
        of_unit = term.text in _OF_UNIT and is_unit_word(term, self.fact)
        return of_unit or self._says(self.own, term)


def words_for(terms: Sequence[Term], wording: str) -> dict[Term, tuple[str, ...]]:
    """Return for each term of a question ``wording`` itself and the official words for the everyday
    words that it is in."""
    everyday = find_everyday(wording)

    def official(term: Term) -> Iterator[str]:
        for place in everyday:
            if place.start <= term.start and term.end <= place.end:
                yield from (w for w in place.official if not is_said_already(w, place, wording))

    return {term: (term.text, *official(term)) for term in terms}


def _is_short_for(word: str, wording: str) -> bool:
    """Return whether the characters of a word stand in a wording in order and close together."""
    at = -1
    for char in word:
        found = wording.find(char, at + 1)
        if found < 0 or (at >= 0 and found - at > _GAP + 1):
            return False
        at = found
    return len(word) > 1
