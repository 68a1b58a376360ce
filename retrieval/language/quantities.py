"""Amounts in running text: numeral, unit, hedge, and what only looks like an amount.

Patterns run over folded text; folding keeps length, so spans hold in the original too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from retrieval.language.data import load_toml, strings
from retrieval.language.fold import fold
from retrieval.language.numerals import ARABIC, CHINESE, format_number, parse_numeral
from retrieval.language.units import load_units
from retrieval.records import Number, Quantity

# Hedges before a numeral make it approximate; 达 and 共 do not.
_BEFORE = "将近|接近|大约|约为|大概|超过|高达|至少|不少于|不低于|不足|不到|突破|约|近|超|逾"
_EXACT_BEFORE = {"高达"}
_INSIDE = "余|多|几|来"
_AFTER = "以上|以下|以内|左右|上下|之多"
_BRACKETED = re.compile(r"《[^》]*》|“[^”]{0,16}”|\"[^\"]{0,16}\"|「[^」]{0,16}」|〔[^〕]*〕")
_LIST_ITEM_QUOTE = re.compile(r"[\d+]")
_RANK_CUE = re.compile(
    r"(?:排名|排位|排在|位列|位居|名列|并列|居|列|获|得|取得|拿到|全[省市区县镇州国]|系统)[^,。;]{0,8}$"
)
_WIDE_COMMA = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# 5，600人 with half-width digits may be one number or two: nobody can tell.
_TORN = re.compile(r"\d{1,3}，\d{3}(?!\d)|\d \d{3}(?!\d)|\d \d(?=\d* *[一-鿿])")
# Telephone, record and code numbers: long digits that count nothing.
_LONG = re.compile(r"\d{7,}")
_DATE = re.compile(
    r"(?:\d{2,4}|[零〇○一二三四五六七八九]{4})年(?:度|底|初|末)?(?!内|以上|时间)"
    r"|\d{1,2}月(?:\d{1,2}[日号])?(?:份|底|初|末)?(?![份次])|[一二三四五六七八九十]{1,2}月(?:份|底|初)?"
    r"|(?<![\d.])\d{1,2}[日号](?!均)|\d+-\d{3,}-?\d*"
)


@cache
def _amount_pattern() -> re.Pattern[str]:
    units = load_units().pattern
    return re.compile(
        rf"(?P<before>{_BEFORE})?\s*"
        rf"(?P<ordinal>第\s*)?"
        rf"(?P<num>百分之(?:{CHINESE}|{ARABIC})|[{_cn_simple()}]+分之[{_cn_simple()}]+"
        rf"|(?:{ARABIC})\s*|{CHINESE})"
        rf"(?P<inside>(?:{_INSIDE})(?=\s*(?:[百千万亿]|{units})))?"
        rf"(?P<scale>[百千]?[万亿]{{0,2}})(?P<inside2>{_INSIDE})?\s*"
        rf"(?P<unit>{units})?"
        rf"(?P<after>{_AFTER})?"
    )


def _cn_simple() -> str:
    return "一二两三四五六七八九十百千"


@cache
def _fixed_phrases() -> re.Pattern[str]:
    phrases = strings("nonquantities.toml", "phrases", load_toml("nonquantities.toml")["phrases"])
    folded = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    return re.compile("|".join(re.escape(phrase) for phrase in folded))


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the amounts in ``text``, left to right, never overlapping.

    A span takes in hedge, numeral and unit. A numeral without a known unit is left out,
    except rates written with 百分之, fractions and ranks. Dates, document and telephone
    numbers, names such as “1+4+N” and fixed phrases (``nonquantities.toml``) are left out.
    """
    folded = fold_numbers(text)
    blocked = _blocked(folded)
    found: list[Quantity] = []
    position = 0
    pattern = _amount_pattern()
    while match := pattern.search(folded, position):
        number = match.span("num")
        quantity = None
        if not any(start < number[1] and number[0] < end for start, end in blocked):
            quantity = _read(match, folded, text)
        if quantity is None:
            # Step past the numeral as a whole: 2023 must not be tried again as 023.
            position = max(number[1], match.start() + 1)
            continue
        found.append(quantity)
        position = quantity.end
    return tuple(found)


def fold_numbers(text: str) -> str:
    """Return ``text`` folded, with the full-width comma between full-width digits (２，８６４)
    read as the separator of thousands it is; the length stays."""
    folded = fold(text)
    for match in _WIDE_COMMA.finditer(text):
        folded = folded[: match.start()] + "," + folded[match.end() :]
    return folded


def _blocked(folded: str) -> list[tuple[int, int]]:
    spans = [match.span() for match in _fixed_phrases().finditer(folded)]
    spans += [match.span() for match in _TORN.finditer(folded)]
    spans += [m.span() for m in _LONG.finditer(folded) if not _counts(folded, m.end())]
    for pattern in (_DATE, _BRACKETED):
        for match in pattern.finditer(folded):
            inner = match.group()
            # A quoted phrase is a name; one that ends in an amount (“…30件”) would be odd
            # but a long quotation is running text and stays readable.
            if pattern is _DATE and _is_amount_like(folded, match.end()):
                continue
            if inner[0] in '“"「' and not _is_name(inner):
                continue
            spans.append(match.span())
    return spans


def _counts(folded: str, end: int) -> bool:
    """Return whether a unit follows a numeral that ends at ``end``."""
    return (
        re.compile(rf"(?:\.\d+)?\s*(?:[万亿余多]{{0,2}})(?:{load_units().pattern})").match(
            folded, end
        )
        is not None
    )


