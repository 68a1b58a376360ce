"""Names of places and offices: their kinds, the short forms people use, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from retrieval.language.data import load_toml, strings, table_at
from retrieval.language.divisions import Divisions, find_divisions
from retrieval.language.fold import fold

_OFFICES = "offices.toml"

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
    r"(?P<suffix>街道(?:办事处)?|苏木|[乡镇村](?![乡镇村街])|社区|[县区](?![级域委里内位])|管委会|局(?![面部势限]))"
)
# Ordinary words that end like a place.
_NOT_NAMES = re.compile(
    r"(?:城镇|乡镇|集镇|村镇|市镇|重镇|街镇|小镇|镇街|家乡|下乡|返乡|老乡|农村|乡村|山村|驻村|小区|城区|"
    r"片区|景区|园区|地区|辖区|市区|校区|厂区|库区|灾区|牧区|山区|街区|县区|区县|市县|功能区|示范区|"
    r"结局|格局|布局|大局|当局|全局|多少街道|个街道|^社区|^(?:乡镇|镇|乡)街道)$"
)


class PlaceSpan(NamedTuple):
    """A name as it stands in a text, ``text[start:end] == name``."""

    name: str
    start: int
    end: int


def place_kind(name: str) -> str:
    """Return what ``name`` is (街道, 镇, 县, 局, 委员会 …), or an empty string."""
    text = fold(name)
    for ending, kind in _KINDS:
        if text.endswith(ending):
            return kind
    for ending in office_endings():
        if text.endswith(ending):
            return dict(_OFFICE_KINDS).get(ending, ending)
    return ""


def office_endings() -> tuple[str, ...]:
    """Return the endings that make a name an office, longest first."""
    endings = strings(_OFFICES, "endings", load_toml(_OFFICES)["endings"])
    return tuple(sorted(endings, key=len, reverse=True))


@cache
def office_short_forms() -> Mapping[str, tuple[str, ...]]:
    """Return what the names of offices are shortened to, by the full name."""
    table = table_at(_OFFICES, "short")
    return {full: strings(_OFFICES, f"short.{full}", shorts) for full, shorts in table.items()}


def short_names(name: str, kind: str) -> tuple[str, ...]:
    """Return the other names that people give a place, never of one character, without ``name``.

    嘉祥街道: 嘉祥, 嘉祥街, 嘉祥街道办, 嘉祥街道办事处. An office gets its usual abbreviations,
    with the place it belongs to and without.
    """
    if kind in {"街道", "镇", "乡", "县", "区", "市", "州", "旗", "盟", "省", "地区", "社区", "村"}:
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


def _short_office_names(name: str) -> list[str]:
    prefix = ""
    for span in find_divisions(name):
        if span.start == len(prefix):
            prefix = name[: span.end]
    office = name[len(prefix) :]
    offices = [office]
    for full, shorts in office_short_forms().items():
        if office.endswith(full):
            offices += [office.removesuffix(full) + short for short in shorts]
    # A bare 局 would say nothing; 司法局 does.
    names = [o for o in offices if len(o) >= 3]
    if prefix:
        places = (prefix, division_stem(prefix))
        names += [place + o for o in offices for place in places if len(place) > 1]
    return names


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
    towns, streets, villages and offices by how they end; their left end is where a name
    of the dictionary ends or a word stands that no name holds. Nothing overlaps.
    """
    folded = fold(text)
    known = [(s.start, s.end) for s in find_divisions(folded)]
    spans = _find_by_suffix(folded, known)
    starts = [start for start, _ in spans]
    for start, end in known:
        at = bisect_left(starts, end)
        if at == 0 or spans[at - 1][1] <= start:
            spans.insert(at, (start, end))
            starts.insert(at, start)
    return tuple(PlaceSpan(text[a:b], a, b) for a, b in spans)


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
        if 1 <= stem_end - start <= 10 and not _NOT_NAMES.search(text[start:end]):
            found.append((start, end))
    return found


def _left_end(text: str, start: int, end: int) -> int:
    """Return where the name ending at ``end`` begins, at ``start`` or behind the last stop word."""
    left = start
    for match in _STOP.finditer(text, start, end):
        if any(text.startswith(name, match.start()) for name in _STOP_NAMES):
            return match.start()
        left = match.end()
    return left
