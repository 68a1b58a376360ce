"""Of several figures asked for at once those that the report has, and which of them it has not.

`收到几件信访，办结率多少`: where only the first is told, it is stated, and the answer says in so
many words that the second was not found. A half is never told as if it were the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.parts import Part, words_of_part
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.numbers.part_figures import look_known
from retrieval.answering.numbers.pieces import Pieces
from retrieval.answering.numbers.remainder import Remainder
from retrieval.answering.numbers.several import state_all
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.records import Answer, Fact

# What ends the wording of a piece and names nothing: 的, 各, 分别.
_ENDS = "的各是有为共，,、。？? "


def state_known_pieces(
    question: Question, scope: Scope, shelf: Shelf, pieces: Pieces
) -> Answer | None:
    """Return the figures of the pieces that have one, with the pieces that have none named; None
    where no piece has one, they are not all of one report, or it is not sure which has none."""
    if not pieces.is_sure:
        return None
    return _state(question, scope, shelf, pieces.facts, pieces.left, pieces.missing)


def state_known_parts(
    question: Question, scope: Scope, shelf: Shelf, parts: Sequence[Part]
) -> Answer | None:
    """Return the figures of the parts that have one (信访和复议各几件), with those that have none."""
    known = look_known(parts, asked_of(question, scope, ()), scope, shelf)
    if known is None:
        return None
    facts, lacking = known
    missing = [words_of_part(question, parts, n) for n in lacking]
    return _state(question, scope, shelf, facts, (), missing)


def _state(
    question: Question,
    scope: Scope,
    shelf: Shelf,
    facts: Sequence[Fact],
    left: Sequence[Remainder],
    missing: Sequence[str],
) -> Answer | None:
    wordings = tuple(dict.fromkeys(w for m in missing if (w := m.replace(" ", "").strip(_ENDS))))
    told = [*facts, *(fact for remainder in left for fact in remainder.facts)]
    if not told or not wordings or len({fact.report for fact in told}) > 1:
        return None
    if any(fact.unclear for fact in told):
        return None
    answer = state_all(question, scope, shelf, facts, left)
    note = say("number", "lacking", what="”“".join(wordings))
    trace = replace(answer.trace, rule="number.known_half")
    return replace(answer, text=f"{answer.text}{note}", lacking=wordings, trace=trace)
