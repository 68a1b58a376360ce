"""A backup: one zip file with the library, what the bot keeps of its chats, and a manifest.

The manifest holds a SHA-256 of each part. A backup is written under another name and gets its
own when it is whole; it is checked part by part before anything of it is put back.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from retrieval.errors import DatabaseError, LibraryError

FORMAT = 1
MANIFEST, LIBRARY, CHATS = "manifest.json", "library.db", "chats.db"
_REMEDY = "请换一个备份文件；fazhi backup 会新做一个"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; ``parts`` maps a part's name to its SHA-256."""

    made: str
    program: str
    reports: int
    parts: Mapping[str, str]


def write_archive(file: Path, library: Path, chats: Path | None, program: str) -> Manifest:
    """Back up the library, and the chats where the bot has kept any, into the new ``file``.

    Both may be in use meanwhile. Raises DatabaseError where either can't be read or ``file``
    can't be written; a file of that name then stays as it was.
    """
    from retrieval.library import Library

    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=file.parent, prefix=".fazhi-") as folder:
            copies = {LIBRARY: Path(folder) / LIBRARY}
            Library.copy(library, copies[LIBRARY])
            if chats is not None and chats.exists():
                copies[CHATS] = Path(folder) / CHATS
                _copy_chats(chats, copies[CHATS])
            manifest = _manifest(copies, program)
            _write_zip(part, manifest, copies)
        part.replace(file)
    except OSError as error:
        raise DatabaseError(
            f"备份没有写成：{file}", f"请检查磁盘空间与权限：{error.strerror or error}"
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


@contextmanager
def opened_archive(file: Path) -> Iterator[tuple[Manifest, dict[str, Path]]]:
    """Give the manifest and the unpacked parts of a backup, each checked against its SHA-256.

    The parts are gone when the block ends. Raises LibraryError where the file is no backup of
    ours, is damaged, or was made by a newer version.
    """
    with TemporaryDirectory(prefix="fazhi-") as folder:
        try:
            with zipfile.ZipFile(file) as archive:
                manifest = _read_manifest(file, archive)
                parts = {
                    name: _unpack(archive, name, digest, Path(folder) / name)
                    for name, digest in manifest.parts.items()
                }
        except FileNotFoundError:
            raise LibraryError(f"没有这个备份文件：{file}", "请检查路径") from None
        except (
            zipfile.BadZipFile,
            zlib.error,
            KeyError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise LibraryError(f"备份文件已损坏，或不是备份：{file}", _REMEDY) from error
        except OSError as error:
            raise LibraryError(
                f"备份文件读不出：{file}", f"请检查权限与磁盘空间：{error.strerror or error}"
            ) from error
        yield manifest, parts


def put_back_chats(copy: Path, chats: Path) -> None:
    """Put the chats of a backup in place of what the bot has; all or nothing."""
    try:
        chats.touch(mode=0o600)
        with closing(sqlite3.connect(copy)) as original, closing(sqlite3.connect(chats)) as target:
            original.backup(target)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(
            f"聊天记录没有恢复：{chats}", f"请停下机器人、检查权限后重试：{error}"
        ) from error


def _copy_chats(chats: Path, into: Path) -> None:
    try:
        with closing(sqlite3.connect(chats)) as original, closing(sqlite3.connect(into)) as copy:
            original.backup(copy)
    except sqlite3.Error as error:
        raise DatabaseError(
            f"聊天记录读不出：{chats}", "可用 --no-chats 只备份资料库，或检查权限与磁盘"
        ) from error


def _manifest(copies: Mapping[str, Path], program: str) -> Manifest:
    from retrieval.library import Library

    with Library.open(copies[LIBRARY]) as library:
        reports = len(library.reports())
    made = datetime.now().astimezone().isoformat(timespec="seconds")
    # Digests last: to open an older library brings its tables up to date.
    return Manifest(
        made, program, reports, {name: digest_of(path) for name, path in copies.items()}
    )


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_zip(part: Path, manifest: Manifest, copies: Mapping[str, Path]) -> None:
    about = {
        "format": FORMAT,
        "made": manifest.made,
        "program": manifest.program,
        "reports": manifest.reports,
        "parts": dict(manifest.parts),
    }
    # For the eyes of its owner only: it may hold what people asked.
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(about, ensure_ascii=False, indent=1))
            for name, path in copies.items():
                archive.write(path, name)
        file.flush()
        os.fsync(file.fileno())


def _read_manifest(file: Path, archive: zipfile.ZipFile) -> Manifest:
    try:
        about = json.loads(archive.read(MANIFEST))
        if about["format"] > FORMAT:
            raise LibraryError(f"这个备份是更新的版本做的：{file}", "请先升级 fazhi")
        parts = {
            name: str(about["parts"][name]) for name in (LIBRARY, CHATS) if name in about["parts"]
        }
        parts[LIBRARY]
        return Manifest(str(about["made"]), str(about["program"]), int(about["reports"]), parts)
    except (KeyError, ValueError, TypeError) as error:
        raise LibraryError(f"这不是 fazhi 的备份：{file}", _REMEDY) from error


def _unpack(archive: zipfile.ZipFile, name: str, digest: str, into: Path) -> Path:
    with archive.open(name) as packed, into.open("wb") as file:
        while block := packed.read(_BLOCK):
            file.write(block)
    if digest_of(into) != digest:
        raise zipfile.BadZipFile(f"{name} differs from its digest")
    return into
