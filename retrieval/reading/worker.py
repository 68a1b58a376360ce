"""The child process of ``isolate``: a file on standard input, its text as JSON on standard output."""

from __future__ import annotations

import contextlib
import json
import sys

from retrieval.errors import UnreadableReport
from retrieval.reading.extract import Extract
from retrieval.reading.formats import DOC, DOCX, HTML, PDF

_MOST_CHARACTERS = 20_000_000
# LibreOffice maps far more than it uses.
_OFFICE_MEMORY = 6


def main(arguments: list[str]) -> int:
    """Read one file; ``arguments`` are format, name, memory in bytes and seconds. Return 0."""
    kind, name, memory, seconds = arguments
    _limit(int(memory) * (_OFFICE_MEMORY if kind == DOC else 1), int(seconds))
    data = sys.stdin.buffer.read()
    answer: dict[str, object]
    # What a library prints must not get into the answer.
    with contextlib.redirect_stdout(sys.stderr):
        try:
            extract = read(kind, data, name)
            answer = {
                "lines": extract.lines,
                "fields": dict(extract.fields),
                "notes": extract.notes,
            }
        except UnreadableReport as error:
            answer = {"error": error.message, "hint": error.hint}
        except (MemoryError, RecursionError):
            answer = {"error": f"{name}：太复杂，内存不够", "hint": "转成 .txt 再导入"}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


def read(kind: str, data: bytes, name: str) -> Extract:
    """Return the text of ``data`` by the reader of its format; UnreadableReport for too much of it."""
    extract = _read(kind, data, name)
    if sum(map(len, extract.lines)) > _MOST_CHARACTERS:
        raise UnreadableReport(f"{name}：文字多得不像一份报告", "检查文件内容")
    return extract


def _read(kind: str, data: bytes, name: str) -> Extract:
    if kind == DOCX:
        from retrieval.reading.docx import read_docx

        return read_docx(data, name)
    if kind == PDF:
        from retrieval.reading.pdf import read_pdf

        return read_pdf(data, name)
    if kind == HTML:
        from retrieval.reading.html import read_html

        return read_html(data, name)
    from retrieval.reading.doc import read_doc

    return read_doc(data, name)


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limits; the parent's clock still holds there.
        return
    for what, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or value <= hard:
            resource.setrlimit(what, (value, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
