"""FAQ cases asked through the real handlers: an update in, a message out, no network.

``fazhi faq run --via telegram`` judges what the library answered, after making sure that the
message which a person would get says it: text, quotes, nothing refused by Telegram's markup.
"""

from __future__ import annotations

import asyncio
import html
import itertools
import json
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.conversation import Asker
from bot.telegram.app import build
from bot.telegram.config import Config
from bot.telegram.desk import Desk, Shelf
from bot.telegram.gate import Gate
from bot.telegram.state import State
from retrieval.errors import FazhiError
from retrieval.records import Answer, IngestResult, ReportSummary, Vocabulary

_BOT = {"id": 1, "is_bot": True, "first_name": "fazhi", "username": "fazhi_faq_bot"}
_TAG = re.compile(r"<[^<>]*>")


class DeliveryError(FazhiError):
    """The message that the handlers sent does not say what the library answered."""

    code = "delivery"


@contextmanager
def ask_via_handlers(library: Shelf) -> Iterator[Asker]:
    """Yield an Asker that asks ``library`` through the bot's handlers; it sends nothing anywhere.

    Use it from one thread that runs no event loop. Its ``ask`` raises what the library raises,
    and DeliveryError where the message sent falls short of the answer.
    """
    with asyncio.Runner() as runner:
        state = State.open(None)
        watched = _Watched(library)
        desk = Desk(watched, lambda: watched, state)
        asker = _HandlerAsker(runner, state, desk, watched)
        try:
            runner.run(asker.open())
            yield asker
        finally:
            runner.run(asker.close())
            state.close()


class _HandlerAsker:
    """Asks by updates: an empty context begins a new chat, another goes on in the last one."""

    def __init__(self, runner: asyncio.Runner, state: State, desk: Desk, watched: _Watched) -> None:
        self._runner = runner
        self._state = state
        self._desk = desk
        self._watched = watched
        self._request = RecordingRequest()
        config = Config(token="1:faq", api="http://127.0.0.1", state=Path(), paced=False)
        self._app, services = build(config, state, desk, self._request)
        self._gate = Gate(self._app, services)
        self._numbers = itertools.count(1)
        self._chat = 0

    async def open(self) -> None:
        await self._app.initialize()

    async def close(self) -> None:
        await self._app.shutdown()
        await self._desk.close(seconds=10)

    def ask(self, question: str, context: Sequence[str] = ()) -> Answer:
        """Return the answer as it was delivered."""
        if not context or not self._chat:
            self._chat = next(self._numbers)
            self._state.keep_talk(self._chat, self._chat, context, None)
        elif self._state.talk(self._chat, self._chat).context != tuple(context):
            raise DeliveryError("机器人记住的上文与对话不一致", "请检查会话状态的保存")
        self._request.texts.clear()
        self._runner.run(self._gate.handle(self._update(question)))
        answer = self._watched.take()
        _check(answer, "".join(self._request.texts))
        return answer

    def _update(self, text: str) -> dict[str, Any]:
        number = next(self._numbers)
        person = {"id": self._chat, "is_bot": False, "first_name": "faq"}
        message = {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": self._chat, "type": "private"},
            "from": person,
            "text": text,
        }
        return {"update_id": number, "message": message}


class _Watched:
    """A library whose answers are kept for a look at what came of them."""

    def __init__(self, library: Shelf) -> None:
        self._library = library
        self._last: Answer | Exception | None = None

    def take(self) -> Answer:
        """Return the last answer, once. Raises what asking raised."""
        last, self._last = self._last, None
        if isinstance(last, Exception):
            raise last
        if last is None:
            raise DeliveryError("这个问题没有到达资料库", "它可能被当成了命令")
        return last

    def ask(self, question: str, context: Sequence[str] = ()) -> Answer:
        try:
            self._last = self._library.ask(question, context)
        except Exception as error:
            self._last = error
            raise
        return self._last

    def reports(self) -> tuple[ReportSummary, ...]:
        return self._library.reports()

    def vocabulary(self) -> Vocabulary:
        return self._library.vocabulary()

    def context_of(self, report_id: str, line: int, around: int = 2) -> tuple[tuple[int, str], ...]:
        return self._library.context_of(report_id, line, around)

    def ingest(self, paths: Sequence[Path]) -> tuple[IngestResult, ...]:
        return self._library.ingest(paths)

    def close(self) -> None:
        """Leave the library open: it is its owner's."""


class RecordingRequest(BaseRequest):
    """Stands in for the network: keeps the texts sent, and answers as Telegram would."""

    def __init__(self) -> None:
        """Begin with nothing sent."""
        self.texts: list[str] = []
        self._numbers = itertools.count(1)

    @property
    def read_timeout(self) -> float | None:
        """Return None: nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - PTB's signature
        request_data: RequestData | None = None,
        read_timeout: Any = None,  # noqa: ARG002
        write_timeout: Any = None,  # noqa: ARG002
        connect_timeout: Any = None,  # noqa: ARG002
        pool_timeout: Any = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Return success, with a message where one was sent."""
        result = self._result(url.rpartition("/")[2], request_data)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _result(self, endpoint: str, data: RequestData | None) -> object:
        if endpoint == "getMe":
            return _BOT
        if data is None or not endpoint.startswith("send"):
            return True
        self.texts.append(str(data.parameters.get("text", "")))
        for _, content, *_ in (data.multipart_data or {}).values():
            self.texts.append(
                content.decode() if isinstance(content, bytes) else content.read().decode()
            )
        return {
            "message_id": next(self._numbers),
            "date": int(time.time()),
            "chat": {"id": data.parameters.get("chat_id"), "type": "private"},
            "from": _BOT,
        }


def _check(answer: Answer, sent: str) -> None:
    """Raise DeliveryError unless the messages say the answer's text and its quotes."""
    said = _bare(html.unescape(_TAG.sub("", sent)))
    for wanted in (answer.text, *(item.quote for item in answer.evidence)):
        if _bare(wanted) not in said:
            raise DeliveryError(f"消息里缺“{wanted[:40]}”", "请检查 bot/telegram/cards.py")


def _bare(text: str) -> str:
    return "".join(text.split())
