"""The commands that everyone may use."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Message, Update

from bot.telegram.buttons import (
    compare_question,
    find_report,
    report_page,
    show_quote,
    trend_question,
)
from bot.telegram.cards import (
    answer_blocks,
    error_blocks,
    help_blocks,
    report_blocks,
)
from bot.telegram.delivery import target_of
from bot.telegram.keyboards import answer_keyboard, examples_keyboard, report_keyboard
from bot.telegram.questions import EMPTY, answer, without_mention
from bot.telegram.rich import Blocks, bold, line
from bot.telegram.services import Context, Services, services_of, speaker_of
from retrieval.errors import FazhiError

# Makes a question of a place, a year and a measure.
Make = Callable[[str, int | None, str], str]

GONE = "这个回答已经过期或被删除，请重新提问。"


async def start(update: Update, context: Context) -> None:
    """Greet, or show the answer (``a_…``) or report (``r_…``) that a link leads to."""
    services, message = services_of(context), _message(update)
    link = context.args[0] if context.args else ""
    if link.startswith("a_"):
        await _show_answer(services, message, link.removeprefix("a_"))
    elif link.startswith("r_"):
        await _show_report(services, message, link.removeprefix("r_"))
    else:
        await _greet(services, message)


async def show_help(update: Update, context: Context) -> None:
    """Say how to use the bot."""
    services = services_of(context)
    owner = services.access.is_owner(speaker_of(update).person)
    blocks = help_blocks(owner=owner, bot_name=services.bot.username)
    await _say(services, update, blocks)


async def ask(update: Update, context: Context) -> None:
    """Answer the question after the command, or the text of the message that it replies to."""
    services, message = services_of(context), _message(update)
    question = _argument(update)
    replied = message.reply_to_message
    if not question and replied is not None and replied.text:
        question = without_mention(replied.text, services.bot.username)
    await answer(services, target_of(message), speaker_of(update), question)


async def reports(update: Update, context: Context) -> None:
    """List the reports, a page at a time, with a button for each."""
    services = services_of(context)
    blocks, keyboard = await report_page(services, 0)
    await services.delivery.send(target_of(_message(update)), blocks, keyboard)


async def compare(update: Update, context: Context) -> None:
    """Compare the places by the measure named, or by that of the last answer."""
    await _about_measure(update, context, compare_question, "例如：/compare 行政应诉案件")


async def trend(update: Update, context: Context) -> None:
    """Show the years of the measure named, or of that of the last answer."""
    await _about_measure(update, context, trend_question, "例如：/trend 嘉祥街道行政应诉案件")


async def source(update: Update, context: Context) -> None:
    """Show the passage around the first quote of the last answer."""
    services, message = services_of(context), _message(update)
    speaker = speaker_of(update)
    key = services.state.talk(speaker.chat, speaker.person).answer
    last = services.state.answer(key) if key else None
    if key is None or last is None or not (last.evidence or last.nearest):
        await _say(services, update, (line("上一个回答没有引文。先提一个能在报告里找到的问题。"),))
        return
    await show_quote(services, target_of(message), last, key, 0)


async def faq(update: Update, context: Context) -> None:
    """Offer questions that the library answers."""
    services = services_of(context)
    examples = await services.desk.examples()
    if not examples:
        await _say(services, update, (line("库里还没有报告。请管理员发一份报告文件给我。"),))
        return
    blocks = (line(bold("可以这样问")), line("点一下就问；地区、年份、指标都可以换。"))
    target = target_of(_message(update))
    await services.delivery.send(target, blocks, examples_keyboard(examples))


async def reset(update: Update, context: Context) -> None:
    """Forget what was said in this conversation."""
    services, speaker = services_of(context), speaker_of(update)
    services.state.reset(speaker.chat, speaker.person)
    await _say(services, update, (line("已忘掉前面的问题，从头开始。"),))


async def forget(update: Update, context: Context) -> None:
    """Delete all that is kept of the person, in all chats."""
    services = services_of(context)
    person = speaker_of(update).person
    services.state.forget(person)
    if services.watch.logbook is not None:
        services.watch.logbook.forget(person)
    await _say(services, update, (line("已删除我保存的您的全部记录：问题、回答和评价。"),))


async def unknown(update: Update, context: Context) -> None:
    """Name the commands in a private chat; in a group it was meant for someone else."""
    if _message(update).chat.type == "private":
        await _say(services_of(context), update, (line("没有这个命令。/help 看全部命令。"),))


async def _about_measure(update: Update, context: Context, make: Make, example: str) -> None:
    services, message = services_of(context), _message(update)
    speaker = speaker_of(update)
    words = _argument(update)
    if words:
        question = make("", None, words)
    else:
        key = services.state.talk(speaker.chat, speaker.person).answer
        last = services.state.answer(key) if key else None
        if last is None or not last.measure:
            await _say(services, update, (line(f"请写上指标。{example}"),))
            return
        question = make(last.place, last.year, last.measure)
    await answer(services, target_of(message), speaker, question, fresh=True)


async def _greet(services: Services, message: Message) -> None:
    rows = await services.desk.reports()
    examples = (await services.desk.examples())[:3]
    places = "、".join(dict.fromkeys(r.place for r in rows if r.place))
    holds = (
        f"库里有 {len(rows)} 份报告：{places}。"
        if len(rows) <= 10
        else f"库里有 {len(rows)} 份报告。"
    )
    blocks = (
        line(bold("您好，我是法治问答。")),
        line("我回答法治政府建设年度报告里的问题，每个数字都附原文和出处，没有的就说没有。"),
        line(holds),
        line(
            "直接发问题，或点一个例子；/help 看用法。" if examples else f"{EMPTY}；/help 看用法。"
        ),
    )
    await services.delivery.send(target_of(message), blocks, examples_keyboard(examples))


async def _show_answer(services: Services, message: Message, key: str) -> None:
    kept = services.state.answer(key)
    if kept is None:
        await services.delivery.send(target_of(message), (line(GONE),))
        return
    keyboard = answer_keyboard(kept, key)
    await services.delivery.send(target_of(message), answer_blocks(kept), keyboard)


async def _show_report(services: Services, message: Message, key: str) -> None:
    try:
        found = await find_report(services, key)
    except FazhiError as error:
        await services.delivery.send(target_of(message), error_blocks(error))
        return
    target = target_of(message)
    if found is None:
        gone = line("库里没有这份报告，可能已更新。/reports 看全部。")
        await services.delivery.send(target, (gone,))
        return
    await services.delivery.send(target, report_blocks(found), report_keyboard(found))


async def _say(services: Services, update: Update, blocks: Blocks) -> None:
    await services.delivery.send(target_of(_message(update)), blocks)


def _argument(update: Update) -> str:
    """Return what stands after the command, line breaks included."""
    _, _, rest = (_message(update).text or "").partition(" ")
    return rest.strip()


def _message(update: Update) -> Message:
    message = update.effective_message
    assert message is not None
    return message
