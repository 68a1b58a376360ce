"""The pieces that a follow-up is filled in from: place, year and subject as they were worded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.place_mentions import PlaceMention
from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.asking.question_words import edge_pattern, pattern_of, words_of
from retrieval.answering.asking.table_request import every_place
from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import DENIED, Term
from retrieval.language.units import load_units

YEAR_WORDS = re.compile(
    r"(?:20\d{2}|(?<!\d)\d{2}|二[〇零○]..)年度?|去年|上一?年度?|今年|前年|本年度?|20\d{2}(?!\d)"
)
_RELATIVE_YEAR = re.compile(r"去年|上一?年度?|前一年度?|今年|前年|本年度?")
# These look back from the report, not from the year last spoken of.
_FROM_NOW = re.compile(r"去年|前年(?!度)|今年|本年")
_LEVEL = re.compile(r"(?P<level>街道|[镇乡县区市])(?P<own>自己|自筹|自身|本身|的)?")
# What one place has several of.
_WITHIN = ("部门", "单位")
_BLANK = re.compile(r"[\x00\s]+")
_COMPARING = ("most", "least", "difference", "sum", "sort", "multiple", "ignored")
_CHANGING = ("words", "moves", "ignored")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as filled in: ``subject`` are the terms that the next one may leave out.

    A question for a part (其中…) leaves the subject as it was: the next part is one of the
    same whole.
    """

    question: Question
    subject: tuple[Term, ...]


def measure_of(question: Question) -> tuple[Term, ...]:
    """Return the terms that name a measure; words that only compare or change are none."""
    empty = {word for key in _COMPARING for word in words_of("compare", key)}
    empty |= {word for key in _CHANGING for word in words_of("trend", key)}
    empty |= {*words_of("followup", "contrast"), *words_of("followup", "total")}
    return tuple(t for t in question.content if t.text not in empty)


def is_bare(asked: Question) -> bool:
    """Return whether nothing is left but place, year and 那…呢."""
    left = edge_pattern("followup", "tail", at_start=False).sub("", asked.masked)
    return not _BLANK.sub("", left).strip("，,。？?！!的年度")


def place_text(question: Question) -> str:
    """Return the places as the question names them, joined by 和; a town right behind its county
    names one place with it."""
    text, end = "", -1
    for mention in places_meant(question):
        joined = "" if not text or mention.start == end else "和"
        text, end = f"{text}{joined}{question.folded[mention.start : mention.end]}", mention.end
    return text


def places_meant(question: Question) -> tuple[PlaceMention, ...]:
    """Return the places that the library knows; only where it knows none, the others.

    Beside a known place, an unknown one is more often a wording misread (案件中县政府…).
    """
    known = tuple(m for m in question.places if m.places or m.reports)
    return known or question.places


def every_meant(asked: Question) -> str:
    """Return the words by which every place is meant, empty where none are; 哪些部门参加了 asks for those
    of the place spoken of."""
    every = every_place(asked.folded)
    reports = pattern_of("compare", "reporting").search(asked.folded.replace(every, ""))
    return every if reports or not every.endswith(_WITHIN) else ""


def asks_within(asked: Question) -> bool:
    """Return whether it is asked which of a place's own bodies did something, and nothing else is
    named (哪些部门参加了)."""
    return (
        every_place(asked.folded).endswith(_WITHIN)
        and not every_meant(asked)
        and all(term.text in _WITHIN for term in asked.content)
    )


def names_level_alone(asked: Question, before: Question) -> bool:
    """Return whether nothing is named but the place spoken of, by its level (街道自己出多少)."""
    place, own = place_text(before), own_words(asked)
    named = _LEVEL.match(own)
    if named is None or not place.endswith(named["level"]):
        return False
    others = [term for term in asked.content if term.text != named["level"]]
    return not others and (bool(asked.content) or bool(named["own"]))


def has_report_of(asked: Question, before: Question, gazetteer: Gazetteer) -> bool:
    """Return whether a place of ``asked`` has a report of a year of ``before``."""
    places = [place for mention in asked.places for place in mention.places]
    return any(year in gazetteer.years.get(place, ()) for place in places for year in before.years)


def latest_year(question: Question, gazetteer: Gazetteer) -> int | None:
    """Return the year of the latest report of the places that a question names, if any."""
    years = (
        year
        for m in question.places
        for place in m.places
        for year in gazetteer.years.get(place, ())
    )
    return max(years, default=None)


def year_meant(asked: Question, before: Question, gazetteer: Gazetteer) -> int | None:
    """Return the year that the new question names, 上年 counted from the old question's year or,
    where it names none, from the latest report of its place."""
    if asked.years:
        return asked.years[0]
    if asked.year_offset is None:
        return None
    latest = latest_year(asked if asked.places else before, gazetteer)
    base = before.years[0] if before.years else latest
    return None if base is None else base + asked.year_offset


