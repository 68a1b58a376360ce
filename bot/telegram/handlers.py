"""Which handler takes which update, in the order in which they are tried."""

from __future__ import annotations

import logging

from telegram import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat, Update
from telegram import BotCommandScopeAllGroupChats as AllGroups
from telegram.error import TelegramError
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.telegram import buttons, commands, inline, owners, questions
from bot.telegram.cards import COMMANDS, OWNER_COMMANDS
from bot.telegram.failures import Failures
from bot.telegram.services import App, Context, Services, services_of

log = logging.getLogger(__name__)

_GONE = ("left", "kicked")
_COMMANDS = {
    "start": commands.start,
    "help": commands.show_help,
    "ask": commands.ask,
    "reports": commands.reports,
    "compare": commands.compare,
    "trend": commands.trend,
    "source": commands.source,
    "faq": commands.faq,
    "reset": commands.reset,
    "forget": commands.forget,
    "stats": owners.stats,
    "ingest": owners.ingest,
    "reload": owners.reload,
}


def add_handlers(app: App) -> None:
    """Give ``app`` all its handlers."""
    new = filters.UpdateType.MESSAGE
    for name, handle in _COMMANDS.items():
        app.add_handler(CommandHandler(name, handle, filters=new))
    app.add_handler(MessageHandler(new & filters.StatusUpdate.MIGRATE, on_migration))
    app.add_handler(MessageHandler(new & filters.COMMAND, commands.unknown))
    app.add_handler(MessageHandler(new & filters.TEXT & ~filters.VIA_BOT, questions.on_text))
    app.add_handler(MessageHandler(new & filters.Document.ALL, owners.on_document))
    app.add_handler(
        MessageHandler(new & ~filters.StatusUpdate.ALL & ~filters.VIA_BOT, questions.on_other)
    )
    app.add_handler(CallbackQueryHandler(buttons.on_press))
    app.add_handler(InlineQueryHandler(inline.on_query))
    app.add_handler(ChatMemberHandler(on_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_error_handler(Failures().on_error)


async def on_migration(update: Update, context: Context) -> None:
    """Carry over what is kept of a group that became a supergroup."""
    message = update.effective_message
    if message is not None and message.migrate_to_chat_id is not None:
        services_of(context).state.move_chat(message.chat.id, message.migrate_to_chat_id)


async def on_membership(update: Update, context: Context) -> None:
    """Note where the bot was blocked or removed, or let in again."""
    change = update.my_chat_member
    if change is None:
        return
    state, status = services_of(context).state, change.new_chat_member.status
    if status in _GONE:
        state.mark_inactive(change.chat.id, str(status))
    else:
        state.mark_active(change.chat.id)


async def set_commands(services: Services) -> None:
    """Tell Telegram the commands of each scope, for its menus; the bot works without."""
    common = [BotCommand(name, text) for name, text in COMMANDS]
    owned = common + [BotCommand(name, text) for name, text in OWNER_COMMANDS]
    scopes = [
        (BotCommandScopeAllPrivateChats(), common),
        (AllGroups(), [c for c in common if c.command not in ("faq", "trend")]),
        *((BotCommandScopeChat(owner), owned) for owner in services.config.owners),
    ]
    for scope, offered in scopes:
        try:
            await services.bot.set_my_commands(offered, scope)
        except TelegramError as error:
            log.info("命令菜单没有设成：%s", type(error).__name__)
