"""Runs of lines that belong together: tables (cells parted by tabs or bars) and lists of figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.language.fold import fold
from retrieval.reading.headings import is_item, is_marked
from retrieval.reading.leftovers import cut_leftovers
from retrieval.reading.page import is_page_line
from retrieval.reading.stretch import Stretch
from retrieval.records import Sentence

_NUMERIC = re.compile(r"[-+]?[\d.,%‰ ]*\d[\d.,%‰ ]*[\u4e00-\u9fff㎡]{0,3}")
_YEAR = re.compile(r"20\d\d年?度?")
_RULE = re.compile(r"[|:\- \t+]+")
_CAPTION = re.compile(
    r"附?表\s*[\d一二三四五六七八九十]{1,3}(?!是).*|.{2,40}(?:表|情况|统计|对比|如下|单位[:：].{1,6}[）)]?)[：:]?"
)
_LONGEST_CAPTION = 60
_LONGEST_ITEM = 40
_MOST_HEADER_ROWS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """Rows aligned with ``headers``; ``size`` paragraphs of the report make it up, headers too."""

    headers: tuple[str, ...]
    rows: tuple[Sentence, ...]
    text: str
    size: int


def find_table(paragraphs: Sequence[Stretch], at: int, lines: Sequence[str]) -> Table | None:
    """Return the table that begins with paragraph ``at``: two rows or more of as many cells."""
    grid: list[tuple[Sentence, tuple[str, ...]]] = []
    size = 0
    number = paragraphs[at].first_line
    for paragraph in paragraphs[at:]:
        row = _row_of(paragraph, lines, begun=size > 0)
        follows = paragraph.first_line == number + size
        if not follows or row is None or (grid and len(row[1]) != len(grid[0][1])):
            break
        size += 1
        if not _RULE.fullmatch(row[0].text):
            grid.append(row)
    if len(grid) < 2:
        return None
    depth = _header_rows([cells for _, cells in grid])
    headers = _join_headers([cells for _, cells in grid[:depth]], len(grid[0][1]))
    text = "\n".join(row.text for row, _ in grid)
    return Table(headers, tuple(row for row, _ in grid[depth:]), text, size)


def is_caption(text: str) -> bool:
    """Return whether a line reads like the caption of the table under it."""
    return (
        len(text) <= _LONGEST_CAPTION and "。" not in text and _CAPTION.fullmatch(text) is not None
    )


def find_list(paragraphs: Sequence[Stretch], at: int) -> int:
    """Return how many paragraphs after ``at``, which ends in a colon, are lines of its list."""
    if not paragraphs[at].text.endswith(("：", ":")):
        return 0
    count = 0
    for before, paragraph in zip(paragraphs[at:], paragraphs[at + 1 :], strict=False):
        if paragraph.first_line != before.last_line + 1 or not _is_list_line(paragraph.text):
            break
        count += 1
    return count if count >= 2 else 0


def split_cells(row: str) -> tuple[str, ...]:
    """Return the cells of a row's text, outer white space off; a bar parts them where no tab does."""
    return tuple(cell.strip() for cell in row.split("\t" if "\t" in row else "|"))


def _row_of(
    paragraph: Stretch, lines: Sequence[str], *, begun: bool
) -> tuple[Sentence, tuple[str, ...]] | None:
    if paragraph.first_line != paragraph.last_line:
        return None
    number = paragraph.first_line
    line = lines[number - 1]
    # A tab before or behind the text may be an indent; in a table it parts off an empty cell.
    if "\t" in paragraph.text or (begun and "\t" in line and not line.startswith("\t")):
        start, end = len(line) - len(line.lstrip(" \u3000")), len(line.rstrip(" \u3000"))
    elif line.count("|") >= 2 or _RULE.fullmatch(line):
        start = len(line) - len(line.lstrip("| "))
        end = len(line.rstrip("| "))
    else:
        return None
    pieces = cut_leftovers(line, number, start, end)
    text = "".join(line[piece.start : piece.end] for piece in pieces)
    return (Sentence(text, pieces), split_cells(text)) if text.strip() else None


def _header_rows(grid: Sequence[tuple[str, ...]]) -> int:
    """Return how many rows name the columns: 0 where the first holds figures already."""
    if any(_is_figure(cell) for cell in grid[0][1:]):
        return 0
    depth = 1
    while (
        depth < min(_MOST_HEADER_ROWS, len(grid) - 1)
        and not any(_is_figure(cell) for cell in grid[depth][1:])
        and (grid[depth - 1][0] == "" or grid[depth][0] in ("", grid[depth - 1][0]))
    ):
        depth += 1
    return depth


def _join_headers(rows: Sequence[tuple[str, ...]], width: int) -> tuple[str, ...]:
    columns = zip(*rows, strict=True) if rows else [()] * width
    return tuple("".join(dict.fromkeys(column)) for column in columns)


def _is_figure(cell: str) -> bool:
    folded = fold(cell).strip()
    return _NUMERIC.fullmatch(folded) is not None and not _YEAR.fullmatch(folded)


def _is_list_line(text: str) -> bool:
    return (
        len(text) <= _LONGEST_ITEM
        and not text.endswith(("。", "：", ":"))
        and re.search(r"\d|[一二三四五六七八九十百千万零]", fold(text)) is not None
        and "\t" not in text
        and not is_caption(text)
        and not is_marked(text)
        and not is_item(text)
        and not is_page_line(text)
    )
