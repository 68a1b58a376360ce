"""Which span of a clause answers a text question, by the kind of text that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.answering import spans
from retrieval.answering.answer_types import any_of, listed, same_preposition, type_of
from retrieval.answering.question import Question
from retrieval.answering.span_echoes import says_more, without_asked, without_echo
from retrieval.answering.span_people import (
    holders,
    offices_in,
    titles_of,
    with_name,
    with_person,
)
from retrieval.answering.span_reasons import causes, outcomes, reasons
from retrieval.answering.span_times import durations, frequencies, times
from retrieval.answering.spans import Span
from retrieval.answering.statements import surfaces
from retrieval.answering.text_lines import Line
from retrieval.answering.text_target import TextTarget
from retrieval.language.kindred import kindred
from retrieval.language.terms import DENIED

_LONGEST = 60
_JOINS = "、，和与及的或"


def find_spans(target: TextTarget, question: Question, line: Line) -> list[Span]:
    """Return the spans of the line's clause that may answer, in order, none that only repeats
    the question's own words."""
    found = []
    for raw in _cut(target, question, line.folded, line.clause.start, line.clause.end):
        span = without_asked(without_echo(raw, target, line.folded), target, line.folded)
        longest = 2 * _LONGEST if target.kind == "why" else _LONGEST
        text = line.folded[span.start : span.end]
        if 0 < len(text) <= longest and says_more(text, target, question):
            found.append(span)
    best: list[Span] = []
    for span in sorted(found, key=lambda s: (-s.bonus, s.start)):
        if not any(span.start < other.end and other.start < span.end for other in best):
            best.append(span)
    top = max((span.bonus for span in best), default=0.0)
    return sorted((s for s in best if s.bonus >= top - 0.01), key=lambda s: s.start)


