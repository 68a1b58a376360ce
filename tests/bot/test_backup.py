"""Backups: made while others write, verified before they replace anything, rotated."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import threading
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import run
from bot.database import chats_path
from bot.upkeep.archive import write_archive
from bot.upkeep.rotation import expire, new_name
from retrieval.errors import DatabaseError
from retrieval.library import Library
from tests.soak import how_many

REPORT = "{place}2023年法治政府建设年度报告\n\n2023年，{place}共办理行政应诉案件{cases}件。\n"


def write_report(folder: Path, place: str, cases: int) -> Path:
    file = folder / f"{place}2023.txt"
    file.write_text(REPORT.format(place=place, cases=cases), encoding="utf-8")
    return file


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "库.db"
    with Library.open(path, create=True) as opened:
        opened.ingest([write_report(tmp_path, "甲山镇", 21)])
    return path


def call(*arguments: object) -> int:
    return run([str(argument) for argument in arguments])


def figures(path: Path) -> list[str]:
    with Library.open(path) as library:
        return [value.value for value in library.ask("甲山镇2023年行政应诉案件几件").values]


def make_chats(library: Path, note: str) -> Path:
    path = chats_path(library)
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text TEXT)")
    connection.execute("INSERT INTO notes VALUES (?)", (note,))
    connection.commit()
    connection.close()
    return path


def note_in(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return str(connection.execute("SELECT text FROM notes").fetchone()[0])
    finally:
        connection.close()


def test_what_was_backed_up_comes_back(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "备份.zip"
    assert call("backup", file, "--db", library) == 0
    with Library.open(library) as opened:
        opened.ingest([write_report(tmp_path, "甲山镇", 99)])
    assert figures(library) == ["99"]
    assert call("restore", file, "--yes", "--db", library) == 0
    assert figures(library) == ["21"]
    assert file.stat().st_mode & 0o077 == 0


def test_a_backup_moves_to_another_machine(library: Path, tmp_path: Path) -> None:
    assert call("backup", tmp_path / "备份.zip", "--db", library) == 0
    elsewhere = tmp_path / "新机器" / "库.db"
    assert call("restore", tmp_path / "备份.zip", "--db", elsewhere) == 0
    assert figures(elsewhere) == ["21"]


def test_chats_come_back_only_when_asked_for(library: Path, tmp_path: Path) -> None:
    chats = make_chats(library, "旧")
    assert call("backup", tmp_path / "全.zip", "--db", library) == 0
    assert call("backup", tmp_path / "库.zip", "--no-chats", "--db", library) == 0
    make_chats(library, "新")
    assert call("restore", tmp_path / "全.zip", "--db", library) == 0
    assert note_in(chats) == "新"
    assert call("restore", tmp_path / "库.zip", "--chats", "--db", library) == 4
    assert call("restore", tmp_path / "全.zip", "--chats", "--db", library) == 0
    assert note_in(chats) == "旧"


def test_an_open_library_goes_on_with_what_was_restored(library: Path, tmp_path: Path) -> None:
    assert call("backup", tmp_path / "备份.zip", "--db", library) == 0
    with Library.open(library) as opened:
        opened.ingest([write_report(tmp_path, "甲山镇", 99)])
        asked = "甲山镇2023年行政应诉案件几件"
        assert opened.ask(asked).values[0].value == "99"
        assert call("restore", tmp_path / "备份.zip", "--db", library) == 0
        assert opened.ask(asked).values[0].value == "21"


def test_restored_under_load(library: Path, tmp_path: Path) -> None:
    assert call("backup", tmp_path / "备份.zip", "--db", library) == 0
    with Library.open(library) as opened:
        opened.ingest([write_report(tmp_path, "甲山镇", 99)])
    done = threading.Event()
    seen: list[str] = []
    failures: list[Exception] = []

    def ask() -> None:
        try:
            with Library.open(library) as opened:
                while not done.is_set():
                    answer = opened.ask("甲山镇2023年行政应诉案件几件")
                    seen.extend(value.value for value in answer.values)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test names it
            failures.append(error)

    askers = [threading.Thread(target=ask) for _ in range(how_many(2, 3))]
    for asker in askers:
        asker.start()
    for turn in range(how_many(2, 8)):
        assert call("backup", tmp_path / f"{turn}.zip", "--db", library) == 0
        assert call("restore", tmp_path / "备份.zip", "--db", library) == 0
    done.set()
    for asker in askers:
        asker.join()
    assert not failures
    assert set(seen) <= {"21", "99"} and seen
    assert figures(library) == ["21"]
    assert all(check.ok for check in Library.check(library))


def test_a_backup_while_reports_are_read_in_is_one_moment_s_state(
    library: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    for number in range(12):
        write_report(folder, f"{'甲乙丙丁戊己庚辛壬癸子丑'[number]}水乡", number + 1)

    def ingest() -> None:
        with Library.open(library) as opened:
            opened.ingest([folder])

    reader = threading.Thread(target=ingest)
    reader.start()
    taken = []
    while reader.is_alive() or not taken:
        taken.append(tmp_path / f"{len(taken)}.zip")
        write_archive(taken[-1], library, None, "test")
    reader.join()
    for file in taken:
        target = tmp_path / f"{file.stem}.db"
        assert call("restore", file, "--db", target) == 0
        assert all(check.ok for check in Library.check(target))


def test_a_damaged_library_is_put_aside(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("backup", tmp_path / "备份.zip", "--db", library) == 0
    content = bytearray(library.read_bytes())
    content[4096:] = random.Random(1).randbytes(len(content) - 4096)
    library.write_bytes(content)
    assert call("restore", tmp_path / "备份.zip", "--db", library) == 0
    assert figures(library) == ["21"]
    assert library.with_name("库.db.damaged").read_bytes() == bytes(content)
    assert "已损坏" in capsys.readouterr().err


def spoil(file: Path, change: str) -> None:
    """Make of a backup one that must not be restored."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    about = json.loads(parts["manifest.json"])
    match change:
        case "一个字节":
            parts["library.db"] = parts["library.db"][:-1] + b"\0"
            parts["library.db"] = b"X" + parts["library.db"][1:]
        case "别的清单":
            about = {"hello": 1}
        case "更新的格式":
            about["format"] = 99
        case "没有资料库":
            del parts["library.db"]
        case "不是资料库":
            import hashlib

            parts["library.db"] = b"hello"
            about["parts"]["library.db"] = hashlib.sha256(b"hello").hexdigest()
    parts["manifest.json"] = json.dumps(about).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    "change", ["一个字节", "别的清单", "更新的格式", "没有资料库", "不是资料库"]
)
def test_a_bad_backup_replaces_nothing(
    library: Path, tmp_path: Path, change: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "备份.zip"
    assert call("backup", file, "--db", library) == 0
    spoil(file, change)
    before = library.read_bytes()
    assert call("restore", file, "--db", library) == 4
    assert library.read_bytes() == before
    error = capsys.readouterr().err
    assert re.search(r"\n  → \S", error)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + bytes(100)])
