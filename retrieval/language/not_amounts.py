"""What only looks like an amount: dates, codes, names, bounds of groups, words with a numeral.

All patterns run over folded text (see ``fold``).
"""

from __future__ import annotations

import re
from functools import cache

from retrieval.language.data import load_toml, strings
from retrieval.language.fold import fold
from retrieval.language.numerals import ARABIC, CHINESE, CHINESE_DIGIT
from retrieval.language.units import load_units

_BRACKETED = re.compile(r"《[^》]*》|“[^”]{0,16}”|\"[^\"]{0,16}\"|「[^」]{0,16}」|〔[^〕]*〕")
# 5，600人 with half-width digits may be one number or two: nobody can tell.
_TORN = re.compile(r"\d{1,3}，\d{3}(?!\d)|\d \d{3}(?!\d)|\d \d(?=\d* *[一-鿿])")
# Telephone, record and code numbers: long digits that count nothing.
_LONG = re.compile(r"\d{7,}")
# 连续11年 and 90日内 last so long; any other year or day with a number is a date.
_DATE = re.compile(
    r"(?:(?<!连续)(?<!历时)(?<!长达)\d{2,4}|[零〇○一二三四五六七八九]{4})年(?:度|底|初|末)?(?!内|以上|时间)"
    r"|\d{1,2}月(?:\d{1,2}[日号])?(?:份|底|初|末)?(?![份次])|[一二三四五六七八九十]{1,2}月(?:份|底|初)?"
    r"|(?<![\d.])\d{1,2}[日号](?!均|内|之内)|\d+-\d{3,}-?\d*"
)
# 由60日压缩至20日: what is made shorter or longer lasts, before and after.
_MADE = r"(?:压缩|压减|压|缩短|缩减|减少|降低|降|减|延长|增加|提高|优化)[至到为成]了?"
_SHORTENED = re.compile(
    rf"[由从](?:法定|原来|原先|规定|此前)?的?\d+(?P<unit>日){_MADE}\d+(?P=unit)"
)
# 九届人大二次会议 is the second session; 投资38亿元的产业园一期建成 the first phase; 前三类 names three.
_ORDINAL = re.compile(
    r"(?<=届)[^，。；]{0,10}?[一二三四五六七八九十]次(?=全体|全会|会议|代表)"
    r"|[一二三四五六]期(?=工程|项目|[^，。；、]{0,6}(?:建成|建设|投产|竣工|开工|完工|投用|启用|交付))"
    r"|前[一二三四五六七八九十\d]{1,2}(?:[位类项大个]|名(?=依次|分别|是|为))"
)
# 方案6.0版 is the name of a version, 作为一项任务 one in name only, 四个“最” a slogan; 以每两月1次的频次
# says how often, which no count of the year is.
_NAMING = re.compile(
    # 3.1 集中采购 numbers a heading.
    r"^\s*\d{1,2}(?:\.\d{1,2}){1,2}\s+(?=[一-鿿])|"
    r"\d+\.\d+版|(?:作为|视为|当作|成为|当成)一[项件个种条]|[二两三四五六七八九十]个“[^”]{1,2}”(?![一-鿿])"
    r"|每[^，。；、]{0,4}?(?:\d{1,2}|[一二两三四])次的?频[次率]"
    # 每周二组织 names a day, 一周三场 counts.
    r"|(?:(?<![一二两三四五六七八九十\d])周|星期|礼拜)[一二三四五六](?![次场期回趟节课])"
    # 每调解一件补助五十元 is the price of one.
    r"|每(?:成功|有效)?(?:调解|调处|化解|办理|办结|办|处理|查处|审理|承办|完成|受理|接待|审查|代理)(?:成功|完)?"
    r"(?:一|1)[件起例宗个次]"
)
# What every bound of a group ends in: the pattern of them all is slow.
_BOUND = re.compile("以[上下内]")


@cache
def _bound_pattern() -> re.Pattern[str]:
    # 10亿元以上项目9个 and 45岁以下的占58%: the first amount says which are counted, not how many.
    units = load_units().pattern
    return re.compile(
        rf"(?:{ARABIC}|{CHINESE})\s*[百千]?[万亿]{{0,2}}(?:{units})及?(?:以上|以下)(?=的?[一-鿿“”]{{1,10}}\d)"
        rf"|(?<!年龄)(?<!年龄在)(?<!超过)(?:\d{{1,3}})周?岁及?(?:以上|以下|以内)"
    )


@cache
def fixed_phrases() -> re.Pattern[str]:
    """Return the wording of ``nonquantities.toml`` that holds a numeral and counts nothing."""
    phrases = strings("nonquantities.toml", "phrases", load_toml("nonquantities.toml")["phrases"])
    folded = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    return re.compile("|".join(re.escape(phrase) for phrase in folded))


# 一点二个百分点 is 1.2, no bit of it.
_A_BIT = "一点"
_DIGIT = re.compile(f"[{CHINESE_DIGIT}]")


