"""Yes or no, with the line that says so; a false presupposition is corrected."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answering.asking.goal import sets_against
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.evidence.compose import Cited, amount_of, cite, finish, who_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.likely import likely_scope
from retrieval.answering.selecting.select import Selection
from retrieval.answering.selecting.stating import trace_of
from retrieval.answering.yesno.bounds import bound_of
from retrieval.answering.yesno.claim import Claim, contrary_of, read_claim, without_finding
from retrieval.answering.yesno.clauses import Finding, find_in_clauses, is_of_only_one
from retrieval.answering.yesno.degrees import find_degree
from retrieval.answering.yesno.exceptions import find_exception, find_remainder
from retrieval.answering.yesno.figures import (
    Counted,
    check_existence,
    check_rate,
    check_supposed,
)
from retrieval.answering.yesno.outcomes import Accounted, find_none_lost
from retrieval.answering.yesno.parts import check_parts
from retrieval.answering.yesno.targets import (
    asks_beyond,
    asks_of_target,
    find_target_reached,
    target_free,
)
from retrieval.language.terms import Term
from retrieval.records import Answer, Trace


def answer_yesno(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return 是/否 or 有/没有 with its evidence, or None where the reports settle nothing."""
    claim = read_claim(question)
    if claim is None or (sets_against(question) and not asks_of_target(question)):
        # 甲比乙多吗 is no claim that a clause which names both would settle.
        return None
    answer = _settle(question, claim, scope, shelf)
    if answer is None and (found := without_finding(claim, question.folded)):
        answer = _settle(question, found, scope, shelf)
    if answer is None and claim.planned and claim.done and len(scope.years) == 1:
        # 2022年计划建的法庭建成了吗: the next year's report tells what came of the plan.
        later = replace(scope, years=(scope.years[0] + 1,))
        answer = _settle(question, claim, later, shelf)
    return answer


