"""What came of a year's plans, asked in chat: plan and report side by side, and no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import Cited, fact_value, finish
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.lists.plans import review_plans
from retrieval.answering.selecting.refuse import refuse
from retrieval.index.evidence import piece_at
from retrieval.records import Answer, Choice, Evidence, Fact, Place, Trace, Value
from retrieval.review_records import PlanItem, PlanReview

_MOST_CHOICES = 12


def answer_plans(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the plans of one report beside the next one's nearest sentences.

    Where several places could be meant they are offered; where no two reports follow each
    other, or the first has no plans, that is said.
    """
    if scope.town:
        return None
    places = scope.places or tuple(dict.fromkeys(r.place for r in shelf.reports if r.place))
    years = _years(question, scope, shelf, places)
    reviews = [review_plans(shelf, place, years.get(place)) for place in places]
    whole = [review for review in reviews if review.gap is None]
    if len(whole) > 1:
        return _offer(question, scope, whole, shelf)
    if whole:
        return _say(question, scope, shelf, whole[0])
    trace = Trace(rule="plans.gap")
    answer = refuse(question, scope, shelf, "not_reported", kind="list", trace=trace)
    lacking = next((review for review in reviews if review.gap == "no_plan"), None)
    if lacking is not None and lacking.year is not None:
        text = say("plans", "no_plan", before=f"{lacking.place}{lacking.year - 1}年")
    else:
        who = "、".join(place.name for place in scope.places) or "一个地方"
        text = say("plans", "no_pair", who=who)
    return replace(answer, text=text, nearest=())


def _years(
    question: Question, scope: Scope, shelf: Shelf, places: Sequence[Place]
) -> dict[Place, int]:
    """Return for each place the year whose report tells what came of the plans, if one is asked.

    The later of two years named; 去年 is when the plans were made. The plans of one year
    named are those for that year, as far as there are both reports, else those made in it.
    """
    if not scope.years and not question.years:
        return {}
    asked = question.years or scope.years
    found = {}
    for place in places:
        has = {report.year for report in shelf.of_places([place])}
        year = max(asked)
        made_then = not question.years and bool(question.year_offset)
        is_pair = year in has and year - 1 in has
        if len(asked) == 1 and (made_then or (not is_pair and year + 1 in has)):
            year += 1
        found[place] = year
    return found


def _offer(question: Question, scope: Scope, reviews: Sequence[PlanReview], shelf: Shelf) -> Answer:
    names = [review.place for review in reviews]
    choices = []
    for review in reviews[:_MOST_CHOICES]:
        clash = names.count(review.place) > 1
        place = "".join((*review.parents[-1:], review.place)) if clash else review.place
        before, after = str((review.year or 0) - 1), str(review.year)
        asked = say("plans", "choice", place=place, before=before, after=after)
        choices.append(Choice(f"{place}{after}年", asked))
    shown = [review.items[0].evidence[0] for review in reviews[:_MOST_CHOICES]]
    return finish(
        question, scope, "list", say("plans", "choose", items="、".join(c.label for c in choices)),
        Cited(_values(shelf, shown), tuple(shown)), trace=Trace(rule="plans.choose"),
        status="ambiguous", choices=tuple(choices),
    )  # fmt: skip


def _say(question: Question, scope: Scope, shelf: Shelf, review: PlanReview) -> Answer:
    evidence: list[Evidence] = []
    lines = []
    for item in review.items:
        lines.append(say("plans", "item", item=_quoted(item.evidence)))
        found = [say("plans", "match", match=_quoted(match.evidence)) for match in item.matches]
        lines += found or [say("plans", "none")]
        for quote in _quotes(item):
            if quote not in evidence:
                evidence.append(quote)
    made, told = (review.year or 0) - 1, review.year
    before, after = f"{review.place}{made}年", f"{told}年"
    matched = any(item.matches for item in review.items)
    head = (
        say("plans", "head", before=before, after=after)
        if matched
        else say("plans", "head_alone", before=before)
    )
    return finish(
        question, scope, "list", "\n".join((head, *lines)),
        Cited(_values(shelf, evidence), tuple(evidence)), trace=Trace(rule="plans"),
        place=review.place, year=told, measure=question.rest,
    )  # fmt: skip


def _quotes(item: PlanItem) -> list[Evidence]:
    return [*item.evidence, *(quote for match in item.matches for quote in match.evidence)]


def _quoted(evidence: Sequence[Evidence]) -> str:
    return "".join(item.quote for item in evidence).strip()


def _values(shelf: Shelf, evidence: Sequence[Evidence]) -> tuple[Value, ...]:
    """Return the figures that stand in the quotes, each with the quote's index."""
    values = []
    for index, item in enumerate(evidence):
        start = shelf.source.parsed(item.report).report.lines[item.line - 1].find(item.quote)
        for fact in shelf.source.facts(item.report):
            line, at, end = _place_in_line(shelf, fact)
            if line == item.line and start <= at and end <= start + len(item.quote):
                values.append(fact_value(shelf, fact, index))
    return tuple(values)


def _place_in_line(shelf: Shelf, fact: Fact) -> tuple[int, int, int]:
    """Return (line, start, end) of a figure in its report's lines."""
    piece, begin = piece_at(shelf.sentence(fact), fact.quantity.start)
    shift = piece.start - begin
    return piece.line, fact.quantity.start + shift, fact.quantity.end + shift
