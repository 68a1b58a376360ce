"""Who is ahead among figures, and how an answer says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from retrieval.answering.asking.goal import Goal, asked_words
from retrieval.answering.asking.parts import Part, words_of_part
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.arithmetic import (
    Computed,
    Counted,
    common_unit,
    difference,
    mean,
    multiple,
    order_of,
    total,
)  # fmt: skip
from retrieval.answering.evidence.compose import amount_of, who_of
from retrieval.answering.evidence.nearness import class_of
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.mentions import accounts_for
from retrieval.language.terms import Term
from retrieval.records import Fact

# An approximate figure this near (as a share of the greater) may stand on either side.
_BLUR = Fraction(1, 20)
# A measure longer than this is named in the question's words.
_LONGEST = 14
# So many figures are listed; the order tells which ones where there are more. What is computed
# shows all that went into it, so that of more than this nothing is.
_MOST_LISTED, _MOST_ADDED = 30, 100
_ADDING = frozenset({"sum", "average"})


@dataclass(frozen=True, slots=True)
class Named:
    """A figure with ``label``, what stands before it, and ``name``, what may win."""

    label: str
    name: str
    fact: Fact


def name_places(
    facts: Sequence[Fact], question: Question, terms: Sequence[Term], shelf: Shelf
) -> list[Named]:
    """Return the figures named by place and year, and by measure where the measures differ.

    A measure is shown as its report words it, where that wording says what was asked;
    else (21位 under a heading) in the words of the question.
    """
    content = [term for term in terms if not term.is_light]
    asked = asked_words(question, terms)
    measures = [f.measure if accounts_for(content, f.measure) else asked for f in facts]
    differ = len(set(measures)) > 1 and not all(fact.place for fact in facts)
    shown = measures if differ else [""] * len(facts)
    return [
        Named(f"{who_of(shelf, fact)}{measure}", who_of(shelf, fact), fact)
        for fact, measure in zip(facts, shown, strict=True)
    ]


def name_parts(facts: Sequence[Fact], parts: Sequence[Part], question: Question) -> list[Named]:
    """Return the figures named by measure: as the report words it, as the question does where
    that is long or doesn't tell them apart."""
    measures = [fact.measure for fact in facts]
    told_apart = len(set(measures)) == len(measures)
    names = [
        measure
        if told_apart and 0 < len(measure) <= _LONGEST
        else words_of_part(question, parts, position)
        for position, measure in enumerate(measures)
    ]
    return [Named(name, name, fact) for name, fact in zip(names, facts, strict=True)]


def items_of(named: Sequence[Named]) -> str:
    """Return the figures as a listing."""
    return "，".join(f"{one.label}{amount_of(one.fact)}" for one in named)


def ranked(named: Sequence[Named], unit: str, *, ascending: bool = False) -> list[Named]:
    """Return figures by amount, the greatest first (or last); equal ones keep their order."""
    return sorted(named, key=lambda one: order_of(one.fact, unit), reverse=not ascending)


def winners(named: Sequence[Named], unit: str, *, fewer: bool) -> list[Named] | None:
    """Return who is ahead (all who tie), or None where approximate figures leave it open."""
    ordered = ranked(named, unit, ascending=fewer)
    best = order_of(ordered[0].fact, unit)
    ahead = [one for one in ordered if order_of(one.fact, unit) == best]
    blurred = [one for one in ordered if may_tie(one.fact, ordered[0].fact, unit)]
    if len(blurred) > 1 and any(one.fact.quantity.approx for one in blurred):
        return None
    return ahead


def may_tie(one: Counted, best: Counted, unit: str) -> bool:
    """Return whether two figures may be equal: an approximate one near another leaves it open."""
    a, b = order_of(one, unit), order_of(best, unit)
    if not (one.quantity.approx or best.quantity.approx):
        return a == b
    one_amount, best_amount = Fraction(a), Fraction(b)
    return abs(one_amount - best_amount) <= max(one_amount, best_amount) * _BLUR


def verdict(named: Sequence[Named], unit: str, goal: Goal) -> str:
    """Return who is ahead in words: 甲更多, 最少的是乙, 一样多."""
    is_rate = class_of(named[0].fact) == "rate"
    if goal.nth > 1:
        return _place_in_order(named, unit, goal, is_rate=is_rate)
    ahead = winners(named, unit, fewer=goal.fewer)
    if ahead is None:
        return say("compare", "close")
    if len(ahead) == len(named):
        return say("compare", "equal_rate" if is_rate else "equal")
    key = _KEYS[len(named) == 2, is_rate, goal.fewer]
    return say("compare", key, winner="、".join(one.name for one in ahead))


