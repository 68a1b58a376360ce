"""Lines of the page around a report: index numbers, visits, dates, links, footers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.language.data import check_keys, load_toml, strings
from retrieval.language.fold import fold
from retrieval.reading.headings import HEADINGS

PAGE_INFO = ("页面信息",)

_LONGEST = 160
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|_{4,})\s*\d{1,3}$")
_CLOCK = re.compile(r"^今天是|20\d\d年\d{1,2}月\d{1,2}日\s*星期")
_RULE = re.compile(r"[-=_*·~\s|<>【】\[\]()（）A]+")
_WEAK = frozenset(("名称", "标题", "时间", "日期"))
_MEANINGS = ("title", "issuer", "published")


@dataclass(frozen=True, slots=True)
class _PageWords:
    keys: re.Pattern[str]
    lines: frozenset[str]
    anywhere: tuple[str, ...]
    meaning: dict[str, str]


def is_page_line(text: str) -> bool:
    """Return whether a line belongs to the page that a report was taken from, not to the report."""
    if len(text) > _LONGEST:
        return False
    words = _page_words()
    folded = fold(text).strip()
    bare = _bare(folded)
    return (
        bare in words.lines
        or all(_bare(part) in words.lines for part in folded.split())
        or words.keys.match(folded) is not None
        or any(word in folded for word in words.anywhere)
        or _CONTENTS.search(folded) is not None
        or _RULE.fullmatch(folded) is not None
        or _CLOCK.search(folded) is not None
    )


def _bare(text: str) -> str:
    return re.sub(r"[\s()（）\[\]【】:：|]+", "", text)


def find_fields(text: str) -> dict[str, str]:
    """Return what a page line tells of the report: title, issuer, published (as written)."""
    words = _page_words()
    folded = fold(text)
    found: dict[str, str] = {}
    matches = [m for m in words.keys.finditer(folded) if _begins_field(folded, m)]
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        end = following.start() if following else len(text)
        meaning = words.meaning.get(re.sub(r"\s+", "", match["key"]))
        value = text[match.end() : end].strip(" \t\u3000|｜】[]【")
        if meaning and value:
            found.setdefault(meaning, value)
    return found


def _begins_field(text: str, match: re.Match[str]) -> bool:
    # Inline elements of a page run together (2024-02-01来源：); but 单位名称： is no 名称：.
    at = match.start("key")
    amid = at > 0 and "\u4e00" <= text[at - 1] <= "\u9fff"
    return not (amid and match["key"] in _WEAK)


@cache
def _page_words() -> _PageWords:
    table = load_toml(HEADINGS)["page"]
    check_keys(HEADINGS, "page", table, {"keys", "lines", "anywhere", "meaning"})
    check_keys(HEADINGS, "page.meaning", table["meaning"], set(_MEANINGS))
    keys = strings(HEADINGS, "page.keys", table["keys"])
    # Pages space their keys out (索 引 号) to align the columns.
    spaced = [(r"\s*".join(map(re.escape, key)), len(key)) for key in keys]
    spaced.sort(key=lambda item: -item[1])
    every = "|".join(pattern for pattern, _ in spaced)
    # Without a colon a short key may as well head a table of the report (名称, 日期).
    long = "|".join(pattern for pattern, length in spaced if length > 2)
    return _PageWords(
        keys=re.compile(
            rf"[\s【\[]*(?P<key>(?:{every})(?=\s*[】\]]?\s*[:：])|(?:{long})(?=\s*[】\]]?\s*[\t|]))"
            r"\s*[】\]]?\s*[:：\t|]\s*"
        ),
        lines=frozenset(strings(HEADINGS, "page.lines", table["lines"])),
        anywhere=strings(HEADINGS, "page.anywhere", table["anywhere"]),
        meaning={
            key: meaning
            for meaning in _MEANINGS
            for key in strings(HEADINGS, f"page.meaning.{meaning}", table["meaning"][meaning])
        },
    )
