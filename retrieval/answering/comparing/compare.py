"""More, fewer, most, difference, sum, mean, multiple, order, who: among places or measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.goal import (
    Goal,
    asked_unit,
    asks_besides,
    measure_terms,
    read_goal,
    with_named_unit,
)
from retrieval.answering.asking.parts import Part, split_context, split_parts
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.asking.span_of_years import read_change
from retrieval.answering.comparing.comparison import (
    Comparing,
    ask_which,
    choose_place,
    refuse_others,
    refuse_side,
    say_unclear,
)
from retrieval.answering.comparing.sides import (
    Found,
    all_sides,
    look,
    named_sides,
    of_kind,
    town_figures,
    with_own_measures,
)  # fmt: skip
from retrieval.answering.comparing.trend import answer_trend
from retrieval.answering.comparing.verdict import (
    Named,
    checked_of,
    computed_of,
    items_of,
    left_out,
    listed_of,
    name_parts,
    name_places,
    notes,
    opening_of,
    unit_of,
    years_note,
)  # fmt: skip
from retrieval.answering.comparing.year_sums import adds_years, answer_years
from retrieval.answering.evidence.arithmetic import derived_value
from retrieval.answering.evidence.compose import cite, count_of_places, finish, who_of
from retrieval.answering.evidence.nearness import class_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.kept.told_sides import Side, set_beside
from retrieval.answering.lists.extremes import asks_for_kind, find_group, name_in_group
from retrieval.answering.lists.table_columns import find_column
from retrieval.answering.numbers.extreme_words import answer_said
from retrieval.answering.numbers.part_figures import look_parts, names_all, speaks_of
from retrieval.answering.selecting.refuse import refuse
from retrieval.language.terms import Term
from retrieval.records import Answer, Fact, Kind, Trace

_JOINS = re.compile("[和与及、]")


def answer_compare(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return who is ahead with every side's figure, what was computed, or which side is missing.

    ``scope`` may be one of a region (find_scope with ``regions_allowed``). None where nothing
    is compared, or where no figure of the library accounts for what is compared.
    """
    goal = read_goal(question)
    if goal is not None and goal.nth > 1:
        # Who is second is told by all the figures, or not at all.
        told = None if goal.checks or _moves(question) else _answer(question, goal, scope, shelf)
        return told or refuse(question, scope, shelf, "not_reported", "compare")
    return _answer(question, goal, scope, shelf)


