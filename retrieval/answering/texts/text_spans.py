"""Which span of a clause answers a text question, by the kind of text that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.statements import surfaces
from retrieval.answering.texts import span_quotes, spans
from retrieval.answering.texts.accounting import speaks_of
from retrieval.answering.texts.answer_types import any_of, listed, type_of
from retrieval.answering.texts.grounds import grounds
from retrieval.answering.texts.span_echoes import (
    is_named_by_question,
    says_more,
    without_asked,
    without_echo,
)
from retrieval.answering.texts.span_people import holders
from retrieval.answering.texts.span_reasons import causes, flaws, outcomes, reasons
from retrieval.answering.texts.span_times import (
    durations,
    frequencies,
    hours,
    is_anothers,
    is_day_of,
    times,
)
from retrieval.answering.texts.span_told import (
    asks_left,
    called_by,
    crimes,
    disputes,
    in_what_way,
    is_beside,
    leftovers,
    names_all,
    sorts,
    stages,
)
from retrieval.answering.texts.spans import Span
from retrieval.answering.texts.text_lines import Line
from retrieval.answering.texts.text_persons import (
    follows_verb,
    is_of_kind,
    office_asked,
    persons,
    won,
)
from retrieval.answering.texts.text_target import TextTarget
from retrieval.language.terms import DENIED

_LONGEST = 60
_AMONG = re.compile(
    r"(?:等(?:\d+|[二两三四五六七八九十]+)|(?<!第)\d+)[个项家件起宗条名位所处户](?![月人])"
)


def find_spans(target: TextTarget, question: Question, line: Line) -> list[Span]:
    """Return the spans of the line's clause that may answer, in order, none that only repeats
    the question's own words."""
    found = []
    for raw in _cut(target, question, line.folded, line.clause.start, line.clause.end):
        span = without_asked(without_echo(raw, target, line.folded), target, line.folded)
        longest = 2 * _LONGEST if target.kind == "why" else _LONGEST
        text = line.folded[span.start : span.end]
        if target.called and spans.without_count(text) != text:
            # 3人获能手称号 is nobody's name.
            continue
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
            for span in persons(target, question, text, start, end):
                who = text[span.start : span.end]
                # 1人获一等奖 tells how many, not who.
                if is_of_kind(target.head, who) and len(spans.without_count(who)) > 1:
                    yield span
        case "when" if any_of("asking", "clock").search(question.folded):
            yield from hours(text, start, end)
        case "when":
            fits = 0.1 * speaks_of_deed(target, text[start:end])
            named = [term.text for term in target.terms]
            told = [s for s in times(text, start, end) if not is_anothers(text, start, s, named)]
            own = [span for span in told if is_day_of(text, span, named)]
            yield from (replace(span, bonus=span.bonus + fits) for span in own or told)
        case "often":
            yield from frequencies(text, start, end)
            if not any_of("asking", "repeated").search(question.folded):
                yield from durations(text, start, end)
        case "where":
            if (what := office_asked(target, question)) and (
                held := list(holders(text, start, end, what))
            ):
                yield from held
                return
            if gained := won(target, text, start, end):
                yield from gained
                return
            yield from spans.places_in(
                text, start, end, question.folded, [t.text for t in target.terms]
            )
        case "why":
            deeds = [word for term in target.terms for word in (term.text, *surfaces(term))]
            yield from causes(text, start, end, deeds)
            yield from flaws(text, start, end, deeds)
            if is_beside(text, start, end, target.terms):
                yield from disputes(text, start, end)
            for span in reasons(text, start, end, question.folded):
                # What came about stands before its reason: told where the question leaves it open.
                inside = start < span.start and span.end <= end and end - start <= _LONGEST
                inside = inside and _names_anew(text[start : span.start], question.folded)
                yield replace(span, start=start, end=end) if inside else span
        case "result":
            yield from outcomes(text, start, end)
        case "sort":
            if is_beside(text, start, end, target.terms):
                yield from sorts(text, start, end)
                yield from called_by(text, start, end, question.folded)
        case "stage":
            if names_all(text, target.terms):
                yield from stages(text, start, end)
        case "object":
            if _asks_rest(target, question):
                yield from leftovers(text, start, end) if names_all(text, target.terms) else ()
                return
            yield from spans.framed(text, start, end, target.left, target.right)
        case "reporter":
            yield Span(start, end)


