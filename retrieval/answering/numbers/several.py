"""Several figures in one question: 培训和案卷评查各几次, 学法考试 参考率 通过率, 一共多少."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.asking.parts import Part, split_acts, words_of_part
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.arithmetic import derived_value, total
from retrieval.answering.evidence.compose import Cited, cite, finish
from retrieval.answering.evidence.nearness import alike, names, own_things
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.excluding.unit_verdict import names_money
from retrieval.answering.numbers.part_figures import look_parts, missing_parts
from retrieval.answering.numbers.remainder import Remainder
from retrieval.answering.numbers.sum_asked import is_sum_asked
from retrieval.answering.selecting.asking_figures import asked_of
from retrieval.answering.selecting.stating import state
from retrieval.language.terms import Term
from retrieval.language.units import load_units
from retrieval.records import Answer, Fact, Trace


def answer_parts(
    question: Question,
    scope: Scope,
    shelf: Shelf,
    parts: Sequence[Part],
    *,
    asked_apart: bool = False,
) -> Answer | None:
    """Return the figures of all parts (and their sum, if asked for), or None where one has none, or
    is a sum ``asked_apart`` (花了多少钱) that another sentence tells: of whatever that was."""
    asked = asked_of(question, scope, ())
    facts = look_parts(parts, asked, scope, shelf)
    if not facts and len(apart := split_acts(parts)) > len(parts):
        facts = look_parts(apart, asked, scope, shelf)
    if not facts or (asked_apart and _sums_apart(parts, facts)):
        return None
    return state_all(question, scope, shelf, facts)


def missing_of(question: Question, scope: Scope, shelf: Shelf, parts: Sequence[Part]) -> str:
    """Return the wordings of the parts that have no figure, empty where none or all have one."""
    asked = asked_of(question, scope, ())
    lacking = missing_parts(parts, asked, scope, shelf) if len(parts) > 1 else ()
    return "、".join(words_of_part(question, parts, n).strip("的各") for n in lacking)


def split_keywords(question: Question) -> tuple[Part, ...]:
    """Return the parts of keywords without grammar (法治带头人 法律明白人 人数), set apart by spaces."""
    groups: list[list[Term]] = [[]]
    previous: Term | None = None
    for term in question.content:
        if previous is not None and " " in question.folded[previous.end : term.start]:
            groups.append([])
        groups[-1].append(term)
        previous = term
    return tuple(Part(tuple(group)) for group in groups if group)


def answer_keywords(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the figures of keywords that name several measures, the first word perhaps all of
    theirs (学法考试 参考率 通过率); None where they name one."""
    parts = split_keywords(question)
    if lists_acts(parts):
        # 矫正 接收 解除: the acts are the first word's.
        parts = tuple(Part((*parts[0].terms, *part.terms)) for part in parts[1:])
    if len(parts) < 2 or not all(part.has_head or part.content[0].kind == "word" for part in parts):
        return None
    facts = look_parts(parts, asked_of(question, scope, ()), scope, shelf)
    counted = facts and all(_counts(p, f, shelf) for p, f in zip(parts, facts, strict=True))
    if facts and counted and not _told_apart(parts, facts):
        return state_all(question, scope, shelf, facts)
    if len(parts) < 3:
        return None
    lead = parts[0].terms
    return answer_parts(question, scope, shelf, [Part((*lead, *p.terms)) for p in parts[1:]])


def lists_acts(parts: Sequence[Part]) -> bool:
    """Return whether keywords name one thing and several acts, each of which has its figure."""
    return len(parts) > 2 and not _is_act(parts[0]) and all(map(_is_act, parts[1:]))


def _is_act(part: Part) -> bool:
    return all(term.kind == "action" for term in part.content)


def asks_aspect(parts: Sequence[Part]) -> bool:
    """Return whether two keywords name a thing and its rate or its money (信访 办结率, 水政执法 罚款): one
    figure, not two."""
    rate = len(parts) == 2 and all(term.kind == "rate" for term in parts[1].content)
    return rate or (len(parts) == 2 and _is_aspect(parts[1]) and not _is_act(parts[1]))


def _told_apart(parts: Sequence[Part], facts: Sequence[Fact]) -> bool:
    """Return whether a keyword that names only an aspect (罚款, 费用, 结余) has a figure from another
    sentence than the word before it: of whatever that is, not of what is asked about."""
    return any(
        _is_aspect(part) and (fact.passage, fact.sentence) != (before.passage, before.sentence)
        for part, fact, before in zip(parts[1:], facts[1:], facts, strict=False)
    )


def _sums_apart(parts: Sequence[Part], facts: Sequence[Fact]) -> bool:
    return not any(map(_is_act, parts)) and _told_apart(parts, facts)


def _is_aspect(part: Part) -> bool:
    """Return whether a keyword names nothing but an amount of money or the act that it is of."""
    counted = load_units().asked
    content = [term for term in part.content if term.text not in counted and term.text != "数额"]
    return len(content) == 1 and (
        names_money(content[0].text) or names_money(content[0].key) or content[0].kind == "action"
    )


def _counts(part: Part, fact: Fact, shelf: Shelf) -> bool:
    """Return whether a figure counts what a lone word names: 法律顾问审查合同29份 counts no 法律顾问,
    and 治安巡逻队员42名入网进格 counts them by no 入网进格."""
    if all(term.kind == "word" for term in part.content):
        behind = shelf.folded_sentence(fact)[fact.quantity.end :]
        return not all(t.text in behind and t.text not in fact.label for t in part.content)
    if len(part.content) != 1 or part.content[0].kind != "thing":
        return True
    term, own = part.content[0], own_things(fact)
    named = names(term, fact.label) or not own
    return not own or (named and any(alike(term, key) >= 0.5 for key in own[:1]))


def state_all(
    question: Question,
    scope: Scope,
    shelf: Shelf,
    facts: Sequence[Fact],
    left: Sequence[Remainder] = (),
) -> Answer:
    """Return an answer that states each of the figures, and their sum where that is asked for;
    behind them what is ``left`` of one."""
    told = {remainder.whole for remainder in left if remainder.told is None}
    items = "；".join(state(shelf, fact).rstrip("。") for fact in facts if fact not in told)
    cited = cite(shelf, list(dict.fromkeys((*facts, *(f for r in left for f in r.facts)))))
    text = f"{items}。" if items else ""
    if left:
        text += "".join(remainder.stated(shelf) for remainder in left)
        values = (
            *cited.values,
            *(value for remainder in left for value in remainder.values(shelf)),
        )
        return finish(
            question, scope, "number", text, Cited(values, cited.evidence),
            trace=Trace(rule="number.parts"),
        )  # fmt: skip
    if is_sum_asked(question.folded, facts, shelf) and (computed := total(facts)):
        text = f"{items}{say('compare', 'sum', amount=computed.amount, sum=computed.shown)}。"
        value = derived_value(computed, facts, shelf)
        cited = Cited((*cited.values, value), cited.evidence)
    return finish(question, scope, "number", text, cited, trace=Trace(rule="number.parts"))
