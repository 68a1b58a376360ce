"""Which database a call works on, and the default one's first filling from the packaged reports."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.folders import data_folder
from bot.links import use_pages
from bot.settings import Settings
from retrieval.errors import DatabaseError, LibraryError

if TYPE_CHECKING:
    from retrieval.library import Library

Progress = Callable[[str, int, int], None]
Notice = Callable[[str], None]


def database_path(settings: Settings) -> Path:
    """Return the database file: the one that is set, or the default one in the data folder."""
    return settings.path("db") or data_folder() / "fazhi.db"


def chats_path(library: Path) -> Path:
    """Return the file beside the library in which the bot keeps what it must of its chats."""
    return library.with_name(f"{library.stem}.telegram.db")


def logbook_path(library: Path) -> Path:
    """Return the file beside the library that says what became of the questions asked of the bot."""
    return library.with_name(f"{library.stem}.log.db")


def open_library(
    settings: Settings,
    *,
    create: bool = False,
    progress: Progress | None = None,
    notice: Notice | None = None,
) -> Library:
    """Return the library of the database that the settings name; the caller closes it.

    The default database is made and filled from ``corpus/`` on first use, and again when the
    packaged reports or the program that reads them changed; ``progress`` and ``notice`` hear of it. A named database is only
    made with ``create``: without it a missing one is a DatabaseError. Quotes are linked to
    ``browse.url`` from now on.
    """
    from retrieval.library import Library

    use_pages(settings)
    path = database_path(settings)
    large = settings.number("ranking.disk_from")
    if settings.path("db") is not None:
        return Library.open(path, create=create, disk_from=large)
    corpus = corpus_folder()
    stamp = path.with_name(path.name + ".corpus")
    wanted = _fingerprint(corpus) if corpus else ""
    first = not path.exists()
    if not first and (corpus is None or _read(stamp) == wanted):
        return Library.open(path, disk_from=large)
    if first:
        _make_folder(path.parent)
    library = Library.open(path, create=first, disk_from=large)
    try:
        if corpus is not None:
            _fill(library, corpus, first, progress, notice)
            # Only after the last file: an interrupted filling begins again where it stopped.
            stamp.write_text(wanted, encoding="utf-8")
    except (LibraryError, OSError) as error:
        # A full or read-only disk: what is there already can still answer.
        if first:
            library.close()
            raise
        if notice:
            notice(f"附带的报告没能更新（{error}），先用已有的。")
    except BaseException:
        library.close()
        raise
    return library


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(
            f"数据目录无法建立：{folder}（{error.strerror}）",
            "请检查权限，或用 FAZHI_HOME=目录、--db 文件 指定别处",
        ) from error


def _fill(
    library: Library,
    corpus: Path,
    first: bool,
    progress: Progress | None,
    notice: Notice | None,
) -> None:
    if notice:
        why = "首次使用" if first else "程序或附带的报告有变"
        notice(f"{why}，正在读入 {corpus.name}/ …")
    for result in library.ingest([corpus], progress=progress):
        if result.outcome == "failed" and notice:
            notice(f"未能读入 {result.file}：{result.message}（{result.hint}）")


def corpus_folder() -> Path | None:
    """Return the packaged reports: beside the packages in a checkout, inside them in a wheel."""
    root = Path(__file__).resolve().parent.parent
    for folder in (root / "corpus", root / "retrieval" / "data" / "corpus"):
        if (folder / "reports.toml").is_file():
            return folder
    return None


def _fingerprint(folder: Path) -> str:
    """Return what changes with a packaged report, or with the program that read it.

    Nothing is opened: names, sizes and times tell.
    """
    program = Path(__file__).resolve().parent.parent / "retrieval"
    parts = [
        folder,
        *(program / part for part in ("reading", "language", "figures", "index", "data")),
    ]
    rows = []
    for part in parts:
        with os.scandir(part) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_file():
                    status = entry.stat()
                    rows.append(f"{entry.name}\t{status.st_size}\t{status.st_mtime_ns}")
    return "\n".join([str(folder), *rows])


def _read(stamp: Path) -> str | None:
    try:
        return stamp.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
