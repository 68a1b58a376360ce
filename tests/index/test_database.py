"""Opening: only our own file is touched, and anything else is named with a remedy."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from report_values import plain_entry

from retrieval.errors import DatabaseError, LibraryError
from retrieval.index import migrations
from retrieval.index.database import open_unchanged
from retrieval.index.migrations import APPLICATION_ID, SCHEMA_VERSION
from retrieval.index.store import Store

ROOT = Path(__file__).parents[2]


def make_library(path: Path) -> Path:
    with Store.open(path, create=True) as store:
        store.add(plain_entry())
    return path


def change(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def directory(path: Path) -> None:
    path.mkdir()


def empty(path: Path) -> None:
    path.touch()


def prose(path: Path) -> None:
    path.write_text("这是一份报告。" * 50, encoding="utf-8")


def foreign(path: Path) -> None:
    change(path, "CREATE TABLE bookmarks (url TEXT)")


def foreign_mark(path: Path) -> None:
    change(path, "PRAGMA application_id = 7", "CREATE TABLE t (x)", "DROP TABLE t")


def newer(path: Path) -> None:
    change(make_library(path), f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def absent(path: Path) -> None:
    assert not path.exists()


CASES = [
    (directory, "这是文件夹", True),
    (prose, "不是数据库文件", True),
    (foreign, "其他程序的数据库", True),
    (foreign_mark, "其他程序的数据库", True),
    (newer, "比本程序支持的", True),
    (pipe, "不是普通文件", True),
    (empty, "空文件", False),
    (absent, "没有数据库文件", False),
]


@pytest.mark.parametrize(
    ("make", "message", "create"), CASES, ids=lambda case: getattr(case, "__name__", str(case))
)
def test_what_is_no_library_of_ours_is_refused_untouched(
    tmp_path: Path, make: object, message: str, create: bool
) -> None:
    path = tmp_path / "a.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    for creating in {False, create}:
        with pytest.raises(DatabaseError, match=message) as caught:
            Store.open(path, create=creating)
        assert caught.value.hint
    assert before == (path.read_bytes() if path.is_file() else None)


def test_create_makes_folders_and_marks_the_file(tmp_path: Path) -> None:
    path = make_library(tmp_path / "新" / "夹 #1?" / "库.db")
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_create_fills_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    assert Store.open(make_library(path)).summaries()


def test_create_keeps_what_is_there(tmp_path: Path) -> None:
    path = make_library(tmp_path / "a.db")
    with Store.open(path, create=True) as store:
        assert len(store.summaries()) == 1


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    for path in (tmp_path / ("长" * 300), tmp_path / "a\0b", make_library(tmp_path / "a") / "b.db"):
        with pytest.raises(DatabaseError):
            Store.open(path, create=True)


@pytest.mark.parametrize("seed", range(12))
def test_damage_raises_nothing_but_our_errors(tmp_path: Path, seed: int) -> None:
    path = make_library(tmp_path / "a.db")
    whole = bytearray(path.read_bytes())
    luck = random.Random(seed)
    for _ in range(40):
        # The header stays: without it the file is no database at all.
        whole[luck.randrange(100, len(whole))] = luck.randrange(256)
    path.write_bytes(whole[: luck.choice([len(whole), len(whole) // 2])])
    # Damage inside a text cannot be told; whatever can be told is told as our error.
    with contextlib.suppress(LibraryError), Store.open(path) as store:
        store.parsed("a1b2c3d4e5f6")
        store.facts("a1b2c3d4e5f6")
        store.passages()


def test_rows_of_another_shape_are_damage(tmp_path: Path) -> None:
    path = change(make_library(tmp_path / "a.db"), "UPDATE facts SET value = 'zwei', cues = '{'")
    with Store.open(path) as store, pytest.raises(DatabaseError, match="已损坏"):
        store.facts("a1b2c3d4e5f6")


def test_a_failed_step_is_taken_back_and_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_library(tmp_path / "a.db")

    def half(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (x)")
        connection.execute("CREATE TABLE half (x)")

    def whole(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (x)")

    monkeypatch.setattr(migrations, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr("retrieval.index.database.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, half))
    with pytest.raises(DatabaseError):
        Store.open(path)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS[:-1], whole))
    with Store.open(path) as store:
        assert store.parsed("a1b2c3d4e5f6") == plain_entry().parsed


_READ_AS_NOBODY = """
import os, pathlib, sys
# Before the change of user, who may not be let into the interpreter's own folders.
import sqlite_utils
from retrieval.errors import DatabaseError
from retrieval.index.store import Store
os.setgid(65534); os.setuid(65534)
store = Store.open(pathlib.Path(sys.argv[1]))
assert store.parsed("a1b2c3d4e5f6").report.lines
try:
    store.remove("a1b2c3d4e5f6")
except DatabaseError as error:
    assert "只读" in error.message, error
else:
    raise SystemExit("wrote to a read-only library")
"""


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="needs another user")
def test_a_read_only_folder_can_be_asked() -> None:
    # Not pytest's own folder, which no other user may enter.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make_library(folder / "a.db")
        path.chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", _READ_AS_NOBODY, str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        folder.chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")


_WRITE_FOREVER = """
import pathlib, sys
sys.path.insert(0, "tests/index")
from report_values import plain_entry
from retrieval.index.store import Store
store = Store.open(pathlib.Path(sys.argv[1]), create=True)
print("ready", flush=True)
number = 0
while True:
    number += 1
    for place in ("甲街道", "乙街道", "丙街道"):
        lines = tuple(f"第{number}版第{n}行，共{number}件。" for n in range(30))
        store.add(plain_entry(place, lines=lines, report_id=f"{ord(place[0]):012x}"))
"""


def test_killed_at_any_moment_the_library_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    luck = random.Random(20)
    for _ in range(12):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITE_FOREVER, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(luck.uniform(0, 0.15))
        writer.kill()
        writer.wait()
        writer.stdout.close()
        _check_whole(path)


def _check_whole(path: Path) -> None:
    """Each report holds one version's lines, all of them, and the file is sound."""
    with Store.open(path) as store:
        for report in store.reports():
            parsed = store.parsed(report.id)
            versions = {line.split("版")[0] for line in parsed.report.lines}
            assert (len(versions), len(parsed.report.lines)) == (1, 30)
            assert [p.text for p in parsed.passages] == list(parsed.report.lines)
            assert len(store.facts(report.id)) == 30
        assert store._database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# A writer whose pages went to the file before it was killed: the journal that takes them back stays.
HALF_WRITTEN = """
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("PRAGMA cache_size = 1")
database.execute("BEGIN IMMEDIATE")
database.execute("CREATE TABLE half AS SELECT hex(randomblob(1000)) AS page FROM facts LIMIT 1")
for _ in range(12):
    database.execute("INSERT INTO half SELECT hex(randomblob(1000)) FROM half")
os._exit(9)
"""


def test_what_a_killed_writer_left_is_taken_back_when_looked_at(tmp_path: Path) -> None:
    path = make_library(tmp_path / "库.db")
    subprocess.run([sys.executable, "-c", HALF_WRITTEN, str(path)], check=False)
    assert Path(f"{path}-journal").stat().st_size
    open_unchanged(path).close()
    with sqlite3.connect(path) as database:
        assert not database.execute("SELECT * FROM sqlite_master WHERE name = 'half'").fetchall()
