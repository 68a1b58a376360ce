"""A question in a chat, and its answer."""

from __future__ import annotations

import time

from telegram import Message, Update
from telegram.error import TimedOut

from bot.telegram.cards import answer_blocks, error_blocks
from bot.telegram.delivery import Target, target_of
from bot.telegram.desk import Reply, Speaker
from bot.telegram.keyboards import answer_keyboard
from bot.telegram.observing import Answered, Channel
from bot.telegram.rich import line
from bot.telegram.services import Context, Services, services_of, speaker_of
from bot.telegram.voting import take_reason
from retrieval.errors import FazhiError

EMPTY = "请写上问题，例如：嘉祥街道2023年有多少件行政应诉案件"


async def on_text(update: Update, context: Context) -> None:
    """Answer a text: in a private chat always, in a group when it speaks to the bot."""
    services, message = services_of(context), update.effective_message
    if message is None or message.text is None:
        return
    if await take_reason(services, message, speaker_of(update)):
        return
    private = message.chat.type == "private"
    if not private and not is_addressed(message, services.bot.id, services.bot.username):
        return
    question = without_mention(message.text, services.bot.username)
    await answer(services, target_of(message), speaker_of(update), question)


async def on_other(update: Update, context: Context) -> None:
    """Say in a private chat that only texts are read."""
    message = update.effective_message
    if message is not None and message.chat.type == "private":
        blocks = (line("我只读得懂文字。" + EMPTY),)
        await services_of(context).delivery.send(target_of(message), blocks)


async def answer(
    services: Services, target: Target, speaker: Speaker, question: str, *, fresh: bool = False
) -> None:
    """Send the answer to a question, or what is wrong with it.

    ``fresh`` questions are complete by themselves, as those of buttons are.
    """
    if not question.strip():
        await services.delivery.send(target, (line(EMPTY),))
        return
    began = time.perf_counter()
    try:
        reply = await services.desk.ask(speaker, question, fresh=fresh)
    except FazhiError as error:
        services.watch.observer.failed(error.code)
        await services.delivery.send(target, error_blocks(error))
        return
    seconds = time.perf_counter() - began
    channel: Channel = "private" if speaker.chat == speaker.person else "group"
    event = Answered(reply.key, channel, reply.answer, seconds, speaker.person)
    services.watch.observer.answered(event)
    await send_reply(services, target, speaker, reply)


async def send_reply(services: Services, target: Target, speaker: Speaker, reply: Reply) -> None:
    """Send an answer with its buttons; the conversation stands on it once it has arrived."""
    blocks = answer_blocks(reply.answer, reply.carried)
    try:
        await services.delivery.send(target, blocks, answer_keyboard(reply.answer, reply.key))
    except TimedOut:
        # It may well have arrived.
        services.desk.delivered(speaker, reply)
        raise
    services.desk.delivered(speaker, reply)


def is_addressed(message: Message, bot_id: int, bot_name: str) -> bool:
    """Return whether a message in a group mentions the bot or replies to one of its messages."""
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot_id:
        return True
    for entity, text in message.parse_entities(["mention", "text_mention"]).items():
        if entity.type == "mention" and text.lower() == f"@{bot_name}".lower():
            return True
        if entity.user is not None and entity.user.id == bot_id:
            return True
    return False


def without_mention(text: str, bot_name: str) -> str:
    """Return the text without the bot's name in it."""
    at = text.lower().find(f"@{bot_name}".lower())
    while at >= 0:
        text = f"{text[:at]} {text[at + len(bot_name) + 1 :]}"
        at = text.lower().find(f"@{bot_name}".lower())
    return text.strip(" \t\n，,：:")
