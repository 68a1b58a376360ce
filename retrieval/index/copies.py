"""When two files are the same report, and which of them is the newer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from retrieval.index import codec
from retrieval.index.values import Entry
from retrieval.language.fold import fold
from retrieval.records import Report

if TYPE_CHECKING:
    from retrieval.index.database import Database

Row = Mapping[str, Any]
LiesThere = Callable[[str], bool]


def find_predecessors(
    database: Database, entry: Entry, lies_there: LiesThere
) -> tuple[tuple[Row, ...], Row | None]:
    """Return the stored reports that ``entry`` takes the place of, and one that is newer.

    Replaced is whatever came from the same location. Of two files that are the same report
    (see :func:`is_same`) the newer counts: the one published later, else the one written
    later; the stored one's file is asked for with ``lies_there``, and one that is gone is
    the older.
    """
    report = entry.parsed.report
    place = report.place.name if report.place else None
    found = database.query(
        "SELECT * FROM reports WHERE id = :id OR (location = :location AND location <> '') "
        "OR (place = :place AND year = :year) "
        "OR (file = :file AND place IS :place AND year IS :year) ORDER BY id",
        {
            "id": report.id,
            "location": entry.location,
            "file": report.file,
            "place": place,
            "year": report.year,
        },
    )
    replaced, newer = [], None
    for row in list(found):
        if entry.location and row["location"] == entry.location:
            replaced.append(row)
            continue
        other = codec.report_from_row(row, ())
        # Asked last: a look at the disk takes longer than all the rest.
        if not is_same(report, other) and (
            not may_succeed(report, other) or lies_there(row["location"])
        ):
            continue
        if _is_newer(entry, row) or not lies_there(row["location"]):
            replaced.append(row)
        else:
            newer = row
    return tuple(replaced), newer


def is_same(report: Report, other: Report) -> bool:
    """Return whether two files are one report.

    Those have the same content, or tell the same place (with the units above it), year and
    title, and no two issuers.
    """
    if report.id == other.id:
        return True
    known = report.place is not None and report.year is not None
    return (
        known
        and report.year == other.year
        and _same_place(report, other)
        and _bare(report.title) == _bare(other.title)
        and _same_issuer(report, other)
    )


def may_succeed(report: Report, other: Report) -> bool:
    """Return whether ``report`` takes the place of another if that one's file is no more.

    It has the same file name and tells the same place and year; by another title too, if
    these are known. (Two folders may each hold a ``报告.txt`` of their own.)
    """
    if report.year != other.year or not _same_place(report, other):
        return False
    known = report.place is not None and report.year is not None
    return _own_name(report.file) == _own_name(other.file) and (
        known or _bare(report.title) == _bare(other.title)
    )


def _same_place(report: Report, other: Report) -> bool:
    if report.place is None or other.place is None:
        return report.place is other.place
    if report.place.name != other.place.name:
        return False
    # 城关镇 of one county is not that of another; what isn't told is no contradiction.
    ours, theirs = report.place.parents, other.place.parents
    return not ours or not theirs or set(ours) <= set(theirs) or set(theirs) <= set(ours)


def _same_issuer(report: Report, other: Report) -> bool:
    ours, theirs = _bare(report.issuer), _bare(other.issuer)
    return not ours or not theirs or ours == theirs


def _is_newer(entry: Entry, row: Row) -> bool:
    """Return whether ``entry`` is newer than the report of a row; of two as old the first stays."""
    ours, theirs = entry.parsed.report.published, row["published"]
    if ours and theirs and ours != theirs:
        return bool(ours > theirs)
    return bool(entry.modified > row["modified"])


def _own_name(file: str) -> str:
    return file.rsplit("/", 1)[-1]


def _bare(text: str) -> str:
    """Return ``text`` folded, without spaces and punctuation."""
    return re.sub(r"[\W_]+", "", fold(text))
