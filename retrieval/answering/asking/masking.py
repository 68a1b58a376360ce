"""Reads the years, the unit and the kinds of asking of a question, and masks what it has read.

A mask keeps the length, so that spans hold in the question all along.
"""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.levels import mask_both_times
from retrieval.answering.asking.mask import MASK, blank, mask_first_of_two
from retrieval.answering.asking.question_words import edge_pattern, pattern_of
from retrieval.language.lexicon import load_lexicon
from retrieval.language.numerals import parse_chinese
from retrieval.language.terms import Term
from retrieval.language.tokens import words
from retrieval.language.units import load_units
from retrieval.language.wording import load_wording

_YEAR = re.compile(
    r"(?<!\d)(?P<full>20\d{2}|19\d{2})(?:\s*年度?|\s*年份|(?=\D|$))"
    # 22、23两年: the first of two short ones has no 年 of its own.
    r"|(?<![\d.])(?P<first>[12]\d)(?=\s*[、和与跟]\s*[12]\d\s*两?年(?!内|以上|来|多|前|后))"
    r"|(?<![\d.])(?P<short>[12]\d)\s*两?年(?:度)?(?!内|以上|来|多|前|后)"
    r"|(?P<cn>二[〇零○0][〇零○一二三四五六七八九]{2})\s*年?度?"
    r"|(?<![一-鿿])(?P<cnshort>[一二][一二三四五六七八九])年度?"
)
# A month, a day, or a run of months: what is asked for a part of the year, the year's figure can't answer.
_MONTH = re.compile(
    r"(?<![\d.月])(?:\d{1,2}\s*[-—~至到]\s*)?(?:1[0-2]|[1-9])月(?:\d{1,2}日)?"
    r"|(?<![一-鿿])(?:十[一二]?|[一二三四五六七八九])月(?![一-鿿]*日)"
)
_WHOLE_YEAR = re.compile(r"1\s*[-—~至到]\s*12月")
_RELATIVE = (
    (re.compile(r"前年"), -2),
    # 柳河口镇|镇上一年调了几件 speaks of the town, not of last year.
    (re.compile(rf"去年|(?<!{MASK}[镇乡街县区市])上一?年度?|前一年度?|头一年"), -1),
    (re.compile(r"今年|本年度?|当年"), 0),
)
_ASKS: tuple[tuple[str, str, str], ...] = (
    ("number", "number", "words"),
    ("number.rank", "number", "rank"),
    ("number.each", "number", "each"),
    ("before", "number", "before"),
    ("trend", "trend", "words"),
    ("compare.most", "compare", "most"),
    ("compare.least", "compare", "least"),
    ("compare.difference", "compare", "difference"),
    ("compare.sum", "compare", "sum"),
    ("compare.average", "compare", "average"),
    ("compare.multiple", "compare", "multiple"),
    ("compare.sort", "compare", "sort"),
    ("compare.who", "compare", "who"),
    ("yesno", "yesno", "words"),
    ("list", "list", "words"),
    ("list.shortcomings", "list", "shortcomings"),
    ("list.plans", "list", "plans"),
    ("list.measures", "list", "measures"),
    ("text.who", "text", "who"),
    ("text.when", "text", "when"),
    ("text.where", "text", "where"),
    ("text.which", "text", "which"),
    ("text.why", "text", "why"),
    ("text.often", "text", "often"),
    ("text.called", "text", "called"),
    ("text.result", "text", "result"),
    ("meaning", "meaning", "words"),
    ("passage", "passage", "words"),
    ("target", "target", "words"),
    ("followup.part", "followup", "part"),
)
# 17件诉讼都审结了 asks whether it is so, without a word that asks.
_ALL_DONE = re.compile(
    r"(?:全都|全部|都|均)(?!是)[^，。？?]{1,12}了[？?。]*$|(?:全|都)是[^，。？?]{2,14}[？?]+$"
)
# 输过官司没有 asks; the denial denies nothing.
# 领导到庭没有 2021年: a year or a place set behind a gap is masked by now and ends no sentence.
_TAIL_NEGATION = re.compile(rf"(?:没有|了没|没)\s*(?:[？?。]?\s*|[\s，,（(][\s，,（()）{MASK}]*)$")
# 集中宣传场次 asks for their number.
# Classes that people count in words which are no units of reports (几拨, 多少号人).
_SPOKEN = frozenset({"times", "person"})
# 几拨人 came together: reports count them as 批.
_TOGETHER, _BATCH = frozenset("拨波茬"), "批"
_GLUED_UNIT = re.compile(
    r"(?<!\d)(?:场次|人次|件次|户次|家次|车次|批次)(?=[？?。]?$|[比较同环]|[和与跟][上去前]|增|减|变|有[没无多])"
)
# 已连续办了几年 asks how long; 哪几年, 几年级 and 几年前 do not.
_FOR_YEARS = re.compile(
    r"(?:连续|连着|接连|已经?|累计|坚持|持续)[一-鿿]{0,6}?(?:多少|几)年(?![级度前后来内间])[^年]?$"
)
# 这几年 asks for no number.
_SOME_YEARS = re.compile(r"[这近前后那头好十]几年|几年[来间]")
# 排名末位的单位 says which ones are meant, and asks for no rank.
_RANKED = re.compile(r"(?:排名|排位|位列|位居|名次)[^几多,，?？]{1,6}的")
# 有哪些差距, 存在的差距: how far the work falls short, not how far two figures are apart.
_SHORT_OF = re.compile(
    r"(?:哪些|哪几[个点方]面?|什么|啥|存在的?|还有|主要的?)(?:方面|地方)?的?差距"
    r"|差距(?=[和与及、]|在哪|有哪|是什么|是啥|表现)|[和与及、]差距$"
)
# 出台了哪个…清单: a document is asked for, not a list.
_LIST_BY_NAME = re.compile(r"(?:哪[个份部张]|什么|啥)[^，。？?]{0,16}清单[？?。]*$")
# 分别是什么制度: names, not figures.
_EACH_NAMED = re.compile(
    r"(?:分别|各自?)(?:都)?(?:是|为|叫|指)?(?:做|的是)?(?:什么|啥|哪(?!年)|谁)"
    # 分别设在哪里, 五进分别进哪里
    r"|分别[一-鿿]{1,3}?(?:哪里|哪儿|什么地方|谁)"
)
# 几号人 asks for no day.
_SO_MANY_PEOPLE = re.compile(r"几号(?=人|员)")
_HOW_MANY = re.compile(r"(?:多少|(?<!哪)几(?!乎|何)|若干)(?=\s*[^\s])")


