"""An Answer as lines for a terminal or a pipe: the answer first, its quotes and sources under it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.links import page_url
from bot.terminal import BOLD, DIM, Span, Style, break_lines, wrap
from retrieval.records import Answer, Evidence

INDENT = "  "
# A quote that takes more lines than this on a terminal is shown around its figure only.
MOST_LINES = 4
MOST_NEAREST = 3
# From this width on a quote's number stands beside it, not above.
ROOMY = 40


def answer_lines(answer: Answer, style: Style) -> list[str]:
    """Return an answer as printed lines: text in bold, then quotes, then choices or nearest lines."""
    lines = wrap(answer.text, style, look=BOLD)
    lines += evidence_lines(answer.evidence, style)
    # Last, where the eye is when one picks.
    lines += choice_lines(answer, style)
    if answer.status == "not_found":
        lines += _nearest_lines(answer, style)
    for suggestion in answer.suggestions:
        lines += wrap(f"可以问：{suggestion}", style, INDENT, look=DIM)
    return lines


def choice_lines(answer: Answer, style: Style) -> list[str]:
    """Return the readings of an ambiguous question, numbered from 1; nothing where there are none."""
    lines = wrap("可选：", style, INDENT, look=DIM) if answer.choices else []
    for number, choice in enumerate(answer.choices, start=1):
        lines += wrap(f"{number}. {choice.label}", style, INDENT)
    return lines


def evidence_lines(evidence: Sequence[Evidence], style: Style) -> list[str]:
    """Return the quotes, each with its source; numbered where there are several."""
    lines = []
    for number, item in enumerate(evidence, start=1):
        mark = f"[{number}] " if len(evidence) > 1 else ""
        lines += quote_lines(item, style, mark)
    return lines


def quote_lines(item: Evidence, style: Style, mark: str = "") -> list[str]:
    """Return one quote with its figure lit up and its source under it."""
    text, marks = _trim(item.quote, item.highlights, style)
    roomy = style.width is None or style.width >= ROOMY
    indent = INDENT + (" " * len(mark) if roomy else "")
    lines = wrap(text, style, indent, marks) + wrap(f"— {source_of(item)}", style, indent, look=DIM)
    if url := page_url(item):
        # Whole, however narrow the window: a broken address leads nowhere.
        lines.append(indent + style.paint(url, DIM))
    if mark and roomy:
        lines[0] = INDENT + style.paint(mark, DIM) + lines[0].removeprefix(indent)
    elif mark:
        lines.insert(0, style.paint(mark, DIM))
    return lines


def numbered_lines(
    rows: Sequence[tuple[int, str]], current: int, style: Style, marks: Sequence[Span] = ()
) -> list[str]:
    """Return lines of a report behind their numbers; ``current`` is pointed at, 0 for none.

    ``marks`` are spans to light up in the current line.
    """
    gutter = max((len(str(number)) for number, _ in rows), default=1)
    printed = []
    for number, text in rows:
        here = number == current
        look = DIM if current and not here else ""
        body = wrap(text, style, " " * (gutter + 2), marks if here else (), look)
        head = style.paint(f"{number:>{gutter}}{'▶' if here else ' '}", DIM)
        printed += [f"{head} {body[0][gutter + 2 :]}", *body[1:]]
    return printed


def source_of(item: Evidence) -> str:
    """Return where a quote stands, for people: title, innermost heading, line."""
    heading = item.section.split(" > ")[-1].strip()
    parts = [item.title or item.file, heading, f"第{item.line}行"]
    return " · ".join(part for part in parts if part)


def _nearest_lines(answer: Answer, style: Style) -> list[str]:
    nearest = answer.nearest[:MOST_NEAREST]
    if not nearest:
        return []
    return wrap("相近的原文：", style, INDENT, look=DIM) + evidence_lines(nearest, style)


def _trim(quote: str, marks: Sequence[Span], style: Style) -> tuple[str, tuple[Span, ...]]:
    """Return the stretch of a long quote around its marks, … where something is left out.

    On a terminal only: what goes into a pipe or a file stays verbatim.
    """
    kept = tuple(marks)
    if style.width is None:
        return quote, kept
    room = max(8, style.width - len(INDENT))
    rows = break_lines(quote, room)
    if len(rows) <= MOST_LINES:
        return quote, kept
    lit = [i for i, (start, end) in enumerate(rows) if any(a < end and start < b for a, b in kept)]
    first = max(0, min(lit, default=0) - 1)
    last = min(len(rows) - 1, max(max(lit, default=0) + 1, first + MOST_LINES - 1))
    start, end = rows[first][0], rows[last][1]
    before = "…" if start else ""
    after = "…" if end < len(quote) else ""
    shift = len(before) - start
    return before + quote[start:end] + after, tuple((a + shift, b + shift) for a, b in kept)
