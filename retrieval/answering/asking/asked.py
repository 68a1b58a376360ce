"""What a figure has to be to answer a question, and how well one does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.language.terms import Term
from retrieval.records import Fact, Quantity

# 几等奖 asks which prize.
_AMOUNT = re.compile(r"多少|几(?![等级])|多大|[数量额率费款]$")


def asks_amount(wording: str) -> bool:
    """Return whether a folded question asks for an amount in so many words (几件, 发放量)."""
    return _AMOUNT.search(wording) is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a figure has to be: the terms, the unit, and which kinds of figure may answer.

    ``beside`` are the terms next to 多少 (``beside_follows``: behind it), which the figure's
    own label should name; ``supposed`` are figures that the question itself names;
    ``wording`` is the folded question; ``office`` (办事处) speaks for labels that name it;
    ``body`` (政府) must be named by the figure's own wording, ``bodies`` of other levels (县政府, of a
    town's report) by its sentence; ``before`` is set where the level before a change is asked for (改革前有几个).
    """

    terms: tuple[Term, ...]
    unit: str = ""
    unit_class: str = ""
    kinds: frozenset[str] = frozenset({"actual"})
    place: str = ""
    years: tuple[int, ...] = ()
    beside: tuple[Term, ...] = ()
    beside_follows: bool = False
    supposed: tuple[Quantity, ...] = ()
    office: str = ""
    wording: str = ""
    before: bool = False
    body: str = ""
    bodies: tuple[str, ...] = ()

    @property
    def counted_things(self) -> list[Term]:
        """The things that stand right behind 多少: these are counted (多少|农户|拿到补贴)."""
        return [t for t in self.beside if t.kind == "thing"] if self.beside_follows else []


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that accounts for the question, or the reason it doesn't (``verdict``).

    ``score`` orders candidates; ``covered`` is the share of the asked terms accounted for,
    ``tight`` how many of them stand in the figure's own clause.
    """

    fact: Fact
    score: float
    covered: float
    tight: int
    verdict: str = ""

    @property
    def fits(self) -> bool:
        """True where nothing rules the figure out."""
        return not self.verdict
