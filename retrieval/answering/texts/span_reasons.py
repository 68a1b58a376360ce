"""Why something came about and how it ended, as a clause tells it: causes, reasons, outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from retrieval.answering.texts.answer_types import any_of, listed
from retrieval.answering.texts.spans import Span, trimmed
from retrieval.language.wording import alternation

# No longer than this, a sentence is told to its end.
_NEAR = 60
_DENIALS = "未不没无"
_AFTER = re.compile(
    r"(?<![正现存所实已])[在经](?P<it>[^，。；：]{2,24}?)[之以]?后[，,]?(?P<deed>[^，。；：]{2,14})"
)
# 因家长反映强烈，经评估认定为高风险，决定暂缓: what was found besides is a reason, too.
_BESIDES = re.compile(
    r"(?:[，,](?:经|且|又|加之|再加上)[^，,。；;]{2,30})+(?=[，,][^。；;]*(?:决定|[暂延]缓|未|不|没有|终止|叫停))"
)
_TAIL = re.compile(r"[了的]*[\d一二两三四五六七八九十]*[件起宗个]?$")
_CASE = r"(?:其中|另有?)?(?:\d+|[一二两三四五六七八九十]+)[件起宗][^，,；;。]{2,12}"
_CASES = r"(?:(?:\d+|[一二两三四五六七八九十]+)[件起宗][^，。；被]{0,8})"
_EACH_CASE = re.compile(rf"(?:^|[，,；;]){_CASE}")
_CASE_BEFORE = re.compile(rf"(?:^|[，,；;。])(?P<it>{_CASE})[，,；;]$")
_SUED = re.compile("复议|诉|告|官司|法院|申请|仲裁|信访|上访")


def causes(text: str, start: int, end: int, deeds: Sequence[str]) -> Iterator[Span]:
    """Yield what led to one of ``deeds`` (甲，导致败诉): all of the point before 导致."""
    for match in any_of("why", "led").finditer(text, start, end):
        if any(text.startswith(deed, match.end()) for deed in deeds):
            begin = max(
                m.end()
                for m in re.finditer(r"^|[；。：;:]|[）)](?=[一-鿿])", text[: match.start()])
            )
            yield trimmed(text, begin, match.start(), 0.3)


def flaws(text: str, start: int, end: int, deeds: Sequence[str]) -> Iterator[Span]:
    """Yield the flaw that a clause names behind one of ``deeds`` (被撤销的1件系…未依法告知): 系 or 是
    with no flaw behind it only says of what sort the case is."""
    first = max((m.end() for m in re.finditer(r"[。；;]", text[:start])), default=0)
    before = re.split(r"[，,：:]", text[first:start].rstrip("，, "))[-1]
    if (
        before
        and _suffered(tuple(deeds)).match(text, start, end)
        and any_of("why", "flaws").search(before)
    ):
        # 事实认定不清，被复议机关撤销1件: what was wrong stands right before it.
        at = text.rfind(before, first, start)
        yield Span(at + _lead_length(before), at + len(before), 0.25)
    for deed in deeds:
        at = text.find(deed, start, end)
        told = _is_flaw().match(text, at + len(deed), end) if at >= 0 else None
        if told:
            yield trimmed(text, told.start("it"), told.end("it"), 0.3)
            return


def _lead_length(clause: str) -> int:
    lead = re.match(r"(?:[一二三四五六七八九十]是|其中|同时|但)+", clause)
    return lead.end() if lead else 0


@lru_cache(maxsize=512)
def _suffered(deeds: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for a clause that says that one of ``deeds`` befell what the clause before tells of."""
    return re.compile(
        rf"[，, ]*(?:其中|有)?{_CASES}?(?:并|而|且|均|先后|已)?被[^，。；]{{0,10}}?{alternation(deeds)}"
    )


@cache
def _is_flaw() -> re.Pattern[str]:
    flaw = alternation(listed("why", "flaws"))
    return re.compile(
        r"(?:的?(?:案件|决定)?(?:共|均|都)?(?:有)?(?:其中)?[\d一二两三四五六七八九十]*[件起宗]?(?:案件)?)"
        rf"(?:主要|均|都)?[系是](?P<it>[^，。；]*{flaw}[^。；]*)"
    )


