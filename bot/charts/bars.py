"""A chart as text: a bar a figure, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.series import NOTE_GAP, NOTE_HEDGED, Chart, Point
from bot.terminal import BOLD, DIM, Style, clip, pad, width_of, wrap

_FULL = "█"
# Eighths of a column, the smallest first.
_PARTS = " ▏▎▍▌▋▊▉"
_GAP = "空缺"
_WIDEST = 40
_NARROWEST = 8
_LONGEST_LABEL = 24


def text_bars(chart: Chart, style: Style) -> list[str]:
    """Return the chart's title, a bar for each figure, and the lines that they stand in."""
    lines = wrap(chart.title, style, look=BOLD)
    series = chart.all_lines
    points = [point for one in series for point in one.points]
    greatest = max((point.amount or 0.0 for point in points), default=0.0)
    labels = min(_LONGEST_LABEL, max(width_of(point.label) for point in points))
    figures = max(width_of(point.shown) for point in points)
    width = _WIDEST if style.width is None else style.width
    room = max(_NARROWEST, min(_WIDEST, width - labels - figures - 3))
    for one in series:
        if one.name:
            lines += wrap(one.name, style)
        lines += _bars(one.points, labels, room, greatest)
    for note in _notes(chart, points):
        lines += wrap(f"注：{note}", style, look=DIM)
    for source in chart.sources:
        lines += wrap(f"来源：{source}", style, look=DIM)
    return lines


def _bars(points: Sequence[Point], labels: int, room: int, greatest: float) -> list[str]:
    lines = []
    for point in points:
        label = pad(clip(point.label, labels), labels)
        bar = _bar(point.amount, room, greatest)
        shown = _GAP if point.amount is None else point.shown
        lines.append(f"{label} {bar} {shown}" if bar else f"{label} {shown}")
    return lines


def _bar(amount: float | None, room: int, greatest: float) -> str:
    """Return a bar in proportion; a figure that is not 0 never shows as nothing."""
    if not amount or greatest <= 0:
        return ""
    eighths = max(1, round(amount / greatest * room * 8))
    return _FULL * (eighths // 8) + _PARTS[eighths % 8].strip()


def _notes(chart: Chart, points: Sequence[Point]) -> list[str]:
    notes = [NOTE_HEDGED] if chart.hedged else []
    return notes + ([NOTE_GAP] if any(point.amount is None for point in points) else [])
