"""How a follow-up is filled in: with another place or year, with what was spoken of, as a part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.question import Question
from retrieval.answering.followups.turns import (
    YEAR_WORDS,
    content_without,
    every_meant,
    has_report_of,
    narrowed_place,
    own_words,
    place_text,
    wording_of,
    year_meant,
    year_text,
)
from retrieval.language.terms import Term

ASKS_ON = re.compile(r"的?呢?\s*[？?。]?$")
SORT_OF = re.compile(r"的呢?\s*[？?。]?$")
# A longer question names all that it is about.
_FEW_TERMS = 2


def place_and_year(asked: Question, before: Question, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return the place and the year to put before the new question's words, each empty where those
    name it or none was spoken of."""
    # 各街道 means all of them, wherever was spoken of.
    place = place_text(asked) or ("" if every_meant(asked) else place_text(before))
    year = year_text(asked, before, gazetteer)
    if asked.places and not asked.years and not has_report_of(asked, before, gazetteer):
        # The year was the old place's; the new one has no report of it.
        year = ""
    return place, year


def replaced(before: Question, asked: Question, gazetteer: Gazetteer) -> str:
    """Return the old question with the new one's place and year in place of its own."""
    text = before.folded
    place = narrowed_place(before, asked) or place_text(asked)
    if place:
        for mention in reversed(before.places):
            text = text[: mention.start] + "\x01" + text[mention.end :]
        head, _, tail = text.partition("\x01")
        text = head + place + tail.replace("\x01", "") if "\x01" in text else place + text
    year = year_meant(asked, before, gazetteer)
    if place and not year and before.years and not has_report_of(asked, before, gazetteer):
        text = YEAR_WORDS.sub("", text, count=1)
    if year:
        text, count = YEAR_WORDS.subn(f"{year}年", text, count=1)
        if not count:
            named = place or place_text(before)
            at = text.find(named) + len(named) if named in text else 0
            text = f"{text[:at]}{year}年{text[at:]}"
    return text


def with_object(asked: Question, subject: Sequence[Term]) -> str:
    """Return the new words, their lone act with the old one's object (结了几件 after 立案: 结案)."""
    own = own_words(asked)
    lone = [t.text for t in asked.content if len(t.text) == 1]
    if len(lone) == 1 and any(t.text.endswith("案") and t.kind == "action" for t in subject):
        return re.sub(rf"{lone[0]}了?", f"{lone[0]}案", own, count=1)
    return own


def with_subject(
    asked: Question, subject: Sequence[Term], place: str, year: str
) -> tuple[str, ...]:
    """Return a short question that names no thing with those spoken of before."""
    things = wording_of(t for t in content_without(subject, asked) if t.kind != "action")
    named = any(term.kind in {"thing", "rate"} for term in asked.content)
    if asked.places or named or len(asked.content) > _FEW_TERMS or not things:
        return ()
    return (f"{place}{year}{things}{own_words(asked)}",)


def as_part(asked: Question, subject: Sequence[Term], place: str, year: str) -> tuple[str, ...]:
    """Return a question for one thing as one for a part of what was spoken of (接收多少人？自主就业的呢)."""
    whole = wording_of(content_without(subject, asked))
    if asked.places or len(asked.content) > _FEW_TERMS or not whole:
        return ()
    if not (asked.asks_any("number") or SORT_OF.search(asked.folded)):
        return ()
    return (f"{place}{year}{whole}，其中{own_words(asked)}",)


def act_of(asked: Question, subject: Sequence[Term]) -> str:
    """Return the old question's acts where it named nothing else and the new one only says of
    what (行政复议的), else nothing."""
    things = all(term.kind == "thing" for term in asked.content)
    if asked.asks or not (asked.content and things and SORT_OF.search(asked.folded)):
        return ""
    content = [term for term in subject if not term.is_light]
    return wording_of(subject) if content and all(t.kind == "action" for t in content) else ""
