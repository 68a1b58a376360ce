"""Figures chosen over many reports at once, by the terms of their wording.

A question over all places is held against thousands of reports: to read the figures of each
in would take seconds, so SQLite leaves out what cannot answer before anything is decoded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from retrieval.index import codec
from retrieval.index.database import decoding
from retrieval.records import Fact

Rows = Callable[[str, Sequence[object]], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Sought:
    """One term of a question: the ``cues`` that are like it, and the ``units`` that say it by
    themselves; ``counts`` where it is one of those that a figure has to meet enough of."""

    cues: tuple[str, ...]
    units: tuple[str, ...] = ()
    counts: bool = True


class FactTable:
    """Looks figures up over all reports. May be used from several threads."""

    def __init__(self, path: Path, rows: Rows) -> None:
        """``rows`` runs a query on the library at ``path`` and returns its rows by column."""
        self._path, self._rows = path, rows
        self._beside = lru_cache(maxsize=16_384)(self._load_beside)

    def cues_with(self, pairs: Iterable[str]) -> tuple[str, ...]:
        """Return the cues of the library that hold one of ``pairs`` (two neighbouring
        characters, or the one of a cue that has no more)."""
        return tuple(row["cue"] for row in self._rows(CUES_WITH, (_listed(pairs),)))

    def find(
        self,
        sought: Sequence[Sought],
        least: int,
        reports: Iterable[str] | None = None,
        years: Sequence[int] | None = None,
    ) -> list[Fact]:
        """Return the figures that may meet any of ``sought``, and of those that count ``least``;
        by report, in reading order.

        Only figures of ``reports`` (None: all) and of ``years``: with none each report's own,
        with None whatever they are of.
        """
        if not sought:
            return []
        values: list[object] = []
        for number, one in enumerate(sought):
            part = number if one.counts else None
            values += [part, _listed(one.cues), part, _listed(one.units)]
        values += [] if reports is None else [_listed(reports)]
        values.append(least)
        values += [_listed(years)] if years else []
        sql = finding(len(sought), some_reports=reports is not None, years=years)
        return list(self._facts(sql, values))

    def beside(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the figures of a fact's sentence under its label that are of another unit."""
        return self._beside(
            fact.report, fact.passage, fact.sentence, fact.label, fact.quantity.unit
        )

    def one(self, report: str, number: int) -> Fact:
        """Return a figure by its number in its report; IndexError where there is none."""
        return self._facts(ONE, (report, number))[0]

    def forget(self) -> None:
        """Forget what was read."""
        self._beside.cache_clear()

    def _load_beside(self, *values: object) -> tuple[Fact, ...]:
        return self._facts(BESIDE, values)

    def _facts(self, sql: str, values: Sequence[object]) -> tuple[Fact, ...]:
        with decoding(self._path):
            return tuple(codec.fact_from_row(row) for row in self._rows(sql, values))


def _listed(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


@lru_cache(maxsize=64)
def finding(terms: int, *, some_reports: bool, years: Sequence[int] | None) -> str:
    """Return the query that finds figures by so many terms."""
    if years is None:
        of_years = "true"
    elif years:
        of_years = "coalesce(f.period, r.year) IN (SELECT value FROM json_each(?))"
    else:
        of_years = "(f.kind <> 'actual' OR r.year IS NULL OR f.period IS NULL OR f.period = r.year)"
    found = " UNION ALL ".join([_BY_CUE, _BY_UNIT] * terms)
    chosen = "report IN (SELECT value FROM json_each(?))" if some_reports else "true"
    return _FIND.format(found=found, chosen=chosen, of_years=of_years)


CUES_WITH = "SELECT DISTINCT cue FROM cue_pairs WHERE pair IN (SELECT value FROM json_each(?))"
_BY_CUE = (
    "SELECT report, fact, ? AS part FROM fact_terms "
    "WHERE term IN (SELECT value FROM json_each(?))"
)  # fmt: skip
_BY_UNIT = (
    "SELECT report, fact, ? AS part FROM facts WHERE unit IN (SELECT value FROM json_each(?))"
)
# CROSS JOIN: what was found leads, figures and reports are looked up by their keys.
_FIND = """
SELECT f.* FROM (
    SELECT report, fact FROM ({found}) WHERE {chosen}
    GROUP BY report, fact HAVING count(DISTINCT part) >= ?
) AS found
CROSS JOIN facts AS f ON f.report = found.report AND f.fact = found.fact
CROSS JOIN reports AS r ON r.id = found.report
WHERE {of_years} ORDER BY found.report, found.fact
"""
BESIDE = """
SELECT * FROM facts INDEXED BY facts_by_sentence
WHERE report = ? AND passage = ? AND sentence = ? AND label = ? AND unit <> ? ORDER BY fact
"""
ONE = "SELECT * FROM facts WHERE report = ? AND fact = ?"
