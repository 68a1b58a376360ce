"""The library as answering sees it: reports, their figures, their sentences as evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Protocol, TypeVar

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.evidence.fact_index import MANY, FactIndex
from retrieval.answering.evidence.same_places import unite_places
from retrieval.index.cell_file import CellFile
from retrieval.index.evidence import quote_spot
from retrieval.index.fact_table import FactTable
from retrieval.index.values import Spot
from retrieval.language.fold import fold
from retrieval.records import Evidence, Fact, Hit, ParsedReport, Place, Report, Sentence

# So many texts of reports, sentences, and passages with their figures are kept, then forgotten.
_MOST_TEXTS, _MOST_SENTENCES, _MOST_PASSAGES = 2_000, 50_000, 50_000
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Source(Protocol):
    """What answering needs of the store."""

    @property
    def fact_table(self) -> FactTable:
        """Return what looks figures up over all reports."""

    @property
    def cell_file(self) -> CellFile:
        """Return what keeps the cells of tables beside the library."""

    def reports(self) -> tuple[Report, ...]:
        """Return every report of the library."""

    def stamps(self) -> dict[str, str]:
        """Return what changes with each report, by its id."""

    def parsed(self, report_id: str) -> ParsedReport:
        """Return a report with its outline."""

    def lines(self, report_id: str) -> tuple[str, ...]:
        """Return the lines of a report."""

    def texts(self, report_id: str) -> tuple[str, ...]:
        """Return the texts of a report's passages."""

    def told(self, report_id: str) -> tuple[str, ...]:
        """Return the sentences of a report, in order, without those of the page around it."""

    def sentences(self, report_id: str) -> tuple[tuple[int, int, str], ...]:
        """Return all sentences of a report by passage and number, in order."""

    def spot(self, report_id: str, passage: int, sentence: int) -> Spot:
        """Return a sentence with what it takes to quote it."""

    def line(self, report_id: str, number: int) -> str | None:
        """Return a line of a report (from 1), None where there is none."""

    def lines_at(self, keys: Sequence[tuple[str, int]]) -> list[str]:
        """Return lines by report and number, read in one go; an empty one where there is none."""

    def facts(self, report_id: str) -> tuple[Fact, ...]:
        """Return the figures of a report in reading order."""

    def read_ahead(self, facts: Iterable[Fact]) -> None:
        """Read the sentences of figures and their lines in one go."""


class PassageRanker(Protocol):
    """What answering needs of the ranker."""

    def rank(self, question: str, reports: Sequence[str] | None, k: int) -> tuple[Hit, ...]:
        """Return the ``k`` best passages among ``reports`` (None: all), best first."""


