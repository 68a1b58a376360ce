"""Which words of a question nothing in a report can meet: then no figure of it need be held against it.

Of most reports most questions are not answered, and what rules them out is plain: a word that
stands nowhere in the report, nor any other word for it. What is said here is on the safe side of
all that ``nearness.py`` and ``figure_wording.py`` go by: where one of them meets a term, it may be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.runs import is_run
from retrieval.answering.evidence.abbreviations import WHERE
from retrieval.answering.evidence.nearness import JOINERS, alike, class_of, halves_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.selecting.matching import adds_nothing
from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.language.offices import forms_of_office
from retrieval.language.pairs import pairs_of
from retrieval.language.places import LEVEL
from retrieval.language.terms import DENIED, Term
from retrieval.language.units import load_units
from retrieval.records import Fact

# The words of so many reports are kept, then forgotten; of more at once nothing is said.
_MOST_KEPT, _FEW_REPORTS = 128, 6
# A word's characters may stand so far apart where it is written short (figure_wording.py), and a word
# of so many may have them anywhere in a label (nearness.py).
_NEXT, _SHORT = 3, 3
# A sentence by passage and number.
Place = tuple[int, int]
_KEPT: WeakKeyDictionary[Shelf, dict[str, ReportWords]] = WeakKeyDictionary()


class Wording:
    """The wording that some figures are told in: those of a report, or of one passage of it."""

    def __init__(self, facts: Sequence[Fact], sentences: Mapping[Place, str]) -> None:
        """``sentences`` are all that the figures' passages have, folded, by their place."""
        labels = dict.fromkeys(wording for fact in facts for wording in (fact.label, fact.topic))
        self._labels = tuple(dict.fromkeys((*labels, *map(fold, labels))))
        self._text = "\n".join((*sentences.values(), *self._labels))
        self._bare = JOINERS.sub("", self._text)
        self._cues = frozenset(key for fact in facts for key, _ in fact.cues)
        self._all_cues = "\n".join(self._cues)
        self._classes = frozenset(map(class_of, facts))
        # Behind these another wording of the same figure may be set.
        before = (sentences[f.passage, f.sentence][: f.quantity.start] for f in facts)
        self._ends = frozenset("".join(wording[-2:] for wording in (*self._labels, *before)))
        self._may: dict[tuple[str, str, str, tuple[str, ...]], bool] = {}

    def may_meet(self, term: Term, words: tuple[str, ...] = ()) -> bool:
        """Return False only where no figure's wording meets a term, or any of ``words`` for it."""
        key = (term.key, term.text, term.kind, words)
        known = self._may.get(key)
        if known is None:
            known = self._may[key] = self._meets(term, words)
        return known

    def _meets(self, term: Term, words: Iterable[str]) -> bool:
        text, told = term.text, self._text
        forms = _forms_of(term.key, text)
        if forms is None:
            return True
        return (
            any(form in told for form in forms)
            or any(word in told for word in words)
            or load_units().asked.get(text) in self._classes
            or text in self._bare
            or self._has_cue(term)
            or (term.kind == "word" and self._has_characters(text))
            or all(map(self._follow, text, text[1:]))
        )

    def _has_cue(self, term: Term) -> bool:
        """Return whether a cue is like a term, or one half of it."""
        pairs = [pair for pair in pairs_of(term.key, term.text) if pair in self._all_cues]
        related = [cue for cue in self._cues if any(pair in cue for pair in pairs)] if pairs else ()
        return any(alike(term, cue) > 0 or cue.startswith(term.key) for cue in related) or any(
            head in self._cues for word in (term.key, term.text) for _, head in halves_of(word)
        )

    def _has_characters(self, text: str) -> bool:
        """Return whether a label has all characters of a short word, or any text some of a run."""
        short = len(text) <= _SHORT and any(all(c in label for c in text) for label in self._labels)
        return short or (is_run(text) and any(char in self._text for char in text))

    def _follow(self, one: str, other: str) -> bool:
        """Return whether a character may stand a little behind another somewhere."""
        text = self._text
        if one in self._ends and other in text:
            return True
        at = text.find(one)
        while at >= 0:
            if other in text[at + 1 : at + 1 + _NEXT]:
                return True
            at = text.find(one, at + 1)
        return False


