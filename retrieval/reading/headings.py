"""What is a heading, how deep it stands, and which part of a report it opens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, get_args

from retrieval.errors import DataFileError
from retrieval.language.data import check_keys, load_toml, strings
from retrieval.language.fold import fold
from retrieval.language.whole_parts import read_part
from retrieval.reading.sentences import sentence_spans
from retrieval.records import Role

HEADINGS = "headings.toml"

_CHINESE = "一二三四五六七八九十百"
# Depth of each style of mark; the smaller stands above.
_MARKS = (
    (1, re.compile(rf"第(?:[{_CHINESE}]{{1,4}}|\d{{1,2}})(?:部分|编|章)[、.．:： ]?\s*")),
    (2, re.compile(rf"第(?:[{_CHINESE}]{{1,4}}|\d{{1,2}})节[、.．:： ]?\s*")),
    (2, re.compile(rf"[{_CHINESE}]{{1,4}}\s*[、.．]\s*")),
    (3, re.compile(rf"[（(]\s*[{_CHINESE}]{{1,4}}\s*[）)]\s*[、.．]?\s*")),
    (4, re.compile(r"\d{1,2}\s*(?:[、．]|\.(?!\d))\s*")),
    (5, re.compile(r"[（(]\s*\d{1,2}\s*[）)]\s*[、.．]?\s*")),
    (5, re.compile(r"\d{1,2}\s*[）)]\s*")),
    (6, re.compile(r"[①-⑳㈠-㈩⑴-⒇⒈-⒛]\s*")),
)
_BARE_MARK = re.compile(rf"[{_CHINESE}]{{1,3}}\s+(?=[\u4e00-\u9fff])")
_ITEM = re.compile(
    rf"(?:第?[{_CHINESE}]{{1,3}}(?:是|要|则)|第[{_CHINESE}]{{1,3}}，|首先|其次|再次|最后)"
)
_FINAL = re.compile(r"[。！？；，、,;!?：:]$")

_NO_FIGURE = re.compile(r"20\d\d年?度?|[（(]\d{1,2}[）)]|^\d{1,2}[、.．]|\d+[+·.]\d+")

_A_YEAR = re.compile(r"20\d\d年?度?")
# Parts whose headings are told from their words (还差在哪里); 做法 and 负责人 head other things, too.
_IN_PLAIN_WORDS = frozenset({"shortcomings", "plan"})

UNMARKED_TOP = 2
UNMARKED = 7
_LONGEST = 60
_LONGEST_RUN_IN = 45
_LONGEST_UNMARKED = 32


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found in a text: ``text[:end]`` with its mark, at a depth from 1 (outermost)."""

    text: str
    depth: int
    end: int


class _Cues(NamedTuple):
    words: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    weak: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    not_after: tuple[str, ...]


def is_marked(text: str) -> bool:
    """Return whether ``text`` begins with a heading's mark (一、 （一） 1. …)."""
    return mark_depth(text) > 0


def mark_depth(text: str) -> int:
    """Return the depth that the mark of ``text`` stands for, from 1 (outermost); 0 without one."""
    mark = _match_mark(fold(text[:_LONGEST]))
    return mark[0] if mark else 0


def find_heading(text: str, following: str = "") -> Heading | None:
    """Return the heading that ``text``, one paragraph, is or begins with.

    A whole short paragraph behind a mark is one; so is the short first sentence of a
    longer one (``end`` then lies before the paragraph's end). An item (一是 …) is none,
    nor a short whole sentence with nothing under it in ``following``, the next paragraph.
    """
    mark = _match_mark(fold(text[: _LONGEST * 2]))
    if mark is None:
        return None
    depth, start = mark
    rest = text[start:]
    if not rest.strip():
        return None
    whole = len(rest) <= _LONGEST and len(sentence_spans(rest)) == 1
    if whole and not _is_clause(rest) and not (depth > 2 and _is_statement(rest, following)):
        return Heading(_without_end(text), depth, len(text))
    end = _run_in_end(rest)
    return Heading(_without_end(text[: start + end]), depth, start + end) if end else None


def find_unmarked_heading(text: str, following: str) -> Heading | None:
    """Return ``text`` as a heading where it is a short line without an end above a longer text."""
    if not 3 <= len(text) <= _LONGEST_UNMARKED or _FINAL.search(text) or _ITEM.match(fold(text)):
        return None
    if re.search(r"[。！？；，,\t|]|\d+\s*(?:件|次|人|起|份|场|个|%)", fold(text)) or "  " in text:
        return None
    told = role_of(text) is not None
    stacked = told and 3 <= len(following) <= _LONGEST_UNMARKED and not _FINAL.search(following)
    under = told and is_marked(following)
    if (
        (len(following) < max(40, 2 * len(text)) or is_marked(following))
        and not under
        and not stacked
    ):
        return None
    return Heading(text, UNMARKED_TOP if told else UNMARKED, len(text))


def role_of(heading: str) -> Role | None:
    """Return the part of a report that a heading's wording tells, or None where it doesn't."""
    mark = _match_mark(fold(heading))
    folded = _without_end(fold(heading)[mark[1] if mark else 0 :])
    best: tuple[int, int, Role] | None = None
    for role, cues in _role_cues().items():
        for at, length in _places(cues, folded):
            if best is None or (at, -length) < best[:2]:
                best = (at, -length, role)
    if best is not None:
        return best[2]
    named = parts_of(heading)
    return named[0] if named and named[0] in _IN_PLAIN_WORDS else None


