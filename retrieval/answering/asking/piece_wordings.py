"""The wordings of a question that asks more than once, each with one asking of its own."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import words_of
from retrieval.language.units import load_units
from retrieval.language.wording import alternation

MARKS = ",，;；、。?？ "
_HOW_MANY = r"(?:多少|(?<![哪这近前后那十好])几(?![乎何])|多大|多长)"
# 成功率 是百分之几: what may stand before the asking word that goes on with the same measure.
_LED = r"(?:[是为有共各约占]|一共|总共|分别|达到?了?|百分之)*"
_AND = r"(?:和|与|及|以及|还有|、)"
# Within a wording these set the next one apart, unless they are part of a word (涉及).
_STOP = re.compile(rf"[,，;；、。?？\s]|[和及与]|{_HOW_MANY}")
# Right before the next 多少, behind the noun that the one before counts.
_VERB = re.compile(r"(?<=[一-鿿]{2})[一-鿿]了$")
_OWNERS = re.compile(r"[一-鿿]{1,8}的")
# …几次，议事会呢: asked for as the one before.
_AGAIN = re.compile(
    r"[,，;；、。?？\s]+(?![^呢]*(?:吗|什么|怎么|怎样|为何|谁|哪))[^,，;；。?？\s]{2,}呢[?？。\s]*"
)
_YEAR_OF_PLACE = re.compile(r"(?<= )(?:20\d\d|19\d\d|\d\d)年度?(?![来内以])")
_YEAR_BEFORE = r"(?:上一?|去|前一)年度?呢?(?=$|[,，;；、。?？\s])"


def split_asked(question: Question) -> list[str]:
    """Return the wordings that each ask once, one for the whole where it does not split."""
    folded = question.folded
    pieces: list[str] = []
    position = 0
    for match in _asking().finditer(_without_places(question)):
        if match.start() < position or _is_one_of_all(folded, match):
            continue
        if match["before"] and not any(t.end <= match.start() for t in question.content):
            # 上年，立案多少件: the year of what is asked next, and no second asking.
            continue
        stop = _stop_behind(question, position, match.end())
        end = stop.start() if stop else len(folded)
        named = bool(pieces) or any(term.end <= match.start() for term in question.content)
        if (
            stop
            and re.match(_HOW_MANY, stop.group())
            and _OWNERS.fullmatch(folded, match.end(), stop.start())
        ):
            # 整合几个部门的几项业务: the noun is the first one's.
            end = stop.start()
        elif stop and match["unit"] and named and re.match(_HOW_MANY, stop.group()):
            # 一审几件二审几件: what follows the unit is asked for next. Where nothing is named
            # before it (几个调委会几名调解员), what follows is what the first one counts.
            end = _noun_behind(folded, match.end(), stop.start())
        elif stop and re.match(_HOW_MANY, stop.group()):
            end = _verb_before(folded, match.end(), end)
        pieces.append(folded[position:end])
        position = end
    if pieces and (again := _AGAIN.fullmatch(folded, position)):
        pieces.append(again.group())
    pieces = [piece for piece in pieces if piece.strip(f"{MARKS}和及与")]
    if len(pieces) < 2 and (two := _two_units().search(folded)):
        one = "one" if two["one"] else "first"
        pieces = [folded[: two.end(one)], two["two"] or two["second"]]
    return pieces


def _without_places(question: Question) -> str:
    """Return the question with blanks for its places, and for a year behind one: 办结率，某街道2023年
    达到多少 asks once."""
    folded = question.folded
    for place in question.places:
        folded = folded[: place.start] + " " * (place.end - place.start) + folded[place.end :]
    return _YEAR_OF_PLACE.sub(lambda m: " " * len(m.group()), folded)


def _verb_before(folded: str, start: int, end: int) -> int:
    """Return where the verb begins that the next 多少 is asked by (几场官司|赢了几场), else ``end``."""
    verb = _VERB.search(folded, start, end)
    return verb.start() if verb else end


def _noun_behind(folded: str, start: int, end: int) -> int:
    """Return where what is counted ends and its size is asked for (几份合同|金额多大), else ``start``."""
    opens = _opens().search(folded, start + 1, end)
    return opens.start() if opens else start


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(alternation(words_of("pieces", "opens")))


def _is_one_of_all(folded: str, asking: re.Match[str]) -> bool:
    """Return whether a noun of number is only the first of those that one 多少 asks for
    (答复率和解决率的目标是多少)."""
    rest = folded[asking.end() :]
    joined = rest.startswith(("和", "与", "及", "、")) and not re.match(_HOW_MANY, asking.group())
    return joined and re.search(_HOW_MANY, rest) is not None


def _stop_behind(question: Question, position: int, start: int) -> re.Match[str] | None:
    """Return where the wording from ``position`` that asks before ``start`` ends: at a mark, or
    where something else begins once it has named what it asks for; None where nothing does."""
    folded = question.folded
    words = [match.span() for match in _not_joiners().finditer(folded)]
    for match in _STOP.finditer(folded, start):
        if any(a <= match.start() and match.end() <= b for a, b in words):
            continue
        named = any(position <= t.start < match.start() for t in question.content)
        if match.group().strip() in MARKS.strip() and match.group().strip():
            return match
        if named or re.match(_HOW_MANY, match.group()):
            return match
    return None


@cache
def _asking() -> re.Pattern[str]:
    """Return a pattern for what asks for a number: 多少 with its unit, or a noun of number (件数,
    败诉率) that nothing but an end or a joiner follows."""
    units = load_units()
    return re.compile(
        rf"{_HOW_MANY}(?P<unit>{units.pattern})?"
        rf"|{_counts()}(?=$|[,，;；、。?？\s和及与](?!\s*{_LED}{_HOW_MANY}))"
        rf"|(?P<before>{_YEAR_BEFORE})"
    )


@cache
def _not_joiners() -> re.Pattern[str]:
    return re.compile(alternation(words_of("compare", "not_joiners")))


@cache
def _counts() -> str:
    """Return a pattern for nouns that ask for a number by themselves (件数, 金额, 满意率)."""
    units = load_units()
    asked = [wording for wording in units.asked if not wording.startswith(("多", "几"))]
    times = [unit for unit in units.class_of if len(unit) > 1 and unit.endswith("次")]
    nouns = alternation((*(f"{unit}数" for unit in units.class_of), *times, *asked))
    # 处罚案件数 罚款额, 立案数 罚没款: a sum of money is a figure of its own as well.
    sums = r"(?:[一-鿿]额|罚没?款|违法所得)(?=$|[\s?？])"
    return rf"(?:{nouns}|{sums}|[一-鿿]数(?!据)|[一-鿿]率|数量|总额|占比|比例|比重|均分|平均分)"


@cache
def _two_units() -> re.Pattern[str]:
    """Return a pattern for two countings asked for without 多少 (来访批次和人次, 处数和面积)."""
    units = load_units()
    counted = [unit for unit in units.class_of if len(unit) > 1 and unit.endswith("次")]
    asked = [wording for wording in units.asked if not wording.startswith(("多", "几", "总"))]
    numbers = (*counted, *(f"{unit}数" for unit in units.class_of))
    number, named = alternation(numbers), alternation((*numbers, *asked))
    size = alternation((*numbers, "金额", "面积"))
    # Set side by side without a word between them only numbers are two (批数人次, no 天数比例).
    return re.compile(
        rf"(?:(?P<one>{named}){_AND}(?P<two>{named})|(?P<first>{number})(?P<second>{size}))[？?。]?$"
    )
