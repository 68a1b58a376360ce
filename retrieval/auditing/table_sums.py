"""The total row of a table against the rows above it, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from retrieval.audit_records import Finding, SumThatHolds
from retrieval.auditing.arithmetic import show
from retrieval.auditing.page import Page, Statement, merge
from retrieval.auditing.wording import any_word, tell
from retrieval.index.evidence import Span
from retrieval.language.numerals import parse_arabic
from retrieval.records import Evidence

_CELL = re.compile(r"[^\t|]+")
_NUMBER = re.compile(r"\s*(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column of exact figures with its total, and the rows that the figures stand in."""

    header: str
    values: tuple[Fraction, ...]
    total: Fraction
    evidence: tuple[Evidence, ...]

    @property
    def sum(self) -> Fraction:
        """Return what the rows come to."""
        return sum(self.values, Fraction(0))

    @property
    def computation(self) -> str:
        """Return the sum written out, with the total where it is another."""
        text = f"{' + '.join(map(show, self.values))} = {show(self.sum)}"
        return text if self.sum == self.total else f"{text} ≠ {show(self.total)}"


def find_table_sums(page: Page) -> Iterator[Finding]:
    """Yield the columns whose total row is not the sum of the rows above it."""
    for column in _columns(page):
        if column.sum != column.total:
            slots = {"sum": show(column.sum), "total": show(column.total)}
            yield Finding(
                "sum",
                page.report.id,
                tell("sum_table", column=column.header, **slots),
                column.evidence,
                column.computation,
            )


def table_sums_that_hold(page: Page) -> Iterator[SumThatHolds]:
    """Yield the columns whose rows add up to their total row."""
    for column in _columns(page):
        if column.sum == column.total:
            yield SumThatHolds(column.computation, column.evidence)


def _columns(page: Page) -> Iterator[Column]:
    rows: dict[int, list[Statement]] = {}
    for statement in page.statements:
        if statement.in_table:
            rows.setdefault(statement.passage, []).append(statement)
    for passage, lines in rows.items():
        headers = page.parsed.passages[passage].headers
        at = [number for number, row in enumerate(lines) if _is_total(row)]
        # One total, at the end: subtotals and rows of 其中 would be counted twice.
        if len(at) == 1 and at[0] == len(lines) - 1 and len(lines) > _FEWEST:
            yield from _columns_of(page, lines, headers)


def _is_total(row: Statement) -> bool:
    first = _CELL.search(row.text)
    return first is not None and any_word("total").fullmatch(first.group().strip()) is not None


def _columns_of(page: Page, rows: Sequence[Statement], headers: Sequence[str]) -> Iterator[Column]:
    cells = [[match.span() for match in _CELL.finditer(row.text)] for row in rows]
    labels = [row.text[slice(*spans[0])].strip() for row, spans in zip(rows, cells, strict=True)]
    if any(any_word("opens").match(label) for label in labels):
        return
    if any(len(spans) != len(headers) for spans in cells):
        return
    for number in range(1, len(headers)):
        if any_word("no_sum").search(headers[number]):
            continue
        spans = [row[number] for row in cells]
        values = [_value(row.text, span) for row, span in zip(rows, spans, strict=True)]
        told = [value for value in values if value is not None]
        if len(told) == len(values):
            evidence = merge(
                page.quote_at(row, *_inside(row.text, span))
                for row, span in zip(rows, spans, strict=True)
            )
            # The total first: it is what the finding is about.
            yield Column(
                headers[number], tuple(told[:-1]), told[-1], (evidence[-1], *evidence[:-1])
            )


def _value(text: str, span: Span) -> Fraction | None:
    match = _NUMBER.fullmatch(text[slice(*span)])
    return Fraction(parse_arabic(match.group().strip())) if match else None


def _inside(text: str, span: Span) -> Span:
    """Return a cell's span without the spaces around its figure."""
    cell = text[slice(*span)]
    start = span[0] + len(cell) - len(cell.lstrip())
    return start, start + len(cell.strip())
