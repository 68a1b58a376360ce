"""How a PDF's characters stand on the page: columns, running heads, tables, broken paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from retrieval.reading.headings import is_item, is_marked

_ENDED = re.compile(r"[。！？；：!?;:][”’」』）)\"]*$")
_PAGE_NUMBER = re.compile(r"[-—–\s·第]*\d{1,4}\s*(?:页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–\s·]*")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·]")
_CAPTION = re.compile(r"附?[表图]\s*[\d一二三四五六七八九十]{1,3}(?![\d.个张份])")
# Lines this near a page's upper or lower edge may be running heads, as a share of its height.
_EDGE = 0.1


class Char(NamedTuple):
    """A character on a page; positions in points from the left and the top."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


class Table(NamedTuple):
    """A table: its box (x0, top, x1, bottom) and its rows as lines."""

    box: tuple[float, ...]
    lines: tuple[str, ...]


class Page(NamedTuple):
    """What is on a page, in no order."""

    width: float
    height: float
    chars: list[Char]
    tables: list[Table]
    has_images: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as printed; ``top`` grows downwards. A table's row is ready made (``fixed``)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int = 0
    column: int = 0
    fixed: bool = False


def lay_out(pages: Sequence[Page]) -> list[str]:
    """Return the text of ``pages`` in reading order: a paragraph a line, a table's row a line."""
    read = [_read_page(page, number) for number, page in enumerate(pages)]
    return _join_paragraphs(_without_running_heads(read, [page.height for page in pages]))


def _read_page(page: Page, number: int) -> list[_Line]:
    """Return a page's lines in reading order, tables where they stand."""
    chars = [c for c in page.chars if not any(_within(c, table.box) for table in page.tables)]
    lines = [line for part in _columns(_rows(chars), page.width) for line in part]
    for table in page.tables:
        x0, top, x1, bottom = table.box
        block = [_Line(text, x0, x1, top, bottom, 0, fixed=True) for text in table.lines]
        at = next((i for i, line in enumerate(lines) if line.top > top), len(lines))
        lines[at:at] = block
    return [replace(line, page=number) for line in lines]


def _within(char: Char, box: tuple[float, ...]) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _columns(rows: Sequence[list[Char]], width: float) -> list[list[_Line]]:
    """Return the page's lines part by part, as read: two columns one after the other.

    A row over the whole page (a title, a table's caption) ends the columns above it.
    """
    gutter = _find_gutter(rows, width)
    if gutter is None:
        return [[_line_of(row) for row in rows]]
    parts: list[list[_Line]] = []
    left: list[_Line] = []
    right: list[_Line] = []
    for row in rows:
        if _crosses(row, gutter):
            parts += [left, right, [_line_of(row)]]
            left, right = [], []
            continue
        sides = ([c for c in row if c.x1 <= gutter], [c for c in row if c.x1 > gutter])
        for number, (side, column) in enumerate(zip((left, right), sides, strict=True), 1):
            if column:
                side.append(replace(_line_of(column), column=number))
    return [*parts, left, right]


def _find_gutter(rows: Sequence[list[Char]], width: float) -> float | None:
    """Return where a gutter parts most rows of the page in two, near its middle, or None."""
    best: tuple[int, float] | None = None
    for at in (50, 49, 51, 48, 52, 47, 53, 46, 54, 45, 55, 43, 57, 41, 59):
        x = width * at / 100
        crossing = sum(_crosses(row, x) for row in rows)
        both = [row for row in rows if row[0].x1 < x < row[-1].x0 and not _crosses(row, x)]
        clear = len(both) >= 6 and crossing * 4 < len(both) and _are_filled(both, x)
        if clear and (best is None or crossing < best[0]):
            best = (crossing, x)
    return best[1] if best else None


def _are_filled(rows: Sequence[Sequence[Char]], x: float) -> bool:
    # Labels with figures beside them leave a gutter too, but don't fill their columns.
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    reach = sum(max(c.x1 for c in row if c.x1 <= x) - left > 0.8 * (x - left) for row in rows)
    beyond = sum(row[-1].x1 - x > 0.8 * (right - x) for row in rows)
    return min(reach, beyond) * 4 > len(rows)


def _crosses(row: Sequence[Char], x: float) -> bool:
    # A gutter is wider than a character: text right up to it on both sides is one line.
    return any(c.x0 < x + 4 and c.x1 > x - 4 for c in row)


