"""The way of one update: read, admitted or refused, handled. An error on the way admits nobody."""

from __future__ import annotations

import logging
import time
from typing import Any

from telegram import Message, Update

from bot.telegram import inline
from bot.telegram.access import chat_of, person_of
from bot.telegram.delivery import Target, stale_is_fine
from bot.telegram.observing import Outcome
from bot.telegram.polling import UPDATE_KINDS
from bot.telegram.questions import is_addressed
from bot.telegram.quiet import frames_of
from bot.telegram.rich import line
from bot.telegram.services import App, Services

log = logging.getLogger(__name__)

_CLOSED = "这个机器人只对指定的人开放。"
_TOO_FAST = "问得太快了，请稍等一会儿再问。"


class Gate:
    """Lets updates through to the handlers of ``app``."""

    def __init__(self, app: App, services: Services) -> None:
        """Guard ``app`` by the access lists and limits in ``services``."""
        self._app = app
        self._services = services

    async def handle(self, raw: dict[str, Any]) -> None:
        """Have an update answered as far as it may be; nothing that it holds raises."""
        began = time.perf_counter()
        outcome = await self._deal(raw)
        seconds = time.perf_counter() - began
        self._services.watch.observer.updated(kind_of(raw), outcome, seconds)

    async def _deal(self, raw: dict[str, Any]) -> Outcome:
        update = self._read(raw)
        if update is None:
            return "unreadable"
        try:
            refusal = await self._admit(update)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here, nobody is let in
            log.error("无法判断能否放行，已拒绝\n%s", frames_of(error))
            return "failed"
        if refusal is not None:
            return refusal
        await self._app.process_update(update)
        return "handled"

    def _read(self, raw: dict[str, Any]) -> Update | None:
        try:
            update = Update.de_json(raw, self._app.bot)
            sound = _is_sound(update)
        except Exception as error:  # noqa: BLE001 - an update may be anything, nested to any depth
            log.warning("看不懂的更新，已略过：%s", type(error).__name__)
            return None
        if not sound:
            log.warning("看不懂的更新，已略过：编号或文字不成样子")
        return update if sound else None

    async def _admit(self, update: Update) -> Outcome | None:
        """Return None for an update that may pass, and otherwise why it was turned away."""
        person, chat = person_of(update), chat_of(update)
        if update.my_chat_member is not None or _moves(update):
            return None
        if person is None:
            return "refused"
        if not self._services.access.may_ask(person, chat):
            await self._refuse(update, person)
            return "refused"
        if self._asks(update) and self._services.questions.exceeded(person):
            await self._slow_down(update, person)
            return "too_fast"
        return None

    def _asks(self, update: Update) -> bool:
        """Return whether the update costs an answer: silence in a group does not count."""
        message = update.message
        if message is None or message.chat.type == "private":
            return True
        bot = self._services.bot
        return (message.text or "").startswith("/") or is_addressed(message, bot.id, bot.username)

    async def _refuse(self, update: Update, person: int) -> None:
        if update.inline_query is not None:
            await inline.refuse(update.inline_query)
        elif update.callback_query is not None:
            with stale_is_fine():
                await update.callback_query.answer(_CLOSED, show_alert=True)
        elif self._told_privately(update, person):
            blocks = (line(_CLOSED), line(f"您的编号是 {person}，可请管理员加入名单。"))
            await self._services.delivery.send(Target(person), blocks)

    async def _slow_down(self, update: Update, person: int) -> None:
        if update.callback_query is not None:
            with stale_is_fine():
                await update.callback_query.answer(_TOO_FAST, show_alert=True)
        elif self._told_privately(update, person):
            await self._services.delivery.send(Target(person), (line(_TOO_FAST),))

    def _told_privately(self, update: Update, person: int) -> bool:
        """Return whether the person should be told now: in a private chat, not all the time."""
        chat = update.effective_chat
        private = chat is not None and chat.type == "private" and update.inline_query is None
        return private and self._services.questions.should_tell(person)


def kind_of(raw: dict[str, Any]) -> str:
    """Return the name of what an update holds, ``other`` for what the bot never asks for."""
    return next((kind for kind in UPDATE_KINDS if kind in raw), "other")


def _is_sound(update: Update) -> bool:
    """Return whether ids are numbers that a file can hold and texts are texts: PTB looks at neither."""
    message, tap, query = update.effective_message, update.callback_query, update.inline_query
    holders = (update.effective_user, update.effective_chat, message and message.sender_chat)
    ids = [holder.id for holder in holders if holder is not None]
    if isinstance(message, Message):
        # Without a chat this raises, which is as good as unsound.
        ids += [message.chat.id, message.message_id, message.migrate_to_chat_id or 0]
    texts = [message and message.text, tap and tap.data, query and query.query]
    return all(type(number) is int and abs(number) < 2**63 for number in ids) and all(
        text is None or isinstance(text, str) for text in texts
    )


def _moves(update: Update) -> bool:
    return update.message is not None and update.message.migrate_to_chat_id is not None