def _is_amount_like(folded: str, end: int) -> bool:
    # 3月次 never occurs, but 5个月 and 2年内 do; the date pattern keeps away from those.
    return folded[end : end + 1] in {"%"}


def _is_name(quoted: str) -> bool:
    return len(quoted) <= 18


def _read(match: re.Match[str], folded: str, text: str) -> Quantity | None:
    numeral = match.group("num").strip()
    unit = match.group("unit") or ""
    scale = match.group("scale") or ""
    inside = match.group("inside") or match.group("inside2") or ""
    start, end = match.start(), match.end()
    if _is_part_of_code(folded, match):
        return None
    chinese = (
        not numeral[0].isdigit() and not numeral.startswith("百分之") and "分之" not in numeral
    )
    if match.group("ordinal"):
        return _read_rank(match, folded, text, numeral)
    if numeral.startswith("百分之"):
        value = parse_numeral(numeral[3:])
        unit, start, end = "%", match.start(), match.end("num")
    elif "分之" in numeral:
        value, unit = parse_numeral(numeral), unit
        end = match.end("unit") if unit else match.end("num")
    elif not unit:
        return None
    else:
        value = parse_numeral(numeral)
    if value is None or (chinese and not _is_chinese_amount(folded, match, numeral, unit)):
        return None
    if scale:
        if load_units().class_of[unit] == "money":
            unit = scale + unit
        else:
            value = parse_numeral(f"{format_number(value)}{scale}")
    elif chinese and load_units().class_of.get(unit) == "money":
        value, unit = _money_as_written(numeral, unit, value)
    if value is None:
        return None
    hedge = (match.group("before") or "") + inside + (match.group("after") or "")
    approx = bool(hedge) and hedge not in _EXACT_BEFORE
    if match.group("before") and folded[max(0, start - 1) : start + 1] in {
        "最近",
        "签约",
        "合约",
        "预约",
        "履约",
        "违约",
        "节约",
        "附近",
        "就近",
        "远近",
    }:
        return None
    while start < end and folded[start] == " ":
        start += 1
    while end > start and folded[end - 1] == " ":
        end -= 1
    return Quantity(text[start:end], value, unit, start, end, approx, hedge)


def _money_as_written(numeral: str, unit: str, value: Number) -> tuple[Number, str]:
    """Keep 三十五万元 as 35 万元, as its digits would be written."""
    for scale in ("万亿", "亿", "万"):
        if numeral.endswith(scale):
            inner = parse_numeral(numeral[: -len(scale)])
            if inner is not None:
                return inner, scale + unit
    return value, unit


def _is_part_of_code(folded: str, match: re.Match[str]) -> bool:
    """Return whether the numeral belongs to a code, a range, a formula or a longer number."""
    start, end = match.span("num")
    before, after = (
        folded[max(0, start - 1) : start],
        folded[match.end("num") : match.end("num") + 1],
    )
    if before and (before in "+×*/·.第" or (before.isascii() and before.isalnum())):
        return not match.group("ordinal") or before != "第"
    if (
        before in {"-", "~", "—", "至", "到"}
        and start >= 2
        and (folded[start - 2].isdigit() or folded[start - 2] in "一二三四五六七八九十")
    ):
        return True
    following = folded[match.end("num") : match.end("num") + 2]
    return (
        after in {"+", "×", "*"}
        or bool(re.match(r"[-~—至到]\d", following))
        or (after == "." and folded[end + 1 : end + 2].isdigit())
    )


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


# A Chinese numeral before these is a word of its own (一般, 一直), whatever the unit table says.
# 无一起 is none, not one.
_DENIED_ONE = re.compile(r"(?:无|没有|未发生过?|未出现过?|未有|没发生|未收到|未接到|未发现)$")
_NOT_AFTER = set("统唯之同每任专逐单万不某哪这那另上下第")


def _is_chinese_amount(folded: str, match: re.Match[str], numeral: str, unit: str) -> bool:
    start = match.start("num")
    before = folded[max(0, start - 1) : start]
    if numeral == "一" and _DENIED_ONE.search(folded[max(0, start - 5) : start]):
        return False
    if numeral in {"一", "两", "二"} or len(numeral) == 1:
        if before in _NOT_AFTER and not _whole_word_before(folded, start):
            return False
        # 一面、一道、一对、一批, 一段, 一点 are adverbs or vague more often than counts.
        if numeral == "一" and unit in {
            "面",
            "道",
            "对",
            "点",
            "口",
            "批",
            "段",
            "分",
            "条",
            "套",
            "款",
            "班",
            "组",
            "天",
            "周",
            "次",
            "员",
            "级",
            "期",
            "位",
            "本",
            "头",
            "站",
            "厅",
            "节",
            "只",
        }:
            return unit in {"条", "套", "次", "位", "期", "本", "款"} and before not in {
                "进",
                "再",
                "又",
                "步",
            }
    return not numeral.startswith(("百", "千", "万", "亿"))


def _whole_word_before(folded: str, start: int) -> bool:
    return folded[max(0, start - 2) : start] in {
        "不下",
        "以上",
        "以下",
        "之下",
        "合同",
        "会同",
        "协同",
        "一同",
        "连同",
    }


def iter_numerals(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of all whole Arabic numerals in ``text`` (folded), with decimals and commas."""
    for match in re.finditer(ARABIC, fold_numbers(text)):
        yield match.span()