def _place_in_order(named: Sequence[Named], unit: str, goal: Goal, *, is_rate: bool) -> str:
    """Return who is second or third in words; nothing where there are not so many, or where figures
    that may be equal leave it open."""
    ordered = ranked(named, unit, ascending=goal.fewer)
    at = goal.nth - 1
    if at >= len(ordered):
        return ""
    beside = (*ordered[max(at - 1, 0) : at], *ordered[at + 1 : at + 2])
    if any(may_tie(one.fact, ordered[at].fact, unit) for one in beside):
        return ""
    way = ("低" if goal.fewer else "高") if is_rate else ("少" if goal.fewer else "多")
    nth = f"第{'一二三四五'[at]}{way}"
    return say("compare", "nth", nth=nth, winner=ordered[at].name)


_KEYS = {
    (True, False, False): "more", (True, False, True): "less",
    (True, True, False): "higher", (True, True, True): "lower",
    (False, False, False): "most", (False, False, True): "least",
    (False, True, False): "highest", (False, True, True): "lowest",
}  # fmt: skip


def holds(named: Sequence[Named], unit: str, goal: Goal, diff: Computed | None) -> bool | None:
    """Return whether what the question claims of its first side is so; None where open."""
    ahead = winners(named, unit, fewer=goal.fewer)
    if ahead is None:
        return None
    right = ahead == [named[0]] if goal.aim == "which" else named[0] in ahead
    if goal.claim is None:
        return right
    return right and diff is not None and Fraction(diff.value) == Fraction(goal.claim.value)


def notes(named: Sequence[Named], unit: str | None) -> str:
    """Return what must not be hidden: different units, different years."""
    found = ""
    if unit is None:
        units = dict.fromkeys(one.fact.quantity.unit or one.fact.quantity.text for one in named)
        found += say("compare", "units", units="、".join(units))
    return found


def years_note(facts: Sequence[Fact], shelf: Shelf) -> str:
    """Return a note where figures are of different years."""
    years = {f.period if f.period is not None else shelf.by_id[f.report].year for f in facts}
    return say("compare", "years") if len(years) > 1 else ""


def tail(computed: Computed | None, key: str) -> str:
    """Return a computed amount as the end of the listing; nothing where there is none."""
    return say("compare", key, amount=computed.amount, sum=computed.shown) if computed else ""


def unit_of(named: Sequence[Named]) -> str | None:
    """Return the unit the figures share."""
    return common_unit([one.fact for one in named])


def computed_of(goal: Goal, named: Sequence[Named]) -> tuple[Computed | None, str]:
    """Return what the question wants computed, with the words that say it."""
    facts = [one.fact for one in named]
    pair = len(facts) == 2
    if len(facts) > _MOST_ADDED:
        return None, ""
    if goal.aim == "sum":
        return (result := total(facts)), tail(result, "sum")
    if goal.aim == "average":
        return (result := mean(facts)), tail(result, "average")
    if goal.aim == "multiple" and pair:
        return (result := multiple(*facts)), tail(result, "multiple")
    if pair and (goal.aim == "difference" or goal.claim):
        return (result := difference(*facts)), tail(result, "difference")
    return None, ""


def listed_of(goal: Goal, named: Sequence[Named], unit: str | None) -> list[Named]:
    """Return the figures in the order in which they are shown: all that are added up, of others
    so many. The place that a claim is about stands first."""
    adds = goal.aim in _ADDING and unit is not None
    if adds and len(named) <= _MOST_ADDED:
        return list(named)
    if unit is not None and (
        adds or goal.aim == "sort" or (goal.aim in {"most", "who"} and len(named) > 2)
    ):
        if not goal.checks:
            return ranked(named, unit, ascending=goal.fewer)[:_MOST_LISTED]
        if len(named) > _MOST_LISTED:
            ordered = ranked(named[1:], unit, ascending=goal.fewer)
            return [named[0], *ordered[: _MOST_LISTED - 1]]
        return list(named)
    return list(named)[:_MOST_LISTED]


def left_out(goal: Goal, named: Sequence[Named], shown: Sequence[Named]) -> str:
    """Return what is said of the figures that are not shown; nothing where all are."""
    if len(shown) == len(named):
        return ""
    adds = say("compare", "not_added") if goal.aim in _ADDING else ""
    return say("compare", "rest", of=str(len(named)), adds=adds)


def opening_of(goal: Goal, named: Sequence[Named], unit: str | None) -> str:
    """Return the verdict that stands before the figures."""
    if goal.aim == "who":
        return say("compare", "who")
    if unit is None or goal.aim in {"sum", "average", "multiple"}:
        return ""
    if goal.aim == "sort":
        return say("compare", "sorted_up" if goal.fewer else "sorted")
    return verdict(named, unit, goal)


def checked_of(
    goal: Goal, named: Sequence[Named], unit: str | None, computed: Computed | None
) -> bool | None:
    """Return whether a claim holds; None where nothing was claimed or it can't be told."""
    return holds(named, unit, goal, computed) if goal.checks and unit is not None else None