def _rows(chars: Sequence[Char]) -> list[list[Char]]:
    """Return the characters row by row, each from left to right."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: (c.top + c.bottom, c.x0)):
        middle = (char.top + char.bottom) / 2
        last = rows[-1][-1] if rows else None
        if last is not None and abs(middle - (last.top + last.bottom) / 2) < 0.4 * max(
            last.size, 1
        ):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda c: c.x0) for row in rows]


def _line_of(row: Sequence[Char]) -> _Line:
    gaps = [(right.x0 - left.x1) / max(left.size, 1) for left, right in pairwise(row)]
    usual = _usual_gap(row, gaps)
    parts = [row[0].text]
    for (left, right), gap in zip(pairwise(row), gaps, strict=True):
        parts += [_space_between(left, right, gap - usual), right.text]
    return _Line(
        text="".join(parts),
        x0=row[0].x0,
        x1=row[-1].x1,
        top=min(c.top for c in row),
        bottom=max(c.bottom for c in row),
        size=max(c.size for c in row),
    )


def _usual_gap(row: Sequence[Char], gaps: Sequence[float]) -> float:
    """Return what stands between any two characters of a row that is spaced out, in ems; else 0."""
    between = sorted(
        gap
        for (left, right), gap in zip(pairwise(row), gaps, strict=True)
        if _WIDE.match(left.text) and _WIDE.match(right.text)
    )
    return max(between[len(between) // 2], 0.0) if len(between) >= 3 else 0.0


def _space_between(left: Char, right: Char, gap: float) -> str:
    """Return what stands between two characters, ``gap`` ems apart beyond what is usual.

    Nothing in running Chinese; between digits a space as soon as there is a gap, so that
    two figures side by side never become one.
    """
    if gap > 1.8:
        return "  "
    wide = _WIDE.match(left.text) or _WIDE.match(right.text)
    return " " if gap > (0.9 if wide else 0.15) else ""


def _without_running_heads(
    pages: Sequence[Sequence[_Line]], heights: Sequence[float]
) -> list[_Line]:
    """Return the lines of all pages but page numbers and what repeats at the pages' edges."""
    edges: Counter[str] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        edges.update({_shape(line) for line in lines if _at_edge(line, height)})
    kept: list[_Line] = []
    for lines, height in zip(pages, heights, strict=True):
        for line in lines:
            at_edge = _at_edge(line, height)
            repeated = edges[_shape(line)] > max(1, len(pages) // 3)
            if not (at_edge and (repeated or _PAGE_NUMBER.fullmatch(line.text.strip()))):
                kept.append(line)
    return kept


def _shape(line: _Line) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s", "", line.text))


def _at_edge(line: _Line, height: float) -> bool:
    return not line.fixed and (line.top < _EDGE * height or line.bottom > (1 - _EDGE) * height)


def _join_paragraphs(lines: Sequence[_Line]) -> list[str]:
    """Return a text line a paragraph: printed lines joined where one runs on into the next."""
    edges = {column: _edges([x for x in lines if x.column == column]) for column in (0, 1, 2)}
    texts: list[str] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if before is not None and _continues(before, line, edges):
            texts[-1] += _joint(texts[-1], line.text) + line.text.lstrip()
        else:
            texts.append(line.text if line.fixed else line.text.strip())
    return texts


def _edges(lines: Sequence[_Line]) -> tuple[float, float]:
    """Return where most lines of a column begin, and where its full lines end."""
    body = [line for line in lines if not line.fixed]
    if not body:
        return 0.0, 0.0
    starts = Counter(round(line.x0) for line in body)
    ends = sorted(line.x1 for line in body)
    return float(starts.most_common(1)[0][0]), ends[int(len(ends) * 0.9)]


def _continues(before: _Line, line: _Line, edges: dict[int, tuple[float, float]]) -> bool:
    if before.fixed or line.fixed or is_marked(line.text) or is_item(line.text):
        return False
    # A wide gap parts a label from its figure: such rows stand each on its own.
    if _CAPTION.match(line.text) or "  " in before.text.strip() or "  " in line.text.strip():
        return False
    if abs(before.size - line.size) > 0.15 * before.size:
        return False
    em = max(line.size, 1)
    together = (line.page, line.column) == (before.page, before.column)
    if together and line.top > before.bottom + 1.6 * em:
        return False
    left, right = edges[before.column]
    # An indent begins a paragraph; what stands further in is a title or a signature.
    if line.x0 > edges[line.column][0] + 1.2 * em or before.x0 > left + 3 * em:
        return False
    missing = right - before.x1
    ended = bool(_ENDED.search(before.text.strip()))
    return missing < 2.5 * em or (not ended and missing < 8 * em and not is_marked(before.text))


def _joint(left: str, right: str) -> str:
    both_latin = (
        left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    )
    return " " if both_latin else ""