def dated(asked: Question, turns: Sequence[Turn], gazetteer: Gazetteer) -> Question:
    """Return the question with its 上年, 前年 counted from the year last spoken of, where it names no
    place.

    上年 counts from the year last spoken of; 去年, 前年 and 今年 from the year that this one and
    those before it on the same place look back from: 前年呢 after 去年呢 is no year before last year's.
    """
    word = _RELATIVE_YEAR.search(asked.folded)
    if asked.year_offset is None or asked.years or asked.places or word is None:
        return asked
    if sets_years_apart(asked):
        return asked
    place = place_text(turns[-1].question)
    spoken: list[int] = []
    for turn in reversed(turns):
        question = turn.question
        if place_text(question) != place:
            break
        reports = {y for m in question.places for p in m.places for y in gazetteer.years.get(p, ())}
        # Which of several reports is meant was asked back.
        spoken += question.years[:1] or (reports if len(reports) == 1 else ())
    if not spoken:
        return asked
    meant = (max(spoken) if _FROM_NOW.match(word.group()) else spoken[0]) + asked.year_offset
    before = turns[-1].question
    base = before.years[0] if before.years else latest_year(before, gazetteer)
    return asked if base is None else replace(asked, year_offset=meant - base)


def year_text(asked: Question, before: Question, gazetteer: Gazetteer) -> str:
    """Return the year to put before the new question's words; empty where these name it."""
    if asked.years:
        return ""
    if asked.year_offset is not None:
        year = year_meant(asked, before, gazetteer)
        return "" if year is None else f"{year}年"
    years = before.years
    if before.asks_any("trend", "compare") and not asked.asks_any(
        "trend", "compare", "number.each"
    ):
        # They were set against each other; what else is asked is asked of the last of them.
        years = tuple(sorted(years)[-1:])
    return "、".join(f"{year}年" for year in years)


def sets_years_apart(asked: Question) -> bool:
    """Return whether the year before is named only to compare with it (比上年多多少)."""
    if asked.year_offset is None or not asked.asks_any("trend", "compare", "yesno"):
        return False
    against = "|".join(map(re.escape, words_of("trend", "against")))
    return re.search(rf"(?:{against})(?:{_RELATIVE_YEAR.pattern})", asked.folded) is not None


def of_this_place(asked: Question, gazetteer: Gazetteer) -> Question | None:
    """Return the question without 这个街道, 当地 and the like, where it says so of the place last
    spoken of; None where it does not."""
    there = pattern_of("followup", "this_place").search(asked.folded)
    if there is None or asked.places or asked.folded[there.end() : there.end() + 1] == "面":
        return None
    rest = f"{asked.folded[: there.start()]}{asked.folded[there.end() :]}"
    return parse_once(rest.removeprefix("那").removeprefix("的"), gazetteer)


def narrowed_place(before: Question, asked: Question) -> str:
    """Return the old, many-valued place under the unit that the new question names
    (甲县的, after a question about one of two 城关镇), else an empty string."""
    for mention in before.places:
        for unit in asked.places:
            stems = {fold(p) for place in mention.places for p in place.parents}
            if len(mention.places) > 1 and any(unit.text in (s, s[:-1]) for s in stems):
                return f"{unit.text}{mention.text}"
    return ""


def own_words(asked: Question) -> str:
    """Return the new question without its place, its lead (那, 其中) and a relative year,
    unless that year is compared with."""
    text = asked.folded
    for mention in reversed(places_meant(asked)):
        text = text[: mention.start] + text[mention.end :]
    if asked.year_offset is not None and not sets_years_apart(asked):
        text = _RELATIVE_YEAR.sub("", text, count=1)
    lead = edge_pattern("followup", "lead", at_start=True).match(text)
    if lead and not pattern_of("followup", "part").match(text) and not cuts_word(text, lead.end()):
        text = text[lead.end() :]
    return pattern_of("followup", "part").sub("", text)


def cuts_word(text: str, at: int) -> bool:
    """Return whether a word of the lexicon would be cut at ``at`` (再审的呢)."""
    return any(m.start < at < m.end for m in load_lexicon().find(text, question=True))


def wording_of(terms: Iterable[Term]) -> str:
    """Return terms as one stretch of wording."""
    return "".join(term.text.removeprefix(DENIED) for term in terms)


def content_without(old: Iterable[Term], asked: Question) -> tuple[Term, ...]:
    """Return the old terms that stand beside the new ones: acts give way to acts, a rate of
    its own leaves only the things that were spoken of."""
    acts = any(_is_act(t) for t in asked.content)
    rate = any(t.kind == "rate" for t in asked.content)
    new = {t.key for t in asked.content}
    kept = [t for t in old if t.key not in new]
    if acts or rate:
        kept = [t for t in kept if not _is_act(t) and t.kind not in {"rate", "quality"}]
    if rate and any(t.kind == "thing" for t in kept):
        kept = [t for t in kept if t.kind != "word"]
    sorts = words_of("followup", "sorts")
    if any(t.text in sorts for t in asked.content):
        # 再审的呢 after 一审几件: one sort gives way to another.
        kept = [t for t in kept if t.text not in sorts]
    if not asked.asks_any("number", "measure"):
        # 面积 was the old question's measure; 里面有什么 asks of the thing itself.
        kept = [t for t in kept if t.text not in load_units().asked]
    return tuple(kept)


def _is_act(term: Term) -> bool:
    """Return whether a term is an act: one of the lexicon, or a single character (破, 结, 办了)."""
    return term.kind == "action" or len(term.text.removesuffix("了")) == 1
