"""Where a question asks for a piece of text: the words that ask (哪个, 叫什么), and the noun they ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from retrieval.answering.asking.question import Question
from retrieval.answering.texts.answer_types import (
    any_of,
    asking_nouns,
    listed,
    name_types,
    same_preposition,
    type_of,
)
from retrieval.answering.texts.bare_nouns import find_bare, named_asked
from retrieval.language.terms import find_terms
from retrieval.language.tokens import words
from retrieval.language.wording import alternation

TargetKind = Literal[
    "name", "who", "when", "where", "often", "why", "result", "reporter", "object", "sort", "stage"
]
_STOP = re.compile(r"[,，。?？!！;；\s]")


@dataclass(frozen=True, slots=True)
class AskingWords:
    """The asking word at ``[start, end)`` of the folded question, its noun (``head``) at ``at``."""

    kind: TargetKind
    start: int
    end: int
    head: str = ""
    at: int = 0
    called: bool = False
    cue: str = ""


def find_asking_words(question: Question) -> AskingWords | None:
    """Return the asking stretch; the likelier kinds are looked for first."""
    folded = question.folded
    for kind in ("why", "often", "when"):
        if match := any_of("asking", kind).search(folded):
            return AskingWords(kind, match.start(), match.end())
    if moment := _moment_at_end(folded):
        return moment
    if found := _sort_or_stage(folded):
        return found
    if match := named_asked().search(folded):
        return AskingWords(
            "name", match.end("noun"), match.end(), match["noun"], match.start(), called=True
        )
    if (match := _called_at_end(folded)) and (head := _noun_before(folded[: match.start()])):
        start = folded.rfind(head, 0, match.start())
        if person := _person_before(folded[: match.start()]):
            return AskingWords("who", match.start(), match.end(), person, called=True)
        if implied := _implied(head):
            head, start = implied, match.start()
        return AskingWords("name", match.start(), match.end(), head, start, called=True)
    if (match := _either_outcome().search(folded)) is not None:
        return AskingWords("result", match.start(), match.end())
    if (match := re.search("谁家", folded)) and (found := _whose(folded, match)):
        return found
    for kind in ("result", "who", "where"):
        if (match := any_of("asking", kind).search(folded)) and not _goes_on(folded, match):
            reporter = kind == "where" and _asks_reporter(question, match.group()[-2:])
            # 是在什么地方谈的: the spot, not the place that reports it.
            reporter = reporter and not folded[: match.start()].endswith(("在", "到", "去", "往"))
            if kind == "where" and folded[: match.start()].endswith((*_partners(), *_handed_to())):
                kind = "who"
            return AskingWords("reporter" if reporter else kind, match.start(), match.end())  # type: ignore[arg-type]
    return _which(question) or _bare(question)


def _bare(question: Question) -> AskingWords | None:
    """Return what keywords without an asking word ask for by the noun at their end."""
    found = find_bare(question)
    if found is None:
        return None
    kind, noun, at = found
    end = at + len(noun)
    if kind == "name":
        return AskingWords("name", at, end, noun, at, called=True)
    if kind != "who":
        return AskingWords(kind, at, end)
    before = question.folded[:at].rstrip()
    if person := _person_before(before):
        return AskingWords("who", at, end, person, called=True)
    partner = before.endswith(listed("who", "partners"))
    head = noun if noun in listed("who", "heads") else "单位"
    return AskingWords("who", at, end, head, at, cue="与" if partner else "")


def _moment_at_end(folded: str) -> AskingWords | None:
    """Return what a bare noun at the question's end asks for (挂牌时间, 签订日期; 办理时间: how long)."""
    bare = folded.rstrip("?？。 是")
    noun = next((word for word in listed("asking", "moment") if bare.endswith(word)), "")
    if not noun or len(bare) < len(noun) + 2:
        return None
    start = len(bare) - len(noun)
    takes = bare[:start].endswith(listed("asking", "taking"))
    return AskingWords("often" if takes else "when", start, len(bare))


def _sort_or_stage(folded: str) -> AskingWords | None:
    """Return what asks of which sort cases are (是什么纠纷, 输的是哪类案子), or how far a matter has
    come (建到哪一步了), at the question's end."""
    if match := _sort_asked().search(folded):
        return AskingWords("sort", match.start(), match.end())
    match = any_of("stage", "asks").search(folded)
    return AskingWords("stage", match.start(), match.end()) if match else None


@cache
def _sort_asked() -> re.Pattern[str]:
    which = alternation(listed("sort", "which"))
    noun = alternation(listed("sort", "asks"))
    return re.compile(rf"(?:都|均|全)?(?:是|为|属于|涉及|系){which}(?:{noun})[呢啊的了]?[?？。]*$")


def _goes_on(folded: str, match: re.Match[str]) -> bool:
    """Return whether the wording is the beginning of a longer one (在哪 of 在哪个社区)."""
    which = any_of("asking", "which").match(folded, folded.find("哪", match.start()))
    return "哪" in match.group() and which is not None and which.end() > match.end()


def _partners() -> tuple[str, ...]:
    """Return the prepositions that stand before a partner: 联合哪里 asks who."""
    return same_preposition("联合")


@cache
def _handed_to() -> tuple[str, ...]:
    """Return the verbs behind which 哪里 asks who got something (转到哪里, 移交给哪儿)."""
    return tuple(word for word in same_preposition("移送") if len(word) > 1)


