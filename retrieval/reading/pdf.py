"""PDF files with a text layer to lines: columns, running heads, broken paragraphs, tables."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.errors import UnreadableReport
from retrieval.reading.extract import Extract
from retrieval.reading.grid import Cell, table_lines
from retrieval.reading.headings import is_item, is_marked

MAX_PAGES = 400
_ENDED = re.compile(r"[。！？；：!?;:][”’」』）)\"]*$")
_PAGE_NUMBER = re.compile(r"[-—–\s·第]*\d{1,4}\s*(?:页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–\s·]*")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·]")
# Lines this near a page's upper or lower edge may be running heads, as a share of its height.
_EDGE = 0.1


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as printed; positions in points, ``top`` grows downwards. A table's is ready made."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int
    fixed: bool = False


def read_pdf(data: bytes, name: str) -> Extract:
    """Return the text of a PDF, a paragraph a line; UnreadableReport for a scan, a lock, a wreck."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableReport(
                    f"{name}：有 {len(pdf.pages)} 页，超过 {MAX_PAGES} 页的上限", "拆开后再导入"
                )
            pages = [_read_page(page, number) for number, page in enumerate(pdf.pages)]
            heights = [float(page.height) for page in pdf.pages]
            scanned = any(page.images for page in pdf.pages[:5])
    except PDFPasswordIncorrect as error:
        raise _locked(name) from error
    except (PdfminerException, PSException, ValueError, TypeError, KeyError, IndexError,
            AttributeError, AssertionError, OSError, OverflowError, ZeroDivisionError,
            UnicodeError, RecursionError, NotImplementedError) as error:  # fmt: skip
        if "PDFPasswordIncorrect" in repr(error):
            raise _locked(name) from error
        raise UnreadableReport(
            f"{name}：PDF 文件已损坏", "重新下载，或用阅读器打开后另存为 PDF 再导入"
        ) from error
    lines = _without_running_heads(pages, heights)
    if sum(len(line.text) for line in lines) < 20:
        reason = "是扫描件，没有文字层" if scanned else "里没有文字"
        raise UnreadableReport(
            f"{name}：PDF {reason}", "先用文字识别（OCR）转成可复制文字的 PDF 或 .txt"
        )
    return Extract(tuple(_join_paragraphs(lines)))


def _locked(name: str) -> UnreadableReport:
    return UnreadableReport(f"{name}：PDF 加了密码", "解除密码后再导入")


def _read_page(page: Any, number: int) -> list[_Line]:
    """Return a page's lines in reading order, tables as one line a row."""
    tables = [t for t in page.find_tables() if len(t.rows) > 1]
    boxes = [t.bbox for t in tables]
    chars = [c for c in page.chars if not _within(c, boxes) and c["text"].strip()]
    lines = [
        line for column in _columns(chars, float(page.width)) for line in _lines(column, number)
    ]
    for table in tables:
        x0, top, x1, bottom = table.bbox
        block = [
            _Line(text, x0, x1, top, bottom, 0, number, fixed=True)
            for text in table_lines(_cells(table))
        ]
        at = next((i for i, line in enumerate(lines) if line.top > top), len(lines))
        lines[at:at] = block
    return lines


def _cells(table: Any) -> list[list[Cell]]:
    """Return the rows of a table; how far a cell reaches is told by where others begin."""
    boxes = [box for row in table.rows for box in row.cells if box]
    columns = sorted({round(box[0]) for box in boxes})
    heights = sorted({round(box[1]) for box in boxes})
    rows: list[list[Cell]] = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        cells: list[Cell] = []
        for box, text in zip(row.cells, texts, strict=True):
            if box:
                across = sum(round(box[0]) <= x < round(box[2]) - 2 for x in columns)
                down = sum(round(box[1]) <= y < round(box[3]) - 2 for y in heights)
                cells.append(Cell(_tidy_cell(text or ""), max(across, 1), max(down, 1)))
        rows.append(cells)
    return rows