class Shelf:
    """Reports, facts and evidence, read once and kept."""

    def __init__(self, source: Source, ranker: PassageRanker) -> None:
        """Read from ``source``, and rank its passages with ``ranker``."""
        self.source = source
        self.ranker = ranker
        self._folded: dict[str, str] = {}
        self._around: dict[str, tuple[str, ...]] = {}
        self._sentences: dict[tuple[str, int, int], str] = {}
        self._folded_sentences: dict[str, tuple[str, ...]] = {}
        self._passages: dict[tuple[str, int], Mapping[int, Fact]] = {}
        self._expected: tuple[Fact, ...] = ()

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """Every report, by place and year; those of one place bear equal places."""
        return tuple(
            sorted(
                unite_places(self.source.reports()),
                key=lambda r: (r.place.name if r.place else "", r.year or 0, r.id),
            )
        )

    @cached_property
    def by_id(self) -> dict[str, Report]:
        """Reports by id."""
        return {report.id: report for report in self.reports}

    @cached_property
    def fact_index(self) -> FactIndex:
        """The figures by the terms of their wording."""
        source = self.source
        return FactIndex(source.facts, source.fact_table, self._expect)

    def _expect(self, facts: Iterable[Fact]) -> None:
        """Read the sentences of figures that were chosen together, and note that what stands around
        them may be asked for: of one of them, it will be of most."""
        self._expected = tuple(facts)
        self.source.read_ahead(self._expected)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The places of the library."""
        return Gazetteer(self.reports, self.named_in)

    def named_in(self, name: str) -> tuple[str, ...]:
        """Return the ids of the reports whose text holds ``name`` (folded)."""
        return tuple(r.id for r in self.reports if name in self.folded_text(r.id))

    def folded_text(self, report_id: str) -> str:
        """Return a report's whole text, folded."""
        text = self._folded.get(report_id)
        if text is None:
            text = fold("\n".join(self.source.texts(report_id)))
            _keep(self._folded, report_id, text, _MOST_TEXTS)
        return text

    def around(self, report_id: str) -> tuple[str, ...]:
        """Return each passage's text with the headings it stands under, in the report's order."""
        around = self._around.get(report_id)
        if around is None:
            parsed = self.source.parsed(report_id)
            around = tuple(
                p.text + " ".join(parsed.sections[p.section].path) for p in parsed.passages
            )
            _keep(self._around, report_id, around, _MOST_TEXTS)
        return around

    def folded_sentences(self, report_id: str) -> tuple[str, ...]:
        """Return a report's sentences, folded, in reading order; not the page around it."""
        told = self._folded_sentences.get(report_id)
        if told is None:
            told = tuple(map(fold, self.source.told(report_id)))
            _keep(self._folded_sentences, report_id, told, _MOST_TEXTS)
        return told

    def all_folded(self, report_id: str) -> Mapping[tuple[int, int], str]:
        """Return all sentences of a report by passage and number, folded; each is at hand then for
        :meth:`folded_sentence`."""
        told = self.source.sentences(report_id)
        folded = {(passage, number): fold(text) for passage, number, text in told}
        for (passage, number), text in folded.items():
            _keep(self._sentences, (report_id, passage, number), text, _MOST_SENTENCES)
        return folded

    def of_places(self, places: Iterable[Place]) -> tuple[Report, ...]:
        """Return the reports of ``places``, in the order of all reports."""
        wanted = dict.fromkeys(places)
        if len(wanted) == 1:
            # Of thousands of places each in turn: never through all reports for one.
            return self.reports_of(*wanted)
        return tuple(r for r in self.reports if r.place in wanted)

    @cached_property
    def _by_place(self) -> dict[Place, tuple[Report, ...]]:
        found: dict[Place, list[Report]] = {}
        for report in self.reports:
            if report.place:
                found.setdefault(report.place, []).append(report)
        return {place: tuple(reports) for place, reports in found.items()}

    @cached_property
    def namesakes(self) -> frozenset[str]:
        """The names that two places or more share."""
        counts = Counter(place.name for place in self.gazetteer.places)
        return frozenset(name for name, count in counts.items() if count > 1)

    def reports_of(self, place: Place) -> tuple[Report, ...]:
        """Return the reports of one place, by year."""
        return self._by_place.get(place, ())

    def sentence(self, fact: Fact) -> Sentence:
        """Return the sentence that a fact stands in."""
        return self.source.spot(fact.report, fact.passage, fact.sentence).sentence

    def is_in_table(self, fact: Fact) -> bool:
        """Return whether a fact is a cell of a table."""
        return bool(self.source.spot(fact.report, fact.passage, fact.sentence).headers)

    def folded_sentence(self, fact: Fact) -> str:
        """Return the folded sentence of a fact."""
        # Of each figure it is read a hundred times a question.
        text = self._sentences.get((fact.report, fact.passage, fact.sentence))
        if text is None:
            text = self._folded_at(fact.report, fact.passage, fact.sentence)
        return text

    def folded_before(self, fact: Fact) -> str:
        """Return the folded sentences of a fact's paragraph that stand before its own."""
        numbers = range(fact.sentence)
        return "".join(self._folded_at(fact.report, fact.passage, number) for number in numbers)

    def _folded_at(self, report: str, passage: int, sentence: int) -> str:
        place = (report, passage, sentence)
        text = self._sentences.get(place)
        if text is None:
            text = fold(self.source.spot(*place).sentence.text)
            _keep(self._sentences, place, text, _MOST_SENTENCES)
        return text

    def facts_beside(self, fact: Fact) -> list[Fact]:
        """Return the facts of the sentence of a fact, itself among them, in their order."""
        around = self.facts_around(fact).values()
        return [other for other in around if other.sentence == fact.sentence]

    def facts_around(self, fact: Fact) -> Mapping[int, Fact]:
        """Return the figures of the passage of a fact, itself among them, by their numbers in the
        report; a total is in the passage of its parts."""
        around = self._passages.get((fact.report, fact.passage))
        if around is None and self._expected:
            expected, self._expected = self._expected, ()
            self.read_around(expected)
            around = self._passages.get((fact.report, fact.passage))
        if around is None:
            found: defaultdict[int, dict[int, Fact]] = defaultdict(dict)
            for number, own in enumerate(self.source.facts(fact.report)):
                found[own.passage][number] = own
            for passage, around in found.items():
                _keep(self._passages, (fact.report, passage), around, _MOST_PASSAGES)
            around = found[fact.passage]
        return around

    def whole_of(self, part: Fact) -> Fact | None:
        """Return the total that a figure is a part of, None where it is none."""
        if part.part_of is None:
            return None
        around = self._passages.get((part.report, part.passage))
        if around is not None:
            return around[part.part_of]
        return self.source.fact_table.one(part.report, part.part_of)

    def read_around(self, facts: Iterable[Fact]) -> None:
        """Read what :meth:`facts_around` returns for ``facts``, in one go where their reports are
        many."""
        places = {(fact.report, fact.passage) for fact in facts}
        missing = [place for place in places if place not in self._passages]
        if len({report for report, _ in missing}) > MANY:
            for place, around in self.source.fact_table.of_passages(sorted(missing)).items():
                _keep(self._passages, place, around, _MOST_PASSAGES)

    def fact_evidence(self, fact: Fact) -> Evidence:
        """Return the quoted line of a fact, its figure highlighted."""
        quantity = fact.quantity
        return self.evidence(
            fact.report, fact.passage, fact.sentence, ((quantity.start, quantity.end),)
        )

    def header_evidence(self, fact: Fact) -> Evidence | None:
        """Return the line of column headers above a table's figure, None for running text."""
        headers = self.source.spot(fact.report, fact.passage, fact.sentence).headers
        if not headers:
            return None
        row = self.fact_evidence(fact)
        lines = self.source.lines(fact.report)
        for line in range(row.line - 1, 0, -1):
            text = lines[line - 1]
            if all(header in text for header in headers if header):
                return replace(row, line=line, quote=text.strip(), highlights=())
        return None

    def evidence(
        self, report_id: str, passage: int, sentence: int, spans: Sequence[tuple[int, int]] = ()
    ) -> Evidence:
        """Return a sentence as evidence; ``spans`` count in the sentence and are highlighted.

        A sentence broken over lines is quoted by the line that holds the first span.
        """
        spot = self.source.spot(report_id, passage, sentence)
        return quote_spot(self.by_id[report_id], spot, self._line_of(report_id), spans)

    def _line_of(self, report_id: str) -> Callable[[int], str]:
        """Return what gives a report's lines by their number."""
        return lambda number: self.source.line(report_id, number) or ""

    def names(self) -> str:
        """Return the reports as people name them: 嘉祥街道2023年、…"""
        more = "等" if len(self.reports) > 12 else ""
        return "、".join(map(self.report_name, self.reports[:12])) + more

    def place_name(self, place: Place) -> str:
        """Return a place's name, with the unit above it where two places share the name."""
        above = place.parents[-1:] if place.name in self.namesakes else ()
        return "".join((*above, place.name))

    def report_name(self, report: Report | str) -> str:
        """Return place and year of a report (or of an id's), or its title where one is unknown."""
        report = self.by_id[report] if isinstance(report, str) else report
        if report.place is None or report.year is None:
            return f"《{report.title}》"
        return f"{self.place_name(report.place)}{report.year}年"


def _keep(kept: dict[_Key, _Value], key: _Key, value: _Value, most: int) -> None:
    """Keep a value, once all are forgotten where there are ``most`` already."""
    if len(kept) >= most:
        kept.clear()
    kept[key] = value
