"""Lines of the page around a report: index numbers, visits, dates, links, footers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.language.data import check_keys, load_toml, strings
from retrieval.language.fold import fold
from retrieval.reading.headings import HEADINGS
from retrieval.records import PAGE_AROUND

PAGE_INFO = (PAGE_AROUND,)

_LONGEST = 160
_CONTENTS = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|_{4,})\s*\d{1,3}$")
_CLOCK = re.compile(r"^今天是|20\d\d年\d{1,2}月\d{1,2}日\s*星期")
_RULE = re.compile(r"[-=_*·•●~\s|<>【】\[\]()（）A]+")
# 首页 > 政务公开 > 年度报告: where on the site a page stands. The first step tells it from text.
_CRUMB = re.compile(r"\s*(?:>+|[›»→])\s*")
_FIRST_CRUMB = re.compile(r"^$|首页|主页|位置|^政务公开|^政府信息公开|^信息公开")
_LONGEST_CRUMB = 40
_TITLED_CRUMB = re.compile(r"20\d\d.*(?:报告|总结|情况|年报)$")
# Cells of a page's menu (联系我们 | 网站地图 | 会员服务).
_LONGEST_MENU_WORD = 8
# Where a page's box lost its tabs, a value follows its key at once.
_GLUED = re.compile(
    r"索引号[A-Za-z0-9]+|(?P<published>(?:发布|成文|发文|生成|公开)(?:日期|时间))20\d\d"
    r"|(?:时效性|有效性)(?:现行)?(?:有效|失效|废止)$"
    r"|(?P<issuer>(?:发布|发文)(?:机构|单位|机关))[^，。；：,;:]{2,24}(?:政府|办事处|委员会|办公室|[局厅委])$"
)
_WEAK = frozenset(("名称", "标题", "时间", "日期"))
_MEANINGS = ("title", "issuer", "published")


@dataclass(frozen=True, slots=True)
class _PageWords:
    keys: re.Pattern[str]
    lines: frozenset[str]
    anywhere: tuple[str, ...]
    meaning: dict[str, str]


@lru_cache(maxsize=4096)
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
        or _GLUED.match(_unbulleted(folded)) is not None
        or bool(_crumbs(folded))
        or _is_menu(folded, words.lines)
    )


def is_key(text: str) -> bool:
    """Return whether a line is a key of the page and nothing else, its value elsewhere."""
    folded = _unbulleted(fold(text).strip())
    match = _page_words().keys.match(folded)
    return match is not None and match.end() == len(folded)


def _crumbs(folded: str) -> list[str]:
    """Return the steps of a line that leads from the site's first page to this one, else none."""
    steps = _CRUMB.split(folded)
    told = len(steps) > 1 and _FIRST_CRUMB.search(steps[0]) is not None
    plain = all(len(step) <= _LONGEST_CRUMB and not re.search("[，。；]", step) for step in steps)
    return steps if told and plain and any(steps) else []


def _is_menu(folded: str, known: frozenset[str]) -> bool:
    cells = [cell for cell in re.split(r"[\s|]+", folded) if cell]
    short = len(cells) > 2 and all(len(cell) <= _LONGEST_MENU_WORD for cell in cells)
    return short and sum(cell in known for cell in cells) > 1


def _unbulleted(folded: str) -> str:
    return re.sub(r"^[\s·•●◆■▪*-]+", "", folded)


def _bare(text: str) -> str:
    return re.sub(r"[\s()（）\[\]【】:：|]+", "", text)


def find_fields(text: str) -> dict[str, str]:
    """Return what a page line tells of the report: title, issuer, published (as written)."""
    words = _page_words()
    folded = fold(text)
    found: dict[str, str] = {}
    steps = _crumbs(folded.strip())
    if steps and _TITLED_CRUMB.search(steps[-1]):
        found["title"] = text.strip()[-len(steps[-1]) :]
    if glued := _GLUED.match(_unbulleted(folded)):
        meaning = glued.lastgroup
        if meaning:
            found[meaning] = _unbulleted(folded)[glued.end(meaning) :]
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
            rf"[\s【\[|·•●◆■▪*-]*(?P<key>(?:{every})(?=\s*[】\]]?\s*[:：])"
            rf"|(?:{long})(?=\s*(?:[】\]]?\s*[\t|]|[】\]])))"
            r"\s*(?:[】\]]\s*[:：\t|]?|[:：\t|])\s*"
        ),
        lines=frozenset(strings(HEADINGS, "page.lines", table["lines"])),
        anywhere=strings(HEADINGS, "page.anywhere", table["anywhere"]),
        meaning={
            key: meaning
            for meaning in _MEANINGS
            for key in strings(HEADINGS, f"page.meaning.{meaning}", table["meaning"][meaning])
        },
    )
