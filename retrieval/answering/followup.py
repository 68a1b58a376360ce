"""What a follow-up question leaves out, filled in from the questions before it.

Place, year and measure carry over only where the new question leaves them out; a new
subject drops the old measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.gazetteer import Gazetteer
from retrieval.answering.question import Question, parse_question
from retrieval.answering.question_words import edge_pattern, is_one_of, pattern_of, words_of
from retrieval.language.fold import fold
from retrieval.language.terms import DENIED, Term
from retrieval.language.units import load_units

_KINDS_OF_SMALLTALK = ("about", "library", "farewell", "thanks", "greeting")
_BLANK = re.compile(r"[\x00\s]+")
_YEAR_WORDS = re.compile(
    r"(?:20\d{2}|(?<!\d)\d{2}|二[〇零○]..)年度?|去年|上一?年度?|今年|前年|本年度?|20\d{2}(?!\d)"
)
# Words that compare without saying what: 哪个多, 差多少, 一共多少次.
_TAIL = re.compile(r"呢\s*[？?]?$")
_COMPARES = ("compare", "trend")
# These ask for a section of the report, whatever was spoken of before.
_WHOLE_SECTIONS = ("list.shortcomings", "list.plans", "list.measures")


def resolve(question: str, context: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return the question with place, year and measure carried over where it leaves them out.

    ``context`` are the earlier questions, oldest first, themselves resolved or not.
    """
    earlier: list[str] = []
    for text in (*context, question):
        if any(is_one_of(text, "smalltalk", kind) for kind in _KINDS_OF_SMALLTALK):
            continue
        earlier.append(_carry(text, earlier, gazetteer) if earlier else text)
    return earlier[-1] if earlier else question


def _carry(text: str, earlier: Sequence[str], gazetteer: Gazetteer) -> str:
    asked = parse_question(text, gazetteer)
    before = parse_question(earlier[-1], gazetteer)
    has_place = bool(asked.places)
    has_year = bool(asked.years)
    measure = _measure(asked)
    if has_place and has_year and measure:
        return text
    joins = asked.asks_any(*_COMPARES) or pattern_of("number", "together").search(asked.folded)
    if not measure and joins and not has_place:
        joined = _join(asked, earlier, gazetteer)
        if joined:
            return joined
    if not measure and not _asks_anew(asked, before):
        return _replace(before, asked, gazetteer)
    place = _place_text(asked) or _place_text(before)
    year = _year_text(asked, before)
    if measure and before.asks_any("text") and not asked.asks and _TAIL.search(text):
        # 哪家律所…？银行呢: the same question of another kind of body.
        return f"{place}{year}是哪家{''.join(t.text for t in asked.terms)}"
    if asked.asks_any(*_WHOLE_SECTIONS):
        return f"{place}{year}{_own_words(asked)}"
    if has_place and not has_year and not _has_year(asked, before, gazetteer):
        # The year was the old place's; the new one has no report of it.
        year = ""
    if measure and not _is_part(asked, before):
        return f"{place}{year}{_own_words(asked)}"
    carried = _carried_measure(before, asked)
    return f"{place}{year}{carried}{_own_words(asked)}"


def _has_year(asked: Question, before: Question, gazetteer: Gazetteer) -> bool:
    places = [place for mention in asked.places for place in mention.places]
    return any(year in gazetteer.years.get(place, ()) for place in places for year in before.years)


def _measure(question: Question) -> tuple[Term, ...]:
    """Return the terms that name a measure; comparison words are none."""
    compare = {w for key in ("most", "least", "difference", "sum", "sort") for w in words_of("compare", key)}
    return tuple(t for t in question.content if t.text not in compare)


def _asks_anew(asked: Question, before: Question) -> bool:
    """Return whether a question without a measure asks something else of the same measure
    (多少批 after 多少人次, 有没有败诉, 比上年多了多少)."""
    if asked.unit and asked.unit != before.unit:
        return True
    if pattern_of("followup", "contrast").search(asked.folded):
        return True
    kinds = {kind.split(".")[0] for kind in asked.asks} - {kind.split(".")[0] for kind in before.asks}
    return bool(kinds & {"trend", "compare", "yesno", "list", "text", "passage", "meaning"}) and not _is_bare(asked)


def _is_bare(asked: Question) -> bool:
    """Return whether nothing is left but place, year and 那…呢."""
    left = edge_pattern("followup", "tail", at_start=False).sub("", asked.masked)
    return not _BLANK.sub("", left).strip("，,。？?！!的年度")


