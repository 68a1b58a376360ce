"""The values of looking back: whether quotes still stand, and what came of last year's plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
