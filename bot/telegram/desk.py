"""Where questions are answered: the library on a thread, the conversation from and to the state."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from bot.conversation import Asker, Conversation
from bot.telegram.state import State, Talk
from retrieval.errors import FazhiError, LibraryError
from retrieval.records import Answer, Evidence, IngestResult, ReportSummary, Vocabulary

T = TypeVar("T")

# One for questions, one for reports being read: Python runs one at a time anyway.
_THREADS = 2
_EXAMPLES = 8
_TRIED = 30
# What such reports most often count: better first examples than whatever comes first.
_COMMON = (
    "行政应诉案件", "人民调解员", "法律顾问", "矛盾纠纷", "法治宣传活动", "信访案件", "行政处罚案件",
    "法律援助案件", "政府信息公开申请", "行政复议案件", "法律明白人", "合法性审查",
)  # fmt: skip


class Shelf(Asker, Protocol):
    """What the bot needs of a library."""

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return what is in the library."""
        ...

    def vocabulary(self) -> Vocabulary:
        """Return the names that the library knows."""
        ...

    def context_of(self, report_id: str, line: int, around: int = 2) -> tuple[tuple[int, str], ...]:
        """Return a line and its neighbours with their numbers."""
        ...

    def ingest(self, paths: Sequence[Path]) -> tuple[IngestResult, ...]:
        """Read report files."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks where: what a conversation belongs to."""

    chat: int
    person: int


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer under its id; ``carried`` is the question as earlier ones completed it.

    ``context`` is what the conversation stands on once the answer has been delivered.
    """

    answer: Answer
    key: str
    carried: str
    context: tuple[str, ...]


class Desk:
    """Answers for all chats. Its methods run on the event loop and leave the work to threads."""

    def __init__(self, library: Shelf, reopen: Callable[[], Shelf], state: State) -> None:
        """Answer from ``library``; /reload opens it with ``reopen``. Talks are in ``state``."""
        self._library = library
        self._reopen = reopen
        self._retired: list[Shelf] = []
        self._state = state
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="fazhi")
        self._examples: tuple[str, ...] | None = None

    async def close(self, seconds: float) -> bool:
        """Close the library; return False where a thread is still at work after ``seconds``.

        A report that is being read is a transaction: it can be left.
        """
        done = asyncio.to_thread(self._pool.shutdown, wait=True, cancel_futures=True)
        try:
            await asyncio.wait_for(asyncio.shield(asyncio.ensure_future(done)), seconds)
        except TimeoutError:
            return False
        for library in (*self._retired, self._library):
            library.close()
        return True

    async def ask(self, speaker: Speaker, question: str, *, fresh: bool = False) -> Reply:
        """Return the answer to what a person says, a number picking one of the choices offered.

        A ``fresh`` question says all by itself and leans on nothing said before. Raises
        FazhiError as Library.ask does.
        """
        talk = Talk() if fresh else self._state.talk(speaker.chat, speaker.person)
        question = self._picked(talk, question) or question
        conversation = Conversation(self._library, talk.context)
        answer = await self.work(lambda: conversation.ask(question))
        changed = bool(talk.context) and answer.reason != "off_topic"
        changed = changed and _differs(answer.resolved, question)
        key = self._state.keep_answer(speaker.chat, speaker.person, answer)
        self._state.count(answer.status if answer.kind != "smalltalk" else "smalltalk")
        return Reply(answer, key, answer.resolved if changed else "", conversation.context)

    def delivered(self, speaker: Speaker, reply: Reply) -> None:
        """Let the conversation stand on an answer that has arrived."""
        self._state.keep_talk(speaker.chat, speaker.person, reply.context, reply.key)

    async def look_up(self, question: str) -> Answer:
        """Return the answer to a question outside of any conversation."""
        return await self.work(lambda: self._library.ask(question))

    async def passage(self, item: Evidence) -> tuple[tuple[int, str], ...] | None:
        """Return the lines around a quote; None where the report no longer has it there."""
        try:
            rows = await self.work(lambda: self._library.context_of(item.report, item.line))
        except FazhiError:
            return None
        return rows if any(n == item.line and item.quote in text for n, text in rows) else None

    async def reports(self) -> tuple[ReportSummary, ...]:
        """Return what is in the library."""
        return await self.work(self._library.reports)

    async def ingest(self, paths: Sequence[Path]) -> tuple[IngestResult, ...]:
        """Return what became of each file; the examples are chosen anew."""
        self._examples = None
        return await self.work(lambda: self._library.ingest(paths))

    async def reload(self) -> int:
        """Open the library again and return how many reports it has."""
        fresh = await self.work(self._reopen)
        # Questions under way may still be reading the old one.
        self._retired.append(self._library)
        self._library = fresh
        self._examples = None
        return len(await self.reports())

    async def examples(self) -> tuple[str, ...]:
        """Return questions that the library answers, for people who see the bot first."""
        if self._examples is None:
            self._examples = await self.work(self._find_examples)
        return self._examples

    async def work(self, call: Callable[[], T]) -> T:
        """Return what ``call`` gives, run on a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    def _picked(self, talk: Talk, text: str) -> str | None:
        """Return the question of the choice whose number ``text`` is."""
        text = text.strip()
        if not (text.isdecimal() and len(text) < 3 and talk.answer):
            return None
        last = self._state.answer(talk.answer)
        choices = last.choices if last is not None else ()
        number = int(text)
        return choices[number - 1].question if 1 <= number <= len(choices) else None

    def _find_examples(self) -> tuple[str, ...]:
        """Return questions for figures, of different reports in turn, each tried out."""
        try:
            reports, measures = self._library.reports(), self._library.vocabulary().measures
        except LibraryError:
            return ()
        wanted = [*_COMMON, *(m for m in measures if m not in _COMMON and 3 <= len(m) <= 8)]
        found: list[str] = []
        used: set[str] = set()
        for report in [r for r in reports if r.place and r.year][:_EXAMPLES]:
            for measure in [m for m in wanted[:_TRIED] if m not in used]:
                question = f"{report.place}{report.year}年{measure}有多少？"
                answer = self._library.ask(question)
                if answer.kind == "number" and answer.values and answer.place == report.place:
                    found.append(question)
                    used.add(measure)
                    break
        return tuple(found)


def _differs(resolved: str, question: str) -> bool:
    """Return whether the question as understood says more than the question as typed."""
    return bool(resolved) and _bare(resolved) != _bare(question)


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
