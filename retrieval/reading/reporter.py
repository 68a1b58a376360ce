"""Whose report it is: the place or office by its own name, with the units above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.language.divisions import Divisions, find_divisions, parents_of
from retrieval.language.offices import office_endings, zone_word
from retrieval.language.place_names import find_place_names
from retrieval.language.places import division_stem, place_kind, short_names
from retrieval.reading.office_names import is_in_office, office_behind_year
from retrieval.reading.years import read_years
from retrieval.records import Place

_LEAD = re.compile(r"^(?:(?:关于|印发|报送|中共|中国共产党|国家税务总局|\d{4}年度?|[《“\s])+)")
_CUT = re.compile(
    r"\s|\d{4}|[：:（(《]|关于|法治|行政复议|行政应诉|行政诉讼|行政执法(?!监督局|局|[支大中总]?队(?!伍)|委)|推进|贯彻|落实|依法|党政|的报告|工作(?:报告|总结)|年度"
)
_TOWNSHIP = re.compile(r"^(.{1,10}?(?:街道(?!街)|苏木|民族乡|[乡镇](?![乡镇街])))(.*)$")
# 鹤龙街: as streets are called in the south; a 步行街 is none.
_STREET = re.compile(r"^([\u4e00-\u9fff]{2,4}街)(?<![行业大]街)(?:党工委|办事处)?$")
_GOVERNMENT = re.compile(
    r"^(?:人民政府|政府|党工委|党委|委员会|工作委员会|[省市县区州旗]委(?!员)|委)(?:办公室)?"
)
_UNKNOWN_DIVISION = re.compile(r"^[\u4e00-\u9fff]{2,8}?(?:自治州|自治县|省|市|县|区|旗)")

_OPENING = 3
_TOWNS = frozenset({"街道", "镇", "乡"})
_COUNTIES = frozenset({"市", "县", "区", "州", "旗"})
_OWN = re.compile(r"我(街道|[镇乡])")
_SAYS_OWN = re.compile(r"我(街道|[镇乡省市县区州旗局委厅])")
_SUBJECT_WITHIN = 200
_SUBJECT = re.compile(
    r"^(?:20\d\d年(?:度|来|以来)?)?(?![在由按据根以为对经从受与和向全各我本该]|[省市县区]委|党)"
    r"([一-鿿]{3,20}?)(?:党工委|党委|党组)?"
    r"(?:坚持|认真|深入|紧紧|紧扣|全面|始终|牢牢|围绕|按照|切实|扎实|积极|以习近平|严格|大力)"
)
# The town in 赴清泉镇考察 or 与清泉镇联合 is another; 联合 may be read into its name.
_OTHERS = re.compile(r"(?:赴|前往|来到|走进|联合|会同|对接|学习|[与同跟向到]|(?:街道|[镇乡])、)$")
_OTHERS_IN = re.compile(r"^(?:赴|前往|联合|会同|走进|对接)")

# What governs a zone and nothing else; a 管理局 is an office of its own.
_GOVERNS = ("管理委员会", "管委会")


class Named(NamedTuple):
    """A reporting body read from a text: ``kind`` is empty where the text names none."""

    name: str
    kind: str
    parents: tuple[str, ...]


class FoundPlace(NamedTuple):
    """The reporting place (None where nothing tells) and, in Chinese, what was decided and why."""

    place: Place | None
    notes: tuple[str, ...]


def find_reporter(
    title: str, organisations: Sequence[str], issuer: str, body: Sequence[str], file_stem: str
) -> FoundPlace:
    """Return whose report it is, from title, head and signature, issuer, body, file name, in turn."""
    sources = [("标题", [title]), ("落款", organisations), ("发布机构", [issuer])]
    named, source = _first_named(sources)
    if named is None:
        named, source = _who_speaks(body) or _most_said(body), "正文"
    if named is None:
        named, source = read_organisation(file_stem), "文件名"
    if named is None:
        named, source = _said_alone(body), "正文（通篇只有这一个名称），请核对"
    if named is None:
        return FoundPlace(None, ("地区：没有找到，可在 reports.toml 里写明 place",))
    heads = [text for _, texts in sources for text in texts]
    named = _zone_of(_with_parents(named, heads))
    notes = [f"地区：取自{source}"]
    parents, told = _find_parents(named, source, heads, body)
    notes.append(f"上级：{told}（{'、'.join(parents)}）" if parents else "上级：没有找到")
    return FoundPlace(make_place(named.name, named.kind, parents), tuple(notes))


def make_place(name: str, kind: str, parents: tuple[str, ...]) -> Place:
    """Return the place with every short name people may use for it, and with its parents before."""
    shorts = short_names(name, kind)
    aliases = list(shorts)
    above = [p for p in parents if p != name]
    for depth in range(1, len(above) + 1):
        units = above[-depth:]
        for prefix in ("".join(units), "".join(map(division_stem, units))):
            aliases += [prefix + n for n in (name, *shorts[:1]) if not n.startswith(units[-1])]
    if len(above) > 1:
        # 重庆中梁镇: the outermost unit alone.
        aliases += [u + name for u in (above[0], division_stem(above[0]))]
    kept = dict.fromkeys(a for a in aliases if len(a) > 1 and a != name)
    return Place(name, kind, parents, tuple(kept))


def read_organisation(text: str) -> Named | None:
    """Return the body that a title, a signature or a file name begins with, or None.

    重庆市沙坪坝区人民政府联芳街道办事处关于… is 联芳街道 under 重庆市, 沙坪坝区.
    """
    head = _LEAD.sub("", read_years(text).strip())
    cut = _CUT.search(head)
    first = head[: cut.start()] if cut else head
    named = _read_units(first)
    if named is None and cut and cut[0].isspace():
        return read_organisation(head[cut.end() :])
    return _with_office_behind(named, head[cut.start() :]) if named and cut else named


def _with_office_behind(named: Named, rest: str) -> Named:
    """Return the office that a title names behind its year (甲市2022年市场监管局…报告), else the unit."""
    office = office_behind_year(rest) if named.kind in _COUNTIES else ""
    if not office:
        return named
    return Named(named.name + office, place_kind(office), (*named.parents, named.name))


def _read_units(text: str) -> Named | None:
    units: list[str] = []
    rest = text
    while rest:
        unit = _leading_division(rest)
        if unit:
            units.append(unit[0])
            rest = rest[unit[1] :]
            continue
        government = _GOVERNMENT.match(rest)
        # 县政府办公室 is an office; 县人民政府 before a street's name is only the street's superior.
        if government and units and not government[0].endswith("办公室"):
            rest = rest[government.end() :]
            continue
        break
    township = _TOWNSHIP.match(rest)
    if township and not is_in_office(rest, township.end(1)):
        return Named(township[1], place_kind(township[1]), tuple(units))
    if street := _STREET.match(rest):
        return Named(street[1] + "道", "街道", tuple(units))
    # 「县司法局」 without a county before it is no name yet.
    nameless = not units and rest[:1] in "省市县区镇乡州我本该"
    if any(rest.endswith(e) for e in office_endings()) and len(rest) >= 2 and not nameless:
        owner = units[-1] if units else ""
        return Named(owner + rest, place_kind(rest), tuple(units))
    if units and not rest:
        return Named(units[-1], place_kind(units[-1]), tuple(units[:-1]))
    return None


def _leading_division(text: str) -> tuple[str, int] | None:
    """Return the division that ``text`` begins with by its full name, and its length there."""
    spans = [s for s in find_divisions(text[:16]) if s.start == 0]
    if spans:
        span = spans[0]
        division = span.divisions[0]
        rest = text[span.end :]
        # 「重庆沙坪坝区」 shortens the city; in 「嘉祥街道」 no county is meant.
        whole = span.name == division.name or _leading_division(rest) is not None
        if whole and not rest.startswith(("街道", "镇", "乡")):
            return division.name, span.end
    match = _UNKNOWN_DIVISION.match(text)
    if (
        match
        and not zone_word(match[0])
        and not re.search(r"街道|(?<=.)[乡镇]|社区|小区|辖区|地区$", match[0])
    ):
        return match[0], match.end()
    return None


def _first_named(
    sources: Sequence[tuple[str, Sequence[str]]],
) -> tuple[Named | None, str]:
    for source, texts in sources:
        for text in texts:
            named = read_organisation(text) if text else None
            if named:
                return named, source
    return None, ""


def _who_speaks(body: Sequence[str]) -> Named | None:
    """Return the body that the opening makes the subject (2022年,清平市司法局坚持以…)."""
    town = _says_of_itself(body) in _TOWNS
    for text in body[:_OPENING]:
        for clause in re.split("[，,。；]", read_years(text)[:_SUBJECT_WITHIN]):
            match = _SUBJECT.match(clause.strip())
            named = read_organisation(match[1]) if match else None
            if named and match and match[1].endswith((named.name, named.name.removesuffix("道"))):
                # 清平县坚持…，我镇…: the county is only spoken of.
                return None if town and named.kind not in _TOWNS else named
    return None


def _says_of_itself(body: Sequence[str]) -> str:
    """Return what the body calls itself behind 我 most often (镇, 市, 局), or nothing."""
    says = Counter(match[1] for text in body for match in _SAYS_OWN.finditer(text))
    return says.most_common(1)[0][0] if says else ""


def _most_said(body: Sequence[str]) -> Named | None:
    """Return the town or street that the opening names alone, else what the body names most.

    Without towns, the county. None where two names are as likely.
    """
    # Whoever says 我市 or 我局 is no town, whatever towns it names.
    above = _says_of_itself(body) not in {"", *_TOWNS}
    opening = Counter() if above else _townships(body[:_OPENING], own=True)
    if len(opening) == 1:
        name = next(iter(opening))
        return Named(name, place_kind(name), ())
    names = Counter() if above else _townships(body)
    if not names:
        for paragraph in body:
            names.update(s.name for s in find_divisions(paragraph) if s.name[-1] in "县区市旗")
    best = names.most_common(2)
    if not best or best[0][1] < 2 or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return Named(best[0][0], place_kind(best[0][0]), ())


def _said_alone(body: Sequence[str]) -> Named | None:
    """Return the only town or street that a body names which speaks of itself as 我镇, 我乡 or
    我街道; one that was gone to, or worked with, may be another's."""
    own = {match[1] for text in body for match in _OWN.finditer(text)}
    names = _townships(body)
    # 列入下河镇 is 下河镇, which stands by itself elsewhere.
    whole = [n for n in names if not any(n != other and n.endswith(other) for other in names)]
    if len(own) != 1 or len(whole) != 1 or not whole[0].endswith(tuple(own)):
        return None
    if not _townships(body, own=True)[whole[0]]:
        return None
    return Named(whole[0], place_kind(whole[0]), ())


