"""The ways that a FAQ case can be asked: directly, or through another channel's handlers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from bot.conversation import Asker

if TYPE_CHECKING:
    from retrieval.library import Library

Via = Callable[["Library"], AbstractContextManager[Asker]]
CHANNELS = ("terminal", "telegram")


def way_through(channel: str) -> Via:
    """Return what makes of a library what is asked in its place, through one of CHANNELS."""
    if channel == "telegram":
        from bot.telegram.faq import ask_via_handlers

        return ask_via_handlers
    return nullcontext
