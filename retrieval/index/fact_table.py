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
from typing import Any, Literal

from retrieval.index import codec
from retrieval.index.database import decoding
from retrieval.records import Fact

Rows = Callable[[str, Sequence[object]], list[dict[str, Any]]]
# A report's id, and the passage's position in it.
Passage = tuple[str, int]
# Of so few reports each is looked up beside each term; else what any report has of a term is
# gone through.
_FEW_REPORTS = 500


# Whether figures of all reports are looked for, or of these only.
Limit = Literal["none", "few", "many"]


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
        among = None if reports is None else list(reports)
        own = [] if among is None else [_listed(among)]
        few = among is not None and len(among) <= _FEW_REPORTS
        values: list[object] = []
        for number, one in enumerate(sought):
            part = number if one.counts else None
            for listed in (_listed(one.cues), _listed(one.units)):
                values += [part, listed, *(own if few else ())]
        values += () if few else own
        values.append(least)
        values += [_listed(years)] if years else []
        limit: Limit = "none" if among is None else "few" if few else "many"
        sql = finding(len(sought), limit, years)
        return list(self._facts(sql, values))

    def measures_told(self, places: int, most: int) -> tuple[str, ...]:
        """Return the measures of which so many places report a result, the commonest first, and of
        them ``most``."""
        return tuple(row["measure"] for row in self._rows(MEASURES_TOLD, (places, most)))

    def beside(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the figures of a fact's sentence under its label that are of another unit."""
        return self._beside(
            fact.report, fact.passage, fact.sentence, fact.label, fact.quantity.unit
        )

    def of_passages(self, passages: Iterable[Passage]) -> dict[Passage, dict[int, Fact]]:
        """Return the figures of passages (report, passage) by their numbers in the report."""
        wanted = list(dict.fromkeys(passages))
        found: dict[Passage, dict[int, Fact]] = {passage: {} for passage in wanted}
        with decoding(self._path):
            for row in self._rows(OF_PASSAGES, (_listed(wanted),)):
                found[row["report"], row["passage"]][row["fact"]] = codec.fact_from_row(row)
        return found

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
def finding(terms: int, limit: Limit, years: Sequence[int] | None) -> str:
    """Return the query that finds figures by so many terms, in all reports or in some."""
    if years is None:
        of_years = "true"
    elif years:
        of_years = "coalesce(f.period, r.year) IN (SELECT value FROM json_each(?))"
    else:
        of_years = "(f.kind <> 'actual' OR r.year IS NULL OR f.period IS NULL OR f.period = r.year)"
    parts = [_BY_CUE, _BY_UNIT]
    if limit == "few":
        parts = [f"{part} AND {_IN_REPORTS}" for part in parts]
    found = " UNION ALL ".join(parts * terms)
    chosen = _IN_REPORTS if limit == "many" else "true"
    return _FIND.format(found=found, chosen=chosen, of_years=of_years)


CUES_WITH = "SELECT DISTINCT cue FROM cue_pairs WHERE pair IN (SELECT value FROM json_each(?))"
_IN_REPORTS = "report IN (SELECT value FROM json_each(?))"
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
# CROSS JOIN: the passages lead, each is looked up by its key.
OF_PASSAGES = """
SELECT f.* FROM json_each(?) AS k
CROSS JOIN facts AS f INDEXED BY facts_by_sentence ON f.report = json_extract(k.value, '$[0]')
    AND f.passage = json_extract(k.value, '$[1]')
ORDER BY k.key, f.fact
"""
MEASURES_TOLD = """
SELECT f.measure FROM facts AS f JOIN reports AS r ON r.id = f.report
WHERE f.measure <> '' AND f.kind = 'actual'
GROUP BY f.measure HAVING count(DISTINCT r.place) >= ?
ORDER BY count(DISTINCT r.place) DESC, f.measure LIMIT ?
"""
ONE = "SELECT * FROM facts WHERE report = ? AND fact = ?"