def _with_parents(named: Named, heads: Sequence[str]) -> Named:
    """Return ``named`` with the units above it that another line of the head names it with."""
    if named.parents:
        return named
    others = filter(None, map(read_organisation, heads))
    full = next((o for o in others if o.name == named.name and o.parents), named)
    return Named(named.name, named.kind, full.parents)


def _zone_of(named: Named) -> Named:
    """Return the zone that a committee governs (鹤汀经济开发区管理委员会), as a street is named for its
    office; other bodies as they are."""
    body = next((b for b in _GOVERNS if named.name.endswith(b)), "")
    zone = named.name.removesuffix(body)
    if not body or len(zone) <= len(zone_word(zone)) or not zone_word(zone):
        return named
    return Named(zone, place_kind(zone), named.parents)


def _townships(texts: Sequence[str], *, own: bool = False) -> Counter[str]:
    """Return how often towns and streets are named; ``own``: but as gone to, or worked with."""
    spans = ((text, span) for text in texts for span in find_place_names(text))
    return Counter(
        s.name
        for text, s in spans
        if place_kind(s.name) in _TOWNS
        and len(s.name) > 2
        and not (own and (_OTHERS.search(text[: s.start]) or _OTHERS_IN.match(s.name)))
    )


def _find_parents(
    named: Named, source: str, heads: Sequence[str], body: Sequence[str]
) -> tuple[tuple[str, ...], str]:
    """Return the units above, outermost first, and in Chinese how they were found."""
    mentioned = _mentioned_units([*heads, *body])
    if named.parents:
        full = _complete(named.parents, mentioned)
        return full, f"取自{source}" + ("" if full == named.parents else "，据区划词典补全")
    if Divisions.load().named(named.name):
        return _complete((named.name,), mentioned)[:-1], "据区划词典"
    county = _likely_county(mentioned)
    # A county that the dictionary lacks lies in none that it holds.
    if county and named.kind not in {"县", "区", "市", "州", "旗", "省", "盟"}:
        return _complete((county,), mentioned), "取自正文，据区划词典补全"
    return (), ""


