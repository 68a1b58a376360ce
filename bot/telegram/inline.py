"""Inline mode: cited cards in any chat while a person types."""

from __future__ import annotations

import asyncio
import time

from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode

from bot.render import source_of
from bot.telegram.cards import answer_blocks
from bot.telegram.delivery import stale_is_fine
from bot.telegram.observing import Answered
from bot.telegram.rich import Blocks, to_html, units
from bot.telegram.services import Context, Services, services_of, speaker_of
from bot.telegram.splitting import split
from retrieval.errors import FazhiError
from retrieval.records import Answer

SHORTEST = 2
CACHED_SECONDS = 30
MOST_CARDS = 5
# An inline message cannot be split; Telegram's own limit leaves no room for tags.
LIMIT = 3500
_TITLE, _DESCRIPTION = 60, 120


async def on_query(update: Update, context: Context) -> None:
    """Offer the answer, or one for each reading of an ambiguous question."""
    services, query = services_of(context), update.inline_query
    assert query is not None
    question = query.query.strip()
    if len(question) < SHORTEST:
        await _offer(query, [], "输入问题，例如：嘉祥街道2023年行政应诉案件", CACHED_SECONDS)
        return
    began = time.perf_counter()
    try:
        answers = await _answers(services, question)
    except FazhiError as error:
        services.watch.observer.failed(error.code)
        await _offer(query, [], error.message, 0)
        return
    person = speaker_of(update).person
    seconds = time.perf_counter() - began
    cards = [
        _card(answer, services.state.keep_answer(0, person, answer))
        for answer in answers
        if answer.status == "answered" and answer.evidence
    ]
    key = cards[0].id if cards else ""
    services.watch.observer.answered(Answered(key, "inline", answers[0], seconds, person))
    if cards:
        await _offer(query, cards, "在私聊里接着问", CACHED_SECONDS)
    else:
        await _offer(query, [], answers[0].text, 0)


async def refuse(query: InlineQuery) -> None:
    """Offer nothing to a person who may not ask, and do not let that be remembered."""
    await _offer(query, [], "这个机器人只对指定的人开放", 0)


async def _answers(services: Services, question: str) -> list[Answer]:
    """Return the answer, or for an ambiguous question those of its first readings."""
    answer = await services.desk.look_up(question)
    if answer.status != "ambiguous":
        return [answer]
    readings = [choice.question for choice in answer.choices[:MOST_CARDS]]
    found = await asyncio.gather(*(services.desk.look_up(reading) for reading in readings))
    return [answer, *found]


def _card(answer: Answer, key: str) -> InlineQueryResultArticle:
    first = answer.evidence[0]
    return InlineQueryResultArticle(
        id=key,
        title=_short(answer.text, _TITLE),
        description=_short(f"{first.quote} — {source_of(first)}", _DESCRIPTION),
        input_message_content=InputTextMessageContent(
            to_html(_fitting(answer)),
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )


def _fitting(answer: Answer) -> Blocks:
    """Return as much of the answer as an inline message takes: its beginning, whole blocks."""
    return split(answer_blocks(answer), LIMIT)[0]


async def _offer(
    query: InlineQuery, cards: list[InlineQueryResultArticle], label: str, cached: int
) -> None:
    with stale_is_fine():
        await query.answer(
            cards,
            cache_time=cached,
            is_personal=True,
            button=InlineQueryResultsButton(_short(label, _TITLE), start_parameter="inline"),
        )


def _short(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if units(flat) <= most else flat[: most - 1] + "…"
