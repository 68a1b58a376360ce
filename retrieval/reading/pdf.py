"""PDF files with a text layer to lines of text; how they stand on the page is pdf_layout's matter."""

from __future__ import annotations

import io
import re
import struct
import zlib
from typing import Any

from retrieval.errors import UnreadableReport
from retrieval.reading.extract import Extract
from retrieval.reading.grid import Cell, table_lines
from retrieval.reading.pdf_layout import Char, Page, Table, lay_out

MAX_PAGES = 400
_SHORTEST = 20


def read_pdf(data: bytes, name: str) -> Extract:
    """Return the text of a PDF, a paragraph a line; UnreadableReport for a scan, a lock, a wreck."""
    pages = _load(data, name)
    lines = lay_out(pages)
    if sum(map(len, lines)) < _SHORTEST:
        scanned = any(page.has_images for page in pages)
        reason = "是扫描件，没有文字层" if scanned else "里没有文字"
        raise UnreadableReport(
            f"{name}：PDF {reason}", "先用文字识别（OCR）转成可复制文字的 PDF 或 .txt"
        )
    return Extract(tuple(lines))


def _load(data: bytes, name: str) -> list[Page]:
    """Return the pages' characters and tables; what a broken file makes the library raise is caught."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
            pages = [_load_page(page) for page in pdf.pages] if count <= MAX_PAGES else []
    except (PdfminerException, MalformedPDFException, PSException, struct.error, zlib.error,
            ValueError, TypeError, LookupError, AttributeError, AssertionError, OSError,
            ArithmeticError, RecursionError, NotImplementedError) as error:  # fmt: skip
        if isinstance(error, PDFPasswordIncorrect) or "PDFPasswordIncorrect" in repr(error):
            raise UnreadableReport(f"{name}：PDF 加了密码", "解除密码后再导入") from error
        raise UnreadableReport(
            f"{name}：PDF 文件已损坏", "重新下载，或用阅读器打开后另存为 PDF 再导入"
        ) from error
    if count > MAX_PAGES:
        raise UnreadableReport(f"{name}：有 {count} 页，超过 {MAX_PAGES} 页的上限", "拆开后再导入")
    return pages


def _load_page(page: Any) -> Page:
    tables = [
        Table(tuple(map(float, table.bbox)), tuple(table_lines(_cells(table))))
        for table in page.find_tables()
        if len(table.rows) > 1
    ]
    chars = [
        Char(c["text"], float(c["x0"]), float(c["x1"]), float(c["top"]), float(c["bottom"]),
             float(c["size"]))
        for c in page.chars
        if c["text"].strip()
    ]  # fmt: skip
    return Page(float(page.width), float(page.height), chars, tables, bool(page.images))


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
