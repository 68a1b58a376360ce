"""The program against thousands of updates of every type and mutation: it answers on, and stays small."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from botapi import Server, World
from mutations import PEOPLE, mutate
from running import Program
from soak import how_many

# Without Telegram's limits on sending, which are for tests of their own.
UNPACED = Path(__file__).parents[1] / "bench" / "telegram.py"
ASKERS = 200
QUESTION = "嘉祥街道2023年有多少件行政应诉案件？"


def memory(pid: int) -> float:
    """Return the resident memory of a process in MB; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    fields = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
    return int(fields["VmRSS"].split()[0]) / 1024


@pytest.fixture
def unpaced(server: Server, corpus_db: Path, tmp_path: Path) -> Iterator[Program]:
    shutil.copy(corpus_db, tmp_path / "fazhi.db")
    command = [
        str(UNPACED),
        "--bot",
        str(tmp_path / "fazhi.db"),
        server.address,
        server.world.token,
    ]
    program = Program({}, tmp_path, [sys.executable, *command])
    yield program
    program.kill()
    print(program.errors[-4000:])


def test_every_type_and_mutation_and_no_question_is_lost(unpaced: Program, world: World) -> None:
    count, chance = how_many(few=500, many=10_000), random.Random(8)
    askers = [world.person(1000 + n) for n in range(ASKERS)]
    world.group(-7002)
    for someone in PEOPLE:
        world.person(someone)
    asked: dict[int, int] = {}
    sizes = []
    for step in range(10):
        for number in range(count // 10):
            kind, body = next(iter(mutate(chance).items()), ("", None))
            world.push(kind, body)
            if number % 10 == 0:
                someone = askers[(number // 10 + step) % ASKERS]
                someone.say(QUESTION)
                asked[someone.id] = asked.get(someone.id, 0) + 1
        last = world.updates[-1]["update_id"]
        world.wait(
            lambda last=last: world.acknowledged > last or unpaced.process.poll() is not None,
            "all updates looked at",
        )
        assert unpaced.process.poll() is None
        sizes.append(memory(unpaced.process.pid))
        with world.changed:
            world.updates.clear()
            world.calls.clear()
    for who, times in asked.items():
        replies = world.sent(who)
        assert len(replies) == times
        assert all("22件" in reply["text"] for reply in replies)
    print(f"\n{count} updates: memory after each tenth {[round(size) for size in sizes]} MB")
    # What is kept for each update would show by now; what grows once does not count.
    assert sizes[-1] - sizes[2] < 25
    assert unpaced.stop() == 0
    for sign in ("Traceback", "程序异常结束", "内部错误", "没有处理完", "never retrieved"):
        assert sign not in unpaced.errors
