"""Yes or no, with the line that says so; a false presupposition is corrected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from retrieval.answering.compose import Cited, amount_of, cite, finish, who_of
from retrieval.answering.question import Question
from retrieval.answering.scope import Scope
from retrieval.answering.select import Slot, asked_of, select
from retrieval.answering.shelf import Shelf, report_name
from retrieval.answering.statements import Statement, find_statements, met_in
from retrieval.answering.stating import trace_of
from retrieval.answering.templates import say
from retrieval.language.fold import fold
from retrieval.language.terms import DENIED, Term
from retrieval.language.units import load_units
from retrieval.records import Answer, Fact, Quantity, Trace

_HAVING = re.compile(r"有没有|有无|是否有|是否存在|是否发生|是否出现|存不存在|有过|没有.*吗|有.*吗|发生过|出现过|存在.*吗|有没")
_MORE = re.compile(r"超过|多于|大于|高于|不少于|不低于|至少|以上|突破|超")
_LESS = re.compile(r"不到|不足|少于|低于|小于|以下|不超过|没到|没有达到|未达到")
# Under way is not done: 目前正处于验收阶段 answers 通过验收了吗 with no.
_UNFINISHED = re.compile(r"正在|正处于|正处|尚在|仍在|有待|等待|待(?=验收|审|批)|拟|计划(?!生育)|即将|将于")
_ZERO = re.compile(r"零(?=败诉|投诉|事故|发生|上访|复议|诉讼|违法|差错|积案|信访)")
_NEGATED = re.compile(r"没有|没|未|不|无(?!障碍|偿|缝)|尚未|未能|缺乏|缺少|杜绝")
_DONE = re.compile(r"[了过](?:吗|没|没有)|[了过]\s*[？?]?$|是否已|有没有.*[了过]")
_INTENT = re.compile(r"^[^已]*(?:着力|积极|努力|大力|推进|推动|力争|协调|确保|做好|加强|持续)")
_ACHIEVED = re.compile(r"完成|达到|实现|做到|达成|兑现|落实")
_FULL = re.compile(r"都|全(?![县区市镇街年国省局面程体乡])|全部|全都|均|全覆盖|所有|全体|全员|悉数")


def answer_yesno(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return 是/否 or 有/没有 with its evidence, or None where the reports settle nothing."""
    if question.numbers and (answer := _check_number(question, scope, shelf)):
        return answer
    if answer := _check_full(question, scope, shelf):
        return answer
    if answer := _check_existence(question, scope, shelf):
        return answer
    return _check_statement(question, scope, shelf)


def _clear_slot(question: Question, scope: Scope, shelf: Shelf, terms: Sequence[Term] | None = None) -> tuple[Slot | None, Trace]:
    selection = select(asked_of(question, scope, terms), scope, shelf)
    slots = [slot for slot in selection.slots if slot.is_clear and not slot.fact.unclear]
    trace = trace_of(selection, "yesno")
    return (slots[0] if len(slots) == 1 == len(selection.slots) else None), trace


