"""Killed at any moment, an ingest leaves whole reports; others read meanwhile; a rerun completes."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from shelf_of_files import report, write

from retrieval.errors import DatabaseError
from retrieval.library import Library

PLACES = [f"{a}{b}镇" for a in "青白金石清云" for b in "山水谷田桥林泉"]


def start(database: Path, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "--db", str(database), "ingest", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )


def fill(folder: Path) -> None:
    for number, place in enumerate(PLACES):
        write(folder / f"{place}.txt", report(place, cases=number + 1))


def check_whole(database: Path) -> int:
    """Return how many reports there are, each of them found to be whole."""
    with Library.open(database) as library:
        rows = library.reports()
        for row in rows:
            parsed = library.parsed(row.id)
            assert parsed.report.lines[0] == row.title
            assert (len(parsed.passages), len(library.facts(row.id))) == (row.passages, row.figures)
            assert row.figures >= 2
        if rows:
            number = PLACES.index(rows[-1].place) + 1
            answer = library.ask(f"{rows[-1].place}2023年行政应诉案件多少件")
            assert [value.value for value in answer.values] == [str(number)]
    connection = sqlite3.connect(database)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return len(rows)


def wait_for_reports(database: Path, process: subprocess.Popen[bytes], more_than: int) -> None:
    """Return once the database holds more reports than that, or the process has ended."""
    while process.poll() is None:
        try:
            with Library.open(database) as library:
                if len(library.reports()) > more_than:
                    return
        except DatabaseError:
            # Not made yet: the process has only just begun.
            assert not database.exists() or database.stat().st_size < 100_000
        time.sleep(0.05)


def test_a_killed_ingest_leaves_whole_reports_and_a_rerun_completes(tmp_path: Path) -> None:
    fill(tmp_path / "报告")
    database = tmp_path / "库.db"
    chance, had = random.Random(6), 0
    for turn in range(4):
        process = start(database, tmp_path / "报告")
        if turn:
            wait_for_reports(database, process, had)
        time.sleep(chance.random() * 0.3)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if database.exists() and database.stat().st_size:
            try:
                now = check_whole(database)
            except DatabaseError:
                assert turn == 0, "only a database that was never finished making may be refused"
                continue
            assert now >= had
            had = now
    assert had
    assert start(database, tmp_path / "报告").wait() == 0
    assert check_whole(database) == len(PLACES)


def test_others_read_while_one_ingests(tmp_path: Path) -> None:
    fill(tmp_path / "报告")
    first = write(tmp_path / "先" / "黄沙镇.txt", report("黄沙镇", cases=99))
    database = tmp_path / "库.db"
    with Library.open(database, create=True) as library:
        library.ingest([first])
    process = start(database, tmp_path / "报告")
    seen = set()
    with Library.open(database) as one, Library.open(database) as two:
        while process.poll() is None:
            for library in (one, two):
                answer = library.ask("黄沙镇2023年行政应诉案件多少件")
                assert [value.value for value in answer.values] == ["99"]
                seen.add(len(library.reports()))
    assert process.wait() == 0
    assert len(seen) > 1
    assert check_whole_count(database) == len(PLACES) + 1


def check_whole_count(database: Path) -> int:
    with Library.open(database) as library:
        return len(library.reports())