def is_made_shorter(folded: str, at: int) -> bool:
    """Return whether a numeral tells how long something takes before a change or after it."""
    return "日" in folded and any(m.start() < at < m.end() for m in _SHORTENED.finditer(folded))


def find_blocked(folded: str) -> list[tuple[int, int]]:
    """Return the spans of ``folded`` in which no numeral is an amount."""
    patterns = [fixed_phrases(), _TORN, _ORDINAL, _NAMING]
    if _BOUND.search(folded):
        patterns.append(_bound_pattern())
    spans = [
        match.span()
        for pattern in patterns
        for match in pattern.finditer(folded)
        if not (match.group() == _A_BIT and _DIGIT.match(folded, match.end()))
    ]
    spans += [m.span() for m in _LONG.finditer(folded) if not _counts(folded, m.end())]
    # A date right before % is a number torn from its context.
    spans += [
        m.span()
        for m in _DATE.finditer(folded)
        if folded[m.end() : m.end() + 1] != "%" and not is_made_shorter(folded, m.start())
    ]
    # A short quotation is a name; a long one is running text and stays readable.
    spans += [
        match.span()
        for match in _BRACKETED.finditer(folded)
        if match.group()[0] not in '“"「' or len(match.group()) <= 18
    ]
    return spans


def _counts(folded: str, end: int) -> bool:
    """Return whether a unit follows a numeral that ends at ``end``."""
    return _unit_after().match(folded, end) is not None


@cache
def _unit_after() -> re.Pattern[str]:
    return re.compile(rf"(?:\.\d+)?\s*(?:[万亿余多]{{0,2}})(?:{load_units().pattern})")


def is_part_of_code(folded: str, match: re.Match[str]) -> bool:
    """Return whether the numeral belongs to a code, a range, a formula or a longer number."""
    start, end = match.span("num")
    before, after = folded[max(0, start - 1) : start], folded[end : end + 1]
    if before and (before in "+×*/·.第" or (before.isascii() and before.isalnum())):
        return not match.group("ordinal") or before != "第"
    if (
        before in {"-", "~", "—", "至", "到"}
        and start >= 2
        and (folded[start - 2].isdigit() or folded[start - 2] in "一二三四五六七八九十")
    ):
        return True
    return (
        after in {"+", "×", "*"}
        or bool(re.match(r"[-~—至到]\d", folded[end : end + 2]))
        or (after == "." and folded[end + 1 : end + 2].isdigit())
    )


# 无一起 is none, not one.
_DENIED_ONE = re.compile(r"(?:无|没有|未发生过?|未出现过?|未有|没发生|未收到|未接到|未发现)$")
# 全年未办理一起案件 and 从未办过一案 are none, too; 未办结一件 is one.
_DENIED_DEED = re.compile(r"(?:未(?!成年)|没有?)[^，,。；;、\d]{1,6}?(?P<ever>过)?$")
_OBJECT = re.compile(r"(?!的|以上)[一-鿿]{2}")
# A Chinese numeral after these is a word of its own (统一, 任一).
_NOT_AFTER = set("统唯之同每任专逐单万不某哪这那另上下第")
_WORDS_BEFORE = frozenset({"不下", "以上", "以下", "之下", "合同", "会同", "协同", "一同", "连同"})
# 一面、一道、一对、一批, 一段, 一点 are adverbs or vague more often than counts.
_VAGUE_ONE = frozenset("面道对点口批段分条套款班组天周次员级期位本头站厅节只")
_COUNTED_ONE = frozenset("条套次位期本款")
# What is done is counted so.
_EVENTS = frozenset("件起例宗案次")


def is_chinese_amount(folded: str, match: re.Match[str], numeral: str, unit: str) -> bool:
    """Return whether a Chinese numeral before a unit counts (not 一般, 统一, 一方面)."""
    start = match.start("num")
    before = folded[max(0, start - 1) : start]
    if numeral == "一" and _DENIED_ONE.search(folded[max(0, start - 5) : start]):
        return False
    if numeral == "一" and unit in _EVENTS and _is_denied_deed(folded, match):
        return False
    if len(numeral) == 1:
        word_before = folded[max(0, start - 2) : start] in _WORDS_BEFORE
        if before in _NOT_AFTER and not word_before:
            return False
        if numeral == "一" and unit in _VAGUE_ONE:
            return unit in _COUNTED_ONE and before not in {"进", "再", "又", "步"}
    return not numeral.startswith(("百", "千", "万", "亿"))


def _is_denied_deed(folded: str, match: re.Match[str]) -> bool:
    """Return whether one is all that was not done (未办理一起案件), and no rest of one (未办结一件)."""
    start = match.start("num")
    denied = _DENIED_DEED.search(folded[max(0, start - 8) : start])
    if denied is None:
        return False
    return denied["ever"] is not None or _OBJECT.match(folded, match.end()) is not None
