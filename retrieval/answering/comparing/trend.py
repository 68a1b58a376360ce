"""How a measure changed: two years in one report, or one place's reports of several years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.goal import asked_unit, asked_words, measure_terms, with_named_unit
from retrieval.answering.asking.piece_wordings import split_asked
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.asking.span_of_years import (
    Change,
    read_change,
    says_only_change,
    spans_all,
    years_of,
)  # fmt: skip
from retrieval.answering.comparing.change_words import figures_in_words, words_of_change
from retrieval.answering.comparing.changes import Course, find_course
from retrieval.answering.comparing.sides import all_sides, named_sides
from retrieval.answering.comparing.trend_claim import holds
from retrieval.answering.comparing.trend_words import are_ranks, best_year, item_of_year, key_of
from retrieval.answering.evidence.arithmetic import (
    Computed,
    amount_in,
    common_unit,
    derived_value,
    difference,
    growth,
    multiple,
)  # fmt: skip
from retrieval.answering.evidence.compose import Cited, cite, finish, understood
from retrieval.answering.evidence.nearness import class_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.kept.told_sides import Side, set_beside
from retrieval.answering.selecting.mentions import accounts_for
from retrieval.answering.selecting.refuse import refuse
from retrieval.answering.selecting.select import select
from retrieval.language.fold import fold
from retrieval.language.terms import Term
from retrieval.records import Answer, Choice, Fact, Kind, Trace

_WHICH_ROWS = re.compile(r"哪[些几]个?(?:领域|部门|单位|类|方面|事项|行业|乡镇|村|社区|项目)")
# 由2022年 at the end of a measure only leads over to the first figure.
_RANK = "排名"
_FROM_YEAR = re.compile(r"[由从自](?:\s*\d{4}\s*年)?的?$")


@dataclass(frozen=True, slots=True)
class _Ask:
    """A question for a change with all that its answer needs."""

    question: Question
    scope: Scope
    shelf: Shelf
    change: Change
    terms: tuple[Term, ...]

    @property
    def asked(self) -> Asked:
        """What each year's figure has to be; a rate of change is no unit of the figure."""
        if self.question.unit_class == "rank":
            return Asked(self.terms, "", "rank", place=self.scope.town)
        question = asked_unit(self.question)
        rate = question.unit_class in {"rate", "multiple"} and not any(
            t.kind == "rate" for t in self.terms
        )
        unit, unit_class = ("", "") if rate else (question.unit, question.unit_class)
        return Asked(self.terms, unit, unit_class, place=self.scope.town, wording=question.folded)


@dataclass(frozen=True, slots=True)
class _Found:
    """One place with what is known of the measure over the years."""

    side: Side
    years: tuple[int, ...]
    course: Course


