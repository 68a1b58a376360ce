"""How many, how much, which rate, which rank: one figure, several at once, or several readings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.compose import (
    amount_of, cite, finish, item_of, unique, understood, who_of,
)  # fmt: skip
from retrieval.answering.question import Question, parse_question
from retrieval.answering.refuse import refuse_figure
from retrieval.answering.scope import Scope
from retrieval.answering.select import Selection, Slot, asked_of, select
from retrieval.answering.shelf import Shelf
from retrieval.answering.templates import say
from retrieval.language.terms import Term
from retrieval.language.units import load_units
from retrieval.records import Answer, Choice, Fact, Trace

_SPLIT = re.compile(r"以及|[、和与及跟,，;；]")
_FEW = 8


def answer_number(question: Question, scope: Scope, shelf: Shelf) -> Answer:
    """Return the figure asked for, each of several, the readings that fit, or why there is none."""
    parts = _parts(question)
    if len(parts) > 1 and (answer := _answer_parts(question, scope, shelf, parts)):
        return answer
    if answer := _answer_pieces(question, scope, shelf):
        return answer
    selection = select(asked_of(question, scope), scope, shelf)
    trace = trace_of(selection, "number")
    slots = [slot for slot in selection.slots if not slot.fact.unclear]
    if not slots:
        return refuse_figure(question, scope, shelf, selection, trace)
    if len(slots) == 1 and slots[0].is_clear:
        return _answer_one(question, scope, shelf, slots[0], trace)
    if len(slots) > 1 and all(slot.is_clear for slot in slots) and _several_wanted(question, scope, slots):
        return _answer_each(question, scope, shelf, [slot.fact for slot in slots], trace)
    return ask_back(question, scope, shelf, slots, trace)


def trace_of(selection: Selection, rule: str) -> Trace:
    """Return what was considered, for /why and FAQ failures."""
    return Trace(
        rule=rule,
        considered=tuple(
            (f"{c.fact.measure} {amount_of(c.fact)}", round(c.score, 3), c.verdict or "合适")
            for c in selection.considered
        ),
    )


def state(shelf: Shelf, fact: Fact) -> str:
    """Return the sentence that states one figure."""
    slots = {"who": who_of(shelf, fact), "amount": amount_of(fact)}
    measure = fact.measure
    if fact.none:
        return say("number", "none", measure=measure, **slots) if measure else say("number", "none_bare", **slots)
    if fact.kind in {"target", "change"} and measure:
        return say("number", fact.kind, measure=measure, **slots)
    if not measure:
        return say("number", "bare", **slots)
    return say("number", "one", measure=measure, **slots)


def _answer_one(
    question: Question, scope: Scope, shelf: Shelf, slot: Slot, trace: Trace
) -> Answer:
    fact = slot.fact
    facts = [fact] if question.unit_class else [fact, *_companions(shelf, fact)]
    text = state(shelf, fact)
    report = shelf.by_id[fact.report]
    if fact.period is not None and report.year is not None and fact.period != report.year and fact.kind == "actual":
        text += say("number", "from_report", year=str(report.year))
    if len(facts) > 1:
        both = "、".join(amount_of(f) for f in facts)
        text = text.replace(amount_of(fact), both, 1)
    return finish(question, scope, "number", text, cite(shelf, facts), trace=trace)


def _companions(shelf: Shelf, fact: Fact) -> list[Fact]:
    """Return the amounts that count the same thing in another unit right beside (49批52人次)."""
    return [
        other
        for other in shelf.source.facts(fact.report)
        if (other.passage, other.sentence) == (fact.passage, fact.sentence)
        and other.label == fact.label
        and other.quantity.unit != fact.quantity.unit
        and (other.quantity.start == fact.quantity.end or other.quantity.end == fact.quantity.start)
    ]


def _several_wanted(question: Question, scope: Scope, slots: Sequence[Slot]) -> bool:
    """Return whether several places or years were named, so that each gets its figure."""
    places = [slot.place for slot in slots]
    if len(scope.years) > 1 and len(set(places)) == 1:
        return True
    named = {place.name for place in scope.places}
    return len({m.text for m in question.places}) > 1 and set(places) <= named and len(places) == len(set(places))


def _answer_each(
    question: Question, scope: Scope, shelf: Shelf, facts: Sequence[Fact], trace: Trace
) -> Answer:
    ordered = sorted(facts, key=lambda f: (who_of(shelf, f),))
    text = "；".join(state(shelf, fact).rstrip("。") for fact in ordered) + "。"
    return finish(question, scope, "number", text, cite(shelf, ordered), trace=trace)


def ask_back(
    question: Question, scope: Scope, shelf: Shelf, slots: Sequence[Slot], trace: Trace
) -> Answer:
    """Return an ambiguous answer: every reading with its figure when they are few, else choices."""
    facts = unique(c.fact for slot in slots for c in slot.best)
    several_places = len({(slot.place, slot.year) for slot in slots}) > 1
    choices = tuple(_choice(question, shelf, fact, by_place=several_places) for fact in facts[:20])
    shown = facts[:_FEW]
    items = "；".join(item_of(shelf, fact, measure=True) for fact in shown)
    key = "places" if several_places else "several"
    cited = cite(shelf, shown)
    return Answer(
        question=question.text,
        understood=understood(question, scope, "number"),
        status="ambiguous",
        kind="number",
        text=say("ambiguous", key, items=items),
        values=cited.values,
        evidence=cited.evidence,
        choices=choices,
        place=scope.places[0].name if scope.is_one_place else "",
        year=scope.years[0] if len(scope.years) == 1 else None,
        measure=question.rest,
        trace=replace(trace, rule="ambiguous"),
    )


def _choice(question: Question, shelf: Shelf, fact: Fact, *, by_place: bool) -> Choice:
    report = shelf.by_id[fact.report]
    who = who_of(shelf, fact)
    if by_place:
        parents = "".join(report.place.parents[-1:]) if report.place else ""
        clash = sum(p.name == (report.place.name if report.place else "") for p in shelf.gazetteer.places) > 1
        label = f"{parents if clash else ''}{who}"
        asked = question.rest or fact.measure
        unit = f"有多少{question.unit}" if question.unit and question.unit not in asked else "是多少"
        return Choice(label, f"{label}{asked}{unit}？")
    return Choice(f"{fact.measure}（{amount_of(fact)}）", f"{who}{fact.measure}是多少？")


def _parts(question: Question) -> list[tuple[Term, ...]]:
    """Return the measures of a question that asks for several at once, each as its terms."""
    if not question.asks_any("number.each"):
        return []
    groups: list[list[Term]] = [[]]
    previous: Term | None = None
    masked = question.masked
    for term in question.terms:
        between = masked[previous.end : term.start] if previous else ""
        if previous and _SPLIT.search(between) and any(not t.is_light for t in groups[-1]):
            groups.append([])
        groups[-1].append(term)
        previous = term
    groups = [group for group in groups if any(not term.is_light for term in group)]
    return [tuple(group) for group in groups]


def _answer_parts(
    question: Question, scope: Scope, shelf: Shelf, parts: Sequence[tuple[Term, ...]]
) -> Answer | None:
    """Return all figures of a many-part question, or None where one part has no single figure."""
    facts: list[Fact] = []
    considered: list[tuple[str, float, str]] = []
    for position, part in enumerate(parts):
        for terms in _completions(parts, position):
            selection = select(asked_of(question, scope, terms), scope, shelf)
            clear = [s for s in selection.slots if s.is_clear and not s.fact.unclear]
            if len(selection.slots) == 1 and clear and clear[0].fact not in facts:
                facts.append(clear[0].fact)
                considered += trace_of(selection, "").considered[:3]
                break
        else:
            return None
    return _state_all(question, scope, shelf, facts, tuple(considered))


def _completions(
    parts: Sequence[tuple[Term, ...]], position: int
) -> list[tuple[Term, ...]]:
    """Return a part as it stands and with what it may share with the first or the last:
    党工委和办事处各发文几件 asks for 党工委发文, 行政复议受理和办结各几件 for 行政复议办结."""
    part, first, last = parts[position], parts[0], parts[-1]
    found = [part]
    if position < len(parts) - 1:
        found += [(*part, *last[1:]), (*part, *last)]
    if position > 0:
        found += [(*first[:-1], *part), (*first, *part)]
    return [terms for n, terms in enumerate(found) if terms not in found[:n]]


def _state_all(
    question: Question, scope: Scope, shelf: Shelf, facts: Sequence[Fact],
    considered: tuple[tuple[str, float, str], ...],
) -> Answer | None:  # fmt: skip
    if len(facts) < 2:
        return None
    text = "；".join(state(shelf, fact).rstrip("。") for fact in facts) + "。"
    trace = Trace(rule="number.parts", considered=considered)
    return finish(question, scope, "number", text, cite(shelf, facts), trace=trace)


_ASKED_TWICE = re.compile(r"(?:多少|几)[^多少几]*?[,，;；、和及\s]*[^多少几]*(?:多少|几)")


def _answer_pieces(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer 注册多少户，服务多少人次: each 多少 is a question, with what it leaves out filled in."""
    if not _ASKED_TWICE.search(question.folded):
        return None
    pieces = _split_asked(question.folded)
    if len(pieces) < 2:
        return None
    facts: list[Fact] = []
    considered: list[tuple[str, float, str]] = []
    standing: tuple[Term, ...] = ()
    for piece in pieces:
        part = parse_question(piece, shelf.gazetteer)
        own = part.content
        tries = [part.terms, (*standing[:-1], *part.terms), (*standing, *part.terms)] if own else [standing]
        for terms in tries:
            asked = replace(asked_of(part, scope), terms=terms)
            selection = select(asked, scope, shelf)
            slots = [s for s in selection.slots if s.is_clear and not s.fact.unclear and s.fact not in facts]
            if len(selection.slots) == 1 and slots:
                facts.append(slots[0].fact)
                considered += trace_of(selection, "").considered[:3]
                break
        else:
            return None
        standing = terms
    return _state_all(question, scope, shelf, facts, tuple(considered))


def _split_asked(folded: str) -> list[str]:
    """Return the pieces of a question that each hold one 多少 or 几."""
    pieces: list[str] = []
    position = 0
    for match in re.finditer(rf"(?:多少|几)(?:{load_units().pattern})?", folded):
        stop = re.search(r"[,，;；、和及]|多少|几", folded[match.end() :])
        end = match.end() + (stop.start() if stop else len(folded) - match.end())
        pieces.append(folded[position:end])
        position = end
    return [piece for piece in pieces if piece.strip(" ,，;；、和及")]
