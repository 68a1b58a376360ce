"""The commands of the conversation, each a small function of the session."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import nearest
from bot.terminal import BOLD, DIM, Style, pad, wrap
from retrieval.errors import UsageError

if TYPE_CHECKING:
    from bot.repl.session import Session

Action = Callable[["Session", str, Style], list[str]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its names without the slash, the first of which help shows."""

    names: tuple[str, ...]
    usage: str
    help: str
    action: Action


def find_command(name: str) -> Action:
    """Return what the command does. Raises UsageError, with the nearest name, for an unknown one."""
    for command in COMMANDS:
        if name.lower() in command.names:
            return command.action
    names = tuple(alias for command in COMMANDS for alias in command.names)
    guess = nearest(name, names)
    raise UsageError(
        f"没有 /{name} 这个命令", f"是不是 /{guess}？" if guess else "/help 看全部命令"
    )


def _help(session: Session, argument: str, style: Style) -> list[str]:  # noqa: ARG001 - an Action
    lines = wrap("直接提问，接着问可以省去地区、年份；有编号的选项，输入编号即可。", style)
    for command in COMMANDS:
        head = pad("/" + command.names[0] + (f" {command.usage}" if command.usage else ""), 26)
        lines += wrap(f"{head}{command.help}", style, "  ")
    return lines + wrap("↑↓ 翻历史，Tab 补全，Ctrl-C 清行，Ctrl-D 离开。", style, look=DIM)


def _reports(session: Session, argument: str, style: Style) -> list[str]:  # noqa: ARG001
    from bot.commands.reports import report_table

    return report_table(session.library.reports(), style)


def _why(session: Session, argument: str, style: Style) -> list[str]:  # noqa: ARG001
    from bot.repl.why import why_lines

    if session.last is None:
        raise UsageError("还没有可解释的回答", "先提一个问题")
    return why_lines(session.last, style)


def _source(session: Session, argument: str, style: Style) -> list[str]:
    from bot.repl.why import source_lines

    last = session.last
    quotes = (last.evidence or last.nearest) if last else ()
    if not quotes:
        raise UsageError("上一个回答没有引文", "先提一个能在报告里找到的问题")
    number = argument or "1"
    if not number.isdecimal() or not 1 <= int(number) <= len(quotes):
        raise UsageError(f"没有第 {number} 条引文", f"共 {len(quotes)} 条，写 /src 1")
    item = quotes[int(number) - 1]
    rows = session.library.context_of(item.report, item.line)
    return source_lines(item, rows, style)


_PAIR = re.compile(r"(place|地区|year|年份)\s*[=＝:：]\s*(\S+)", re.IGNORECASE)


def _set(session: Session, argument: str, style: Style) -> list[str]:
    pairs = {key.lower(): value for key, value in _PAIR.findall(argument)}
    place = pairs.get("place", pairs.get("地区", ""))
    year = pairs.get("year", pairs.get("年份", "")).removesuffix("年")
    if not pairs or (year and not (year.isdecimal() and len(year) == 4)):
        raise UsageError("看不懂要设什么", "例如：/set place=嘉祥街道 year=2023")
    session.stand_on(place, int(year) if year else None)
    return wrap(f"接下来的问题默认指：{session.standing}", style, look=DIM)


def _reset(session: Session, argument: str, style: Style) -> list[str]:  # noqa: ARG001
    session.reset()
    return wrap("已忘掉前面的问题，从头开始。", style, look=DIM)


def _export(session: Session, argument: str, style: Style) -> list[str]:
    from bot.repl.export import export_text

    if not argument:
        raise UsageError("没有说写到哪里", "例如：/export 问答.md（.jsonl、.csv 也可以）")
    if not session.exchanges:
        raise UsageError("还没有问答可以导出", "先提一个问题")
    path = Path(argument).expanduser()
    try:
        # Never over an existing file: what stands there may be dear to someone.
        with path.open("x", encoding="utf-8") as file:
            file.write(export_text(session.exchanges, path.suffix.lower()))
    except FileExistsError:
        raise UsageError(f"{path} 已经存在", "换一个文件名") from None
    except OSError as error:
        raise UsageError(f"写不了 {path}：{error.strerror}", "换一个可写的位置") from error
    return wrap(f"{len(session.exchanges)} 条问答已写入 {path}", style, look=BOLD)


def _chart(session: Session, argument: str, style: Style) -> list[str]:
    from bot.charts.bars import text_bars
    from bot.charts.series import chart_of

    chart = chart_of(session.last) if session.last else None
    if chart is None:
        raise UsageError(
            "上一个回答画不成图", "先问三个以上同类的数字，例如：各地2023年的法律明白人"
        )
    if not argument:
        return text_bars(chart, style)
    from bot.charts.files import write_chart

    path = Path(argument).expanduser()
    write_chart(chart, path, session.chart_font)
    return wrap(f"图已写入 {path}", style, look=BOLD)


def _quit(session: Session, argument: str, style: Style) -> list[str]:  # noqa: ARG001
    session.ended = True
    return []


COMMANDS: tuple[Command, ...] = (
    Command(("help", "帮助", "h", "?"), "", "用法", _help),
    Command(("reports", "报告"), "", "库里有哪些报告", _reports),
    Command(("why", "为什么"), "", "上一个回答是怎么来的", _why),
    Command(("src", "source", "原文"), "N", "第 N 条引文的上下文", _source),
    Command(("set", "设"), "place=… year=…", "设定默认的地区、年份", _set),
    Command(("reset", "重来"), "", "忘掉前面的问题", _reset),
    Command(("export", "导出"), "FILE", "把问答写入 .md、.jsonl 或 .csv", _export),
    Command(("chart", "图"), "[FILE]", "把上一个回答画成条形图，或写入 .png、.svg", _chart),
    Command(("quit", "exit", "q", "退出"), "", "离开", _quit),
)
