"""Sending blocks as messages: split, quoted, as plain text where the markup is refused, as a file."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from telegram import (
    Bot,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated

from bot.telegram.rich import Blocks, line, to_html, to_plain
from bot.telegram.splitting import split
from bot.telegram.state import State

T = TypeVar("T")

log = logging.getLogger(__name__)

MOST_MESSAGES = 3
# Telegram counts a caption in UTF-16 units.
MOST_CAPTION = 1024
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_MARKUP = ("parse", "entit", "tag")
_STALE = (
    "not modified",
    "query is too old",
    "query id is invalid",
    "to edit not found",
    "can't be edited",
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes: the chat, the topic in it, the message it answers."""

    chat: int
    reply_to: int | None = None
    topic: int | None = None


def target_of(message: Message, *, reply: bool = True) -> Target:
    """Return where the answer to ``message`` goes."""
    topic = message.message_thread_id if message.is_topic_message else None
    return Target(message.chat.id, message.message_id if reply else None, topic)


class Delivery:
    """Sends and edits messages with one bot."""

    def __init__(self, bot: Bot, state: State) -> None:
        """Send with ``bot``; what is learnt of chats goes to ``state``."""
        self._bot = bot
        self._state = state

    async def send(
        self, target: Target, blocks: Blocks, keyboard: InlineKeyboardMarkup | None = None
    ) -> Message:
        """Return the last message of the text, which bears the buttons.

        More than three messages are the first one and a file of the whole. Raises
        TelegramError where nothing could be delivered.
        """
        parts = split(blocks) or [(line("（空）"),)]
        whole = parts
        if len(parts) > MOST_MESSAGES:
            parts = parts[:1]
        for number, part in enumerate(parts):
            last = number == len(parts) - 1 and len(whole) == len(parts)
            message = await self._send_part(target, part, keyboard if last else None)
        if len(whole) > len(parts):
            message = await self._send_file(target, blocks, keyboard)
        return message

    async def edit(
        self, message: Message, blocks: Blocks, keyboard: InlineKeyboardMarkup | None = None
    ) -> bool:
        """Return whether the message now shows the blocks; False where they need more than one."""
        parts = split(blocks)
        if len(parts) != 1:
            return False
        where = {"chat_id": message.chat.id, "message_id": message.message_id}
        return await self._edit(parts[0], keyboard, where)

    async def edit_inline(self, inline_id: str, blocks: Blocks) -> bool:
        """Return whether the message sent through inline mode now shows the blocks."""
        parts = split(blocks)
        return len(parts) == 1 and await self._edit(
            parts[0], None, {"inline_message_id": inline_id}
        )

    async def _edit(
        self,
        blocks: Blocks,
        keyboard: InlineKeyboardMarkup | None,
        where: dict[str, int] | dict[str, str],
    ) -> bool:
        async def say(text: str, mode: str | None) -> None:
            await self._bot.edit_message_text(
                text,
                parse_mode=mode,
                reply_markup=keyboard,
                link_preview_options=_NO_PREVIEW,
                **where,
            )

        with stale_is_fine():
            await _html_or_plain(blocks, say)
        return True

    async def _send_part(
        self, target: Target, blocks: Blocks, keyboard: InlineKeyboardMarkup | None
    ) -> Message:
        async def say(text: str, mode: str | None) -> Message:
            return await self._to_chat(
                target.chat,
                lambda chat: self._bot.send_message(
                    chat,
                    text,
                    parse_mode=mode,
                    reply_markup=keyboard,
                    reply_parameters=_reply(target, chat),
                    message_thread_id=target.topic,
                    link_preview_options=_NO_PREVIEW,
                ),
            )

        return await _html_or_plain(blocks, say)

    async def _send_file(
        self, target: Target, blocks: Blocks, keyboard: InlineKeyboardMarkup | None
    ) -> Message:
        data = to_plain(blocks).encode()
        return await self._to_chat(
            target.chat,
            lambda chat: self._bot.send_document(
                chat,
                InputFile(io.BytesIO(data), filename="回答.txt"),
                caption="回答较长，全文见附件。",
                parse_mode=None,
                reply_markup=keyboard,
                reply_parameters=_reply(target, chat),
                message_thread_id=target.topic,
            ),
        )

    async def send_picture(self, target: Target, picture: bytes, caption: Blocks) -> Message:
        """Return the message of a PNG with plain text under it, cut to what Telegram takes."""
        cut = to_plain(split(caption, MOST_CAPTION)[0])
        return await self._to_chat(
            target.chat,
            lambda chat: self._bot.send_photo(
                chat,
                InputFile(io.BytesIO(picture), filename="chart.png"),
                caption=cut,
                parse_mode=None,
                reply_parameters=_reply(target, chat),
                message_thread_id=target.topic,
            ),
        )

    async def _to_chat(self, chat: int, send: Callable[[int], Awaitable[Message]]) -> Message:
        """Return what was sent, to the chat's new number where it has moved."""
        try:
            message = await send(chat)
        except ChatMigrated as error:
            self._state.move_chat(chat, error.new_chat_id)
            message = await send(error.new_chat_id)
        return message


async def _html_or_plain(blocks: Blocks, say: Callable[[str, str | None], Awaitable[T]]) -> T:
    """Return what ``say`` gives for the HTML, or for the same as plain text where that is refused."""
    try:
        return await say(to_html(blocks), ParseMode.HTML)
    except BadRequest as error:
        if not any(word in error.message.lower() for word in _MARKUP):
            raise
        log.warning("标记被拒绝，改发纯文本：%s", type(error).__name__)
    return await say(to_plain(blocks), None)


@contextlib.contextmanager
def stale_is_fine() -> Iterator[None]:
    """Let pass what a second tap on a button, or a late one, comes to."""
    try:
        yield
    except BadRequest as error:
        if not any(word in error.message.lower() for word in _STALE):
            raise


def _reply(target: Target, chat: int) -> ReplyParameters | None:
    # In the supergroup that a group became the messages have other numbers.
    if target.reply_to is None or chat != target.chat:
        return None
    return ReplyParameters(target.reply_to, allow_sending_without_reply=True)
