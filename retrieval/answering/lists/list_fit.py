"""How well the items of an enumeration fit the noun that a question asks for (哪些部门, 哪几类)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.enumeration_words import alike, any_of, listed
from retrieval.answering.lists.enumerations import Enumeration
from retrieval.answering.lists.wanted import Wanted
from retrieval.answering.texts.answer_types import type_of
from retrieval.language.fold import fold
from retrieval.language.quantities import find_quantities

# The noun asked for stands right behind the items, or their form shows that they are it.
NAMED = 0.25
# Kinds of noun that the items themselves show.
_TYPED = ("people", "units", "laws", "titles", "days")
# Counted, not named: 34个县直单位.
_COUNTED = re.compile(
    r"^[对向在为给于]?(?:\d[\d,.]*|[一二两三四五六七八九十百]+)(?:余|多)?(?:个|家|名|位|所|处|条|项)"
)
_AMOUNT = re.compile(r"(?<=[一-鿿])(?P<many>\d[\d,.]*[万亿]?)(?P<unit>[一-鿿]{1,2})$")
_BODY_UNITS = frozenset({"家", "个", "户", "所", "处"})
# Acts with how many they befell, and nobody's name (约谈45家、解除协议5家).
_TALLIED = re.compile(
    r"(?P<act>.*?)[\d一二两三四五六七八九十百]+(?:余|多)?(?:家|户|所|名|位|人)次?$"
)
_DAY = re.compile(r"\d{1,2}[·.]\d{1,2}|\d{1,2}月(?:\d{1,2}日)?")


def head_fit(
    wanted: Wanted, text: str, found: Enumeration, items: Sequence[tuple[int, int]]
) -> float | None:
    """Return what the noun asked for adds, None where the items are something else."""
    if _are_others(wanted, found, items):
        return None
    folded = fold(text)
    tail = _clause(folded[items[-1][1] : items[-1][1] + 14])
    lead = folded[max(0, found.start - 16) : found.start]
    heads = [head for head in wanted.heads if len(head) > 1]
    ends = [folded[a:b].rstrip("”》") for a, b in items]
    if not wanted.heads and _only_counts(wanted, [folded[a:b] for a, b in items]):
        return None
    if not wanted.heads or (
        not heads and not any(wanted.head_in(key) for key in (*_TYPED, "open"))
    ):
        # 吊销许可证的是哪三家: how many an act befell names none of the three.
        counted = wanted.count is not None and _are_tallies(ends)
        return 0.0 if wanted.several and not counted else None
    if any(wanted.head_in(key) for key in ("people", "units")) and all(
        _COUNTED.match(end) for end in ends
    ):
        return None
    if (_asks_bodies(wanted) and _are_tallies(ends)) or any(_ran_on(end, heads) for end in ends):
        return None
    if wanted.head_in("days"):
        # Whatever else is named beside them: days look like days.
        return 0.3 if sum(map(_is_day, ends)) * 2 > len(ends) else None
    if wanted.head_in("places") and lead.endswith(tuple(listed("heads", "places_leads"))):
        return None if any(_holds_deed(end) for end in ends) else NAMED
    if wanted.head_in("areas") and not _are_areas(ends):
        # 鹭洲、后澳两个渔业社区: called so behind the last.
        return NAMED if any(_names_behind(head, tail) for head in heads) else None
    if any(h in tail[: len(h) + 6] and (wanted.several or h == heads[-1]) for h in heads):
        return 0.3
    if any(all(end.endswith(head) for end in ends) for head in heads):
        return 0.3
    if wanted.head_in("firms") and _asks_bodies(wanted):
        named = tuple(end for head in heads if (kind := type_of(head)) for end in kind.ends)
        # 县公安局、县卫生健康局 are no 药店.
        return 0.2 if all(end.endswith((*heads, *named)) for end in ends) else None
    shape = _shape_fit(wanted, [folded[a] for a, _ in items], ends)
    if shape or wanted.head_in("titles"):
        return shape
    return _loose_fit(wanted, heads, ends, lead, tail, folded)


def _only_counts(wanted: Wanted, items: Sequence[str]) -> bool:
    """Return whether the items are counts of other things than of those to be named (重大决策有哪两项: 听证会1场、
    座谈会6场), or the question's own words with how many there are (省级示范村有哪些: 省级示范村2个)."""
    counts = [match for item in items if (match := _AMOUNT.search(item))]
    if not wanted.topic or not counts:
        return False
    tail = wanted.topic[-2:]
    own = [match for match in counts if match.string[: match.start()].endswith(tail)]
    called = wanted.topic.endswith(tuple(listed("heads", "called")))
    if called and any(match["unit"] in _BODY_UNITS and match["many"] != "1" for match in own):
        return True
    mostly = len(counts) * 2 > len(items)
    return mostly and not own and (called or wanted.count is not None)