def _tidy_cell(text: str) -> str:
    # A cell's lines break where its width ends, also inside a number's unit.
    return re.sub(r"(?<=[\u4e00-\u9fff\d])\s*\n\s*(?=[\u4e00-\u9fff\d])", "", text)


def _within(char: Any, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def _columns(chars: Sequence[Any], width: float) -> list[list[Any]]:
    """Return the characters column by column: two where a clear gutter runs down the middle."""
    if len(chars) < 100:
        return [list(chars)]
    for at in range(40, 61):
        x = width * at / 100
        crossing = sum(c["x0"] < x + 3 and c["x1"] > x - 3 for c in chars)
        left = [c for c in chars if c["x1"] <= x]
        right = [c for c in chars if c["x0"] >= x]
        if crossing == 0 and min(len(left), len(right)) > 0.25 * len(chars):
            return [left, right]
    return [list(chars)]


def _lines(chars: Sequence[Any], page: int) -> list[_Line]:
    rows: list[list[Any]] = []
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        last = rows[-1][-1] if rows else None
        if last is not None and abs(middle - (last["top"] + last["bottom"]) / 2) < 0.4 * max(
            last["size"], 1
        ):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [_line_of(sorted(row, key=lambda c: float(c["x0"])), page) for row in rows]


def _line_of(row: Sequence[Any], page: int) -> _Line:
    parts: list[str] = []
    for at, char in enumerate(row):
        if at:
            parts.append(_space_between(row[at - 1], char))
        parts.append(char["text"])
    return _Line(
        text="".join(parts),
        x0=float(row[0]["x0"]),
        x1=float(row[-1]["x1"]),
        top=min(float(c["top"]) for c in row),
        bottom=max(float(c["bottom"]) for c in row),
        size=max(float(c["size"]) for c in row),
        page=page,
    )


def _space_between(left: Any, right: Any) -> str:
    """Return what stands between two characters: justified Chinese and split digits get nothing."""
    gap = (right["x0"] - left["x1"]) / max(float(left["size"]), 1)
    if gap > 1.8:
        return "  "
    wide = _WIDE.match(left["text"]) or _WIDE.match(right["text"])
    digits = left["text"].isdigit() and right["text"].isdigit()
    return " " if gap > (0.9 if wide or digits else 0.2) else ""


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
    if not lines:
        return []
    body = [line for line in lines if not line.fixed]
    right = sorted(line.x1 for line in body)[int(len(body) * 0.9)] if body else 0.0
    left = _left_edge(body)
    texts: list[str] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if before is not None and _continues(before, line, left, right):
            texts[-1] += _joint(texts[-1], line.text) + line.text.lstrip()
        else:
            texts.append(line.text.strip(" ") if not line.fixed else line.text)
    return texts


def _left_edge(lines: Sequence[_Line]) -> float:
    starts = Counter(round(line.x0) for line in lines)
    return float(starts.most_common(1)[0][0]) if starts else 0.0


def _continues(before: _Line, line: _Line, left: float, right: float) -> bool:
    if before.fixed or line.fixed or is_marked(line.text) or is_item(line.text):
        return False
    if abs(before.size - line.size) > 0.15 * before.size:
        return False
    em = max(line.size, 1)
    if line.page == before.page and line.top > before.bottom + 1.6 * em:
        return False
    centred = before.x0 > left + 3 * em or line.x0 > left + 3 * em
    indented = line.x0 > left + 1.2 * em
    if centred or indented:
        return False
    full = before.x1 > right - 2.5 * em or (line.page == before.page and line.top < before.top)
    ended = bool(_ENDED.search(before.text.strip()))
    return full or (not ended and before.x1 > right - 8 * em and not is_marked(before.text))


def _joint(left: str, right: str) -> str:
    both_latin = (
        left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    )
    return " " if both_latin else ""
