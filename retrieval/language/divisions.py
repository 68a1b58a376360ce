"""China's provinces, cities and counties, and the units that each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import NamedTuple

from retrieval.errors import DataFileError
from retrieval.language.data import read_data
from retrieval.language.fold import fold

_FILE = "divisions.tsv"

_NATIONS = (
    "维吾尔|哈萨克|柯尔克孜|蒙古族|蒙古|回族|回|藏族|藏|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|"
    "土家族|哈尼族|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|达斡尔族|仫佬族|羌族|"
    "布朗族|撒拉族|毛南族|仡佬族|锡伯|阿昌族|普米族|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|"
    "鄂伦春|土族|各族"
)
_ENDING = re.compile(
    rf"(?<=..)(?:(?:{_NATIONS})*自治[区州县旗]|特别行政区|省|市|地区|盟|林区|特区|新区|[县区旗])$"
)

_NO_EDGE = r"[\u4e00-\u9fff](?<![的在和与及比到从对于省市州是请问查至向])"


@dataclass(frozen=True, slots=True)
class Division:
    """A unit of the state: ``level`` is 省, 市 or 县; ``parents`` stand outermost first."""

    name: str
    level: str
    parents: tuple[str, ...]


class DivisionSpan(NamedTuple):
    """A division's name in a text; several ``divisions`` where the name alone does not tell."""

    name: str
    start: int
    end: int
    divisions: tuple[Division, ...]


class Divisions:
    """The dictionary: full names, and provinces and cities by their short names too."""

    def __init__(self, rows: Iterable[tuple[str, str, list[str]]]) -> None:
        """Take rows of province, city (may be empty) and the counties in it."""
        # Divisions are made when asked for: a question rarely names more than three of 3,300.
        self._named: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}
        named = self._named.setdefault
        provinces: set[str] = set()
        for province, city, counties in rows:
            if province not in provinces:
                provinces.add(province)
                self._add_with_short(province, "省", ())
            if city:
                self._add_with_short(city, "市", (province,))
            parents = (province, city) if city else (province,)
            for county in counties:
                named(county, []).append((county, "县", parents))
        self._by_start: dict[str, list[str]] = {}
        begun = self._by_start.setdefault
        for name in self._named:
            begun(name[:2], []).append(name)
        for names in self._by_start.values():
            names.sort(key=len, reverse=True)

    @classmethod
    def load(cls) -> Divisions:
        """Return the dictionary, read once a process."""
        return _load()

    def named(self, name: str) -> tuple[Division, ...]:
        """Return the divisions of that full or short name; empty where there is none."""
        return tuple(Division(*division) for division in self._named.get(name, ()))

    def short_of(self, name: str) -> str:
        """Return the name without 省, 市, 县 …, or an empty string where it is not known."""
        return _ENDING.sub("", name) if name in self._named else ""

    def find(self, text: str) -> tuple[DivisionSpan, ...]:
        """Return the names in ``text`` (folded already), longest first at each place."""
        found: list[DivisionSpan] = []
        by_start, end = self._by_start, 0
        begun = [at for at, two in enumerate(map(add, text, text[1:])) if two in by_start]
        for at in begun:
            if at < end:
                continue
            name = next((n for n in by_start[text[at : at + 2]] if text.startswith(n, at)), "")
            if name and not _is_inside_a_word(text, at, name, found):
                end = at + len(name)
                found.append(DivisionSpan(name, at, end, self.named(name)))
        return tuple(found)

    def _add_with_short(self, name: str, level: str, parents: tuple[str, ...]) -> None:
        # 吉林 is a province and a city: both are kept, the higher unit first.
        for form in dict.fromkeys((name, _ENDING.sub("", name))):
            self._named.setdefault(form, []).append((name, level, parents))


def _is_inside_a_word(text: str, at: int, name: str, before: list[DivisionSpan]) -> bool:
    # 「完成县级验收」 does not speak of 成县: so short a name needs an edge on its left.
    if len(name) == 2 and name[-1] in "县区市旗":
        behind = before[-1].end == at if before else False
        return not behind and at > 0 and bool(re.match(_NO_EDGE, text[at - 1]))
    if name[-1] in "省市县区州旗盟":
        return False
    # 河南路街道 is not in Henan, 中山镇 not in Zhongshan: a short name ends where a name goes on.
    end = at + len(name)
    return bool(re.match(r"[路街道镇乡村山河湖桥门寺港]|社区", text[end : end + 2]))


@cache
def _load() -> Divisions:
    lines = enumerate(read_data(_FILE).splitlines(), start=1)
    return Divisions(_cells(number, line) for number, line in lines if line[:1] not in ("#", ""))


def _cells(number: int, line: str) -> tuple[str, str, list[str]]:
    cells = line.split("\t")
    if len(cells) != 3 or not cells[0]:
        raise DataFileError(
            _FILE,
            f"第 {number} 行",
            "不是三栏",
            "写成：省<TAB>市<TAB>县（空格隔开），直辖的市栏留空",
        )
    return cells[0], cells[1], cells[2].split()


def find_divisions(text: str) -> tuple[DivisionSpan, ...]:
    """Return where provinces, cities and counties are named in ``text``, left to right."""
    return Divisions.load().find(fold(text))


def parents_of(name: str, within: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the units above the division ``name``, outermost first.

    Where several divisions share the name, those that lie in all of ``within`` count;
    if still several are left, nothing is known and the result is ``within`` itself.
    """
    fits = [d for d in Divisions.load().named(name) if all(unit in d.parents for unit in within)]
    return fits[0].parents if len(fits) == 1 else within
