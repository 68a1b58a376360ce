"""Places as a question names them, and how such names stand to one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.answering.asking.place_bounds import is_bare, is_joined
from retrieval.language.fold import fold
from retrieval.language.offices import office_forms, office_words
from retrieval.language.place_names import PlaceSpan
from retrieval.language.places import place_kind
from retrieval.records import Place

COUNTIES_AND_ABOVE = frozenset({"县", "区", "市", "州", "省", "旗"})
TOWNSHIPS_AND_ABOVE = COUNTIES_AND_ABOVE | {"街道", "镇", "乡", "开发区"}


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at ``[start, end)`` of a question.

    ``places`` are the reporting places it may be; empty where none reports under it.
    ``corrected`` is the library's name when the question's was read as a slip for it.
    ``is_region`` marks a unit above some reporting places. ``reports`` are the ids of the
    reports that speak of a town without a report of its own.
    """

    text: str
    start: int
    end: int
    places: tuple[Place, ...] = ()
    corrected: str = ""
    is_region: bool = False
    reports: tuple[str, ...] = ()


def beyond(span: PlaceSpan, known: Sequence[PlaceMention]) -> PlaceSpan | None:
    """Return ``span``, or the office at its end behind a known name; None where all of it is known."""
    for mention in known:
        if mention.start < span.end and span.start < mention.end:
            office = span.name[mention.end - span.start :] if mention.end > span.start else ""
            return PlaceSpan(office, mention.end, span.end) if office in office_words() else None
    return span


def is_word_beside(mention: PlaceMention, mentions: Sequence[PlaceMention], text: str) -> bool:
    """Return whether an office without its place is only a word beside another place's name
    (甲街道向公安局移送)."""
    others = any(m != mention and not m.is_region and m.places != mention.places for m in mentions)
    return others and is_bare(mention.text) and not is_joined(text, mention.start, mention.end)


def may_stand_for_a_place(span: PlaceSpan, text: str, known: Sequence[PlaceMention]) -> bool:
    """Return whether an unknown name stands where a place is named, by its kind."""
    if is_office(span.name):
        above = [m for m in known if m.is_region or place_kind(m.text) in COUNTIES_AND_ABOVE]
        behind = any(m.end == span.start for m in above)
        alone = not known and (span.start == 0 or not is_bare(span.name))
        return behind or alone or is_joined(text, span.start, span.end)
    # 解除社区 and 驻村 end like villages; only at the start is such a name a place.
    return place_kind(span.name) in TOWNSHIPS_AND_ABOVE or span.start == 0


def speaking_of(name: str, named_in: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Return the reports whose texts name a place, an office by any of its names: of 交通局 speaks
    what has 交通运输局; ``named_in`` tells which hold a name."""
    return next(filter(None, map(named_in, office_forms(name))), ())


def is_office(name: str) -> bool:
    """Return whether the name is that of an office; a zone with its place is none."""
    if place_kind(name) == "开发区":
        return is_bare(name)
    return any(name.endswith(word) for word in office_words())


def without_regions(mentions: list[PlaceMention], folded: str) -> list[PlaceMention]:
    """Let a unit above narrow the place right behind it (甲县城关镇) instead of standing alone."""
    ordered = sorted(mentions, key=lambda m: m.start)
    kept: list[PlaceMention] = []
    for position, mention in enumerate(ordered):
        following = ordered[position + 1] if position + 1 < len(ordered) else None
        gap = folded[mention.end : following.start].strip(" 的·,，") if following else "x"
        if following and not gap and following.places and not following.is_region:
            names = {stem_of(mention.text), mention.text}
            inside = tuple(
                place
                for place in following.places
                if any(fold(p) in names or stem_of(fold(p)) in names for p in place.parents)
            )
            if inside:
                ordered[position + 1] = PlaceMention(
                    following.text, mention.start, following.end, inside, following.corrected
                )
                continue
            if place_kind(mention.text):
                ordered[position + 1] = PlaceMention(
                    mention.text + following.text, mention.start, following.end
                )
                continue
        if (
            following
            and not gap
            and not following.places
            and (mention.is_region or not mention.places)
        ):
            ordered[position + 1] = PlaceMention(
                folded[mention.start : following.end], mention.start, following.end
            )
            continue
        kept.append(mention)
    return kept


def stem_of(name: str) -> str:
    """Return the name of a unit without the word for its level, where two characters are left."""
    for ending in ("特别行政区", "自治区", "自治州", "自治县", "省", "市", "县", "区", "州", "旗"):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name
