"""Amounts in running text: numeral, unit, hedge, and what only looks like an amount.

Patterns run over folded text; folding keeps length, so spans hold in the original too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from retrieval.language.fold import fold
from retrieval.language.not_amounts import (
    find_blocked,
    is_chinese_amount,
    is_made_shorter,
    is_part_of_code,
)
from retrieval.language.numerals import (
    ARABIC,
    CHINESE,
    COMPOUND,
    NUMERAL,
    format_number,
    parse_numeral,
)
from retrieval.language.units import load_units
from retrieval.records import Number, Quantity

# Hedges before a numeral make it approximate; 达 and 共 do not.
_BEFORE = "将近|接近|大约|约为|大概|超过|高达|至少|不少于|不低于|不足|不到|突破|约|近|超|逾"
_EXACT_BEFORE = {"高达"}
_INSIDE = "余|多|几|来"
_AFTER = "以上|以下|以内|左右|上下|之多"
_RANK_CUE = re.compile(
    r"(?:排名|排位|排在|位列|位居|名列|并列|居|列|获|得|取得|拿到|全[省市区县镇州国]|系统)[^,。;]{0,8}$"
)
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# In these words a hedge's character hedges nothing: 签约36台 is 36 exactly.
_HEDGE_ENDS_WORD = re.compile(
    r"(?:[签合预履违节特制条公契集解续订民]约|[最附就邻临远新]近|[反赶高]超|补足)$"
)
# The end of a number told in steps that is not read as one (1亿2千|3百万元) is no number.
_GOES_ON = re.compile(r"\d[亿万千百]$")
_PEOPLE = re.compile(r"居民|群众|村民|市民|农民|师生|学生|职工|老百姓|百姓|游客|人民")
_PERSON = "人"
_NUMERAL = re.compile(NUMERAL)
# Units that Chinese numerals stand before without counting.
_LOOSE = frozenset({"种", "档", "首"})
# Years and days that last: 连续4年, 90日内. With a number alone they are dates.
_LASTING = re.compile(r"(?:连续|历时|长达|为期)$")


@cache
def _amount_pattern() -> re.Pattern[str]:
    units = load_units().pattern
    return re.compile(
        rf"(?P<before>{_BEFORE})?\s*"
        rf"(?P<ordinal>第\s*)?"
        rf"(?P<num>百分之(?:{CHINESE}|{ARABIC})|[{_cn_simple()}]+分之[{_cn_simple()}]+"
        rf"|{COMPOUND}|(?:{ARABIC})\s*|{CHINESE}"
        rf"|(?<![一上下大多过小两个\d])半(?=个工作日|个?小时|天|个月))"
        rf"(?P<inside>(?:{_INSIDE})(?=\s*(?:[百千万亿]|{units})))?"
        rf"(?P<scale>[百千]?[万亿]{{0,2}})(?P<inside2>{_INSIDE})?\s*"
        rf"(?P<unit>{units}|年|日)?"
        rf"(?P<after>{_AFTER})?"
    )


def _cn_simple() -> str:
    return "一二两三四五六七八九十百千"


@lru_cache(maxsize=4096)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the amounts in ``text``, left to right, never overlapping.

    A span takes in hedge, numeral and unit. A numeral without a known unit is left out,
    except rates written with 百分之, fractions and ranks. Dates, document and telephone
    numbers, names such as “1+4+N” and fixed phrases (``nonquantities.toml``) are left out.
    """
    folded = fold_numbers(text)
    # Most clauses hold no numeral at all.
    first = _NUMERAL.search(folded)
    match = _amount_pattern().search(folded) if first else None
    if match is None:
        return ()
    blocked = find_blocked(folded)
    found: list[Quantity] = []
    pattern = _amount_pattern()
    while match is not None:
        number = match.span("num")
        quantity = None
        if not any(start < number[1] and number[0] < end for start, end in blocked):
            quantity = _read(match, folded, text)
        if quantity is None:
            # Step past the numeral as a whole: 2023 must not be tried again as 023.
            position = max(number[1], match.start() + 1)
        else:
            found.append(quantity)
            position = quantity.end
        match = pattern.search(folded, position)
    return tuple(found)


def fold_numbers(text: str) -> str:
    """Return ``text`` folded, with the full-width comma between full-width digits (２，８６４)
    read as the separator of thousands it is; the length stays."""
    folded = fold(text)
    for match in _WIDE_COMMA.finditer(text):
        folded = folded[: match.start()] + "," + folded[match.end() :]
    return folded


