"""Talks with the bot, over real HTTP: what people see."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest
from botapi import World
from running import RunningBot
from scripted import AMBIGUOUS, ANSWER, EVIDENCE, LINES, QUOTE, ScriptedShelf

from retrieval.errors import UsageError
from retrieval.records import Reason

Start = Callable[..., RunningBot]


def bold_parts(message: dict) -> list[str]:
    text = message["text"].encode("utf-16-le")
    return [
        text[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le")
        for e in message.get("entities", [])
        if e["type"] == "bold"
    ]


def kinds(message: dict) -> set[str]:
    return {e["type"] for e in message.get("entities", [])}


def test_an_answer_is_bold_quoted_and_sourced(start: Start, world: World) -> None:
    start()
    message = world.person(11).ask("行政应诉案件多少")
    assert bold_parts(message) == [ANSWER.text, "22件"]
    assert QUOTE in message["text"]
    assert "blockquote" in kinds(message)
    assert "甲镇2023年法治政府建设年度报告 · （一）应诉 · 第3行" in message["text"]
    assert message["reply_to_message"]["text"] == "行政应诉案件多少"


def test_refused_markup_arrives_as_plain_text(start: Start, world: World, server) -> None:
    start()
    server.faults.add(
        "sendMessage", "status", code=400, text="Bad Request: can't parse entities: no"
    )
    message = world.person(11).ask("行政应诉案件多少")
    assert ANSWER.text in message["text"]
    assert f"「{QUOTE}」" in message["text"]
    assert "entities" not in message


def test_a_long_quote_folds(start: Start, world: World, shelf: ScriptedShelf) -> None:
    start()
    long = replace(EVIDENCE, quote="长" * 400, highlights=())
    shelf.script["长"] = replace(ANSWER, evidence=(long,))
    assert "expandable_blockquote" in kinds(world.person(11).ask("长文"))


def test_follow_ups_lean_on_what_was_said_per_person(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    shelf.script["那2022"] = replace(ANSWER, resolved="甲镇2022年案件几件")
    start()
    one, other = world.person(11), world.person(12)
    one.ask("甲镇2023年案件几件")
    message = one.ask("那2022年呢")
    other.ask("乙镇呢")
    assert shelf.asked[-3:] == [
        ("甲镇2023年案件几件", ()),
        ("那2022年呢", ("甲镇2023年案件几件",)),
        ("乙镇呢", ()),
    ]
    assert "承接上文，按“甲镇2022年案件几件”理解" in message["text"]


def test_a_conversation_outlives_a_restart_and_reset_ends_it(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    first = start()
    one = world.person(11)
    one.ask("甲镇2023年案件几件")
    first.stop()
    start()
    one.ask("那培训呢")
    assert shelf.asked[-1] == ("那培训呢", ("甲镇2023年案件几件",))
    one.ask("/reset")
    one.ask("再来")
    assert shelf.asked[-1] == ("再来", ())


def test_a_choice_is_one_tap_or_its_number(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    shelf.script["多少件"] = AMBIGUOUS
    start()
    one = world.person(11)
    asked = one.ask("案件多少件")
    assert "2. 乙镇2023年" in asked["text"]
    tap = one.press(asked, "乙镇")
    assert "text" not in one.note(tap)
    world.wait_sent(11, 2)
    assert shelf.asked[-1] == ("乙镇2023年案件几件", ())
    one.ask("案件多少件")
    one.ask("1")
    assert shelf.asked[-1][0] == "甲镇2023年案件几件"


def test_the_passage_opens_in_place_and_closes(start: Start, world: World) -> None:
    start()
    one = world.person(11)
    answer = one.ask("案件多少件")
    before = answer["text"]
    one.press(answer, "📄")
    world.wait(lambda: LINES[4] in answer["text"], "passage in place")
    assert bold_parts(answer)[-1] == "22件"
    one.press(answer, "↩")
    world.wait(lambda: answer["text"] == before, "answer is back")
    assert len(world.sent(11)) == 1


def test_several_quotes_are_turned_like_pages(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    second = replace(EVIDENCE, line=5, quote=LINES[4], highlights=())
    shelf.script["几处"] = replace(ANSWER, evidence=(EVIDENCE, second))
    start()
    one = world.person(11)
    answer = one.ask("几处")
    one.press(answer, "📄 原文上下文（2 处）")
    world.wait(lambda: "（1/2）" in answer["text"], "first passage")
    one.press(answer, "下一处")
    world.wait(lambda: "（2/2）" in answer["text"], "second passage")
    one.press(answer, "◀")
    world.wait(lambda: "（1/2）" in answer["text"], "first passage again")


def test_a_changed_source_is_said(start: Start, world: World, shelf: ScriptedShelf) -> None:
    start()
    one = world.person(11)
    answer = one.ask("案件多少件")
    shelf.lines = ("别的", "内容", "换了", "报告")
    assert "原文已更新" in one.note(one.press(answer, "📄"))["text"]


def test_old_and_foreign_buttons_are_declined(start: Start, world: World) -> None:
    start()
    one = world.person(11)
    answer = one.ask("案件多少件")
    for data in ("v0:p:x:0", "v1:p:nothere:0", "v1:zz:a:0", "rubbish", "v1:p:x:-1"):
        assert "过期" in one.note(one.press_data(answer, data))["text"]


def test_a_bad_vote_asks_why_and_drafts_a_case_for_the_owner(start: Start, world: World) -> None:
    start(owners=frozenset({99}))
    world.person(99)
    one = world.person(11)
    answer = one.ask("案件多少件")
    one.press(answer, "👎")
    world.wait(lambda: "数字不对" in str(answer["reply_markup"]), "reasons")
    assert "已记下" in one.note(one.press(answer, "数字不对"))["text"]
    draft = world.wait_sent(99, 1)[0]["text"]
    assert "问: 案件多少件" in draft
    assert "数值: 22 件" in draft
    assert "11" not in draft.replace("TG-", "").split("编号")[0]


def test_a_reason_in_ones_own_words(start: Start, world: World, shelf: ScriptedShelf) -> None:
    start(owners=frozenset({99}))
    world.person(99)
    one = world.person(11)
    answer = one.ask("案件多少件")
    one.press(answer, "👎")
    world.wait(lambda: "看不懂" in str(answer["reply_markup"]), "reasons")
    one.press(answer, "其他")
    asked = world.wait_sent(11, 2)[1]
    questions = len(shelf.asked)
    thanks = one.ask("单位写错了", reply_to=asked)
    assert "已记下" in thanks["text"]
    assert "单位写错了" in world.wait_sent(99, 1)[0]["text"]
    assert len(shelf.asked) == questions


def test_forget_leaves_nothing_in_the_file(start: Start, world: World, tmp_path) -> None:
    bot = start()
    one = world.person(7_654_321)
    answer = one.ask("不想被记住的问题")
    one.press(answer, "👎")
    world.wait(lambda: "其他" in str(answer["reply_markup"]), "reasons")
    one.press(answer, "其他")
    one.ask("不想被记住的理由", reply_to=world.wait_sent(one.id, 2)[1])
    assert "已删除" in one.ask("/forget")["text"]
    assert "过期" in one.note(one.press(answer, "📄"))["text"]
    bot.stop()
    secret = "\\u4e0d\\u60f3\\u88ab\\u8bb0\\u4f4f"
    files = list(tmp_path.glob("bot.telegram.db*"))
    assert files
    for file in files:
        assert secret.encode() not in file.read_bytes()
        assert "不想被记住".encode() not in file.read_bytes()
        assert b"7654321" not in file.read_bytes()
    with sqlite3.connect(tmp_path / "bot.telegram.db") as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            for row in database.execute(f"SELECT * FROM {table}"):
                assert 7_654_321 not in row


def test_commands(start: Start, world: World, shelf: ScriptedShelf) -> None:
    start()
    one = world.person(11)
    assert "1 份报告：甲镇" in one.ask("/start")["text"]
    assert "/compare" in one.ask("/help")["text"]
    assert "甲镇2023年" in str(one.ask("/reports")["reply_markup"])
    assert "没有引文" in one.ask("/source")["text"]
    assert "请写上指标" in one.ask("/compare")["text"]
    assert ANSWER.text in one.ask("/ask 案件多少")["text"]
    assert "举办培训3场" in one.ask("/source")["text"]
    one.ask("/compare")
    assert shelf.asked[-1] == ("2023年各地的行政应诉案件分别是多少", ())
    one.ask("/trend 甲镇应诉")
    assert shelf.asked[-1] == ("甲镇应诉历年变化趋势", ())
    assert "可以这样问" in one.ask("/faq")["text"]
    assert "没有这个命令" in one.ask("/nope")["text"]
    assert "请写上问题" in one.ask("/ask")["text"]
    assert "只有管理员" in one.ask("/stats")["text"]


def test_a_report_says_what_it_can_be_asked(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    start()
    one = world.person(11)
    one.press(one.ask("/reports"), "甲镇2023年")
    card = world.wait_sent(11, 2)[1]
    assert "甲镇2023.txt" in card["text"]
    assert "甲镇2023.txt" in one.ask("/start r_r1")["text"]
    one.press(card, "存在哪些不足")
    assert ANSWER.text in world.wait_sent(11, 4)[3]["text"]
    assert shelf.asked[-1] == ("甲镇2023年存在哪些不足", ())
    gone = one.press_data(card, "v1:k:r9:0")
    assert "已更新" in one.note(gone)["text"]


def test_the_title_stands_once_over_quotes_of_one_report(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    trained = replace(EVIDENCE, line=5, section="一、工作情况 > （二）培训", quote="举办培训3场。")
    elsewhere = replace(EVIDENCE, report="r2", title="乙镇报告", line=9)
    items = (EVIDENCE, trained, replace(trained, line=6), elsewhere)
    shelf.script["几件事"] = replace(ANSWER, evidence=items, text="三件：\n· 应诉\n· 培训")
    start()
    message = world.person(11).ask("几件事")
    text = message["text"]
    assert "[2] — 同上 · （二）培训 · 第5行" in text
    assert "[3] — 同上 · 第6行" in text
    assert "[4] — 乙镇报告 · （一）应诉 · 第9行" in text
    sent = world.of("sendMessage")[-1].params["text"]
    assert sent.startswith("<b>三件：</b>\n· 应诉\n· 培训\n")


def test_the_lines_around_a_quote_fold_and_its_own_does_not(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    shelf.lines = ("前" * 400, "短", "长" * 400 + QUOTE, "后", "后")
    start()
    one = world.person(11)
    one.press(one.ask("案件多少"), "📄")
    world.wait(lambda: world.of("editMessageText"), "the passage")
    text = world.of("editMessageText")[0].params["text"]
    assert "<blockquote expandable>前前" in text
    assert "<blockquote>长长" in text
    assert text.endswith("<i>— 甲镇2023.txt 第3行</i>")


@pytest.mark.parametrize(
    ("reason", "way"),
    [("no_such_place", "/reports"), ("no_such_year", "/reports"), ("off_topic", "/faq")],
)
def test_a_dead_end_names_a_way_on(
    start: Start, world: World, shelf: ScriptedShelf, reason: Reason, way: str
) -> None:
    refused = replace(ANSWER, status="not_found", reason=reason, values=(), evidence=())
    shelf.script["没有"] = replace(refused, text="没有。")
    start()
    assert way in world.person(11).ask("没有的事")["text"]


def test_deep_links_show_an_answer_and_a_report(start: Start, world: World) -> None:
    start()
    one, other = world.person(11), world.person(12)
    answer = one.ask("案件多少")
    data = answer["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    key = data.split(":")[2]
    assert other.ask(f"/start a_{key}")["text"] == answer["text"]
    assert "甲镇2023.txt" in other.ask("/start r_r1")["text"]
    assert "过期" in other.ask("/start a_gone")["text"]
    assert "没有这份报告" in other.ask("/start r_gone")["text"]


def test_mistakes_come_with_a_remedy(start: Start, world: World, shelf: ScriptedShelf) -> None:
    shelf.script["坏"] = UsageError("问题太长", "请只写一句")
    start()
    text = world.person(11).ask("坏问题")["text"]
    assert "问题太长" in text
    assert "请只写一句" in text


def test_not_found_says_so_and_labels_what_is_near(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    shelf.script["GDP"] = replace(
        ANSWER, status="not_found", text="报告里没有写GDP。", values=(), evidence=(),
        nearest=(EVIDENCE,), reason="not_reported",
    )  # fmt: skip
    start()
    text = world.person(11).ask("GDP多少")["text"]
    assert text.startswith("报告里没有写GDP。")
    assert text.index("不是答案") < text.index(QUOTE)


def test_long_answers_are_several_messages_then_a_file(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    items = tuple(replace(EVIDENCE, quote=f"第{n}条" + "内容，" * 300) for n in range(20))
    shelf.script["长"] = replace(ANSWER, evidence=items)
    shelf.script["中"] = replace(ANSWER, evidence=items[:6])
    start()
    one = world.person(11)
    one.say("中等的")
    middle = world.wait(
        lambda: any("reply_markup" in m for m in world.sent(11)) and world.sent(11), "last part"
    )
    assert len(middle) == 2
    assert "reply_markup" not in middle[0]
    assert sum(m["text"].count("第") > 0 for m in middle) == 2
    one.say("长的")
    last = world.wait_sent(11, 4)[3]
    data = world.files[last["document"]["file_id"]].decode()
    assert all(f"第{n}条" in data for n in range(20))


def test_other_messages_are_declined_kindly(start: Start, world: World) -> None:
    start()
    one = world.person(11)
    number = world.keep(11, one.user, {"sticker": {
        "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
        "is_animated": False, "is_video": False,
    }})  # fmt: skip
    world.push("message", number)
    assert "只读得懂文字" in world.wait_sent(11, 1)[0]["text"]
