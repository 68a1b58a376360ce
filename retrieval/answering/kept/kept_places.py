"""Under what that which was chosen for a place is kept, and how long it is good: the file of cells
beside a large library, and what is in memory of the questions asked last.

It is good as long as the rules of this program, its knowledge files and the reports of the place are
the same.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

from retrieval.answering.evidence.fact_index import MANY
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.index.cell_file import Places
from retrieval.language.knowledge import fingerprint
from retrieval.records import Place

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
# Of each place, what its reports are: a digest.
_STATES: WeakKeyDictionary[Shelf, dict[str, str]] = WeakKeyDictionary()
_STAMPS: WeakKeyDictionary[Shelf, dict[str, str]] = WeakKeyDictionary()
# What chooses cells; what finds figures is part of the reports' stamps.
_PROGRAM = Path(__file__).parents[2]
_CODE = tuple(_PROGRAM / part for part in ("answering", "figures", "index"))


class Placed(Protocol):
    """A place whose figures are looked for by itself: the line of a table, the side of a comparison."""

    @property
    def name(self) -> str:
        """Return what it is called."""

    @property
    def scope(self) -> Scope:
        """Return where its figures are looked for."""


class Memories(Generic[_Key, _Value]):
    """What was found for the questions asked last, each library's apart."""

    def __init__(self, most: int) -> None:
        """Of each library so many questions are kept."""
        self._most = most
        self._of: WeakKeyDictionary[Shelf, dict[str, dict[_Key, _Value]]] = WeakKeyDictionary()

    def of(self, shelf: Shelf, mark: str) -> dict[_Key, _Value]:
        """Return what was found for a question before, to be added to."""
        kept = self._of.setdefault(shelf, {})
        memory = kept.pop(mark, None)
        if memory is None:
            memory = {}
            if len(kept) >= self._most:
                # Another thread may have been quicker.
                kept.pop(next(iter(tuple(kept)), ""), None)
        kept[mark] = memory
        return memory


def keeps_cells(shelf: Shelf) -> bool:
    """Return whether a library is large enough for its cells to be kept in a file."""
    return len(shelf.reports) > MANY


def is_filed(line: Placed, shelf: Shelf) -> bool:
    """Return whether what is chosen for a place goes into the file: what a town's comes to depends on
    the whole library, and a small one needs none."""
    return keeps_cells(shelf) and len(line.scope.places) == 1 and not line.scope.town


def read_places(mark: str, shelf: Shelf) -> Places:
    """Return what the file has of a question, by its digest: of each place by key its state and a row."""
    return shelf.source.cell_file.read(mark, rules_mark())


def write_places(mark: str, lines: Sequence[Placed], rows: Sequence[Any], shelf: Shelf) -> None:
    """Put the row of each place into the file, in place of what it has of these."""
    found: Places = {
        place_key(line): [state_of(line, shelf), row] for line, row in zip(lines, rows, strict=True)
    }
    known = {key_of(place) for place in shelf.gazetteer.places}
    shelf.source.cell_file.write(mark, rules_mark(), found, known)


def place_key(line: Placed) -> str:
    """Return what a place's cells are kept under."""
    return key_of(line.scope.places[0])


def key_of(place: Place) -> str:
    """Return a name that no two places share."""
    return "/".join((*place.parents, place.name))


def state_of(line: Placed, shelf: Shelf) -> str:
    """Return a digest of the place and its reports, as they were read in."""
    states = _STATES.setdefault(shelf, {})
    key = place_key(line)
    if key not in states:
        stamps = _STAMPS.get(shelf)
        if stamps is None:
            stamps = _STAMPS[shelf] = shelf.source.stamps()
        parts = [
            f"{report.id} {stamps.get(report.id, '')} {report.year}"
            for report in line.scope.reports
        ]
        states[key] = digest("\n".join((line.name, repr(line.scope.places), *parts)))
    return states[key]


@cache
def rules_mark() -> str:
    """Return what changes with the code that chooses cells, the knowledge files, and Python."""
    mark = blake2b(f"{fingerprint()} {sys.version}".encode(), digest_size=16)
    for folder in _CODE:
        for file in sorted(folder.rglob("*.py")):
            mark.update(file.name.encode())
            mark.update(file.read_bytes())
    return mark.hexdigest()


def digest(text: str) -> str:
    """Return a short digest of a text."""
    return blake2b(text.encode(), digest_size=16).hexdigest()