def _names(
    target: TextTarget, question: Question, text: str, start: int, end: int
) -> Iterator[Span]:
    if _asks_rest(target, question):
        # 哪项任务没完成: the clause that tells what was left undone.
        yield from leftovers(text, start, end) if names_all(text, target.terms) else ()
        return
    if target.head in listed("crime", "heads"):
        yield from crimes(text, start, end)
        return
    if target.head in listed("ways", "heads") and target.right:
        yield from in_what_way(text, start, end, target.right)
        return
    if held := _engaged(target, question, text, start, end):
        yield from held
        return
    if target.grounded:
        yield from grounds(text, start, end)
        return
    if target.document:
        titled = [
            *span_quotes.titles(text, start, end, target.ends),
            *span_quotes.quoted_beside(text, start, end, (*target.ends, target.head)),
        ]
        yield from titled
        if not titled and target.head.endswith("办法"):
            # 实行“日报告、周例会”: a way of doing it is no document.
            ways = span_quotes.quoted_names(text, start, end)
            yield from ways if len(ways) == 1 else ()
        if not titled and target.ends:
            # Not every document has its title marked (其中槐荫路夜市设置方案召开听证会).
            yield from span_quotes.unmarked_titles(text, start, end, target.ends)
        return
    if target.head in listed("quoted", "awards"):
        yield from spans.behind_word(text, start, end, listed("quoted", "given"))
        return
    gained = [s for s in won(target, text, start, end) if _fits_head(target, text[s.start : s.end])]
    if gained:
        yield from gained
        return
    if target.called:
        yield from span_quotes.named_behind(text, start, end, target.head)
    if target.head in listed("asking", "bare_named"):
        yield from span_quotes.named_as(text, start, end, listed("asking", "bare_named"))
    yield from span_quotes.titled_beside(text, start, end, target.ends)
    quoted = [
        span
        for span in span_quotes.quoted_beside(
            text, start, end, target.ends, apposed=type_of(target.head) is None
        )
        if not _is_award(text, span)
        and not is_named_by_question(span, target, text)
        and says_more(spans.QUOTED.findall(text[span.start : span.end])[0], target, question)
    ]
    yield from quoted
    if not quoted:
        many = target.head == "工作"
        for span in spans.names_ending(text, start, end, target.ends, many=many):
            if _AMONG.search(text, span.start, span.end):
                # 养老服务等5个项目, 全县16个乡镇 tell of no one of them.
                continue
            # One of an enumeration is not the name asked for.
            if (many or not text[: span.start].endswith("、")) and not _is_award(text, span):
                fits = follows_verb(target, text, span)
                if target.called:
                    # 以宪法为主题的法治公园 is described, not called so.
                    span = Span(text.rfind("的", span.start, span.end) + 1 or span.start, span.end)
                yield Span(span.start, span.end, 0.05 if fits else 0.0)
        if target.head in listed("quoted", "loose"):
            loose = span_quotes.quoted_names(text, start, end)
            yield from loose if len(loose) == 1 else ()


def speaks_of_deed(target: TextTarget, clause: str) -> bool:
    """Return whether a clause names what the question has right beside its asking word (哪天|生效): the
    date of another step is no answer."""
    before = target.left.rstrip("是的在于了")
    behind = target.right
    for lead in listed("soft", "leads"):
        behind = behind.removeprefix(lead)
    deeds = [term for term in target.terms if behind.startswith(term.text)]
    deeds = deeds or [term for term in target.terms if before.endswith(term.text)]
    return any(speaks_of(clause, term) for term in deeds)


def _asks_rest(target: TextTarget, question: Question) -> bool:
    """Return whether what is left, or was not done, is asked for."""
    denied = any(term.key.startswith(DENIED) for term in target.terms)
    return denied or asks_left(question.folded)


def _fits_head(target: TextTarget, told: str) -> bool:
    """Return whether who got an honour is what the noun asks for: a 社区, and no 村."""
    told = told.rstrip("”」》")
    if target.head in listed("told", "cases") and told.endswith(listed("sort", "about")):
        # 哪个案件: “…掺假芝麻油案”.
        return True
    return not target.ends or told.endswith((*target.ends, target.head))


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
