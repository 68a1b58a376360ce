"""The noun that a question asks for: behind 哪个 or 什么, or before 叫什么."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.texts.answer_types import any_of, asking_nouns, listed
from retrieval.language.terms import find_terms
from retrieval.language.tokens import words
from retrieval.language.wording import alternation

_STOP = re.compile(r"[,，。?？!！;；\s]")
_DONE = frozenset("了过着")


def noun_after(folded: str, start: int) -> tuple[str, int]:
    """Return the noun that 哪个 or 什么 asks for, and where it ends: at once behind it, at the
    end of what describes it (什么走访企业的方案), or the first that is known."""
    stop = _STOP.search(folded, start)
    rest = folded[start : stop.start() if stop else len(folded)]
    for noun in asking_nouns():
        if rest.startswith(noun) and (
            stands_alone(rest, 0, len(noun)) or _verb_follows(rest, len(noun))
        ):
            return noun, start + len(noun)
    described = re.match(rf"(.+的)({alternation(asking_nouns())})[呢啊]?$", rest)
    if described or (described := _with_deed().match(rest)):
        return described.group(2), start + described.end(2)
    plain = _before_edge(rest)
    found = [
        (plain.find(noun) + len(noun), -len(noun), noun)
        for noun in asking_nouns()
        if len(noun) > 1
        and noun in plain
        and stands_alone(rest, plain.find(noun), plain.find(noun) + len(noun))
        and not _begins_inside(rest, plain.find(noun))
    ]
    if found:
        end, _, noun = min(found)
        return noun, start + end
    return (plain, start + len(plain)) if len(plain) > 1 else ("", start)


@cache
def _with_deed() -> re.Pattern[str]:
    """Return a pattern for a noun that a deed leads up to (什么|提升|活动, 哪个|帮扶|项目)."""
    nouns = alternation(tuple(noun for noun in asking_nouns() if len(noun) > 1))
    deeds = alternation(tuple(word for word in listed("edges", "words") if len(word) > 1))
    return re.compile(rf"({deeds})({nouns})[呢啊]?$")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether ``[start, end)`` is cut out of no longer word (法律 of 法律顾问, 会 of 会议)."""
    if any(
        t.start <= start and end <= t.end and t.end - t.start > end - start
        for t in find_terms(text, question=True)
    ):
        return False
    return not any(
        w.start <= start and end <= w.end and w.end - w.start > end - start for w in words(text)
    )


def _begins_inside(text: str, start: int) -> bool:
    """Return whether ``start`` lies within a word (法规 of 普法|规划)."""
    return any(word.start < start < word.end for word in words(text))


def _verb_follows(text: str, at: int) -> bool:
    """Return whether a verb of two characters stands at ``at``: 村|创成, though 村创 may be read;
    or, where no longer word begins there, one of a single character: 局|干的, 镇|跟."""
    match = any_of("edges", "words").match(text, at)
    if match is not None and match.end() - at > 1:
        return True
    first = next(iter(words(text[at:])), None)
    return first is not None and first.start == 0 and first.text in listed("asking", "followed")


def _before_edge(rest: str) -> str:
    """Return the beginning of ``rest`` up to the first verb or preposition."""
    before = 0
    for word in words(rest[:16]):
        if word.text in _DONE and before:
            # 厂子|追回|了: what is told as done is no part of the noun.
            return rest[:before]
        if word.text in listed("edges", "words") or word.text in listed("object", "closings"):
            return rest[: word.start]
        before = word.start
    return rest[:16]


def person_before(before: str) -> str:
    """Return the office or the sort of person at the end of ``before`` (…镇长|叫什么)."""
    bare = before.rstrip(" 的,，是")
    nouns = (*listed("who", "chief"), *listed("who", "offices"), *listed("who", "persons"))
    return max((noun for noun in nouns if bare.endswith(noun)), key=len, default="")


def noun_before(before: str) -> str:
    """Return the noun at the end of ``before`` (…工作法 | 叫什么)."""
    bare = before.rstrip(" 的,，是")
    for noun in asking_nouns():
        if bare.endswith(noun):
            return noun
    cut = words(bare)
    if not cut or cut[-1].end != len(bare):
        return ""
    if len(cut[-1].text) > 1:
        return cut[-1].text
    # 普法船, 反诈队: a noun of one character says what it is with the word before it.
    whole = len(cut) > 1 and cut[-2].end == cut[-1].start and len(cut[-2].text) > 1
    return (
        bare[cut[-2].start :] if whole and cut[-1].text not in listed("asking", "followed") else ""
    )
