"""Figures that say of each item of a list what share it is or how it moved, in the list's order.

`物业3968件、停车2301件、噪声1746件，分别占25%、14.5%、11%，同比分别下降18.3%、上升6.2%、持平`:
the names are those of the figures in the list itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.figures.clauses import Clause
from retrieval.figures.shares import SHARE
from retrieval.figures.trimming import trim
from retrieval.language.wording import load_wording
from retrieval.records import Quantity

_MARK = re.compile(r"分别|依次")
# Before the mark stands nothing that could be a name: 同比分别, 与上年相比分别, 较2021年分别.
_ONLY_LEADS = re.compile(
    r"\s*(?:占(?:比|总数|总量|全部)?|各|[两三四五六七]项(?:指数|指标|数据)|同比|环比|(?:比|较|与|同|和)?(?:\d{4}年|[上去]年度?|上一年度?|前一年)(?:同期)?(?:相比|比)?|\s)*\s*"
)
# One name of a rate or amount, which is each item's: 满意率分别.
_OWN_LEAD = re.compile(r"\s*(?P<name>[^、和与及占\d]{1,8}(?:率|比例|比重|[金总]额|面积|人数))\s*")
_JOINER = re.compile(r"、|以及|[和与及]")
_UNMOVED = re.compile(r"(?:基本)?持平|没有变化|不变")
_LEADS_OVER = re.compile(r"^.*(?:为|是|有|[:：])")


@dataclass(frozen=True, slots=True)
class Repeated:
    """``members`` with the name of each; ``all_names`` are those of the whole list, ``names``
    is empty where its length and theirs differ."""

    members: tuple[Quantity, ...]
    names: tuple[str, ...]
    all_names: tuple[str, ...]
    lead: str


def find_repeated(
    clauses: tuple[Clause, ...], number: int, quantities: tuple[Quantity, ...]
) -> Repeated | None:
    """Return the figures behind the 分别 of a clause, named by the list in the clauses before it;
    None where the clause has names of its own, or no list stands before it."""
    clause = clauses[number]
    mark = _MARK.search(clause.text)
    if mark is None:
        return None
    before = clause.text[: mark.start()]
    own = _OWN_LEAD.fullmatch(before)
    if not own and not _ONLY_LEADS.fullmatch(before):
        return None
    values = _pieces(clause, mark.end(), quantities)
    if len(values) < 2 or not all(_is_value(text, found) for text, found in values):
        return None
    earlier = [c for c in clauses[:number] if not (own and _tells_rates(c, quantities))]
    names = _names_before(earlier, len(values), quantities)
    if own and len(names) != len(values):
        # 城镇、农村居民收入增长率分别: its names may stand elsewhere.
        return None
    if len(names) < 2:
        return None
    aligned = names if len(names) == len(values) else [""] * len(values)
    named = [(found[0], name) for (_, found), name in zip(values, aligned, strict=True) if found]
    return Repeated(
        tuple(quantity for quantity, _ in named),
        tuple(name for _, name in named) if len(names) == len(values) else (),
        tuple(names),
        (own["name"] if own else "") + _lead(values[0][0], values[0][1]),
    )


def _tells_rates(clause: Clause, quantities: tuple[Quantity, ...]) -> bool:
    inside = [q.unit for q in quantities if clause.start <= q.start < clause.end]
    return bool(inside) and set(inside) <= {"%", "个百分点"}


def _pieces(
    clause: Clause, start: int, quantities: tuple[Quantity, ...]
) -> list[tuple[str, list[Quantity]]]:
    """Return the items of a clause from ``start``, each with its amounts; words without an
    amount belong to the item behind them (抚养和继承纠纷27件)."""
    found: list[tuple[str, list[Quantity]]] = []
    begin = start
    for end in [*(m.start() for m in _JOINER.finditer(clause.text, start)), len(clause.text)]:
        left, right = clause.start + begin, clause.start + end
        inside = [q for q in quantities if left <= q.start < right]
        text = clause.text[begin:end]
        if inside or _UNMOVED.search(text) or end == len(clause.text):
            found.append((text, inside))
            begin = end
    return found


def _is_value(text: str, found: list[Quantity]) -> bool:
    return len(found) == 1 or (not found and _UNMOVED.search(text) is not None)


def _lead(text: str, found: list[Quantity]) -> str:
    """Return what the figures are of each item (占), nothing where they are changes."""
    left = text.split(found[0].text)[0] if found else ""
    if left.strip().startswith("占"):
        return SHARE
    return "" if load_wording().change.search(left) else left


def _names_before(
    clauses: Sequence[Clause], count: int, quantities: tuple[Quantity, ...]
) -> list[str]:
    """Return the names of the list before a clause: one clause of several items, or so many
    clauses of one item each."""
    names: list[str] = []
    for clause in reversed(clauses):
        if clause.parent is not None or _MARK.search(clause.text):
            continue
        items = _pieces(clause, 0, quantities)
        found = [_name(text, amounts) for text, amounts in items]
        if len(items) > 1 or not items or not all(found):
            return found if not names and all(found) else names
        names.insert(0, found[0])
        if len(names) == count:
            break
    return names


def _name(text: str, amounts: list[Quantity]) -> str:
    """Return what stands before an item's amount, nothing where it has none."""
    if not amounts or amounts[0].text not in text:
        return ""
    left = text[: text.index(amounts[0].text)]
    return trim(_LEADS_OVER.sub("", left))
