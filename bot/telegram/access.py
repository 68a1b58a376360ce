"""Who may ask, and how much. Whatever is not clearly allowed is refused."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from telegram import Update

from bot.telegram.config import Config
from bot.telegram.pacing import Bucket, Rate

# Far more than a person types; a script that floods us stands out.
QUESTIONS = Rate(burst=150, per_second=1)
UPLOADS = Rate(burst=30, per_second=30 / 3600)
# A person beyond the limit is told so once in this many seconds.
TOLD_EVERY = 30.0
_MOST_PEOPLE = 10_000


class Access:
    """The lists of users and chats. Owners may always ask."""

    def __init__(self, config: Config) -> None:
        """Use the lists of ``config``."""
        self._owners = config.owners
        self._allowed = config.allowed

    def is_owner(self, person: int | None) -> bool:
        """Return whether the person is an owner; nobody is where none is named."""
        return person is not None and person in self._owners

    def may_ask(self, person: int | None, chat: int | None) -> bool:
        """Return whether the person may ask in the chat: either of them is listed, or all may."""
        if person is None and chat is None:
            return False
        if self._allowed is None or self.is_owner(person):
            return True
        return person in self._allowed or chat in self._allowed


class Limits:
    """How much each person asks of us."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        """Let each person do ``rate``."""
        self._rate = rate
        self._clock = clock
        self._buckets: OrderedDict[int, Bucket] = OrderedDict()
        self._told: dict[int, float] = {}

    def exceeded(self, person: int) -> bool:
        """Return whether the person has to wait; what is refused does not count."""
        bucket = self._buckets.setdefault(person, Bucket(self._rate, self._clock))
        self._buckets.move_to_end(person)
        if len(self._buckets) > _MOST_PEOPLE:
            gone, _ = self._buckets.popitem(last=False)
            self._told.pop(gone, None)
        return not bucket.try_take()

    def should_tell(self, person: int) -> bool:
        """Return whether the person has not been told lately."""
        now = self._clock()
        if now - self._told.get(person, float("-inf")) < TOLD_EVERY:
            return False
        self._told[person] = now
        return True


def person_of(update: Update) -> int | None:
    """Return who speaks: the user, or for an anonymous administrator or a channel that chat."""
    message = update.effective_message if update.callback_query is None else None
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id
    user = update.effective_user
    return user.id if user is not None else None


def chat_of(update: Update) -> int | None:
    """Return the chat that an update belongs to; None for inline queries."""
    chat = update.effective_chat
    return chat.id if chat is not None else None
