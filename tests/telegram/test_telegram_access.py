"""The access lists at every way in: who is not on them gets no answer, wherever it is tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botapi import Person, World
from botapi.world import BOT_NAME
from running import Program, RunningBot
from scripted import ANSWER, ScriptedShelf

from bot.telegram.access import Access
from bot.telegram.handlers import _COMMANDS

Start = Callable[..., RunningBot]
Json = dict[str, Any]
GROUP, ELSEWHERE, CHANNEL = -500, -600, -(10**12) - 7
LISTED, OWNER, STRANGER = 11, 99, 12
CLOSED = "只对指定的人开放"


class Ways:
    """Every way in which a person can reach the bot, in private and in the group ``group``."""

    def __init__(self, world: World, who: Person, group: int, answer: Json) -> None:
        self.world, self.who, self.group = world, who, group
        # An answer of the bot to someone else: its buttons and links lead back to it.
        self.answer = answer
        rows = answer["reply_markup"]["inline_keyboard"]
        self.data = [b["callback_data"] for row in rows for b in row] + ["v1:l::0", "v1:o:r1:0"]
        self.key = self.data[0].split(":")[2]

    def message(self, chat: int, **fields: Any) -> Json:
        return self.world.keep(chat, self.who.user, {"text": f"@{BOT_NAME} 案件", **fields})

    def commands(self) -> None:
        for name in _COMMANDS:
            self.who.say(f"/{name} 案件")

    def private(self) -> None:
        self.who.say("案件多少件")
        self.who.say("1")
        self.who.say("/never_heard_of")
        self.who.say(
            "转来的", forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "某"}
        )

    def links(self) -> None:
        for link in (f"a_{self.key}", "r_r1", "inline", "x" * 64):
            self.who.say(f"/start {link}")

    def files(self) -> None:
        self.who.send_file("报告.txt", "报告".encode())
        self.who.send_file("报告.txt", "报告".encode(), chat=self.group)
        file = self.message(self.who.id, document={
            "file_id": "f", "file_unique_id": "f", "file_name": "甲.txt", "file_size": 3,
        })  # fmt: skip
        del file["text"]
        self.who.say("/ingest", reply_to=file)

    def buttons(self) -> None:
        for data in self.data:
            for chat in (self.who.id, self.group):
                self.who.press_data(dict(self.answer, chat=self.world.chats[chat]), data)
            body = {"id": str(self.world.new_id()), "from": self.who.user, "chat_instance": "1"}
            self.world.push("callback_query", {**body, "inline_message_id": "i", "data": data})

    def inline(self) -> None:
        self.who.type_inline("案件多少件")
        self.who.type_inline("")
        chosen = {"result_id": self.key, "from": self.who.user, "query": "案件"}
        self.world.push("chosen_inline_result", chosen)

    def groups(self) -> None:
        self.who.say(f"@{BOT_NAME} 案件多少件", chat=self.group)
        self.who.say(f"/ask@{BOT_NAME} 案件多少件", chat=self.group)
        self.who.say("那培训呢", chat=self.group, reply_to=self.answer)
        mention = {"type": "text_mention", "offset": 0, "length": 2, "user": self.world.bot}
        self.world.push("message", self.message(self.group, text="法治 案件", entities=[mention]))

    def edits(self) -> None:
        for chat in (self.who.id, self.group):
            self.world.push("edited_message", self.message(chat, text="/ask 案件", edit_date=2))

    def channels(self) -> None:
        self.world.chats[CHANNEL] = {"id": CHANNEL, "type": "channel", "title": "某频道"}
        # A post has no author.
        whole = self.message(CHANNEL, text="/ask 案件", sender_chat=self.world.chats[CHANNEL])
        post = {name: value for name, value in whole.items() if name != "from"}
        for kind in ("channel_post", "edited_channel_post"):
            self.world.push(kind, post)

    def others(self) -> None:
        business = self.message(self.who.id, text="案件", business_connection_id="b")
        for kind in ("business_message", "edited_business_message"):
            self.world.push(kind, business)
        self.world.push("message_reaction", {
            "chat": self.world.chats[self.who.id], "message_id": 1, "date": 1,
            "user": self.who.user, "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": "👍"}],
        })  # fmt: skip
        self.world.push("poll_answer", {"poll_id": "1", "user": self.who.user, "option_ids": [0]})
        photo = self.message(self.who.id, photo=[
            {"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1},
        ], caption="案件多少件")  # fmt: skip
        del photo["text"]
        self.world.push("message", photo)


WAYS = ("commands", "private", "links", "files", "buttons", "inline", "groups", "edits", "channels",
        "others")  # fmt: skip


def settled(world: World) -> None:
    """Return once the bot has come to the end of all updates."""
    last = world.updates[-1]["update_id"]
    world.wait(lambda: world.acknowledged > last, "all updates looked at")


@pytest.fixture
def bot(start: Start, world: World) -> RunningBot:
    world.group(GROUP)
    world.group(ELSEWHERE)
    return start(allowed=frozenset({LISTED, GROUP}), owners=frozenset({OWNER}))


@pytest.fixture
def ways(bot: RunningBot, world: World) -> Callable[[int, int], Ways]:
    answer = world.person(LISTED).ask("甲镇案件几件")
    return lambda who, group: Ways(world, world.person(who), group, answer)


@pytest.mark.parametrize("way", WAYS)
def test_a_stranger_gets_nothing_by_any_way(
    ways: Callable[[int, int], Ways], world: World, shelf: ScriptedShelf, way: str
) -> None:
    stranger = ways(STRANGER, ELSEWHERE)
    had, asked = len(world.sent()), list(shelf.asked)
    getattr(stranger, way)()
    settled(world)
    assert (shelf.asked, shelf.ingested, world.of("getFile")) == (asked, [], [])
    said = world.sent()[had:]
    assert all(m["chat"]["id"] == STRANGER and CLOSED in m["text"] for m in said)
    assert len(said) <= 1
    notes = [c.params for c in world.of("answerCallbackQuery")]
    assert all(CLOSED in note["text"] for note in notes)
    assert all(not c.params.get("results") for c in world.of("answerInlineQuery"))
    assert not [c for c in world.calls if c.method.startswith("edit")]


@pytest.mark.parametrize("who", [LISTED, OWNER])
def test_who_is_listed_is_answered_by_every_way_that_answers(
    ways: Callable[[int, int], Ways], world: World, shelf: ScriptedShelf, who: int
) -> None:
    listed = ways(who, ELSEWHERE)
    for way in ("commands", "private", "links", "buttons", "inline", "groups"):
        had = len(world.sent()) + len(world.of("answerInlineQuery"))
        getattr(listed, way)()
        settled(world)
        assert len(world.sent()) + len(world.of("answerInlineQuery")) > had, way
    assert not any(CLOSED in str(c.params) for c in world.calls)
    assert len([q for q, _ in shelf.asked if "案件" in q]) > 5


@pytest.mark.parametrize("way", ["edits", "channels"])
def test_edits_and_channels_are_never_answered(
    ways: Callable[[int, int], Ways], world: World, shelf: ScriptedShelf, way: str
) -> None:
    owner = ways(OWNER, GROUP)
    had, asked = len(world.sent()), list(shelf.asked)
    getattr(owner, way)()
    settled(world)
    assert len(world.sent()) == had
    assert shelf.asked == asked


def test_in_a_listed_group_everyone_may_ask_there_and_nowhere_else(
    ways: Callable[[int, int], Ways], world: World, shelf: ScriptedShelf
) -> None:
    guest = ways(STRANGER, GROUP)
    guest.groups()
    settled(world)
    assert len(world.sent(GROUP)) == 4
    asked = len(shelf.asked)
    guest.private()
    guest.links()
    guest.inline()
    guest.files()
    settled(world)
    assert len(shelf.asked) == asked
    assert shelf.ingested == []
    assert [CLOSED in m["text"] for m in world.sent(STRANGER)] == [True]


@pytest.mark.parametrize("who", [LISTED, STRANGER])
def test_only_owners_change_the_library_or_see_figures(
    ways: Callable[[int, int], Ways], world: World, shelf: ScriptedShelf, who: int
) -> None:
    other = ways(who, GROUP)
    had = len(world.sent())
    other.files()
    for command in ("/ingest", "/stats", "/reload"):
        for chat in (who, GROUP):
            other.who.say(command, chat=chat)
    settled(world)
    assert shelf.ingested == []
    assert world.of("getFile") == []
    said = [m["text"] for m in world.sent()[had:]]
    assert all("只有管理员" in text or CLOSED in text for text in said)


def test_an_owner_in_a_group_does_not_add_what_is_sent_there(
    ways: Callable[[int, int], Ways], world: World, shelf: ScriptedShelf
) -> None:
    world.person(OWNER).send_file("报告.txt", b"x", chat=GROUP)
    settled(world)
    assert shelf.ingested == []


def test_a_channel_that_speaks_in_an_open_group_is_not_its_members(
    bot: RunningBot, world: World, shelf: ScriptedShelf
) -> None:
    """Whoever hides behind a channel is the channel; its writer's own rights do not count."""
    channel = {"id": CHANNEL, "type": "channel", "title": "某频道"}
    world.person(OWNER).say("/ask 案件", chat=ELSEWHERE, sender_chat=channel)
    settled(world)
    assert shelf.asked == []
    assert ANSWER.text in world.person(OWNER).ask("/ask 案件", chat=ELSEWHERE)["text"]


