"""Follow-ups that set what was asked before against something else (和甲比呢, 哪个多, 实际呢)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.answering.asking.enumeration_words import any_of
from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.goal import asks_besides, measure_terms
from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.asking.span_of_years import read_change
from retrieval.answering.asking.table_request import every_place, read_request
from retrieval.answering.followups.turns import (
    Turn,
    every_meant,
    has_report_of,
    latest_year,
    measure_of,
    own_words,
    place_text,
    places_meant,
    sets_years_apart,
    wording_of,
    year_text,
)
from retrieval.answering.followups.which_kind import asks_which_kind, which_kind
from retrieval.language.wording import alternation

# So many years are named one by one then.
_SO_MANY_YEARS = re.compile(r"(?:这|近|前)?[两二三四五几]年(?:来|间|里)?")
_SINGLE = re.compile(r"最[高大多低小少]的?(?:一|单)?[笔件起次单个](?!数)|单[笔件]最")
_MORE = re.compile(r"比\x01(?:还|更|要)?(?P<more>[多少高低大小])")
_COMPARES = ("compare", "trend")


def compared(asked: Question, turns: Sequence[Turn], gazetteer: Gazetteer) -> str:
    """Return a comparison of what was asked before, empty where none is asked for."""
    before = turns[-1].question
    if sets_years_apart(asked) and not asked.places:
        year = f"{before.years[0]}年" if len(before.years) == 1 else ""
        return f"{place_text(before)}{year}{wording_of(turns[-1].subject)}{own_words(asked)}"
    if asked.places:
        return _against_place(asked, turns[-1], gazetteer)
    together = pattern_of("number", "together").search(asked.folded)
    if not (asked.asks_any(*_COMPARES) or together or read_change(asked)):
        return ""
    if asked.years or asked.year_offset is not None:
        # 上一年一共多少件: the same of that year, and no sum of what was asked before.
        return ""
    if _SINGLE.search(asked.folded):
        # 最高一笔多少: of what was counted, and nothing set against anything.
        return ""
    if asks_which_kind(asked) and places_meant(before):
        return which_kind(asked, turns, gazetteer)
    everywhere = not places_meant(before) or asks_besides(before)
    most, among = _superlative(asked, before, gazetteer), _joined(asked, turns, gazetteer)
    return (most or among) if everywhere else (among or most)


_VIEWS = (("sum", "合计多少"), ("average", "平均多少"), ("sort", "从多到少排序"))


def viewed(asked: Question, turns: Sequence[Turn], gazetteer: Gazetteer) -> str:
    """Return what was asked of many places before in another view (列成表格, 平均呢, 按多少排一下),
    empty where no view is asked for, or where another measure, place or year is named with it."""
    before = turns[-1].question
    years = "、".join(f"{year}年" for year in before.years)
    if before.content and asks_elsewhere(asked.folded):
        return _elsewhere(before, gazetteer)
    if before.content and (every := _every_instead(asked, gazetteer)):
        return f"{every}{years}{_measure_words(before, gazetteer)}"
    words = _view_words(asked, gazetteer)
    if not words or not before.content:
        return ""
    every = every_place(before.folded)
    places = [m for m in before.places if m.places or m.reports]
    regions = any(m.is_region for m in before.places)
    many = every or regions or len(places) > 1 or not places
    if not many and words != own_words(asked):
        # One place's figure has no mean, and nothing to be sorted by.
        return ""
    if not many and not pattern_of("table", "words").search(asked.folded):
        return ""
    if not (places or regions) and not every:
        if not before.asks_any("compare") and read_request(before.folded) is None:
            return ""
        every = _EVERYWHERE
    return f"{every or place_text(before)}{years}{_measure_words(before, gazetteer)}{words}"


_EVERYWHERE = "各地"


def _every_instead(asked: Question, gazetteer: Gazetteer) -> str:
    """Return the words for every place where a question says nothing else (各街道呢)."""
    every = every_meant(asked)
    if not every or asked.places or asked.years or read_request(asked.folded):
        return ""
    left = parse_once(asked.folded.replace(every, ""), gazetteer)
    return every if not measure_of(left) and not left.asks - {"followup"} else ""


def asks_elsewhere(folded: str) -> bool:
    """Return whether a question says nothing but who else reports it (还有谁报告了, 其他街道呢)."""
    return _elsewhere_pattern().fullmatch(folded) is not None


@cache
def _elsewhere_pattern() -> re.Pattern[str]:
    places = alternation((*words_of("compare", "place_words"), "镇", "乡", "县", "区"))
    who, of, told = (
        alternation(words_of(section, key))
        for section, key in (
            ("followup", "who_else"),
            ("followup", "which_else"),
            ("table", "told"),
        )
    )
    return re.compile(
        rf"(?:那么?)?(?:{who}|{of}(?:几个|个)?{places})(?:的?报告)?[里中]?(?:也|都|还)?"
        rf"(?:有没有|{told})?[过了]?(?:这个数字?|这一?项|这个|它)?的?(?:吗|呢|没有?)?[?？。]*"
    )


def _elsewhere(before: Question, gazetteer: Gazetteer) -> str:
    """Return who else reports what was asked for before, of whatever year."""
    known = [m for m in before.places if m.places or m.reports]
    besides = f"除了{place_text(before)}，还有" if len(known) == 1 else ""
    return f"{besides}哪些地方报告了{_measure_words(before, gazetteer)}"


def _superlative(asked: Question, before: Question, gazetteer: Gazetteer) -> str:
    """Return which of all places has the most or least of what was asked before (哪个最多, 最少的呢)."""
    if asked.years or not before.content or read_request(asked.folded):
        return ""
    found = pattern_of("followup", "superlatives").search(asked.folded)
    if found is None:
        return ""
    years = "、".join(f"{year}年" for year in before.years)
    return f"{years}各地{_measure_words(before, gazetteer)}哪个{found.group()}"


def _view_words(asked: Question, gazetteer: Gazetteer) -> str:
    """Return the words that ask for a view, and for nothing else; empty where there are others."""
    if request := read_request(asked.folded):
        rest = parse_once(request.rest, gazetteer) if request.rest else None
        bare = rest is None or not (measure_of(rest) or rest.places or rest.years)
        return own_words(asked) if bare else ""
    if asked.places or asked.years:
        return ""
    sorts = pattern_of("table", "sort").search(asked.folded)
    left = asked.folded.replace(sorts.group(), "") if sorts else asked.folded
    if sorts and not measure_of(parse_once(left, gazetteer)):
        return dict(_VIEWS)["sort"]
    if measure_of(asked):
        return ""
    return next((words for aim, words in _VIEWS if asked.asks_any(f"compare.{aim}")), "")


def _measure_words(before: Question, gazetteer: Gazetteer) -> str:
    """Return the measure that was asked for before, without the words of a view or an order."""
    request = read_request(before.folded)
    question = parse_once(request.rest, gazetteer) if request else before
    named = measure_of(question)
    return wording_of(term for term in measure_terms(question) if term in named)


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
    if asked.wants_verdict and (way := _MORE.search(text)):
        # 比乙多吗: whether it is so, and not only who is ahead.
        measure = wording_of(before.content)
        return f"{place_text(before)}{year}{measure}比{place_text(asked)}{way['more']}吗"
    way = pattern_of("followup", "way").search(text)
    both = f"{place_text(before)}和{place_text(asked)}"
    return f"{both}{year}{wording_of(before.terms)}{way.group() if way else '哪个多'}"


def _joined(asked: Question, turns: Sequence[Turn], gazetteer: Gazetteer) -> str:
    """Return a comparison of what the last questions asked: places, years or two measures."""
    last = turns[-1].question
    same = _of_one_measure(last, turns)
    places = list(dict.fromkeys(place_text(q) for q in same))
    years = list(dict.fromkeys(_year_of(q, gazetteer) for q in same)) if len(places) == 1 else []
    when = f"{last.years[0]}年" if len({q.years for q in same}) == 1 and last.years else ""
    measure = wording_of(last.terms)
    if len(places_meant(last)) > 1 or len(last.years) > 1:
        # They were set side by side already (哪个多？差多少).
        all_years = "、".join(f"{year}年" for year in last.years)
        return f"{place_text(last)}{all_years}{measure}{own_words(asked)}"
    wanted = 2 if _sets_two_apart(asked) else max(len(places), len(years))
    if pattern_of("followup", "three").search(asked.folded):
        wanted = 3
    if wanted > 1 and len(places) >= wanted and all(places[-wanted:]):
        return f"{'和'.join(places[-wanted:])}{when}{measure}{own_words(asked)}"
    if wanted > 1 and len(years) >= wanted and all(years[-wanted:]):
        named = "和".join(f"{y}年" for y in sorted(y for y in years[-wanted:] if y))
        return f"{places[0]}{named}{measure}{_SO_MANY_YEARS.sub('', own_words(asked))}"
    return _two_measures(asked, turns)


def _two_measures(asked: Question, turns: Sequence[Turn]) -> str:
    """Return a comparison of the last two measures of one place, empty where one is of the other."""
    last = turns[-1].question
    other = turns[-2].question if len(turns) > 1 else last
    if other is last or not other.content or place_text(other) != place_text(last):
        return ""
    if read_change(asked) and pattern_of("trend", "moves").search(asked.folded):
        # 涨了还是降了: of the last, since the year before.
        return ""
    if {t.key for t in other.content} <= {t.key for t in last.content}:
        # A whole and its part are nothing to be added up.
        return ""
    when = f"{last.years[0]}年" if last.years and last.years == other.years else ""
    both = f"{wording_of(other.terms)}和{wording_of(last.terms)}"
    return f"{place_text(last)}{when}{both}{own_words(asked)}"


def _sets_two_apart(asked: Question) -> bool:
    """Return whether two are set against each other (差多少), not so many as were spoken of."""
    return (
        asked.asks_any("compare.difference", "compare.multiple") or read_change(asked) is not None
    )


def _year_of(question: Question, gazetteer: Gazetteer) -> int | None:
    """Return the year a question is about: where it names none, that of the latest report."""
    return question.years[0] if question.years else latest_year(question, gazetteer)


def _of_one_measure(last: Question, turns: Sequence[Turn]) -> list[Question]:
    """Return the questions that led up to ``last`` on its measure, or on one that names more
    (选派法律明白人 before 法律明白人)."""
    keys = {t.key for t in last.content}
    same: list[Question] = []
    for turn in reversed(turns):
        if not keys or not keys <= {t.key for t in turn.question.content}:
            break
        same.insert(0, turn.question)
    return same


def contrasted(asked: Question, before: Question) -> str:
    """Return the old question about what was reached instead of what was planned, or the other
    way round (计划培训几期？实际呢), empty where that is not asked."""
    word = pattern_of("followup", "contrast").search(asked.folded)
    if word is None or asked.places or asked.years or not before.content:
        return ""
    if any_of("generic", "next_year").search(asked.folded):
        # 明年计划呢: what is planned at all.
        return ""
    if asked.unit not in {"", before.unit} or not (before.asks | asked.asks) & {"target"}:
        return ""
    at = before.content[0].start
    head, tail = before.folded[:at], before.folded[at:]
    opposed = pattern_of("followup", "opposed")
    return f"{opposed.sub('', head)}{word.group()}{opposed.sub('', tail)}"
