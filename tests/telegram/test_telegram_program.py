"""``fazhi telegram`` itself, as a process over the five reports."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from botapi import Server, World
from running import STARTED, Program

Start = Callable[..., Program]
QUESTION = "嘉祥街道2023年有多少件行政应诉案件？"


def started(program: Program, world: World) -> Program:
    """Return the program once it has begun to poll."""
    world.wait(lambda: program.lines or program.process.poll() is not None, "first line")
    return program


def test_a_whole_session(program: Start, world: World) -> None:
    process = program(FAZHI_OWNERS="99")
    world.person(99)
    one = world.person(11)
    assert "法治问答" in one.ask("/start")["text"]
    answer = one.ask(QUESTION)
    assert "22件" in answer["text"]
    assert "第11行" in answer["text"]
    follow = one.ask("那中梁镇呢")
    assert "5件" in follow["text"]
    assert "承接上文" in follow["text"]
    one.press(answer, "📄")
    world.wait(lambda: "（五）" in answer["text"] and "↩" in str(answer["reply_markup"]), "passage")
    assert one.note(one.press(follow, "👍"))["text"] == "谢谢！"
    one.ask("/reset")
    unclear = one.ask("行政应诉案件多少件")
    one.press(unclear, "中梁镇")
    chosen = world.wait_sent(11, 6)[5]
    assert "5件" in chosen["text"]
    one.press(chosen, "👎")
    world.wait(lambda: "答非所问" in str(chosen["reply_markup"]), "reasons")
    assert "已记下" in one.note(one.press(chosen, "答非所问"))["text"]
    draft = world.wait_sent(99, 1)[0]["text"]
    assert "答非所问" in draft
    assert "数值: 5 件" in draft
    assert process.stop() == 0
    assert sum(STARTED in line for line in process.lines) == 1


def test_the_token_is_in_no_output(program: Start, server: Server, world: World) -> None:
    process = program()
    server.faults.add("sendMessage", "drop")
    server.faults.add("getUpdates", "malformed")
    world.person(11).say(QUESTION)
    world.wait(lambda: len(world.of("getUpdates")) >= 3 and world.of("sendMessage"), "polls")
    listed = Path(f"/proc/{process.process.pid}/cmdline")
    if listed.exists():
        assert world.token.encode() not in listed.read_bytes()
    assert process.stop() == 0
    assert world.token not in process.errors
    assert world.token.split(":")[1] not in process.errors
    assert QUESTION not in process.errors


def test_a_bad_token_ends_it_with_5(program: Start) -> None:
    process = program(FAZHI_TELEGRAM_TOKEN="123456:wrong_token_that_nobody_knows")
    assert process.wait() == 5
    assert "不接受这个令牌" in process.errors
    assert "wrong_token" not in process.errors


def test_no_token_and_a_token_of_rubbish_end_it_with_5(program: Start) -> None:
    missing = program(FAZHI_TELEGRAM_TOKEN="")
    assert missing.wait() == 5
    assert "@BotFather" in missing.errors
    rubbish = program(FAZHI_TELEGRAM_TOKEN="12 3/45")
    assert rubbish.wait() == 5
    assert "12 3/45" not in rubbish.errors


def test_the_token_may_stand_in_a_file(program: Start, world: World, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(world.token + "\n", encoding="utf-8")
    program(FAZHI_TELEGRAM_TOKEN="", FAZHI_TELEGRAM_TOKEN_FILE=str(file))
    assert "22件" in world.person(11).ask(QUESTION)["text"]


def test_a_database_that_is_not_there_ends_it_with_4(program: Start, tmp_path: Path) -> None:
    process = program(FAZHI_DB=str(tmp_path / "nothere" / "x.db"))
    assert process.wait() == 4
    assert not (tmp_path / "nothere").exists()


def test_a_second_poller_ends_it_with_5(program: Start, server: Server) -> None:
    text = "Conflict: terminated by other getUpdates request"
    server.faults.add("getUpdates", "status", code=409, text=text, times=99)
    process = program()
    assert process.wait() == 5
    assert "另有一个程序" in process.errors


def test_an_empty_access_list_lets_nobody_in(program: Start, world: World) -> None:
    program(FAZHI_ALLOWED="", FAZHI_OWNERS="99")
    assert "只对指定的人开放" in world.person(11).ask(QUESTION)["text"]
    assert "22件" in world.person(99).ask(QUESTION)["text"]


def test_it_stops_in_the_middle_of_work_and_goes_on(program: Start, world: World) -> None:
    first = program()
    people = [world.person(100 + n) for n in range(30)]
    for someone in people:
        someone.say(QUESTION)
    world.wait(lambda: world.sent(), "first answer")
    assert first.stop() == 0
    program()
    for someone in people:
        world.wait_sent(someone.id, 1)
    assert all(len(world.sent(someone.id)) == 1 for someone in people)


def test_it_stops_while_the_server_is_silent(program: Start, server: Server, world: World) -> None:
    process = program()
    world.wait(lambda: world.of("getUpdates"), "polling")
    server.faults.add("sendMessage", "stall", seconds=20)
    world.person(11).say(QUESTION)
    world.wait(lambda: world.of("sendMessage"), "a send that hangs")
    assert process.stop() == 0
    server.faults.clear()
    program()
    world.wait_sent(11, 1)


def test_killed_amid_500_questions_it_answers_them_all(program: Start, world: World) -> None:
    first = program()
    people = [world.person(100 + n) for n in range(100)]
    for turn in range(5):
        for someone in people:
            someone.say(f"{QUESTION}（{turn}）")
    world.wait(lambda: len(world.sent()) >= 60, "some answers")
    first.kill()
    program()
    for someone in people:
        world.wait_sent(someone.id, 5)
    twice = 0
    for someone in people:
        asked = [m["reply_to_message"]["text"] for m in world.sent(someone.id)]
        assert sorted(set(asked)) == [f"{QUESTION}（{turn}）" for turn in range(5)]
        twice += len(asked) - 5
    assert twice <= 1


def test_a_server_that_comes_later_is_waited_for(program: Start, world: World) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
    process = program(FAZHI_TELEGRAM_API=address)
    world.wait(lambda: "连不上" in process.errors, "a word on it")
    assert process.stop() == 0