# Right before 几个点 these say that a rate changed.
_RISES = re.compile(r"(?:[涨升降跌高低增减多少差])[了出]?$")
# Who went to law or complained is plain: 被老百姓告了 asks whether anybody did.
_SUED_BY = re.compile(
    r"(?<=被)(?:人|别人|谁|老百姓|百姓|群众|企业|公司|纳税人|当事人|相对人|市民|居民|村民)(?=告上|告到|起诉|投诉|举报|提起|申请)"
)
# 几个|人大代表 counts nobody.
_CONGRESS = re.compile(r"(?:多少|几)[个号]?人(?:大(?!多|部分|约)|民)")
# Units that begin no word of their own: 辆车 and 艘船 are in the dictionary.
_ONLY_COUNTS = frozenset({"辆", "艘", "匹", "棵", "株", "栋", "幢"})


def strip_around(folded: str) -> str:
    """Mask greetings and politeness at both ends, unless nothing else is there."""
    masked = _SUED_BY.sub(lambda m: MASK * len(m.group()), folded)
    for section, key, at_start in (
        ("around", "lead", True),
        ("around", "tail", False),
        ("followup", "lead", True),
    ):
        match = edge_pattern(section, key, at_start=at_start).search(masked)
        if match and match.end() - match.start() < len(masked) - 1:
            start, end = _whole_words(masked, match.start(), match.end(), at_start)
            masked = blank(masked, start, end)
    return masked