@cache
def _either_outcome() -> re.Pattern[str]:
    """Return a pattern for two outcomes of which one is asked for (维持了还是撤销了)."""
    outcome = alternation(listed("result", "words"))
    return re.compile(
        rf"(?:最后|最终|到底|结果)?(?:是|被)?{outcome}了?[，,]?还是(?:被)?{outcome}了?"
    )


def _called_at_end(folded: str) -> re.Match[str] | None:
    """Return the wording that asks for a name, where the question ends with it."""
    for match in any_of("asking", "called").finditer(folded):
        if not folded[match.end() :].strip(" 呢啊呀的?？。"):
            return match
    return None


def _which(question: Question) -> AskingWords | None:
    folded = question.folded
    match = None
    for match in any_of("asking", "which").finditer(folded):
        if not any(mention.start <= match.start() < mention.end for mention in question.places):
            break
    if match is None:
        return None
    head, stop = _noun_after(folded, match.end())
    at = stop - len(head)
    if (not head or type_of(head) is None) and (found := _whose(folded, match)):
        return found
    if head and _asks_reporter(question, head):
        return AskingWords("reporter", match.start(), match.end(), head, at)
    if head in listed("who", "heads"):
        return AskingWords("who", match.start(), match.end(), head, at)
    if head and head not in listed("object", "heads"):
        return AskingWords("name", match.start(), match.end(), head, at)
    return AskingWords("object", match.start(), stop)


def _whose(folded: str, match: re.Match[str]) -> AskingWords | None:
    """Return what 哪家 at the end asks for: the noun before it (律所是哪家), or the kind of name
    that such a noun implies (法律顾问是哪家); None where that noun names no kind."""
    rest = folded[match.end() :].strip(" 呢啊呀的?？。")
    if rest and rest not in listed("quoted", "firms"):
        return None
    before = re.sub(
        r"(?:是|为|请|聘|找|用|选|聘请|聘任|来自)?[的了]?(?:是|为|来自)?$",
        "",
        folded[: match.start()],
    )
    noun = next((noun for noun in asking_nouns() if before.endswith(noun) and type_of(noun)), "")
    if noun:
        return AskingWords("name", match.start(), match.end(), noun, len(before) - len(noun))
    implied = _implied(before)
    return (
        AskingWords("name", match.start(), match.end(), implied, match.start()) if implied else None
    )


def _implied(wording: str) -> str:
    """Return the kind of name that a noun at the end of ``wording`` implies, as it is asked for; else nothing."""
    return next(
        (kind.asks[0] for kind in name_types() if kind.implied and wording.endswith(kind.implied)),
        "",
    )


def _asks_reporter(question: Question, head: str) -> bool:
    """Return whether 哪个街道 means the place that reports: the question names none."""
    return not question.places and head in listed("places", "heads")


def _noun_after(folded: str, start: int) -> tuple[str, int]:
    """Return the noun that 哪个 or 什么 asks for, and where it ends: at once behind it, at the
    end of what describes it (什么走访企业的方案), or the first that is known."""
    stop = _STOP.search(folded, start)
    rest = folded[start : stop.start() if stop else len(folded)]
    for noun in asking_nouns():
        if rest.startswith(noun) and (
            _stands_alone(rest, 0, len(noun)) or _verb_follows(rest, len(noun))
        ):
            return noun, start + len(noun)
    described = re.match(rf"(.+的)({alternation(asking_nouns())})[呢啊]?$", rest)
    if described:
        return described.group(2), start + described.end(2)
    plain = _before_edge(rest)
    found = [
        (plain.find(noun) + len(noun), -len(noun), noun)
        for noun in asking_nouns()
        if len(noun) > 1
        and noun in plain
        and _stands_alone(rest, plain.find(noun), plain.find(noun) + len(noun))
    ]
    if found:
        end, _, noun = min(found)
        return noun, start + end
    return (plain, start + len(plain)) if len(plain) > 1 else ("", start)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether ``[start, end)`` is cut out of no longer word (法律 of 法律顾问, 会 of 会议)."""
    if any(
        t.start <= start and end <= t.end and t.end - t.start > end - start
        for t in find_terms(text, question=True)
    ):
        return False
    return not any(
        w.start <= start and end <= w.end and w.end - w.start > end - start for w in words(text)
    )


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
    for word in words(rest[:16]):
        if word.text in listed("edges", "words") or word.text in listed("object", "closings"):
            return rest[: word.start]
    return rest[:16]


def _person_before(before: str) -> str:
    """Return the office or the sort of person at the end of ``before`` (…镇长|叫什么)."""
    bare = before.rstrip(" 的,，是")
    nouns = (*listed("who", "chief"), *listed("who", "offices"), *listed("who", "persons"))
    return max((noun for noun in nouns if bare.endswith(noun)), key=len, default="")


def _noun_before(before: str) -> str:
    """Return the noun at the end of ``before`` (…工作法 | 叫什么)."""
    bare = before.rstrip(" 的,，是")
    for noun in asking_nouns():
        if bare.endswith(noun):
            return noun
    last = next(iter(reversed(words(bare))), None)
    return last.text if last is not None and len(last.text) > 1 and last.end == len(bare) else ""
