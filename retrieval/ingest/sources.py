"""What there is to read: files and the members of archives, each with a stamp of its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from retrieval.errors import FazhiError, UnreadableReport
from retrieval.reading.files import (
    OVERRIDES,
    SUFFIXES,
    Archive,
    is_archive,
    parse_overrides,
    read_bytes,
    read_overrides,
)

# Between an archive and its member in a location: ``/报告/2023.zip!/甲镇.docx``.
MARK = "!/"
_NO_REPORTS = "README", OVERRIDES
_PACKAGE = Path(__file__).parent.parent

Overrides = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Source:
    """One report to be read: ``path``, or the ``member`` of the archive there.

    ``stamp`` changes whenever reading it again could give something else, and is empty where
    ``error`` says why it can't be read. ``modified`` is in seconds since 1970.
    """

    path: Path
    member: str = ""
    override: Mapping[str, object] = field(default_factory=dict)
    stamp: str = ""
    modified: float = 0.0
    error: FazhiError | None = None

    @property
    def name(self) -> str:
        """The file's name; a member's behind its archive's: ``2023.zip/甲镇.docx``."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    @property
    def location(self) -> str:
        """Where it lies, with the folders above it."""
        place = str(self.path.resolve())
        return f"{place}{MARK}{self.member}" if self.member else place


def find_sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Yield what the files hold, folders searched to the bottom, each location once."""
    tables: dict[Path, Overrides | FazhiError] = {}
    met: set[str] = set()
    for file in (file for path in paths for file in find_files(path)):
        for source in _sources_of(file, tables):
            if source.location not in met:
                met.add(source.location)
                yield source


def find_files(path: Path) -> tuple[Path, ...]:
    """Return the files of a folder in a fixed order, or ``path`` itself.

    Left out of a folder are hidden files, the lock files of word processors, its README
    and its reports.toml.
    """
    if not path.is_dir():
        return (path,)
    inside = (file.relative_to(path) for file in path.rglob("*") if file.is_file())
    return tuple(path / file for file in sorted(inside) if _may_be_report(file))


def lies_there(location: str) -> bool:
    """Return whether the file or member is still there; where that can't be told, it is."""
    try:
        if Path(location).exists():
            return True
        container, mark, member = location.rpartition(MARK)
        if not mark or not Path(container).is_file():
            return False
        return member in _open_archive(Path(container)).paths
    except (OSError, ValueError, UnreadableReport):
        return True


def bytes_of(source: Source) -> bytes:
    """Return the bytes of a source; UnreadableReport where they are not to be had."""
    if not source.member:
        return read_bytes(source.path)
    try:
        return _open_archive(source.path).read(source.member)
    except OSError as error:
        raise _unopened(source.path.name, error) from error


def stamp_of(data: bytes, override: Mapping[str, object]) -> str:
    """Return a digest of all that decides what a report's bytes give."""
    digest = hashlib.sha256(_program().encode())
    digest.update(json.dumps(override, sort_keys=True, default=str).encode())
    digest.update(data)
    return digest.hexdigest()


def _may_be_report(file: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.parts)
    return not hidden and not file.name.startswith(_NO_REPORTS)


def _sources_of(file: Path, tables: dict[Path, Overrides | FazhiError]) -> Iterator[Source]:
    """Yield what one file holds; what is wrong with it becomes the source's error."""
    if not file.name.lower().endswith(SUFFIXES) and file.exists():
        yield Source(file, error=_unsupported(file.name))
        return
    try:
        overrides = _overrides_of(file.parent, tables)
        data = read_bytes(file)
        modified = file.stat().st_mtime
        if is_archive(data, file.name):
            yield from _members_of(file, Archive(data, file.name), overrides, modified)
            return
    except FazhiError as error:
        yield Source(file, error=error)
        return
    except OSError as error:
        yield Source(file, error=_unopened(file.name, error))
        return
    override = overrides.get(file.name, {})
    yield Source(file, "", override, stamp_of(data, override), modified)


def _members_of(
    file: Path, archive: Archive, overrides: Overrides, modified: float
) -> Iterator[Source]:
    """Yield an archive's reports; its own reports.toml counts where the folder's is silent."""
    members = [path for path in archive.paths if _may_be_report(Path(path))]
    if not any(path.lower().endswith(SUFFIXES) for path in members):
        raise UnreadableReport(f"{file.name}：压缩包里没有报告", "检查压缩包内容")
    within = _overrides_within(archive, file.name)
    for path in members:
        name, own = f"{file.name}/{path}", path.rsplit("/", 1)[-1]
        override = overrides.get(name) or overrides.get(own) or within.get(path) or {}
        if len(members) == 1:
            override = override or overrides.get(file.name, {})
        if not own.lower().endswith(SUFFIXES):
            yield Source(file, path, error=_unsupported(name))
            continue
        try:
            data = archive.read(path)
        except FazhiError as error:
            yield Source(file, path, error=error)
            continue
        when = archive.modified(path) or modified
        yield Source(file, path, override, stamp_of(data, override), when)


def _overrides_within(archive: Archive, name: str) -> dict[str, dict[str, object]]:
    """Return what the archive's own reports.toml files say, by the member's path."""
    found: dict[str, dict[str, object]] = {}
    for path in archive.paths:
        folder, slash, own = path.rpartition("/")
        if own == OVERRIDES:
            tables = parse_overrides(archive.read(path), f"{name}/{path}")
            found |= {f"{folder}{slash}{file}": table for file, table in tables.items()}
    return found


def _overrides_of(folder: Path, tables: dict[Path, Overrides | FazhiError]) -> Overrides:
    """Return a folder's overrides, read once for all its files; raise what is wrong with them."""
    if folder not in tables:
        try:
            tables[folder] = read_overrides(folder)
        except FazhiError as error:
            tables[folder] = error
    table = tables[folder]
    if isinstance(table, FazhiError):
        raise table
    return table


def _open_archive(path: Path) -> Archive:
    """Return the archive at ``path``; the last one opened is kept while it stays as it is."""
    status = path.stat()
    return _archive_of(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1)
def _archive_of(path: Path, _modified: int, _size: int) -> Archive:
    return Archive(read_bytes(path), path.name)


def _unsupported(name: str) -> UnreadableReport:
    ending = Path(name).suffix or "没有扩展名"
    formats = "、".join(suffix.lstrip(".") for suffix in SUFFIXES)
    return UnreadableReport(f"不支持的格式：{ending}", f"请转成 {formats} 再读入")


def _unopened(name: str, error: OSError) -> UnreadableReport:
    return UnreadableReport(f"{name}：打不开（{error.strerror}）", "检查路径和读取权限")


@cache
def _program() -> str:
    """Return a digest of the code and data that read reports: a newer program reads anew."""
    files = [
        *(
            file
            for part in ("reading", "language", "figures", "index")
            for file in (_PACKAGE / part).glob("*.py")
        ),
        *(file for file in (_PACKAGE / "data").iterdir() if file.is_file()),
    ]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
