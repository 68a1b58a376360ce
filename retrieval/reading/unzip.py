"""Archives, opened without trust: bounded in number and size, no path out of them, no lock."""

from __future__ import annotations

import datetime
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from retrieval.errors import UnreadableReport

MAX_MEMBERS = 5000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_MEMBER = 100 * 1024 * 1024
# A text packs to a tenth; a thousandth is a bomb.
_MAX_RATIO = 250
_SMALL = 1024 * 1024
_HEAD = 4096
# What a broken archive makes the library raise.
BROKEN = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError,
           zlib.error, lzma.LZMAError, IndexError)  # fmt: skip


class Member(NamedTuple):
    """A file inside an archive: its path there, and its bytes."""

    name: str
    data: bytes


def check_zip(data: bytes, name: str, *, no_doctype: bool = False) -> None:
    """Raise UnreadableReport where ``data`` is no zip file, is locked, or would unpack to too much.

    With ``no_doctype``, an XML part that declares a document type (the way to entity
    bombs, which no Word file needs) is refused too.
    """
    archive = _open(data, name)
    unpacked = 0
    for info in archive.infolist():
        unpacked += _check_member(info, name)
        if no_doctype and info.filename.endswith((".xml", ".rels")):
            head = _read(archive, info, name, _HEAD)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise UnreadableReport(
                    f"{name}：文件里有可疑的 XML 声明", "用 Word 或 WPS 打开后另存为 .docx 再导入"
                )
    if unpacked > MAX_UNPACKED:
        raise _bomb(name)


class Archive:
    """An archive whose members are read by their path; folders, hidden and system files left out."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open ``data``; ``name`` is for people.

        UnreadableReport as for ``check_zip``, and where a path leads out of the archive.
        """
        check_zip(data, name)
        self._name = name
        self._archive = _open(data, name)
        self._infos = dict(_find_members(self._archive, name))

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the members in the archive's order; of two of one path the last counts."""
        return tuple(self._infos)

    def read(self, path: str) -> bytes:
        """Return a member's bytes; UnreadableReport where it is broken or not there."""
        if path not in self._infos:
            raise UnreadableReport(f"{self._name}：压缩包里没有 {path}", "重新打包后再导入")
        return _read(self._archive, self._infos[path], self._name)

    def modified(self, path: str) -> float:
        """Return when a member was last written, in seconds as a file's; 0 where it isn't told."""
        info = self._infos[path]
        try:
            # An archive that keeps no times says 1980.
            moment = datetime.datetime(*info.date_time)
            return moment.timestamp() if moment.year > 1980 else 0.0
        except (ValueError, OverflowError, OSError):
            return 0.0


def zip_members(data: bytes, name: str) -> Iterator[Member]:
    """Yield the files in an archive in order, with the errors of :class:`Archive`."""
    archive = Archive(data, name)
    for path in archive.paths:
        yield Member(path, archive.read(path))


def _find_members(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for info in archive.infolist():
        path = _decode_name(info)
        parts = PurePosixPath(path.replace("\\", "/")).parts
        if info.is_dir() or any(p.startswith((".", "__MACOSX", "~$")) and p != ".." for p in parts):
            continue
        if ".." in parts or path.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", path):
            raise UnreadableReport(f"{name}：压缩包里有越界的路径 {path}", "重新打包后再导入")
        yield "/".join(parts), info


def holds(data: bytes, path: str) -> bool:
    """Return whether ``data`` is an archive with a member of that path."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return path in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _open(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise UnreadableReport(f"{name}：压缩包已损坏", "重新下载或重新打包后再导入") from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise _bomb(name)
    return archive


def _check_member(info: zipfile.ZipInfo, name: str) -> int:
    if info.flag_bits & 0x1:
        raise UnreadableReport(f"{name}：文件加了密码", "解除密码后再导入")
    if info.file_size > MAX_MEMBER or (
        info.file_size > _SMALL and info.file_size > _MAX_RATIO * max(info.compress_size, 1)
    ):
        raise _bomb(name)
    return info.file_size


def _read(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, most: int = MAX_MEMBER
) -> bytes:
    try:
        with archive.open(info) as member:
            return member.read(most)
    except BROKEN as error:
        raise UnreadableReport(f"{name}：压缩包已损坏", "重新下载或重新打包后再导入") from error


def _decode_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:
        return info.filename
    # Without the flag, archives made in China hold names in GBK, which were read as cp437.
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _bomb(name: str) -> UnreadableReport:
    return UnreadableReport(f"{name}：解压后过大，像是压缩炸弹", "检查文件来源，或分开打包再导入")
