"""What every handler works with, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.telegram.access import Access, Limits, chat_of, person_of
from bot.telegram.config import Config
from bot.telegram.delivery import Delivery
from bot.telegram.desk import Desk, Speaker
from bot.telegram.state import State
from bot.telegram.watching import Watch

# PTB's own type parameters: bot, and the user, chat and bot data that we do not use.
App = Application[Any, Any, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
Context = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
_KEY = "services"


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of the running bot."""

    config: Config
    state: State
    desk: Desk
    delivery: Delivery
    access: Access
    questions: Limits
    uploads: Limits
    bot: Bot
    watch: Watch


def put_services(app: App, services: Services) -> None:
    """Let the handlers of ``app`` find the services."""
    app.bot_data[_KEY] = services


def services_of(context: Context) -> Services:
    """Return the services of the application that runs a handler."""
    services = context.bot_data[_KEY]
    assert isinstance(services, Services)
    return services


def speaker_of(update: Update) -> Speaker:
    """Return whose conversation an update belongs to; inline queries have the chat 0."""
    return Speaker(chat_of(update) or 0, person_of(update) or 0)
