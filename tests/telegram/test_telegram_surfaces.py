"""Groups, inline mode, files, owners, access lists: who is answered where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from botapi import Server, World
from botapi.world import BOT_NAME
from running import RunningBot
from scripted import AMBIGUOUS, ANSWER, QUOTE, SUMMARY, ScriptedShelf

from bot.telegram.access import UPLOADS
from bot.telegram.cards import ingest_blocks
from bot.telegram.owners import MOST_BYTES
from bot.telegram.rich import to_plain
from retrieval.library import Library
from retrieval.records import IngestResult

Start = Callable[..., RunningBot]
GROUP = -500


def test_a_group_is_answered_only_when_the_bot_is_spoken_to(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    start()
    one, group = world.person(11), world.group(GROUP)
    other = world.keep(group, one.user, {"text": "大家好"})
    for chatter in ("案件多少件？", "@someone_else 案件多少", "邮箱 a@b.cn", "/ask@other_bot 案件"):
        one.say(chatter, chat=group)
    one.say("同意", chat=group, reply_to=other)
    answer = one.ask(f"@{BOT_NAME} 案件多少", chat=group)
    assert ANSWER.text in answer["text"]
    assert shelf.asked == [("案件多少", ())]
    one.ask("那培训呢", chat=group, reply_to=answer)
    one.ask(f"/ask@{BOT_NAME} 命令问的", chat=group)
    assert [question for question, _ in shelf.asked] == ["案件多少", "那培训呢", "命令问的"]
    assert len(world.sent(group)) == 3


def test_in_a_group_each_person_has_a_conversation(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    start()
    group = world.group(GROUP)
    world.person(11).ask("/ask 甲的问题", chat=group)
    world.person(12).ask("/ask 乙的问题", chat=group)
    assert shelf.asked[-1] == ("乙的问题", ())


def test_ask_as_a_reply_takes_the_text_replied_to(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    start()
    one, group = world.person(11), world.group(GROUP)
    said = world.keep(group, one.user, {"text": "甲镇案件多少"})
    one.ask("/ask", chat=group, reply_to=said)
    assert shelf.asked[-1][0] == "甲镇案件多少"


def test_inline_offers_cited_cards(start: Start, world: World) -> None:
    start()
    one = world.person(11)
    offer = one.type_inline("案件多少")
    card = offer["results"][0]
    assert card["title"] == ANSWER.text
    content = card["input_message_content"]
    assert "<b>22件</b>" in content["message_text"]
    assert content["parse_mode"] == "HTML"
    assert int(offer["cache_time"]) <= 60
    assert ANSWER.text in one.ask(f"/start a_{card['id']}")["text"]
    assert one.type_inline("案").get("results", []) == []


def test_inline_offers_each_reading_and_nothing_for_no_answer(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    shelf.script["多少件"] = replace(AMBIGUOUS, evidence=())
    shelf.script["GDP"] = replace(
        ANSWER, status="not_found", text="报告里没有写GDP。", values=(), evidence=()
    )
    start()
    one = world.person(11)
    assert len(one.type_inline("案件多少件")["results"]) == 2
    offer = one.type_inline("GDP多少")
    assert offer.get("results", []) == []
    assert offer["cache_time"] in (0, "0")
    assert offer["button"]["text"] == "报告里没有写GDP。"


def test_a_long_inline_card_fits(start: Start, world: World, shelf: ScriptedShelf) -> None:
    items = tuple(replace(ANSWER.evidence[0], quote="<长&>" * 200) for _ in range(10))
    shelf.script["长"] = replace(ANSWER, evidence=items)
    start()
    assert len(world.person(11).type_inline("很长")["results"]) == 1


def test_an_owner_adds_a_report_by_sending_it(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    start(owners=frozenset({99}))
    owner = world.person(99)
    owner.send_file("../../乙镇 2023.txt", "报告正文".encode())
    message = world.wait_sent(99, 1)[0]
    assert "已读入" in message["text"]
    assert shelf.ingested == [("_.._乙镇 2023.txt", "报告正文".encode())]
    file = world.keep(99, owner.user, {"document": {
        "file_id": "f", "file_unique_id": "f", "file_name": "大.pdf", "file_size": 21 * 1024**2,
    }})  # fmt: skip
    world.push("message", file)
    assert "20 MB" in world.wait_sent(99, 2)[1]["text"]
    assert "使用情况" in owner.ask("/stats")["text"]
    assert "重新打开：1 份" in owner.ask("/reload")["text"]
    assert "把报告文件" in owner.ask("/ingest")["text"]
    assert "/stats" in owner.ask("/help")["text"]


def test_an_archive_is_read_report_by_report(server: Server, world: World, tmp_path: Path) -> None:
    text = "{0}2023年法治政府建设年度报告\n2023年，{0}共办理行政应诉案件{1}件。\n"
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("丙镇.txt", text.format("丙镇", 31))
        archive.writestr("丁镇.txt", text.format("丁镇", 32))
        archive.writestr("坏.docx", b"PK\x03\x04")
    with Library.open(tmp_path / "库.db", create=True) as library:
        bot = RunningBot(server, library, tmp_path / "bot.db", owners=frozenset({99}))
        bot.start()
        try:
            owner = world.person(99)
            owner.send_file("报告.zip", packed.getvalue())
            told = world.wait_sent(99, 1)[0]["text"]
            assert "报告.zip/丙镇.txt 已读入" in told and "报告.zip/丁镇.txt 已读入" in told
            assert "报告.zip/坏.docx 没有读入" in told
            assert "32件" in owner.ask("丁镇2023年行政应诉案件多少件")["text"]
            # Sent again from another folder it is the same archive.
            owner.send_file("报告.zip", packed.getvalue())
            assert "丙镇.txt 没有变化" in world.wait_sent(99, 3)[2]["text"]
        finally:
            bot.stop()


def test_a_big_archive_is_told_in_few_words_and_what_failed_first() -> None:
    results = [IngestResult(f"{n}.txt", "added", SUMMARY) for n in range(60)]
    results.append(IngestResult("坏.pdf", "failed", None, "文件是空的", "请换一份"))
    told = to_plain(ingest_blocks(results))
    assert told.startswith("✗ 坏.pdf 没有读入：文件是空的（请换一份）")
    assert "另有 21 份" in told
    assert told.count("已读入") == 39


def test_files_of_others_are_declined(start: Start, world: World, shelf: ScriptedShelf) -> None:
    start(owners=frozenset({99}))
    one = world.person(11)
    one.send_file("报告.txt", b"x")
    assert "只有管理员" in world.wait_sent(11, 1)[0]["text"]
    for command in ("/ingest", "/stats", "/reload"):
        assert "只有管理员" in one.ask(command)["text"]
    assert shelf.ingested == []


def test_uploads_are_limited_in_size_and_number(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    start(owners=frozenset({99}))
    owner = world.person(99)
    document = {"file_id": "big", "file_unique_id": "big", "file_size": MOST_BYTES + 1}
    world.push("message", world.keep(99, owner.user, {"document": document}))
    assert "最多 20 MB" in world.wait_sent(99, 1)[0]["text"]
    for _ in range(UPLOADS.burst + 1):
        owner.send_file("报告.txt", "报告".encode())
    said = world.wait_sent(99, UPLOADS.burst + 2)
    assert "上传太频繁" in said[-1]["text"]
    assert len(shelf.ingested) == UPLOADS.burst


def test_commands_are_set_for_each_scope(start: Start, world: World) -> None:
    start(owners=frozenset({99}))
    calls = world.wait(lambda: len(world.of("setMyCommands")) == 3 and world.of("setMyCommands"))
    names = {c.params["scope"]["type"]: {x["command"] for x in c.params["commands"]} for c in calls}
    assert "stats" in names["chat"]
    assert "stats" not in names["all_private_chats"] | names["all_group_chats"]


def test_the_access_list_covers_every_way_in(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    start(allowed=frozenset({11, GROUP}), owners=frozenset({99}))
    listed, owner, stranger = world.person(11), world.person(99), world.person(12)
    group, elsewhere = world.group(GROUP), world.group(-600)
    answer = listed.ask("案件")
    owner.ask("案件")
    stranger.ask("/ask 群里可以", chat=group)
    before = len(shelf.asked)
    refusal = stranger.ask("案件")
    assert "只对指定的人开放" in refusal["text"]
    assert "12" in refusal["text"]
    stranger.say("/start")
    stranger.send_file("报告.txt", b"x")
    stranger.say(f"@{BOT_NAME} 案件", chat=elsewhere)
    assert stranger.type_inline("案件").get("results", []) == []
    assert "只对指定的人开放" in stranger.note(stranger.press(dict(
        answer, chat=world.chats[12]
    ), "📄"))["text"]  # fmt: skip
    listed.ask("收尾")
    assert len(shelf.asked) == before + 1
    assert world.sent(elsewhere) == []
    # Told once, not at every try.
    assert len(world.sent(12)) == 1


@pytest.mark.parametrize("allowed", [frozenset(), frozenset({11})])
def test_an_anonymous_administrator_is_the_chat(
    start: Start, world: World, shelf: ScriptedShelf, allowed: frozenset[int]
) -> None:
    start(allowed=allowed | {GROUP})
    group = world.group(GROUP)
    anonymous = world.person(1087968824, "GroupAnonymousBot")
    answer = anonymous.ask("/ask 案件", chat=group, sender_chat=world.chats[group])
    assert QUOTE in answer["text"]


def test_a_flood_is_stopped_and_said_once(start: Start, world: World, shelf: ScriptedShelf) -> None:
    start()
    one, other = world.person(11), world.person(12)
    for n in range(200):
        one.say(f"第{n}问")
    other.ask("别人不受影响")
    world.wait(lambda: any("太快" in m["text"] for m in world.sent(11)), "told to slow down")
    world.wait(lambda: world.acknowledged > world.updates[-1]["update_id"], "all looked at")
    assert sum("太快" in m["text"] for m in world.sent(11)) == 1
    assert len(world.sent(11)) < 200


def test_a_blocked_and_unblocked_bot_goes_on(start: Start, world: World) -> None:
    start(owners=frozenset({99}))
    one, owner = world.person(11), world.person(99)
    for status, count in (("kicked", 1), ("member", 0)):
        member = {"user": world.bot, "status": status, "until_date": 0}
        world.push("my_chat_member", {
            "chat": world.chats[11], "from": one.user, "date": 1,
            "old_chat_member": {"user": world.bot, "status": "left"},
            "new_chat_member": member,
        })  # fmt: skip
        one.ask("案件")
        assert f"停用的聊天：{count}" in owner.ask("/stats")["text"]