def _whole_words(text: str, start: int, end: int, at_start: bool) -> tuple[int, int]:
    """Draw a stripped stretch back from the middle of a word (那 in 那曲, 好 in 好评率)."""
    matches = load_lexicon().find(text, question=True)
    for match in matches:
        if at_start and match.start < end < match.end:
            return start, match.start
        if not at_start and match.start < start < match.end:
            return match.end, end
    return start, end


def read_years(masked: str) -> tuple[str, tuple[int, ...], int | None]:
    """Return the question with its years masked, the years, and the offset that 去年 or 今年 names."""
    years: list[int] = []
    for match in _YEAR.finditer(masked):
        if digits := match.group("full"):
            years.append(int(digits))
        elif digits := match.group("first") or match.group("short"):
            years.append(2000 + int(digits))
        elif digits := match.group("cn"):
            years.append(int(parse_chinese(digits.replace("0", "〇")) or 0))
        else:
            tens = "〇一二三四五六七八九"
            short = match.group("cnshort")
            years.append(2000 + 10 * tens.index(short[0]) + tens.index(short[1]))
    masked = _YEAR.sub(lambda m: MASK * len(m.group()), masked)
    offset = None
    for pattern, value in _RELATIVE:
        relative = pattern.search(masked)
        # 上年结转的案件 are this year's.
        if relative and not load_wording().carried.match(masked, relative.end()):
            offset = value if offset is None else offset
            masked = blank(masked, relative.start(), relative.end())
    return masked, tuple(dict.fromkeys(years)), offset


def read_months(masked: str) -> tuple[Term, ...]:
    """Return the months and days of a question, each a term to be accounted for.

    1-12月 is the whole year and restricts nothing.
    """
    return tuple(
        Term(m.group(), m.group(), "word", m.start(), m.end())
        for m in _MONTH.finditer(masked)
        if not _WHOLE_YEAR.fullmatch(m.group())
    )


def read_asks(masked: str) -> set[str]:
    """Return the kinds of asking whose words stand in the question."""
    masked = _RANKED.sub(MASK, masked)
    asks = {name for name, section, key in _ASKS if pattern_of(section, key).search(masked)}
    counted = _SOME_YEARS.sub("", masked)
    if not pattern_of("number", "words").search(counted):
        asks.discard("number")
    if not pattern_of("number", "rank").search(masked.replace("安排多少", MASK * 4)):
        # 经费安排多少 asks for no rank.
        asks.discard("number.rank")
    if _HOW_MANY.search(counted):
        asks.add("number")
    if "text.where" in asks and not pattern_of("text", "where").search(masked.replace("如何", "")):
        # 如何处理 asks for no place.
        asks.discard("text.where")
    if "text.when" in asks and not _counts_beside_time(counted):
        # 几月开的 asks for no figure.
        asks.discard("number")
    if _TAIL_NEGATION.search(masked) or mask_first_of_two(masked) != masked:
        asks.add("yesno")
    if _LIST_BY_NAME.search(masked) and not pattern_of("list", "words").search(
        masked.replace("清单", MASK * 2)
    ):
        asks.discard("list")
    if _SHORT_OF.search(masked):
        asks.discard("compare.difference")
    if _EACH_NAMED.search(masked) and not _HOW_MANY.search(counted):
        asks.discard("number.each")
    if not asks and _ALL_DONE.search(masked):
        asks.add("yesno")
    return asks


def _counts_beside_time(masked: str) -> bool:
    """Return whether a figure is asked for beside the words that ask when."""
    if _SO_MANY_PEOPLE.search(masked):
        return True
    rest = pattern_of("text", "when").sub("", masked)
    return bool(pattern_of("number", "words").search(rest) or _HOW_MANY.search(rest))


