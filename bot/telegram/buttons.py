"""What a tap on a button does: answer the tap first, then act."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update

from bot.telegram import keyboards
from bot.telegram.cards import (
    answer_blocks,
    passage_blocks,
    report_blocks,
    report_label,
    reports_blocks,
)
from bot.telegram.charting import chart_still_true, send_chart
from bot.telegram.delivery import Target, stale_is_fine, target_of
from bot.telegram.desk import Speaker
from bot.telegram.keyboards import Press, unpack
from bot.telegram.questions import answer
from bot.telegram.rich import Blocks, line
from bot.telegram.services import Context, Services, services_of, speaker_of
from bot.telegram.splitting import split
from bot.telegram.voting import ask_reason, note_reason
from retrieval.records import Answer, Evidence, ReportSummary

OLD = "这个按钮已经过期，请重新提问。"
CHANGED = "原文已更新，请重新提问。"
PAGE = 10

# What to say in the tap's own note; None where the message says it all.
Note = str | None


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on a button under a message: who tapped, and what the button means."""

    services: Services
    query: CallbackQuery
    message: Message
    speaker: Speaker
    press: Press


async def on_press(update: Update, context: Context) -> None:
    """Do what the button means, or say that it is too old."""
    services, query = services_of(context), update.callback_query
    assert query is not None
    press = unpack(query.data or "")
    message = query.message if isinstance(query.message, Message) else None
    action = _ACTIONS.get(press.action) if press else None
    if press is None or action is None or message is None:
        await _note(query, OLD, alert=True)
        return
    await action(Tap(services, query, message, speaker_of(update), press))


async def show_quote(
    services: Services, target: Target, kept: Answer, key: str, number: int
) -> bool:
    """Send the passage around a quote; return whether the report still has it."""
    found = await _passage(services, kept, key, number, back=False)
    if found is None:
        await services.delivery.send(target, (line(CHANGED),))
        return False
    await services.delivery.send(target, *found)
    return True


