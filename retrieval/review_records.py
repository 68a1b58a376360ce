"""The values of looking back: whether quotes still stand, and what came of last year's plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retrieval.records import Evidence

# From best to worst.
Verdict = Literal["stands", "line_moved", "text_changed", "report_gone"]
# What the report's own file adds: a verdict of its own, or why there is none.
FileVerdict = Literal["stands", "line_moved", "text_changed", "file_gone", "unreadable"]


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """Whether one quote of an answer still stands.

    ``stored`` is the verdict on the library's text and ``in_file`` that on the report's own
    file; ``verdict`` is the worse of the two where the file could be read, else ``stored``.
    ``line`` is where the answer quoted it. ``found`` is where it stands now and ``quote`` its
    text (None and empty where it is nowhere); where nothing but the library has it, it is from
    there.
    """

    verdict: Verdict
    stored: Verdict
    in_file: FileVerdict
    line: int
    found: int | None = None
    quote: str = ""
    report: str = ""
    title: str = ""
    place: str = ""
    year: int | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class PlanMatch:
    """A sentence of this year's report that speaks of a planned item, with how much of it (0 to 1)."""

    evidence: tuple[Evidence, ...]
    score: float


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing that last year's report planned; ``matches`` best first, empty where none is near.

    Evidence has an entry a line: more than one where the file breaks the sentence.
    """

    evidence: tuple[Evidence, ...]
    matches: tuple[PlanMatch, ...] = ()


PlanGap = Literal["no_report", "no_report_before", "no_plan"]


@dataclass(frozen=True, slots=True)
class PlanReview:
    """What the report of the year before planned, beside what the report of ``year`` says of it.

    No verdict: only what stands nearest. ``gap`` says why there are no items: the report of
    ``year`` or of the year before is not in the library (or ``year`` is None, where no two
    years follow each other), or has no such part.
    """

    place: str
    parents: tuple[str, ...]
    year: int | None
    items: tuple[PlanItem, ...] = ()
    gap: PlanGap | None = None
