"""The buttons, and what they carry: ``v1:<action>:<answer or page>[:<number>]``, within 64 bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.charts.series import chart_of
from retrieval.records import Answer, ReportSummary

VERSION = "v1"
# Telegram's own limits.
MOST_BYTES = 64
MOST_BUTTONS = 100
_LABEL = 40
_MOST_CHOICES = 24
_DIGITS = 10
# Two labels as short as this stand side by side on a telephone.
_SHORT = 12

CHOICE, QUOTES, BACK, COMPARE, TREND = "c", "p", "b", "x", "t"
GOOD, BAD, REASON, SUGGESTION, REPORTS, REPORT, EXAMPLE = "u", "d", "r", "q", "l", "o", "e"
CHART, ABOUT = "g", "k"
# What every report can be asked, behind its place and year.
ABOUT_REPORT = ("主要做了什么", "存在哪些不足", "下一年有什么安排")

REASONS = ("数字不对", "答非所问", "该有却没找到", "看不懂", "其他")
OTHER = len(REASONS) - 1


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed button means: an action on an answer (or page), with a number."""

    action: str
    key: str
    number: int = 0


def pack(action: str, key: str = "", number: int = 0) -> str:
    """Return the data of a button."""
    data = f"{VERSION}:{action}:{key}:{number}"
    assert len(data.encode()) <= MOST_BYTES
    return data


def unpack(data: str) -> Press | None:
    """Return what the data of a button means; None for one of another version or not ours."""
    version, _, rest = data.partition(":")
    action, _, rest = rest.partition(":")
    key, _, number = rest.partition(":")
    if (
        version != VERSION
        or not action
        or not (number.isascii() and number.isdecimal() and len(number) < _DIGITS)
    ):
        return None
    return Press(action, key, int(number))


def answer_keyboard(answer: Answer, key: str) -> InlineKeyboardMarkup | None:
    """Return the buttons under an answer; None where there is nothing to do with it."""
    if answer.kind == "smalltalk":
        return _markup(_suggestions(answer, key))
    rows = _choices(answer, key)
    quotes = answer.evidence or answer.nearest
    if quotes:
        label = "📄 原文上下文" if len(quotes) == 1 else f"📄 原文上下文（{len(quotes)} 处）"
        rows.append([_button(label, QUOTES, key)])
    if answer.status == "answered" and answer.values and answer.measure:
        further = []
        if answer.kind != "compare":
            further.append(_button("🔍 与各地比较", COMPARE, key))
        if answer.kind != "trend":
            further.append(_button("📈 历年变化", TREND, key))
        rows.append(further)
    if chart_of(answer) is not None:
        rows.append([_button("📊 画成图", CHART, key)])
    rows += _suggestions(answer, key)
    rows.append([_button("👍", GOOD, key), _button("👎", BAD, key)])
    return _markup(rows)


def quotes_keyboard(
    key: str, number: int, total: int, *, back: bool
) -> InlineKeyboardMarkup | None:
    """Return the buttons under a passage: previous, next, and back to the answer."""
    turn = []
    if number > 0:
        turn.append(_button("◀ 上一处", QUOTES, key, number - 1))
    if number + 1 < total:
        turn.append(_button("下一处 ▶", QUOTES, key, number + 1))
    return _markup([turn, [_button("↩ 回到回答", BACK, key)] if back else []])


def reasons_keyboard(key: str) -> InlineKeyboardMarkup | None:
    """Return the reasons for a 👎."""
    buttons = [_button(reason, REASON, key, n) for n, reason in enumerate(REASONS)]
    return _markup([buttons[at : at + 2] for at in range(0, len(buttons), 2)])


def list_keyboard(
    rows: Sequence[tuple[str, str]], page: int, pages: int
) -> InlineKeyboardMarkup | None:
    """Return a button for each (label, report id), and buttons to turn the page."""
    turn = []
    if page > 0:
        turn.append(_button("◀ 上一页", REPORTS, number=page - 1))
    if page + 1 < pages:
        turn.append(_button("下一页 ▶", REPORTS, number=page + 1))
    return _markup([*([_button(label, REPORT, key)] for label, key in rows), turn])


def report_keyboard(report: ReportSummary) -> InlineKeyboardMarkup | None:
    """Return a button for each question about a report; None where its place is not known."""
    if not (report.place and report.year):
        return None
    return _markup([[_button(text, ABOUT, report.id, n)] for n, text in enumerate(ABOUT_REPORT)])


def examples_keyboard(questions: Sequence[str]) -> InlineKeyboardMarkup | None:
    """Return a button for each example question."""
    return _markup([[_button(q, EXAMPLE, number=n)] for n, q in enumerate(questions)])


def _choices(answer: Answer, key: str) -> list[list[InlineKeyboardButton]]:
    buttons = [
        _button(choice.label, CHOICE, key, n)
        for n, choice in enumerate(answer.choices[:_MOST_CHOICES])
    ]
    width = 2 if all(len(choice.label) <= _SHORT for choice in answer.choices) else 1
    return [buttons[at : at + width] for at in range(0, len(buttons), width)]


def _suggestions(answer: Answer, key: str) -> list[list[InlineKeyboardButton]]:
    return [[_button(text, SUGGESTION, key, n)] for n, text in enumerate(answer.suggestions[:5])]


def _button(label: str, action: str, key: str = "", number: int = 0) -> InlineKeyboardButton:
    shown = label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
    return InlineKeyboardButton(shown, callback_data=pack(action, key, number))


def _markup(rows: Sequence[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    kept = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(kept[:MOST_BUTTONS]) if kept else None
