"""Where the names of places and offices stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from retrieval.language.divisions import find_divisions
from retrieval.language.fold import fold
from retrieval.language.offices import find_office_words, ordinary_words, words_in_no_name

# What a name of a township cannot hold: before it the name begins, if anywhere.
_STOPS = (
    "麻烦", "查下", "问下", "说下", "看一看", "说说", "讲讲", "了解", "统计", "位于", "来自", "属于", "除",
    "请问", "帮我", "告诉", "想问", "想知道", "看看", "看下", "一下", "查询", "查查", "查", "问",
    "关于", "对于", "对比", "比较", "相比", "以及", "还有", "或者", "或", "今年", "去年", "前年",
    "全年", "年度", "年", "的", "在", "和", "与", "及", "跟", "比", "同", "由", "对", "向", "从",
    "是", "到", "把", "被", "给", "为", "了", "有", "那么", "那", "这", "该", "本", "我们", "我",
    "各", "全", "每", "某", "多少人", "多少", "几个人", "几人", "哪个", "哪些", "哪", "几个", "多个", "个", "两", "所", "等", "并", "纳入", "列入", "列为",
    "法院告", "去告", "状告", "起诉", "投诉", "举报", "上访",
    "省", "市", "县", "区", "州", "旗", "其他", "其它", "其", "中共", "政府", "办事处", "另外", "版",
)  # fmt: skip

# A name may begin with a stop character after all (和平镇, 同心乡): these are common beginnings.
_STOP_NAMES = ("和平", "和睦", "和谐", "和顺", "和合", "同心", "同德", "同兴", "同乐", "中山", "向阳",
               "向荣", "向化", "为民", "市中", "市北", "市南", "两江", "两河", "两路", "全福", "全兴",
               "本溪", "和兴", "和庆", "比亚", "在妙", "同安", "与城", "有福", "等驾坡")  # fmt: skip

_SUFFIX = re.compile(
    r"(?P<stem>[\u4e00-\u9fff〇]{1,12}?)"
    r"(?P<suffix>街道(?:办事处)?|苏木|[乡镇村](?![乡镇村街])|社区|[县区](?![级域委里内位划]))"
)
# What street and town are called in wordings that name none.
_NOT_NAMES = re.compile(r"^(?:社区|(?:乡镇|镇|乡)街道)$")
# What is done by or with a unit of which only the level is named: 受县政府委托, 报镇党委.
_BEFORE_LEVEL = re.compile(r"[受经报送交由向被让请]$")
# What is done with an office, and when: no part of its name (移送公安局, 现在教育局).
_BEFORE_OFFICE = re.compile(
    "联合|协调|通过|组织|目前|现在|当前|近期|核实|核对|根据|依据|需要|整个|"
    "建设|发展|创新|文明|进步|改革"
)
_LEVELS = "省市县区州旗盟"
_PERSONS = "他她"
_LONGEST_OWNER = 8


class PlaceSpan(NamedTuple):
    """A name as it stands in a text, ``text[start:end] == name``."""

    name: str
    start: int
    end: int


def find_place_names(text: str) -> tuple[PlaceSpan, ...]:
    """Return the spans of ``text`` that look like names of places, left to right.

    Names of the dictionary (provinces and cities with or without their last word), and
    towns, streets, villages, zones and offices by how they end; their left end is where a
    name of the dictionary ends or a word stands that no name holds. Nothing overlaps.
    """
    folded = fold(text)
    known = _without_ordinary([(s.start, s.end) for s in find_divisions(folded)], folded)
    offices = find_office_words(folded)
    spans = [s for s in _find_by_suffix(folded, known) if not _overlaps(s, offices)]
    spans = _with_offices(folded, offices, known, spans)
    for span in known:
        if not _overlaps(span, spans):
            spans.append(span)
    return tuple(PlaceSpan(text[a:b], a, b) for a, b in sorted(spans))


def _without_ordinary(known: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Return the divisions without those that are ordinary words (老城区), unless the unit above
    stands before them."""
    return [
        (start, end)
        for n, (start, end) in enumerate(known)
        if text[start:end] not in ordinary_words() or (n and known[n - 1][1] == start)
    ]


def _overlaps(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _with_offices(
    text: str, offices: Sequence[tuple[int, int]], known: Sequence[tuple[int, int]],
    spans: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:  # fmt: skip
    """Return ``spans`` with the offices, each with the place that its name begins with."""
    found = list(spans)
    for start, end in offices:
        floor = max((e for _, e in (*known, *found) if e <= start), default=0)
        found.append((_owner_start(text, floor, start), end))
    return found


def _owner_start(text: str, floor: int, office: int) -> int:
    """Return where the name of the office at ``office`` begins: at its place's (滨河市公安局),
    its level's (市公安局) or its own first character."""
    level = office - 1 if office > floor and text[office - 1] in _LEVELS else office
    if _BEFORE_LEVEL.search(text, floor, level):
        # 某街道受应急管理局委托: what stands before names no owner of the office.
        return level
    first = max(floor, level - _LONGEST_OWNER)
    while first < level and not all("\u4e00" <= ch <= "\u9fff" for ch in text[first:level]):
        first += 1
    first = _left_end(text, _behind_deeds(text, first, level), level)
    return first if level - first > 1 else level


def _behind_deeds(text: str, start: int, end: int) -> int:
    """Return where the last of the words ends that say what is done with a unit."""
    return max((verb.end() for verb in _BEFORE_OFFICE.finditer(text, start, end)), default=start)


def _find_by_suffix(text: str, known: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    starts = [start for start, _ in known]
    for match in _SUFFIX.finditer(text):
        start, end = match.span()
        stem_end = match.start("suffix")
        # The last name of the dictionary that begins before the suffix.
        at = bisect_right(starts, stem_end) - 1
        if at >= 0 and known[at][1] > stem_end and match["suffix"] in "县区":
            continue
        before = at if at < 0 or known[at][1] <= stem_end else at - 1
        if before >= 0:
            start = max(start, known[before][1])
        if match["suffix"] in "县区":
            start = _behind_deeds(text, start, stem_end)
        start = _behind_person(text, _left_end(text, start, stem_end))
        if _BEFORE_LEVEL.search(text, start, stem_end):
            continue
        if match["suffix"] == "街道办事处":
            end -= len("办事处")
        # Counties of one character (和县) are all in the dictionary: 受县政府委托 names none.
        shortest = 2 if match["suffix"] in "县区" else 1
        if shortest <= stem_end - start <= 10 and _may_be_name(text[start:end]):
            found.append((start, end))
    return found


def _behind_person(text: str, start: int) -> int:
    """Return where a name may begin that a clause's 他 or 她 stands before (他下村督导)."""
    at_head = start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff"
    return start + 1 if at_head and text[start] in _PERSONS else start


def _may_be_name(name: str) -> bool:
    return not (name.endswith(ordinary_words()) or _NOT_NAMES.match(name))


@cache
def _stop() -> re.Pattern[str]:
    words = {*_STOPS, *words_in_no_name()}
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))))


def _left_end(text: str, start: int, end: int) -> int:
    """Return where the name ending at ``end`` begins, at ``start`` or behind the last stop word."""
    left = start
    for match in _stop().finditer(text, start, end):
        if any(text.startswith(name, match.start()) for name in _STOP_NAMES):
            return match.start()
        left = match.end()
    return left
