"""The places that the library reports on, and how questions name them.

Two places of one name stay two: a name then stands for both until a unit above tells which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from retrieval.answering.asking.place_bounds import (
    is_bare,
    is_part_of_a_word,
    with_owners,
    without_titles,
)
from retrieval.answering.asking.place_mentions import (
    COUNTIES_AND_ABOVE,
    TOWNSHIPS_AND_ABOVE,
    PlaceMention,
    beyond,
    is_office,
    is_word_beside,
    may_stand_for_a_place,
    speaking_of,
    stem_of,
    without_regions,
)
from retrieval.language.fold import fold
from retrieval.language.place_names import PlaceSpan, find_place_names
from retrieval.language.places import place_kind
from retrieval.language.sounds import looks_alike, sounds_alike
from retrieval.records import Place, Report

# After a short name (嘉祥) one of these makes it the name of something else (嘉祥县).
_OTHER_PLACE = re.compile(r"街道|[县区市镇乡州旗省村]|社区")


_WORD_ENDS = re.compile(r"\s|\d|$|[，,]")
_APART = re.compile(r"[ 的·]+")
# 某街道办理了几件: the street handles them, and no 街道办 is named.
_DOES = re.compile(r"办(?:[理公案结件学好成了过证复完会班出]|事(?!处))")
_OFFICE_TAIL = re.compile(r"街道办事处|办事处|街道办|人民政府|镇政府|乡政府|县政府|区政府")


def _office_tail(name: str, text: str, end: int) -> re.Match[str] | None:
    """Return the office right behind a name (某街道|办事处); the 镇政府 of 某县镇政府 is another's."""
    tail = _OFFICE_TAIL.match(text, end)
    return None if tail and tail[0][0] in "镇乡县区" and place_kind(name) else tail


def _end_of_office(office: str, text: str, apart: int, close: int) -> int:
    """Return where an office's name ends that stands apart from its place (at ``apart``: 甲市 城管局)
    or, without its last character, right behind it as a word of its own (at ``close``: 苍州医保
    2024), -1 where there is none."""
    if apart >= 0 and text.startswith(office, apart):
        return apart + len(office)
    field = office[:-1]
    end = close + len(field)
    if len(field) > 1 and office[-1] in "局委厅" and text.startswith(field, close):
        return end if _WORD_ENDS.match(text, end) else -1
    return -1


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
        above: dict[str, dict[str, str]] = {}
        for place in self.places:
            own = {place.name, *place.aliases}
            for parent in place.parents:
                if parent not in above:
                    # Most places lie in the same few.
                    above[parent] = {name: fold(name) for name in (parent, stem_of(parent))}
                for name, folded in above[parent].items():
                    # A zone's own name may stand above what governs it.
                    if name not in own:
                        self._regions.setdefault(folded, []).append(place)
        # Of thousands of names only those are tried that may stand in a question: by how they
        # begin, and, slips of the pen, by a character that name and slip have in common.
        self._beginning: dict[str, list[str]] = {}
        for name in {*self._names, *self._regions}:
            self._beginning.setdefault(name[:2], []).append(name)
        self._short_with: dict[str, list[str]] = {}
        for name in self._short:
            for char in set(name):
                self._short_with.setdefault(char, []).append(name)

    def find(self, folded: str) -> tuple[PlaceMention, ...]:
        """Return the places named in a folded question, left to right; none inside 《》."""
        text = without_titles(folded)
        spans = with_owners(find_place_names(text))
        mentions = self._with_offices(self._known(text), text)
        mentions = [m for m in mentions if not self._inside_another(m, spans)]
        mentions = [m for m in mentions if not is_word_beside(m, mentions, text)]
        known = tuple(mentions)
        for span in spans:
            rest = beyond(span, known)
            if rest and (mention := self._unknown(rest, text, known)):
                mentions.append(mention)
        mentions += self._slips(text, mentions)
        return tuple(sorted(without_regions(mentions, text), key=lambda m: m.start))

    def _with_offices(self, mentions: list[PlaceMention], text: str) -> list[PlaceMention]:
        """Return the mentions, a unit above widened by its office that stands apart (甲市 城管)."""
        widened = [m for m in mentions if m.is_region]
        widened = [w for m in widened if (w := self._with_office(m, text)) is not m]
        return [
            *(m for m in mentions if not any(w.start <= m.start < w.end for w in widened)),
            *widened,
        ]

    def _with_office(self, mention: PlaceMention, text: str) -> PlaceMention:
        gap = _APART.match(text, mention.end)
        for place in mention.places:
            if not is_office(place.name):
                continue
            for name in sorted(map(fold, {place.name, *place.aliases}), key=len, reverse=True):
                office = name.removeprefix(mention.text)
                if not 1 < len(office) < len(name):
                    continue
                end = _end_of_office(office, text, gap.end() if gap else -1, mention.end)
                if end >= 0:
                    return PlaceMention(text[mention.start : end], mention.start, end, (place,))
        return mention

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
            if is_office(span.name):
                return not mention.is_region and all(
                    p.kind not in COUNTIES_AND_ABOVE for p in mention.places
                )
            if place_kind(span.name) in TOWNSHIPS_AND_ABOVE and not self._ends_in_known(span.name):
                return True
        return False

    def _ends_in_known(self, name: str) -> bool:
        endings = (name[start:] for start in range(len(name) - 1))
        return any(ending in self._names and place_kind(ending) for ending in endings)

    def _known(self, folded: str) -> list[PlaceMention]:
        found: list[PlaceMention] = []
        taken: list[tuple[int, int]] = []
        beginnings = {folded[at : at + size] for at in range(len(folded)) for size in (1, 2)}
        for name in _longest_first(beginnings, self._beginning):
            start = folded.find(name)
            while start >= 0:
                end = start + len(name)
                free = not any(a < end and start < b for a, b in taken)
                free = free and not (name.endswith("办") and _DOES.match(folded, end - 1))
                if free and not self._names_another(name, folded, end):
                    if not self._regions.get(name) and (tail := _office_tail(name, folded, end)):
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
        if is_part_of_a_word(text, start, end) or not may_stand_for_a_place(span, text, known):
            return None
        if name.endswith("县") and text.startswith("城", end):
            # 距离县城 names no county.
            return None
        speaking = speaking_of(name, self._named_in)
        if place_kind(name) not in TOWNSHIPS_AND_ABOVE:
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
        for name in _longest_first(folded, self._short_with):
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


def _longest_first(keys: Iterable[str], names: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names under any of ``keys``, each once, the longest first."""
    found = {name for key in keys for name in names.get(key, ())}
    return sorted(found, key=lambda name: (-len(name), name))


def _is_chinese(text: str) -> bool:
    return all("一" <= ch <= "鿿" for ch in text)
