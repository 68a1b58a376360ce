"""What of a span only repeats the question's own words: cut off, or no answer at all."""

from __future__ import annotations

import re

from retrieval.answering.asking.question import Question
from retrieval.answering.texts import spans
from retrieval.answering.texts.answer_types import listed
from retrieval.answering.texts.span_times import times
from retrieval.answering.texts.spans import Span
from retrieval.answering.texts.text_target import TextTarget
from retrieval.language.offices import find_office_words


def without_echo(span: Span, target: TextTarget, text: str) -> Span:
    """Return the span without terms of the question, times and vague words at its beginning."""
    if target.kind not in {"name", "who", "where"} or span.bonus > 0.1:
        return span
    vague = (word for word in listed("edges", "generic") if len(word) > 1 and target.kind != "who")
    echoes = sorted(
        {*(t.text for t in (*target.terms, *target.light)), *vague}, key=len, reverse=True
    )
    start = span.start
    while start < span.end:
        rest = text[start : span.end]
        time = next((t.end for t in times(text, start, span.end) if t.start == start), start)
        echo = next(
            (
                e
                for e in echoes
                if rest.startswith(e) and len(rest) > len(e) + 1 and _ends_word(rest, len(e))
            ),
            "",
        )
        if start < time < span.end:
            start = time
        elif echo:
            start += len(echo)
        elif text[start] in " 、的":
            start += 1
        else:
            break
    return Span(start, span.end, span.bonus)


def without_asked(span: Span, target: TextTarget, text: str) -> Span:
    """Return the partner of what the question names itself (甲 of 甲与乙); nothing where the span
    speaks of that otherwise: it is no answer."""
    if target.kind == "name" and is_named_by_question(span, target, text):
        return Span(span.start, span.start)
    if target.kind not in {"who", "where"} or span.bonus > 0.1:
        return span
    # 服务 of 行政审批服务局 is not what 集成服务 asks about.
    offices = find_office_words(text[span.start : span.end])
    named = [
        at
        for term in target.terms
        if (at := text.find(term.text, span.start, span.end)) >= 0
        and not any(
            span.start + a < at and at + len(term.text) < span.start + b for a, b in offices
        )
    ]
    if not named:
        return span
    partner = re.search(r"[与和跟同]$", text[span.start : min(named)])
    return Span(span.start, min(named) - 1 if partner else span.start, span.bonus)


def is_named_by_question(span: Span, target: TextTarget, text: str) -> bool:
    """Return whether a name is of what the question names itself (市级民主法治示范村, asked which
    village became one)."""
    told = text[span.start : span.end].rstrip("”》")
    return any(
        told.endswith(term.text) and len(term.text) > len(target.head) and term.text != told
        for term in target.terms
        if term.text.endswith(target.ends)
    )


def _ends_word(text: str, at: int) -> bool:
    """Return whether a word ends at ``at``: nothing is cut off in the middle of one."""
    return any(word.end == at for word in spans.cut(text))


def says_more(text: str, target: TextTarget, question: Question) -> bool:
    """Return whether ``text`` says anything that the question doesn't say itself."""
    if target.kind in {"reporter", "result"}:
        return True
    asked = question.folded
    for mention in question.places:
        if text.strip("“”") in (mention.text, *(place.name for place in mention.places)):
            return False
        asked = (
            asked[: mention.start] + "\x00" * (mention.end - mention.start) + asked[mention.end :]
        )
    for quoted in target.musts:
        # What another thing's name is made of names nothing else: “法治迎凤”, 迎凤社区.
        asked, text = asked.replace(quoted, ""), text.replace(quoted, "")
    generic = {*listed("edges", "generic"), *listed("edges", "joiners")}
    if not target.bare and target.kind == "name":
        generic.update(target.ends)
    rest = spans.without_count(text)
    if target.kind == "name" and not target.bare:
        ending = max((end for end in target.ends if rest.endswith(end)), key=len, default="")
        if rest == ending:
            return False
    return any(word.text not in asked and word.text not in generic for word in spans.cut(rest))
