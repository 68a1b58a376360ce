"""What carries over from one turn to the next: the questions since the last reset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from retrieval.errors import UsageError
from retrieval.records import Answer

# Older questions no longer say what a new one leaves out.
LONGEST_MEMORY = 10


class Asker(Protocol):
    """What answers: the Library, or a stand-in in a test."""

    def ask(self, question: str, context: Sequence[str] = ()) -> Answer:
        """Return the answer to ``question`` as it follows on ``context``, oldest first."""
        ...


class Conversation:
    """One person's turns. ``context`` is what the next question may lean on, oldest first."""

    def __init__(self, asker: Asker, context: Sequence[str] = ()) -> None:
        """Begin with the earlier questions of the same conversation, if any, oldest first."""
        self._asker = asker
        self.context: tuple[str, ...] = tuple(context)[-LONGEST_MEMORY:]
        self.last: Answer | None = None

    def ask(self, question: str) -> Answer:
        """Return the answer; a question that was understood becomes part of the context."""
        answer = self._asker.ask(question, self.context)
        self.last = answer
        if answer.kind != "smalltalk":
            self._remember(answer.resolved or question)
        return answer

    def choose(self, which: str) -> Answer:
        """Return the answer to one of the choices last offered, by its number or part of its label.

        Raises UsageError where nothing was offered or ``which`` fits none or several.
        """
        choices = self.last.choices if self.last else ()
        if not choices:
            raise UsageError("现在没有可选的项", "请直接提问")
        if which.isdecimal() and 1 <= int(which) <= len(choices):
            picked = [choices[int(which) - 1]]
        else:
            exact = [choice for choice in choices if choice.label == which]
            picked = exact or [choice for choice in choices if which in choice.label]
        if len(picked) != 1:
            offered = "；".join(f"{n}. {c.label}" for n, c in enumerate(choices, start=1))
            raise UsageError(f"选项里没有唯一的“{which}”", f"请选：{offered}")
        return self.ask(picked[0].question)

    def stand_on(self, place: str = "", year: int | None = None) -> None:
        """Make place and year what the next question leans on, as if just talked about."""
        self._remember(f"{place}{f'{year}年' if year else ''}")

    def reset(self) -> None:
        """Forget everything said so far."""
        self.context = ()
        self.last = None

    def _remember(self, question: str) -> None:
        self.context = (*self.context, question)[-LONGEST_MEMORY:]
