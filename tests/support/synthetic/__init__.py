"""Synthetic reports: realistic annual reports with known figures and planted faults.

    from tests.support.synthetic import Synthetic

    world = Synthetic(seed=1)
    world.report(17)                  # one SyntheticReport, the same for the same seed and index
    for report in world.reports(2000): ...          # streaming: nothing is kept
    world.write(folder, 2000)         # as text files, named by report.file
    world.report(17).figures          # Figure(measure, value, unit, period, part_of, line, …)
    world.report(17).faults           # Fault(kind, quote, …): what an audit should find, no more
    world.value(17, "行政应诉案件")    # the true figure, whether the report states it or not

``YEARS`` reports in a row are one place's, year after year, so that a report's figures of the
year before are those of the report before it. ``Synthetic(seed, faults=False)`` plants none:
then every figure stated is the true one. A report costs about a millisecond; any index below
100,000 has a place and year of its own. Places are invented; the wording comes from
``grammar.toml``, which says how to add to it.
"""

from tests.support.synthetic.faults import KINDS, Fault
from tests.support.synthetic.figures import Figure
from tests.support.synthetic.world import FIRST_YEAR, YEARS, Synthetic, SyntheticReport

__all__ = ["FIRST_YEAR", "KINDS", "YEARS", "Fault", "Figure", "Synthetic", "SyntheticReport"]
