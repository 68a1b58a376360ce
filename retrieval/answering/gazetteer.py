"""The places that the library reports on, and how questions name them.

Two places of one name stay two: a name then stands for both until a unit above tells which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from retrieval.answering.place_bounds import (
    is_bare,
    is_joined,
    is_part_of_a_word,
    with_owners,
    without_titles,
)
from retrieval.language.fold import fold
from retrieval.language.offices import office_words
from retrieval.language.place_names import PlaceSpan, find_place_names
from retrieval.language.places import place_kind
from retrieval.language.sounds import looks_alike, sounds_alike
from retrieval.records import Place, Report

# After a short name (嘉祥) one of these makes it the name of something else (嘉祥县).
_OTHER_PLACE = re.compile(r"街道|[县区市镇乡州旗省村]|社区")


_OFFICE_TAIL = re.compile(r"街道办事处|办事处|街道办|人民政府|镇政府|乡政府|县政府|区政府")
_COUNTIES_AND_ABOVE = frozenset({"县", "区", "市", "州", "省", "旗"})
_TOWNSHIPS_AND_ABOVE = _COUNTIES_AND_ABOVE | {"街道", "镇", "乡", "开发区"}


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
            if 2 <= len(name) <= 4 and not place_kind(name):
                self._short.add(name)
        self._regions: dict[str, list[Place]] = {}
        for place in self.places:
            own = {place.name, *place.aliases}
            for parent in place.parents:
                # A zone's own name may stand above what governs it.
                for name in {parent, _stem(parent)} - own:
                    self._regions.setdefault(fold(name), []).append(place)
        self._longest = sorted({*self._names, *self._regions}, key=lambda n: (-len(n), n))

    def find(self, folded: str) -> tuple[PlaceMention, ...]:
        """Return the places named in a folded question, left to right; none inside 《》."""
        text = without_titles(folded)
        spans = with_owners(find_place_names(text))
        mentions = [m for m in self._known(text) if not self._inside_another(m, spans)]
        mentions = [m for m in mentions if not _is_word_beside(m, mentions, text)]
        known = tuple(mentions)
        for span in spans:
            rest = _beyond(span, known)
            if rest and (mention := self._unknown(rest, text, known)):
                mentions.append(mention)
        mentions += self._slips(text, mentions)
        return tuple(sorted(_without_regions(mentions, text), key=lambda m: m.start))

    def _inside_another(self, mention: PlaceMention, spans: Iterable[PlaceSpan]) -> bool:
        """Return whether a name is only a part of another place's: 中梁 of 中梁山街道, 公安局 of
        another county's, 嘉祥 of 嘉祥教育局 where only a street of that name reports."""
        for span in spans:
            if not (span.start <= mention.start and mention.end <= span.end):
                continue
            if is_bare(mention.text) and span.start < mention.start:
                return True
            if place_kind(mention.text) or mention.end == span.end:
                continue
            if _is_office(span.name):
                return not mention.is_region and all(
                    p.kind not in _COUNTIES_AND_ABOVE for p in mention.places
                )
            if place_kind(span.name) in _TOWNSHIPS_AND_ABOVE and not self._ends_in_known(span.name):
                return True
        return False

    def _ends_in_known(self, name: str) -> bool:
        endings = (name[start:] for start in range(len(name) - 1))
        return any(ending in self._names and place_kind(ending) for ending in endings)

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
                        PlaceMention(
                            folded[start:end], start, end, places or region, is_region=not places
                        )
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
        return rest not in {
            "区域",
            "区级",
            "市级",
            "县级",
            "镇街",
            "市场",
            "村社",
            "区内",
            "乡镇",
            "省级",
            "市民",
            "村民",
            "镇村",
            "社区",
        }

    def _unknown(
        self, span: PlaceSpan, text: str, known: Sequence[PlaceMention]
    ) -> PlaceMention | None:
        """Return what a name is that no report stands under: a slip, a town that a county's
        report speaks of, a place the library lacks; None for an office or village that some
        report's text names (it is a word of the question then)."""
        name, start, end = span
        if close := self._closest(name):
            return PlaceMention(name, start, end, close, corrected=close[0].name)
        if is_part_of_a_word(text, start, end) or not _may_stand_for_a_place(span, text, known):
            return None
        speaking = self._named_in(name)
        if place_kind(name) not in _TOWNSHIPS_AND_ABOVE:
            return None if speaking else PlaceMention(name, start, end)
        for cut in range(1, len(name) - 2):
            if speaking or is_bare(name[cut:]):
                break
            if any(name[cut:] in known_name for known_name in self._names):
                # 家湾街道 of 陈家湾街道: the texts hold it as the end of 谢家湾街道 only.
                continue
            # 卫片图斑砚台街道: what stands before may be no part of the name.
            if speaking := self._named_in(name[cut:]):
                name, start = name[cut:], start + cut
        above = tuple(r for r in speaking if self._kinds.get(r) not in {"街道", "镇", "乡", None})
        return PlaceMention(name, start, end, reports=above)

    def _closest(self, name: str) -> tuple[Place, ...]:
        """Return the library's places whose name sounds like ``name``."""
        kind = place_kind(name)
        found = [
            place
            for known, places in self._names.items()
            if len(known) == len(name) and sounds_alike(name, known) and place_kind(known) == kind
            for place in places
        ]
        return tuple(dict.fromkeys(found))

    def similar(self, name: str) -> tuple[str, ...]:
        """Return names of reporting places below ``name`` or the unit it begins with, else of
        those that look like it: to suggest, never to assume."""
        for end in range(len(name), 1, -1):
            if below := self._regions.get(name[:end]):
                return tuple(dict.fromkeys(place.name for place in below))
        stem = name.removesuffix(place_kind(name))
        return tuple(
            place.name
            for place in self.places
            if len(stem) > 1
            and (looks_alike(stem, fold(place.name.removesuffix(place.kind))) or stem in place.name)
        )

    def _slips(self, folded: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
        """Return misspelt short names (家祥 for 嘉祥) where no place is named otherwise."""
        if any(m.places and not m.is_region for m in mentions) or any(
            not m.places for m in mentions
        ):
            return []
        for name in sorted(self._short, key=lambda n: (-len(n), n)):
            for start in range(len(folded) - len(name) + 1):
                window = folded[start : start + len(name)]
                if window != name and _is_chinese(window) and sounds_alike(window, name):
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


def _beyond(span: PlaceSpan, known: Sequence[PlaceMention]) -> PlaceSpan | None:
    """Return ``span``, or the office at its end behind a known name; None where all of it is known."""
    for mention in known:
        if mention.start < span.end and span.start < mention.end:
            office = span.name[mention.end - span.start :] if mention.end > span.start else ""
            return PlaceSpan(office, mention.end, span.end) if office in office_words() else None
    return span


def _is_word_beside(mention: PlaceMention, mentions: Sequence[PlaceMention], text: str) -> bool:
    """Return whether an office without its place is only a word beside another place's name
    (甲街道向公安局移送)."""
    others = any(m != mention and not m.is_region and m.places != mention.places for m in mentions)
    return others and is_bare(mention.text) and not is_joined(text, mention.start, mention.end)


def _may_stand_for_a_place(span: PlaceSpan, text: str, known: Sequence[PlaceMention]) -> bool:
    """Return whether an unknown name stands where a place is named, by its kind."""
    if _is_office(span.name):
        above = [m for m in known if m.is_region or place_kind(m.text) in _COUNTIES_AND_ABOVE]
        behind = any(m.end == span.start for m in above)
        alone = not known and (span.start == 0 or not is_bare(span.name))
        return behind or alone or is_joined(text, span.start, span.end)
    # 解除社区 and 驻村 end like villages; only at the start is such a name a place.
    return place_kind(span.name) in _TOWNSHIPS_AND_ABOVE or span.start == 0


def _is_office(name: str) -> bool:
    """Return whether the name is that of an office; a zone with its place is none."""
    if place_kind(name) == "开发区":
        return is_bare(name)
    return any(name.endswith(word) for word in office_words())


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


def _stem(name: str) -> str:
    for ending in ("特别行政区", "自治区", "自治州", "自治县", "省", "市", "县", "区", "州", "旗"):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


def _is_chinese(text: str) -> bool:
    return all("一" <= ch <= "鿿" for ch in text)
