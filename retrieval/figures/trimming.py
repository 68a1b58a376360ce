"""A wording cut to the name that it holds: what names nothing goes, words stay whole."""

from __future__ import annotations

import re

from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.language.tokens import folded_words, words
from retrieval.language.wording import load_wording

_LONGEST_NAME = 24
_LONGEST_TITLED = 30
_SHORTEST_REST = 3
_MEANS = re.compile(
    r"^(?:围绕|针对|结合|依托|聚焦|借助|利用|运用).{4,}?(?=组织|开展|举办|举行|召开|提供)"
)
# Who called the meetings, or in which entry of a yearbook it stands, is no part of the name.
_BY_WHOM = re.compile(r"^由?[^，、]{2,14}?(?=(?:主持|组织|牵头|召集)召开)")
_ENTRY = re.compile(r"^\s*【[^】]{1,12}】")
# “和大姐”调解室: a quotation that opens a name is never cut into.
_OPENS_QUOTED = re.compile(r"\s*[“\"「][^”\"」]{1,16}[”\"」]")


def trim(text: str) -> str:
    """Return ``text`` without the words at its ends that name nothing (其中, 共计, 达到 …).

    A word is never cut in two, nor a concept: 和解 keeps its 和, 完成 its 成, 在办 its 在.
    """
    wording = load_wording()
    folded = fold(text)
    entry = match.end() if (match := _ENTRY.match(folded)) else 0
    lead = wording.leading.match(folded[entry:])
    start = entry + (lead.end() if lead and not _OPENS_QUOTED.match(folded, entry) else 0)
    rest = folded[start:]
    end = start + (match.start() if (match := wording.trailing.search(rest)) else len(rest))
    if start > 0 or end < len(folded):
        whole = [(word.start, word.end) for word in folded_words(folded)]
        whole += [(match.start, match.end) for match in load_lexicon().find(folded)]
        for first, last in whole:
            start = first if first < start < last else start
            end = last if first < end < last else end
    while end < len(folded) and folded[end] == "”" and not _is_paired(folded[start:end]):
        end += 1
    trimmed = _strip(text[start:end]) if end > start else ""
    return balance(shorten(trimmed, from_end=True))


def _strip(text: str) -> str:
    """Return ``text`` without marks at its ends; “甲”“乙” keeps all four of its quotation marks."""
    bare = text.strip(" “”\"'，,、的")
    if _is_paired(bare):
        return bare
    whole = text.strip(" \"'，,、的")
    return whole if _is_paired(whole) else bare


def _is_paired(text: str) -> bool:
    """Return whether every “ has its ” behind it and none stands alone."""
    depth = 0
    for mark in re.findall("[“”]", text):
        depth += 1 if mark == "“" else -1
        if depth < 0:
            return False
    return depth == 0


def shorten(text: str, *, from_end: bool) -> str:
    """Keep the part next to the figure, cut at a word, when a wording is long."""
    if len(text) <= (_LONGEST_TITLED if "》" in text else _LONGEST_NAME):
        return text
    if from_end:
        # 围绕甲、乙和丙组织学习 is 组织学习: what with, or on what, is too long to be told.
        text = _BY_WHOM.sub("", _MEANS.sub("", text))
        if len(text) <= _LONGEST_NAME:
            return text
        for mark in ("、", "，", "在", "对", "为", "将", "以"):
            place = text.find(mark, len(text) - _LONGEST_NAME)
            if 0 <= place < len(text) - 4:
                return text[place + 1 :]
        first = len(text) - _LONGEST_NAME
        start = next((w.start for w in words(text) if w.start >= first), first)
        behind = text.find("》", start) + 1
        if behind and text.rfind("《", 0, start) > text.rfind("》", 0, start):
            # 通报《…报告》并部署…: what a cut title leaves is no name.
            rest = text[behind:].lstrip("并和与及等")
            return rest if len(rest) > _SHORTEST_REST else text[start:]
        return text[start:]
    return text[:_LONGEST_NAME]


def balance(text: str) -> str:
    """Drop quotation marks whose partner was cut off."""
    for opening, closing in ("“”", "《》", "（）", "「」"):
        if text.count(opening) != text.count(closing):
            # 4·15”“12·4 is two days, not 4·1512·4.
            text = text.replace(closing + opening, "、")
            text = text.replace(opening, "").replace(closing, "")
    return text
