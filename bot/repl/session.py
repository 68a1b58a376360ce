"""One conversation at the terminal: a line in, printed lines out. Knows no keys and no screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.conversation import Conversation
from bot.render import answer_lines
from bot.repl.commands import find_command
from bot.terminal import BAD, DIM, Style, wrap
from retrieval.errors import FazhiError
from retrieval.records import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.library import Library


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, kept for /export."""

    question: str
    answer: Answer


class Session:
    """The state of a conversation: what was said, what stands, whether it has ended."""

    def __init__(self, library: Library, chart_font: Path | None = None) -> None:
        """Begin a conversation with ``library``; ``chart_font`` is the one that is set for charts."""
        self.library = library
        self.chart_font = chart_font
        self.conversation = Conversation(library)
        self.exchanges: list[Exchange] = []
        self.standing = ""
        self.ended = False

    @property
    def last(self) -> Answer | None:
        """Return the last answer, None before the first and after /reset."""
        return self.conversation.last

    def handle(self, line: str, style: Style) -> list[str]:
        """Return what to print for a line typed: an answer, a command's output, or a complaint."""
        line = line.strip()
        if not line:
            return []
        try:
            if line[0] in "/／":
                name, _, argument = line[1:].partition(" ")
                return find_command(name)(self, argument.strip(), style)
            return answer_lines(self._ask(line), style)
        except FazhiError as error:
            lines = wrap(error.message, style, look=BAD)
            return lines + (wrap(f"→ {error.hint}", style, "  ", look=DIM) if error.hint else [])
        except Exception as error:  # noqa: BLE001 - one question that crashes must not end the talk
            text = f"对不起，这个问题让程序出错了（{type(error).__name__}）。换个问法，或 /reset 后再问。"
            return wrap(text, style, look=BAD)

    def stand_on(self, place: str, year: int | None) -> None:
        """Make place and year what the next question leans on."""
        self.conversation.stand_on(place, year)
        self.standing = _standing(place, year, "")

    def reset(self) -> None:
        """Forget the conversation; what was said stays exportable."""
        self.conversation.reset()
        self.standing = ""

    def _ask(self, line: str) -> Answer:
        offered = self.last.choices if self.last else ()
        picks = line.isdecimal() and 1 <= int(line) <= len(offered)
        answer = self.conversation.choose(line) if picks else self.conversation.ask(line)
        self.exchanges.append(Exchange(line, answer))
        # What was not about the reports leaves standing what stood.
        if answer.kind != "smalltalk" and answer.reason != "off_topic":
            self.standing = _standing(answer.place, answer.year, answer.measure)
        return answer


def _standing(place: str, year: int | None, measure: str) -> str:
    return " · ".join(part for part in (place, str(year or ""), measure) if part)
