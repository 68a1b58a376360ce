"""👍 and 👎: what people think of an answer, why, and the FAQ case drafted from it for the owner."""

from __future__ import annotations

import logging

from telegram import ForceReply, Message, ReplyParameters
from telegram.error import TelegramError

from bot.faq.draft import draft_case
from bot.telegram.delivery import Target, target_of
from bot.telegram.desk import Speaker
from bot.telegram.keyboards import OTHER, REASONS
from bot.telegram.rich import Block, Run, bold, line
from bot.telegram.services import Services

log = logging.getLogger(__name__)

LONGEST_REASON = 500
_THANKS = "谢谢，已记下，会转给管理员核对。"


async def ask_reason(services: Services, message: Message, speaker: Speaker, key: str) -> None:
    """Ask in a message of its own for a reason in the person's words."""
    asked = await services.bot.send_message(
        message.chat.id,
        "请回复这条消息，写明哪里不对。",
        reply_markup=ForceReply(selective=True),
        reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
        message_thread_id=target_of(message).topic,
    )
    services.state.prompt(asked.chat.id, asked.message_id, speaker.person, key)


async def take_reason(services: Services, message: Message, speaker: Speaker) -> bool:
    """Return whether the message was the reason asked for, and note it."""
    replied = message.reply_to_message
    if replied is None or message.text is None:
        return False
    key = services.state.take_prompt(message.chat.id, replied.message_id, speaker.person)
    if key is None:
        return False
    await note_bad(services, speaker, key, _kept(message.text))
    await services.delivery.send(target_of(message), (line(_THANKS),))
    return True


def _kept(text: str) -> str:
    """Return as much of a reason as is kept; half a character, as a cut text has, is none."""
    return text[:LONGEST_REASON].encode("utf-8", "replace").decode()


async def note_reason(services: Services, speaker: Speaker, key: str, number: int) -> str:
    """Note one of the reasons offered and return what to say."""
    await note_bad(services, speaker, key, REASONS[min(number, OTHER)])
    return _THANKS


async def note_bad(services: Services, speaker: Speaker, key: str, reason: str) -> None:
    """Keep the reason for a 👎 with a drafted FAQ case, and show both to the owners."""
    answer = services.state.answer(key)
    if answer is None:
        return
    draft = draft_case(answer, f"TG-{key}", answer.resolved or answer.question)
    services.state.vote(key, speaker.person, good=False, reason=reason, draft=draft)
    blocks = (
        line(bold("有人认为这个回答不好"), f"：{reason}"),
        line("按现在的回答起草的用例，改正后可加进 FAQ 文件："),
        Block((Run(draft),), "pre"),
    )
    for owner in services.config.owners:
        try:
            await services.delivery.send(Target(owner), blocks)
        except TelegramError as error:
            log.warning("没能通知管理员：%s", type(error).__name__)
