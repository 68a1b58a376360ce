"""``fazhi log``: for the bot's owner, what was not found, what was slow, what people found wrong."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import click

from bot.database import chats_path, database_path, logbook_path
from bot.options import current_settings, notice, shared_options, style_for
from bot.terminal import BOLD, DIM, Style, wrap
from bot.upkeep.asked import Review, review

_COUNTED = (
    ("answered", "回答"),
    ("ambiguous", "反问"),
    ("not_found", "未找到"),
    ("smalltalk", "寒暄"),
)
_REASONS = {
    "no_such_place": "没有这个地区",
    "no_such_year": "没有这一年",
    "not_reported": "报告里没有写",
    "mentioned_without_figure": "提到但没有数字",
    "unclear_in_source": "原文不清楚",
    "off_topic": "不在范围内",
}
_NO_QUESTION = "（未记原文）"


@click.command("log")
@click.option(
    "--days", type=click.IntRange(1, 30), default=7, show_default=True, help="How far back."
)
@click.option(
    "--most", type=click.IntRange(1), default=20, show_default=True, help="Rows of a list."
)
@click.option("--json", "as_json", is_flag=True, help="One object, on one line.")
@shared_options
@click.pass_context
def command(ctx: click.Context, days: int, most: int, as_json: bool) -> int:
    """Show what the bot's users did not find, waited for, or found wrong.

    What was asked is only kept where log.questions is on; 👎 come with their answers.
    """
    settings = current_settings(ctx)
    library = database_path(settings)
    found = review(logbook_path(library), chats_path(library), days=days, most=most)
    if as_json:
        from bot.wire import to_line

        click.echo(to_line({"days": days, **asdict(found)}))
        return 0
    style = style_for(ctx)
    click.echo("\n".join(_lines(found, days, style)), color=style.color)
    if found.not_found and not settings.flag("log.questions"):
        notice("要记下问题原文：设 log.questions = true（FAZHI_LOG_QUESTIONS）。")
    return 0


def _lines(found: Review, days: int, style: Style) -> list[str]:
    total = sum(found.counts.values())
    if not total and not found.complaints:
        return [f"最近 {days} 天没有人提问。"]
    counts = "，".join(f"{label} {found.counts.get(name, 0)}" for name, label in _COUNTED)
    lines = wrap(f"最近 {days} 天提问 {total} 次：{counts}", style)
    lines += wrap(
        f"用时：一半在 {found.median_ms:.1f} 毫秒内，99% 在 {found.p99_ms:.1f} 毫秒内", style
    )
    lines += _section("没找到", style, [
        (f"{one.times} 次", _REASONS.get(one.reason, one.reason), one.question or _NO_QUESTION)
        for one in found.not_found
    ])  # fmt: skip
    lines += _section("最慢", style, [
        (f"{one.ms:.1f} 毫秒", _when(one.at), one.question or f"{one.kind} {one.answer}".strip())
        for one in found.slowest
    ])  # fmt: skip
    lines += _section("👎", style, [
        (_when(one.at), one.reason or "没有说理由", _told(one.question, one.text))
        for one in found.complaints
    ])  # fmt: skip
    return lines


def _section(title: str, style: Style, rows: list[tuple[str, str, str]]) -> list[str]:
    if not rows:
        return []
    lines = ["", style.paint(title, BOLD)]
    for first, second, rest in rows:
        head, *more = wrap(f"{first}  {second}  {rest}", style, "  ")
        lines += [head, *(style.paint(line, DIM) for line in more)]
    return lines


def _told(question: str, text: str) -> str:
    return f"{question} → {text}" if question else "（已删除）"


def _when(at: float) -> str:
    return datetime.fromtimestamp(at).strftime("%m-%d %H:%M")