def _are_others(wanted: Wanted, found: Enumeration, items: Sequence[tuple[int, int]]) -> bool:
    """Return whether a closed list has not as many items as the question says there are, nor is
    told to have so many (甲、乙和丙 are none of the 5家机构)."""
    if wanted.tally in {None, len(items), found.named} or found.open_ended:
        return False
    return not any(q.value == wanted.tally for q in find_quantities(_clause(found.tail)))


def _asks_bodies(wanted: Wanted) -> bool:
    """Return whether bodies or persons are asked for, and not sorts of them (哪几类企业)."""
    classes = wanted.head_in("people") or wanted.head_in("units") or wanted.head_in("firms")
    return classes and not any(head in listed("sorts", "nouns") for head in wanted.heads)


def are_names(items: Sequence[str], heads: Sequence[str]) -> bool:
    """Return whether items may be names: neither only counts of what befell some (吊销3家), nor one that
    goes on with what was done to the things asked for."""
    return not _are_tallies(items) and not any(_ran_on(item, heads) for item in items)


def _are_tallies(ends: Sequence[str]) -> bool:
    """Return whether most items only tell how many something befell."""
    return sum(map(_is_tally, ends)) * 2 > len(ends)


def _ran_on(item: str, heads: Sequence[str]) -> bool:
    """Return whether an item goes on with what was done to how many of the things asked for
    (市场监管所|联合检查餐饮门店326家)."""
    verbs = any_of("lead", "verbs")
    return any(
        re.search(rf"{re.escape(head)}\d", item[verb.end() :])
        for verb in verbs.finditer(item, 2)
        for head in heads
    )


def _is_tally(item: str) -> bool:
    """Return whether an item tells how many something befell, and none of them by name."""
    tally = _TALLIED.match(item)
    named = tuple(listed("heads", "units_ends")) + tuple(listed("heads", "people_ends"))
    return tally is not None and not tally["act"].endswith(named)


def _holds_deed(item: str) -> bool:
    """Return whether a verb stands inside an item: what was done there ran into the place."""
    return any(verb in item[2:] for verb in listed("lead", "verbs"))


def _names_behind(head: str, tail: str) -> bool:
    """Return whether the items are counted as ``head`` right behind the last (两个渔业社区)."""
    return (
        re.match(rf"(?:等)?[\d二两三四五六七八九十]+个?[^，。；、]{{0,4}}{re.escape(head)}", tail)
        is not None
    )


def _are_areas(ends: Sequence[str]) -> bool:
    """Return whether most items are called as places are, their figures aside (城关镇48件)."""
    names: list[str] = [
        re.sub(r"(?:\d|[一二两三四五六七八九十]+[件起个名]).*", "", end) for end in ends
    ]
    fitting = [name for name in names if name.endswith(tuple(listed("heads", "areas_ends")))]
    return len(fitting) * 2 > len(names)


def _is_day(text: str) -> bool:
    return bool(_DAY.search(text)) or text.endswith(tuple(listed("heads", "days_ends")))


def _shape_fit(wanted: Wanted, firsts: Sequence[str], ends: Sequence[str]) -> float | None:
    """Return what it adds that the items look like what is asked for: persons, offices, titles."""
    for key, endings in (("people", "people_ends"), ("units", "units_ends"), ("laws", "law_ends")):
        fitting = sum(
            end.endswith(tuple(listed("heads", endings))) and end not in listed("heads", "no_laws")
            for end in ends
        )
        if wanted.head_in(key) and fitting * 2 > len(ends):
            return 0.15
    written = tuple(listed("heads", "title_ends"))
    is_titled = all(
        first == "《" or (first == "“" and end.endswith(written))
        for first, end in zip(firsts, ends, strict=True)
    )
    return NAMED if is_titled and wanted.head_in("titles") else None


def _loose_fit(
    wanted: Wanted, heads: Sequence[str], ends: Sequence[str], lead: str, tail: str, folded: str
) -> float | None:
    """Return what weaker signs add: the words before the items, a like noun behind them."""
    introduced = bool(wanted.before) and wanted.before in lead[-5:]
    sorts = any_of("sorts", "nouns").search(" ".join(wanted.heads))
    if introduced or (sorts and any_of("sorts", "leads").search(lead)):
        return 0.2
    if any(end.endswith(head) for end in ends for head in heads):
        return 0.15
    if any(other in tail for head in heads for other in alike(head)):
        return 0.2
    if any(head in tail or head in lead for head in heads):
        return 0.1
    if specific := [head for head in heads if head not in listed("heads", "open")]:
        return -0.05 if all(head in folded for head in specific) else None
    # 哪些方面, 哪些内容 could be anything: something else must say that it is this.
    sure = wanted.count or wanted.quoted or wanted.figures or wanted.included or wanted.label
    return 0.0 if sure else None


def _clause(tail: str) -> str:
    """Return the wording up to the next comma or full stop."""
    return re.split(r"[，,。；;：:]", tail)[0]
