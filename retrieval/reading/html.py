"""Web pages of government sites to lines: the report's body, its tables, and what the page tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode

from retrieval.errors import UnreadableReport
from retrieval.reading.decode import decode
from retrieval.reading.extract import Extract
from retrieval.reading.formats import is_web_archive
from retrieval.reading.grid import Cell, table_lines
from retrieval.reading.page import find_fields, is_page_line

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg", "select", "button",
           "input", "textarea", "head", "nav", "footer", "video", "audio")  # fmt: skip
# Elements that flow within a line; all others begin a line and end one.
_INLINE = frozenset(
    ("a", "abbr", "b", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "label", "mark",
     "o:p", "q", "s", "small", "span", "st1:chsdate", "strike", "strong", "sub", "sup", "time", "tt",
     "u", "var", "v:shape", "wbr")
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|foot|footer|breadcrumb|crumb|share|sidebar|copyright|related|recommend|"
    r"pager|toolbar|banner|search|qrcode|logo)(?:$|[\s_-]|er|bar|box|s\b|\d)",
    re.IGNORECASE,
)
# What share of the page's running text the body must hold.
_SHARE = 0.9
_DEEPEST = 200
_MOST_FURNITURE = 100
_META = {"articletitle": "title", "pubdate": "published", "contentsource": "issuer"}
_SITE = re.compile(
    r"\s*[-_|—－｜]+\s*[^-_|—－｜]{2,30}(?:政府|网|门户|网站|信息公开)[^-_|—－｜]{0,12}$"
)


def read_html(data: bytes, name: str) -> Extract:
    """Return the report on a page; navigation, scripts and the page's foot are left out.

    ``fields`` hold the title, issuer and date that the page names outside the body.
    """
    text = _decode(data, name)
    tree = LexborHTMLParser(text)
    root = tree.body or tree.root
    if root is None:
        raise UnreadableReport(
            f"{name}：网页里没有文字", "在浏览器里打开网页，另存为完整的 .html 再导入"
        )
    fields = _read_meta(tree)
    tree.strip_tags(list(_UNSEEN))
    everything = _lines(root)
    _drop_furniture(root)
    lines = _lines(_find_body(root))
    for line in everything:
        if is_page_line(line):
            for key, value in find_fields(line).items():
                fields.setdefault(key, value)
    title = _find_title(tree, fields)
    if not any(line.strip() for line in lines):
        raise UnreadableReport(
            f"{name}：网页里没有正文", "在浏览器里打开网页，把正文存成 .txt 再导入"
        )
    if title and not _says(lines[:30], title):
        lines = [title, *lines]
    return Extract(tuple(lines), fields)


def _decode(data: bytes, name: str) -> str:
    if is_web_archive(data):
        data = _page_of_mail(data)
    told = _CHARSET.search(data[:4096])
    if told and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        charset = told[1].decode("ascii", "ignore").lower()
        # Pages that call themselves gb2312 use characters of its larger successors.
        charset = "gb18030" if charset.startswith("gb") else charset
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name).text


def _page_of_mail(data: bytes) -> bytes:
    """Return the page out of a web archive (.mht), with its charset declared in it."""
    for part in message_from_bytes(data).walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(payload, bytes):
            charset = part.get_content_charset()
            return f'<meta charset="{charset}">'.encode() + payload if charset else payload
    return b""


def _read_meta(tree: LexborHTMLParser) -> dict[str, str]:
    fields: dict[str, str] = {}
    for node in tree.css("meta[name]"):
        key = _META.get((node.attributes.get("name") or "").strip().lower())
        value = (node.attributes.get("content") or "").strip()
        if key and value:
            fields.setdefault(key, value)
    return fields


def _find_title(tree: LexborHTMLParser, fields: dict[str, str]) -> str:
    candidates = [fields.get("title", "")]
    candidates += [
        node.text().strip()
        for node in tree.css("h1, h2, ucaptitle, [class*=title], [id*=title]")[:12]
    ]
    head = tree.css_first("title")
    if head is not None:
        candidates.append(_SITE.sub("", head.text().strip()[:200]))
    for candidate in candidates:
        title = " ".join(candidate.split())
        if 6 <= len(title) <= 100 and re.search(r"报告|总结|情况", title):
            return title
    return ""


def _says(lines: list[str], title: str) -> bool:
    said = re.sub(r"\s", "", "".join(lines))
    return re.sub(r"\s", "", title) in said


def _find_body(root: LexborNode) -> LexborNode:
    """Return the deepest element that holds most of the page's running text."""
    body = root
    total = _running_text(root)
    for _ in range(_DEEPEST):
        best = max(_elements(body), key=_running_text, default=None)
        if best is None or best.tag in ("p", "tr", "tbody", "td", "span"):
            break
        if not total or _running_text(best) < _SHARE * total:
            break
        body = best
    return body