def _read(match: re.Match[str], folded: str, text: str) -> Quantity | None:
    numeral = match.group("num").strip()
    unit = match.group("unit") or ""
    scale = match.group("scale") or ""
    inside = match.group("inside") or match.group("inside2") or ""
    start, end = match.start(), match.end()
    before = match.group("before") or ""
    if before and _HEDGE_ENDS_WORD.search(folded[: match.end("before")]):
        start, before = match.start("num"), ""
    if is_part_of_code(folded, match) or _GOES_ON.search(
        folded, max(match.start("num") - 2, 0), match.start("num")
    ):
        return None
    chinese = (
        not numeral[0].isdigit() and not numeral.startswith("百分之") and "分之" not in numeral
    )
    if match.group("ordinal"):
        return _read_rank(match, folded, text, numeral)
    if numeral.startswith("百分之"):
        value = parse_numeral(numeral[3:])
        unit, end = "%", match.end("num")
    elif "分之" in numeral:
        value, unit = parse_numeral(numeral), unit
        end = match.end("unit") if unit else match.end("num")
    elif not unit and (scale or numeral.endswith("万")) and _PEOPLE.match(folded, match.end()):
        # 9.4万居民: people in tens of thousands are written without a unit of their own.
        value, unit = parse_numeral(numeral), _PERSON
    elif not unit or not _may_count(folded, match, unit):
        return None
    else:
        value = parse_numeral(numeral)
    if value is None or (chinese and not is_chinese_amount(folded, match, numeral, unit)):
        return None
    if scale:
        if "亿" in numeral:
            value = parse_numeral(numeral + scale)
            if value is not None and load_units().class_of[unit] == "money":
                value, unit = _money_as_written(numeral + scale, unit, value)
        elif load_units().class_of[unit] == "money":
            unit = scale + unit
        else:
            value = parse_numeral(f"{format_number(value)}{scale}")
    elif chinese and load_units().class_of.get(unit) == "money":
        value, unit = _money_as_written(numeral, unit, value)
    if value is None:
        return None
    hedge = before + inside + (match.group("after") or "")
    approx = bool(hedge) and hedge not in _EXACT_BEFORE
    while start < end and folded[start] == " ":
        start += 1
    while end > start and folded[end - 1] == " ":
        end -= 1
    return Quantity(text[start:end], value, unit, start, end, approx, hedge)


def _may_count(folded: str, match: re.Match[str], unit: str) -> bool:
    """Return whether a unit that is also another word (年, 日, 列) counts here."""
    following = folded[match.end("unit") : match.end("unit") + 1]
    if unit == "日" and is_made_shorter(folded, match.start("num")):
        return True
    if unit == "年":
        return _LASTING.search(folded[: match.start("num")].rstrip()) is not None
    if unit == "日":
        return following in {"内", "之"}
    if unit == "组":
        # 每周二组织 sets up no groups.
        return following not in set("织成建长员团")
    if unit in _LOOSE and not match.group("num").strip()[0].isdigit():
        # 58种违法行为 counts, 两种程序 only names; 编成山歌十八首 is plain enough.
        return unit == "首" and len(match.group("num")) > 1
    if unit == "种":
        return following not in set("子植养粮菜田地")
    if unit == "首":
        return following not in set("次先都席届")
    if unit == "部":
        # 4部门 counts departments.
        return following != "门"
    return unit != "列" or following not in set("入为出席支明举")


def _money_as_written(numeral: str, unit: str, value: Number) -> tuple[Number, str]:
    """Keep 三十五万元 as 35 万元, as its digits would be written; 四亿三千万元 is 43000 万元."""
    for scale, size in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        if numeral.endswith(scale):
            return value / size, scale + unit
    return value, unit


def _read_rank(match: re.Match[str], folded: str, text: str, numeral: str) -> Quantity | None:
    value = parse_numeral(numeral)
    unit = match.group("unit") or ""
    if value is None:
        return None
    start = match.start("ordinal")
    if unit in {"名", "位"}:
        end = match.end("unit")
    elif (
        not unit
        and _RANK_CUE.search(folded[:start])
        and not re.match(r"[一-鿿]", folded[match.end("num") : match.end("num") + 1])
    ):
        end, unit = match.end("num"), "名"
    else:
        return None
    return Quantity(
        text[start:end].rstrip(), value, unit, start, start + len(text[start:end].rstrip())
    )
