"""When a handler fails: an apology with a short number for the person, the place of it for the log."""

from __future__ import annotations

import logging
import secrets
import time

from telegram import Update
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.telegram.access import chat_of
from bot.telegram.courier import may_have_arrived
from bot.telegram.delivery import Target, target_of
from bot.telegram.quiet import frames_of
from bot.telegram.rich import line
from bot.telegram.services import Context, Services, services_of
from retrieval.errors import FazhiError

log = logging.getLogger(__name__)

# An owner hears of errors at most this often.
TOLD_EVERY = 600.0
_UNREACHABLE = (
    "chat not found",
    "not enough rights",
    "bot was",
    "user is deactivated",
    "topic_closed",
)


class Failures:
    """The error handler, which remembers when the owners were last told."""

    def __init__(self) -> None:
        """Begin with nobody told."""
        self._told = float("-inf")

    async def on_error(self, update: object, context: Context) -> None:
        """Apologise, log, and tell the owners; a chat that is closed to us is only noted."""
        services, error = services_of(context), context.error
        if not isinstance(update, Update) or error is None:
            log.error("内部错误\n%s", frames_of(error) if error else "")
            return
        if self._is_closed(services, update, error):
            return
        number = secrets.token_hex(3)
        log.error("处理更新时出错，编号 %s\n%s", number, frames_of(error))
        services.state.count("errors")
        services.watch.observer.failed(type(error).__name__)
        if not (may_have_arrived(error) or isinstance(error, RetryAfter)):
            # An apology after an answer that did arrive would be a riddle.
            await _try(self._apologise(services, update, error, number))
        if time.monotonic() - self._told > TOLD_EVERY:
            self._told = time.monotonic()
            for owner in services.config.owners:
                text = f"出错一次，编号 {number}：{type(error).__name__}，详见日志。"
                await _try(services.delivery.send(Target(owner), (line(text),)))

    def _is_closed(self, services: Services, update: Update, error: Exception) -> bool:
        """Return whether the chat takes no messages, and note it."""
        closed = isinstance(error, Forbidden) or (
            isinstance(error, BadRequest)
            and any(word in error.message.lower() for word in _UNREACHABLE)
        )
        chat = chat_of(update)
        if closed and chat is not None:
            services.state.mark_inactive(chat, type(error).__name__)
            log.info("一个聊天不再接收消息：%s", type(error).__name__)
        return closed

    async def _apologise(
        self, services: Services, update: Update, error: Exception, number: str
    ) -> None:
        message = update.effective_message
        # Our own errors say in a person's words what is wrong, as that the disk is full.
        what = f"没有做成：{error.message}" if isinstance(error, FazhiError) else "出错了"
        text = f"对不起，{what}（编号 {number}）。请再试一次；若仍如此，请把编号告诉管理员。"
        if update.callback_query is not None:
            await update.callback_query.answer(text, show_alert=True)
        elif update.inline_query is None and message is not None:
            await services.delivery.send(target_of(message), (line(text),))


async def _try(sending: object) -> None:
    """Send something that nothing depends on."""
    try:
        await sending  # type: ignore[misc]
    except TelegramError as error:
        log.warning("通知没有送到：%s", type(error).__name__)
