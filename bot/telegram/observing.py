"""What happens in the bot, told to those who keep count: the log, the logbook, the metrics.

Nothing here holds a name. A question's text is in an event, since the logbook may keep it where
the owner has switched that on; the log never has it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from retrieval.records import Answer

log = logging.getLogger(__name__)

Channel = Literal["private", "group", "inline"]
Outcome = Literal["handled", "refused", "too_fast", "unreadable", "failed"]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer made: for whom, under which id, and the seconds from asking to having it."""

    key: str
    channel: Channel
    answer: Answer = field(repr=False)
    seconds: float
    person: int = field(repr=False)


class Observer(Protocol):
    """Is told of what happens. Its methods are called on the event loop, return soon, never raise."""

    def answered(self, event: Answered) -> None:
        """An answer was made; it is still to be sent."""
        ...

    def updated(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """An update came to its end after so many seconds, sending included."""
        ...

    def failed(self, where: str) -> None:
        """Something went wrong; ``where`` is the name of an error or a part of the bot."""
        ...


class Everyone:
    """Tells each of several observers, in turn."""

    def __init__(self, observers: Sequence[Observer] = ()) -> None:
        """Tell ``observers``; none of them is as good as nobody."""
        self._observers = tuple(observers)

    def answered(self, event: Answered) -> None:
        """Pass it on."""
        for observer in self._observers:
            observer.answered(event)

    def updated(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """Pass it on."""
        for observer in self._observers:
            observer.updated(kind, outcome, seconds)

    def failed(self, where: str) -> None:
        """Pass it on."""
        for observer in self._observers:
            observer.failed(where)


class EventLog:
    """Writes a line for each answer and for each update that was turned away."""

    def answered(self, event: Answered) -> None:
        """Write the answer's id, what became of the question, and how long it took."""
        answer = event.answer
        fields = {
            "answer": event.key,
            "channel": event.channel,
            "status": answer.status,
            "kind": answer.kind,
            **({"reason": answer.reason} if answer.reason else {}),
            "ms": round(event.seconds * 1000, 1),
        }
        log.info("answered", extra=fields)

    def updated(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """Write what was not simply handled: those lines stand by their answers already."""
        if outcome != "handled":
            fields = {"update": kind, "outcome": outcome, "ms": round(seconds * 1000, 1)}
            log.info("update", extra=fields)

    def failed(self, where: str) -> None:
        """Write nothing: whoever met the error has logged it with its place."""