def _cut(target: TextTarget, question: Question, text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what the clause ``[start, end)`` has of the asked kind."""
    match target.kind:
        case "name":
            yield from _names(target, question, text, start, end)
        case "who":
            yield from _persons(target, question, text, start, end)
        case "when":
            yield from times(text, start, end)
        case "often":
            yield from frequencies(text, start, end)
            if not any_of("asking", "repeated").search(question.folded):
                yield from durations(text, start, end)
        case "where":
            if (what := _office(target, question)) and (
                held := list(holders(text, start, end, what))
            ):
                yield from held
                return
            yield from spans.places_in(
                text, start, end, question.folded, [t.text for t in target.terms]
            )
        case "why":
            deeds = [word for term in target.terms for word in (term.text, *surfaces(term))]
            yield from causes(text, start, end, deeds)
            for span in reasons(text, start, end, question.folded):
                # What came about stands before its reason: told where the question leaves it open.
                inside = start < span.start and span.end <= end and end - start <= _LONGEST
                inside = inside and _names_anew(text[start : span.start], question.folded)
                yield replace(span, start=start, end=end) if inside else span
        case "result":
            yield from outcomes(text, start, end)
        case "object":
            yield from spans.framed(text, start, end, target.left, target.right)
        case "reporter":
            yield Span(start, end)


def _names(
    target: TextTarget, question: Question, text: str, start: int, end: int
) -> Iterator[Span]:
    if any(term.key.startswith(DENIED) for term in target.terms):
        # 哪项任务没完成: the clause that tells what was left undone.
        if any_of("why", "undone").search(text, start, end):
            yield Span(start, end, 0.1)
        return
    if held := _engaged(target, question, text, start, end):
        yield from held
        return
    if target.document:
        titled = [
            *spans.titles(text, start, end, target.ends),
            *spans.quoted_beside(text, start, end, (*target.ends, target.head)),
        ]
        yield from titled
        if not titled and target.ends:
            # Not every document has its title marked (其中槐荫路夜市设置方案召开听证会).
            yield from spans.unmarked_titles(text, start, end, target.ends)
        return
    if target.head in listed("quoted", "awards"):
        yield from spans.behind_word(text, start, end, listed("quoted", "given"))
        return
    yield from spans.titled_beside(text, start, end, target.ends)
    quoted = [
        span
        for span in spans.quoted_beside(
            text, start, end, target.ends, apposed=type_of(target.head) is None
        )
        if not _is_award(text, span)
        and says_more(spans.QUOTED.findall(text[span.start : span.end])[0], target, question)
    ]
    yield from quoted
    if not quoted:
        many = target.head == "工作"
        for span in spans.names_ending(text, start, end, target.ends, many=many):
            # One of an enumeration is not the name asked for.
            if (many or not text[: span.start].endswith("、")) and not _is_award(text, span):
                fits = _follows_verb(target, text, span)
                if target.called:
                    # 以宪法为主题的法治公园 is described, not called so.
                    span = Span(text.rfind("的", span.start, span.end) + 1 or span.start, span.end)
                yield Span(span.start, span.end, 0.05 if fits else 0.0)
        if target.head in listed("quoted", "loose"):
            loose = spans.quoted_names(text, start, end)
            yield from loose if len(loose) == 1 else ()


def _engaged(target: TextTarget, question: Question, text: str, start: int, end: int) -> list[Span]:
    """Return who was engaged as what the question names (法律顾问叫什么名字): the firm with its lawyer."""
    kind = type_of(target.head)
    # 律师 of 哪家律师事务所 is nobody's post.
    around = question.folded.replace(target.head, "")
    posts = [post for post in (kind.implied if kind else ()) if post in around]
    held = (span for post in posts for span in holders(text, start, end, post))
    # 由3家律师事务所的7名律师组成 tells how many, not who.
    return [s for s in held if spans.without_count(told := text[s.start : s.end]) == told]


def _names_anew(text: str, asked: str) -> bool:
    """Return whether ``text`` names something that the question doesn't."""
    return any(
        len(word.text) > 1 and word.text not in asked and not word.text[0].isdigit()
        for word in spans.cut(text)
        if word.text not in listed("edges", "words")
    )


def _is_award(text: str, span: Span) -> bool:
    """Return whether a quoted name is what somebody was called in praise (荣获“先锋队”称号)."""
    return text[: span.start].rstrip("“「全国省市县区级").endswith(listed("quoted", "given"))


def _follows_verb(target: TextTarget, text: str, span: Span) -> bool:
    """Return whether a span stands behind the verb that the question has before its asking word."""
    verb = target.left.rstrip("了的是")[-2:]
    return len(verb) > 1 and text[: span.start].rstrip("了").endswith(verb)


def _persons(
    target: TextTarget, question: Question, text: str, start: int, end: int
) -> Iterator[Span]:
    if target.left.endswith(_seats()):
        # 办公室设在哪个科室: what stands behind the same words.
        yield from spans.framed(text, start, end, target.left, target.right)
        return
    if any_of("asking", "posts").search(question.folded) and target.terms:
        told = [s for term in target.terms for s in titles_of(text, start, end, term.text)]
        yield from told
        if told:
            return
    if target.left.endswith("在"):
        # 办公室在哪个科室: where it sits.
        yield from spans.behind(text, start, end, _seats(), ())
        return
    asked = offices_in(question.folded)
    if len(asked) > 1:
        # Who holds both is told with both or not at all.
        held = [list(holders(text, start, end, o.name, o.of, called=target.called)) for o in asked]
        yield from (span for found in held if all(held) for span in found)
        return
    office = _office(target, question)
    if office:
        yield from holders(
            text, start, end, office, _before_office(question, office), called=target.called
        )
        if office in listed("who", "offices"):
            return
    verb = next(
        (word.text for word in spans.cut(target.right) if word.text not in {"来", "把", "将"}), ""
    )
    deeds = tuple(filter(None, (verb, *kindred(verb), *(term.text for term in target.terms))))
    behind = [
        with_person(text, span, end)
        for span in spans.behind(text, start, end, target.cues or same_preposition("被"), deeds)
    ]
    behind = [span for span in behind if target.cues or span.bonus > 0.11]
    if verb and verb in text and verb not in text[start:end]:
        # 由甲参与 is not who spread it.
        behind = [Span(span.start, span.end, span.bonus - 0.1) for span in behind]
    yield from behind
    named = [
        with_person(text, with_name(text, span, end), end)
        for span in spans.names_ending(text, start, end, target.ends, many=True)
    ]
    doing = [span for span in named if verb and verb in text[span.end : end]]
    for span in named:
        at = text.find(office, span.start, span.end) if office else -1
        if 0 <= at < span.end - len(office) - 1 and text[at + len(office)] not in _JOINS:
            # The name stands right behind what it is: 主管部门房管局.
            yield Span(at + len(office), span.end, 0.3)
        elif target.head and _follows_verb(target, text, span):
            yield Span(span.start, span.end, 0.12)
        elif doing and span is doing[-1] and not behind and not office:
            # The last before the verb is who does it.
            yield Span(span.start, span.end, 0.1)
        elif len(named) == 1 and not office:
            yield span


def _seats() -> tuple[str, ...]:
    """Return the wordings before a place of two characters and more (设在, 位于)."""
    return tuple(lead for lead in listed("where", "leads") if len(lead) > 1 and lead[-1] in "在于")


def _office(target: TextTarget, question: Question) -> str:
    """Return the office whose holder is asked for (组长是谁), or what someone is (法律顾问是谁)."""
    for office in listed("who", "offices"):
        if office in question.folded:
            return office
    if re.search(r"(?<!的)是$", target.left) and not target.right and target.terms:
        return target.terms[-1].text
    return ""


def _before_office(question: Question, office: str) -> str:
    """Return the word right before an office in the question (派出所 of 派出所所长), if any."""
    at = question.folded.find(office)
    return next((t.text for t in question.terms if t.end == at), "")
