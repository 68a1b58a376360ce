"""Which places have something, or have none of it: by the figures they report, else by what they write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.goal import asked_by, measure_terms
from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.asking.who_has import WhoHas, read_who_has
from retrieval.answering.comparing.sides import all_sides, look, of_kind
from retrieval.answering.comparing.verdict import Named, items_of, years_note
from retrieval.answering.evidence.compose import cite, count_of_places, finish, who_of
from retrieval.answering.evidence.nearness import class_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.texts.texts import answer_text
from retrieval.records import Answer, Fact, Trace

_MOST_NAMED = 30


def answer_having(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the places whose reports say that they have it, or that they have none of it.

    What happens or does not (败诉, 事故) is told by figures, a reported none among them; whose
    report writes of a thing (法治广场) is told by its lines. None where no report tells.
    """
    has = read_who_has(question.folded)
    if has is None:
        return None
    rest = parse_once(has.what, shelf.gazetteer)
    if rest.places or rest.years or not rest.content:
        return None
    sides = of_kind(all_sides(scope, shelf), question)
    found = look(sides, asked_by(rest, measure_terms(rest)), shelf)
    facts = [one.fact for one in found if one.fact]
    if facts and (has.denied or _happens(facts)):
        return _say(question, has, scope, shelf, facts, len(sides))
    if has.denied:
        return None
    written = parse_once(f"哪些地方的报告写到{has.what}", shelf.gazetteer)
    answer = answer_text(written, scope, shelf)
    return replace(answer, question=question.text) if answer else None


def _happens(facts: Sequence[Fact]) -> bool:
    """Return whether figures tell of what happens, so that none of it is told too."""
    return any(_is_none(fact) for fact in facts) or {class_of(fact) for fact in facts} == {"case"}


def _is_none(fact: Fact) -> bool:
    return fact.none or fact.quantity.value == 0


def _say(
    question: Question, has: WhoHas, scope: Scope, shelf: Shelf, facts: list[Fact], places: int
) -> Answer:
    having = [fact for fact in facts if not _is_none(fact)]
    lacking = [fact for fact in facts if _is_none(fact)]
    first, second = (lacking, having) if has.denied else (having, lacking)
    keys = ("none", "some") if has.denied else ("some", "none")
    parts, counts = [], []
    for key, told in zip(keys, (first, second), strict=True):
        if told:
            items = items_of([Named(who_of(shelf, f), "", f) for f in told[:_MOST_NAMED]])
            parts.append(say("having", key, what=has.what, n=str(len(told)), items=items))
            counts.append(len(told))
        elif key == keys[0]:
            parts.append(say("having", f"no_{key}", what=has.what))
    shown = [*first[:_MOST_NAMED], *second[:_MOST_NAMED]]
    extra = say("having", "others") if len(facts) < places else ""
    cited = cite(shelf, shown)
    values = tuple(count_of_places(count, has.what) for count in dict.fromkeys(counts))
    return finish(
        question, scope, "compare", f"{'；'.join(parts)}。{extra}{years_note(shown, shelf)}",
        replace(cited, values=(*cited.values, *values)),
        trace=Trace(rule=f"having.{keys[0]}"), measure=has.what,
    )  # fmt: skip