def _check_number(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Compare the figure that the question supposes with the reported one."""
    supposed = question.numbers[0]
    asked = asked_of(question, scope)
    asked = replace(asked, terms=tuple(t for t in asked.terms if not _ACHIEVED.fullmatch(t.text)))
    units = load_units()
    unit_class = "" if supposed.text.startswith("第") else units.class_of.get(supposed.unit, "")
    selection = select(
        replace(asked, unit=supposed.unit, unit_class=unit_class, supposed=()), scope, shelf
    )
    slots = [slot for slot in selection.slots if slot.is_clear and not slot.fact.unclear]
    if len(slots) != 1 or len(selection.slots) != 1:
        slots = _by_value(selection.slots, supposed)
        if len(slots) != 1:
            return None
    fact = slots[0].fact
    if fact.kind == "target" and _ACHIEVED.search(question.folded):
        return _check_target(question, scope, shelf, fact)
    holds = _holds(question.folded, supposed, fact)
    if holds is None:
        return None
    item = f"{who_of(shelf, fact)}{fact.measure}为{amount_of(fact)}"
    text = (
        say("yesno", "yes_number", items=item)
        if holds
        else say("yesno", "no_number", asked=supposed.text, items=item)
    )
    return finish(question, scope, "yesno", text, cite(shelf, [fact]), trace=trace_of(selection, "yesno.number"))


def _check_target(question: Question, scope: Scope, shelf: Shelf, target: Fact) -> Answer | None:
    """Answer whether a plan was carried out, from the result reported beside it."""
    asked = asked_of(question, scope)
    asked = replace(asked, terms=tuple(t for t in asked.terms if not _ACHIEVED.fullmatch(t.text)))
    units = load_units()
    unit_class = units.class_of.get(target.quantity.unit, "")
    selection = select(
        replace(asked, kinds=frozenset({"actual"}), unit=target.quantity.unit, unit_class=unit_class),
        scope, shelf,
    )  # fmt: skip
    if len(selection.slots) != 1 or not selection.slots[0].is_clear:
        return None
    result = selection.slots[0].fact
    if (result.report, result.passage) != (target.report, target.passage):
        return None
    items = f"{who_of(shelf, target)}{target.measure}{amount_of(target)}，{result.measure}{amount_of(result)}"
    full = Fraction(result.quantity.value) >= Fraction(target.quantity.value)
    text = say("yesno", "full" if full else "not_full", items=items)
    return finish(question, scope, "yesno", text, cite(shelf, [target, result]), trace=trace_of(selection, "yesno.target"))


def _by_value(slots: Sequence[Slot], supposed: Quantity) -> list[Slot]:
    """Return the readings that agree with the supposed figure, when several readings fit."""
    return [
        Slot(slot.place, slot.year, (candidate,))
        for slot in slots
        for candidate in slot.best
        if candidate.fact.quantity.value == supposed.value and not candidate.fact.unclear
    ][:1]


def _holds(folded: str, supposed: Quantity, fact: Fact) -> bool | None:
    """Return whether the supposed figure agrees with the reported one; None if not comparable."""
    given, asked = Fraction(fact.quantity.value), Fraction(supposed.value)
    if fact.quantity.unit != supposed.unit and not load_units().same_class(fact.quantity.unit, supposed.unit):
        return None
    around = folded
    if _LESS.search(around):
        return given < asked
    if _MORE.search(around):
        at_least = re.search(r"不少于|不低于|至少|以上", around)
        return given >= asked if at_least else given > asked
    return given == asked


def _check_full(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer 都…了吗, 全覆盖了吗 from a rate, or from a total and the part that did."""
    mark = _FULL.search(question.folded)
    if not mark:
        return None
    terms = _without_full(question.terms)
    selection = select(asked_of(question, scope, terms), scope, shelf)
    for slot in selection.slots:
        fact = slot.fact
        if slot.is_clear and fact.quantity.unit == "%":
            item = f"{who_of(shelf, fact)}{fact.measure}为{amount_of(fact)}"
            full = Fraction(fact.quantity.value) == 100
            text = say("yesno", "full" if full else "not_full", items=item)
            return finish(question, scope, "yesno", text, cite(shelf, [fact]), trace=trace_of(selection, "yesno.full"))
    return _check_parts(question, scope, shelf, terms)


def _check_parts(
    question: Question, scope: Scope, shelf: Shelf, terms: Sequence[Term]
) -> Answer | None:
    """Compare the count of what was to be done with the count of what was (26件, 结案20件)."""
    done = [t for t in terms if t.kind in {"action", "rate"}]
    if not done:
        return None
    predicate = done[-1]
    things = [t for t in terms if t.kind in {"thing", "word"}]
    whole = _clear_slot(question, scope, shelf, things)[0] if things else None
    if whole is None:
        whole, _ = _clear_slot(question, scope, shelf, [t for t in terms if t is not predicate])
    part, trace = _clear_slot(question, scope, shelf, terms)
    part = part or _clear_slot(question, scope, shelf, [t for t in terms if t not in done[:-1]])[0]
    if whole is None or part is None or whole.fact == part.fact:
        return None
    one, other = whole.fact, part.fact
    if (one.report, one.passage) != (other.report, other.passage):
        return None
    if not load_units().same_class(one.quantity.unit, other.quantity.unit):
        return None
    items = f"{who_of(shelf, one)}{one.measure}{amount_of(one)}，{other.measure}{amount_of(other)}"
    full = one.quantity.value == other.quantity.value
    text = say("yesno", "full" if full else "not_full", items=items)
    return finish(question, scope, "yesno", text, cite(shelf, [one, other]), trace=trace)


def _without_full(terms: Sequence[Term]) -> list[Term]:
    return [t for t in terms if not _FULL.fullmatch(t.text)]


def _check_existence(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer 有没有 from a count or a statement of none."""
    zero = _ZERO.search(question.folded)
    terms = [_affirmed(t) for t in question.terms]
    slot, trace = _clear_slot(question, scope, shelf, terms)
    if slot is None:
        return None
    fact = slot.fact
    if not _HAVING.search(question.folded) and not zero and not fact.none:
        return None
    if fact.quantity.unit == "%":
        return None
    if zero:
        is_none = fact.none or fact.quantity.value == 0
        item = f"{who_of(shelf, fact)}{fact.measure}{amount_of(fact)}"
        text = say("yesno", "full" if is_none else "not_full", items=item)
        return finish(question, scope, "yesno", text, cite(shelf, [fact]), trace=trace)
    item = f"{who_of(shelf, fact)}{fact.measure}：{amount_of(fact)}"
    key = "none" if fact.none or fact.quantity.value == 0 else "has_number"
    return finish(question, scope, "yesno", say("yesno", key, items=item), cite(shelf, [fact]), trace=trace)


def _affirmed(term: Term) -> Term:
    """Return a term without its denial: 没有败诉吗 asks for 败诉."""
    return replace(term, key=term.key.removeprefix(DENIED), text=term.text.removeprefix(DENIED))


def _check_statement(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer from the clause that says it, with the clause's own polarity.

    The clause must hold the predicate (the question's last term); where all is asked for
    (都, 全部) it must say so of all.
    """
    terms = [_affirmed(t) for t in question.terms]
    content = [_affirmed(t) for t in question.content]
    if not content or question.numbers:
        # A supposed figure that no reported one settles is not settled by a clause either.
        return None
    is_having = _HAVING.search(question.folded) is not None
    statements = find_statements(terms, scope, shelf, most=60, predicate_decides=not is_having)
    if is_having:
        # Whether there is such a thing is told by the clause that names all of it.
        statements = [s for s in statements if all(met_in(t, s.text) >= 0.85 for t in content)]
    found = [s for s in statements if _holds_predicate(s, content[-1])]
    if _FULL.search(question.folded):
        found = [s for s in found if _FULL.search(fold(s.text)) or "100%" in fold(s.text)]
    if _DONE.search(question.folded):
        # Whether a thing was done is told by what was done, not by what was being worked at.
        found = [s for s in found if _polarity(s, terms) is False or not _INTENT.search(fold(s.text))]
    if not found or (not scope.places and len({s.report for s in found}) > 1):
        return None
    best = found[0]
    if any(s.score == best.score and _polarity(s, terms) != _polarity(best, terms) for s in found[1:]):
        return None
    return _state(question, scope, shelf, best)


def _holds_predicate(statement: Statement, predicate: Term) -> bool:
    return met_in(predicate, statement.text) >= 0.85


def _state(question: Question, scope: Scope, shelf: Shelf, best: Statement) -> Answer:
    positive = _polarity(best, [_affirmed(t) for t in question.terms])
    having = _HAVING.search(question.folded)
    verdict = say("yesno", ("has" if positive else "has_not") if having else ("yes" if positive else "no"))
    passage = shelf.source.parsed(best.report).passages[best.passage]
    clause = passage.sentences[best.sentence].text[best.start : best.end].strip(" 　")
    facts = [
        f
        for f in shelf.source.facts(best.report)
        if (f.passage, f.sentence) == (best.passage, best.sentence)
        and best.start <= f.quantity.start < best.end
        and not f.none
    ]
    evidence = shelf.evidence(best.report, best.passage, best.sentence, ((best.start, best.end),))
    cited = cite(shelf, facts) if facts else Cited((), (evidence,))
    text = verdict + say("yesno", "says", report=report_name(shelf.by_id[best.report]), clause=clause)
    return finish(question, scope, "yesno", text, cited, trace=Trace(rule="yesno.statement"))


def _polarity(statement: Statement, terms: Sequence[Term]) -> bool:
    """Return False where the clause denies what was asked."""
    text = fold(statement.text)
    last = max((text.find(t.text) for t in terms if t.text in text), default=len(text))
    return _NEGATED.search(text[: max(last, 0) + 2]) is None and not _UNFINISHED.search(text)

