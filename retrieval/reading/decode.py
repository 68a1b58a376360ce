"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from retrieval.errors import UnreadableReport
from retrieval.language.fold import fold

MAX_BYTES = 20 * 1024 * 1024
MAX_LINE = 2_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile("\r\n|\n|\r")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
_BAD_CHARACTER = "\ufffd"


class Decoded(NamedTuple):
    """A file's text without its byte order mark, and the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """Return the text of ``data``; UnreadableReport where it is empty, too big or no text."""
    if not data.strip(b" \t\r\n\x00"):
        raise UnreadableReport(f"{name}：文件是空的", "检查文件是否下载完整，或换一份")
    if len(data) > MAX_BYTES:
        raise UnreadableReport(
            f"{name}：文件有 {len(data) // 1024 // 1024} MB，超过 {MAX_BYTES // 1024 // 1024} MB 的上限",
            "拆成一份报告一个文件再导入",
        )
    decoded = _decode_with_bom(data) or _decode_by_content(data)
    if decoded is None or _looks_binary(decoded.text):
        raise UnreadableReport(f"{name}：不是文本文件", "把报告另存为 UTF-8 的 .txt 再导入")
    if not decoded.text.strip():
        raise UnreadableReport(f"{name}：文件里没有文字", "检查文件是否下载完整，或换一份")
    return decoded


def split_lines(text: str, name: str) -> tuple[str, ...]:
    """Return the physical lines of ``text`` verbatim, without ``\\r\\n``, ``\\n`` or ``\\r``.

    Line ``n`` of the file is item ``n - 1``; a line end at the very end opens no further
    line. UnreadableReport where a line is beyond any report's.
    """
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    longest = max(map(len, lines), default=0)
    if longest > MAX_LINE:
        raise UnreadableReport(
            f"{name}：有一行长达 {longest} 字，不像报告", "检查文件内容，或按段落分行后再导入"
        )
    return tuple(lines)


def _decode_with_bom(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding)
    return None


def _decode_by_content(data: bytes) -> Decoded | None:
    encoding = _utf16_without_bom(data)
    if encoding:
        return Decoded(data.decode(encoding, errors="replace"), encoding)
    if b"\x00" in data:
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    tries = [_strict(data, "gb18030"), _strict(data, "big5hkscs")]
    good = [t for t in tries if t is not None]
    if good:
        return max(good, key=lambda t: _likeness(t.text))
    # A few broken bytes, as a cut download leaves them, shouldn't cost the whole report.
    loose = [Decoded(data.decode(e, errors="replace"), e) for e in ("utf-8", "gb18030")]
    best = min(loose, key=lambda t: t.text.count(_BAD_CHARACTER))
    return best if best.text.count(_BAD_CHARACTER) * 200 <= len(best.text) else None


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _utf16_without_bom(data: bytes) -> str:
    if len(data) % 2:
        return ""
    # Chinese text in UTF-16 holds line ends and digits, whose other byte is zero.
    head = data[:4096]
    low, high = head[0::2].count(0), head[1::2].count(0)
    if high > 2 * low and high >= len(head) // 100 + 1:
        return "utf-16-le"
    if low > 2 * high and low >= len(head) // 100 + 1:
        return "utf-16-be"
    return ""


def _likeness(text: str) -> float:
    """Return how much of ``text`` is everyday Chinese: GB2312's first level, after folding."""
    wide = [c for c in fold(text[:20_000]) if ord(c) > 127]
    common = 0
    for char in wide:
        try:
            code = char.encode("gb2312")
        except UnicodeEncodeError:
            continue
        common += code[0] < 0xD8 and code[0] not in range(0xA4, 0xB0)
    return common / len(wide) if wide else 0.0


def _looks_binary(text: str) -> bool:
    sample = text[:100_000]
    odd = len(_CONTROL.findall(sample)) + sample.count(_BAD_CHARACTER)
    return odd * 50 > len(sample)
