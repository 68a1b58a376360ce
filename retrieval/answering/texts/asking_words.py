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
from retrieval.answering.texts.asked_nouns import (
    noun_after,
    noun_before,
    person_before,
    stands_alone,
)
from retrieval.answering.texts.bare_nouns import find_bare, named_asked
from retrieval.answering.texts.faults import fault_asked
from retrieval.language.wording import alternation

TargetKind = Literal[
    "name", "who", "when", "where", "often", "why", "result", "reporter", "object", "sort", "stage"
]
# What may follow 叫什么 at a question's end (叫啥|名儿, 叫什么|来着).
_CLOSING = re.compile(r"(?:的?(?:名字?|名称|名儿))?(?:来着|来的|[呢啊呀哦吧的])*[?？。 ]*")


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
    if match := fault_asked().search(folded):
        # 官司输在哪, 难在哪里: where the fault lies is its reason, and no place.
        return AskingWords("why", match.start(), match.end())
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
    if (match := _called_at_end(folded)) and (head := noun_before(folded[: match.start()])):
        start = folded.rfind(head, 0, match.start())
        if person := person_before(folded[: match.start()]):
            return AskingWords("who", match.start(), len(folded), person, called=True)
        if implied := _implied(head):
            head, start = implied, match.start()
        return AskingWords("name", match.start(), len(folded), head, start, called=True)
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
    if person := person_before(before):
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
    """Return whether the wording is the beginning of a longer one (在哪 of 在哪个社区), or cut out of
    one (何处 of 如何处理)."""
    if match.group().startswith("何") and folded.endswith("如", 0, match.start()):
        return True
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
    return next(
        (
            m
            for m in any_of("asking", "called").finditer(folded)
            if _CLOSING.fullmatch(folded, m.end())
        ),
        None,
    )


def _which(question: Question) -> AskingWords | None:
    folded = question.folded
    match = None
    for match in any_of("asking", "which").finditer(folded):
        if not any(mention.start <= match.start() < mention.end for mention in question.places):
            break
    if match is None:
        return None
    head, stop = noun_after(folded, match.end())
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
    noun = next(
        (
            noun
            for noun in asking_nouns()
            if before.endswith(noun)
            and (kind := type_of(noun))
            # 管卫生执法的是哪个单位 asks for no 法; a 示范村 is a 村.
            and (not kind.document or stands_alone(before, len(before) - len(noun), len(before)))
        ),
        "",
    )
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