def test_an_error_while_judging_lets_nobody_in(
    bot: RunningBot,
    world: World,
    shelf: ScriptedShelf,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> bool:
        raise RuntimeError("名单读不出")

    with monkeypatch.context() as patch:
        patch.setattr(Access, "may_ask", fail)
        for who in (LISTED, STRANGER, OWNER):
            world.person(who).say("案件")
        settled(world)
    assert shelf.asked == []
    assert world.sent() == []
    assert caplog.text.count("无法判断能否放行") == 3
    assert "名单读不出" not in caplog.text
    assert ANSWER.text in world.person(LISTED).ask("案件")["text"]


def test_who_is_taken_off_the_list_is_out_with_the_next_start(
    bot: RunningBot, start: Start, world: World, shelf: ScriptedShelf
) -> None:
    one = world.person(LISTED)
    answer = one.ask("案件")
    bot.stop()
    start(allowed=frozenset(), owners=frozenset({OWNER}))
    assert CLOSED in one.ask("那培训呢")["text"]
    assert CLOSED in one.note(one.press(answer, "📄"))["text"]
    assert len(shelf.asked) == 1


@pytest.mark.parametrize(
    "lists",
    [{"FAZHI_ALLOWED": "11 十二"}, {"FAZHI_OWNERS": "@somebody"}, {"FAZHI_ALLOWED": "--5"}],
)
def test_a_list_that_cannot_be_read_ends_the_program(
    program: Callable[..., Program], lists: dict[str, str]
) -> None:
    process = program(**lists)
    assert process.wait() == 5
    assert next(iter(lists)) in process.errors


def test_the_lists_of_the_environment_are_those_of_the_program(
    program: Callable[..., Program], world: World
) -> None:
    program(FAZHI_ALLOWED=f"{LISTED}，{GROUP}", FAZHI_OWNERS=str(OWNER))
    world.group(GROUP)
    question = "嘉祥街道2023年有多少件行政应诉案件"
    assert CLOSED in world.person(STRANGER).ask(question)["text"]
    for who, chat in ((LISTED, None), (OWNER, None), (STRANGER, GROUP)):
        assert "22件" in world.person(who).ask(f"/ask {question}", chat=chat)["text"]
