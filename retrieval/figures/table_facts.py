"""Figures of tables and of lines that are a label and a bare number, as facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.figures.cells import Cell, caption_unit, find_cells, find_line_figure
from retrieval.figures.cues import CLAUSE, HEADING, LABEL, OWN, TOPIC
from retrieval.figures.passage_context import PassageContext, place_in, with_plan
from retrieval.language.fold import fold
from retrieval.language.terms import term_keys
from retrieval.reading.tables import is_caption
from retrieval.records import Fact, Passage, Quantity

_SENTENCE_END = re.compile(r"[。；;！](?=.)")
_AND = re.compile(r"[与和及、]")
# What ends in these tells of the table below it.
_ANNOUNCES = re.compile(
    r"(?:下表|如下|见附?表\s*[\d一二三四五六七八九十]*)(?:所示)?[）)]?[:：。]?$"
)


def table_facts(context: PassageContext, passage: Passage, offset: int) -> list[Fact]:
    """Return the facts of a table's cells; the rows that a row of totals sums up are parts of it,
    towns apart: each is told for itself.

    ``offset`` is the position of the first among the report's facts.
    """
    captions = _captions(context)
    unit_from = "".join(captions) or context.caption
    cells = find_cells(passage, unit_from, context.report.year)
    facts = [cell_fact(context, passage, cell, captions) for cell in cells]
    return [
        replace(fact, part_of=offset + total)
        if not fact.place and (total := _total_of(cells, position)) is not None
        else fact
        for position, fact in enumerate(facts)
    ]


def _total_of(cells: Sequence[Cell], position: int) -> int | None:
    """Return the position of the cell that sums up the column of one, None where there is none."""
    cell = cells[position]
    if cell.is_total:
        return None
    unit = cell.quantity.unit
    return next(
        (
            index
            for index, other in enumerate(cells)
            if other.is_total
            and (other.column, other.year, other.kind) == (cell.column, cell.year, cell.kind)
            and other.quantity.unit == unit
            and other.quantity.value >= cell.quantity.value
        ),
        None,
    )


def _captions(context: PassageContext) -> tuple[str, ...]:
    """Return the wordings right above a table that say what it tells of: its caption, else the end
    of the paragraph before that announces it (近三年调解情况如下：)."""
    if is_caption(context.caption):
        return (context.caption,)
    last = _SENTENCE_END.split(fold(context.announcing).strip())[-1]
    return (last,) if _ANNOUNCES.search(last) else ()


def _nearness_of(caption: str) -> float:
    """Return how near what a caption names is to each figure: of several things each row is of one."""
    return CLAUSE if _AND.search(caption) else TOPIC


def cell_fact(
    context: PassageContext, passage: Passage, cell: Cell, captions: Sequence[str]
) -> Fact:
    """Return the fact of a table's cell; a row of totals counts what the column says."""
    place = place_in(cell.row, context)
    row = "" if cell.is_total or place else cell.row
    measure = f"{row}{cell.column}" or context.caption
    year = cell.year if cell.year is not None else context.report.year
    cues: dict[str, float] = {}
    for text, nearness in (
        (cell.column, LABEL), (row, LABEL), (cell.row, OWN), *((caption, _nearness_of(caption)) for caption in captions), (context.caption, CLAUSE),
        *((heading, HEADING) for heading in reversed(context.section.path)),
    ):  # fmt: skip
        for key in term_keys(text):
            cues.setdefault(key, nearness)
    return Fact(
        report=context.report.id, passage=passage.index, sentence=cell.sentence,
        quantity=cell.quantity, label=f"{cell.row}{cell.column}", topic="", measure=measure,
        period=year, kind=with_plan(cell.kind, cell.year, context), place=place,
        cues=tuple(sorted(cues.items(), key=lambda item: -item[1])),
    )  # fmt: skip


def line_facts(context: PassageContext, passage: Passage) -> list[Fact]:
    """Return the facts of lines that are a label and a bare number under a caption with a unit.

    Nothing, unless all lines of the passage are, but for the caption itself.
    """
    caption = context.unit_caption if caption_unit(context.unit_caption) else context.caption
    first = passage.sentences[0].text
    if caption_unit(first):
        caption = fold(first)
    if not (unit := caption_unit(caption)):
        return []
    found: list[Fact] = []
    for number, sentence in enumerate(passage.sentences):
        figure = find_line_figure(sentence.text, unit)
        if figure is None:
            if number == 0 and caption_unit(sentence.text):
                continue
            return []
        found.append(_line_fact(context, passage, number, *figure, caption))
    return found


def _line_fact(
    context: PassageContext,
    passage: Passage,
    sentence: int,
    label: str,
    quantity: Quantity,
    caption: str,
) -> Fact:
    cues: dict[str, float] = {}
    for text, nearness in ((label, LABEL), (caption, CLAUSE)):
        for key in term_keys(text):
            cues.setdefault(key, nearness)
    return Fact(
        report=context.report.id, passage=passage.index, sentence=sentence,
        quantity=quantity, label=label, topic=caption, measure=label, period=context.report.year,
        kind="target" if context.is_plan else "actual",
        cues=tuple(sorted(cues.items(), key=lambda item: -item[1])),
    )  # fmt: skip