def _drop_furniture(root: LexborNode) -> None:
    """Take out what its name gives away as menu, foot or the like, unless it holds the text."""
    total = _running_text(root)
    named = [node for node in root.css("[class], [id]") if _FURNITURE.search(_name_of(node))]
    small = [node for node in named[:_MOST_FURNITURE] if _running_text(node) * 5 < total]
    taken = {node.mem_id for node in small}
    # A node goes once, with all it holds: what is inside it is gone by then.
    for node in [n for n in small if not any(a.mem_id in taken for a in _ancestors(n))]:
        node.decompose()


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _name_of(node: LexborNode) -> str:
    return f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    return (child for child in node.iter(include_text=False) if not _is_hidden(child))


def _running_text(node: LexborNode) -> int:
    """Return the length of the Chinese lines under ``node``; links and page lines count nothing."""
    lines = _lines(node, links=False)
    return sum(len(x) for x in lines if len(x) >= 6 and _CHINESE.search(x) and not is_page_line(x))


def _lines(root: LexborNode, *, links: bool = True) -> list[str]:
    parts: list[str] = []
    _Writer(parts, links).write(root, 0)
    lines = [line if "\t" in line else line.strip(" ") for line in "".join(parts).split("\n")]
    return [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]


class _Writer:
    """Writes the text under an element into ``parts``, with a line end around every block."""

    def __init__(self, parts: list[str], links: bool) -> None:
        self._parts = parts
        self._links = links

    def write(self, node: LexborNode, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self._parts.append(re.sub(r"[ \t\r\n\f]+", " ", child.text_content or ""))
            elif tag == "br":
                self._parts.append("\n")
            elif tag.startswith("-") or _is_hidden(child) or (tag == "a" and not self._links):
                continue
            elif tag in _INLINE or ":" in tag:
                self.write(child, depth + 1)
            else:
                self._parts.append("\n")
                self._write_block(child, tag, depth + 1)
                self._parts.append("\n")

    def _write_block(self, node: LexborNode, tag: str, depth: int) -> None:
        if tag != "table":
            self.write(node, depth)
        elif len(node.css("table")) > 1:
            # A table around others only lays out the page.
            for cell in (cell for row in _rows_cells(node) for cell in row):
                self.write(cell, depth)
                self._parts.append("\n")
        else:
            self._parts.append("\n".join(table_lines(self._grid(node, depth))))

    def _grid(self, table: LexborNode, depth: int) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        for cells in _rows_cells(table):
            row: list[Cell] = []
            for cell in cells:
                parts: list[str] = []
                _Writer(parts, self._links).write(cell, depth + 1)
                text = "".join(parts).replace("\t", " ").strip()
                row.append(Cell(text, _span(cell, "colspan"), _span(cell, "rowspan")))
            rows.append(row)
        return rows


def _rows_cells(table: LexborNode) -> Iterator[list[LexborNode]]:
    stack = [table]
    rows: list[LexborNode] = []
    while stack:
        node = stack.pop(0)
        for child in node.iter(include_text=False):
            if child.tag == "tr":
                rows.append(child)
            elif child.tag in ("tbody", "thead", "tfoot", "caption"):
                stack.append(child)
    for row in rows:
        yield [cell for cell in _elements(row) if cell.tag in ("td", "th")]


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return min(int(value), 60) if value.isascii() and value.isdigit() and int(value) > 0 else 1


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))
