"""The conversation loop: keys at a terminal, lines through a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bot.repl.session import Session
from bot.settings import Settings
from bot.stdin import text_lines
from bot.terminal import DIM, Style, style_of, wrap

if TYPE_CHECKING:
    from retrieval.library import Library


def run(library: Library, settings: Settings) -> int:
    """Hold a conversation until its end; returns 0.

    Without a terminal on both sides every line of standard input is a turn, without a prompt.
    """
    session = Session(library, settings.path("charts.font"))
    if sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
        _at_terminal(session, settings)
    else:
        _through_pipe(session, settings)
    return 0


def _at_terminal(session: Session, settings: Settings) -> None:
    from bot.repl.prompt import make_prompt

    _say(welcome(session, _style(settings)), settings)
    prompt = make_prompt(session, keep_history=settings.flag("history"))
    while not session.ended:
        try:
            line = prompt()
            _say([*session.handle(line, _style(settings)), ""], settings)
        except KeyboardInterrupt:
            # Ctrl-C gives up the line, or the answer under way, not the conversation.
            continue
        except EOFError:
            break
    _say([_style(settings).paint("再见。", DIM)], settings)


def _through_pipe(session: Session, settings: Settings) -> None:
    for line in text_lines():
        lines = session.handle(line, _style(settings))
        if lines:
            _say([*lines, ""], settings)
        if session.ended:
            break


def welcome(session: Session, style: Style) -> list[str]:
    """Return what greets a person: what there is to ask about, and how to get help."""
    reports = session.library.reports()
    names = "、".join(f"{r.place}{r.year or ''}" for r in reports[:6])
    more = f"等 {len(reports)} 份报告" if len(reports) > 6 else ""
    lines = wrap(f"法治问答 · 库里有：{names}{more}", style, look=DIM)
    return [*lines, *wrap("直接提问；/help 看用法，Ctrl-D 离开。", style, look=DIM), ""]


def _style(settings: Settings) -> Style:
    # Asked anew for every answer: windows are resized.
    return style_of(sys.stdout, settings.text("color") or "auto")


def _say(lines: list[str], settings: Settings) -> None:
    click.echo("\n".join(lines), color=_style(settings).color)
