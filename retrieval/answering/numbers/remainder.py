"""What is left undone, where the report states the whole and what was done: 还有几件没结案."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.arithmetic import Computed, derived_value, difference
from retrieval.answering.evidence.carried_over import tells_carried_over
from retrieval.answering.evidence.compose import Cited, cite, finish, who_of
from retrieval.answering.evidence.nearness import is_beside, own_clause
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.select import select
from retrieval.answering.selecting.stating import state
from retrieval.language.fold import fold
from retrieval.language.terms import DENIED, Term, find_terms
from retrieval.records import Answer, Fact, Trace, Value

# Right behind what was done these say of the others that they are not (没调成的12件).
_LEFT = re.compile(r"正在|尚|仍|还在|未|没|处于|有待|跟踪")
_REST = re.compile(r"(?:还剩|剩余|剩下|尚余|余下|尚有|仍有|还有|尚)")
_CAME_IN, _TAKEN_ON = re.compile(r"收到|接到|接收|申请"), re.compile(r"(?<!不予)(?<!未)受理")
_DENIAL = re.compile(rf"^(?:{DENIED}|尚未|还没有?|没有?|未)")


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of ``whole`` beside ``part``, which was done: ``computed``, or ``told`` by the
    report itself."""

    whole: Fact
    part: Fact
    computed: Computed | None
    told: Fact | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The figures that it rests on."""
        return (self.told,) if self.told else (self.whole, self.part)

    def stated(self, shelf: Shelf) -> str:
        """Return the sentence that states what is left, with what it was computed from."""
        if self.computed is None or self.told:
            told = self.told or self.whole
            text = shelf.sentence(told).text
            start, end = own_clause(shelf.folded_sentence(told), told)
            who = who_of(shelf, told)
            return say("derived", "left", who=who, clause=text[start:end].strip())
        both = "；".join(state(shelf, fact).rstrip("。") for fact in (self.whole, self.part))
        return say(
            "derived", "remainder", items=both, amount=self.computed.amount, sum=self.computed.shown
        )

    def values(self, shelf: Shelf) -> tuple[Value, ...]:
        """Return what is left as a derived value; none where the report tells it."""
        if self.told or self.computed is None:
            return ()
        return (derived_value(self.computed, [self.whole, self.part], shelf),)


def answer_remainder(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the whole less what was done, shown as computed; None where either is not reported."""
    found = look_remainder(question, scope, shelf)
    if found is None:
        return None
    cited = cite(shelf, found.facts)
    values = (*cited.values, *found.values(shelf))
    return finish(
        question, scope, "number", found.stated(shelf), Cited(values, cited.evidence),
        trace=Trace(rule="number.remainder"),
    )  # fmt: skip


def look_remainder(
    question: Question, scope: Scope, shelf: Shelf, standing: Sequence[Term] = ()
) -> Remainder | None:
    """Return what is left undone, of what ``standing`` terms name where the question itself names
    nothing but the act (还有几处没整改); None where the whole or what was done is not reported."""
    denied = [t for t in question.content if _DENIAL.match(t.text)]
    if len(denied) != 1:
        return None
    named = any(t.kind in {"thing", "rate", "word"} for t in question.content if t not in denied)
    before = () if named else standing
    others = [*before, *(t for t in question.terms if t is not denied[0])]
    done = find_terms(_DENIAL.sub("", denied[0].text), question=True)
    things = [t for t in others if t.kind != "action"] or others
    wholes = _readings(question, scope, shelf, others)
    part = _one(question, scope, shelf, [*(things if before else others), *done])
    if part is None or not done or _LEFT.search(part.label):
        # 已开庭未判决6件 are not all that were 开庭.
        return None
    if len(wholes) > 1:
        # 排查147处，整改141处。挂牌督办12处: the whole is what stands right before.
        wholes = [fact for fact in wholes if _stands_before(fact, part)]
    whole = wholes[0] if len(wholes) == 1 else None
    if whole is None or whole == part:
        told = _left_behind(part, shelf)
        return Remainder(told, part, None, told) if told else None
    if (whole.report, whole.passage) != (
        part.report,
        part.passage,
    ) or whole.quantity.value < part.quantity.value:
        return None
    whole = _taken_on(whole, part, shelf)
    computed = difference(whole, part)
    if computed is None or _carried_over(whole, part, shelf):
        return None
    return Remainder(whole, part, computed, _told(part, computed, shelf))


