"""What goes into the store and comes out of it, where records.py has no word for it."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.records import Fact, ParsedReport, Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """What one report file contributes.

    ``words`` are the ranking words of each passage, in the passages' order (or nothing);
    ``location`` says where the file lies, ``stamp`` changes whenever reading it again
    could give something else, and ``modified`` is when the file was last written, in seconds
    since 1970.
    """

    parsed: ParsedReport
    facts: tuple[Fact, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    location: str = ""
    stamp: str = ""
    modified: float = 0.0


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """A passage as the ranker takes it."""

    report: str
    passage: int
    text: str
    words: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage by its ``position`` in its report, as the ranker on disk takes it."""

    report: str
    position: int
    passage: int
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A point in a library's history: after so many changes, the last of which bears ``mark``.

    The default is the point before the first one, which all histories share.
    """

    number: int = 0
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of a report and what it takes to quote it: its section's headings, and the
    column headers where it is a row of a table."""

    sentence: Sentence
    section: tuple[str, ...]
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stored report came from."""

    report: str
    file: str
    location: str
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an entry: the reports it ``replaced``, or the newer copy that is ``kept``."""

    replaced: tuple[Origin, ...] = ()
    kept: str = ""