async def report_page(services: Services, page: int) -> tuple[Blocks, InlineKeyboardMarkup | None]:
    """Return a page of the list of reports with its buttons."""
    rows = await services.desk.reports()
    pages = max(1, -(-len(rows) // PAGE))
    page = min(page, pages - 1)
    shown = rows[page * PAGE : (page + 1) * PAGE]
    keyboard = keyboards.list_keyboard([(report_label(r), r.id) for r in shown], page, pages)
    return reports_blocks(page, pages, len(rows)), keyboard


async def find_report(services: Services, key: str) -> ReportSummary | None:
    """Return the report with that id; None where it is gone or was read anew."""
    return next((r for r in await services.desk.reports() if r.id == key), None)


def compare_question(place: str, year: int | None, measure: str) -> str:  # noqa: ARG001 - a maker
    """Return the question that compares the places by a measure."""
    return f"{year}年各地的{measure}分别是多少" if year else f"各地{measure}比较"


def trend_question(place: str, year: int | None, measure: str) -> str:  # noqa: ARG001 - a maker
    """Return the question for a measure over the years."""
    return f"{place}{measure}历年变化趋势"


async def _ask_choice(tap: Tap) -> None:
    kept = tap.services.state.answer(tap.press.key)
    await _ask_offered(tap, [choice.question for choice in kept.choices] if kept else ())


async def _ask_suggestion(tap: Tap) -> None:
    kept = tap.services.state.answer(tap.press.key)
    await _ask_offered(tap, kept.suggestions if kept else ())


async def _ask_example(tap: Tap) -> None:
    await _ask_offered(tap, await tap.services.desk.examples())


async def _ask_about_report(tap: Tap) -> None:
    found = await find_report(tap.services, tap.press.key)
    if found is None or tap.press.number >= len(keyboards.ABOUT_REPORT):
        await _note(tap.query, CHANGED, alert=True)
        return
    await _note(tap.query)
    question = f"{report_label(found)}{keyboards.ABOUT_REPORT[tap.press.number]}"
    await answer(tap.services, target_of(tap.message), tap.speaker, question, fresh=True)


async def _ask_offered(tap: Tap, questions: Sequence[str]) -> None:
    """Ask the question of the button's number; a button may outlive what it was made for."""
    if tap.press.number >= len(questions):
        await _note(tap.query, OLD, alert=True)
        return
    await _note(tap.query)
    question = questions[tap.press.number]
    await answer(tap.services, target_of(tap.message), tap.speaker, question, fresh=True)


async def _ask_further(tap: Tap) -> None:
    kept = tap.services.state.answer(tap.press.key)
    if kept is None or not kept.measure:
        await _note(tap.query, OLD, alert=True)
        return
    make = compare_question if tap.press.action == keyboards.COMPARE else trend_question
    await _note(tap.query)
    question = make(kept.place, kept.year, kept.measure)
    await answer(tap.services, target_of(tap.message), tap.speaker, question, fresh=True)


async def _show_quote(tap: Tap) -> None:
    kept = await _kept(tap)
    if kept is None:
        return
    # A text of several messages stays: its last message alone would lose its beginning.
    in_place = _fits(kept) or _shows_passage(tap.message)
    found = await _passage(tap.services, kept, tap.press.key, tap.press.number, back=_fits(kept))
    if found is None:
        await _note(tap.query, CHANGED, alert=True)
        return
    await _note(tap.query)
    if not (in_place and await tap.services.delivery.edit(tap.message, *found)):
        await tap.services.delivery.send(target_of(tap.message), *found)


async def _show_chart(tap: Tap) -> None:
    kept = await _kept(tap)
    if kept is None:
        return
    chart = await chart_still_true(tap.services, kept)
    if chart is None:
        await _note(tap.query, CHANGED, alert=True)
        return
    await _note(tap.query)
    await send_chart(tap.services, target_of(tap.message), chart)


async def _go_back(tap: Tap) -> None:
    kept = await _kept(tap)
    if kept is None:
        return
    await _note(tap.query)
    keyboard = keyboards.answer_keyboard(kept, tap.press.key)
    await tap.services.delivery.edit(tap.message, answer_blocks(kept), keyboard)


async def _vote_good(tap: Tap) -> None:
    if await _kept(tap) is None:
        return
    tap.services.state.vote(tap.press.key, tap.speaker.person, good=True)
    await _note(tap.query, "谢谢！")


async def _vote_bad(tap: Tap) -> None:
    if await _kept(tap) is None:
        return
    tap.services.state.vote(tap.press.key, tap.speaker.person, good=False)
    await _note(tap.query, "哪里不对？请选一个原因。")
    with stale_is_fine():
        await tap.message.edit_reply_markup(keyboards.reasons_keyboard(tap.press.key))


async def _vote_reason(tap: Tap) -> None:
    kept = await _kept(tap)
    if kept is None:
        return
    if tap.press.number == keyboards.OTHER:
        await _note(tap.query)
        await ask_reason(tap.services, tap.message, tap.speaker, tap.press.key)
    else:
        thanks = await note_reason(tap.services, tap.speaker, tap.press.key, tap.press.number)
        await _note(tap.query, thanks)
    with stale_is_fine():
        await tap.message.edit_reply_markup(keyboards.answer_keyboard(kept, tap.press.key))


async def _turn_reports(tap: Tap) -> None:
    await _note(tap.query)
    page = await report_page(tap.services, tap.press.number)
    await tap.services.delivery.edit(tap.message, *page)


async def _show_report(tap: Tap) -> None:
    found = await find_report(tap.services, tap.press.key)
    if found is None:
        await _note(tap.query, CHANGED, alert=True)
        return
    await _note(tap.query)
    keyboard = keyboards.report_keyboard(found)
    await tap.services.delivery.send(target_of(tap.message), report_blocks(found), keyboard)


Action = Callable[[Tap], Awaitable[None]]
_ACTIONS: dict[str, Action] = {
    keyboards.CHOICE: _ask_choice,
    keyboards.SUGGESTION: _ask_suggestion,
    keyboards.EXAMPLE: _ask_example,
    keyboards.COMPARE: _ask_further,
    keyboards.TREND: _ask_further,
    keyboards.QUOTES: _show_quote,
    keyboards.BACK: _go_back,
    keyboards.CHART: _show_chart,
    keyboards.GOOD: _vote_good,
    keyboards.BAD: _vote_bad,
    keyboards.REASON: _vote_reason,
    keyboards.REPORTS: _turn_reports,
    keyboards.REPORT: _show_report,
    keyboards.ABOUT: _ask_about_report,
}


async def _kept(tap: Tap) -> Answer | None:
    """Return the answer that the button belongs to; where it is gone, say so."""
    kept = tap.services.state.answer(tap.press.key)
    if kept is None:
        await _note(tap.query, OLD, alert=True)
    return kept


async def _passage(
    services: Services, kept: Answer, key: str, number: int, *, back: bool
) -> tuple[Blocks, InlineKeyboardMarkup | None] | None:
    quotes: tuple[Evidence, ...] = kept.evidence or kept.nearest
    if number >= len(quotes):
        return None
    item = quotes[number]
    rows = await services.desk.passage(item)
    if rows is None:
        return None
    keyboard = keyboards.quotes_keyboard(key, number, len(quotes), back=back)
    return passage_blocks(item, rows, number, len(quotes), kept.answer_id), keyboard


def _fits(kept: Answer) -> bool:
    return len(split(answer_blocks(kept))) == 1


def _shows_passage(message: Message) -> bool:
    """Return whether the message is a passage already: its buttons turn pages, none votes."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    presses = [unpack(str(button.callback_data)) for row in rows for button in row]
    return all(press is not None and press.action == keyboards.QUOTES for press in presses)


async def _note(query: CallbackQuery, text: Note = None, *, alert: bool = False) -> None:
    # A tap that waited too long cannot be answered any more; what it asked for still is.
    with stale_is_fine():
        await query.answer(text, show_alert=alert)
