"""What a FAQ file says: cases, their turns, and what each turn's answer should be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.faq.amounts import Amount

Outcome = Literal["answered", "not_found", "ambiguous", "smalltalk"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer must come from; an empty field stands for any."""

    place: str = ""
    year: int | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an answer should be. Empty fields are not looked at.

    ``amounts`` must all be stated, with ``written`` how the file writes them;
    ``only_amounts`` forbids further figures (None: for kinds number and yesno only).
    ``verdict`` is the side that a yes-or-no answer must take.
    """

    status: Outcome = "answered"
    kind: str = ""
    amounts: tuple[Amount, ...] = ()
    written: tuple[str, ...] = ()
    only_amounts: bool | None = None
    quotes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    contains: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    reason: str = ""
    verdict: bool | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said: a question, or with ``choose`` one of the choices last offered.

    ``expected`` is None for a turn that only leads up to the next.
    """

    text: str
    expected: Expectation | None
    choose: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A numbered case; ``variants`` are other wordings of its only question, each a run."""

    id: str
    turns: tuple[Turn, ...]
    variants: tuple[str, ...] = ()
    known_issue: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    file: Path = Path()
    line: int = 0

    def runs(self) -> tuple[tuple[Turn, ...], ...]:
        """Return the conversations to hold: the case as written, then each other wording."""
        first = self.turns[0]
        return (self.turns, *((Turn(text, first.expected),) for text in self.variants))


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a FAQ file: where it is, what is wrong, what to do."""

    file: Path
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem as one line for people."""
        return f"{self.file}:{self.line}：{self.message}（{self.remedy}）"


@dataclass(frozen=True, slots=True)
class FaqFile:
    """A FAQ file as read. ``corpus`` is the folder of reports that it names for itself, if any."""

    path: Path
    cases: tuple[Case, ...]
    corpus: Path | None = None
    problems: tuple[Problem, ...] = ()
