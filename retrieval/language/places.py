"""Names of places and offices: their kinds, and the short forms people use."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.language.divisions import Divisions, find_divisions
from retrieval.language.fold import fold
from retrieval.language.offices import (
    find_office_words,
    office_endings,
    office_forms,
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

# The unit before an office: 市 of 市场监督管理局 is none.
_UNIT = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:自治州|自治县|自治旗|[省县区州旗盟]|市(?![场政容民监]))"
)
_LEVELS = "省市县区州旗盟"
# 市里, 县里: a level as people call it.
LEVEL = re.compile(r"[省市县区镇乡]里")


@lru_cache(maxsize=20_000)
def place_kind(name: str) -> str:
    """Return what ``name`` is (街道, 镇, 县, 开发区, 局, 委员会 …), or an empty string."""
    text = fold(name)
    if zone_word(text) not in {"", "新区"}:
        return "开发区"
    for ending, kind in _KINDS:
        if text.endswith(ending):
            return kind
    endings = office_endings()
    if not text.endswith(endings):
        # Of thousands of places' names most say no kind: all endings at once are tried in no time.
        return ""
    ending = next(filter(text.endswith, endings))
    return dict(_OFFICE_KINDS).get(ending, ending)


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
