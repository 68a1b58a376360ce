"""The synthetic reports: the same for the same seed, and true to what they say is in them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from retrieval.language.quantities import find_quantities
from retrieval.library import Library
from tests.support.synthetic import FIRST_YEAR, KINDS, YEARS, Synthetic

WORLD = Synthetic(seed=3)
SAMPLE = tuple(WORLD.reports(200))


def test_a_report_is_the_same_whatever_came_before() -> None:
    assert WORLD.report(137) == SAMPLE[137] == Synthetic(seed=3).report(137)
    assert Synthetic(seed=4).report(137).lines != SAMPLE[137].lines


def test_each_has_a_place_and_year_of_its_own() -> None:
    far = [*SAMPLE, *WORLD.reports(100, start=99_900)]
    assert len({(report.place, report.year) for report in far}) == len(far)
    first = SAMPLE[:YEARS]
    assert len({report.place for report in first}) == 1
    assert [report.year for report in first] == list(range(FIRST_YEAR, FIRST_YEAR + YEARS))


def test_figures_stand_where_they_say() -> None:
    for report in SAMPLE:
        for figure in report.figures:
            line = report.lines[figure.line - 1]
            found = {(quantity.value, quantity.unit) for quantity in find_quantities(line)}
            assert (figure.value, figure.unit) in found, (figure, line)


def test_faults_stand_where_they_say_and_every_kind_comes_up() -> None:
    kinds: Counter[str] = Counter()
    for report in SAMPLE:
        for fault in report.faults:
            kinds[fault.kind] += 1
            assert any(fault.quote in line for line in report.lines), fault
    assert set(kinds) == set(KINDS)


def test_last_years_figure_is_that_of_last_years_report() -> None:
    told = [
        (report, figure)
        for report in SAMPLE
        for figure in report.figures
        if figure.period == report.year - 1
        and not any(fault.kind == "last_year" for fault in report.faults)
        and report.index % YEARS
    ]
    assert len(told) > 20
    for report, figure in told:
        assert figure.value == WORLD.value(report.index - 1, figure.measure)


def test_without_faults_every_figure_is_true() -> None:
    sound = Synthetic(seed=3, faults=False)
    for report in sound.reports(40):
        assert report.faults == ()
        for figure in report.figures:
            if figure.period == report.year:
                assert figure.value == sound.value(report.index, figure.measure)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("synthetic")
    WORLD.write(folder, 30)
    library = Library.open(folder / "库.db", create=True)
    library.ingest([folder])
    return library


def test_reading_finds_place_and_year(library: Library) -> None:
    read = {row.file: (row.place, row.year) for row in library.reports()}
    assert read == {report.file: (report.place, report.year) for report in SAMPLE[:30]}


def test_written_files_are_the_reports(tmp_path: Path) -> None:
    WORLD.write(tmp_path, 3, start=10)
    for report in SAMPLE[10:13]:
        assert (tmp_path / report.file).read_text(encoding="utf-8") == report.text
