"""Whether a library file is whole: SQLite's own check, and our tables in step with each other.

Nothing is changed. Counting rows and cutting every sentence again takes about as long as reading
the file once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from retrieval.index import codec
from retrieval.index.database import decoding, guarded, open_unchanged
from retrieval.index.migrations import SCHEMA_VERSION
from retrieval.records import Check

_REBUILD = "用 fazhi restore 从备份恢复，或移开这个文件，再用 fazhi ingest 从报告重建"


def check_library(path: Path) -> tuple[Check, ...]:
    """Return what each check of the library file at ``path`` came to, in a fixed order.

    Checks that need a whole file are left out where it is not. Raises DatabaseError where the
    file is missing, foreign or of a newer version.
    """
    with guarded(path), decoding(path), closing(open_unchanged(path)) as database:
        damage = _damage(database)
        if damage:
            return (Check("数据完整", damage, _REBUILD),)
        whole = Check("数据完整", "SQLite 检查通过")
        return (whole, _schema(database), *(check(database) for check in _CHECKS))


def _damage(database: sqlite3.Connection) -> str:
    """Return the first thing that SQLite's integrity check complains of; empty where nothing."""
    try:
        rows = database.execute("PRAGMA integrity_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if rows == [("ok",)] else str(rows[0][0])


def _schema(database: sqlite3.Connection) -> Check:
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    if version == SCHEMA_VERSION:
        return Check("表的版本", f"{version}，与程序一致")
    return Check("表的版本", f"{version}，下次打开时升级到 {SCHEMA_VERSION}")


def _counts(database: sqlite3.Connection) -> Check:
    """Compare what each report says it has with the rows that there are."""
    wrong = [
        file
        for file, passages, figures, has_passages, has_figures in database.execute(
            "SELECT file, passages, figures, "
            "(SELECT count(*) FROM passages WHERE report = reports.id), "
            "(SELECT count(*) FROM facts WHERE report = reports.id) FROM reports"
        )
        if (passages, figures) != (has_passages, has_figures)
    ]
    reports, passages, facts = (
        int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("reports", "passages", "facts")
    )
    if wrong:
        return Check("段落与数字", f"{wrong[0]} 等 {len(wrong)} 份报告的条数对不上", _REBUILD)
    return Check("段落与数字", f"{reports} 份报告、{passages} 段、{facts} 个数字，条数一致")


def _strays(database: sqlite3.Connection) -> Check:
    """Look for rows of reports that are not there, as half a write would leave."""
    for table in ("lines", "sections", "passages", "sentences", "facts", "fact_terms", "copies"):
        row = database.execute(
            f"SELECT count(*) FROM {table} WHERE report NOT IN (SELECT id FROM reports)"
        ).fetchone()
        if row[0]:
            return Check("没有残留", f"{table} 里有 {row[0]} 行不属于任何报告", _REBUILD)
    return Check("没有残留", "每一行都属于一份报告")


def _quotes(database: sqlite3.Connection) -> Check:
    """Cut every sentence again out of the lines it was taken from."""
    counted = 0
    for report, file in database.execute("SELECT id, file FROM reports").fetchall():
        lines = dict(
            database.execute("SELECT line, text FROM lines WHERE report = ?", (report,)).fetchall()
        )
        for text, pieces in _sentences(database, report):
            counted += 1
            cut = "".join(
                lines.get(piece.line, "")[piece.start : piece.end]
                for piece in codec.pieces_from_text(pieces)
            )
            if cut != text:
                return Check("引文与原文", f"{file} 里有一句与存下的原文不同", _REBUILD)
    return Check("引文与原文", f"{counted} 句逐字核对，全部一致")


def _sentences(database: sqlite3.Connection, report: str) -> Iterator[tuple[str, str]]:
    yield from database.execute("SELECT text, pieces FROM sentences WHERE report = ?", (report,))


def _dictionary(database: sqlite3.Connection) -> Check:
    words = int(database.execute("SELECT count(*) FROM dictionary").fetchone()[0])
    reports = int(database.execute("SELECT count(*) FROM reports").fetchone()[0])
    if reports and not words:
        return Check("词典", "库里没有词典", "重新读入报告：fazhi ingest 报告文件夹")
    return Check("词典", f"按首字 {words} 组")


_CHECKS: tuple[Callable[[sqlite3.Connection], Check], ...] = (
    _counts,
    _strays,
    _quotes,
    _dictionary,
)
