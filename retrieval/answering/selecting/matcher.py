"""Which figures in scope answer a question as it is put: those that meet its terms and that nothing rules
out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.fact_index import Among, among_reports
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.bare_thing import is_of_each, is_rank_unasked, is_said
from retrieval.answering.excluding.counted import counts_another, names_another, suits
from retrieval.answering.excluding.defendants import against_itself
from retrieval.answering.excluding.plain_first import is_served
from retrieval.answering.excluding.told_of_others import rule_out_others
from retrieval.answering.excluding.whole_first import without_unasked_parts
from retrieval.answering.selecting.best_readings import CLOSE
from retrieval.answering.selecting.likely import best_reports, is_at_large
from retrieval.answering.selecting.matching import asked_terms, match_facts, match_fitting
from retrieval.answering.selecting.official import Official, put_official
from retrieval.answering.selecting.within_reach import Reach, at_hand
from retrieval.records import Fact

# A figure whose wording accounts for the question less than this is no answer.
THRESHOLD = 0.5
# Of more reports than this at once official words are not looked up.
_FEW_REPORTS = 40
# Where people are served.
_BODY = re.compile(r"(?:大厅|中心|窗口)$")


@dataclass(frozen=True, slots=True)
class Matched:
    """The ``considered`` candidates, best first, with the verdict on each, and those that are
    ``fitting``: they may answer."""

    considered: list[Candidate]
    fitting: list[Candidate]


@dataclass(frozen=True, slots=True)
class Matcher:
    """What the figures of ``scope`` are matched by; a question may be put to it in several ways."""

    scope: Scope
    shelf: Shelf

    def match(self, asked: Asked, most: int | None = None) -> Matched:
        """Return the candidates for what is asked, those too that their own wording rules out; the
        first ``most`` are all that there are, behind them some may be left out."""
        facts, text_of = self._facts(asked), self.shelf.folded_sentence
        found = match_facts(asked, facts, text_of, most=most, may_meet=at_hand(self.shelf))
        return self._judged(found, asked)

    def match_closely(self, asked: Asked) -> Matched:
        """Return the candidates for what is asked, none that its own wording rules out."""
        facts = list(self._facts(asked))
        if facts and self.scope.among is None:
            reach = Reach(asked, self.scope, self.shelf)
            facts = [fact for fact in facts if reach.has(fact)]
        return self._judged(match_fitting(asked, facts, self.shelf.folded_sentence), asked)

    def fitting(self, asked: Asked) -> list[Candidate]:
        """Return the candidates that may answer what is asked, best first."""
        return self.match_closely(asked).fitting

    def fitting_officially(self, asked: Asked) -> list[Candidate]:
        """Return the candidates that may answer with official words put in for everyday ones, best
        first."""
        if len(self.scope.reports) > _FEW_REPORTS:
            # Their texts would all have to be read in first.
            return []
        texts = (self.shelf.folded_text(report.id) for report in self.scope.reports)
        for readings in put_official(asked, texts):
            found: dict[int, Candidate] = {}
            for reading in readings:
                for candidate in self._told(reading):
                    key = id(candidate.fact)
                    known = found.get(key)
                    if known is None or candidate.score > known.score:
                        found[key] = candidate
            if found:
                return sorted(found.values(), key=lambda c: -c.score)
        return []

    def fitting_either_way(self, asked: Asked) -> list[Candidate]:
        """Return the candidates that may answer in the words asked, else with official ones."""
        return self.fitting(asked) or self.fitting_officially(asked)

    def _told(self, reading: Official) -> list[Candidate]:
        """Return the figures that a reading's official words tell, none that fits far worse than one
        that has the other words and lacks only those (法律顾问费64万元、普法宣传费58万元)."""
        fitting = self.fitting(reading.asked)
        told = [c for c in fitting if reading.tells(c.fact, self.shelf.folded_sentence(c.fact))]
        return [c for c in told if c.score >= fitting[0].score - 2 * CLOSE] if fitting else []

    def _judged(self, found: list[Candidate], asked: Asked) -> Matched:
        """Return candidates, those ruled out whose terms are told of other figures, and of them
        those that may answer."""
        shelf = self.shelf
        found = rule_out_others(found, asked, shelf)
        fitting = [c for c in found if c.fits and c.score >= THRESHOLD and suits(asked, c.fact)]
        fitting = [c for c in fitting if not is_served(c.fact, asked, shelf)]
        fitting = [c for c in fitting if not is_rank_unasked(asked, c.fact)]
        fitting = against_itself(fitting, asked)
        content = [t for t in asked.terms if not t.is_light]
        if len(content) == 1:
            told = [(c, shelf.folded_sentence(c.fact)) for c in fitting]
            told = [(c, text) for c, text in told if not is_of_each(c.fact, text)]
            fitting = [c for c, text in told if is_said(content[0], asked, c.fact, text)]
        fitting = without_unasked_parts(fitting, asked, shelf)
        # 便民中心办了多少件: whatever the unit, what merely stands near a body is not what was done there.
        bodied = bool(content) and _BODY.search(content[0].key) is not None
        if len(content) == 1 and bodied:
            fitting = [c for c in fitting if not names_another(content[0], c.fact)]
        elif len(content) == 1 and not asked.unit_class:
            fitting = [c for c in fitting if c.tight or not counts_another(content[0], c.fact)]
        return Matched(found, fitting)

    def _facts(self, asked: Asked) -> Iterable[Fact]:
        """Return the figures of the asked years that share a term with the question."""
        scope, shelf = self.scope, self.shelf
        terms, may_lack, may_go = asked_terms(asked)
        at_large = scope.among is None and is_at_large(scope)
        among = scope.among or among_reports(scope.reports, scope.years)
        index = shelf.fact_index
        chosen: Mapping[str, Sequence[Fact]] | None
        if among and at_large:
            # What lacks a term may meet it by its text: of very many reports that is looked at in
            # those alone whose passages rank best.
            best = best_reports(asked.wording, asked.terms, scope.reports, shelf)
            closely = Among(frozenset(report.id for report in best), among.years)
            chosen = {
                **index.near_among(terms, may_go, among),
                **index.near_among(terms, may_lack, closely),
            }
        else:
            chosen = index.near_among(terms, may_lack, among) if among else None
        for report in scope.reports:
            near = (
                index.near(terms, report.id, may_lack) if chosen is None else chosen.get(report.id)
            )
            for fact in near or ():
                year = fact.period if fact.period is not None else report.year
                if scope.years:
                    if year in scope.years:
                        yield fact
                elif fact.kind != "actual" or report.year is None or year == report.year:
                    yield fact
