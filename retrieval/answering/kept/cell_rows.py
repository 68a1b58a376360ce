"""The cells of a place as plain rows, and back: what it takes to show them without looking them up.

Quotes are not written down, but where they stand and a digest of them all: read back, each is cut
anew out of its stored line. If the digest is another, the place has no kept cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple

from retrieval.answering.kept.quick_records import make_evidence
from retrieval.index.codec import number_from_text, number_to_text
from retrieval.records import Evidence, Number, Report
from retrieval.table_records import Gap

# A figure's group of units and the concepts that its wording adds: see cells.py.
Definition = tuple[str, tuple[str, ...]]
LineKey = tuple[str, int]
# In the row of a figure its lines come after so much else.
_LINES = 6
# In a third of the time that a class takes to name its fields.
_new = tuple.__new__


# Tuples by name, not dataclasses: a table makes thousands of them, in a fifth of the time.
class KeptAmount(NamedTuple):
    """What is kept of a quantity: all but where it stands in its sentence."""

    text: str
    value: Number
    unit: str
    approx: bool
    hedge: str


class KeptFigure(NamedTuple):
    """A figure of a place and year: what it counts, its amount, and the lines that carry it.

    ``number`` is the amount as people read it, ``written`` as the report has it.
    """

    what: Definition
    quantity: KeptAmount
    number: str
    measure: str
    year: int | None
    written: str
    evidence: tuple[Evidence, ...]


class KeptCell(NamedTuple):
    """What was found for a place and year: its figures, or the gap with the readings it has."""

    figures: tuple[KeptFigure, ...] = ()
    gap: Gap = "other_row"
    readings: tuple[KeptFigure, ...] = ()


def cells_to_row(
    cells: Mapping[int | None, KeptCell],
    reports: Sequence[Report],
    line_of: Callable[[str, int], str | None],
) -> list[Any]:
    """Return the cells of a place by year; ``reports`` are the place's, ``line_of`` gives lines.

    What the figures of the years have in common (what they count, in what unit, under which name
    and heading) is written once for all.
    """
    numbers = {report.id: number for number, report in enumerate(reports)}
    common: dict[str, int] = {}
    forms: list[Any] = []
    quotes = [
        item.quote
        for cell in cells.values()
        for figure in (*cell.figures, *cell.readings)
        for item in figure.evidence
    ]

    def number_of(form: Any) -> int:
        number = common.setdefault(repr(form), len(forms))
        if number == len(forms):
            forms.append(form)
        return number

    def quoted(item: Evidence) -> list[Any]:
        start = (line_of(item.report, item.line) or "").index(item.quote)
        return [
            numbers[item.report], item.line, number_of(item.section), start, len(item.quote),
            *(edge for span in item.highlights for edge in span),
        ]  # fmt: skip

    def row(figure: KeptFigure) -> list[Any]:
        # What most figures say twice is left out: 0.
        quantity, value = figure.quantity, number_to_text(figure.quantity.value)
        group, added = figure.what
        form = [group, added, quantity.unit, quantity.approx, quantity.hedge, figure.measure]
        return [
            number_of(form), quantity.text, 0 if quantity.text == value + quantity.unit else value,
            0 if figure.number == value else figure.number, figure.year,
            0 if figure.written == quantity.text else figure.written,
            *map(quoted, figure.evidence),
        ]  # fmt: skip

    rows = [
        [year, cell.gap, [row(f) for f in cell.figures], *[row(f) for f in cell.readings]]
        for year, cell in cells.items()
    ]
    return [_digest(quotes), rows, forms]


def years_in(row: Sequence[Any]) -> set[int | None]:
    """Return the years of which a place's row has cells."""
    return {year for year, *_ in row[1]}


def lines_in(rows: Iterable[tuple[Sequence[Any], Sequence[Report]]]) -> list[LineKey]:
    """Return report and number of the lines that the cells of places rest on, in their order; each
    row comes with the place's reports."""
    return [
        (reports[quoted[0]].id, quoted[1])
        for row, reports in rows
        for _, _, figures, *readings in row[1]
        for figure in (chain(figures, readings) if readings else figures)
        for quoted in figure[_LINES:]
    ]


def cells_from_row(
    row: Sequence[Any], reports: Sequence[Report], lines: Iterable[str]
) -> dict[int | None, KeptCell]:
    """Return the cells of a place by year, ``lines`` being those of :func:`lines_in`; none where
    their quotes do not stand any more."""
    digest, rows, forms = row
    quotes: list[str] = []
    rest = iter(lines)
    heads = [
        (
            report.id,
            report.title,
            report.place.name if report.place else "",
            report.year,
            report.file,
        )
        for report in reports
    ]

    def figure_of(given: Sequence[Any]) -> KeptFigure:
        form, text, value, number, year, written, *items = given
        group, added, unit, approx, hedge, measure = forms[form]
        evidence = []
        for position, line, section, first, size, *edges in items:
            quote = next(rest)[first : first + size]
            quotes.append(quote)
            spans = ((edges[0], edges[1]),) if len(edges) == 2 else _pairs(edges)
            report, title, place, own_year, file = heads[position]
            evidence.append(
                make_evidence(
                    report, title, place, own_year, file, line, forms[section], quote, spans
                )
            )
        if not value:
            value = text[: len(text) - len(unit)]
        amount = (text, number_from_text(value), unit, approx, hedge)
        return _new(
            KeptFigure,
            (
                (group, tuple(added)), _new(KeptAmount, amount), number or value, measure, year,
                written or text, tuple(evidence),
            ),
        )  # fmt: skip

    cells = {}
    for year, gap, figures, *readings in rows:
        cells[year] = KeptCell(
            tuple([figure_of(figure) for figure in figures]),
            gap,
            tuple([figure_of(figure) for figure in readings]) if readings else (),
        )
    return cells if _digest(quotes) == digest else {}


def _pairs(edges: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple(zip(edges[::2], edges[1::2], strict=True))


def _digest(quotes: Sequence[str]) -> str:
    return blake2b("\n".join(quotes).encode(), digest_size=16).hexdigest()
