"""The values that travel through fazhi: frozen, comparable, without behaviour of their own.

Every span is half-open and counts code points. Text is kept verbatim; whatever is
normalised for matching has the same length as its original, so that spans hold in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

Number = Decimal | Fraction

Role = Literal["review", "shortcomings", "leadership", "plan", "other"]
Status = Literal["answered", "ambiguous", "not_found", "error"]
Kind = Literal["number", "text", "list", "yesno", "compare", "trend", "passage", "smalltalk"]
Reason = Literal[
    "no_such_place",
    "no_such_year",
    "not_reported",
    "mentioned_without_figure",
    "unclear_in_source",
    "off_topic",
]

# The section that holds what stands around a report on its page: menus, dates, links.
PAGE_AROUND = "页面信息"


@dataclass(frozen=True, slots=True)
class Place:
    """A place or office that reports: ``name`` as it calls itself, ``parents`` outermost first."""

    name: str
    kind: str = ""
    parents: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One report file. ``lines`` are its text as a reader sees it, verbatim, without line ends.

    ``year`` is the year reported on (not the year of publication). ``place`` and
    ``year`` are None where neither the text nor ``reports.toml`` tells.
    """

    id: str
    title: str
    place: Place | None
    year: int | None
    issuer: str
    file: str
    sha256: str
    lines: tuple[str, ...]
    published: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of lines under one heading; ``path`` is the chain of headings, outermost first."""

    path: tuple[str, ...]
    role: Role
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A slice of one line of the report: ``lines[line - 1][start:end]``."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence inside a passage; ``text`` is its pieces joined without anything between.

    Nearly always one piece; more where a converter broke a sentence over lines.
    """

    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item or table row group: what BM25 ranks. ``index`` counts from 0.

    ``headers`` is not empty for table rows only: the column headers, aligned with the
    cells of each row (a row is a sentence, its cells parted by a tab or ``|``).
    """

    index: int
    section: int
    text: str
    sentences: tuple[Sentence, ...]
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """A report with its outline: what reading hands on. ``sections[p.section]`` holds for each p."""

    report: Report
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a text: ``text[start:end]`` takes in hedge, numeral and unit.

    ``value`` is exact and in ``unit``: a 万 before a counted unit is multiplied out, money
    keeps its written unit. ``approx`` is set by a hedge, which ``hedge`` keeps as written.
    """

    text: str
    value: Number
    unit: str
    start: int
    end: int
    approx: bool = False
    hedge: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a ranker returns: ``rank`` counts from 1, a higher ``score`` is better."""

    report: str
    passage: int
    score: float
    rank: int


FactKind = Literal["actual", "target", "change", "base"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what it stands for.

    ``passage`` indexes the report's passages and ``sentence`` the passage's sentences;
    the quantity's span counts within that sentence's text. ``label`` is the wording beside
    the figure, verbatim; ``topic`` the wording it inherits from before, where the label
    alone does not say what is counted; ``measure`` the name shown to people. ``period`` is
    the year the figure is of; ``place`` is set where it belongs to a place other than the
    report's own. ``kind``: an ``actual`` result, a ``target`` or plan, a ``change`` (growth,
    difference as reported) or the ``base`` that a change is measured against. ``none`` marks
    a statement of none (value 0 without a numeral). ``cues`` are the terms of the wording
    around the figure with how near they stand (1.0 = in the label). ``part_of`` is the
    position, among the report's facts, of the total this figure is a part of.
    """

    report: str
    passage: int
    sentence: int
    quantity: Quantity
    label: str
    topic: str
    measure: str
    period: int | None
    kind: FactKind = "actual"
    place: str = ""
    none: bool = False
    unclear: bool = False
    cues: tuple[tuple[str, float], ...] = ()
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim slice of one line of a report, with the spans in it that carry the figure."""

    report: str
    title: str
    place: str
    year: int | None
    file: str
    line: int
    section: str
    quote: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A figure that an answer states; ``evidence`` indexes the answer's evidence tuple."""

    value: str
    unit: str
    measure: str
    place: str
    year: int | None
    approx: bool = False
    derived: bool = False
    evidence: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of an ambiguous question, and the full question that would settle it."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Why an answer came out as it did: for /why, FAQ failures and the log, never for the answer.

    ``considered`` are (label, score, verdict) rows, best first.
    """

    rule: str = ""
    considered: tuple[tuple[str, float, str], ...] = ()
    passages: tuple[tuple[str, float], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets. ``evidence`` is empty exactly where nothing was answered.

    ``place`` and ``year`` and ``measure`` are what a follow-up may inherit. ``answer_id``
    names the quotes (see quote_ids.py); empty where there are none. ``lacking`` are the wordings
    of what was asked beside the figures stated, and which ``text`` says was not found.
    """

    question: str
    understood: str
    status: Status
    kind: Kind
    text: str
    values: tuple[Value, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    nearest: tuple[Evidence, ...] = ()
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[str, ...] = ()
    reason: Reason | None = None
    elapsed_ms: float = 0.0
    place: str = ""
    year: int | None = None
    measure: str = ""
    resolved: str = ""
    answer_id: str = ""
    lacking: tuple[str, ...] = ()
    trace: Trace = field(default_factory=Trace)


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A row of ``fazhi reports``."""

    id: str
    place: str
    parents: tuple[str, ...]
    year: int | None
    title: str
    file: str
    passages: int
    figures: int
    notes: tuple[str, ...] = ()
    issuer: str = ""
    published: str | None = None


IngestOutcome = Literal["added", "replaced", "unchanged", "older", "removed", "failed"]


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What became of one file: on failure ``message`` and ``hint`` say why and what to do.

    An ``older`` copy of ``report`` is left out; ``removed`` is a report whose file is gone.
    """

    file: str
    outcome: IngestOutcome
    report: ReportSummary | None = None
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the library knows by name: for completion in the terminal and for suggestions."""

    places: tuple[str, ...]
    years: tuple[int, ...]
    measures: tuple[str, ...]
    place_aliases: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """What one check of an installation came to; ``remedy`` is empty where nothing has to be done.

    ``serious`` checks that ask for a remedy keep the program from working.
    """

    name: str
    detail: str
    remedy: str = ""
    serious: bool = True

    @property
    def ok(self) -> bool:
        """Return whether nothing has to be done."""
        return not self.remedy
