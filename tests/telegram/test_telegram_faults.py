"""Requests that go wrong: what is sent again, what never is, and what ends the program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from botapi import Server, World
from running import RunningBot
from scripted import ANSWER, ScriptedShelf

from bot.telegram.config import Config
from retrieval.errors import ConfigError

Start = Callable[..., RunningBot]


def answers(world: World, chat: int) -> list[str]:
    return [m["text"].partition("\n")[0] for m in world.sent(chat)]


def test_a_chat_told_to_wait_does_not_hold_up_others(
    start: Start, server: Server, world: World
) -> None:
    start()
    slow, quick = world.person(11), world.person(12)
    server.faults.add("sendMessage", "retry_after", chat=11, seconds=3)
    slow.say("等一等")
    world.wait(lambda: any(c.code == 429 for c in world.of("sendMessage")), "429")
    for n in range(5):
        quick.ask(f"第{n}问")
    assert answers(world, 11) == []
    assert len(world.wait_sent(11, 1)) == 1
    tries = [c for c in world.of("sendMessage") if c.params["chat_id"] == "11"]
    assert tries[1].at - tries[0].at >= 3


def test_a_failed_server_is_asked_once_more(start: Start, server: Server, world: World) -> None:
    start()
    server.faults.add("sendMessage", "status", code=502)
    assert ANSWER.text in world.person(11).ask("案件")["text"]
    # The message is there a moment before the request has its answer.
    world.wait(lambda: all(c.code for c in world.of("sendMessage")), "both answered")
    assert [c.code for c in world.of("sendMessage")] == [502, 200]


def test_what_may_have_arrived_is_not_sent_again(
    start: Start, server: Server, world: World
) -> None:
    start()
    one = world.person(11)
    server.faults.add("sendMessage", "accept_and_drop")
    one.say("第一问")
    world.wait_sent(11, 1)
    one.ask("第二问")
    world.wait_sent(11, 2)
    assert len(world.of("sendMessage")) == 2


def test_a_garbled_reply_is_not_sent_again(start: Start, server: Server, world: World) -> None:
    start()
    one = world.person(11)
    server.faults.add("sendMessage", "malformed", times=1)
    one.say("第一问")
    world.wait(lambda: len(world.of("sendMessage")) >= 1, "first try")
    world.wait_sent(11, 1)
    assert "出错了（编号" in world.sent(11)[0]["text"]


def test_polling_survives_every_passing_fault(start: Start, server: Server, world: World) -> None:
    for kind, details in (
        ("status", {"code": 502}),
        ("malformed", {}),
        ("drop", {}),
        ("retry_after", {"seconds": 1}),
        ("status", {"code": 409, "text": "Conflict: terminated by other getUpdates request"}),
    ):
        server.faults.add("getUpdates", kind, **details)
    start()
    assert ANSWER.text in world.person(11).ask("案件")["text"]


def test_a_second_poller_ends_the_program(start: Start, server: Server) -> None:
    conflict = "Conflict: terminated by other getUpdates request"
    server.faults.add("getUpdates", "status", code=409, text=conflict, times=9)
    bot = start()
    bot.join()
    assert isinstance(bot.error, ConfigError)
    assert "另有一个程序" in bot.error.message


def test_a_token_taken_back_ends_the_program(start: Start, server: Server) -> None:
    server.faults.add("getUpdates", "status", code=401, text="Unauthorized")
    bot = start()
    bot.join()
    assert isinstance(bot.error, ConfigError)
    assert "不接受这个令牌" in bot.error.message


def test_the_start_waits_for_a_server_that_is_not_there_yet(
    start: Start, server: Server, world: World
) -> None:
    server.faults.add("getMe", "drop", times=2)
    server.faults.add("getMe", "status", code=500, times=3)
    start()
    assert ANSWER.text in world.person(11).ask("案件")["text"]


def test_a_person_who_blocked_the_bot_is_noted(
    start: Start, server: Server, world: World, shelf: ScriptedShelf
) -> None:
    start(owners=frozenset({99}))
    one, owner = world.person(11), world.person(99)
    world.blocked.add(11)
    one.say("案件")
    world.wait(lambda: any(c.code == 403 for c in world.of("sendMessage")), "403")
    world.person(12).ask("案件")
    assert "停用的聊天：1" in owner.ask("/stats")["text"]


def test_a_group_that_moved_gets_its_answer_and_keeps_its_talk(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    start()
    one = world.person(11)
    old, new = world.group(-500), world.group(-1_000_000_000_500)
    one.ask("/ask 甲镇案件几件", chat=old)
    world.chats[old]["moved_to"] = new
    one.say("/ask 那乙镇呢", chat=old)
    assert ANSWER.text in world.wait_sent(new, 1)[0]["text"]
    one.ask("/ask 再问", chat=new)
    assert "甲镇案件几件" in shelf.asked[-1][1]


def test_a_repeated_update_is_answered_once_even_after_a_restart(
    start: Start, world: World
) -> None:
    first = start()
    one = world.person(11)
    number = one.say("案件")
    world.wait_sent(11, 1)
    again = world.repeat(number)
    for _ in range(2):
        with world.changed:
            world.acknowledged = number
            world.updates.append(dict(again))
            world.changed.notify_all()
        one.ask("别的")
        first.stop()
        first = start()
    assert len(world.sent(11)) == 3


def test_malformed_updates_block_nothing(start: Start, world: World) -> None:
    start()
    one = world.person(11)
    for kind, body in (
        ("message", {"message_id": "x"}),
        ("message", {}),
        ("callback_query", {"id": 5}),
        ("message", None),
        ("never_heard_of", {"a": 1}),
    ):
        world.push(kind, body)
    with world.changed:
        world.updates.insert(0, {"no": "number"})
    assert ANSWER.text in one.ask("案件")["text"]


def test_an_error_is_an_apology_with_a_number_and_no_trace(
    start: Start, world: World, shelf: ScriptedShelf, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.script["炸"] = RuntimeError("炸 的问题原文")
    start(owners=frozenset({99}))
    world.person(99)
    text = world.person(11).ask("炸一个")["text"]
    assert "编号" in text
    assert "RuntimeError" not in text
    assert "RuntimeError" in world.wait_sent(99, 1)[0]["text"]
    assert "RuntimeError" in caplog.text
    assert "问题原文" not in caplog.text


def test_a_cut_off_network_loses_no_question(start: Start, server: Server, world: World) -> None:
    # A port that nobody listens on: the connection is refused, so nothing ever left.
    bot = start()
    one = world.person(11)
    one.ask("案件")
    bot.stop()
    one.say("没有人在的时候问的")
    start()
    world.wait_sent(11, 2)


def test_orders_within_chats_hold_and_chats_run_side_by_side(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    start()
    people = [world.person(1000 + n) for n in range(200)]
    for turn in range(5):
        for someone in people:
            someone.say(f"{someone.id} 第{turn}问")
    for someone in people:
        world.wait_sent(someone.id, 5)
        replied = [m["reply_to_message"]["text"] for m in world.sent(someone.id)]
        assert replied == [f"{someone.id} 第{turn}问" for turn in range(5)]


def test_config_never_shows_its_token(tmp_path) -> None:
    assert "secret" not in repr(Config(token="1:secret", api="http://x", state=tmp_path))


def test_a_send_that_hangs_does_not_freeze_other_chats(
    start: Start, server: Server, world: World
) -> None:
    start()
    stuck, other = world.person(11), world.person(12)
    server.faults.add("sendMessage", "stall", chat=11, seconds=15)
    stuck.say("卡住")
    world.wait(lambda: world.of("sendMessage"), "a send that hangs")
    for n in range(3):
        other.ask(f"第{n}问")
    assert [c.code for c in world.of("sendMessage") if c.params["chat_id"] == "11"] == [0]