def _answer(question: Question, goal: Goal | None, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the comparison, None where nothing is to be compared or no figure is found."""
    if goal is not None and goal.aim == "most" and asks_for_kind(question) and _moves(question):
        # 哪类纠纷增幅最大: where the report says it itself, and never the change of them all.
        said = answer_said(question, question.terms, scope, shelf, fewer=goal.fewer)
        return said or refuse(question, scope, shelf, "not_reported", "compare")
    if goal is not None and adds_years(question, goal) and not _moves(question):
        return answer_years(question, goal, scope, shelf)
    if goal is not None and len(question.places) < 2 and read_change(question):
        # 2023年比2022年多几件 sets one place's years against each other.
        return answer_trend(question, scope, shelf)
    # 哪个增长多 compares changes, not the figures themselves.
    if goal is None or _moves(question):
        return None
    question = with_named_unit(question)
    terms = measure_terms(question)
    if goal.aim == "most" and _is_of_one(scope):
        listed = asks_for_kind(question) and find_group(
            question, terms, scope, shelf, fewer=goal.fewer
        )
        if listed := listed or find_column(question, terms, scope, shelf, fewer=goal.fewer):
            ask = Comparing(asked_unit(question), scope, shelf, goal, terms)
            return _say_listed(ask, listed)
    # 占比 that 百分之几 was read as names no measure.
    if all(term.is_light or term.text not in question.folded for term in terms):
        return None
    ask = Comparing(asked_unit(question), scope, shelf, goal, terms)
    sides = named_sides(question, scope, shelf)
    if scope.missing and (len(sides) + len(scope.missing)) > 1:
        return refuse(question, scope, shelf, "no_such_place", "compare", what=scope.missing[0])
    if len(sides) > 1 and len({m.text for m in question.places if not m.is_region}) > 1:
        return _compare_named(ask, with_own_measures(question, sides, terms))
    if len(parts := split_parts(ask.question, terms)) > 1:
        if goal.aim == "sum" and _is_one_figure(ask, parts, scope):
            return None
        return _compare_parts(ask, parts)
    if len(sides) > 1:
        # One name that two places share: which is meant is asked back.
        return None
    if sides and goal.aim == "most" and goal.checks:
        return _check_superlative(ask, sides[0])
    if sides and asks_besides(question):
        others = _compare_all(ask, _besides(shelf, scope, sides[0]))
        return others or refuse_others(ask, sides[0])
    if sides:
        towns = _compare_towns(ask) if question.asks_any("compare.who") else None
        first = goal.aim == "most" and goal.nth == 1
        if towns is None and first and not question.asks_any("number"):
            return answer_said(question, terms, scope, shelf, fewer=goal.fewer)
        return towns
    if goal.aim in {"sum", "average"} and not (scope.places or question.asks_any("compare.who")):
        # 一共多少件 without a place leaves open whose: that is asked back, not added up.
        return None
    return _compare_all(ask, of_kind(all_sides(scope, shelf), question))


def _is_one_figure(ask: Comparing, parts: Sequence[Part], scope: Scope) -> bool:
    """Return whether one figure is of all the parts (审查和备案的规范性文件共54件): nothing is added."""
    found = look(all_sides(scope, ask.shelf), ask.asked, ask.shelf)
    return any(
        one.fact and _JOINS.search(one.fact.label) and names_all(parts, one.fact, each=True)
        for one in found
    )


def _moves(question: Question) -> bool:
    """Return whether a change is spoken of (增长, 降幅)."""
    return pattern_of("trend", "moves").search(question.folded) is not None


def _is_of_one(scope: Scope) -> bool:
    """Return whether one place's reports are in scope: whose list is meant is plain."""
    return len(scope.places) == 1 or len(scope.reports) == 1


def _say_listed(ask: Comparing, listed: Sequence[Fact]) -> Answer:
    """Return which member of a list is ahead, with every member's figure."""
    named = [Named(name, name, fact) for fact in listed if (name := name_in_group(fact))]
    return _say(ask, named, "", lead=who_of(ask.shelf, listed[0]) + say("compare", "of"))


def _compare_named(ask: Comparing, sides: Sequence[Side]) -> Answer | None:
    """Compare the places that the question names; all but one of them must have the figure."""
    found = look(sides, ask.asked, ask.shelf)
    facts = [one.fact for one in found if one.fact]
    missing = [one for one in found if not one.readings]
    if any(len(one.readings) > 1 for one in found):
        return None if missing else ask_which(ask, found)
    if len(facts) < 2:
        return refuse_side(ask, missing[0].side) if facts else None
    if missing and len(sides) == 2:
        return refuse_side(ask, missing[0].side)
    extra = (
        say("compare", "missing", places="、".join(m.side.name for m in missing)) if missing else ""
    )
    return _say(
        ask,
        name_places(facts, ask.question, ask.terms, ask.shelf),
        extra + years_note(facts, ask.shelf),
    )


def _compare_all(ask: Comparing, sides: Sequence[Side]) -> Answer | None:
    """Compare whichever places report the figure; those with several readings are named."""
    found = _without_rates(ask, look(sides, ask.asked, ask.shelf))
    facts = [one.fact for one in found if one.fact]
    unclear = [one.side.name for one in found if len(one.readings) > 1]
    if len(facts) == 1 and len(found) > 1 and ask.goal.aim in {"most", "sort"}:
        # Whoever asks for the most had better know that nobody else tells.
        return _say_only(ask, facts[0], unclear)
    if len(facts) < 2 and not (facts and ask.goal.aim == "who"):
        return None
    extra = "" if ask.goal.aim == "who" or len(facts) == len(found) else say("compare", "among")
    extra += say_unclear(unclear)
    return _say(
        ask,
        name_places(facts, ask.question, ask.terms, ask.shelf),
        extra + years_note(facts, ask.shelf),
    )


def _without_rates(ask: Comparing, found: list[Found]) -> list[Found]:
    """Return what was found without rates where a count is asked for and others have one: who holds
    the most 普法活动 is told by no 普法覆盖率."""
    classes = {class_of(one.fact) for one in found if one.fact}
    asks_rate = ask.asked.unit_class or any(term.kind == "rate" for term in ask.terms)
    if asks_rate or "rate" not in classes or classes == {"rate"}:
        return found
    return [
        replace(one, readings=()) if one.fact and class_of(one.fact) == "rate" else one
        for one in found
    ]


def _say_only(ask: Comparing, fact: Fact, unclear: Sequence[str]) -> Answer:
    """Return the figure of the only place that reports it, with nothing to be compared to."""
    named = name_places([fact], ask.question, ask.terms, ask.shelf)
    text = say("compare", "only", items=items_of(named)) + say_unclear(unclear)
    return finish(
        ask.question, ask.scope, "compare", text, cite(ask.shelf, [fact]),
        trace=Trace(rule="compare.only"), measure=ask.question.rest,
    )  # fmt: skip


def _besides(shelf: Shelf, scope: Scope, named: Side) -> tuple[Side, ...]:
    """Return every place but the named one (除了甲还有谁)."""
    sides = all_sides(Scope(shelf.reports, scope.years), shelf)
    return tuple(side for side in sides if side.name != named.name)


def _check_superlative(ask: Comparing, side: Side) -> Answer | None:
    """Answer 甲是不是最多的: the asked place first, then all others that report the figure."""
    found = look(
        all_sides(Scope(ask.shelf.reports, ask.scope.years), ask.shelf), ask.asked, ask.shelf
    )
    own = [one.fact for one in found if one.fact and one.side.name == side.name]
    others = [one.fact for one in found if one.fact and one.side.name != side.name]
    if not own or not others or any(len(one.readings) > 1 for one in found):
        return None
    facts = [*own, *others]
    extra = say("compare", "among") + years_note(facts, ask.shelf)
    return _say(ask, name_places(facts, ask.question, ask.terms, ask.shelf), extra)


def _compare_parts(
    ask: Comparing, parts: Sequence[Part], context: tuple[Term, ...] = ()
) -> Answer | None:
    """Compare the measures that one question names; without a place, the one place that has them."""
    one = ask.scope.is_one_place or ask.scope.town
    scopes = (
        [ask.scope] if one else [side.scope for side in set_beside(all_sides(ask.scope, ask.shelf))]
    )
    found = [
        (scope, facts)
        for scope in scopes
        if (facts := look_parts(parts, ask.asked, scope, ask.shelf))
    ]
    if not found:
        context, bare = split_context(ask.question, parts)
        return _compare_parts(ask, bare, context) if context else None
    if not all(speaks_of(ask.shelf, fact, context) for _, facts in found for fact in facts):
        return None
    if len(found) > 1:
        return choose_place(ask, [scope for scope, _ in found])
    facts = found[0][1]
    named = name_parts(facts, parts, ask.question)
    return _say(ask, named, "", lead=who_of(ask.shelf, facts[0]) + say("compare", "of"))


def _compare_towns(ask: Comparing) -> Answer | None:
    """Compare the towns that the named place's report gives figures of."""
    facts = town_figures(ask.asked, ask.scope, ask.shelf)
    return _say(ask, name_places(facts, ask.question, ask.terms, ask.shelf), "") if facts else None


def _say(ask: Comparing, named: Sequence[Named], extra: str, lead: str = "") -> Answer:
    """Return the answer for figures in the order of the question."""
    unit = unit_of(named)
    computed, end = computed_of(ask.goal, named)
    shown = listed_of(ask.goal, named, unit)
    items = items_of(shown)
    opening = opening_of(ask.goal, named, unit)
    key = "whole" if opening else "figures"
    text = lead + say("compare", key, verdict=opening, items=items, tail=end)
    checked = checked_of(ask.goal, named, unit, computed)
    if checked is not None:
        text = say("compare", "yes" if checked else "no") + text
    cited = cite(ask.shelf, [one.fact for one in shown])
    if computed:
        value = derived_value(computed, [one.fact for one in named], ask.shelf)
        cited = replace(cited, values=(*cited.values, value))
    if rest := left_out(ask.goal, named, shown):
        count = count_of_places(len(named), ask.question.rest)
        cited = replace(cited, values=(*cited.values, count))
        extra = rest + extra
    trace = Trace(rule=f"compare.{ask.goal.aim}")
    kind: Kind = "yesno" if checked is not None else "compare"
    return finish(
        ask.question, ask.scope, kind, text + notes(named, unit) + extra, cited,
        trace=trace, measure=ask.question.rest,
    )  # fmt: skip
