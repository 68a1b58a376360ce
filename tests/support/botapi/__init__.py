"""A double of Telegram's Bot API: a real HTTP server on loopback, strict where Telegram is.

``Server`` answers the bot; ``World`` holds chats, people and updates, and lets a test speak as
people do; ``Faults`` makes requests go wrong; the transcript tells what the bot did.
"""

from botapi.faults import Faults
from botapi.server import Server
from botapi.world import Person, World

__all__ = ["Faults", "Person", "Server", "World"]
