"""The words of ``whole_parts.toml``: a wording that names a whole part of a report, and nothing else.

Questions (有什么没做好的) and headings (还差在哪里) are read alike: each is cut into known words, and
what they come to tells the part. A wording with a word left over is about that thing, not about a
part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from retrieval.language.data import check_keys, table_at, word_list
from retrieval.language.wording import alternation
from retrieval.records import Role

_FILE = "whole_parts.toml"
_KINDS = (
    "frame", "which", "how", "thing", "deed", "fault", "poor", "denial", "good", "need", "mend",
    "cause", "ahead", "planned", "result", "leader", "posts", "serve",
)  # fmt: skip
# 哪五件事: so many are asked for.
_COUNTED = re.compile(r"哪(?P<n>[二两三四五六七八九十]|\d)(?:个|项|点|条|件|类|种|处|大)?(?:方面)?")
# Longer wordings name more than a part.
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class PartNamed:
    """The ``roles`` that a wording names, in its order; ``asks`` whether it asks for them; ``why``
    whether for their reasons; ``how`` in what manner; ``count`` how many are asked for, as written; ``by_year`` where only the year
    that it speaks of, being to come, makes a plan of it."""

    roles: tuple[Role, ...]
    asks: bool = False
    why: bool = False
    how: bool = False
    count: str = ""
    by_year: bool = False


def read_part(text: str, *, ahead: bool = False) -> PartNamed | None:
    """Return the parts of a report that ``text``, folded, names; None where it holds anything else.

    ``ahead`` is set where the text speaks of a year to come, which is left out of it.
    """
    if len(text) > _LONGEST or _pattern().match(text) is None:
        return None
    counted = _COUNTED.search(text)
    bare = _COUNTED.sub("哪些", text)
    kinds: list[frozenset[str]] = []
    at = 0
    while at < len(bare):
        match = _pattern().match(bare, at)
        if match is None:
            return None
        kinds.append(load_words()[match.group()])
        at = match.end()
    named = _read(kinds, ahead=ahead)
    if named is None or counted is None:
        return named
    return replace(named, asks=True, count=counted.group("n"))


def _read(kinds: list[frozenset[str]], *, ahead: bool) -> PartNamed | None:
    held = frozenset().union(*kinds)
    asks, why, how = "which" in held, "cause" in held, "how" in held
    leads = "leader" in held
    faulty = "fault" in held or (asks and _falls_short(kinds, ahead=ahead))
    plans = "planned" in held or (ahead or "ahead" in held)
    if leads:
        # 主任 alone may be anybody's; 一把手, 第一责任人 are the leaders of the place.
        plain = not all("posts" in kind for kind in kinds if "leader" in kind)
        told = "serve" in held or (asks and "deed" in held)
        fits = not (faulty or plans) and (told or (plain and _opens(kinds)))
        return PartNamed(("leadership",), asks, why, how) if fits and not why else None
    if "fault" in held and "denial" in held and not held & {"good", "which"}:
        # 没有问题 names no part.
        return None
    if "fault" in held and _is_dealt_with(kinds):
        return None
    if faulty:
        if how and ("mend" in held or "good" in held or "deed" in held) and "fault" in held:
            # 这些问题怎么解决 asks for something else.
            return None
        roles: tuple[Role, ...] = ("shortcomings",)
        if plans and "fault" in held:
            roles = ("shortcomings", "plan") if _first(kinds, "fault") else ("plan", "shortcomings")
        return PartNamed(roles, asks, why, how)
    if why:
        return None
    to_come = plans or "need" in held
    if "planned" in held or (asks and to_come and held & {"deed", "thing", "mend", "result"}):
        return PartNamed(("plan",), asks, why, how)
    if "result" in held or (asks and not how and held & {"deed"}):
        return PartNamed(("review",), asks, why, how)
    return None


def _falls_short(kinds: list[frozenset[str]], *, ahead: bool) -> bool:
    """Return whether the words say that something is wanting: 差在哪, 没做好, 还要加强."""
    held = frozenset().union(*kinds)
    if "poor" in held:
        return True
    for first, then in (("denial", "good"), ("need", "mend")):
        if first == "need" and (ahead or "ahead" in held):
            continue
        at = next((i for i, kind in enumerate(kinds) if first in kind), None)
        if at is not None and any(then in kind for kind in kinds[at + 1 :]):
            return True
    return False


def _is_dealt_with(kinds: list[frozenset[str]]) -> bool:
    """Return whether something is done about what falls short: 补齐短板, 解决了哪些问题."""
    for kind in kinds:
        if kind & {"fault", "denial", "need"}:
            return False
        if kind & {"mend", "good"}:
            return True
    return False


def _opens(kinds: list[frozenset[str]]) -> bool:
    """Return whether nothing but frames stand beside the leaders."""
    return all(kind & {"leader", "frame", "which"} for kind in kinds)


def _first(kinds: list[frozenset[str]], kind: str) -> bool:
    """Return whether words of ``kind`` come before any of plans."""
    fault = next(i for i, held in enumerate(kinds) if kind in held)
    plan = next((i for i, held in enumerate(kinds) if held & {"planned", "ahead"}), len(kinds))
    return fault < plan


@cache
def load_words() -> dict[str, frozenset[str]]:
    """Return the kinds of each word; DataFileError names a list that is missing or malformed."""
    check_keys(_FILE, "words", table_at(_FILE, "words"), set(_KINDS))
    kinds: dict[str, set[str]] = {}
    for kind in _KINDS:
        for word in word_list(_FILE, "words", kind):
            kinds.setdefault(word, set()).add(kind)
    return {word: frozenset(held) for word, held in kinds.items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(alternation(tuple(load_words())))
