"""The Telegram bot: the same answers, as messages with buttons. Imports telegram; nothing else does."""

import os

# How python-telegram-bot is told to give spans of time as such, which its next version does anyway.
os.environ.setdefault("PTB_TIMEDELTA", "true")
