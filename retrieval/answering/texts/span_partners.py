"""With whom, and for whom, a thing was done, whatever they are called: spans of the folded sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from retrieval.answering.texts.accounting import speaks_of
from retrieval.answering.texts.answer_types import listed
from retrieval.answering.texts.spans import Span, cut
from retrieval.language.terms import Term
from retrieval.language.wording import alternation

_WITH = r"(?:与|和|同|跟|会同|联合|携手|协同|配合|联系)"
_JOINT = (
    r"(?:联合|共同|合作|联手|携手|协作|联动|共建|共办|合办|联办|签订|签署|签约|结成|结对|建立|开展|召开|举办|组织|推出"
    r"|实施|制定|印发|出台|化解|调处|检查|排查|查处|整治|巡查|执法|进行|对接|达成|成立|设立|搭建|打造)"
)
_TOGETHER = re.compile(
    rf"{_WITH}(?P<it>(?:[^，。；：与和]|[与和](?!.{{0,12}}(?:联合|共同))){{2,40}}?)(?:等)?{_JOINT}"
)
# What the clause before says with whom: 与甲签订协议，联合化解….
_JOINTLY = re.compile(r"(?:并|还|已)?(?:联合|共同|携手|协同|合力|一同|一起)(?=[一-鿿]{2})")
_SENTENCE = re.compile(r"[。；;]")


def is_of_joint(terms: Sequence[Term], text: str) -> bool:
    """Return whether a sentence names itself what was done with another: what only the title of a
    document says that nobody signed is no more than what that is about."""
    plain = _UNSIGNED.sub("《》", text)
    return all(speaks_of(plain, term) for term in terms)


# 完成《河道采砂管理条例》立法工作 is no 采砂; 签订《协作协议》 is one.
_UNSIGNED = re.compile(r"(?<![签订署定发台])《[^》]*》")


def partners(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield with whom something was done in a clause: between 与 and what they did together; where
    the clause only says 联合, in the clauses of the sentence before it."""
    found = list(_together(text, start, end))
    lead = re.match(r"[，,、 ]*", text[start:end])
    at = start + (lead.end() if lead else 0)
    if not found and _JOINTLY.match(text, at, end):
        first = max((m.end() for m in _SENTENCE.finditer(text, 0, start)), default=0)
        found = list(_together(text, first, start))[-1:]
    yield from found


def _together(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _TOGETHER.finditer(text, start, end):
        begin, stop = match.span("it")
        first = next(iter(cut(text[begin:stop])), None)
        if first is not None and first.text not in listed("edges", "words"):
            yield Span(begin, stop, 0.16)


def served(text: str, start: int, end: int, deeds: Sequence[str]) -> Iterator[Span]:
    """Yield for whom one of ``deeds`` was done (协助山泉水厂追回货款): between 为 or 帮助 and the deed,
    no further than a verb before what was got."""
    for match in _for_whom(tuple(dict.fromkeys(deeds))).finditer(text, start, end):
        begin, stop = match.span("it")
        first = next(iter(cut(text[begin:stop])), None)
        if first is not None and first.text not in listed("edges", "words"):
            yield Span(begin, stop, 0.14)


@lru_cache(maxsize=512)
def _for_whom(deeds: tuple[str, ...]) -> re.Pattern[str]:
    verbs = alternation(
        (
            "追回",
            "挽回",
            "讨回",
            "讨要",
            "追讨",
            "避免",
            "化解",
            "解决",
            "办理",
            "提供",
            "开展",
            "争取",
            "减免",
            "缓缴",
            "上门",
            "送去",
            "发放",
            "落实",
            *deeds,
        )
    )
    return re.compile(rf"(?:为|帮助|协助|帮|替|助力|给)(?P<it>[^，。；：]{{2,24}}?)(?:{verbs})")
