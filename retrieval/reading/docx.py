"""Word files (.docx) to lines: paragraphs with the numbers Word makes, tables, text boxes, notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from retrieval.errors import UnreadableReport
from retrieval.reading.extract import Extract
from retrieval.reading.grid import Cell, table_lines
from retrieval.reading.numbering import Numbering, read_numbering
from retrieval.reading.unzip import BROKEN, check_zip

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# What a reader of the page doesn't see, or sees elsewhere.
_UNSEEN = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback",
           f"{_W}rPr", f"{_W}pPr", f"{_W}sectPr", f"{_W}fldData"}  # fmt: skip
_SIGNS = {f"{_W}tab": "  ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_DEEPEST = 40


def read_docx(data: bytes, name: str) -> Extract:
    """Return the text of a .docx; UnreadableReport where it is broken, encrypted or a bomb."""
    from docx import Document
    from docx.opc.exceptions import OpcError

    check_zip(data, name, no_doctype=True)
    try:
        document = Document(io.BytesIO(data))
        return _Reader(document).read()
    except (OpcError, etree.LxmlError, *BROKEN, KeyError, AttributeError, TypeError) as error:
        raise UnreadableReport(
            f"{name}：Word 文件已损坏", "用 Word 或 WPS 打开后另存为 .docx 再导入"
        ) from error


class _Reader:
    """Walks a document in reading order."""

    def __init__(self, document: Any) -> None:
        part = document.part
        self._body = document.element.body
        self._notes = {kind: _read_notes(part, kind) for kind in ("footnote", "endnote")}
        self._numbering = _read_numbering(part)

    def read(self) -> Extract:
        lines = [line for block in self._blocks(self._body, 0) for line in block]
        return Extract(tuple(lines))

    def _blocks(self, parent: Any, depth: int) -> Iterator[list[str]]:
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == f"{_W}p":
                yield self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                yield table_lines(self._grid(child, depth))
            elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
                # Content controls, insertions and the like hold blocks of their own.
                yield from self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: Any, depth: int) -> list[str]:
        boxes: list[str] = []
        notes: list[str] = []
        text = "".join(self._runs(paragraph, boxes, notes, depth))
        mark = self._numbering.mark(paragraph) if text.strip() else ""
        # A box and a note stand apart on the page, not amid the sentence they are anchored in.
        return [*(mark + text).split("\n"), *boxes, *notes]

    def _runs(self, element: Any, boxes: list[str], notes: list[str], depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            return
        for child in element:
            tag = child.tag
            if tag in _UNSEEN or not isinstance(tag, str):
                continue
            if tag == f"{_W}r" and _is_hidden(child):
                continue
            if tag == f"{_W}t" or tag.endswith("}t"):
                yield child.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[tag] if child.get(f"{_W}type") != "page" else ""
            elif tag == f"{_W}txbxContent":
                boxes += [line for block in self._blocks(child, depth + 1) for line in block]
            elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                kind = "footnote" if tag.endswith("footnoteReference") else "endnote"
                note = self._notes[kind].get(child.get(f"{_W}id", ""), "")
                notes += [f"注：{note}"] if note else []
            else:
                yield from self._runs(child, boxes, notes, depth + 1)

    def _grid(self, table: Any, depth: int) -> list[list[Cell]]:
        """Return the table's rows, each cell once, where it begins."""
        begun: dict[int, tuple[int, int]] = {}
        rows: list[list[Cell]] = []
        for element in _children(table, "tr"):
            row: list[Cell] = []
            column = _skipped(element)
            row += [Cell("")] * column
            for cell in _children(element, "tc"):
                properties = cell.find(f"{_W}tcPr")
                across = _span(properties)
                if _continues_above(properties) and column in begun:
                    at, place = begun[column]
                    above = rows[at][place]
                    rows[at][place] = above._replace(down=len(rows) - at + 1)
                else:
                    begun[column] = (len(rows), len(row))
                    row.append(Cell(self._cell_text(cell, depth), across))
                column += across
            rows.append(row)
        return rows

    def _cell_text(self, cell: Any, depth: int) -> str:
        lines = [line for block in self._blocks(cell, depth + 1) for line in block]
        return "\n".join(line.replace("\t", " ") for line in lines if line.strip())


def _children(parent: Any, name: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == _W + name:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, name)


def _skipped(row: Any) -> int:
    """Return how many columns a row leaves out before its first cell."""
    skipped = row.find(f"{_W}trPr/{_W}gridBefore")
    return _count(skipped, 0)


def _count(element: Any | None, default: int) -> int:
    value = "" if element is None else str(element.get(f"{_W}val", ""))
    return min(int(value), 60) if value.isascii() and value.isdigit() else default


def _span(properties: Any | None) -> int:
    span = None if properties is None else properties.find(f"{_W}gridSpan")
    return max(_count(span, 1), 1)


def _continues_above(properties: Any | None) -> bool:
    merge = None if properties is None else properties.find(f"{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off")


def _read_notes(part: Any, kind: str) -> dict[str, str]:
    root = _related(part, f"{_NOTES}{kind}s")
    found: dict[str, str] = {}
    for note in () if root is None else root.findall(f"{_W}{kind}"):
        text = "".join(t.text or "" for t in note.iter(f"{_W}t")).strip()
        if text and note.get(f"{_W}type") is None:
            found[note.get(f"{_W}id", "")] = text
    return found


def _read_numbering(part: Any) -> Numbering:
    return read_numbering(_related(part, f"{_NOTES}numbering"), _related(part, f"{_NOTES}styles"))


def _related(part: Any, kind: str) -> Any | None:
    for relation in part.rels.values():
        if relation.reltype == kind and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            return etree.fromstring(relation.target_part.blob, parser)
    return None
