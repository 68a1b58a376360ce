"""A claim held against figures: the one it supposes, a total and its part, a count or a none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.evidence.arithmetic import amount_in
from retrieval.answering.evidence.nearness import IN_LABEL, alike, class_of, own_clause
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.statements import met_in
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.select import Selection, Slot, select
from retrieval.answering.yesno.bounds import is_restricted
from retrieval.answering.yesno.claim import Claim
from retrieval.language.fold import fold
from retrieval.language.terms import Term
from retrieval.language.units import load_units
from retrieval.records import Fact, Quantity

# Met this near, a term stands in a sentence.
_IN_SENTENCE = 0.5
# A figure with 余 or 多 may be this much greater (as a share of it).
_BLUR = Fraction(1, 10)
_ROUND = 10
# Units that only count: 12件 is 12起, but 12亩 is no 12平方米.
_COUNTED = frozenset(
    {"case", "person", "times", "household", "place", "document", "group", "machine"}
)
# 够5个吗 counts anything.
_ANYTHING = "个"
_SINGLY = re.compile(r"[每各]|所有")
_OF_EACH = re.compile(r"[每各都]|(?<!平)均")
# What is denied in a label makes it another thing than the one asked for (不予受理).
DENIED_LABEL = re.compile(r"[不未非无]")


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures that settle a claim, and whether it ``holds``; ``beyond`` where there are more."""

    facts: tuple[Fact, ...]
    holds: bool
    selection: Selection
    beyond: bool = False


def check_supposed(
    question: Question, claim: Claim, bound: str, scope: Scope, shelf: Shelf
) -> Counted | None:
    """Hold the supposed figure against the reported one of the same head and act."""
    supposed = claim.supposed
    if supposed is None or (claim.times and not claim.planned):
        return None
    is_rank = supposed.text.startswith("第")
    unit_class = "rank" if is_rank else load_units().class_of.get(supposed.unit, "")
    asked = asked_of(question, scope, _without_doing(claim))
    kinds = frozenset({"actual"}) if bound or claim.done or not claim.planned else asked.kinds
    if supposed.unit == _ANYTHING:
        asked = replace(asked, kinds=kinds, unit="", unit_class="", supposed=())
    else:
        asked = replace(asked, kinds=kinds, unit=supposed.unit, unit_class=unit_class, supposed=())
    selection = select(asked, scope, shelf)
    fact = _only(selection, supposed if not bound else None)
    if fact is not None and supposed.unit == _ANYTHING and class_of(fact) in _COUNTED:
        supposed = replace(supposed, unit=fact.quantity.unit)
    if (
        fact is None
        or not _comparable(fact, supposed)
        or is_restricted(fold(fact.label), question.folded)
        or (_SINGLY.search(question.folded) and _is_of_them_together(fact, shelf))
    ):
        return None
    if is_rank and (sole := pattern_of("yesno", "sole").search(question.folded)):
        # 独占第一: a place shared with others is not held alone, and one not shared is not told of.
        shared = pattern_of("yesno", "tied").search(shelf.folded_sentence(fact))
        return Counted((fact,), False, selection) if sole and shared else None
    holds = _holds(bound, Fraction(supposed.value), fact, supposed.unit)
    if holds is None:
        return None
    given, value = _given(fact, supposed.unit), Fraction(supposed.value)
    is_floor = question.folded[: supposed.start].endswith("有")
    beyond = not bound and is_floor and given > value and value >= _ROUND and value % _ROUND == 0
    return Counted((fact,), holds, selection, beyond)


def _is_of_them_together(fact: Fact, shelf: Shelf) -> bool:
    """Return whether a count is told of all of them in one (16个司法所共有30人): it settles nothing of
    every single one (每个司法所都超过2人吗)."""
    if class_of(fact) not in _COUNTED:
        return False
    text = shelf.folded_sentence(fact)
    start, end = own_clause(text, fact)
    return _OF_EACH.search(text[start:end]) is None


def _without_doing(claim: Claim) -> tuple[Term, ...]:
    """Return what is claimed without a verb that only says that it came about (做到, 实现)."""
    achieved = words_of("yesno", "achieved")
    kept = tuple(
        t for t in claim.terms if t.kind != "word" or t.text.rstrip("了过") not in achieved
    )
    return kept if any(not t.is_light for t in kept) else claim.terms


def _only(selection: Selection, supposed: Quantity | None) -> Fact | None:
    """Return the one clear figure; where several fit, the one that the question names."""
    slots = selection.slots
    if len(slots) == 1 and slots[0].is_clear and not slots[0].fact.unclear:
        return slots[0].fact
    if supposed is None:
        return None
    agreeing = [
        c.fact for slot in slots for c in slot.best
        if c.fact.quantity.value == supposed.value and not c.fact.unclear
    ]  # fmt: skip
    return agreeing[0] if agreeing else None


def _comparable(fact: Fact, supposed: Quantity) -> bool:
    if class_of(fact) == "rank" or supposed.text.startswith("第"):
        return class_of(fact) == "rank" and supposed.text.startswith("第")
    return fact.none or same_unit(fact.quantity.unit, supposed.unit, money=True)


def same_unit(one: str, other: str, *, money: bool = False) -> bool:
    """Return whether amounts in the two units may be set against each other; ``money`` is
    where money in different units gets converted."""
    if one == other:
        return True
    units = load_units()
    name = units.class_of.get(one, "")
    return units.same_class(one, other) and (name in _COUNTED or (money and name == "money"))


def _given(fact: Fact, unit: str) -> Fraction:
    """Return a figure's amount in the asked unit (二万三千五百元 as 2.35 万元)."""
    same = fact.quantity.unit == unit or not fact.quantity.unit or not unit
    return Fraction(fact.quantity.value) if same else amount_in(fact, unit)


