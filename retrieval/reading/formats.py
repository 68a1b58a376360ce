"""Which format a file is in, told by its content; its name only helps."""

from __future__ import annotations

import re

from retrieval.errors import UnreadableReport
from retrieval.reading.unzip import holds

TEXT, HTML, DOCX, PDF, DOC, ZIP = "text", "html", "docx", "pdf", "doc", "zip"

# What a folder is searched for.
SUFFIXES = (
    ".txt",
    ".docx",
    ".html",
    ".htm",
    ".shtml",
    ".pdf",
    ".doc",
    ".wps",
    ".rtf",
    ".mht",
    ".mhtml",
    ".zip",
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A page saved as one file (.mht) is written like a mail; Word saves .doc files so, too.
_MAIL = re.compile(rb"(?:[A-Za-z-]{2,30}:[^\n]*\n(?:[^\n]*\n){0,12}?)?MIME-Version:", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|table|p)[\s>]", re.IGNORECASE)


def find_format(data: bytes, name: str) -> str:
    """Return the format of ``data``; UnreadableReport for one that is known but not read."""
    head = data[:2048]
    # Before PDF: an archive that only stores its members shows the first one's head.
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed_format(data, name)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(_OLE):
        if name.lower().endswith((".xls", ".ppt", ".et", ".dps")):
            raise _unsupported(name, "表格或幻灯片", "把报告正文另存为 .docx 或 .txt 再导入")
        return DOC
    if head.startswith(b"{\\rtf"):
        return DOC
    if head[:8].startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")):
        raise _unsupported(name, "图片", "先用文字识别（OCR）转成 .txt 再导入")
    if head.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        raise _unsupported(name, "不认识的压缩包", "解压后导入，或改打成 .zip")
    if b'progid="Word.Document"' in head or b"<w:wordDocument" in head:
        raise _unsupported(name, "2003 版的 Word XML", "用 Word 或 WPS 打开后另存为 .docx 再导入")
    if is_web_archive(data):
        return HTML
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain.startswith(b"<") and _PAGE.search(plain):
        return HTML
    # A page may begin with text or a comment; a .txt that quotes a tag is still text.
    if name.lower().endswith((".html", ".htm", ".shtml")) and b"<" in data:
        return HTML
    return TEXT


def is_web_archive(data: bytes) -> bool:
    """Return whether ``data`` is a page saved as one file, written like a mail (.mht)."""
    return _MAIL.match(data[:4096]) is not None and b"multipart/" in data[:65536].lower()


def _packed_format(data: bytes, name: str) -> str:
    if holds(data, "word/document.xml"):
        return DOCX
    if holds(data, "xl/workbook.xml") or holds(data, "ppt/presentation.xml"):
        raise _unsupported(name, "表格或幻灯片", "把报告正文另存为 .docx 或 .txt 再导入")
    if holds(data, "OFD.xml"):
        raise _unsupported(name, "OFD 版式文件", "用阅读器打开，另存为 PDF 再导入")
    return ZIP


def _unsupported(name: str, what: str, remedy: str) -> UnreadableReport:
    return UnreadableReport(f"{name}：是{what}，读不了", remedy)
