"""The program killed while it answers and reads reports: every question is answered, at most twice."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from botapi import World
from running import Program
from soak import how_many

from retrieval.library import Library

Json = dict[str, Any]
Start = Callable[..., Program]
QUESTION = "嘉祥街道2023年有多少件行政应诉案件？"
ASKERS, OWNER = 12, 99
REPORT = "{0}2023年法治政府建设年度报告\n一、举措\n2023年，{0}共办理行政应诉案件{1}件。\n"
PLACES = [f"{a}{b}镇" for a in "青白金石清云丰永" for b in "山水谷田桥林"]


def answers(world: World, who: int, kill: int) -> list[Json]:
    """Return the answers to the question that a person asked before the kill of that number."""
    asked = f"{QUESTION}（{kill}）"
    return [m for m in world.sent(who) if m["reply_to_message"]["text"] == asked]


def parked(folder: Path) -> int:
    """Return how many updates are acknowledged and still to be answered."""
    with closing(sqlite3.connect(folder / "fazhi.telegram.db")) as state:
        return int(state.execute("SELECT count(*) FROM parked").fetchone()[0])


def test_killed_while_answering_it_answers_all_and_none_thrice(
    program: Start, world: World, tmp_path: Path
) -> None:
    kills, chance = how_many(few=3, many=200), random.Random(88)
    people = [world.person(100 + n) for n in range(ASKERS)]
    owner = world.person(OWNER)
    running = program(FAZHI_OWNERS=str(OWNER))
    world.wait(lambda: world.of("getUpdates"), "polling")
    uploads = 0
    for kill in range(kills):
        for someone in people:
            someone.say(f"{QUESTION}（{kill}）")
        sends = kill % 4 == 0
        if sends:
            place = PLACES[uploads % len(PLACES)]
            owner.send_file(f"{place}.txt", REPORT.format(place, kill + 1).encode())
            uploads += 1
        # While the bot starts to answer, in the midst of it, or as it comes to the end.
        some = chance.randrange(ASKERS)
        world.wait(
            lambda some=some, kill=kill: (
                sum(bool(answers(world, someone.id, kill)) for someone in people) >= some
            ),
            "some answers",
        )
        time.sleep(chance.random() * 0.05)
        running.kill()
        running = program(FAZHI_OWNERS=str(OWNER))
        for someone in people:
            world.wait(lambda who=someone.id, kill=kill: answers(world, who, kill), "answers")
        last = world.updates[-1]["update_id"]
        world.wait(
            lambda last=last: world.acknowledged > last and not parked(tmp_path),
            "all answered, and noted as such",
        )
        if kill % 10 == 9:
            print(f"{kill + 1} kills", flush=True)
        with world.changed:
            world.updates.clear()
            world.calls.clear()
    assert running.stop() == 0
    assert [check for check in Library.check(tmp_path / "fazhi.db") if not check.ok] == []
    with Library.open(tmp_path / "fazhi.db") as library:
        assert {row.place for row in library.reports()} >= set(PLACES[:uploads])
    with closing(sqlite3.connect(tmp_path / "fazhi.telegram.db")) as state:
        assert state.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    doubled = 0
    for kill in range(kills):
        times = [len(answers(world, someone.id, kill)) for someone in people]
        assert all(1 <= count <= 2 for count in times)
        # One message is under way at a time, and no more than it is in doubt.
        assert sum(times) - ASKERS <= 1
        doubled += sum(times) - ASKERS
    assert all("22件" in m["text"] for m in world.sent() if m["chat"]["id"] != OWNER)
    print(f"\n{kills} kills amid {kills * ASKERS} questions: none lost, {doubled} answered twice")