def test_a_file_that_is_no_backup(library: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(content)
    assert call("restore", file, "--db", library) == 4


def test_a_failed_backup_keeps_the_one_before(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "备份.zip"
    assert call("backup", file, "--db", library) == 0
    before = file.read_bytes()
    with pytest.raises(DatabaseError):
        write_archive(file, tmp_path / "没有.db", None, "test")
    assert file.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} >= {"备份.zip"}
    assert not list(tmp_path.glob("*.part")) and not list(tmp_path.glob(".fazhi-*"))


def test_the_library_itself_is_never_overwritten(library: Path, tmp_path: Path) -> None:
    before = library.read_bytes()
    assert call("backup", library, "--db", library) == 2
    assert library.read_bytes() == before


def test_rotation_keeps_the_newest_and_touches_nothing_else(tmp_path: Path) -> None:
    now = datetime(2026, 1, 1)
    files = []
    for day in range(5):
        for _ in range(2):
            files.append(new_name(tmp_path, now + timedelta(days=day)))
            files[-1].touch()
    (tmp_path / "fazhi-mine.zip").touch()
    assert list(expire(tmp_path, 3)) == files[:-3]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [*(file.name for file in files[-3:]), "fazhi-mine.zip"]
    )


def test_a_folder_gets_a_new_file_each_time(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "备份"
    for _ in range(4):
        assert call("backup", folder, "--keep", 2, "--db", library) == 0
    assert len(list(folder.glob("fazhi-*.zip"))) == 2


def test_keep_asks_for_a_folder(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    file.touch()
    assert call("backup", file, "--keep", 2, "--db", library) == 2
