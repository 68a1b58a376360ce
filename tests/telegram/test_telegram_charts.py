"""The picture of a comparison: its button, what is sent, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from botapi import Server, World
from running import RunningBot
from scripted import ANSWER, EVIDENCE, LINES, ScriptedShelf

from retrieval.records import Value

Start = Callable[..., RunningBot]
FONT = Path(__file__).parents[1] / "support" / "fonts" / "chinese-subset.otf"
BUTTON = "📊 画成图"
COMPARED = replace(
    ANSWER,
    kind="compare",
    text="甲镇22件，乙镇5件，丙镇0件。",
    values=tuple(
        Value(amount, "件", "行政应诉案件", place, 2023, evidence=0)
        for amount, place in (("22", "甲镇"), ("5", "乙镇"), ("0", "丙镇"))
    ),
    evidence=(EVIDENCE,),
)


def labels(message: dict[str, object]) -> list[str]:
    markup = message["reply_markup"]
    assert isinstance(markup, dict)
    return [button["text"] for row in markup["inline_keyboard"] for button in row]


def test_a_comparison_of_three_has_a_picture(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    shelf.script["比较"] = COMPARED
    start(chart_font=FONT)
    one = world.person(11)
    assert BUTTON not in labels(one.ask("案件多少"))
    answer = one.ask("各地案件比较")
    one.press(answer, BUTTON)
    photo = world.wait(lambda: [m for m in world.sent(11) if "photo" in m], "a picture")[0]
    assert photo["caption"].startswith("2023年行政应诉案件\n来源：甲镇2023年")
    assert world.files[photo["photo"][0]["file_id"]].startswith(b"\x89PNG")


def test_a_picture_waits_out_a_limit(
    start: Start, server: Server, world: World, shelf: ScriptedShelf
) -> None:
    shelf.script["比较"] = COMPARED
    start(chart_font=FONT)
    one = world.person(11)
    answer = one.ask("各地案件比较")
    server.faults.add("sendPhoto", "retry_after", chat=11, seconds=1)
    one.press(answer, BUTTON)
    assert len(world.wait(lambda: [m for m in world.sent(11) if "photo" in m], "a picture")) == 1


def test_a_report_read_anew_is_not_drawn_from_memory(
    start: Start, world: World, shelf: ScriptedShelf
) -> None:
    shelf.script["比较"] = COMPARED
    start(chart_font=FONT)
    one = world.person(11)
    answer = one.ask("各地案件比较")
    shelf.lines = [line.replace("22件", "23件") for line in LINES]
    assert "原文已更新" in one.note(one.press(answer, BUTTON))["text"]
    assert not [m for m in world.sent(11) if "photo" in m]


def test_a_missing_font_is_said_with_a_remedy(
    start: Start, world: World, shelf: ScriptedShelf, tmp_path: Path
) -> None:
    shelf.script["比较"] = COMPARED
    start(chart_font=tmp_path / "none.otf")
    one = world.person(11)
    one.press(one.ask("各地案件比较"), BUTTON)
    said = world.wait(
        lambda: [m for m in world.sent(11) if "字体" in m.get("text", "")], "a remedy"
    )[0]
    assert "charts.font" in said["text"]
