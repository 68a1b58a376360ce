"""A chart as a file whose name says which kind of picture it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from retrieval.errors import UsageError

if TYPE_CHECKING:
    from bot.charts.series import Chart

Picture = Literal["png", "svg"]


def picture_of(path: Path) -> Picture:
    """Return the kind of picture that a file's name ends in; UsageError for any other."""
    match path.suffix.lower():
        case ".png":
            return "png"
        case ".svg":
            return "svg"
    raise UsageError(f"不会画 {path.suffix or path.name} 这种图", "文件名以 .png 或 .svg 结尾")


def write_chart(chart: Chart, path: Path, font: Path | None, *, force: bool = False) -> None:
    """Draw a chart into a file that is not there yet; with ``force`` over one that is.

    Raises UsageError for the file, ConfigError where matplotlib or a font is missing.
    """
    from bot.charts.draw import draw
    from bot.filters import write_new

    kind = picture_of(path)
    write_new(path, draw(chart, font, kind), force=force)
