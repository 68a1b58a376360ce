"""``python -m bot`` is the command ``fazhi``."""

from bot.cli import main

main()
