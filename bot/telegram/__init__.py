"""The Telegram bot: the same answers, as messages with buttons. Imports telegram; nothing else does."""