def read_unit(masked: str) -> tuple[str, str, str]:
    """Return the question with 多少件 masked, the unit asked for, and its class."""
    units = load_units()
    unit = ""
    unit_class = _asked_class(masked)
    for match in re.finditer(
        rf"(?:百分之)?(?:多少|(?<!哪)几|若干)\s*(?:个(?=人(?!民|大)|名|位)|号(?=人(?!民|大)))?({units.pattern})?",
        masked,
    ):
        candidate = match.group(1) or ""
        end = match.end()
        rises = candidate == "升" and masked[end : end + 1] in tuple("到至了高")
        if candidate and (rises or _is_start_of_word(masked, match.start(1), match.end(1))):
            candidate, end = "", match.start(1)
        if candidate == "个点" and _RISES.search(masked, 0, match.start()):
            # 满意率提高几个点 is told in 个百分点.
            candidate, unit_class = "个百分点", "rate"
        if not candidate and _FOR_YEARS.search(masked[: end + 2]):
            candidate, end = "年", end + 1
        if not candidate and (tail := _spoken_unit(masked[end:])):
            end += len(tail)
            if tail[0] in _TOGETHER and not unit:
                unit, unit_class = _BATCH, units.class_of[_BATCH]
        if candidate and not unit:
            # 几个 counts anything.
            unit = candidate
            unit_class = "" if candidate == "个" else units.class_of[candidate]
        masked = blank(masked, match.start(), end)
    concepts = load_lexicon().find(masked, question=True)
    for match in re.finditer(rf"({units.pattern})数(?:量|目(?!标))?(?![据字])", masked):
        if any(c.start < match.start() < c.end for c in concepts) or _ends_word(masked, match):
            continue
        unit, unit_class = unit or match.group(1), unit_class or units.class_of[match.group(1)]
        masked = blank(masked, match.start(), match.end())
    # Keywords may end in the unit alone: 检查企业商户 家次.
    if not unit and (bare := re.search(rf"\s({units.pattern})\s*$", masked)):
        unit, unit_class = bare.group(1), units.class_of[bare.group(1)]
        masked = blank(masked, bare.start(), bare.end())
    elif not unit and (glued := _GLUED_UNIT.search(masked)):
        unit, unit_class = glued.group(), units.class_of[glued.group()]
        masked = blank(masked, glued.start(), glued.end())
    return masked, unit, unit_class


def _spoken_unit(behind: str) -> str:
    """Return the unit of speech that a text begins with: 拨 of 几拨, 号人 of 多少号人."""
    return max((tail for tail in _spoken_units() if behind.startswith(tail)), key=len, default="")


@cache
def _spoken_units() -> frozenset[str]:
    """Return what stands behind 多少 and 几 in the wordings that ask for people and for times."""
    asked = load_units().asked.items()
    return frozenset(
        wording.removeprefix(asks)
        for wording, name in asked
        for asks in ("多少", "几")
        if name in _SPOKEN and wording.startswith(asks)
    ) - {""}


def _ends_word(masked: str, unit: re.Match[str]) -> bool:
    """Return whether a would-be unit is the end of a word of two characters (则 of 规则数量)."""
    begins = unit.start(1) - 1
    return any((w.start, w.end) == (begins, unit.end(1)) for w in words(masked)) and (
        masked[begins] != MASK
    )


def _asked_class(masked: str) -> str:
    """Return the class of units that a wording asks for (多少钱, 面积, 比例), empty if none."""
    for wording, name in _asking_wordings():
        if (
            wording in masked
            and ("多少" in wording or wording == "金额" or not _inside_concept(masked, wording))
            and _stands_alone(masked, wording)
            and not (wording.endswith("人") and _CONGRESS.search(masked))
            # 多少事项, 多少事故 ask for no cases.
            and not (wording.endswith("事") and re.search(rf"{wording}[项故业件]", masked))
        ):
            return name
    return ""


