"""Where the first item of an enumeration begins and the last one ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.answering.asking.enumeration_words import any_of, listed
from retrieval.language.numerals import parse_numeral
from retrieval.language.tokens import words

Span = tuple[int, int]

JOINERS = ("以及", "和", "及", "与", "并")
ETC = re.compile(r"(?<![平同对相均])(?<!高(?=等[教学院]))等(?![级候于次待号奖])")
# A count from two on: 一步 of 进一步 counts nothing.
NUMBERED = (
    r"(?P<n>[2-9]|[1-9]\d|[二两三四五六七八九十]{1,2})\s*(?:个|项|类|级|种|步|方面|条|点|张|层|道)"
)
# Places counted without a measure word (三村, 两镇).
_COUNTED_PLACES = re.compile(r"[两二三四五六七八九十](?=[村镇乡街县区市局][一-鿿])")
LABEL = re.compile(rf"[“「]?(?<![一-九\d.+]){NUMBERED}")
# What no item begins with; an amount would be cut off from what it counts.
_NO_START = re.compile(r"[”）)的\d]")


def cut_lead(hidden: str, first: Span, others: Sequence[Span]) -> int:
    """Return where the first item begins, behind the words that only introduce it."""
    start, end = first
    # Items that begin with a verb keep it: 收集、转交、解决 is not 、转交、解决.
    led = sum(
        1
        for a, b in others
        if any(hidden[a:b].startswith(verb) for verb in listed("lead", "verbs"))
    )
    takes_verbs = not others or led * 2 < len(others)
    # So does 的 where the other items have it too: 最严格的阻断、最严格的程序.
    takes_of = not any("的" in hidden[a + 1 : b - 1] for a, b in others[:-1] or others)
    cut = start
    lengths = {b - a for a, b in others[:-1]}
    for word in words(hidden[start:end]):
        b = start + word.end
        # 聚焦依法决策、规范执法、化解矛盾: the items are of one length, so the first is, too.
        if cut > start and lengths == {end - cut}:
            break
        if word.text == "的" and not takes_of:
            continue
        if _introduces(word.text, takes_verbs) and end - b >= 2 and not _NO_START.match(hidden, b):
            cut = b
    while cut < end - 2 and hidden[cut] in "了过着 \u3000":
        cut += 1
    return cut


def _introduces(word: str, takes_verbs: bool) -> bool:
    """Return whether a word is made of nothing but introducing words (全面落实)."""
    known = listed("lead", "openers") | (listed("lead", "verbs") if takes_verbs else frozenset())
    return word in known or any(
        word[:size] in known and word[size:] in known for size in range(1, len(word))
    )


def cut_tail(folded: str, hidden: str, last: Span, others: Sequence[Span]) -> tuple[int, bool]:
    """Return where the last item ends, and whether 等 follows it."""
    start, end = last
    text = hidden[start:end]
    if (match := ETC.search(text)) and match.start() > 0:
        return start + match.start(), True
    ends = [end]
    if (label := LABEL.search(folded[start:end])) and label.start() >= 2:
        ends.append(start + label.start())
    if (signed := _verb_before_name().search(folded, start + 2, end)) is not None:
        # 甲、乙、丙签订《…》: what they did is no part of the last.
        ends.append(signed.start())
    counted = _COUNTED_PLACES.search(folded, start + 1, end)
    if counted and parse_numeral(counted.group()) == len(others) + 1:
        # 石栏、桃岭、下坞三村受灾: counted right behind their names.
        ends.append(counted.start())
    if (suffix := _common_end(hidden, others)) and (at := text.find(suffix)) > 0:
        # 社会监督和舆论监督 goes on behind its first 监督.
        further = (
            rf"{re.escape(suffix)}(?:(?:{'|'.join(JOINERS)})[^的]{{0,12}}?{re.escape(suffix)})*"
        )
        match = re.compile(further).match(text, at)
        ends.append(start + (match.end() if match else at + len(suffix)))
    for closer in any_of("lead", "closers").finditer(text):
        if closer.start() >= 2:
            ends.append(start + closer.start())
            break
    return min(ends), False


@cache
def _verb_before_name() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('lead', 'verbs').pattern})了?(?=[《“「])")


def _common_end(hidden: str, items: Sequence[Span]) -> str:
    """Return the two or more characters that all but the last item end in (企业 of 骨干企业、…)."""
    texts = [hidden[a:b] for a, b in items]
    if len(texts) < 2:
        return ""
    shortest = min(len(text) for text in texts)
    for size in range(min(6, shortest - 1), 1, -1):
        if len({text[-size:] for text in texts}) == 1:
            return texts[0][-size:]
    return ""
