"""FAQ cases held as conversations, each answer judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.conversation import Asker, Conversation
from bot.faq.cases import Case, FaqFile, Turn
from bot.faq.judge import Judgement, LineOf, Verdict, judge
from bot.faq.libraries import Libraries
from bot.faq.ways import Via
from retrieval.errors import FazhiError
from retrieval.records import Answer, Evidence

if TYPE_CHECKING:
    from retrieval.library import Library


@dataclass(frozen=True, slots=True)
class TurnResult:
    """One thing asked, what came, and the verdict; ``answer`` is None where asking failed."""

    question: str
    answer: Answer | None
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class RunResult:
    """One wording of a case, all its turns. ``number`` 0 is the case as written."""

    case: Case
    number: int
    turns: tuple[TurnResult, ...]

    @property
    def deciding(self) -> TurnResult:
        """Return the turn that decides: the first failing one, or the first drifted, or the first."""
        failing = [turn for turn in self.turns if not turn.judgement.ok]
        drifted = [turn for turn in self.turns if turn.judgement.verdict == "drift"]
        return (failing or drifted or self.turns)[0]

    @property
    def verdict(self) -> Verdict:
        """Return the verdict of the deciding turn."""
        return self.deciding.judgement.verdict


def run_files(
    files: Iterable[FaqFile],
    libraries: Libraries,
    tags: frozenset[str],
    ids: tuple[str, ...],
    via: Via = nullcontext,
) -> Iterator[RunResult]:
    """Yield every run of the selected cases, in file order.

    ``via`` makes of a library what is asked in its place: the way through another channel.
    """
    for file in files:
        if chosen := selected_cases(file, tags, ids):
            yield from run_cases(chosen, libraries.of(file), via)


def run_cases(cases: Iterable[Case], library: Library, via: Via) -> Iterator[RunResult]:
    """Yield every run of the cases, which are all asked of one library."""
    with via(library) as asker:
        for case in cases:
            yield from run_case(case, asker, whole_line(library))


def selected_cases(file: FaqFile, tags: frozenset[str], ids: tuple[str, ...]) -> list[Case]:
    """Return the file's cases that are to be run."""
    return [case for case in file.cases if is_selected(case, tags, ids)]


def is_selected(case: Case, tags: frozenset[str], ids: tuple[str, ...]) -> bool:
    """Return whether the case bears one of the tags and one of the (beginnings of) numbers."""
    return (not tags or not tags.isdisjoint(case.tags)) and (not ids or case.id.startswith(ids))


def run_case(case: Case, asker: Asker, line_of: LineOf) -> Iterator[RunResult]:
    """Yield a result for each wording of the case."""
    for number, turns in enumerate(case.runs()):
        conversation = Conversation(asker)
        results = tuple(_say(turn, conversation, line_of) for turn in turns)
        yield RunResult(case, number, results)


def whole_line(library: Library) -> LineOf:
    """Return what looks up the line of a piece of evidence in ``library``, remembering it."""
    known: dict[tuple[str, int], str] = {}

    def line_of(item: Evidence) -> str:
        key = (item.report, item.line)
        if key not in known:
            rows = library.context_of(item.report, item.line, 0)
            known[key] = "".join(text for _, text in rows)
        return known[key]

    return line_of


def _say(turn: Turn, conversation: Conversation, line_of: LineOf) -> TurnResult:
    try:
        say = conversation.choose if turn.choose else conversation.ask
        answer = say(turn.text)
    except FazhiError as error:
        return TurnResult(turn.text, None, Judgement("other", (str(error),)))
    except Exception as error:  # noqa: BLE001 - one case that crashes must not hide the other 500
        return TurnResult(turn.text, None, Judgement("other", (f"程序出错：{error!r}",)))
    if turn.expected is None:
        return TurnResult(turn.text, answer, Judgement("pass"))
    return TurnResult(turn.text, answer, judge(turn.expected, answer, line_of))
