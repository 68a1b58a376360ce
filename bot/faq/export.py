"""A run for programs: JUnit XML for a build server, JSON for anything else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from bot.faq.run import RunResult
from bot.faq.tally import VERDICT_NAMES, Tally
from bot.wire import answer_object

# What XML 1.0 cannot carry, escaped or not.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_junit(results: Sequence[RunResult], total: Tally, seconds: float) -> str:
    """Return the run as JUnit XML, a testcase a run; known issues are skipped ones."""
    suite = ElementTree.Element(
        "testsuite",
        name="fazhi-faq",
        tests=str(len(results)),
        failures=str(len(total.failures)),
        skipped=str(len(total.still_known)),
        time=f"{seconds:.3f}",
    )
    failing, known = set(map(id, total.failures)), set(map(id, total.still_known))
    for result in results:
        name = f"{result.case.id}[{result.number}] {result.turns[0].question}"
        case = ElementTree.SubElement(
            suite, "testcase", classname=_clean(str(result.case.file)), name=_clean(name)
        )
        reason = _clean("；".join(result.deciding.judgement.reasons))
        if id(result) in failing:
            kind = VERDICT_NAMES[result.verdict]
            ElementTree.SubElement(case, "failure", type=kind, message=reason)
        elif id(result) in known:
            ElementTree.SubElement(case, "skipped", message=_clean(result.case.known_issue))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suite, "unicode")


def to_object(results: Sequence[RunResult], total: Tally, seconds: float) -> dict[str, object]:
    """Return the run as an object: totals, then every run with its answers."""
    return {
        "cases": total.cases,
        "questions": total.questions,
        "passed": total.passed,
        "failed": total.failed,
        "known": total.known,
        "drifted": len(total.drifted),
        "verdicts": {verdict: total.by_verdict[verdict] for verdict in VERDICT_NAMES},
        "seconds": round(seconds, 3),
        "runs": [_run(result) for result in results],
    }


def _run(result: RunResult) -> dict[str, object]:
    return {
        "id": result.case.id,
        "file": str(result.case.file),
        "line": result.case.line,
        "wording": result.number,
        "tags": list(result.case.tags),
        "verdict": result.verdict,
        "known_issue": result.case.known_issue or None,
        "turns": [
            {
                "question": turn.question,
                "verdict": turn.judgement.verdict,
                "reasons": list(turn.judgement.reasons),
                "answer": answer_object(turn.answer) if turn.answer else None,
            }
            for turn in result.turns
        ],
    }


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
