"""Several figures in one question: 培训和案卷评查各几次, 注册多少户，服务多少人次, 一共多少."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.arithmetic import derived_value, total
from retrieval.answering.compose import Cited, cite, finish
from retrieval.answering.nearness import SAME_SCOPE, met
from retrieval.answering.parts import Part, completions
from retrieval.answering.question import Question, parse_question
from retrieval.answering.question_words import pattern_of
from retrieval.answering.scope import Scope
from retrieval.answering.select import asked_of, select
from retrieval.answering.shelf import Shelf
from retrieval.answering.stating import state, trace_of
from retrieval.answering.templates import say
from retrieval.language.terms import Term
from retrieval.language.units import load_units
from retrieval.records import Answer, Fact, Trace

# A part is named by a figure whose label or topic holds one of its terms.
_NAMED = 0.88
_HOW_MANY = r"(?:多少|几)"
_ASKED_TWICE = re.compile(rf"{_HOW_MANY}.*?{_HOW_MANY}")


def names_all(parts: Sequence[Part], fact: Fact) -> bool:
    """Return whether a figure's own wording names each of the parts."""
    return all(_names(part, fact) for part in parts)


def _names(part: Part, fact: Fact) -> bool:
    content = [term for term in part.content if len(term.text) > 1]
    if not content:
        return any(term.text in fact.label for term in part.terms)
    nearness = [met(term, fact) for term in content]
    return max(nearness) >= _NAMED and min(nearness) >= SAME_SCOPE


def answer_parts(
    question: Question, scope: Scope, shelf: Shelf, parts: Sequence[Part]
) -> Answer | None:
    """Return the figures of all parts (and their sum, if asked for), or None where one has none."""
    facts: list[Fact] = []
    considered: list[tuple[str, float, str]] = []
    for position in range(len(parts)):
        for terms in completions(parts, position):
            selection = select(asked_of(question, scope, terms), scope, shelf)
            clear = [s for s in selection.slots if s.is_clear and not s.fact.unclear]
            if (
                len(selection.slots) == 1
                and clear
                and _is_new(clear[0].fact, parts[position], facts)
            ):
                facts.append(clear[0].fact)
                considered += trace_of(selection, "").considered[:3]
                break
        else:
            return None
    return _state_all(question, scope, shelf, facts, tuple(considered))


def _is_new(fact: Fact, part: Part, facts: Sequence[Fact]) -> bool:
    """Return whether a figure is no other part's, and its own wording names this part."""
    named = any(met(term, fact) >= _NAMED for term in part.content[-1:]) or not part.content
    return fact not in facts and named


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
    if len(parts) < 2 or not all(part.has_head or part.content[0].kind == "word" for part in parts):
        return None
    if answer := answer_parts(question, scope, shelf, parts):
        return answer
    if len(parts) < 3:
        return None
    lead = parts[0].terms
    return answer_parts(question, scope, shelf, [Part((*lead, *p.terms)) for p in parts[1:]])


def answer_pieces(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Answer 注册多少户，服务多少人次: each 多少 is a question, with what it leaves out filled in."""
    pieces = _split_asked(question.folded) if _ASKED_TWICE.search(question.folded) else []
    if len(pieces) < 2:
        return None
    facts: list[Fact] = []
    considered: list[tuple[str, float, str]] = []
    standing: tuple[Term, ...] = ()
    for piece in pieces:
        part = parse_question(piece, shelf.gazetteer)
        tries = (
            [part.terms, (*standing[:-1], *part.terms), (*standing, *part.terms)]
            if part.content
            else [standing]
        )
        for terms in tries:
            selection = select(replace(asked_of(part, scope), terms=terms), scope, shelf)
            slots = [
                s
                for s in selection.slots
                if s.is_clear and not s.fact.unclear and s.fact not in facts
            ]
            if len(selection.slots) == 1 and slots:
                facts.append(slots[0].fact)
                considered += trace_of(selection, "").considered[:3]
                break
        else:
            return None
        standing = terms
    return _state_all(question, scope, shelf, facts, tuple(considered))


def _state_all(
    question: Question, scope: Scope, shelf: Shelf, facts: Sequence[Fact],
    considered: tuple[tuple[str, float, str], ...],
) -> Answer | None:  # fmt: skip
    if len(facts) < 2:
        return None
    items = "；".join(state(shelf, fact).rstrip("。") for fact in facts)
    cited = cite(shelf, facts)
    text = f"{items}。"
    if pattern_of("number", "together").search(question.folded) and (computed := total(facts)):
        text = f"{items}{say('compare', 'sum', amount=computed.amount, sum=computed.shown)}。"
        value = derived_value(computed, facts, shelf)
        cited = Cited((*cited.values, value), cited.evidence)
    trace = Trace(rule="number.parts", considered=considered)
    return finish(question, scope, "number", text, cited, trace=trace)


def _split_asked(folded: str) -> list[str]:
    """Return the pieces of a question that each hold one 多少 or 几."""
    pieces: list[str] = []
    position = 0
    for match in re.finditer(rf"{_HOW_MANY}(?:{load_units().pattern})?", folded):
        stop = re.search(rf"[,，;；、和及]|{_HOW_MANY}", folded[match.end() :])
        end = match.end() + (stop.start() if stop else len(folded) - match.end())
        pieces.append(folded[position:end])
        position = end
    return [piece for piece in pieces if piece.strip(" ,，;；、和及?？")]