def parts_of(heading: str) -> tuple[Role, ...]:
    """Return the parts that a heading made of nothing but such words names (不足与2023年安排)."""
    mark = _match_mark(fold(heading))
    bare = _without_end(fold(heading)[mark[1] if mark else 0 :])
    named = read_part(_A_YEAR.sub("", bare).strip())
    return named.roles if named else ()


def is_weak_plan(heading: str) -> bool:
    """Return whether only the end of a heading makes a plan of it, one that stands above results
    as well (今年的重点工作)."""
    mark = _match_mark(fold(heading))
    folded = _without_end(fold(heading)[mark[1] if mark else 0 :])
    cues = _role_cues()["plan"]
    return folded.endswith(cues.weak) and not _places(cues._replace(ends=()), folded)


@cache
def _tense_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    table = load_toml(HEADINGS)["tense"]
    check_keys(HEADINGS, "tense", table, {"done", "ahead"})
    done, ahead = (strings(HEADINGS, f"tense.{key}", table.get(key)) for key in ("done", "ahead"))
    return done, ahead


def looks_ahead(text: str) -> bool:
    """Return whether a part's text tells of what shall be done rather than of what was."""
    folded = fold(text)
    done, ahead = (sum(map(folded.count, words)) for words in _tense_words())
    return ahead > done


def is_item(text: str) -> bool:
    """Return whether ``text`` begins as an item of a list in running text (一是, 首先 …)."""
    return _ITEM.match(fold(text[:12])) is not None


def _match_mark(text: str) -> tuple[int, int] | None:
    for depth, pattern in _MARKS:
        match = pattern.match(text)
        if match:
            return depth, match.end()
    match = _BARE_MARK.match(text)
    if match and len(text) <= _LONGEST_UNMARKED and not _FINAL.search(text):
        return 2, match.end()
    return None


def _is_clause(rest: str) -> bool:
    # 「1.开展培训5次，发放资料300份；」 is an item of a list, not the name of a part.
    folded = fold(rest)
    return bool(re.search(r"[；;，,、]$", folded)) or (
        "，" in rest and len(rest) > 20 and bool(re.search(r"\d", re.sub(r"\d{4}年?", "", folded)))
    )


def _is_statement(rest: str, following: str) -> bool:
    # 「2.开展培训8次。」 says something; 「（2）进乡村。」 above a paragraph only names it.
    if not rest.rstrip().endswith(("。", "！", "!")):
        return False
    return states_a_figure(rest) or not following or is_marked(following)


def states_a_figure(text: str) -> bool:
    """Return whether ``text`` holds a number that is no year, mark or name (1+4+N)."""
    return bool(re.search(r"\d", _NO_FIGURE.sub("", fold(text))))


def _run_in_end(rest: str) -> int:
    spans = sentence_spans(rest)
    if not spans:
        return 0
    first = spans[0][1]
    colon = re.search(r"[：:]", rest[:_LONGEST_RUN_IN])
    if colon and colon.end() < min(first, 30):
        first = colon.end()
    if first > _LONGEST_RUN_IN or first >= len(rest.rstrip()):
        return 0
    return 0 if rest[first - 1] in "；;" or _ITEM.match(fold(rest[:6])) else first


def _without_end(text: str) -> str:
    return text.strip().rstrip("。：:.．！；").rstrip()


@cache
def _role_cues() -> dict[Role, _Cues]:
    table = load_toml(HEADINGS)["role"]
    cues: dict[Role, _Cues] = {}
    for role in get_args(Role):
        if role in table:
            cues[role] = _read_cues(role, table[role])
    check_keys(HEADINGS, "role", table, set(cues))
    return cues


def _read_cues(role: str, table: dict[str, Any]) -> _Cues:
    entry = f"role.{role}"
    check_keys(HEADINGS, entry, table, {"words", "starts", "ends", "weak", "pairs", "not_after"})
    pairs: list[tuple[str, str]] = []
    for pair in table.get("pairs", []):
        both = strings(HEADINGS, f"{entry}.pairs", pair)
        if len(both) != 2:
            raise DataFileError(
                HEADINGS, f"{entry}.pairs", "应当两个词一组", '写成 ["存在", "不足"]'
            )
        pairs.append((both[0], both[1]))
    words, starts, ends, weak, not_after = (
        strings(HEADINGS, f"{entry}.{key}", table.get(key, []))
        for key in ("words", "starts", "ends", "weak", "not_after")
    )
    return _Cues(words, starts, ends, weak, tuple(pairs), not_after)


def _places(cues: _Cues, text: str) -> list[tuple[int, int]]:
    """Return where the cues stand in a heading without its mark, as (start, length)."""
    found = [(text.find(word), len(word)) for word in cues.words]
    found += [(0, len(word)) for word in cues.starts if text.startswith(word)]
    found += [(len(text) - len(word), len(word)) for word in cues.ends if text.endswith(word)]
    for first, second in cues.pairs:
        at = text.find(first)
        later = text.find(second, at + len(first)) if at >= 0 else -1
        found.append((at if later >= 0 else -1, later + len(second) - at))
    return [
        (at, length)
        for at, length in found
        if at >= 0 and not any(word in text[:at] for word in cues.not_after)
    ]
