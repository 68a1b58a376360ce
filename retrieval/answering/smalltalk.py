"""Greetings, thanks, questions about the bot and its library, and what is none of its business."""

from __future__ import annotations

from retrieval.answering.asking.chat import PUNCTUATION, cover, is_off_topic, is_request, kind_of
from retrieval.answering.asking.question import Question, parse_question
from retrieval.answering.asking.question_words import edge_pattern, pattern_of, words_of
from retrieval.answering.evidence.scope import find_scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.refuse import refuse
from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.records import Answer, Reason, Trace

_SLOTS = {
    "greeting": ("example",), "about": ("library", "example"), "library": ("library", "example"),
    "unanswered": ("library", "example"),
}  # fmt: skip
_PLACE = "\x02"


def answer_smalltalk(question: str, shelf: Shelf) -> Answer | None:
    """Return the reply to a message that is nothing but talk, else None.

    A question far from any report (weather, shares, poems) is ``not_found`` here already: no
    rule further on may find a figure for it.
    """
    if kind := kind_of(question):
        return _reply(question, kind, shelf)
    folded = fold(question)
    if is_off_topic(question):
        return _decline(question, folded, shelf)
    if _asks_whether_held(folded):
        return _holds(question, shelf)
    if any(folded.startswith(word) for word in words_of("smalltalk", "personal")):
        parsed = parse_question(question, shelf.gazetteer)
        return _reply(question, "about", shelf) if _is_personal(parsed) else None
    return None


def _reply(question: str, kind: str, shelf: Shelf) -> Answer:
    slots = {"example": example(shelf), "library": shelf.names()}
    names = _SLOTS.get(kind, ())
    return Answer(
        question=question,
        understood="闲聊",
        status="answered",
        kind="smalltalk",
        text=say("smalltalk", kind, **{name: slots[name] for name in names}),
        suggestions=(slots["example"],) if names else (),
        trace=Trace(rule=f"smalltalk.{kind}"),
    )


def _is_personal(question: Question) -> bool:
    """Return whether a question that begins with 你 asks nothing that a report could say."""
    names = load_lexicon().by_name
    return not (
        question.places
        or question.numbers
        or question.asks_any("compare", "trend")
        or any(term.key in names for term in question.content)
    )


def _decline(question: str, folded: str, shelf: Shelf) -> Answer | None:
    """Return the refusal of an off-topic question; None where a report speaks of its matter."""
    found = [m.group() for m in pattern_of("offtopic", "words").finditer(folded)]
    if found and not is_request(question) and any(shelf.named_in(word) for word in found):
        return None
    parsed = parse_question(question, shelf.gazetteer)
    scope = find_scope(parsed, shelf)
    if scope.places and found and set(found) <= set(words_of("offtopic", "placed")):
        # 某某街道的律师星期几坐班: a time of what the report tells.
        return None
    reason: Reason = "not_reported" if scope.places else "off_topic"
    return refuse(parsed, scope, shelf, reason, kind="passage")


def _asks_whether_held(folded: str) -> bool:
    """Return whether the wording may ask for a report itself (有没有…的报告, 有…的报告吗).

    有 alone is no sign of it: 青石镇有什么数据 asks what a report says.
    """
    if pattern_of("smalltalk", "holds").search(folded):
        return True
    return bool(
        edge_pattern("smalltalk", "holds_start", at_start=True).search(folded)
        and edge_pattern("smalltalk", "holds_end", at_start=False).search(folded)
        and pattern_of("smalltalk", "holds_what").search(folded)
    )


def _holds(question: str, shelf: Shelf) -> Answer | None:
    """Return whether the library has a report of the place and year asked for (有没有…的报告)."""
    parsed = parse_question(question, shelf.gazetteer)
    if not parsed.places or not _is_about_reports(parsed):
        return None
    scope = find_scope(parsed, shelf)
    if scope.reason or not scope.places:
        return refuse(parsed, scope, shelf, scope.reason or "no_such_place", kind="passage")
    asked = [r for r in scope.reports if not parsed.years or r.year in parsed.years]
    key = "holds" if asked else "holds_others"
    return Answer(
        question=question,
        understood="闲聊",
        status="answered",
        kind="smalltalk",
        text=say(
            "smalltalk", key, library="、".join(map(shelf.report_name, asked or scope.reports))
        ),
        trace=Trace(rule=f"smalltalk.{key}"),
    )


def _is_about_reports(question: Question) -> bool:
    text = question.folded
    for mention in reversed(question.places):
        text = text[: mention.start] + _PLACE + text[mention.end :]
    for year in question.years:
        text = text.replace(f"{year}年度", "").replace(f"{year}年", "").replace(str(year), "")
    words = {word: ("holds",) for key in ("holds", "holds_what", "fillers")
             for word in words_of("smalltalk", key)}  # fmt: skip
    return bool(cover(PUNCTUATION.sub("", text)[:40], {**words, _PLACE: ()}))


def example(shelf: Shelf) -> str:
    """Return a question that the library can answer, made from its own figures."""
    for report in shelf.reports:
        for fact in shelf.source.facts(report.id):
            plain = (
                fact.kind == "actual"
                and not fact.none
                and not fact.place
                and fact.period == report.year
            )
            if plain and fact.quantity.unit == "件" and 4 <= len(fact.measure) <= 12:
                return f"{shelf.report_name(report)}{fact.measure}有多少{fact.quantity.unit}？"
    return "行政应诉案件有多少件？"