def _settle(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the verdict that the reports of the scope's years give, None where they give none."""
    if len(scope.years) > 1 and claim.done:
        # 2022年说次年不少于40场，2023年做到了吗: the later year tells what came of it.
        scope = replace(scope, years=(max(scope.years),))
    if asks_of_target(question):
        if reached := find_target_reached(question, claim, scope, shelf):
            return _say_clause(question, claim, scope, shelf, reached)
        if planned := _of_plan(question, claim, scope, shelf):
            return planned
        if claim.pinned is not None and bound_of(question, claim.pinned):
            # 增加到60名的目标达到了吗: where no target is told, the figure itself is held to it.
            claim = replace(claim, terms=target_free(claim), supposed=claim.pinned, pinned=None)
    if claim.supposed is not None:
        # A supposed figure that no reported one settles is not settled by a clause either.
        return _of_supposed(question, claim, scope, shelf)
    if claim.of_all or claim.pinned is not None:
        return _of_all(question, claim, scope, shelf)
    if claim.predicate[-1].kind == "rate":
        # 出庭率高吗 asks for an opinion, unless the report has one.
        degree = find_degree(question, claim, scope, shelf)
        return _say_clause(question, claim, scope, shelf, degree) if degree else None
    if claim.having and claim.denies:
        return _of_some_left(question, claim, scope, shelf)
    counted = check_existence(question, claim, scope, shelf)
    if counted is not None and (claim.having or claim.denies or not counted.holds):
        return _say_existence(question, claim, scope, shelf, counted)
    likely = likely_scope(question, scope, shelf)
    found = find_in_clauses(claim, likely, shelf, question.folded)
    if found is not None:
        rest = _left_undone(question, claim, scope, shelf) if found.holds else None
        return rest or _say_clause(question, claim, scope, shelf, found)
    if counted is not None and (claim.done or any(t.kind == "action" for t in claim.terms)):
        return _say_existence(question, claim, scope, shelf, counted)
    contrary = _of_contrary(question, claim, scope, shelf)
    if contrary is None and (accounted := find_none_lost(claim, scope, shelf)):
        return _say_accounted(question, claim, scope, shelf, accounted)
    return contrary


def _of_supposed(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer whether the figure that the question supposes is the reported one."""
    supposed = claim.supposed
    assert supposed is not None
    bound = bound_of(question, supposed)
    counted = check_supposed(question, claim, bound, scope, shelf)
    if counted is None:
        return None
    fact = counted.facts[0]
    items = f"{who_of(shelf, fact)}{fact.measure}为{amount_of(fact)}"
    if counted.holds:
        text = say("yesno", "yes_number", items=items)
    elif bound or fact.quantity.value == supposed.value:
        # 独占第一 is denied though the rank is the first: it is shared.
        text = say("yesno", "not_full", items=items)
    elif counted.beyond:
        text = say("yesno", "beyond", asked=supposed.text, items=items)
    else:
        text = say("yesno", "no_number", asked=supposed.text, items=items)
    return _finish(question, scope, shelf, text, counted, "yesno.number")


def _of_all(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer whether it is so of all: by a rate, by a total and its part, by a clause."""
    for check in (check_rate, check_parts):
        counted = check(question, claim, scope, shelf)
        if counted is not None:
            return _say_share(question, claim, scope, shelf, counted)
    found = find_in_clauses(claim, scope, shelf, question.folded)
    if found is None and claim.of_all and (lost := _any_contrary(question, claim, scope, shelf)):
        return lost
    if claim.of_all:
        found = found or find_exception(claim, scope, shelf)
        found = found or find_remainder(claim, scope, shelf)
    return _say_clause(question, claim, scope, shelf, found) if found else None


def _of_plan(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer whether a plan was carried out from its figure and that of what was done (计划改造26个,
    实际完成28个)."""
    terms = target_free(claim)
    done = tuple(t for t in claim.predicate if t not in terms)
    # 比计划做得多吗 names no act of its own.
    done = done or (Term("完成", "完成", "action", len(question.folded), len(question.folded)),)
    free = replace(claim, of_all=True, planned=True, terms=terms, subject=terms, predicate=done)
    counted = check_parts(question, free, scope, shelf) if free.subject else None
    if counted is None or counted.facts[0].kind != "target":
        return None
    whole, part = (fact.quantity.value for fact in counted.facts)
    holds = part > whole if asks_beyond(question) else part >= whole
    return _say_share(question, claim, scope, shelf, replace(counted, holds=holds))


def _of_some_left(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer whether there are any of which it is not so (有没有没答复的): none where it is so of all,
    some where a part or an exception shows it. That some were is no answer."""
    whole = replace(claim, of_all=True, denies=False, having=False)
    for check in (check_rate, check_parts):
        counted = check(question, whole, scope, shelf)
        if counted is not None:
            key = "none_left" if counted.holds else "some_left"
            text = say("yesno", key, items=_listed(counted, shelf))
            return _finish(question, scope, shelf, text, counted, "yesno.left")
    found = find_exception(whole, scope, shelf) or find_remainder(whole, scope, shelf)
    if found is None:
        return None
    asked = replace(claim, denies=False)
    return _say_clause(question, asked, scope, shelf, replace(found, holds=not found.holds))


def _listed(counted: Counted, shelf: Shelf) -> str:
    """Return the figures of a total and its part in a row, a plan called so."""
    told = []
    for number, fact in enumerate(counted.facts):
        plan = "计划" if fact.kind == "target" and "计划" not in fact.measure else ""
        who = "" if number else who_of(shelf, fact)
        told.append(f"{who}{plan}{fact.measure}{amount_of(fact)}")
    return "，".join(told)


def _say_share(
    question: Question, claim: Claim, scope: Scope, shelf: Shelf, counted: Counted
) -> Answer:
    items = _listed(counted, shelf)
    key = "full" if counted.holds is not claim.denies else "not_full"
    return _finish(question, scope, shelf, say("yesno", key, items=items), counted, "yesno.full")


def _left_undone(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the no to 整改完了吗, 结案了吗 where a total and its part show that some are left, else None."""
    settled = not claim.denies and claim.predicate[-1].key in words_of("yesno", "settled")
    to_the_end = settled or pattern_of("yesno", "to_the_end").search(question.folded)
    if not (claim.done and to_the_end):
        return None
    whole = replace(claim, of_all=True)
    counted = check_parts(question, whole, scope, shelf)
    if counted is not None and not counted.holds:
        return _say_share(question, whole, scope, shelf, counted)
    if counted is None and (left := find_remainder(whole, scope, shelf)):
        return _say_clause(question, whole, scope, shelf, left)
    return None


def _any_contrary(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer 全赢了吗 from 败诉2件: one of the contrary is enough."""
    other = contrary_of(claim.predicate[-1])
    if not other or claim.denies:
        return None
    contrary = replace(claim.predicate[-1], key=other, text=other)
    converse = replace(
        claim, terms=(*claim.subject, contrary), predicate=(contrary,), of_all=False, denies=True
    )
    counted = check_existence(question, converse, scope, shelf)
    if counted is None or not counted.holds:
        return None
    return _say_existence(question, converse, scope, shelf, counted)


def _of_contrary(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer 败诉了吗 from 均胜诉: what is said of all of the one, or of the only case, denies
    the other."""
    other = contrary_of(claim.predicate[-1])
    if not other:
        return None
    contrary = replace(claim.predicate[-1], key=other, text=other)
    for of_all in (True, False):
        converse = replace(
            claim,
            terms=(*claim.subject, contrary), predicate=(contrary,), of_all=of_all, having=False,
        )  # fmt: skip
        found = find_in_clauses(converse, scope, shelf, question.folded)
        if found is not None and found.holds and (of_all or is_of_only_one(found, shelf)):
            return _say_clause(question, claim, scope, shelf, replace(found, holds=False))
    return None


def _say_existence(
    question: Question, claim: Claim, scope: Scope, shelf: Shelf, counted: Counted
) -> Answer:
    fact = counted.facts[0]
    if claim.denies:
        items = f"{who_of(shelf, fact)}{fact.measure}{amount_of(fact)}"
        text = say("yesno", "not_full" if counted.holds else "none_agreed", items=items)
    else:
        items = f"{who_of(shelf, fact)}{fact.measure}：{amount_of(fact)}"
        text = say("yesno", "has_number" if counted.holds else "none", items=items)
    return _finish(question, scope, shelf, text, counted, "yesno.existence")


def _say_clause(
    question: Question, claim: Claim, scope: Scope, shelf: Shelf, found: Finding
) -> Answer:
    if claim.having and not claim.denies:
        verdict = say("yesno", "has" if found.holds else "has_not")
    else:
        verdict = say("yesno", "yes" if found.holds is not claim.denies else "no")
    passage = shelf.source.parsed(found.report).passages[found.passage]
    clause = passage.sentences[found.sentence].text[found.start : found.end].strip(" 　，,；;")
    facts = [
        fact
        for fact in shelf.source.facts(found.report)
        if (fact.passage, fact.sentence) == (found.passage, found.sentence)
        and found.start <= fact.quantity.start < found.end
        and not fact.none
    ]
    evidence = shelf.evidence(
        found.report, found.passage, found.sentence, ((found.start, found.end),)
    )
    cited = cite(shelf, facts) if facts else Cited((), (evidence,))
    text = verdict + say("yesno", "says", report=shelf.report_name(found.report), clause=clause)
    return finish(question, scope, "yesno", text, cited, trace=Trace(rule="yesno.statement"))


def _say_accounted(
    question: Question, claim: Claim, scope: Scope, shelf: Shelf, found: Accounted
) -> Answer:
    """Answer that no case was lost, with the total and how all of its cases ended."""
    total = found.total
    before = shelf.folded_sentence(total)[: total.quantity.start]
    start = 1 + max(before.rfind(mark) for mark in "，；。：,;:")
    sentences = shelf.source.parsed(total.report).passages[total.passage].sentences
    if found.sentence == total.sentence:
        clause = sentences[found.sentence].text[start : found.end]
    else:
        clause = f"{sentences[total.sentence].text[start : total.quantity.end]}……"
        clause += sentences[found.sentence].text[found.start : found.end]
    cited = cite(shelf, [total])
    told = shelf.evidence(total.report, total.passage, found.sentence, ((found.start, found.end),))
    if found.sentence != total.sentence:
        cited = replace(cited, evidence=(*cited.evidence, told))
    none = "has_not" if claim.having else "no"
    verdict = say("yesno", "yes" if claim.denies else none)
    text = verdict + say(
        "yesno", "says", report=shelf.report_name(total.report), clause=clause.strip()
    )
    return finish(question, scope, "yesno", text, cited, trace=Trace(rule="yesno.outcomes"))


def _finish(
    question: Question, scope: Scope, shelf: Shelf, text: str, counted: Counted, rule: str
) -> Answer:
    selection = counted.selection if counted.selection.slots else Selection(())
    cited = cite(shelf, counted.facts)
    return finish(question, scope, "yesno", text, cited, trace=trace_of(selection, rule))
