"""Which change over the years a question asks for: of which years, in which direction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from retrieval.answering.asking.goal import is_check
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.language.wording import alternation
from retrieval.records import Report

# 从多少降到多少, 由第几升到第几
_YEAR = r"(?:(?:[去上前]一?|\d{2,4})年度?的?)?"
_FROM_TO = re.compile(
    rf"[从由]{_YEAR}第?(?:多少|几)[^,，]{{0,8}}?(?:[一-鿿]{{1,4}}?)?[到至为成]了?{_YEAR}第?(?:多少|几)"
)
# 2022年多还是2023年多
_EITHER = re.compile(r"年?度?的?(?:更|比较)?[多少高低大小]些?[,，]?还是.{1,10}[多少高低大小]")
_LEFT_OPEN = re.compile(r"有没有?|是否|不一样|不相同|一不一样|一样不一样")
_SPAN = re.compile(r"\d\d\s*年?度?\s*(?:到|至|-|—|~|以来)")
# 近三年, 五年来
_COUNT = re.compile(r"([两三四五六])年")
_COUNTS = "〇一两三四五六"
# A report that tells of all years goes back so far at most.
_FAR = 5
Direction = Literal["rise", "fall", "any", "same"]


@dataclass(frozen=True, slots=True)
class Change:
    """``direction`` is the one a yes/no question claims; ``checks`` marks such a question.

    ``percent`` where a rate of change is wanted, ``times`` where a multiple is, ``which_year`` where the year with the
    most (or fewest: ``fewer``) is.
    """

    checks: bool = False
    direction: Direction = "any"
    percent: bool = False
    times: bool = False
    which_year: bool = False
    fewer: bool = False


def read_change(question: Question) -> Change | None:
    """Return the change asked for, or None where the question asks for none."""
    folded = question.folded
    bare = folded.replace("多少", "")
    moves, rises, falls = (
        bool(pattern_of("trend", key).search(bare)) for key in ("moves", "rises", "falls")
    )
    many = len(question.years) > 1
    of_years = pattern_of("trend", "which_year").search(folded) or (many and _EITHER.search(folded))
    which_year = bool(of_years) and (rises or falls)
    from_to = bool(_FROM_TO.search(folded)) or asks_both_ends(question)
    beside = pattern_of("compare", "set_beside").search(folded) is not None
    spans = many and (question.asks_any("compare") or moves or beside)
    either = "还是" in folded and moves and rises and falls
    asked = moves and question.asks_any("trend", "yesno")
    sized = bool(_by_how_much().search(folded))
    listed = len(question.years) > 2 or _names_span(question)
    against = sets_against_year(question)
    if not (which_year or spans or listed or either or asked or sized or against or from_to):
        return None
    if not (rises or falls):
        # 比上年高吗: which way is claimed stands at the end.
        rises, falls = (_ends_in(key).search(bare) is not None for key in ("up", "down"))
    same = not (rises or falls) and _claims_same(bare)
    direction: Direction = (
        "same" if same else "any" if rises == falls else "rise" if rises else "fall"
    )
    return Change(
        # 比上年好吗 claims no change that figures would show.
        checks=is_check(question) and (rises or falls or moves or same),
        direction=direction,
        percent=bool(pattern_of("trend", "percent").search(folded)),
        times="倍" in folded,
        which_year=which_year,
        fewer=falls and not rises,
    )


def _claims_same(folded: str) -> bool:
    """Return whether it is claimed that nothing changed (持平, 没有变化; 有没有变化 leaves it open)."""
    return pattern_of("trend", "same").search(_LEFT_OPEN.sub("", folded)) is not None


@cache
def _ends_in(key: str) -> re.Pattern[str]:
    """Match a question that ends in a word for more, or for fewer (高吗, 低一些没有)."""
    return re.compile(
        rf"{alternation(words_of('compare', key))}(?:一些|一点|些|点)?了?(?:吗|么|没有?|吧|不)?[?？。 ]*$"
    )


@cache
def _both_times() -> re.Pattern[str]:
    """Match what it was and what it is, both asked for: 原来和现在各多少, 去年几件今年几件, 改革前几天改革后
    几天, 压缩前后各多少."""
    then = alternation((*words_of("trend", "earlier"), *words_of("number", "before"), "年初"))
    now = alternation((*words_of("trend", "now"), *words_of("trend", "after"), "年底", "年末"))
    of = r"(?:的|是|有|为|要|需要|需)*"
    how_many = r"(?:多少|几)[^,，。?？]{0,4}"
    join, end = rf"{of}(?:{how_many})?[和与跟及、,，\s]*", rf"(?:{of}|又|呢|[?？。\s])*"
    asked = rf"{end}(?:各|分别|多少|几|对比|比较|相比|$)"
    return re.compile(
        rf"(?<![比较])(?:{then}{join}{now}|{now}{join}(?<![比较]){then}){asked}"
        rf"|前后(?:两年|两次)?{asked}"
    )


@cache
def _by_how_much() -> re.Pattern[str]:
    """Match 增加了几件, 增长百分之几: a change asked for by its size, not 减少排放多少吨."""
    return re.compile(rf"{alternation(words_of('trend', 'steps'))}[了掉去]?(?:多少|几|百分)")


def asks_both_ends(question: Question) -> bool:
    """Return whether the figure before a change is asked for together with the one after it."""
    return _both_times().search(question.folded) is not None


def sets_against_year(question: Question) -> bool:
    """Return whether a year is named that something is compared with (比2022年, 去年相比)."""
    return _against_year().search(question.folded) is not None


@cache
def _against_year() -> re.Pattern[str]:
    against, earlier = (alternation(words_of("trend", key)) for key in ("against", "earlier"))
    return re.compile(rf"{against}(?:{earlier}|\d{{2,4}}年)|{earlier}(?:相比|比|的(?:几|多少)倍)")


def says_only_change(text: str) -> bool:
    """Return whether a term of a question is made of words of change alone (涨了, 降, 增幅)."""
    return _only_change().fullmatch(text) is not None


@cache
def _only_change() -> re.Pattern[str]:
    lists = ("moves", "steps", "rises", "falls", "ignored")
    words = alternation(tuple(word for key in lists for word in words_of("trend", key)))
    return re.compile(rf"(?:{words}|[了没过又比率量数额到至变成为增减缩提压扩加])+")


def asked_years(question: Question) -> tuple[tuple[int, ...], int | None]:
    """Return the years whose figures are asked for and what 去年 adds to the report's year:
    none that is named only to compare with (比2022年, 较上年, 和去年相比)."""
    bases = [*_base().finditer(question.folded)]
    digits = [match.group("one") or match.group("other") for match in bases]
    named = {int(year) % 100 for year in digits if year}
    years = tuple(year for year in question.years if year % 100 not in named)
    relative = any(not year for year in digits)
    if not relative and len(years) == 1 and _counts_back(question.folded):
        # 2023年的信访件数，去年是多少: of the year before the one that is named.
        return (years[0] + (question.year_offset or 0),), None
    return years, None if relative else question.year_offset


# 去年 beside a year says which one that is (去年2022年); behind these it is only compared with.
_A_YEAR = re.compile(r"\d\d\s*年|\d{4}|二[〇零○]")
_APART = re.compile(
    r"(?<!\d年)(?<!年度)(?<!\d年的)(?<![比较和跟与同（(到至、])(?:去年|上一?年度?|前年|前一年度?|头一年)"
    r"(?![（(]?\d|同比|相比|[增减升降涨]|以来|[的底末]?[结转])"
)


def _counts_back(folded: str) -> bool:
    """Return whether 去年 or 前年 stands for itself, apart from the year that is named before it."""
    apart = _APART.search(folded)
    return apart is not None and _A_YEAR.search(folded, 0, apart.start()) is not None


@cache
def _base() -> re.Pattern[str]:
    earlier = alternation(words_of("trend", "earlier"))

    def year(name: str) -> str:
        return rf"(?:{earlier}|(?P<{name}>(?:\d\d)?\d\d)年度?)"

    return re.compile(
        rf"(?:(?<![占评对])比起?|较|相比于?|相较于?){year('one')}"
        rf"|[和跟与同]{year('other')}(?:同期)?(?:的?数[字据量])?(?:相比|比|一样|持平|相同|差不多)|{earlier}(?:相比|比|的(?:几|多少)倍)"
    )


def years_of(question: Question, reports: Sequence[Report]) -> tuple[int, ...]:
    """Return the years to compare, the earliest first; all that the reports may state for 历年."""
    own = sorted({report.year for report in reports if report.year is not None})
    named = sorted(question.years)
    if len(named) > 1:
        return tuple(named)
    if named:
        base = re.search(
            rf"{alternation(words_of('trend', 'against'))}\s*(?:\d\d)?{named[0] % 100:02d}年",
            question.folded,
        )
        later = [year for year in own if year > named[0]]
        if base and later and "上年" not in question.folded:
            return named[0], later[0]
        return named[0] - 1, named[0]
    if not own:
        return ()
    if pattern_of("trend", "all_years").search(question.folded):
        count = _COUNT.search(question.folded)
        past = _COUNTS.index(count.group(1)) if count else _FAR
        return tuple(range(own[-1] - past + 1 if count else own[0] - past, own[-1] + 1))
    if (
        "前年" in question.folded
        and question.year_offset == -2
        and pattern_of("trend", "earlier").search(question.folded)
    ):
        return own[-1] - 2, own[-1] - 1
    return own[-1] - 1, own[-1]


def spans_all(question: Question) -> bool:
    """Return whether the years in between are asked for, too (2021年到2023年, 历年)."""
    return _names_span(question) or bool(pattern_of("trend", "all_years").search(question.folded))


def _names_span(question: Question) -> bool:
    return len(question.years) > 1 and _SPAN.search(question.folded) is not None