@lru_cache(maxsize=4096)
def _forms_of(key: str, text: str) -> tuple[str, ...] | None:
    """Return the words for a term, None where it may be met by other characters than theirs."""
    met_otherwise = (
        len(text) == 1
        or DENIED in (key[:1], text[:1])
        or LEVEL.fullmatch(text)
        or WHERE.fullmatch(text)
        or any(char.isdigit() for char in text)
    )
    concept = load_lexicon().by_name.get(key)
    return (
        None
        if met_otherwise
        else (text, *(concept.words if concept else ()), *forms_of_office(text))
    )


class ReportWords:
    """All the wording of one report that its figures are told in, as a whole and by passage."""

    def __init__(
        self,
        report: str,
        facts: Sequence[Fact],
        sentences: Mapping[Place, str],
        told: Sequence[str],
    ) -> None:
        """``sentences`` are all of the report by that id, folded, by passage and number, ``told``
        those of them that are not of the page around it."""
        self.report = report
        self._facts, self._sentences, self._told = facts, sentences, told
        self._counts: dict[str, int] = {}

    @cached_property
    def whole(self) -> Wording:
        """The wording of all figures."""
        return Wording(self._facts, self._sentences)

    def facts_near(self, term: Term) -> Iterator[Fact]:
        """Yield the figures of the passages where one may meet a term."""
        if self.whole.may_meet(term):
            for number, wording in self.passages.items():
                if wording.may_meet(term):
                    yield from self._by_passage[number]

    @cached_property
    def _by_passage(self) -> Mapping[int, Sequence[Fact]]:
        facts: defaultdict[int, list[Fact]] = defaultdict(list)
        for fact in self._facts:
            facts[fact.passage].append(fact)
        return facts

    @cached_property
    def passages(self) -> Mapping[int, Wording]:
        """The wording of each passage that has figures, by its number."""
        sentences: defaultdict[int, dict[Place, str]] = defaultdict(dict)
        for place, text in self._sentences.items():
            sentences[place[0]][place] = text
        return {number: Wording(own, sentences[number]) for number, own in self._by_passage.items()}

    @property
    def size(self) -> int:
        """How many sentences tell something."""
        return len(self._told)

    def count(self, char: str) -> int:
        """Return how many of the sentences have a character."""
        count = self._counts.get(char)
        if count is None:
            count = self._counts[char] = sum(char in sentence for sentence in self._told)
        return count


def words_of(report: str, shelf: Shelf) -> ReportWords:
    """Return the wording of a report, by its id; the reports looked at last are kept."""
    kept = _KEPT.setdefault(shelf, {})
    known = kept.get(report)
    if known is None:
        known = ReportWords(
            report,
            shelf.source.facts(report),
            shelf.all_folded(report),
            shelf.folded_sentences(report),
        )
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[report] = known
    return known


def at_hand(shelf: Shelf) -> Callable[[Term, Fact], bool]:
    """Return what says False only where nothing in a figure's passage meets a term; of a report
    whose wording was not gathered yet anything may: that takes longer than one look at it."""
    kept = _KEPT.get(shelf, {})

    def may_meet(term: Term, fact: Fact) -> bool:
        words = kept.get(fact.report)
        return words is None or words.passages[fact.passage].may_meet(term)

    return may_meet


class Reach:
    """Which figures of the reports in scope may account for all that is asked."""

    def __init__(self, asked: Asked, scope: Scope, shelf: Shelf) -> None:
        """Nothing is read yet."""
        self._terms = [t for t in asked.terms if not (t.is_light or adds_nothing(t))]
        self._shelf, self._few = shelf, len(scope.reports) <= _FEW_REPORTS
        self._passages: dict[tuple[str, int], bool] = {}

    def has(self, fact: Fact) -> bool:
        """Return False only where a figure may not, by what its passage says; of more than a few
        reports any may."""
        if not self._few:
            return True
        place = (fact.report, fact.passage)
        may = self._passages.get(place)
        if may is None:
            wording = words_of(fact.report, self._shelf).passages[fact.passage]
            may = self._passages[place] = all(map(wording.may_meet, self._terms))
        return may
