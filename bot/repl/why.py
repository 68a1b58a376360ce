"""Where an answer comes from: how it was read, what was weighed, the lines around a quote."""

from __future__ import annotations

from bot.render import numbered_lines, source_of
from bot.terminal import BOLD, DIM, Span, Style, width_of, wrap
from retrieval.records import Answer, Evidence, Reason

REASONS: dict[Reason, str] = {
    "no_such_place": "库里没有这个地区的报告",
    "no_such_year": "库里没有这一年的报告",
    "not_reported": "报告里没有写",
    "mentioned_without_figure": "报告提到了，但没有给出数字",
    "unclear_in_source": "原文写得不清楚，不能确定对应关系",
    "off_topic": "这个问题不在报告的范围里",
}


def why_lines(answer: Answer, style: Style) -> list[str]:
    """Return the explanation of an answer: reading, rule, readings weighed, passages ranked."""
    trace = answer.trace
    lines = wrap(f"理解：{answer.understood or answer.question}", style)
    if answer.resolved and answer.resolved != answer.question:
        lines += wrap(f"补全：{answer.resolved}", style)
    if trace.rule:
        lines += wrap(f"规则：{trace.rule}", style)
    if answer.reason:
        lines += wrap(f"原因：{REASONS[answer.reason]}", style)
    if trace.considered:
        lines.append(style.paint("比较过：", BOLD))
        for rank, (label, score, verdict) in enumerate(trace.considered, start=1):
            lines += _row(rank, score, f"{label}  {verdict}", style)
    if trace.passages:
        lines.append(style.paint("段落：", BOLD))
        for rank, (label, score) in enumerate(trace.passages, start=1):
            lines += _row(rank, score, label, style)
    for note in trace.notes:
        lines += wrap(f"注：{note}", style, look=DIM)
    if answer.answer_id:
        lines += wrap(f"核对引文：fazhi verify {answer.answer_id}", style, look=DIM)
    return [*lines, *wrap(f"用时 {answer.elapsed_ms:.1f} 毫秒", style, look=DIM)]


def source_lines(item: Evidence, rows: tuple[tuple[int, str], ...], style: Style) -> list[str]:
    """Return the lines around a quote behind their numbers, the quoted stretch lit up."""
    text = next((text for number, text in rows if number == item.line), "")
    head = wrap(source_of(item), style, look=BOLD)
    return head + numbered_lines(rows, item.line, style, _marks(item, text))


def _marks(item: Evidence, text: str) -> tuple[Span, ...]:
    start = text.find(item.quote)
    if start < 0:
        return ()
    spans = item.highlights or ((0, len(item.quote)),)
    return tuple((start + left, start + right) for left, right in spans)


def _row(rank: int, score: float, text: str, style: Style) -> list[str]:
    head = f"{rank:>3}  {score:>7.2f}  "
    lines = wrap(text, style, " " * width_of(head))
    lines[0] = head + lines[0][len(head) :]
    return lines
