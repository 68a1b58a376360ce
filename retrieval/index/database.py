"""Opening the library's SQLite file, and nothing that is not ours.

The file keeps SQLite's rollback journal rather than a write-ahead log: a reader then needs
no write access to the folder, which is what ``fazhi ask`` on a read-only system has, and
the library stays one file. Readers go on while a report is written, but for the moment of
its commit, which they wait out.
"""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.errors import DatabaseError
from retrieval.index.migrations import APPLICATION_ID, SCHEMA_VERSION, migrate
from retrieval.language.lean_import import without

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = [
    "Database",
    "copy_database",
    "decoding",
    "guarded",
    "index_folder",
    "open_database",
    "open_unchanged",
    "replace_database",
    "writer",
]

_HEADER = b"SQLite format 3\0"
_WAIT_SECONDS = 20.0
_MAKE_ONE = "用 fazhi --db 文件 ingest 文件夹 建一个新库，或用 --db 指明正确的文件"


def open_database(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Return a connection to the library at ``path``, its tables brought up to date.

    With ``create`` a missing or empty file is made into a library. Raises DatabaseError
    for anything that is not a library of ours, of this version or an older one; such a
    file is never written to.
    """
    _check_file(path, create)
    with guarded(path), decoding(path):
        connection = _connect(path, "rwc" if create else "rw")
        with _closed_on_failure(connection):
            _check_contents(connection, path, create)
            migrate(connection)
            # A transaction that spills its pages would lock readers out before its commit.
            connection.execute("PRAGMA cache_spill = OFF")
        return connection


def index_folder(path: Path) -> Path:
    """Return the folder beside a library for what is made of it and may be deleted at any time."""
    return path.with_name(f"{path.name}.index")


def open_unchanged(path: Path) -> sqlite3.Connection:
    """Return a connection to the library at ``path`` that writes nothing, not even its tables' version.

    Where a writer was killed, SQLite first takes back what that one left undone. Raises
    DatabaseError where the file is missing, foreign or of a newer version.
    """
    _check_file(path, create=False)
    with guarded(path):
        try:
            return _opened(path, "ro")
        except sqlite3.OperationalError as error:
            if (getattr(error, "sqlite_errorname", None) or "") not in _LEFT_UNDONE:
                raise
        return _opened(path, "rw")


# A killed writer's journal is there: only who may write can take its changes back.
_LEFT_UNDONE = frozenset({"SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY"})


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    connection = _connect(path, mode)
    with _closed_on_failure(connection):
        _check_contents(connection, path, create=False)
    return connection


@contextmanager
def _closed_on_failure(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def copy_database(path: Path, into: Path) -> None:
    """Copy the database at ``path``, as it is between two writes, into a new file."""
    _check_file(path, create=False)
    with (
        guarded(path),
        closing(_connect(path, "rw")) as original,
        closing(_connect(into, "rwc")) as copy,
    ):
        original.backup(copy)


def replace_database(path: Path, by: Path) -> bool:
    """Put the content of the database ``by`` in the place of the one at ``path``; all or nothing.

    Programs that have ``path`` open go on and see the new content with their next question. A
    file that is damaged is kept beside, with ``.damaged`` behind its name; return whether that
    was so.
    """
    _check_file(by, create=False)
    _make_folder(path)
    if path.exists() and path.stat().st_size and not _is_sound(path):
        _move_aside(path)
        moved = True
    else:
        moved = False
    with (
        guarded(path),
        closing(_connect(by, "ro")) as original,
        closing(_connect(path, "rwc")) as target,
    ):
        original.backup(target)
    return moved


def _is_sound(path: Path) -> bool:
    """Return whether SQLite can read and trust the file at ``path``, whoever's it is."""
    try:
        with closing(_connect(path, "rw")) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if (getattr(error, "sqlite_errorname", None) or "").startswith(_DAMAGE):
            return False
        raise _explained(path, error) from error


# What SQLite calls a file that it can't make sense of.
_DAMAGE = ("SQLITE_NOTADB", "SQLITE_CORRUPT")


def _move_aside(path: Path) -> None:
    """Rename the file, and the journal that belongs to it: it would be played into the new one."""
    try:
        path.replace(path.with_name(f"{path.name}.damaged"))
        journal = path.with_name(f"{path.name}-journal")
        if journal.exists():
            journal.replace(path.with_name(f"{path.name}.damaged-journal"))
    except OSError as error:
        raise DatabaseError(f"无法移开损坏的数据库：{path}", f"请检查权限：{error}") from error


def writer(connection: sqlite3.Connection) -> Database:
    """Return what fills tables over an open connection.

    Imported here: sqlite_utils takes 50 ms to import, and a question only reads.
    """
    with without("numpy"):
        from sqlite_utils import Database

    return Database(connection, execute_plugins=False)


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite reports inside the block into a DatabaseError with a remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(path, error) from error


@contextmanager
def decoding(path: Path) -> Iterator[None]:
    """Turn into a DatabaseError what rows cause that are not as we wrote them."""
    try:
        yield
    except (ValueError, TypeError, KeyError, IndexError, ArithmeticError) as error:
        raise _damaged(path) from error


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=_WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def _check_file(path: Path, create: bool) -> None:
    """Refuse what cannot be a library before SQLite gets to see it."""
    try:
        mode = path.stat()
    except FileNotFoundError:
        if not create:
            raise DatabaseError(f"没有数据库文件：{path}", _MAKE_ONE) from None
        _make_folder(path)
        return
    except (OSError, ValueError) as error:
        raise DatabaseError(f"无法打开数据库：{path}", f"请检查路径和权限：{error}") from error
    if stat.S_ISDIR(mode.st_mode):
        raise DatabaseError(f"这是文件夹，不是数据库：{path}", _MAKE_ONE)
    if not stat.S_ISREG(mode.st_mode):
        raise DatabaseError(f"这不是普通文件，不能作数据库：{path}", _MAKE_ONE)
    try:
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except OSError as error:
        raise DatabaseError(f"无法读取数据库：{path}", "请检查文件的读取权限") from error
    if not header and not create:
        raise DatabaseError(f"数据库是空文件：{path}", _MAKE_ONE)
    if header and header != _HEADER:
        raise DatabaseError(f"这不是数据库文件，未作任何改动：{path}", _MAKE_ONE)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"无法新建文件夹：{path.parent}", "请换一个可写的位置") from error


