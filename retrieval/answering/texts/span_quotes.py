"""Names that stand in quotation marks or as titles in 《》: spans of the folded sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from retrieval.answering.texts.answer_types import listed
from retrieval.answering.texts.spans import QUOTED, TITLE, Span, cut, name_start
from retrieval.language.wording import alternation


def quoted_beside(
    text: str, start: int, end: int, heads: Sequence[str], *, apposed: bool = True
) -> Iterator[Span]:
    """Yield the quoted names that one of ``heads`` follows (“一企一专班”制度) or ends, or, with
    ``apposed``, that stand behind one (品牌“老街坊”; 圣泉社区“吾有邻家” names no community)."""
    for match in QUOTED.finditer(text, start, end):
        behind = text[match.end() : end]
        follows = re.match(rf"[^，。；：、“”]{{0,12}}?({alternation(tuple(heads))})", behind)
        if follows:
            # “五老议事”、“拉呱说事”等微自治活动: all that stand there.
            before = re.search(
                r"(?:[“「][^”」]{1,40}[”」](?:、|和|及|与)?)+$", text[start : match.start()]
            )
            first = start + before.start() if before else match.start()
            yield Span(first, match.end() + follows.end(), 0.08)
        elif match.group(1).endswith(tuple(heads)) or (
            text[start : match.start()].endswith(tuple(heads))
            and (
                apposed
                or text[name_start(text, start, match.start(), False) : match.start()] in heads
            )
        ):
            yield Span(match.start(), match.end(), 0.08)


def named_as(text: str, start: int, end: int, nouns: Sequence[str]) -> Iterator[Span]:
    """Yield the quoted name that one of ``nouns`` of the clause is said to be (主题是“…，…”)."""
    for match in _said_to_be(tuple(nouns)).finditer(text, start):
        if match.start() >= end:
            return
        yield Span(match.start("it"), match.end("it"), 0.25)


def named_behind(text: str, start: int, end: int, noun: str) -> Iterator[Span]:
    """Yield the name that a clause of its own gives to ``noun``, which the clauses of the sentence
    before it count (建成教育基地3个，其中省级1个，为青石渡水情教育馆)."""
    match = _NAMED.match(text, start, end) if _COUNTED.search(text[:start]) else None
    if (
        match
        and noun[-2:]
        in text[max((m.end() for m in _STOP.finditer(text, 0, start)), default=0) : start]
    ):
        yield Span(match.start("it"), match.end("it"), 0.2)


_STOP = re.compile(r"[。；;]")
_COUNTED = re.compile(r"[\d一二两三四五六七八九十][个家处所座支名项部件条][，,：:]?$")
_NAMED = re.compile(
    r"[，, ]*(?:分别)?(?:为|即|名为|名叫|取名|命名为|定名为|叫做|叫)(?P<it>[“「]?[^，。；：”」]{3,30}[”」]?)(?=[，。；]|$)"
)


@lru_cache(maxsize=64)
def _said_to_be(nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"{alternation(nouns)}(?:是|为|:|：|即|叫|名为|定为)?(?P<it>[“「][^”」]{{2,60}}[”」])"
    )


def titled_beside(text: str, start: int, end: int, heads: Sequence[str]) -> Iterator[Span]:
    """Yield the titles 《》 that stand behind one of ``heads`` (微电影《回家的路》) or end in it."""
    for match in TITLE.finditer(text, start, end):
        if text[start : match.start()].endswith(tuple(heads)) or match.group()[:-1].endswith(
            tuple(heads)
        ):
            yield Span(match.start(), match.end(), 0.1)


def quoted_names(text: str, start: int, end: int) -> list[Span]:
    """Return the quoted names within ``[start, end)``."""
    return [Span(m.start(), m.end()) for m in QUOTED.finditer(text, start, end)]


def titles(text: str, start: int, end: int, ends: Sequence[str]) -> Iterator[Span]:
    """Yield the titles in 《》 that end with one of ``ends`` (any title where there are none)."""
    for match in TITLE.finditer(text, start, end):
        inner = re.sub(r"[(（][^)）]*[)）]$", "", match.group()[1:-1])
        if not ends or inner.endswith(tuple(ends)):
            yield Span(match.start(), match.end())


def unmarked_titles(text: str, start: int, end: int, ends: Sequence[str]) -> Iterator[Span]:
    """Yield what a clause begins with where that is a document's name without 《》
    (其中河埠夜市设置方案于9月召开听证会): verbs belong to it, but none begins it."""
    match = _unmarked(tuple(ends)).match(text, start, end)
    first = next(iter(cut(match["it"])), None) if match else None
    if match and first is not None and first.text not in listed("edges", "words"):
        yield Span(match.start("it"), match.end("it"), -0.02)


@lru_cache(maxsize=64)
def _unmarked(ends: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:其中)?(?P<it>[一-鿿]{{3,24}}?{alternation(ends)})(?=[于已经在被]|召开|举行|通过|$)"
    )
