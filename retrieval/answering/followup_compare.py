"""Follow-ups that set what was asked before against something else (和甲比呢, 哪个多, 实际呢)."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.gazetteer import Gazetteer
from retrieval.answering.question import Question
from retrieval.answering.question_words import pattern_of
from retrieval.answering.turns import (
    Turn,
    has_report_of,
    own_words,
    place_text,
    sets_years_apart,
    wording_of,
    year_text,
)

_COMPARES = ("compare", "trend")


def compared(asked: Question, turns: Sequence[Turn], gazetteer: Gazetteer) -> str:
    """Return a comparison of what was asked before, empty where none is asked for."""
    before = turns[-1].question
    if sets_years_apart(asked) and not asked.places:
        year = f"{before.years[0]}年" if len(before.years) == 1 else ""
        return f"{place_text(before)}{year}{wording_of(turns[-1].subject)}{own_words(asked)}"
    if asked.places:
        return _against_place(asked, turns[-1], gazetteer)
    if not (asked.asks_any(*_COMPARES) or pattern_of("number", "together").search(asked.folded)):
        return ""
    return _joined(asked, turns)


def _against_place(asked: Question, turn: Turn, gazetteer: Gazetteer) -> str:
    """Return the old question's place set against the new one's (和甲比呢, 比甲多多少)."""
    before = turn.question
    text = asked.folded
    for mention in reversed(asked.places):
        text = text[: mention.start] + "\x01" + text[mention.end :]
    if not pattern_of("followup", "against").search(text) or not before.places:
        return ""
    year = year_text(asked, before, gazetteer)
    if not has_report_of(asked, before, gazetteer):
        year = ""
    way = pattern_of("followup", "way").search(text)
    both = f"{place_text(before)}和{place_text(asked)}"
    return f"{both}{year}{wording_of(before.terms)}{way.group() if way else '哪个多'}"


def _joined(asked: Question, turns: Sequence[Turn]) -> str:
    """Return a comparison of what the last questions asked: places, years or two measures."""
    last = turns[-1].question
    wanted = 3 if pattern_of("followup", "three").search(asked.folded) else 2
    same = _of_one_measure(last, turns)
    places = list(dict.fromkeys(place_text(q) for q in same))[-wanted:]
    years = list(dict.fromkeys(q.years[0] for q in same if q.years))[-wanted:]
    when = f"{years[0]}年" if len(years) == 1 else ""
    measure = wording_of(last.terms)
    if len(places) == wanted and all(places):
        return f"{'和'.join(places)}{when}{measure}{own_words(asked)}"
    if len(places) == 1 and len(years) == wanted:
        return f"{places[0]}{'和'.join(f'{y}年' for y in sorted(years))}{measure}{own_words(asked)}"
    other = turns[-2].question if len(turns) > 1 else last
    if other is last or not other.content or place_text(other) != place_text(last):
        return ""
    when = f"{last.years[0]}年" if last.years and last.years == other.years else ""
    return f"{place_text(last)}{when}{wording_of(other.terms)}和{measure}{own_words(asked)}"


def _of_one_measure(last: Question, turns: Sequence[Turn]) -> list[Question]:
    """Return the questions that ended in ``last`` on its measure, or on one that names more
    (选派法律明白人 before 法律明白人)."""
    keys = {t.key for t in last.content}
    asked = [turn.question for turn in turns]
    return [q for q in asked if keys and keys <= {t.key for t in q.content}]


def contrasted(asked: Question, before: Question) -> str:
    """Return the old question about what was reached instead of what was planned, or the other
    way round (计划培训几期？实际呢), empty where that is not asked."""
    word = pattern_of("followup", "contrast").search(asked.folded)
    if word is None or asked.places or asked.years or not before.content:
        return ""
    if asked.unit not in {"", before.unit} or not (before.asks | asked.asks) & {"target"}:
        return ""
    at = before.content[0].start
    head, tail = before.folded[:at], before.folded[at:]
    opposed = pattern_of("followup", "opposed")
    return f"{opposed.sub('', head)}{word.group()}{opposed.sub('', tail)}"
