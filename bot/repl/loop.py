"""The conversation loop."""

from __future__ import annotations

import sys

import click
from retrieval.library import Library

from bot.conversation import Conversation
from bot.render import answer_lines
from bot.settings import Settings
from bot.terminal import style_of
from retrieval.errors import FazhiError


def run(library: Library, settings: Settings) -> int:
    """Answer each line of standard input in turn; returns 0 at its end."""
    style = style_of(sys.stdout, settings.text("color") or "auto")
    conversation = Conversation(library)
    for line in sys.stdin or ():
        if not line.strip():
            continue
        try:
            lines = answer_lines(conversation.ask(line.strip()), style)
        except FazhiError as error:
            lines = [str(error)]
        click.echo("\n".join(lines) + "\n", color=style.color)
    return 0
