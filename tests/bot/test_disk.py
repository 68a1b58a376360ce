"""The program on a disk that is full, read-only, or held by another: nothing lost, said in Chinese."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from terminal_session import CTRL_D, TerminalSession

from retrieval.library import Library

ROOT = Path(__file__).parents[2]
QUESTION = "甲山镇2023年行政应诉案件多少件"
TEXT = "{0}2023年法治政府建设年度报告\n\n一、举措\n2023年，{0}共办理行政应诉案件{1}件。\n"
# Another program's lock is waited for; a test need not wait as long.
IMPATIENT = (
    "import retrieval.index.database as d; d._WAIT_SECONDS = 0.3; from bot.cli import main; main()"
)
CAN_LIMIT = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="needs prlimit")

Run = subprocess.CompletedProcess[str]


def fazhi(*arguments: str, full_at: int | None = None, code: str = "", **more: object) -> Run:
    """Run the program; with ``full_at`` no file can grow beyond so many bytes."""

    def limit() -> None:
        assert full_at is not None
        resource.setrlimit(resource.RLIMIT_FSIZE, (full_at, full_at))

    start = ["-c", code] if code else ["-m", "bot"]
    return subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=more.pop("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=limit if full_at is not None else None,
        **more,
    )  # type: ignore[call-overload]


def is_whole(database: Path) -> bool:
    return all(check.ok for check in Library.check(database))


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A library of one report."""
    file = tmp_path / "先" / "甲山镇.txt"
    file.parent.mkdir()
    file.write_text(TEXT.format("甲山镇", 22), encoding="utf-8")
    path = tmp_path / "库" / "库.db"
    with Library.open(path, create=True) as library:
        library.ingest([file])
    return path


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """A folder of reports that are still to be read."""
    folder = tmp_path / "后"
    folder.mkdir()
    for number, name in enumerate(("乙水镇", "丙石镇", "丁谷镇"), 1):
        text = TEXT.format(name, number) + "开展普法宣传活动，覆盖群众。\n" * 500
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Gives a small file system of its own, where that is allowed."""
    place = tmp_path / "盘"
    place.mkdir()

    def call(kilobytes: int) -> Path:
        tried = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)],
            capture_output=True,
            check=False,
        )
        if tried.returncode:
            pytest.skip("needs the right to mount")
        return place

    if shutil.which("mount") is None:
        pytest.skip("needs mount")
    yield call
    subprocess.run(["umount", str(place)], capture_output=True, check=False)


def test_an_ingest_that_fills_the_disk_loses_nothing(database: Path, more: Path) -> None:
    full = database.stat().st_size + 20_000
    done = fazhi("--db", str(database), "ingest", str(more), full_at=full)
    assert done.returncode == 4
    assert "磁盘" in done.stderr
    assert "Traceback" not in done.stderr
    assert is_whole(database)
    # What was there answers, with the disk as full as it is.
    asked = fazhi("--db", str(database), "ask", QUESTION, full_at=0)
    assert (asked.returncode, "22件" in asked.stdout) == (0, True)
    assert fazhi("--db", str(database), "ingest", str(more)).returncode == 0
    with Library.open(database) as library:
        assert len(library.reports()) == 4


def test_a_disk_that_is_really_full(
    database: Path, more: Path, mount: Callable[[int], Path]
) -> None:
    place = mount(database.stat().st_size // 1024 + 100)
    moved = Path(shutil.copy(database, place / "库.db"))
    done = fazhi("--db", str(moved), "ingest", str(more))
    assert done.returncode == 4
    assert "磁盘已满" in done.stderr
    assert is_whole(moved)
    assert fazhi("--db", str(moved), "ask", QUESTION).returncode == 0


def test_a_library_cannot_be_made_on_a_full_disk(tmp_path: Path, more: Path) -> None:
    database = tmp_path / "新.db"
    done = fazhi("--db", str(database), "ingest", str(more), full_at=0)
    assert done.returncode == 4
    assert "磁盘" in done.stderr
    assert fazhi("--db", str(database), "ingest", str(more)).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("call", [["ask", QUESTION], ["ask", "--json", QUESTION], ["reports"]])
def test_an_answer_that_cannot_be_written_is_said_so(database: Path, call: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = fazhi("--db", str(database), *call, stdout=full)
    assert done.returncode == 70
    assert "磁盘已满" in done.stderr
    assert "内部出错" not in done.stderr


@CAN_LIMIT
def test_a_chat_goes_on_when_the_disk_fills(tmp_path: Path) -> None:
    with TerminalSession(tmp_path, "chat") as session:
        session.wait_for_prompt()
        resource.prlimit(session._process.pid, resource.RLIMIT_FSIZE, (0, 0))
        for turn, question in enumerate(("/help", "/reports"), 2):
            session.type(question + "\r")
            session.wait_for_prompt(turn)
        session.type(CTRL_D)
        assert session.leave() == 0


def test_a_read_only_file_system_can_be_asked_and_says_what_it_is(
    database: Path, more: Path, mount: Callable[[int], Path]
) -> None:
    place = mount(database.stat().st_size // 1024 + 4000)
    moved = Path(shutil.copy(database, place / "库.db"))
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
    assert fazhi("--db", str(moved), "ask", QUESTION).returncode == 0
    home = {**os.environ, "FAZHI_HOME": str(place / "家"), "FAZHI_TELEGRAM_TOKEN": "1:x"}
    for call in (
        ["--db", str(moved), "ingest", str(more)],
        ["--db", str(moved), "remove", "甲山镇"],
        ["--db", str(place / "新.db"), "ingest", str(more)],
        ["--db", str(moved), "telegram"],
        ["ask", QUESTION],
    ):
        done = fazhi(*call, env=home)
        assert done.returncode == 4, (call, done.stderr)
        assert any(word in done.stderr for word in ("只读", "无法", "打不开")), done.stderr
        assert "内部出错" not in done.stderr
    assert is_whole(moved)


def test_another_writer_is_waited_for_and_named(database: Path, more: Path) -> None:
    named = ("--db", str(database))
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert fazhi(*named, "ask", QUESTION, code=IMPATIENT).returncode == 0
        done = fazhi(*named, "ingest", str(more), code=IMPATIENT)
        assert (done.returncode, "另一个程序正在写" in done.stderr) == (4, True)
        other.execute("COMMIT")
        other.execute("BEGIN EXCLUSIVE")
        done = fazhi(*named, "ask", QUESTION, code=IMPATIENT)
        assert (done.returncode, "另一个程序正在写" in done.stderr) == (4, True)
        other.execute("COMMIT")
    assert fazhi(*named, "ingest", str(more)).returncode == 0
    assert is_whole(database)
