"""How many, how much, which rate, which rank: one figure, several at once, or several readings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.goal import measure_terms
from retrieval.answering.asking.parts import Part, split_parts
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.evidence.companions import companions
from retrieval.answering.evidence.compose import amount_of, cite, finish, who_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.excluding.joint_names import split_joint
from retrieval.answering.excluding.whole_first import find_sisters
from retrieval.answering.lists.extremes import asks_each_kind, list_kinds
from retrieval.answering.numbers.against_plan import (
    answer_against_plan,
    answer_plan_and_result,
    asks_against_plan,
)
from retrieval.answering.numbers.asking_back import ask_back
from retrieval.answering.numbers.both_ends import of_one_thing
from retrieval.answering.numbers.contrast import neighbours_asked
from retrieval.answering.numbers.extreme_words import only_extreme
from retrieval.answering.numbers.known_half import state_known_parts, state_known_pieces
from retrieval.answering.numbers.many_places import Known, some_that_differ
from retrieval.answering.numbers.part_figures import names_all
from retrieval.answering.numbers.pieces import look_pieces
from retrieval.answering.numbers.remainder import answer_remainder
from retrieval.answering.numbers.several import (
    answer_keywords,
    answer_parts,
    asks_aspect,
    lists_acts,
    missing_of,
    split_keywords,
    state_all,
)  # fmt: skip
from retrieval.answering.selecting.asking_figures import asked_of, look_ahead, next_year
from retrieval.answering.selecting.refuse import refuse, refuse_figure
from retrieval.answering.selecting.select import Selection, Slot, select
from retrieval.answering.selecting.stating import state, trace_of
from retrieval.language.fold import fold
from retrieval.records import Answer, Fact, Trace

_HOW_MANY = re.compile(r"多少|几")
# 案件数和败诉数, 收到、受理件数: a count is asked for of each.
_COUNTS_EACH = re.compile(
    r"[数量额率][\s]*(?:和|与|及|以及|、)[^和与及、,，]{1,16}[数量额率](?=$|[？?。是为各])"
    r"|(?:和|与|及|、)[^和与及、,，]{1,8}(?:[件人次户场份]数|金额|数量|总数)(?=$|[？?。是为各])"
)
# 各几件, 分别是多少: of each of several a figure is asked for, in so many words.
_HOW_MANY_EACH = re.compile(r"(?:各[是有为]?|分别[是有为]?)(?:多少|几)")
# A question is a figure's name where that makes up so much of what it asks for.
_BY_NAME = 0.9


def answer_number(question: Question, scope: Scope, shelf: Shelf) -> Answer:
    """Return the figure asked for, each of several, the readings that fit, or why there is none.

    Of very many places some are looked at first: where a dozen have the figure, it is asked
    back whatever the others have.
    """
    for few, known in some_that_differ(question, scope, shelf):
        answer = _answer(question, few, shelf, known)
        if answer.status == "ambiguous":
            return answer
    return _answer(question, scope, shelf)


def _answer(question: Question, scope: Scope, shelf: Shelf, known: Known | None = None) -> Answer:
    if asks_against_plan(question):
        return answer_against_plan(question, scope, shelf)
    if both := answer_plan_and_result(question, scope, shelf):
        return both
    if asks_each_kind(question) and (
        kinds := list_kinds(question, measure_terms(question), scope, shelf)
    ):
        return state_all(question, scope, shelf, kinds)
    pieces = look_pieces(question, scope, shelf)
    if pieces and not pieces.missing:
        told = of_one_thing(question, pieces.facts, shelf)
        if not told and pieces.facts:
            return refuse(question, scope, shelf, "not_reported", considered=pieces.considered)
        return state_all(question, scope, shelf, told, pieces.left)
    if halves := split_joint(question, scope, shelf):
        # 建议提案各多少件: where the report counts them apart, each gets its figure.
        return answer_parts(question, scope, shelf, halves) or refuse(
            question, scope, shelf, "not_reported"
        )
    scope, selection = _select(question, scope, shelf, known)
    trace = trace_of(selection, "number")
    slots = [slot for slot in selection.slots if not slot.fact.unclear]
    if len(slots) == 1 and slots[0].is_clear and _is_asked_by_name(question, slots[0].fact):
        # 不予处罚、减轻处罚案件 is one measure where the report names one so.
        return _answer_one(question, scope, shelf, slots[0], trace)
    of_list = _part_asked(question)
    parts = of_list or split_parts(question, question.terms)
    if len(parts) == 1 and "number.each" in question.asks:
        # Keywords set apart by spaces alone: 党委发文 政府发文 各几件.
        parts = split_keywords(question)
    one = len(slots) == 1 and not of_list
    beside = neighbours_asked(question, selection, slots[0]) if one else []
    each = "number.each" in question.asks or _counts_each(question, parts)
    alone = bool(slots) and names_all(parts, slots[0].fact, each=each)
    if len(parts) > 1 and (each or not alone):
        # One figure can't answer for two measures unless its own wording names both.
        if answer := answer_parts(question, scope, shelf, parts, asked_apart=bool(pieces)):
            return answer
        if slots and not beside:
            slots = [slot for slot in slots if names_all(parts, slot.fact, each=each)]
    elif len(parts) == 1 and not _HOW_MANY.search(question.folded):
        keywords = split_keywords(question)
        # 文件清理 有效 修改 废止: a measure, and what came of it in several words.
        listed = len(keywords) > 2 and all(map(_is_outcome, keywords[1:]))
        alone = bool(slots) and names_all(keywords, slots[0].fact, each=listed)
        if (
            len(keywords) > 1
            and not (slots and asks_aspect(keywords))
            and (lists_acts(keywords) or not alone)
            and (answer := answer_keywords(question, scope, shelf))
        ):
            return answer
        if listed and not alone:
            slots = []
    if beside and pattern_of("number", "together").search(question.folded):
        return state_all(question, scope, shelf, beside)
    if beside:
        return _answer_each(question, scope, shelf, beside, replace(trace, rule="number.beside"))
    if pieces:
        # One figure is no answer to two questions, unless it is said which of them it answers.
        return state_known_pieces(question, scope, shelf, pieces) or refuse(
            question, scope, shelf, "not_reported", what="、".join(pieces.missing),
            trace=trace, considered=pieces.considered,
        )  # fmt: skip
    if not slots and (answer := answer_remainder(question, scope, shelf)):
        return answer
    if not slots and (missing := missing_of(question, scope, shelf, parts)):
        asks = _HOW_MANY_EACH.search(question.folded) is not None
        return (asks and state_known_parts(question, scope, shelf, parts)) or refuse(
            question, scope, shelf, "not_reported", what=missing, trace=trace,
            considered=selection.considered,
        )  # fmt: skip
    if not slots:
        # Loaded where it is needed: most questions ask for no people.
        from retrieval.answering.numbers.applicants import answer_by_cases
        from retrieval.answering.numbers.vacancies import answer_vacancies

        return (
            answer_by_cases(question, scope, shelf)
            or answer_vacancies(question, scope, shelf)
            or refuse_figure(question, scope, shelf, selection, trace)
        )
    if len(slots) == 1 and slots[0].is_clear:
        if sisters := find_sisters(slots[0].best[0], question, shelf):
            readings = replace(slots[0], best=(*slots[0].best, *sisters))
            return ask_back(question, scope, shelf, [readings], trace)
        return _answer_one(question, scope, shelf, slots[0], trace)
    if (
        len(slots) > 1
        and all(slot.is_clear for slot in slots)
        and _several_wanted(question, scope, slots)
    ):
        return _answer_each(question, scope, shelf, [slot.fact for slot in slots], trace)
    return ask_back(question, scope, shelf, slots, trace)


def _select(
    question: Question, scope: Scope, shelf: Shelf, known: Known | None
) -> tuple[Scope, Selection]:
    """Return the figures that fit, and the scope they were found in: where the year's own report
    says what is planned next (2021年报告，下一步再建几个), that is of a later year."""
    if (coming := next_year(question, scope)) is not None:
        planned = select(asked_of(question, coming), coming, shelf)
        if planned.slots:
            return coming, planned
    asked = asked_of(question, scope)
    first = known[1] if known and known[0] == asked else select(asked, scope, shelf)
    found = only_extreme(question, first, shelf)
    told = any(report.year in scope.years for report in scope.reports)
    if not found.slots and told and (ahead := look_ahead(question, scope)) is not scope:
        later = select(asked_of(question, ahead), ahead, shelf)
        if later.slots:
            return ahead, later
    return scope, found


def _counts_each(question: Question, parts: Sequence[Part]) -> bool:
    """Return whether a count is asked for of each part: by a noun of number, or by joining two acts
    (受理与调解成功, 受理和答复申请多少件)."""
    if _COUNTS_EACH.search(question.folded):
        return True
    acts = [{term.kind for term in part.content} for part in parts]
    return len(acts) > 1 and all("action" in kinds for kinds in acts)


def _is_outcome(part: Part) -> bool:
    return len(part.content) == 1 and part.content[0].kind in {"action", "quality", "word"}


def _is_asked_by_name(question: Question, fact: Fact) -> bool:
    """Return whether a question says no more than the report's own name of a figure."""
    name = fold(fact.measure)
    return name in question.folded and len(name) >= _BY_NAME * len(question.rest)