def _check_contents(connection: sqlite3.Connection, path: Path, create: bool) -> None:
    """Refuse another program's database and a newer schema."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if application == APPLICATION_ID:
        if version > SCHEMA_VERSION:
            raise DatabaseError(
                f"数据库的版本（{version}）比本程序支持的（{SCHEMA_VERSION}）新：{path}",
                "请升级 fazhi，或用 --db 另建一个库；原文件未作任何改动",
            )
        return
    if tables or application or version:
        raise DatabaseError(f"这是其他程序的数据库，未作任何改动：{path}", _MAKE_ONE)
    if not create:
        raise DatabaseError(f"数据库里还没有内容：{path}", _MAKE_ONE)


def _explained(path: Path, error: sqlite3.Error) -> DatabaseError:
    """Return our error for SQLite's, told apart by SQLite's own name for it."""
    name = getattr(error, "sqlite_errorname", None) or ""
    for prefix, message, hint in _EXPLANATIONS:
        if name.startswith(prefix):
            return DatabaseError(f"{message}：{path}", hint)
    return _damaged(path)


_EXPLANATIONS = (
    ("SQLITE_BUSY", "另一个程序正在写数据库", "请稍后再试"),
    ("SQLITE_LOCKED", "另一个程序正在写数据库", "请稍后再试"),
    (
        "SQLITE_READONLY",
        "数据库只读，不能写入",
        "请检查文件和文件夹的写入权限，或用 --db 换一个位置",
    ),
    ("SQLITE_FULL", "磁盘已满，未写入", "请腾出空间后重试；已有内容不受影响"),
    ("SQLITE_IOERR", "读写数据库时磁盘出错", "请检查磁盘空间和磁盘状况后重试"),
    ("SQLITE_CANTOPEN", "无法打开数据库", "请检查路径和权限"),
    ("SQLITE_PERM", "没有权限打开数据库", "请检查文件权限"),
    ("SQLITE_NOMEM", "内存不足", "请关闭其他程序后重试"),
    ("SQLITE_INTERRUPT", "操作被中断", "请重试"),
    ("SQLITE_TOOBIG", "报告过大，未写入", "请把报告拆成较小的文件"),
)


def _damaged(path: Path) -> DatabaseError:
    return DatabaseError(
        f"数据库已损坏，读不出来：{path}",
        "请把它移开，再用 fazhi ingest 从报告文件重建，或从备份恢复",
    )
