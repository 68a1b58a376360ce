"""How many of the figures that a careful reader marked are found, and how many found are none.

``python tests/bench/figures.py`` prints recall and precision a report and over all, and for
the figures found how often value, unit, year, meaning, hedge and name are right; ``-v`` lists
every figure that differs.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "support"))

from figure_marks import PROPERTIES, Score, judge, load_samples  # noqa: E402


def main(*, verbose: bool) -> None:
    """Print the measure."""
    total = Score()
    for sample in load_samples():
        score = judge(sample)
        total.add(score)
        print(f"{sample.report.name}\t{_rates(score)}")
        if verbose:
            _differences(score)
    print(f"合计\t{_rates(total)}")
    print("  ".join(f"{name} {total.right(name):.1%}/{total.checked[name]}" for name in PROPERTIES))


def _rates(score: Score) -> str:
    return f"{score.marked} 个数\t召回 {score.recall:.1%}\t准确 {score.precision:.1%}"


def _differences(score: Score) -> None:
    for title, entries in (("漏", score.missed), ("多", score.wrong), *score.differing.items()):
        for entry in entries:
            print(f"    {title}\t{entry}")


if __name__ == "__main__":
    main(verbose="-v" in sys.argv[1:])
