"""A library that an older version made opens, answers as before, and is brought up to date.

``tests/support/databases/schemaN.db.gz`` was written by the program when its tables were of
version N, from one small report; add one with each new step of the migrations.
"""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from retrieval.errors import DatabaseError
from retrieval.index.migrations import SCHEMA_VERSION
from retrieval.library import Library

STORED = Path(__file__).parents[1] / "support" / "databases"


def unpack(version: int, into: Path) -> Path:
    path = into / "库.db"
    path.write_bytes(gzip.decompress((STORED / f"schema{version}.db.gz").read_bytes()))
    return path


def version_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_every_released_schema_is_upgraded_and_answers(version: int, tmp_path: Path) -> None:
    path = unpack(version, tmp_path)
    assert version_of(path) == version
    with Library.open(path) as library:
        assert [row.file for row in library.reports()] == ["云栖镇2023.txt"]
        answer = library.ask("云栖镇2023年行政应诉案件胜诉几件")
    assert [(value.value, value.unit) for value in answer.values] == [("9", "件")]
    assert version_of(path) == SCHEMA_VERSION
    assert all(check.ok for check in Library.check(path))


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_reports_join_an_upgraded_library(version: int, tmp_path: Path) -> None:
    path = unpack(version, tmp_path)
    file = tmp_path / "雾山乡2024.txt"
    text = "雾山乡2024年法治政府建设年度报告\n\n2024年，雾山乡共办理行政应诉案件3件。\n"
    file.write_text(text, encoding="utf-8")
    with Library.open(path) as library:
        assert [result.outcome for result in library.ingest([file])] == ["added"]
        assert [row.year for row in library.reports()] == [2023, 2024]


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = unpack(SCHEMA_VERSION, tmp_path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="请升级 fazhi"):
        Library.open(path)
    assert path.read_bytes() == before