def answer_trend(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the figures of the years with their difference, or the change as reported.

    Computed differences are shown and flagged. not_found where one year alone is known;
    None where no change is asked for or nothing of the measure is known.
    """
    change = read_change(question)
    question = with_named_unit(question)
    terms = _measure_terms(question)
    if change is None or scope.missing or all(term.is_light for term in terms):
        return None
    if _WHICH_ROWS.search(question.folded):
        # 哪些领域的案件少了: how all of them together moved is no answer.
        return refuse(question, scope, shelf, "not_reported", "trend")
    ask = _Ask(question, scope, shelf, change, terms)
    sides = named_sides(
        replace(question, years=()), Scope(scope.reports, (), scope.places, town=scope.town), shelf
    )
    if len({side.name for side in sides}) > 1 and len(question.places) > 1:
        return None
    found = [
        one
        for side in sides or set_beside(all_sides(Scope(scope.reports), shelf))
        if (one := _look(ask, side))
    ]
    known = [one for one in found if one.course.is_known]
    if len(known) == 1:
        return _say(ask, known[0])
    if known:
        return _choose_place(ask, known)
    if len(found) == 1 and sides:
        return _refuse_year(ask, found[0])
    return None


def _measure_terms(question: Question) -> tuple[Term, ...]:
    """Return what is measured: no word of change, no 占比 that 百分之几 was read as; the rank
    itself where that is all."""
    terms = tuple(
        term
        for term in measure_terms(question)
        if not says_only_change(term.text)
        and not (term.kind == "rate" and term.text not in question.folded)
    )
    if question.unit_class == "rank" and all(term.is_light for term in terms):
        return (Term(_RANK, _RANK, "thing", 0, 0),)
    return terms


def _look(ask: _Ask, side: Side) -> _Found | None:
    years = years_of(ask.question, side.scope.reports)
    if not years:
        return None
    asked = replace(ask.asked, place=side.scope.town)
    wide = tuple(range(years[0], years[-1] + 1))
    course = find_course(asked, replace(side.scope, years=()), wide, ask.shelf)
    if course and not spans_all(ask.question):
        course = replace(
            course, levels=tuple(entry for entry in course.levels if entry[0] in {*years, None})
        )
    return _Found(side, years, course) if course and (course.levels or course.reported) else None


def _say(ask: _Ask, found: _Found) -> Answer:
    """Return the answer for a measure whose change is known."""
    course, shelf = found.course, ask.shelf
    facts = [fact for _, fact in course.levels]
    unit = common_unit(facts) if len(facts) > 1 else None
    computed, end, more = _tail(ask, course, unit)
    cited = _cite(ask, course, list(dict.fromkeys((*facts, *more))))
    if computed:
        values = tuple(derived_value(one, (facts[0], facts[-1]), shelf) for one in computed)
        cited = replace(cited, values=(*cited.values, *values))
    text = _text(ask, found, unit, end)
    claimed = holds(ask.question, ask.change, course, computed, shelf)
    verdict = "" if claimed is None else say("compare", "yes" if claimed else "no")
    return _finish(ask, found, verdict + text, cited, is_check=bool(verdict))


def _finish(ask: _Ask, found: _Found, text: str, cited: Cited, *, is_check: bool) -> Answer:
    kind: Kind = "yesno" if is_check else "trend"
    return finish(
        ask.question, ask.scope, kind, text, cited,
        trace=Trace(rule="trend"), year=found.years[-1], measure=_measure(ask, found.course),
    )  # fmt: skip


def _cite(ask: _Ask, course: Course, facts: Sequence[Fact]) -> Cited:
    """Return the figures with their evidence; one of a year that isn't named carries no year."""
    cited = cite(ask.shelf, facts)
    undated = {fact for year, fact in course.levels if year is None}
    values = tuple(
        replace(value, year=None) if fact in undated else value
        for fact, value in zip(facts, cited.values, strict=True)
    )
    return replace(cited, values=values)


def _tail(
    ask: _Ask, course: Course, unit: str | None
) -> tuple[tuple[Computed, ...], str, list[Fact]]:
    """Return what was computed, the words that say it, and the reported changes it states."""
    shelf = ask.shelf
    end, computed, stated = "", [], []
    if course.unmoved:
        end += say("trend", "reported", words=course.unmoved)
    for fact in course.reported:
        end += say("trend", "reported", words=words_of_change(fact, shelf))
        stated += figures_in_words(fact, shelf)
    first, last = (
        (course.levels[0][1], course.levels[-1][1]) if len(course.levels) > 1 else (None, None)
    )
    if first is None or last is None or unit is None:
        return (), end, stated
    gap = difference(first, last)
    rises = amount_in(last, unit) > amount_in(first, unit)
    if gap and gap.value and not any(fact.quantity.value == gap.value for fact in course.reported):
        end = say("trend", "more" if rises else "fewer", amount=gap.amount, sum=gap.shown) + end
        computed.append(gap)
    if ask.change.times and (times := multiple(last, first)):
        end += say("trend", "times", amount=times.amount, sum=times.shown)
        computed.append(times)
    if ask.change.percent and not any(class_of(fact) == "rate" for fact in course.reported):
        rate = growth(first, last)
        if rate:
            end += say(
                "trend", "rate_up" if rises else "rate_down", amount=rate.amount, sum=rate.shown
            )
            computed.append(rate)
    return tuple(computed), end, stated


def _text(ask: _Ask, found: _Found, unit: str | None, end: str) -> str:
    course = found.course
    measure = _measure(ask, course)
    if not course.levels:
        words = "；".join(words_of_change(fact, ask.shelf) for fact in course.reported)
        return say("trend", "reported_only", who=_who(found), measure=measure, words=words)
    items = "，".join(item_of_year(year, fact) for year, fact in course.levels)
    if (
        ask.change.which_year
        and unit
        and len(course.levels) > 1
        and (year := best_year(course, unit, ask.change))
    ):
        key = "least_year" if ask.change.fewer else "most_year"
        return say("trend", key, year=year, items=items, tail=end)
    key = key_of(course, ask.shelf)
    text = say("trend", key, who=found.side.name, measure=measure, items=items, tail=end)
    if unit is None and len(course.levels) > 1 and not are_ranks(course):
        units = "、".join(dict.fromkeys(fact.quantity.unit for _, fact in course.levels))
        text += say("trend", "other_units", units=units)
    return text


def _who(found: _Found) -> str:
    return f"{found.side.name}{found.years[-1]}年"


def _measure(ask: _Ask, course: Course) -> str:
    """Return the measure as the report names it, as the question does where that says less."""
    content = [term for term in ask.terms if not term.is_light]
    for fact in (*(fact for _, fact in reversed(course.levels)), *course.reported):
        measure = _FROM_YEAR.sub("", fact.measure)
        plain = "（" not in measure and not pattern_of("trend", "moves").search(fold(measure))
        if plain and accounts_for(content, measure):
            return measure
    return asked_words(ask.question, ask.terms)


def _refuse_year(ask: _Ask, found: _Found) -> Answer | None:
    """Return not_found where one year alone is known; None where that figure is itself what was
    asked for (新增了多少名), or where the change is asked for beside other figures."""
    if len(split_asked(ask.question)) > 1:
        return None
    whole = replace(ask.asked, terms=ask.question.terms)
    if select(whole, ask.scope, ask.shelf, closely=False).slots and len(whole.terms) > len(
        ask.terms
    ):
        return None
    have = {year for year, _ in found.course.levels}
    lacking = next((year for year in found.years if year not in have), found.years[0])
    named = lacking in ask.question.years and not any(
        r.year == lacking for r in found.side.scope.reports
    )
    answer = refuse(
        ask.question, ask.scope, ask.shelf, "no_such_year" if named else "not_reported", "trend"
    )
    if named:
        text = say(
            "trend",
            "no_year",
            who=found.side.name,
            year=str(lacking),
            what=asked_words(ask.question, ask.terms),
        )
    else:
        text = say(
            "trend", "one_year", who=found.side.name, what=asked_words(ask.question, ask.terms)
        )
    return replace(answer, text=text)


def _choose_place(ask: _Ask, known: Sequence[_Found]) -> Answer:
    names = [found.side.name for found in known]
    return Answer(
        question=ask.question.text,
        understood=understood(ask.question, ask.scope, "trend"),
        status="ambiguous",
        kind="trend",
        text=say("trend", "choose", items="、".join(names)),
        choices=tuple(Choice(name, f"{name}{ask.question.text}") for name in names),
        measure=ask.question.rest,
        trace=Trace(rule="trend.choose"),
    )