def _part_asked(question: Question) -> tuple[Part, ...]:
    """Return the one part that is asked of a list (来信和网上诉求，其中网上的), else nothing."""
    mark = question.folded.find("其中")
    behind = [term for term in question.terms if term.start > mark >= 0]
    part = split_parts(question, behind)
    listed = len(split_parts(question, question.terms)) > len(part) == 1
    return part if listed and part[0].content else ()


def _answer_one(question: Question, scope: Scope, shelf: Shelf, slot: Slot, trace: Trace) -> Answer:
    fact = slot.fact
    facts = [fact] if question.unit_class else [fact, *companions(shelf, fact)]
    text = state(shelf, fact)
    report = shelf.by_id[fact.report]
    if (
        fact.period is not None
        and report.year is not None
        and fact.period != report.year
        and fact.kind == "actual"
    ):
        text += say("number", "from_report", year=str(report.year))
    if len(facts) > 1:
        both = "、".join(amount_of(f) for f in facts)
        text = text.replace(amount_of(fact), both, 1)
    return finish(question, scope, "number", text, cite(shelf, facts), trace=trace)


def _several_wanted(question: Question, scope: Scope, slots: Sequence[Slot]) -> bool:
    """Return whether several places or years were named, so that each gets its figure."""
    places = [slot.place for slot in slots]
    if len(scope.years) > 1 and len(set(places)) == 1:
        return True
    named = {place.name for place in scope.places}
    return (
        len({m.text for m in question.places}) > 1
        and set(places) <= named
        and len(places) == len(set(places))
    )


def _answer_each(
    question: Question, scope: Scope, shelf: Shelf, facts: Sequence[Fact], trace: Trace
) -> Answer:
    ordered = sorted(facts, key=lambda f: (who_of(shelf, f),))
    text = "；".join(state(shelf, fact).rstrip("。") for fact in ordered) + "。"
    return finish(question, scope, "number", text, cite(shelf, ordered), trace=trace)
