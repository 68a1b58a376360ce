"""Names of places and offices: their kinds, the short forms people use, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.language.divisions import Divisions, find_divisions
from retrieval.language.fold import fold
from retrieval.language.offices import (
    find_office_words,
    office_endings,
    office_forms,
    ordinary_words,
    same_zone_words,
    zone_bodies,
    zone_word,
)

# Longest first: 街道办事处 must not be taken for an office, nor 自治州 for anything but 州.
_KINDS = (
    ("街道办事处", "街道"), ("街道", "街道"), ("苏木", "乡"), ("民族乡", "乡"), ("乡", "乡"),
    ("镇", "镇"), ("社区", "社区"), ("村", "村"), ("自治县", "县"), ("县", "县"),
    ("自治州", "州"), ("州", "州"), ("自治旗", "旗"), ("旗", "旗"), ("盟", "盟"), ("地区", "地区"),
    ("自治区", "省"), ("特别行政区", "省"), ("省", "省"), ("开发区", "开发区"), ("新区", "区"),
    ("林区", "区"), ("区", "区"), ("市", "市"),
)  # fmt: skip
_OFFICE_KINDS = (
    ("委员会办公室", "办公室"), ("管理委员会", "管委会"), ("管委会", "管委会"),
    ("委员会", "委员会"), ("委", "委员会"), ("办", "办公室"),
)  # fmt: skip

# What a name of a township cannot hold: before it the name begins, if anywhere.
_STOPS = (
    "麻烦", "查下", "问下", "说下", "看一看", "说说", "讲讲", "了解", "统计", "位于", "来自", "属于", "除",
    "请问", "帮我", "告诉", "想问", "想知道", "看看", "看下", "一下", "查询", "查查", "查", "问",
    "关于", "对于", "对比", "比较", "相比", "以及", "还有", "或者", "或", "今年", "去年", "前年",
    "全年", "年度", "年", "的", "在", "和", "与", "及", "跟", "比", "同", "由", "对", "向", "从",
    "是", "到", "把", "被", "给", "为", "了", "有", "那么", "那", "这", "该", "本", "我们", "我",
    "各", "全", "每", "某", "哪个", "哪些", "哪", "几个", "多个", "个", "两", "所", "等", "并",
    "省", "市", "县", "区", "州", "旗", "其他", "其它", "其", "中共", "政府", "办事处", "另外",
)  # fmt: skip
_STOP = re.compile("|".join(sorted(map(re.escape, _STOPS), key=len, reverse=True)))

# A name may begin with a stop character after all (和平镇, 同心乡): these are common beginnings.
_STOP_NAMES = ("和平", "和睦", "和谐", "和顺", "和合", "同心", "同德", "同兴", "同乐", "中山", "向阳",
               "向荣", "向化", "为民", "市中", "市北", "市南", "两江", "两河", "两路", "全福", "全兴",
               "本溪", "和兴", "和庆", "比亚", "在妙", "同安", "与城", "有福", "等驾坡")  # fmt: skip

_SUFFIX = re.compile(
    r"(?P<stem>[\u4e00-\u9fff〇]{1,12}?)"
    r"(?P<suffix>街道(?:办事处)?|苏木|[乡镇村](?![乡镇村街])|社区|[县区](?![级域委里内位]))"
)
# What street and town are called in wordings that name none.
_NOT_NAMES = re.compile(r"^(?:社区|(?:乡镇|镇|乡)街道)$")
# The unit before an office: 市 of 市场监督管理局 is none.
_UNIT = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:自治州|自治县|自治旗|[省县区州旗盟]|市(?![场政容民监]))"
)
# What is done with an office, and when: no part of its name (移送公安局, 现在教育局).
_BEFORE_OFFICE = re.compile(
    "移送|移交|转交|转送|报送|抄送|上报|报请|联合|会同|协同|协调|协助|配合|邀请|通过|组织|牵头|接受|"
    "目前|现在|当前|近期|核实|核对|根据|依据|需要|咱们|咱|你们|整个"
)
_LEVELS = "省市县区州旗盟"
_LONGEST_OWNER = 8


class PlaceSpan(NamedTuple):
    """A name as it stands in a text, ``text[start:end] == name``."""

    name: str
    start: int
    end: int


def place_kind(name: str) -> str:
    """Return what ``name`` is (街道, 镇, 县, 开发区, 局, 委员会 …), or an empty string."""
    text = fold(name)
    if zone_word(text) not in {"", "新区"}:
        return "开发区"
    for ending, kind in _KINDS:
        if text.endswith(ending):
            return kind
    for ending in office_endings():
        if text.endswith(ending):
            return dict(_OFFICE_KINDS).get(ending, ending)
    return ""


def short_names(name: str, kind: str) -> tuple[str, ...]:
    """Return the other names that people give a place, never of one character, without ``name``.

    嘉祥街道: 嘉祥, 嘉祥街, 嘉祥街道办, 嘉祥街道办事处. An office or a zone gets its usual
    abbreviations, with the place it belongs to and without.
    """
    body = next(
        (b for b in zone_bodies() if name.endswith(b) and zone_word(name.removesuffix(b))), ""
    )
    if word := zone_word(name.removesuffix(body)):
        names = _short_zone_names(name.removesuffix(body), word)
    elif kind in {
        "街道",
        "镇",
        "乡",
        "县",
        "区",
        "市",
        "州",
        "旗",
        "盟",
        "省",
        "地区",
        "社区",
        "村",
    }:
        names = _short_place_names(name, kind)
    else:
        names = _short_office_names(name)
    return tuple(dict.fromkeys(n for n in names if len(n) > 1 and n != name))


def _short_place_names(name: str, kind: str) -> list[str]:
    stem = division_stem(name)
    if kind == "街道":
        street = name.removesuffix("办事处")
        stem = street.removesuffix("街道")
        return [stem, stem + "街", street, street + "办", street + "办事处"]
    if kind in {"社区", "村"}:
        return [stem, name + ("居委会" if kind == "社区" else "委会")]
    return [stem, name + "政府", name + "人民政府"]


def _short_zone_names(zone: str, word: str) -> list[str]:
    """Return the names of a zone and of what governs it, by all words for its kind."""
    words = same_zone_words(word)
    unit, own = _split_unit(zone)
    stem = own.removesuffix(word)
    # 苏州 of 苏州工业园区 is a city, 鹤汀 of 鹤汀经济开发区 the zone itself.
    is_own = len(stem) > 1 and not Divisions.load().named(stem)
    owners = dict.fromkeys((stem, unit + stem, division_stem(unit) + stem if unit else stem))
    names = [zone]
    for owner in owners:
        for whole in (*(owner + form for form in words), *((owner,) if is_own and owner else ())):
            bare = not owner and len(whole) < 3
            names += [] if bare else [whole, whole + "管委会", whole + "管理委员会"]
    bare_words = [form for form in words if len(form) > 2]
    names += [*bare_words, *(form + "管委会" for form in bare_words), "管委会", "管理委员会"]
    return names


def _short_office_names(name: str) -> list[str]:
    owner, office = split_office(name)
    offices = office_forms(office)
    # A bare 局 would say nothing; 司法局 does.
    names = [form for form in offices if len(form) >= 3]
    if owner:
        stem = division_stem(owner)
        names += [place + form for form in offices for place in (owner, stem) if len(place) > 1]
        if owner[-1] in _LEVELS:
            names += [owner[-1] + form for form in offices if len(form) >= 3]
    return names


def split_office(name: str) -> tuple[str, str]:
    """Return the place that an office's name begins with, empty if none, and the office."""
    unit, office = _split_unit(name)
    if unit and find_divisions(unit):
        return unit, office
    words = [start for start, end in find_office_words(name) if end == len(name)]
    if words and (name[: words[0]][-1:] in tuple(_LEVELS) or not unit):
        return name[: words[0]], name[words[0] :]
    return unit, office