def _taken_on(whole: Fact, part: Fact, shelf: Shelf) -> Fact:
    """Return what was taken on of the whole where the report tells that, too: of 申请118件，受理96件，
    审结89件 are 7 left, not 29."""
    if not _CAME_IN.search(whole.label):
        return whole
    for fact in shelf.source.facts(whole.report):
        if (
            fact.passage == whole.passage
            and whole.quantity.unit == fact.quantity.unit
            and (fact.kind, fact.none) == (whole.kind, False)
            and (whole.sentence, whole.quantity.start) < (fact.sentence, fact.quantity.start)
            and (fact.sentence, fact.quantity.start) < (part.sentence, part.quantity.start)
            and _TAKEN_ON.search(fact.label)
            and part.quantity.value <= fact.quantity.value <= whole.quantity.value
        ):
            return fact
    return whole


def _carried_over(whole: Fact, part: Fact, shelf: Shelf) -> bool:
    """Return whether what was done is also of what came over from last year (审结66件，含上年结转5件): it
    then leaves more of the whole than the two figures say."""
    sentences = shelf.source.parsed(whole.report).passages[whole.passage].sentences
    between = fold("".join(s.text for s in sentences[whole.sentence : part.sentence + 1]))
    return tells_carried_over(between)


def _told(part: Fact, computed: Computed, shelf: Shelf) -> Fact | None:
    """Return the figure by which the report itself says what is left, right behind what was done
    (整改209处，5处正在整改)."""
    text = shelf.folded_sentence(part)
    for fact in shelf.source.facts(part.report):
        if (fact.passage, fact.sentence) != (part.passage, part.sentence):
            continue
        start, end = own_clause(text, fact)
        if (
            fact.quantity.start > part.quantity.end
            and (fact.quantity.value, fact.quantity.unit) == (computed.value, computed.unit)
            and (_LEFT.search(text[start:end]) or _REST.match(text, start))
        ):
            return fact
    return None


def _stands_before(whole: Fact, part: Fact) -> bool:
    """Return whether a figure stands in the sentence of what was done, before it."""
    return is_beside(whole, part) and whole.quantity.end <= part.quantity.start


def _left_behind(part: Fact, shelf: Shelf) -> Fact | None:
    """Return the figure right behind what was done that says of itself that it is what is left (化解
    7件，尚有3件正在化解), where the whole is not told."""
    text = shelf.folded_sentence(part)
    behind = [f for f in shelf.facts_beside(part) if f.quantity.start > part.quantity.end]
    if not behind:
        return None
    fact = min(behind, key=lambda f: f.quantity.start)
    start, _ = own_clause(text, fact)
    if (fact.quantity.unit, fact.kind, fact.none, fact.unclear) != (
        part.quantity.unit,
        part.kind,
        False,
        False,
    ):
        return None
    return fact if _REST.match(text, start) else None


def _one(question: Question, scope: Scope, shelf: Shelf, terms: list[Term]) -> Fact | None:
    found = _readings(question, scope, shelf, terms)
    return found[0] if len(found) == 1 else None


def _readings(question: Question, scope: Scope, shelf: Shelf, terms: list[Term]) -> list[Fact]:
    """Return the figures that terms may mean, of one place and year; else none."""
    selection = select(asked_of(question, scope, terms), scope, shelf, closely=False)
    if len(selection.slots) != 1:
        return []
    return [candidate.fact for candidate in selection.slots[0].best]
