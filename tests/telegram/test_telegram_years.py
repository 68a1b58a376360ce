"""What happens to a bot that runs for years: outages, a clock that jumps, a disk that fills."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from botapi import Server, World
from running import Program, RunningBot
from scripted import ANSWER, ScriptedShelf

from bot.telegram.backoff import Backoff
from bot.telegram.state import KEPT_DAYS, KEPT_UPDATES, State

Start = Callable[..., RunningBot]
DAY = 86_400.0
# At half a minute each, what an hour of outage comes to.
HOUR_OF_TRIES = 125
QUESTION = "嘉祥街道2023年有多少件行政应诉案件？"


@dataclass(frozen=True)
class Hurried(Backoff):
    """Counts the pauses that it shortens."""

    asked: list[float] = field(default_factory=list)

    def seconds(self, failures: int) -> float:
        self.asked.append(super().seconds(failures))
        return 0.01


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.off = 0.0

    def __call__(self) -> float:
        return time.time() + self.off


# The network.


def test_the_pauses_double_up_to_half_a_minute_and_never_end() -> None:
    pauses = [Backoff().seconds(failures) for failures in range(1, 9)]
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    assert Backoff().seconds(10**9) == 30


def test_an_hour_without_network_loses_nothing(start: Start, server: Server, world: World) -> None:
    hurried = Hurried()
    start(backoff=hurried)
    people = [world.person(100 + n) for n in range(20)]
    people[0].ask("案件")
    server.go_away()
    for someone in people:
        someone.say("断网时问的")
    world.wait(lambda: len(hurried.asked) > HOUR_OF_TRIES, "an hour of tries")
    assert sum(hurried.asked[:HOUR_OF_TRIES]) > 3600
    server.come_back()
    for someone in people[1:]:
        assert ANSWER.text in world.wait_sent(someone.id, 1)[0]["text"]
    world.wait_sent(100, 2)
    people[0].ask("又通了")
    assert [len(world.sent(someone.id)) for someone in people] == [3] + [1] * 19


def test_answers_that_could_not_leave_leave_once(
    start: Start, server: Server, world: World, shelf: ScriptedShelf
) -> None:
    """The network goes between question and answer."""
    hurried = Hurried()
    start(backoff=hurried)
    one = world.person(11)

    def gone(question: str) -> object:
        server.go_away()
        return ANSWER

    shelf.script["断"] = gone  # type: ignore[assignment]
    one.say("就要断了")
    world.wait(lambda: len(hurried.asked) > HOUR_OF_TRIES, "an hour of tries")
    server.come_back()
    world.wait_sent(11, 1)
    one.ask("又通了")
    assert len(world.sent(11)) == 2


def test_a_webhook_is_registered_once_the_network_is_back(
    start: Start, server: Server, world: World
) -> None:
    from bot.telegram.config import Webhook

    server.faults.add("setWebhook", "status", code=502, times=4)
    start(backoff=Hurried(), webhook=Webhook("https://bot.example.org", port=0))
    world.wait(lambda: world.webhook.get("url"), "setWebhook")


# The clock.


@pytest.mark.parametrize("jump", [-DAY, DAY])
def test_the_bot_goes_on_when_the_clock_jumps(
    start: Start, world: World, shelf: ScriptedShelf, monkeypatch: pytest.MonkeyPatch, jump: float
) -> None:
    clock = Clock()
    bot = start(clock=clock, paced=True)
    one = world.person(11)
    answer = one.ask("甲镇案件几件")
    clock.off = jump
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + jump)
    one.ask("那乙镇呢")
    assert shelf.asked[-1] == ("那乙镇呢", ("甲镇案件几件",))
    assert one.note(one.press(answer, "👍"))["text"] == "谢谢！"
    number = one.say("再问")
    again = world.repeat(number)
    world.wait_sent(11, 3)
    bot.stop()
    # Restarted under the new time it knows what it answered under the old.
    with world.changed:
        world.acknowledged = number
        world.updates.append(dict(again))
    start(clock=clock, paced=True)
    one.ask("还在吗")
    assert len(world.sent(11)) == 4


@pytest.mark.parametrize("jump", [-DAY, DAY])
def test_rows_are_kept_for_30_days_whatever_the_clock_did(tmp_path: Path, jump: float) -> None:
    clock = Clock()
    state = State.open(tmp_path / "s.db", clock)
    state.keep_answer(1, 1, ANSWER)
    clock.off = jump
    state.purge()
    key = state.keep_answer(1, 1, ANSWER)
    clock.off = 0
    state.purge()
    assert state.answer(key) is not None
    clock.off = (KEPT_DAYS - 2) * DAY
    state.purge()
    assert state.answer(key) is not None
    clock.off = (KEPT_DAYS + 1) * DAY
    state.purge()
    assert state.answer(key) is None
    state.close()


def test_the_latest_updates_are_known_though_the_clock_was_set_back(tmp_path: Path) -> None:
    clock = Clock()
    state = State.open(tmp_path / "s.db", clock)
    for number in range(KEPT_UPDATES):
        state.finish(number)
    clock.off = -DAY
    state.finish(KEPT_UPDATES)
    state.purge()
    assert state.is_done(KEPT_UPDATES)
    assert not state.is_done(0)
    state.close()


# The disk.


def fill(process: Program) -> None:
    """Let no file of the program grow any more."""
    resource = pytest.importorskip("resource")
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.prlimit(process.process.pid, resource.RLIMIT_FSIZE, (0, most))


def empty(process: Program) -> None:
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.prlimit(process.process.pid, resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.skipif(os.name != "posix", reason="limits are those of POSIX")
def test_a_full_disk_costs_no_answer_no_follow_up_and_no_button(
    program: Callable[..., Program], world: World
) -> None:
    process = program(FAZHI_OWNERS="99")
    one, owner = world.person(11), world.person(99)
    one.ask("中梁镇2023年有多少件行政应诉案件？")
    fill(process)
    answer = one.ask(QUESTION)
    assert "22件" in answer["text"]
    # Leans on what was said last, which the file does not know.
    assert "嘉祥" in one.ask("有没有败诉的")["text"]
    one.press(answer, "📄")
    world.wait(lambda: "（五）" in answer["text"] and "↩" in str(answer["reply_markup"]), "passage")
    assert "没有做成" in one.ask("/forget")["text"]
    owner.send_file("报告.txt", "某镇2023年法治政府建设年度报告\n办理案件5件。\n".encode() * 500)
    world.wait(
        lambda: any("磁盘" in m["text"] for m in world.sent(99)),
        "word on the file",
    )
    empty(process)
    assert "已删除" in one.ask("/forget")["text"]
    count = len(world.sent(11))
    assert process.stop() == 0
    assert "先记在内存里" in process.errors
    program()
    one.ask(QUESTION)
    assert len(world.sent(11)) == count + 1


def test_a_state_file_held_by_another_costs_no_answer(
    program: Callable[..., Program], world: World, tmp_path: Path
) -> None:
    process = program()
    one = world.person(11)
    one.ask(QUESTION)
    with closing(sqlite3.connect(tmp_path / "fazhi.telegram.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "22件" in one.ask(QUESTION)["text"]
        other.execute("ROLLBACK")
    one.ask("/reset")
    assert process.stop() == 0
    assert "另一个程序正占着它" in process.errors


def test_a_state_file_that_cannot_be_written_ends_the_start_with_4(
    program: Callable[..., Program], tmp_path: Path
) -> None:
    (tmp_path / "fazhi.telegram.db").mkdir()
    process = program()
    assert process.wait() == 4
    assert "状态文件打不开" in process.errors
    assert "内部出错" not in process.errors
