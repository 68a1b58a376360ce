"""An ingest killed at random moments, again and again: nothing read before is lost, nothing is half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from shelf_of_files import report, write
from soak import how_many

from retrieval.errors import DatabaseError
from retrieval.library import Library

ROOT = Path(__file__).parents[2]
# More than sixteen, so that processes read them.
PLACES = [f"{a}{b}镇" for a in "青白金石清" for b in "山水谷田桥林"]


def start(database: Path, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "--db", str(database), "ingest", "--sync", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )


def fill(folder: Path, edition: int) -> None:
    """Write the reports anew: ``edition`` stands in their figures."""
    for number, place in enumerate(PLACES):
        write(folder / f"{place}.txt", report(place, cases=edition * 1000 + number))


def look(database: Path, editions: int) -> dict[str, int]:
    """Return the edition of each report that is there; the library is found to be whole."""
    problems = [check for check in Library.check(database) if not check.ok]
    assert problems == []
    found = {}
    with Library.open(database) as library:
        for row in library.reports():
            cases = [f.quantity for f in library.facts(row.id) if f.quantity.unit == "件"]
            edition, number = divmod(int(cases[0].value), 1000)
            assert PLACES[number] == row.place
            assert 1 <= edition <= editions
            assert str(edition * 1000 + number) in "".join(library.parsed(row.id).report.lines)
            found[row.place] = edition
    return found


def test_killed_at_any_moment_it_loses_nothing(tmp_path: Path) -> None:
    kills, chance = how_many(few=5, many=200), random.Random(88)
    folder, database = tmp_path / "报告", tmp_path / "库.db"
    edition, had, unmade = 1, dict[str, int](), 0
    fill(folder, edition)
    began = time.monotonic()
    assert start(tmp_path / "whole.db", folder).wait() == 0
    whole = time.monotonic() - began
    for kill in range(kills):
        if kill % 10 == 9:
            print(f"{kill} kills, edition {edition}", flush=True)
        process = start(database, folder)
        time.sleep(chance.random() * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
        try:
            now = look(database, edition)
        except DatabaseError:
            # Killed before the file was made into a library: then there was nothing to lose.
            assert not had
            unmade += 1
            continue
        assert now.keys() >= had.keys()
        assert all(now[place] >= had[place] for place in had)
        had = now
        if set(had.values()) == {edition} and len(had) == len(PLACES):
            edition += 1
            fill(folder, edition)
    assert start(database, folder).wait() == 0
    assert look(database, edition) == dict.fromkeys(PLACES, edition)
    print(
        f"\n{kills} kills: {edition} editions read, {unmade} before there was a library, none lost"
    )
