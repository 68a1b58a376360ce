"""A run for people: totals, then a line a failure with what was expected, what came, and why."""

from __future__ import annotations

from bot.faq.coverage import Coverage
from bot.faq.run import RunResult, TurnResult
from bot.faq.tally import VERDICT_NAMES, Tally
from bot.terminal import BAD, BOLD, DIM, GOOD, WARN, Style

MOST_CONSIDERED = 3


def report_lines(
    total: Tally, seconds: float, style: Style, coverage: Coverage | None, brief: bool = False
) -> list[str]:
    """Return the report; ``brief`` leaves out everything but totals, failures and mended cases."""
    head = f"FAQ 回归  {total.cases} 例 / {total.questions} 问  {seconds:.1f} s"
    lines = [style.paint(head, BOLD), _counts(total, style)]
    for run in total.failures:
        lines += failure_lines(run, style, brief)
    for run in total.mended:
        text = f"★ {run.case.id} 已知问题“{run.case.known_issue}”现已通过：请从用例里删去“已知问题”"
        lines.append(style.paint(text, GOOD))
    if not brief:
        for run in total.still_known:
            lines.append(style.paint(f"· {_name(run)} 已知问题：{run.case.known_issue}", DIM))
        for run in total.drifted:
            reason = run.deciding.judgement.reasons[0]
            lines.append(style.paint(f"~ {_name(run)} {reason}", WARN))
    if coverage is not None:
        lines.append(coverage.summary())
    return lines


def failure_lines(run: RunResult, style: Style, brief: bool = False) -> list[str]:
    """Return one failing run: the reason on the first line, question, answer and trace under it."""
    turn = run.deciding
    kind = VERDICT_NAMES[run.verdict]
    reasons = "；".join(turn.judgement.reasons)
    lines = [style.paint(f"✘ {_name(run)} {kind}", BAD) + f"  {reasons}"]
    if brief:
        return lines
    lines.append(f"    问：{turn.question}")
    return lines + [style.paint(f"    {text}", DIM) for text in explain(turn)]


def explain(turn: TurnResult) -> list[str]:
    """Return why the answer came out as it did: text, evidence, rule, what was considered."""
    answer = turn.answer
    if answer is None:
        return []
    lines = [f"得：{answer.text}", f"解：{answer.understood}"]
    lines += [f"引：{item.file} 第{item.line}行  {item.quote}" for item in answer.evidence[:2]]
    trace = answer.trace
    if trace.rule:
        lines.append(f"则：{trace.rule}")
    for label, score, verdict in trace.considered[:MOST_CONSIDERED]:
        lines.append(f"据：{score:6.2f}  {label}  {verdict}")
    lines += [f"注：{note}" for note in trace.notes[:MOST_CONSIDERED]]
    return lines


def _name(run: RunResult) -> str:
    where = f"{run.case.id}"
    if run.number:
        where += f" 问法{run.number + 1}"
    if len(run.turns) > 1:
        where += f" 第{run.turns.index(run.deciding) + 1}轮"
    return where


def _counts(total: Tally, style: Style) -> str:
    failed = style.paint(f"失败 {total.failed}", BAD) if total.failed else "失败 0"
    kinds = "  ".join(f"{name} {total.by_verdict[v]}" for v, name in VERDICT_NAMES.items())
    right = total.runs - len(total.failures) - len(total.still_known)
    share = f"{100 * right / total.runs:.1f}%" if total.runs else "–"
    return (
        f"通过 {total.passed}  {failed}  已知 {total.known}  漂移 {len(total.drifted)}    {kinds}"
        f"    问法 {right}/{total.runs} 对（{share}）"
    )