def _complete(units: tuple[str, ...], mentioned: Counter[str]) -> tuple[str, ...]:
    """Return ``units`` with what the dictionary knows above and between them.

    Where several counties share the name, units that the text mentions decide between them.
    """
    fits = [
        d
        for d in Divisions.load().named(units[-1])
        if d.name == units[-1] and all(u in d.parents for u in units[:-1])
    ]
    if len(fits) > 1:
        fits = [d for d in fits if any(mentioned[p] for p in d.parents)]
    if len(fits) == 1:
        return (*fits[0].parents, units[-1])
    return (*parents_of(units[0]), *units) if len(units) > 1 else units


def _mentioned_units(texts: Sequence[str]) -> Counter[str]:
    mentioned: Counter[str] = Counter()
    for text in texts:
        mentioned.update(s.name for s in find_divisions(text) if s.name == s.divisions[0].name)
    return mentioned


def _likely_county(mentioned: Counter[str]) -> str:
    """Return the county that the text speaks of, or nothing where two are as likely."""
    known = Divisions.load()
    counties = [
        (count, name) for name, count in mentioned.items() if known.named(name)[0].level == "县"
    ]
    counties.sort(key=lambda c: -c[0])
    if not counties or (len(counties) > 1 and counties[0][0] < 2 * counties[1][0]):
        return ""
    return counties[0][1]
