"""The chats and people around the bot, and the updates that wait for it."""

from __future__ import annotations

import itertools
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from botapi.markup import units

BOT_ID = 700_000_001
BOT_NAME = "fazhi_test_bot"
# A test waits this long for what must happen; it never asserts on time.
PATIENCE = 30.0

Json = dict[str, Any]


class RefusedError(Exception):
    """An answer of the API that is not ok."""

    def __init__(self, code: int, text: str, **parameters: Any) -> None:
        super().__init__(text)
        self.code, self.text, self.parameters = code, text, parameters


@dataclass
class Call:
    """One request of the bot: what it asked for, when it was answered, and how."""

    method: str
    params: Json
    result: Any = None
    code: int = 0
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)


class World:
    """What Telegram would know. All methods may be called from any thread."""

    def __init__(self, token: str = "700000001:AAF-test_token_of_the_double") -> None:
        self.token = token
        self.changed = threading.Condition(threading.RLock())
        self.calls: list[Call] = []
        self.updates: list[Json] = []
        self.acknowledged = 0
        self.messages: dict[tuple[int, int], Json] = {}
        self.chats: dict[int, Json] = {}
        self.blocked: set[int] = set()
        self.files: dict[str, bytes] = {}
        self.webhook: Json = {}
        self.poller = 0
        self._update_ids = itertools.count(500_001)
        self._message_ids = itertools.count(1)
        self._ids = itertools.count(1)

    @property
    def bot(self) -> Json:
        return {
            "id": BOT_ID, "is_bot": True, "first_name": "法治问答", "username": BOT_NAME,
            "can_join_groups": True, "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }  # fmt: skip

    # What people do.

    def person(self, user_id: int, name: str = "某人") -> Person:
        """Return someone with a private chat."""
        self.chats.setdefault(user_id, {"id": user_id, "type": "private", "first_name": name})
        return Person(self, user_id, name)

    def group(self, chat_id: int, title: str = "某群") -> int:
        """Make a group and return its id."""
        kind = "supergroup" if chat_id < -(10**12) else "group"
        self.chats.setdefault(chat_id, {"id": chat_id, "type": kind, "title": title})
        return chat_id

    def push(self, kind: str, body: Json) -> int:
        """Queue an update for polling and return its number."""
        with self.changed:
            number = next(self._update_ids)
            self.updates.append({"update_id": number, kind: body})
            self.changed.notify_all()
            return number

    def repeat(self, number: int) -> Json:
        """Return the update of that number once more, as Telegram sometimes does."""
        with self.changed:
            update = next(u for u in self.updates if u["update_id"] == number)
            return dict(update)

    # What the bot did.

    def sent(self, chat: int | None = None) -> list[Json]:
        """Return the messages that the bot sent, oldest first."""
        with self.changed:
            return [
                message
                for (where, _), message in self.messages.items()
                if message["from"]["id"] == BOT_ID and chat in (None, where)
            ]

    def of(self, method: str) -> list[Call]:
        """Return the requests for one method, answered or not."""
        with self.changed:
            return [call for call in self.calls if call.method == method]

    def wait(self, happened: Callable[[], Any], what: str = "") -> Any:
        """Return what ``happened`` gives as soon as it is true.

        Fails after a long while in which the bot did nothing: a slow machine is no failure.
        """
        end, done = time.monotonic() + PATIENCE, 0
        with self.changed:
            while not (value := happened()):
                if (doing := sum(c.method != "getUpdates" for c in self.calls)) > done:
                    end, done = time.monotonic() + PATIENCE, doing
                left = end - time.monotonic()
                assert left > 0, f"did not happen: {what}; the bot did {self.summary()}"
                self.changed.wait(min(left, 0.5))
            return value

    def wait_sent(self, chat: int, count: int) -> list[Json]:
        """Return the messages in a chat once there are ``count``."""
        self.wait(lambda: len(self.sent(chat)) >= count, f"{count} messages in {chat}")
        return self.sent(chat)

    def summary(self) -> list[str]:
        """Return the last things that the bot did, for a failing test."""
        calls = [c for c in self.calls if c.method != "getUpdates"][-12:]
        return [f"{c.method} {c.code} {str(c.params.get('text', ''))[:60]}" for c in calls]

    # For the server.

    def new_id(self) -> int:
        return next(self._ids)

    def keep(self, chat: int, sender: Json, fields: Json) -> Json:
        """Return a new message, kept in its chat."""
        with self.changed:
            number = next(self._message_ids)
            message = {
                "message_id": number,
                "date": int(time.time()),
                "chat": self.chats[chat],
                "from": sender,
                **fields,
            }
            self.messages[(chat, number)] = message
            self.changed.notify_all()
            return message


class Person:
    """Someone who writes to the bot."""

    def __init__(self, world: World, user_id: int, name: str) -> None:
        self.world = world
        self.id = user_id
        self.user = {"id": user_id, "is_bot": False, "first_name": name, "language_code": "zh-hans"}

    def say(
        self, text: str, chat: int | None = None, reply_to: Json | None = None, **more: Any
    ) -> int:
        """Write a text and return the update's number; commands and mentions become entities."""
        fields: Json = {"text": text, **more}
        if entities := _entities(text):
            fields["entities"] = entities
        if reply_to is not None:
            fields["reply_to_message"] = reply_to
        message = self.world.keep(chat or self.id, self.user, fields)
        return self.world.push("message", message)

    def ask(self, text: str, chat: int | None = None, **more: Any) -> Json:
        """Write a text and return the bot's next message in the chat."""
        where = chat or self.id
        before = len(self.world.sent(where))
        self.say(text, chat, **more)
        return self.world.wait_sent(where, before + 1)[before]

    def press(self, message: Json, label: str) -> str:
        """Tap the button whose label begins so, and return the tap's id."""
        for row in message["reply_markup"]["inline_keyboard"]:
            for button in row:
                if button["text"].startswith(label):
                    return self.press_data(message, button["callback_data"])
        raise AssertionError(f"no button {label!r} in {message['reply_markup']}")

    def press_data(self, message: Json, data: str) -> str:
        """Tap a button that carries ``data``."""
        tap = str(self.world.new_id())
        body = {
            "id": tap,
            "from": self.user,
            "message": message,
            "chat_instance": "1",
            "data": data,
        }
        self.world.push("callback_query", body)
        return tap

    def note(self, tap: str) -> Json:
        """Return how the bot answered the tap."""

        def answered() -> Json | None:
            for call in self.world.of("answerCallbackQuery"):
                if call.params.get("callback_query_id") == tap and call.code == 200:
                    return call.params
            return None

        found: Json = self.world.wait(answered, f"answer to tap {tap}")
        return found

    def type_inline(self, query: str) -> Json:
        """Type after the bot's name in some chat and return what it offers."""
        number = str(self.world.new_id())
        self.world.push(
            "inline_query", {"id": number, "from": self.user, "query": query, "offset": ""}
        )

        def answered() -> Json | None:
            for call in self.world.of("answerInlineQuery"):
                if call.params.get("inline_query_id") == number and call.code == 200:
                    return call.params
            return None

        found: Json = self.world.wait(answered, f"cards for {query}")
        return found

    def send_file(self, name: str, data: bytes, chat: int | None = None) -> int:
        """Send a document."""
        key = f"file{self.world.new_id()}"
        self.world.files[key] = data
        document = {
            "file_id": key, "file_unique_id": key, "file_name": name, "file_size": len(data),
        }  # fmt: skip
        message = self.world.keep(chat or self.id, self.user, {"document": document})
        return self.world.push("message", message)


def _entities(text: str) -> list[Json]:
    found = []
    for kind, pattern in (
        ("bot_command", r"(?<!\S)/\w+(?:@\w+)?"),
        ("mention", r"(?<![\w/])@\w{4,}"),
    ):
        for match in re.finditer(pattern, text, re.ASCII):
            found.append({
                "type": kind, "offset": units(text[: match.start()]), "length": units(match[0]),
            })  # fmt: skip
    return found
