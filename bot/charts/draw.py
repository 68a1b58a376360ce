"""A chart as a picture, PNG or SVG. matplotlib is imported only here, when something is drawn."""

from __future__ import annotations

import io
import textwrap
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from bot.charts.fonts import find_font
from bot.charts.series import NOTE_GAP, NOTE_HEDGED, Chart
from retrieval.errors import ConfigError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK, _SOFT, _COLOR = "#222222", "#777777", "#2f6fab"
# Told apart by those who do not see red and green apart, too (Okabe and Ito).
_COLORS = (
    _COLOR, "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8a6d3b",
)  # fmt: skip
_DPI = 160
_WIDTH = 8.0
_WRAP = 62


def draw(chart: Chart, font: Path | None = None, picture: Literal["png", "svg"] = "png") -> bytes:
    """Return the chart as a file of the format ``picture``.

    Raises ConfigError where matplotlib (``fazhi[charts]``) or a Chinese font is missing.
    """
    if find_spec("matplotlib") is None:
        raise ConfigError("画图要用的 matplotlib 没有装", "pip install 'fazhi[charts]'")
    from matplotlib import rc_context
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    written = FontProperties(fname=str(find_font(chart.text, font)))
    sources = _footer(chart)
    height = _height(chart) + 0.22 * len(sources)
    # Texts become outlines: an SVG looks the same where the font is not installed.
    with rc_context({"svg.fonttype": "path"}):
        figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        (_draw_line if chart.shape == "line" else _draw_bars)(axes, chart, written)
        axes.set_title(chart.title, fontproperties=written, fontsize=15, color=_INK, pad=14)
        _tidy(axes)
        figure.supxlabel(
            "\n".join(sources), x=0.01, ha="left", fontproperties=written, fontsize=8, color=_SOFT
        )
        out = io.BytesIO()
        figure.savefig(out, format=picture)
    return out.getvalue()


def _height(chart: Chart) -> float:
    if chart.shape == "line":
        return 3.6 if len(chart.all_lines) == 1 else 4.6
    return 1.4 + 0.42 * len(chart.points)


def _draw_bars(axes: Axes, chart: Chart, font: Any) -> None:
    """Draw bars from top to bottom in the answer's order, each with its figure at its end."""
    places = range(len(chart.points))
    amounts = [point.amount or 0.0 for point in chart.points]
    axes.barh(places, amounts, color=_COLOR, height=0.62)
    axes.set_yticks(places, [point.label for point in chart.points], fontproperties=font)
    axes.invert_yaxis()
    axes.set_xlim(0, max(amounts) * 1.18 or 1)
    axes.set_xticks([])
    for place, point in zip(places, chart.points, strict=True):
        axes.annotate(
            point.shown, (point.amount or 0.0, place), xytext=(4, 0), va="center",
            textcoords="offset points", fontproperties=font, color=_INK,
        )  # fmt: skip


def _draw_line(axes: Axes, chart: Chart, font: Any) -> None:
    """Draw lines over years; a year that no report tells of interrupts them."""
    several = len(chart.all_lines) > 1
    places = range(len(chart.points))
    told = [p.amount for line in chart.all_lines for p in line.points if p.amount is not None]
    for number, line in enumerate(chart.all_lines):
        color = _COLORS[number % len(_COLORS)]
        amounts = [float("nan") if p.amount is None else p.amount for p in line.points]
        axes.plot(places, amounts, color=color, marker="o", linewidth=2, label=line.name)
        for place, point in zip(places, line.points, strict=True):
            if point.amount is not None:
                axes.annotate(
                    point.shown, (place, point.amount), xytext=(0, 8), ha="center", textcoords="offset points",
                    fontproperties=font, color=color if several else _INK, fontsize=9 if several else None,
                )  # fmt: skip
    labels = [point.label for point in chart.points]
    axes.set_xticks(places, labels, fontproperties=font)
    axes.set_ylim(0, max(told) * 1.2 or 1)
    axes.set_yticks([])
    if several:
        axes.legend(prop=font, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))


def _tidy(axes: Axes) -> None:
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0, colors=_INK)


def _footer(chart: Chart) -> list[str]:
    """Return the lines under the picture: what it leaves open, then the sources."""
    notes = []
    if chart.hedged:
        notes.append(NOTE_HEDGED)
    if any(point.amount is None for line in chart.all_lines for point in line.points):
        notes.append(NOTE_GAP)
    lines = [f"注：{'；'.join(notes)}"] if notes else []
    for number, source in enumerate(chart.sources):
        lines += textwrap.wrap(
            ("来源：" if number == 0 else "　　　") + source, _WRAP, drop_whitespace=False
        )
    return lines
