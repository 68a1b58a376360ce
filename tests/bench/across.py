"""Across reports: reading synthetic reports in, auditing them all, and comparing a measure over them.

``python tests/bench/across.py [COUNT] [SEED]`` writes COUNT synthetic reports (2,000), reads them in,
audits every one, and holds what was found against the faults that were planted: missed faults and
findings that are none are printed, five of each kind. Then every cell of a table of every measure
is held against the known figures (of reports without faults), and comparisons are timed: looked up,
and with their cells chosen ahead.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from retrieval.audit_records import Finding, ReportAudit  # noqa: E402
from retrieval.index.database import index_folder  # noqa: E402
from retrieval.library import Library  # noqa: E402
from tests.support.synthetic import Fault, Synthetic, SyntheticReport  # noqa: E402
from tests.support.synthetic.cells import hold_against  # noqa: E402
from tests.support.synthetic.figures import MEASURES  # noqa: E402

SHOWN = 5
MEASURE = "行政应诉案件"
ANOTHER = "法律明白人"
# A comparison is to take no longer, in milliseconds.
BAR = 50
# As `fazhi ingest` makes ready by itself: see bot/settings.py.
COMMONEST = 10


def shows(finding: Finding, report: SyntheticReport, fault: Fault) -> bool:
    """Return whether a finding is this fault: of its kind, its line quoted."""
    return finding.kind == fault.kind and any(
        item.file == report.file and fault.quote in item.quote for item in finding.evidence
    )


def compare_with_planted(world: Synthetic, count: int, audits: tuple[ReportAudit, ...]) -> None:
    """Print how many faults were planted and found, and what was missed or found wrongly."""
    by_file: dict[str, list[Finding]] = {}
    for audit in audits:
        for finding in audit.findings:
            for file in {item.file for item in finding.evidence}:
                by_file.setdefault(file, []).append(finding)
    planted: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    matched: set[int] = set()
    for report in world.reports(count):
        for fault in report.faults:
            planted[fault.kind] += 1
            hits = [f for f in by_file.get(report.file, ()) if shows(f, report, fault)]
            matched.update(id(hit) for hit in hits[:1])
            if not hits:
                missed[fault.kind] += 1
                if missed[fault.kind] <= SHOWN:
                    print(f"  漏 {report.file} {fault.kind} {fault.quote} {fault.expected}")
    wrong: Counter[str] = Counter()
    for audit in audits:
        for finding in audit.findings:
            if id(finding) not in matched:
                wrong[finding.kind] += 1
                if wrong[finding.kind] <= SHOWN:
                    quotes = " / ".join(item.quote for item in finding.evidence)
                    print(f"  多 {audit.report.file} {finding.kind} {finding.message} {quotes}")
    for kind, number in sorted(planted.items()):
        print(f"  {kind}：埋下 {number}，漏 {missed[kind]}，多 {wrong[kind]}")
    total = sum(planted.values())
    print(f"合计：埋下 {total}，找到 {total - sum(missed.values())}，误报 {sum(wrong.values())}")


def hold_cells(library: Library, reports: list[SyntheticReport]) -> None:
    """Print how many cells of the tables of all measures are right, wrong, gaps or another's."""
    faultless = [report for report in reports if not report.faults]
    right, wrong, missing, other = 0, 0, 0, 0
    for measure in MEASURES:
        held = hold_against(library.compare([measure]), faultless)
        right, missing, other = (
            right + held.right, missing + len(held.missing), other + len(held.other)
        )  # fmt: skip
        wrong += len(held.wrong)
        for told in held.wrong[:SHOWN]:
            print(f"  错 {told}")
    print(f"表格：对 {right} 格，错 {wrong}，空缺 {missing}，另有别的写法的 {other}")


def time_looked_up(library: Library) -> None:
    """Print the processor time of comparing measures whose cells are not kept yet."""
    first = _spent(lambda: library.compare([MEASURE]))
    new = _spent(lambda: library.compare([ANOTHER]))
    print(f"对照{MEASURE}：第一次 {first:.0f} 毫秒；换成{ANOTHER} {new:.0f} 毫秒")


def time_kept(path: Path, rounds: int = 20) -> None:
    """Print the processor time of choosing cells ahead, then of comparing measures over a library
    that was just opened, each for the first time, and the first of them in other views."""
    began, before = time.perf_counter(), os.times()
    with Library.open(path) as library:
        few = library.prepare_tables(most=COMMONEST)
    between = os.times()
    print(f"备好最常报的 {few} 个：处理器 {sum(between[:4]) - sum(before[:4]):.0f} 秒")
    with Library.open(path) as library:
        count = library.prepare_tables()
        years = [(), (library.vocabulary().years[-1],)]
    after = os.times()
    spent = sum(after[:4]) - sum(before[:4])
    size = (index_folder(path) / "cells.db").stat().st_size / path.stat().st_size
    print(
        f"备好 {count} 个指标：{time.perf_counter() - began:.0f} 秒（处理器 {spent:.0f} 秒），"
        f"所占为库的 {size:.1%}"
    )
    with Library.open(path) as library:
        opening = _spent(lambda: library.compare([MEASURE]))
        each = {m: _spent(partial(library.compare, [m])) for m in MEASURES if m != MEASURE}
        again = [
            statistics.median(
                _spent(partial(library.compare, [MEASURE], years=chosen)) for _ in range(rounds)
            )
            for chosen in years
        ]
    slow = {measure: round(taken) for measure, taken in each.items() if taken > BAR}
    print(
        f"开库后第一次 {opening:.0f} 毫秒，换一个指标中位数 {statistics.median(each.values()):.1f} "
        f"毫秒，再看同一指标（各年）{again[0]:.1f} 毫秒、（一年）{again[1]:.1f} 毫秒"
    )
    print(f"{len(each)} 个指标里超过 {BAR} 毫秒的：{slow or '无'}")


def _spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def main(count: int, seed: int) -> None:
    """Print all that is measured."""
    world = Synthetic(seed)
    with TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        began = time.perf_counter()
        world.write(folder, count)
        print(f"写成 {count} 份：每份 {(time.perf_counter() - began) / count * 1000:.2f} 毫秒")
        began = time.perf_counter()
        with Library.open(Path(name) / "库.db", create=True) as library:
            library.ingest([folder])
            taken = time.perf_counter() - began
            print(f"读入：{taken:.0f} 秒，每秒 {count / taken:.1f} 份")
            began = time.perf_counter()
            audits = library.audit()
            taken = time.perf_counter() - began
            print(f"审读：{taken:.0f} 秒，每份 {taken / count * 1000:.1f} 毫秒")
            compare_with_planted(world, count, audits)
            time_looked_up(library)
        time_kept(Path(name) / "库.db")
        with Library.open(Path(name) / "库.db") as library:
            hold_cells(library, list(world.reports(count)))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    main(*(numbers + [2000, 1][len(numbers) :]))
