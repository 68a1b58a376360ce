"""Reports by number: the same seed and index give the same report, whatever came before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from tests.support.synthetic.faults import Fault, kinds_for
from tests.support.synthetic.figures import Figure, figures_of
from tests.support.synthetic.names import county_name, place_name
from tests.support.synthetic.report import Story, compose

YEARS = 5
FIRST_YEAR = 2019


@dataclass(frozen=True, slots=True)
class SyntheticReport:
    """A report with what is known of it; ``roles`` are the parts it has, as records.Role."""

    index: int
    place: str
    county: str
    year: int
    file: str
    lines: tuple[str, ...]
    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]
    roles: frozenset[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A world of reports; ``faults=False`` plants none."""

    seed: int = 1
    faults: bool = True

    def report(self, index: int) -> SyntheticReport:
        """Return report ``index`` (from 0)."""
        number, after = divmod(index, YEARS)
        year = FIRST_YEAR + after
        place, county = place_name(number), county_name(number)
        written = compose(
            random.Random(f"{self.seed}/{index}/text"),
            place=place,
            county=county,
            year=year,
            now=figures_of(self.seed, number, year),
            last=figures_of(self.seed, number, year - 1),
            story=self._story(index),
            faults=self._kinds(index),
            source=self._source(index),
            first_year=not after,
            disputed_before="conflict" in self._kinds(index - 1) if after else False,
        )
        return SyntheticReport(
            index,
            place,
            county,
            year,
            f"{place}{year}.txt",
            written.lines,
            written.figures,
            written.faults,
            written.roles,
        )

    def reports(self, count: int, start: int = 0) -> Iterator[SyntheticReport]:
        """Yield ``count`` reports from ``start`` on."""
        return (self.report(index) for index in range(start, start + count))

    def write(self, folder: Path, count: int, start: int = 0) -> None:
        """Write ``count`` reports into ``folder`` as UTF-8 text files."""
        for report in self.reports(count, start):
            (folder / report.file).write_text(report.text, encoding="utf-8")

    def value(self, index: int, measure: str) -> Decimal:
        """Return the true figure of a measure for report ``index``, stated there or not."""
        number, after = divmod(index, YEARS)
        return figures_of(self.seed, number, FIRST_YEAR + after)[measure]

    def _kinds(self, index: int) -> tuple[str, ...]:
        return kinds_for(self.seed, index, YEARS) if self.faults else ()

    def _story(self, index: int) -> Story:
        return Story.of(random.Random(f"{self.seed}/{index}/story"))

    def _source(self, index: int) -> tuple[int, Story] | None:
        """Return the report whose story this one may copy: the place's own last, or another's."""
        for other in (index - 1, index - YEARS, index - 2 * YEARS):
            if other >= 0 and "copied" not in self._kinds(other):
                return other, self._story(other)
        return None
