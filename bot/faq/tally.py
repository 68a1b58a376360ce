"""What a whole run came to, by case and by question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.faq.judge import Verdict
from bot.faq.run import RunResult

VERDICT_NAMES: dict[Verdict, str] = {
    "wrong": "答错", "invented": "误答", "missed": "漏答", "quote": "原文不符", "other": "其他",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """Totals of a run; ``by_verdict`` counts failing runs, known issues left out."""

    cases: int
    questions: int
    passed: int
    failed: int
    known: int
    by_verdict: Counter[Verdict]
    failures: tuple[RunResult, ...]
    drifted: tuple[RunResult, ...]
    still_known: tuple[RunResult, ...]
    mended: tuple[RunResult, ...]
    runs: int


def tally(results: Sequence[RunResult]) -> Tally:
    """Return the totals; a case passes when all its runs do.

    A case with 已知问题 counts apart: as known while a run of it fails, as mended once none does.
    """
    passed = failed = known = 0
    failures: list[RunResult] = []
    drifted: list[RunResult] = []
    still_known: list[RunResult] = []
    mended: list[RunResult] = []
    for case, group in groupby(results, key=lambda result: result.case):
        runs = list(group)
        bad = [run for run in runs if not run.deciding.judgement.ok]
        drifted += [run for run in runs if run.verdict == "drift"]
        if case.known_issue:
            known += bool(bad)
            passed += not bad
            still_known += bad
            if not bad:
                mended.append(runs[0])
        elif bad:
            failed += 1
            failures += bad
        else:
            passed += 1
    return Tally(
        cases=passed + failed + known,
        questions=sum(len(result.turns) for result in results),
        passed=passed,
        failed=failed,
        known=known,
        by_verdict=Counter(run.verdict for run in failures),
        failures=tuple(failures),
        drifted=tuple(drifted),
        still_known=tuple(still_known),
        mended=tuple(mended),
        runs=len(results),
    )
