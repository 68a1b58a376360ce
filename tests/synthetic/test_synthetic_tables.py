"""Tables over synthetic reports: each cell is the figure that the grammar put there, or a gap.

The whole (2,000 reports, every measure) is held against the known figures by
``tests/bench/across.py``; here a sample of places and measures.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from retrieval.library import Library
from retrieval.table_records import Table
from tests.support.synthetic import Synthetic, SyntheticReport
from tests.support.synthetic.cells import hold_against

COUNT = 20
MEASURES = (
    "行政处罚案件", "行政应诉案件", "矛盾纠纷", "信访件", "法治讲座", "宣传资料", "法律咨询", "法律援助案件",
    "合同", "罚没款", "社区矫正对象", "执法案卷", "败诉案件", "优秀案卷", "来访", "调解成功率", "信访办结率", "持证率",
)  # fmt: skip


@pytest.fixture(scope="module")
def world() -> Synthetic:
    return Synthetic(seed=7, faults=False)


@pytest.fixture(scope="module")
def reports(world: Synthetic) -> list[SyntheticReport]:
    return list(world.reports(COUNT))


@pytest.fixture(scope="module")
def library(world: Synthetic, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("报告")
    world.write(folder, COUNT)
    with Library.open(folder / "库.db", create=True) as opened:
        opened.ingest([folder])
        yield opened


@pytest.mark.parametrize("measure", MEASURES)
def test_every_cell_is_the_known_figure(
    library: Library, reports: list[SyntheticReport], measure: str
) -> None:
    held = hold_against(library.compare([measure]), reports)
    assert held.wrong == [] and held.missing == []
    assert held.right > 0


def test_sums_add_up_the_known_figures(library: Library, reports: list[SyntheticReport]) -> None:
    table: Table = library.compare(["行政应诉案件"])
    [group] = table.groups
    for sums in group.sums:
        known = {r.place: f.value for r in reports for f in r.figures
                 if (f.measure, f.period, r.year) == ("行政应诉案件", sums.year, sums.year)}  # fmt: skip
        assert sums.total is not None and sums.places == len(known) == sums.of
        assert Fraction(sums.total.value) == sum(map(Fraction, known.values()))
        assert sums.total.derived
