"""How long a loaded answer takes: the open FAQ questions by kind, mixtures of words, many reports.

    python tests/bench/answers.py [--mixtures 10000] [--reports 1000]

The FAQ questions are asked once before they are timed, so that what is read on first use
is. Mixtures (words of the corpus thrown together) and the questions without a place, to a
library of as many varied reports, are timed from the first one on. Processor time, in ms.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

# This folder's own retrieval.py would stand before the package of that name.
ROOT = Path(__file__).parents[2]
sys.path[0] = str(ROOT)
sys.path += [str(ROOT / "tests/support"), str(ROOT / "tests/bench")]

from ingest import write_reports  # noqa: E402
from mixtures import mixtures  # noqa: E402

from bot.faq.load import find_files, load_file  # noqa: E402
from bot.faq.run import run_case, whole_line  # noqa: E402
from retrieval.library import Library  # noqa: E402
from retrieval.records import Answer  # noqa: E402

FOLDERS = ("open", "open2")
WITHOUT_A_PLACE = (
    "行政复议案件多少件",
    "哪里的行政应诉案件最多",
    "法治讲座办了多少场",
    "有没有败诉的案件",
)
ROUNDS = 3


class Timed:
    """A library that notes how long each answer takes."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.taken: dict[str, list[float]] = defaultdict(list)

    def ask(self, question: str, context: Iterable[str] = ()) -> Answer:
        began = time.process_time()
        answer = self._library.ask(question, tuple(context))
        spent = (time.process_time() - began) * 1000
        kind = answer.kind if answer.status == "answered" else answer.status
        self.taken[kind].append(spent)
        return answer


def faq(library: Library) -> dict[str, list[float]]:
    """Return what each answer to the FAQ questions takes, once all have been asked before."""
    files = [load_file(path) for path in find_files([ROOT / "tests/faq" / f for f in FOLDERS])]
    for _ in range(2):
        timed = Timed(library)
        for case in (case for file in files for case in file.cases):
            list(run_case(case, timed, whole_line(library)))
    return timed.taken


def ask_all(library: Library, questions: Iterable[str]) -> list[float]:
    """Return what each answer takes."""
    timed = Timed(library)
    for question in questions:
        timed.ask(question)
    return [spent for taken in timed.taken.values() for spent in taken]


def show(name: str, taken: list[float]) -> None:
    """Print how many there are, their median, 99th percentile and the longest."""
    ordered = sorted(taken)
    late = ordered[int(len(ordered) * 0.99)]
    middle = ordered[len(ordered) // 2]
    print(f"{name:24}{len(ordered):7} {middle:9.1f} {late:9.1f} {ordered[-1]:9.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mixtures", type=int, default=10_000)
    parser.add_argument("--reports", type=int, default=0, help="0: leave that part out")
    chosen = parser.parse_args()
    print(f"{'':24}{'count':>7} {'median':>9} {'p99':>9} {'longest':>9}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder / "库.db", create=True) as library:
            library.ingest([ROOT / "corpus"])
            by_kind = faq(library)
            show("FAQ", [spent for taken in by_kind.values() for spent in taken])
            for kind, taken in sorted(by_kind.items()):
                show(f"  {kind}", taken)
            show("mixtures", ask_all(library, mixtures(chosen.mixtures)))
        if chosen.reports:
            (folder / "reports").mkdir()
            write_reports(folder / "reports", chosen.reports, word_every=0)
            with Library.open(folder / "many.db", create=True) as library:
                library.ingest([folder / "reports"])
                show(f"{chosen.reports} reports, first", ask_all(library, WITHOUT_A_PLACE))
                show(f"{chosen.reports} reports, then", ask_all(library, WITHOUT_A_PLACE * ROUNDS))


if __name__ == "__main__":
    main()
