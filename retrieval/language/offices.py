"""The words that offices and zones are called by: their endings, short forms and everyday forms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from retrieval.errors import DataFileError
from retrieval.language.data import load_toml, strings, table_at

_FILE = "offices.toml"
# Shorter ones (公安, 新区) say nothing without the place they belong to.
_SHORTEST = 3


@cache
def office_endings() -> tuple[str, ...]:
    """Return the endings that make a name an office or a zone, longest first."""
    endings = strings(_FILE, "endings", load_toml(_FILE)["endings"])
    return tuple(sorted({*endings, *_zone_words()}, key=lambda e: (-len(e), e)))


@cache
def office_short_forms() -> Mapping[str, tuple[str, ...]]:
    """Return what the names of offices are shortened to, by the full name."""
    table = table_at(_FILE, "short")
    return {full: strings(_FILE, f"short.{full}", shorts) for full, shorts in table.items()}


@cache
def zone_groups() -> tuple[tuple[str, ...], ...]:
    """Return the words for kinds of zones, those that stand for one another together."""
    groups = table_at(_FILE, "zones")["groups"]
    if not isinstance(groups, list) or not groups:
        raise DataFileError(
            _FILE, "zones.groups", "应当是一列词组", '写成 [["经济开发区", "经开区"]] 的样子'
        )
    return tuple(strings(_FILE, "zones.groups", group) for group in groups)


@cache
def zone_bodies() -> tuple[str, ...]:
    """Return the words for what governs a zone (管委会), longest first."""
    bodies = strings(_FILE, "zones.bodies", table_at(_FILE, "zones")["bodies"])
    return tuple(sorted(bodies, key=len, reverse=True))


@cache
def ordinary_words() -> tuple[str, ...]:
    """Return the ordinary words that end like the name of a place."""
    return strings(_FILE, "ordinary.words", table_at(_FILE, "ordinary")["words"])


@cache
def words_in_no_name() -> tuple[str, ...]:
    """Return the words that no name of a place or office holds."""
    return strings(_FILE, "ordinary.inside", table_at(_FILE, "ordinary")["inside"])


def zone_word(name: str) -> str:
    """Return the word at the end of ``name`` that makes it a zone (经济开发区), else nothing."""
    if not name.endswith(_zone_words()):
        return ""
    return max((word for word in _zone_words() if name.endswith(word)), key=len)


@cache
def _zone_words() -> tuple[str, ...]:
    return tuple(word for group in zone_groups() for word in group)


def same_zone_words(word: str) -> tuple[str, ...]:
    """Return the words that stand for the zone word given, itself among them."""
    return next((group for group in zone_groups() if word in group), (word,))


def office_forms(office: str) -> tuple[str, ...]:
    """Return every name of an office without its place: as given, then short and everyday ones."""
    forms = [office]
    for full, shorts in office_short_forms().items():
        if office.endswith(full):
            forms += [office.removesuffix(full) + short for short in shorts]
        elif office in shorts and len(office) >= _SHORTEST:
            forms += [full, *shorts]
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=4096)
def forms_of_office(word: str) -> tuple[str, ...]:
    """Return every name of an office that ``word`` is a name of, none for any other word."""
    return office_forms(word) if word in office_words() else ()


@cache
def office_words() -> frozenset[str]:
    """Return every name that an office or zone is called by without its place."""
    shorts = office_short_forms()
    plain = strings(_FILE, "plain", load_toml(_FILE)["plain"])
    words = {
        *plain,
        *shorts,
        *(s for forms in shorts.values() for s in forms),
        *_zone_words(),
        "管委会",
        "管理委员会",
    }
    return frozenset(word for word in words if len(word) >= _SHORTEST)


@cache
def _by_last_character() -> Mapping[str, tuple[int, ...]]:
    """Return the lengths of the words that end in a character, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in office_words():
        lengths.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(own, reverse=True)) for last, own in lengths.items()}


def find_office_words(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a folded text names offices or zones, left to right, the longest at each end."""
    words, lengths = office_words(), _by_last_character()
    found: list[tuple[int, int]] = []
    for end, last in enumerate(text, 1):
        for length in lengths.get(last, ()):
            start = end - length
            if start >= 0 and text[start:end] in words:
                while found and found[-1][1] > start:
                    found.pop()
                found.append((start, end))
                break
    return tuple(found)