def reasons(text: str, start: int, end: int, asked: str) -> Iterator[Span]:
    """Yield what a clause gives as a reason: behind 原因是 (to the end of the sentence), behind 因
    (to the end of the clause), or before 所致. Surest where the clause says it as ``asked``."""
    for match in any_of("why", "long").finditer(text, start):
        if match.start() >= end:
            break
        stop = re.search(r"[。；;]|$", text[match.end() :])
        yield trimmed(text, match.end(), match.end() + (stop.start() if stop else 0), 0.2)
    shield = [m.span() for m in any_of("why", "not_short").finditer(text, start, end)]
    for match in any_of("why", "short").finditer(text, start, end):
        if any(a <= match.start() < b for a, b in shield):
            continue
        if match.group() == "受":
            effect = any_of("why", "only_with").search(text, match.end(), end)
            if effect:
                yield trimmed(text, match.start(), effect.end(), 0.25)
            continue
        close = any_of("why", "closings").search(text, match.end() + 2, end)
        same = (
            close is not None and close.group().lstrip("而所") in asked and len(close.group()) > 1
        )
        besides = _BESIDES.match(text, end)
        told = close.start() if close else besides.end() if besides else end
        yield trimmed(text, match.end(), told, 0.35 if same else 0.15)
    # 不服处罚决定 is why somebody sued or applied, and no reason of the decision.
    sued = _SUED.search(asked)
    for match in (
        re.finditer(r"不服.{2,24}?(?=提起|而|申请|提出|向|[，。；])", text[start:end])
        if sued
        else ()
    ):
        yield Span(start + match.start(), start + match.end(), 0.2)
    for match in _in_view_of().finditer(text, start, end):
        # 针对老人听不懂普通话的实际: what was done about it follows.
        yield Span(match.start("it"), match.end("it"), 0.2)
    for match in _AFTER.finditer(text, start, end):
        if _TAIL.sub("", match["deed"])[-2:] in asked:
            # 在镇政府自行纠错后由申请人撤回: what came first led to it.
            yield Span(match.start("it"), match.end("it"), 0.15)
    for match in any_of("why", "before").finditer(text, start, end):
        lead = max(text.rfind("系", start, match.start()), text.rfind("是", start, match.start()))
        if lead >= start:
            yield trimmed(text, lead + 1, match.start(), 0.15)


@cache
def _in_view_of() -> re.Pattern[str]:
    leads, tails = (alternation(listed("why", key)) for key in ("given", "given_tails"))
    return re.compile(rf"{leads}(?P<it>[^，。；]{{4,40}}?)的?(?:{tails})(?=[，,]|$)")


def outcomes(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield how a matter ended: from 裁定 or 判决 to the end of the clause, else the word itself."""
    stop = re.search(r"[。；;]|$", text[end:])
    rest = end + (stop.start() if stop else 0)
    for match in any_of("result", "court").finditer(text, start, end):
        if match.start() > start and text[match.start() - 1] in _DENIALS:
            # 已开庭未判决6件: no judgement yet.
            continue
        # 维持2件、驳回1件: what else came of them stands before it.
        first = any_of("result", "words").search(text, start, end)
        listed_before = first is not None and "、" in text[first.start() : match.start()]
        yield Span(first.start() if first and listed_before else match.start(), end, 0.2)
        return
    if any_of("result", "words").search(text, start, end):
        # What came of it goes on to the end of the sentence, where that is near.
        yield Span(_first_told(text, start), rest if rest - start <= _NEAR else end, -0.1)


def _first_told(text: str, start: int) -> int:
    """Return where the clauses begin that tell case by case what came of them (1件胜诉，|1件未审结)."""
    if not _EACH_CASE.search(text, max(0, start - 1)):
        return start
    while (before := _CASE_BEFORE.search(text, 0, start)) and (
        any_of("result", "words").search(before["it"])
    ):
        start = before.start("it")
    return start
