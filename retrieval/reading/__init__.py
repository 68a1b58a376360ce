"""A file to a report: decoded, outlined, with place, year and title found in its text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from retrieval.errors import UnreadableReport
from retrieval.reading.decode import MAX_BYTES, decode, split_lines
from retrieval.reading.overrides import OVERRIDES, check_override, read_overrides
from retrieval.reading.report import parse_report
from retrieval.records import ParsedReport

SUFFIXES = (".txt",)

__all__ = ["SUFFIXES", "read_overrides", "read_report"]


def read_report(path: Path, override: Mapping[str, object] | None = None) -> ParsedReport:
    """Return the report in ``path`` with its sections and passages.

    ``override`` is the file's entry of reports.toml (see ``read_overrides``). Raises
    UnreadableReport, in Chinese with a remedy, where the file is not a readable report,
    and DataFileError where ``override`` has an unknown key or a wrong type.
    """
    override = override or {}
    check_override(OVERRIDES, path.name, override)
    data = read_bytes(path)
    text, encoding = decode(data, path.name)
    lines = split_lines(text, path.name)
    notes = () if encoding == "utf-8" else (f"编码：{encoding}",)
    return parse_report(lines, file=path.name, data=data, override=override, notes=notes)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of ``path``; UnreadableReport where it cannot be opened or is too big."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = "是文件夹" if path.is_dir() else f"打不开（{error.strerror}）"
        raise UnreadableReport(f"{path.name}：{reason}", "检查路径和读取权限") from error