def _holds(bound: str, asked: Fraction, fact: Fact, unit: str) -> bool | None:
    """Return whether the figure keeps within the bound; None where its hedge leaves it open."""
    given = _given(fact, unit)
    low, high = _range(fact, given)
    if bound == "over":
        return (
            True
            if low > asked or (low == asked and high > low)
            else (None if high > asked else False)
        )
    if bound == "at_least":
        return True if low >= asked else (None if high > asked else False)
    if bound == "under":
        return (
            True
            if high < asked or (high == asked and high > low)
            else (None if low < asked else False)
        )
    if bound == "at_most":
        return True if high <= asked else (None if low < asked else False)
    return given == asked


def _range(fact: Fact, given: Fraction) -> tuple[Fraction, Fraction]:
    quantity = fact.quantity
    if not quantity.approx:
        return given, given
    if re.search(r"[约近]|左右|将近|接近|大概", quantity.text):
        return given * (1 - _BLUR), given * (1 if "近" in quantity.text else 1 + _BLUR)
    return given, given * (1 + _BLUR)


def check_rate(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Counted | None:
    """Answer 都…了吗, 全覆盖了吗 from a rate that was reported."""
    terms = (*claim.subject, *claim.predicate)
    asked = replace(asked_of(question, scope, terms), kinds=frozenset({"actual"}), supposed=())
    selection = select(asked, scope, shelf)
    rates = [s for s in selection.slots if s.is_clear and s.fact.quantity.unit == "%"]
    fitting = [s.fact for s in rates] or list(_rates_behind(claim, scope, shelf))
    fitting = [f for f in fitting if not f.unclear and _rates_predicate(f, claim, question.folded)]
    fitting = [f for f in fitting if not _rates_another(f, claim, shelf)]
    if len(fitting) != 1:
        return None
    fact = fitting[0]
    if is_restricted(fold(fact.label), question.folded):
        return None
    return Counted(
        (fact,), Fraction(fact.quantity.value) == 100 and not fact.quantity.approx, selection
    )


def _rates_another(rate: Fact, claim: Claim, shelf: Shelf) -> bool:
    """Return whether a thing of the subject that a rate's sentence lacks is what another figure there is
    called (药品抽检85批次，合格率100%；化妆品抽检30批次，1批次不合格)."""
    text = shelf.folded_sentence(rate)
    lacking = [t for t in claim.subject if t.kind == "thing" and met_in(t, text) < _IN_SENTENCE]
    others = shelf.facts_around(rate).values() if lacking else ()
    return any(
        term.text in other.label and other.sentence != rate.sentence
        for term in lacking
        for other in others
    )


def _rates_behind(claim: Claim, scope: Scope, shelf: Shelf) -> Iterator[Fact]:
    """Yield the rates in whose sentence all that is asked for is named before them
    (公务人员参加了考试，参考率100%)."""
    for report in scope.reports:
        for fact in shelf.source.facts(report.id):
            if (
                fact.quantity.unit != "%"
                or fact.kind != "actual"
                or not may_count(fact, scope, report.year)
            ):
                continue
            before = shelf.folded_sentence(fact)[: fact.quantity.start]
            if all(met_in(t, before) >= 0.85 for t in (*claim.subject, *claim.predicate)):
                yield fact


def _rates_predicate(fact: Fact, claim: Claim, asked: str) -> bool:
    """Return whether a rate is of the very act asked about: 结案率 for 结案, not 满意率."""
    if any(t.kind == "rate" for t in claim.predicate):
        return True
    label = fold(fact.label)
    if any(len(w) >= 2 and w[:2] in label for t in claim.predicate for w in (t.text, t.key)):
        return True
    groups = [words.split() for words in words_of("yesno", "rates")]
    return any(
        any(word in asked for word in group)
        and any(word in label for word in group if word.endswith("率"))
        for group in groups
    )


def may_count(fact: Fact, scope: Scope, year: int | None) -> bool:
    """Return whether a figure is of the scope's year and plain enough to be set against another."""
    of_year = fact.period if fact.period is not None else year
    wanted = of_year in scope.years if scope.years else of_year == year
    return wanted and not fact.none and not fact.unclear and fact.kind in {"actual", "target"}


def check_existence(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Counted | None:
    """Answer 有没有 from a count of the very thing or from a statement of none."""
    asked = replace(
        asked_of(question, scope, claim.terms), kinds=frozenset({"actual"}), supposed=()
    )
    selection = select(asked, scope, shelf)
    slots = [s for s in selection.slots if s.is_clear and not s.fact.unclear]
    if len(slots) != 1 or len(selection.slots) != 1:
        return None
    fact = slots[0].fact
    if fact.none or fact.quantity.value == 0:
        return Counted((fact,), False, selection)
    if class_of(fact) in {"rate", "rank"} or not _counts_focus(claim, slots[0]):
        return None
    return Counted((fact,), True, selection)


def _counts_focus(claim: Claim, slot: Slot) -> bool:
    """Return whether the label itself counts the thing asked for, and not its contrary."""
    fact = slot.fact
    content: Sequence[Term] = [t for t in claim.terms if not t.is_light]
    near = [key for key, nearness in fact.cues if nearness >= IN_LABEL]
    focus = claim.predicate[-1]
    if not any(alike(focus, key) >= 0.5 for key in near) and focus.text not in fold(fact.label):
        return False
    denied = DENIED_LABEL.search(fact.label)
    return denied is None or any(DENIED_LABEL.match(t.text) for t in content)
