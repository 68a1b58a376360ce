"""The places that the library reports on, and how questions name them.

Two places of one name stay two: a name then stands for both until a unit above tells which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from retrieval.language.fold import fold
from retrieval.language.places import PlaceSpan, find_place_names, place_kind
from retrieval.records import Place, Report

# After a short name (嘉祥) one of these makes it the name of something else (嘉祥县).
_OTHER_PLACE = re.compile(r"街道|[县区市镇乡州旗省村]|社区")


_OFFICE_TAIL = re.compile(r"街道办事处|办事处|街道办|人民政府|镇政府|乡政府|县政府|区政府")
_TOWNSHIPS_AND_ABOVE = frozenset({"街道", "镇", "乡", "县", "区", "市", "州", "省", "旗"})


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


class Gazetteer:
    """Finds the library's places in questions, slips of the pen included."""

    def __init__(
        self, reports: Iterable[Report], named_in: Callable[[str], tuple[str, ...]]
    ) -> None:
        """``named_in`` tells which reports' texts hold a folded name."""
        reports = tuple(reports)
        self._named_in = named_in
        self.years: dict[Place, set[int]] = {}
        for report in reports:
            if report.place and report.year:
                self.years.setdefault(report.place, set()).add(report.year)
        self._kinds = {r.id: r.place.kind for r in reports if r.place}
        self.places: tuple[Place, ...] = tuple(
            dict.fromkeys(report.place for report in reports if report.place)
        )
        self._names: dict[str, list[Place]] = {}
        self._short: set[str] = set()
        for place in self.places:
            for name in {place.name, *place.aliases}:
                self._names.setdefault(fold(name), []).append(place)
        for name in self._names:
            if not place_kind(name):
                self._short.add(name)
        self._regions: dict[str, list[Place]] = {}
        for place in self.places:
            for parent in place.parents:
                for name in {parent, _stem(parent)}:
                    self._regions.setdefault(fold(name), []).append(place)
        self._longest = sorted({*self._names, *self._regions}, key=lambda n: (-len(n), n))

    def find(self, folded: str) -> tuple[PlaceMention, ...]:
        """Return the places named in a folded question, left to right."""
        spans = find_place_names(folded)
        mentions = [m for m in self._known(folded) if not self._inside_another(m, spans)]
        taken = [(m.start, m.end) for m in mentions]
        for span in spans:
            if any(a < span.end and span.start < b for a, b in taken):
                continue
            if mention := self._unknown(span.name, span.start, span.end):
                mentions.append(mention)
        mentions += self._slips(folded, mentions)
        return tuple(sorted(_without_regions(mentions, folded), key=lambda m: m.start))

    def _inside_another(self, mention: PlaceMention, spans: Iterable[PlaceSpan]) -> bool:
        """Return whether a short name is only the beginning of another place's (中梁 in 中梁山街道)."""
        if place_kind(mention.text):
            return False
        return any(
            span.start <= mention.start
            and mention.end < span.end
            and place_kind(span.name) in _TOWNSHIPS_AND_ABOVE
            and not any(span.name.endswith(name) for name in self._names if place_kind(name))
            for span in spans
        )

    def _known(self, folded: str) -> list[PlaceMention]:
        found: list[PlaceMention] = []
        taken: list[tuple[int, int]] = []
        for name in self._longest:
            start = folded.find(name)
            while start >= 0:
                end = start + len(name)
                free = not any(a < end and start < b for a, b in taken)
                if free and not self._names_another(name, folded, end):
                    if not self._regions.get(name) and (tail := _OFFICE_TAIL.match(folded, end)):
                        end = tail.end()
                    taken.append((start, end))
                    places = tuple(dict.fromkeys(self._names.get(name, ())))
                    region = tuple(dict.fromkeys(self._regions.get(name, ())))
                    found.append(
                        PlaceMention(folded[start:end], start, end, places or region, is_region=not places)
                    )
                start = folded.find(name, end)
        return found

    def _names_another(self, name: str, folded: str, end: int) -> bool:
        """Return whether the short ``name`` goes on as the name of another place."""
        if place_kind(name):
            return False
        match = _OTHER_PLACE.match(folded, end)
        if not match:
            return False
        longer = name + match.group()
        # 街 after a name is the place's own; 区 in 嘉祥区域 is a word.
        if longer in self._names or longer in self._regions:
            return False
        if match.group() == "街道":
            return True
        rest = folded[end : end + 2]
        return rest not in {"区域", "区级", "市级", "县级", "镇街", "市场", "村社", "区内", "乡镇", "省级", "市民", "村民", "镇村", "社区"}

    def _unknown(self, name: str, start: int, end: int) -> PlaceMention | None:
        """Return what a name is that no report stands under: a slip, a town that a county's
        report speaks of, a place the library lacks; None for an office or village that some
        report's text names (it is a word of the question then)."""
        if close := self._closest(name):
            return PlaceMention(name, start, end, close, corrected=close[0].name)
        if place_kind(name) not in _TOWNSHIPS_AND_ABOVE and start > 0 and not self._is_office(name):
            # 解除社区 and 驻村 end like villages; only at the start is such a name a place.
            return None
        speaking = self._named_in(name)
        for cut in range(1, len(name) - 2):
            if speaking:
                break
            # 卫片图斑砚台街道: what stands before may be no part of the name.
            if speaking := self._named_in(name[cut:]):
                name, start = name[cut:], start + cut
        if speaking and place_kind(name) not in _TOWNSHIPS_AND_ABOVE:
            return None
        above = tuple(r for r in speaking if self._kinds.get(r) not in {"街道", "镇", "乡", None})
        return PlaceMention(name, start, end, reports=above)

    @staticmethod
    def _is_office(name: str) -> bool:
        return name.endswith(("局", "管委会", "委员会"))

    def _closest(self, name: str) -> tuple[Place, ...]:
        """Return the library's places whose name sounds like ``name``."""
        kind = place_kind(name)
        found = [
            place
            for known, places in self._names.items()
            if place_kind(known) == kind and _sounds_alike(name, known)
            for place in places
        ]
        return tuple(dict.fromkeys(found))

    def similar(self, name: str) -> tuple[str, ...]:
        """Return names of reporting places that look like ``name``, to suggest, never to assume."""
        kind = place_kind(name)
        stem = name.removesuffix(kind)
        return tuple(
            place.name
            for place in self.places
            if stem
            and (_looks_alike(stem, fold(place.name.removesuffix(place.kind))) or stem in place.name)
        )

    def _slips(self, folded: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
        """Return misspelt short names (家祥 for 嘉祥) where no place is named otherwise."""
        if any(m.places and not m.is_region for m in mentions) or any(not m.places for m in mentions):
            return []
        shorts = [name for name in self._short if 2 <= len(name) <= 4]
        for name in sorted(shorts, key=lambda n: (-len(n), n)):
            for start in range(len(folded) - len(name) + 1):
                window = folded[start : start + len(name)]
                if window != name and _is_chinese(window) and _sounds_alike(window, name):
                    end = start + len(name)
                    # Two characters that sound alike may be a word (家乡): not in mid-sentence.
                    if len(name) < 3 and not (start == 0 and set(window) & set(name)):
                        continue
                    for suffix in ("街道办事处", "街道办", "街道", "镇政府", "街", "镇", "乡"):
                        if folded.startswith(suffix, end):
                            end += len(suffix)
                            break
                    places = tuple(self._names[name])
                    return [PlaceMention(folded[start:end], start, end, places, places[0].name)]
        return []


def _without_regions(mentions: list[PlaceMention], folded: str) -> list[PlaceMention]:
    """Let a unit above narrow the place right behind it (甲县城关镇) instead of standing alone."""
    ordered = sorted(mentions, key=lambda m: m.start)
    kept: list[PlaceMention] = []
    for position, mention in enumerate(ordered):
        following = ordered[position + 1] if position + 1 < len(ordered) else None
        gap = folded[mention.end : following.start].strip(" 的·,，") if following else "x"
        if following and not gap and following.places and not following.is_region:
            names = {_stem(mention.text), mention.text}
            inside = tuple(
                place
                for place in following.places
                if any(fold(p) in names or _stem(fold(p)) in names for p in place.parents)
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
        if following and not gap and not following.places and (mention.is_region or not mention.places):
            ordered[position + 1] = PlaceMention(
                folded[mention.start : following.end], mention.start, following.end
            )
            continue
        kept.append(mention)
    return kept


def _stem(name: str) -> str:
    for ending in ("特别行政区", "自治区", "自治州", "自治县", "省", "市", "县", "区", "州", "旗"):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


def _is_chinese(text: str) -> bool:
    return all("一" <= ch <= "鿿" for ch in text)


@lru_cache(maxsize=20_000)
def _sound(char: str) -> str:
    from pypinyin import Style, pinyin

    sound: str = pinyin(char, style=Style.NORMAL)[0][0]
    # The pairs that speakers of many dialects and typists on phones mix up.
    for written, heard in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if sound.startswith(written):
            sound = heard + sound[2:]
    if sound.endswith("ng"):
        sound = sound[:-1]
    return "l" + sound[1:] if sound.startswith("n") else sound


def _sounds_alike(one: str, other: str) -> bool:
    if len(one) != len(other) or one == other or not (set(one) & set(other) or len(one) == 2):
        return False
    return all(a == b or _sound(a) == _sound(b) for a, b in zip(one, other, strict=True))


def _looks_alike(one: str, other: str) -> bool:
    """Return whether two stems differ in one character."""
    if len(one) != len(other) or len(one) < 2:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
