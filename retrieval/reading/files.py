"""Reading files: each becomes a report, or an error that says why not; an archive several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import FazhiError, UnreadableReport
from retrieval.reading.decode import decode, split_lines
from retrieval.reading.extract import Extract
from retrieval.reading.formats import SUFFIXES, TEXT, ZIP, find_format
from retrieval.reading.isolate import extract_in_child
from retrieval.reading.overrides import (
    OVERRIDES,
    check_override,
    parse_overrides,
    read_overrides,
)
from retrieval.reading.report import parse_report
from retrieval.reading.unzip import MAX_MEMBER, Archive, zip_members
from retrieval.records import ParsedReport

__all__ = [
    "OVERRIDES",
    "SUFFIXES",
    "Archive",
    "ReadResult",
    "is_archive",
    "parse_overrides",
    "read_bytes",
    "read_data",
    "read_overrides",
    "read_report",
    "read_reports",
]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of one file: a report, or the error that says why not. ``file`` is its name."""

    file: str
    parsed: ParsedReport | None = None
    error: FazhiError | None = None


def read_report(path: Path, override: Mapping[str, object] | None = None) -> ParsedReport:
    """Return the report in ``path`` with its sections and passages.

    ``override`` is the file's entry of reports.toml (see ``read_overrides``). Raises
    UnreadableReport, in Chinese with a remedy, where the file is not a readable report
    (an archive must hold one report and no more; see ``read_reports``), and DataFileError
    where ``override`` has an unknown key or a wrong type.
    """
    results = list(read_reports(path, {path.name: override or {}}))
    if len(results) != 1:
        count = f"有 {len(results)} 个文件" if results else "没有报告"
        raise UnreadableReport(f"{path.name}：压缩包里{count}", "解压后导入整个文件夹")
    result = results[0]
    if result.parsed is None:
        raise result.error or UnreadableReport(f"{path.name}：读不出来", "换一份文件再试")
    return result.parsed


def read_reports(
    path: Path, overrides: Mapping[str, Mapping[str, object]] | None = None
) -> Iterator[ReadResult]:
    """Yield what ``path`` holds: one report, or each of an archive's in turn.

    A report out of an archive is called ``包.zip/报告.docx``. ``overrides`` are looked up by
    that name, by the report's own name, and, for what is alone, by the archive's. Errors
    come as results, so that one file never costs another.
    """
    overrides = overrides or {}
    try:
        data = read_bytes(path)
        kind = find_format(data, path.name)
        members = [(path.name, data, kind)] if kind != ZIP else _members(data, path.name)
    except FazhiError as error:
        yield ReadResult(path.name, error=error)
        return
    for name, content, member_kind in members:
        own = name.rsplit("/", 1)[-1]
        override = overrides.get(name) or overrides.get(own) or overrides.get(path.name) or {}
        try:
            yield ReadResult(name, read_data(content, name, override, member_kind))
        except FazhiError as error:
            yield ReadResult(name, error=error)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of ``path``; UnreadableReport where it cannot be opened or is too big."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_MEMBER + 1)
    except OSError as error:
        reason = "是文件夹" if path.is_dir() else f"打不开（{error.strerror}）"
        raise UnreadableReport(f"{path.name}：{reason}", "检查路径和读取权限") from error
    if len(data) > MAX_MEMBER:
        raise UnreadableReport(
            f"{path.name}：文件超过 {MAX_MEMBER // 1024 // 1024} MB 的上限",
            "拆成一份报告一个文件再导入",
        )
    return data


def _members(data: bytes, archive: str) -> list[tuple[str, bytes, str]]:
    """Return (name, bytes, format) of an archive's reports; what is no report's format is left out."""
    found: list[tuple[str, bytes, str]] = []
    for member in zip_members(data, archive):
        if member.name.lower().endswith(SUFFIXES):
            found.append((f"{archive}/{member.name}", member.data, ""))
    if not found:
        raise UnreadableReport(f"{archive}：压缩包里没有报告", "检查压缩包内容")
    return found


def is_archive(data: bytes, name: str) -> bool:
    """Return whether ``data`` is an archive of reports; UnreadableReport for what is never read."""
    return data.startswith(b"PK") and find_format(data, name) == ZIP


def read_data(
    data: bytes, name: str, override: Mapping[str, object], kind: str = ""
) -> ParsedReport:
    """Return the report in ``data``, called ``name``; ``kind`` is its format if known already.

    Raises as :func:`read_report` does.
    """
    check_override(OVERRIDES, name, override)
    kind = kind or find_format(data, name)
    if kind == ZIP:
        raise UnreadableReport(f"{name}：压缩包里还有压缩包", "解开里层的压缩包再导入")
    extract = _read_text(data, name) if kind == TEXT else extract_in_child(kind, data, name)
    return parse_report(extract, file=name, data=data, override=override)


def _read_text(data: bytes, name: str) -> Extract:
    decoded = decode(data, name)
    notes = () if decoded.encoding == "utf-8" else (f"编码：{decoded.encoding}",)
    return Extract(split_lines(decoded.text, name), notes=notes)
