"""Right against wrong as the bar for a figure rises: the curve that the threshold is set by.

    python tests/bench/threshold.py [FAQ folders, default: tests/faq/open tests/faq/open2]

Every number case of the FAQ files is asked once for each threshold. Right is a figure that
was expected, wrong one that was not, missed a figure that was not given.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

# This folder's own retrieval.py would stand before the package of that name.
ROOT = Path(__file__).parents[2]
sys.path[0] = str(ROOT)

from bot.faq.cases import Case  # noqa: E402
from bot.faq.load import find_files, load_file  # noqa: E402
from bot.faq.run import run_case, whole_line  # noqa: E402
from retrieval.answering.selecting import select  # noqa: E402
from retrieval.library import Library  # noqa: E402

STEPS = (0.0, 0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 1.0)


def number_cases(folders: list[Path]) -> list[Case]:
    """Return the cases that expect figures or their absence and run on the project's corpus."""
    files = [load_file(path) for path in find_files(folders)]
    return [case for file in files if file.corpus is None for case in file.cases]


def count(cases: list[Case], library: Library) -> dict[str, int]:
    """Return how many wordings end in each verdict."""
    verdicts: dict[str, int] = {}
    for case in cases:
        for run in run_case(case, library, whole_line(library)):
            verdicts[run.verdict] = verdicts.get(run.verdict, 0) + 1
    return verdicts


def main() -> None:
    """Print the curve."""
    folders = [Path(arg) for arg in sys.argv[1:]] or [
        ROOT / "tests/faq/open",
        ROOT / "tests/faq/open2",
    ]
    cases = number_cases(folders)
    chosen = select.THRESHOLD
    print(f"{len(cases)} cases; the threshold in use is {chosen}")
    print(f"{'threshold':>9} {'right':>6} {'wrong':>6} {'invented':>8} {'missed':>7}")
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "库.db", create=True) as library,
    ):
        library.ingest([ROOT / "corpus"])
        for step in STEPS:
            select.THRESHOLD = step
            found = count(cases, library)
            right = found.get("pass", 0) + found.get("drift", 0)
            print(
                f"{step:9.2f} {right:6} {found.get('wrong', 0):6} {found.get('invented', 0):8} {found.get('missed', 0):7}"
            )
    select.THRESHOLD = chosen


if __name__ == "__main__":
    main()