def _is_part(asked: Question, before: Question) -> bool:
    """Return whether the new question asks for a part or another act of the old subject."""
    if not before.content:
        return False
    if asked.asks_any("followup.part") or pattern_of("followup", "part").search(asked.folded):
        return True
    return not any(t.kind == "thing" or (t.kind == "word" and len(t.text) > 1) for t in asked.content)


def _carried_measure(before: Question, asked: Question) -> str:
    """Return the old subject's words: its acts give way to the new question's."""
    replaced = {"action", "rate"} if any(t.kind in {"action", "rate"} for t in asked.content) else set()
    kept = [t for t in before.terms if t.kind not in replaced and not (replaced and t.kind == "quality")]
    new = {t.key for t in asked.content}
    if not asked.asks_any("number", "measure"):
        # 面积 was the old question's measure; 里面有什么 asks of the thing itself.
        kept = [t for t in kept if t.text not in load_units().asked]
    return "".join(t.text.removeprefix(DENIED) for t in kept if t.key not in new)


def _replace(before: Question, asked: Question, gazetteer: Gazetteer) -> str:
    """Return the old question with the new one's place and year in place of its own."""
    text = before.folded
    place = _narrowed(before, asked) or _place_text(asked)
    if place:
        for mention in reversed(before.places):
            text = text[: mention.start] + "\x01" + text[mention.end :]
        head, _, tail = text.partition("\x01")
        text = head + place + tail.replace("\x01", "") if "\x01" in text else place + text
    year = _new_year(asked, before)
    if place and not year and before.years and not _has_year(asked, before, gazetteer):
        text = _YEAR_WORDS.sub("", text, count=1)
    if year:
        text, count = _YEAR_WORDS.subn(f"{year}年", text, count=1)
        if not count:
            at = len(place) if place and text.startswith(place) else (before.places[0].end if before.places and not place else 0)
            text = f"{text[:at]}{year}年{text[at:]}"
    return text


def _narrowed(before: Question, asked: Question) -> str:
    """Return the old, many-valued place under the unit that the new question names
    (云岭县的, after a question about one of two 城关镇)."""
    for mention in before.places:
        for unit in asked.places:
            stems = {fold(p) for place in mention.places for p in place.parents}
            if len(mention.places) > 1 and any(unit.text in (s, s[:-1]) for s in stems):
                return f"{unit.text}{mention.text}"
    return ""


def _new_year(asked: Question, before: Question) -> int | None:
    if asked.years:
        return asked.years[0]
    if asked.year_offset is not None and before.years:
        return before.years[0] + asked.year_offset
    return None


def _year_text(asked: Question, before: Question) -> str:
    if asked.years:
        return ""  # stays in the question's own words
    if asked.year_offset is not None and before.years:
        return f"{before.years[0] + asked.year_offset}年"
    if asked.year_offset is not None:
        return ""
    return f"{before.years[0]}年" if len(before.years) == 1 else "、".join(f"{y}年" for y in before.years)


def _place_text(question: Question) -> str:
    return "和".join(question.folded[m.start : m.end] for m in question.places)


def _own_words(asked: Question) -> str:
    """Return the new question without its place and its lead (那, 其中)."""
    text = asked.folded
    for mention in reversed(asked.places):
        text = text[: mention.start] + text[mention.end :]
    if asked.year_offset is not None:
        text = re.sub(r"去年|上一?年度?|前一年度?|今年|前年|本年度?", "", text, count=1)
    lead = edge_pattern("followup", "lead", at_start=True).match(text)
    if lead and not pattern_of("followup", "part").match(text):
        text = text[lead.end() :]
    return pattern_of("followup", "part").sub("", text)


def _join(asked: Question, earlier: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return a comparison of what the last two questions asked: two places or two measures."""
    if len(earlier) < 2:
        return ""
    one, two = (parse_question(text, gazetteer) for text in earlier[-2:])
    same_measure = {t.key for t in one.content} == {t.key for t in two.content} and one.content
    places = [_place_text(q) for q in (one, two)]
    year = two.years or one.years
    when = f"{year[0]}年" if year and (one.years == two.years or not one.years) else ""
    if same_measure and places[0] != places[1] and all(places):
        return f"{places[0]}和{places[1]}{when}{''.join(t.text for t in two.terms)}{_own_words(asked)}"
    if same_measure and one.years and two.years and one.years != two.years:
        years = f"{one.years[0]}年和{two.years[0]}年"
        return f"{places[1] or places[0]}{years}{''.join(t.text for t in two.terms)}{_own_words(asked)}"
    if one.content and two.content and not same_measure and places[0] == places[1]:
        measures = "和".join("".join(t.text for t in q.terms) for q in (one, two))
        return f"{places[0]}{when}{measures}{_own_words(asked)}"
    return ""