@cache
def _asking_wordings() -> list[tuple[str, str]]:
    """Return the wordings that ask for a class of units, with its name, the more telling first."""
    # 占多大比例 asks for a share, 金额多大 for money, neither for a size.
    return sorted(
        load_units().asked.items(),
        key=lambda item: (item[1] != "rate", item[0] == "多大", -len(item[0])),
    )


def _stands_alone(masked: str, wording: str) -> bool:
    """Return whether a wording is no tail of one word and head of the next (得分 in 所得|分别)."""
    if len(wording) != 2:
        return True
    middle = masked.find(wording) + 1
    edges = {edge for word in words(masked) for edge in (word.start, word.end)}
    return middle not in edges or middle - 1 in edges or middle + 1 in edges


def _is_start_of_word(masked: str, start: int, end: int) -> bool:
    """Return whether a would-be unit begins a longer word (人 of 人民调解员, 条 of 条幅)."""
    tail = masked[start : start + 12]
    for match in load_lexicon().find(tail, question=True):
        if match.start == 0 and match.end > end - start:
            return True
        if match.start > 0:
            break
    first = next(iter(words(tail)), None)
    if first is None or first.end <= end - start or tail[: end - start] in _ONLY_COUNTS:
        return False
    # 起纠纷 and 家规 are in the dictionary, but 几起纠纷 counts 纠纷, 多少家规上企业 these.
    rest, left = tail[end - start :], first.end - (end - start)
    whole = next(iter(words(rest)), None)
    if whole is not None and left > 1 and whole.end == left:
        # 本手册 is a word to some, but 几本手册 counts 手册.
        return False
    return not any(
        match.start == 0 and match.end >= left for match in load_lexicon().find(rest, question=True)
    )


def _inside_concept(masked: str, wording: str) -> bool:
    at = masked.find(wording)
    return any(
        match.start <= at
        and at + len(wording) <= match.end
        and match.concept.kind != "light"
        and match.end - match.start > len(wording)
        for match in load_lexicon().find(masked, question=True)
    )


def mask_asking_words(masked: str, *, counted: bool = False) -> str:
    """Mask the words that only ask, where no concept of the lexicon covers them.

    ``counted`` is set where a number of things is asked for.
    """
    masked = mask_both_times(masked)
    if tail := _TAIL_NEGATION.search(masked):
        masked = blank(masked, tail.start(), tail.end())
    covered = [
        (match.start, match.end)
        for match in load_lexicon().find(masked, question=True)
        if match.concept.kind != "light"
    ]
    for match in pattern_of("meaning", "words").finditer(masked):
        # 代表什么 holds 代表 whole: the asking wording is the longer word.
        if any(match.start() <= a and b <= match.end() for a, b in covered):
            masked = blank(masked, match.start(), match.end())
    for match in pattern_of("meaning", "purpose").finditer(masked):
        # 拿来做什么的 asks as a whole: 拿来 says nothing of what was done.
        if not any(a < match.end() and match.start() < b for a, b in covered):
            masked = blank(masked, match.start(), match.end())
    for _, section, key in _ASKS:
        if (section, key) in {("compare", "versus"), ("target", "words")}:
            continue
        if key == "result" and counted:
            # 还在等判决的官司几件: the outcome says which are counted.
            continue
        for match in pattern_of(section, key).finditer(masked):
            # 机构|调整前 asks for what was before: only a word that holds it whole keeps it.
            reach = len(match.group()) - 1 if key == "before" else 0
            holding = covered
            if section == "yesno":
                # 有没有|被罚 holds no 没有被罚.
                holding = [(a, b) for a, b in covered if not match.start() < a < match.end()]
            if not any(a < match.end() - reach and match.start() + reach < b for a, b in holding):
                masked = blank(masked, match.start(), match.end())
    return mask_first_of_two(masked)
