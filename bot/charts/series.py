"""What of an answer can be drawn: three or more figures of one unit, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from retrieval.records import Answer, Evidence, Value

FEWEST = 3
_MOST = 30
_MOST_SOURCES = 6
_KINDS = frozenset({"compare", "trend", "number"})
# Units that count the same kind of thing; others never share an axis.
_ALIKE = (
    frozenset({"名", "人", "位"}),
    frozenset({"件", "起", "宗", "例"}),
    frozenset({"次", "场", "场次", "期"}),
    frozenset({"个", "处", "家"}),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on the chart; ``amount`` None is a gap: no report says it. ``shown`` is its text."""

    label: str
    amount: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class Line:
    """One of several lines: a place's figures over the years."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: bars, or lines over years, with the sources that stand under it.

    ``lines`` holds them all where there are several; ``points`` are then the first one's.
    """

    shape: Literal["bars", "line"]
    title: str
    unit: str
    points: tuple[Point, ...]
    sources: tuple[str, ...]
    hedged: bool = False
    lines: tuple[Line, ...] = ()

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """The lines, or the one without a name that the points make."""
        return self.lines or (Line("", self.points),)

    @property
    def text(self) -> str:
        """Return every text of the picture, for the font to be checked against."""
        points = "".join(
            line.name + point.label + point.shown
            for line in self.all_lines
            for point in line.points
        )
        notes = NOTE_HEDGED + NOTE_GAP + "来源：注；　"
        return self.title + self.unit + points + "".join(self.sources) + notes


NOTE_HEDGED = "“约”为原文的约数"
NOTE_GAP = "空缺：报告没有写"


def chart_of(answer: Answer) -> Chart | None:
    """Return what can be drawn of an answer, None where that is less than three figures.

    None too where their units differ in kind or two figures would bear one label: a picture
    must not hide what the text says.
    """
    values = [value for value in answer.values if not value.derived]
    if answer.status != "answered" or answer.kind not in _KINDS:
        return None
    if not FEWEST <= len(values) <= _MOST or not units_agree(values):
        return None
    amounts = [amount_of(value) for value in values]
    labels = _labels(values)
    if any(amount is None for amount in amounts) or len(set(labels)) < len(labels):
        return None
    points = tuple(
        Point(label, amount, shown_of(value))
        for label, amount, value in zip(labels, amounts, values, strict=True)
    )
    over_years = _over_years(values)
    return Chart(
        "line" if over_years else "bars",
        _title(answer, values),
        values[0].unit,
        _with_gaps(points, values) if over_years else points,
        sources_of(answer.evidence),
        any(value.approx for value in values),
    )


def units_agree(values: Sequence[Value]) -> bool:
    """Return whether figures may share an axis: one unit, or units for the same kind of thing."""
    units = {value.unit for value in values}
    return len(units) == 1 or any(units <= group for group in _ALIKE)


def amount_of(value: Value) -> float | None:
    """Return a figure as it is drawn, None for one that is no plain number."""
    try:
        return float(Decimal(value.value))
    except InvalidOperation:
        return None


def shown_of(value: Value) -> str:
    """Return what stands beside a bar or a dot."""
    return f"{'约' if value.approx else ''}{value.value}{value.unit}"


def _over_years(values: Sequence[Value]) -> bool:
    years = [value.year for value in values]
    return len({v.place for v in values}) == 1 and None not in years and len(set(years)) > 1


def _labels(values: Sequence[Value]) -> list[str]:
    """Return what tells the figures apart: the year, the place (and year), or what is counted."""
    years, places = {v.year for v in values}, {v.place for v in values}
    if _over_years(values):
        return [f"{value.year}年" for value in values]
    if len(places) == 1:
        return [value.measure for value in values]
    year = len(years) > 1
    return [f"{v.place}{v.year}年" if year and v.year else v.place for v in values]


def _with_gaps(points: Sequence[Point], values: Sequence[Value]) -> tuple[Point, ...]:
    by_year = {value.year: point for value, point in zip(values, points, strict=True) if value.year}
    return tuple(
        by_year.get(year, Point(f"{year}年", None, ""))
        for year in range(min(by_year), max(by_year) + 1)
    )


def _title(answer: Answer, values: Sequence[Value]) -> str:
    """Return place, year and measure as far as all the figures share them."""
    places, years = {v.place for v in values}, {v.year for v in values}
    # 法律明白人 is what 选派法律明白人 and 法律明白人 have in common.
    shortest = min((v.measure for v in values), key=len)
    place = values[0].place if len(places) == 1 else ""
    year = f"{values[0].year}年" if len(years) == 1 and values[0].year else ""
    shared = all(shortest in v.measure for v in values)
    return f"{place}{year}{shortest if shared else ''}" or answer.understood


def sources_of(evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the lines under a picture: title and line of each quote, the last of many summed up."""
    lines = tuple(dict.fromkeys(f"{item.title} · 第{item.line}行" for item in evidence))
    if len(lines) <= _MOST_SOURCES:
        return lines
    return (*lines[: _MOST_SOURCES - 1], f"……共 {len(lines)} 处，见回答里的原文")