def _split_unit(name: str) -> tuple[str, str]:
    """Return the units that a name begins with, and the rest, which is never empty."""
    end = 0
    for span in find_divisions(name):
        if span.start == end < span.end < len(name):
            end = span.end
    match = None if end else _UNIT.match(name)
    if match and match.end() < len(name) and not zone_word(match[0]):
        end = match.end()
    return name[:end], name[end:]


def division_stem(name: str) -> str:
    """Return ``name`` without the word that says what it is: 嘉祥县 → 嘉祥, 延边朝鲜族自治州 → 延边."""
    short = Divisions.load().short_of(name)
    if short:
        return short
    for ending, _ in _KINDS:
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


def find_place_names(text: str) -> tuple[PlaceSpan, ...]:
    """Return the spans of ``text`` that look like names of places, left to right.

    Names of the dictionary (provinces and cities with or without their last word), and
    towns, streets, villages, zones and offices by how they end; their left end is where a
    name of the dictionary ends or a word stands that no name holds. Nothing overlaps.
    """
    folded = fold(text)
    known = [(s.start, s.end) for s in find_divisions(folded)]
    offices = find_office_words(folded)
    spans = [s for s in _find_by_suffix(folded, known) if not _overlaps(s, offices)]
    spans = _with_offices(folded, offices, known, spans)
    for span in known:
        if not _overlaps(span, spans):
            spans.append(span)
    return tuple(PlaceSpan(text[a:b], a, b) for a, b in sorted(spans))


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
    first = max(floor, level - _LONGEST_OWNER)
    while first < level and not all("\u4e00" <= ch <= "\u9fff" for ch in text[first:level]):
        first += 1
    for verb in _BEFORE_OFFICE.finditer(text, first, level):
        first = verb.end()
    first = _left_end(text, first, level)
    return first if level - first > 1 else level


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
        start = _left_end(text, start, stem_end)
        if match["suffix"] == "街道办事处":
            end -= len("办事处")
        # Counties of one character (和县) are all in the dictionary: 受县政府委托 names none.
        shortest = 2 if match["suffix"] in "县区" else 1
        if shortest <= stem_end - start <= 10 and _may_be_name(text[start:end]):
            found.append((start, end))
    return found


def _may_be_name(name: str) -> bool:
    return not (name.endswith(ordinary_words()) or _NOT_NAMES.match(name))


def _left_end(text: str, start: int, end: int) -> int:
    """Return where the name ending at ``end`` begins, at ``start`` or behind the last stop word."""
    left = start
    for match in _STOP.finditer(text, start, end):
        if any(text.startswith(name, match.start()) for name in _STOP_NAMES):
            return match.start()
        left = match.end()
    return left
