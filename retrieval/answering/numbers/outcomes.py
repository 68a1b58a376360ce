"""What came of the cases that a question names (行政诉讼结果怎么样): the whole, and each part of it that
tells an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import amount_of, cite, finish, who_of
from retrieval.answering.evidence.nearness import class_of, own_clause
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.select import select
from retrieval.answering.texts.answer_types import any_of
from retrieval.language.fold import fold
from retrieval.records import Answer, Fact, Trace

# One part of a whole alone is no account of what came of it.
_FEWEST = 2


def answer_outcomes(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the figure of the cases asked about with the outcomes that its report lists for them.

    None where no single figure is meant, or fewer than two outcomes are told of it.
    """
    things = tuple(t for t in question.content if t.kind == "thing")
    if not things:
        return None
    asked = replace(asked_of(question, scope, things), supposed=())
    slots = [s for s in select(asked, scope, shelf).slots if not s.fact.none]
    if len(slots) != 1 or not slots[0].is_clear:
        return None
    whole = slots[0].fact
    parts = _outcomes_of(whole, shelf)
    if len(parts) < _FEWEST:
        return None
    text = say(
        "number",
        "outcomes",
        who=who_of(shelf, whole),
        measure=whole.measure,
        amount=amount_of(whole),
        items="，".join(_told(part, shelf) for part in parts),
    )
    supposed = any(number.value == whole.quantity.value for number in question.numbers)
    cited = cite(shelf, parts if supposed else [whole, *parts])
    return finish(question, scope, "number", text, cited, trace=Trace(rule="number.outcomes"))


def _told(part: Fact, shelf: Shelf) -> str:
    """Return an outcome with its figure; in the report's words where these say it behind the figure
    (1件正在审理)."""
    if part.label:
        return f"{part.label}{amount_of(part)}"
    start, end = own_clause(shelf.folded_sentence(part), part)
    return shelf.sentence(part).text[start:end].strip()


def _outcomes_of(whole: Fact, shelf: Shelf) -> Sequence[Fact]:
    """Return the parts of a figure that one sentence lists and one of which, at least, is an outcome."""
    by_sentence: dict[tuple[int, int], list[Fact]] = {}
    facts = shelf.source.facts(whole.report)
    for fact in facts:
        of_whole = fact.part_of is not None and facts[fact.part_of] == whole
        if of_whole and not fact.none and class_of(fact) == class_of(whole):
            by_sentence.setdefault((fact.passage, fact.sentence), []).append(fact)
    told = any_of("result", "words")
    listed = [
        facts for facts in by_sentence.values() if any(told.search(fold(f.label)) for f in facts)
    ]
    return max(listed, key=len, default=[])
