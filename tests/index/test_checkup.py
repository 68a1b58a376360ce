"""A library is found whole, and each way of being in disorder is named with a remedy."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from report_values import plain_entry

from retrieval.errors import DatabaseError
from retrieval.index.checkup import check_library
from retrieval.index.store import Store


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with Store.open(path, create=True) as store:
        store.add(plain_entry())
        store.learn_dictionary({"行": "行政 1"}, 1)
    return path


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def failing(path: Path) -> list[str]:
    checks = check_library(path)
    assert all(check.remedy == "" or "fazhi" in check.remedy for check in checks)
    return [check.name for check in checks if not check.ok]


def test_a_whole_library_has_nothing_to_mend(library: Path) -> None:
    before = library.read_bytes()
    assert failing(library) == []
    assert library.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DELETE FROM facts", "段落与数字"),
        ("UPDATE reports SET passages = passages + 1", "段落与数字"),
        ("INSERT INTO lines VALUES ('gone', 1, '残留')", "没有残留"),
        ("INSERT INTO fact_terms VALUES ('词', 'gone', 0)", "没有残留"),
        ("UPDATE lines SET text = '改' || text", "引文与原文"),
        ("DELETE FROM lines", "引文与原文"),
        ("UPDATE sentences SET text = text || '。'", "引文与原文"),
        ("DELETE FROM dictionary", "词典"),
    ],
)
def test_each_disorder_is_found(library: Path, statement: str, name: str) -> None:
    change(library, statement)
    assert failing(library) == [name]


def test_damaged_pages_are_found(library: Path) -> None:
    content = bytearray(library.read_bytes())
    content[4096 * 2 : 4096 * 2 + 2000] = bytes(2000)
    library.write_bytes(content)
    assert failing(library) == ["数据完整"]


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="没有数据库文件"):
        check_library(tmp_path / "gone.db")
