"""Persons and bodies that a clause names, by what the question says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.statements import surfaces
from retrieval.answering.texts import spans
from retrieval.answering.texts.answer_types import any_of, listed, same_preposition, seats
from retrieval.answering.texts.span_partners import partners, served
from retrieval.answering.texts.span_people import (
    holders,
    named_persons,
    offices_in,
    titles_of,
    with_name,
    with_person,
)
from retrieval.answering.texts.span_told import winners
from retrieval.answering.texts.spans import Span
from retrieval.answering.texts.text_target import TextTarget
from retrieval.language.kindred import kindred
from retrieval.language.wording import alternation

_ALL_WERE = re.compile(r"(?:负责人|人员|代表|人)(?:均|都|全部)[为是系](?P<it>[^，。；]{2,20})")
_HONOURING = re.compile("给?(?:评|认定|命名|授予|颁|表彰|表扬)")
_OF_A_RATE = re.compile(r"[一-鿿]{0,6}率")
_JOINS = "、，和与及的或"


def persons(
    target: TextTarget, question: Question, text: str, start: int, end: int
) -> Iterator[Span]:
    """Yield the persons and bodies of a clause that may be who did it, who holds the office, who got it."""
    settled = _settled(target, question, text, start, end)
    if settled is not None:
        yield from settled
        return
    office = office_asked(target, question)
    if office:
        yield from holders(
            text, start, end, office, _before_office(question, office), called=target.called
        )
        if office in listed("who", "offices"):
            return
    if target.cues and target.right:
        # 请谁当和事佬: between the question's own words.
        for span in spans.framed(text, start, end, target.left, target.right):
            if span.bonus > 0.1:
                yield replace(span, bonus=0.14)
    before = listed("who", "before_deed")
    verb = next((word.text for word in spans.cut(target.right) if word.text not in before), "")
    behind = _behind(target, verb, text, start, end)
    yield from behind
    if (_HONOURING.match(target.right) or target.left.endswith("给")) and not behind:
        # 是谁给评的: who got it is no answer; nor who gave it, asked 赔给谁.
        return
    yield from _named(target, office, "" if behind else verb, text, start, end)


def _settled(
    target: TextTarget, question: Question, text: str, start: int, end: int
) -> list[Span] | None:
    """Return the spans where the question's own wording leaves no other (who got an honour, who heads
    the place, whose seat it is), None where it leaves others."""
    if gained := won(target, text, start, end):
        return gained
    if target.person:
        # 律师叫什么: who is called by name, not the firm.
        return list(called(text, start, end, target.person))
    if target.chief:
        titles = listed("who", "chief_titles")
        return [s for title in titles for s in holders(text, start, end, title, called=True)]
    if target.left.endswith(seats()):
        # 办公室设在哪个科室: what stands behind the same words.
        return list(spans.framed(text, start, end, target.left, target.right))
    if any_of("asking", "posts").search(question.folded) and target.terms:
        told = [s for term in target.terms for s in titles_of(text, start, end, term.text)]
        if told:
            return told
    if target.left.endswith("在"):
        # 办公室在哪个科室: where it sits.
        return list(spans.behind(text, start, end, seats(), ()))
    asked = offices_in(question.folded)
    if len(asked) > 1:
        # Who holds both is told with both or not at all.
        held = [list(holders(text, start, end, o.name, o.of, called=target.called)) for o in asked]
        return [span for found in held if all(held) for span in found]
    return None


def _behind(target: TextTarget, verb: str, text: str, start: int, end: int) -> list[Span]:
    """Return who stands behind a preposition (由…, 与…), or is told of all who did it."""
    told = [word for term in target.terms for word in (term.text, *surfaces(term))]
    found = list(_holds_for_all(text, start, end, told))
    if "由" in target.cues and verb:
        found.extend(_doers(text, start, end, (verb, *kindred(verb))))
    if "与" in target.cues:
        found.extend(partners(text, start, end))
        if verb in listed("who", "joining"):
            # 跟谁配合: 配合市公积金中心….
            found.extend(spans.behind(text, start, end, (verb,), told))
    if "协助" in target.cues:
        found.extend(served(text, start, end, told))
    deeds = tuple(filter(None, (verb, *kindred(verb), *(term.text for term in target.terms))))
    cues = target.cues or same_preposition("被")
    behind = [with_person(text, s, end) for s in spans.behind(text, start, end, cues, deeds)]
    behind = [span for span in behind if target.cues or span.bonus > 0.11]
    if not behind and "被" in target.cues:
        found.extend(_levels(text, start, end, tuple(told)))
    # 由甲参与 is not who spread it.
    cost = 0.1 if verb and verb in text and verb not in text[start:end] else 0.0
    return [*found, *(Span(s.start, s.end, s.bonus - cost) for s in behind)]


def _named(
    target: TextTarget, office: str, verb: str, text: str, start: int, end: int
) -> Iterator[Span]:
    """Yield who a clause names: before the verb, behind what they are, or alone."""
    named = [
        with_person(text, with_name(text, span, end), end)
        for span in spans.names_ending(text, start, end, target.ends, many=True)
    ]
    doing = [span for span in named if verb and verb in text[span.end : end]]
    for span in named:
        if _OF_A_RATE.match(text, span.end):
            # 负责人出庭应诉率100% names nobody who came.
            continue
        at = text.find(office, span.start, span.end) if office else -1
        if 0 <= at < span.end - len(office) - 1 and text[at + len(office)] not in _JOINS:
            # The name stands right behind what it is: 主管部门房管局.
            yield Span(at + len(office), span.end, 0.3)
        elif target.head and follows_verb(target, text, span):
            yield Span(span.start, span.end, 0.12)
        elif doing and span is doing[-1] and not office:
            # The last before the verb is who does it.
            yield Span(span.start, span.end, 0.1)
        elif len(named) == 1 and not office:
            yield span


def _doers(text: str, start: int, end: int, deeds: Sequence[str]) -> Iterator[Span]:
    """Yield whoever stands between 由 and the deed (由山歌传承人向某某领唱), however called."""
    for match in _doing(tuple(deeds)).finditer(text, start, end):
        yield Span(match.start("it"), match.end("it"), 0.2)


@lru_cache(maxsize=512)
def _doing(deeds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"由(?P<it>[^，。；、：]{{2,24}}?)(?:来|负责|进行|具体)?{alternation(deeds)}"
    )


def _levels(text: str, start: int, end: int, deeds: tuple[str, ...]) -> Iterator[Span]:
    """Yield the level that did it, where a report names no more (县里抽查我镇案卷)."""
    for match in _level_doing(deeds).finditer(text, start, end):
        yield Span(match.start("it"), match.end("it"), 0.14)


@lru_cache(maxsize=512)
def _level_doing(deeds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![一-鿿])(?P<it>(?:国家|中央|省|市|州|县|区|镇|乡)[里上]|上级(?:部门|机关|单位)?)(?:对|组织)?(?={alternation(deeds)})"
        if deeds
        else r"(?!)(?P<it>)"
    )


def _holds_for_all(text: str, start: int, end: int, deeds: Sequence[str]) -> Iterator[Span]:
    """Yield who they all were that did it (出庭负责人均为分管副局长)."""
    for match in _ALL_WERE.finditer(text, start, end):
        if any(deed in text[start : match.start()] for deed in deeds):
            yield Span(match.start("it"), match.end("it"), 0.2)


def won(target: TextTarget, text: str, start: int, end: int) -> list[Span]:
    """Return who got the honour that the question names, unless it asks who gave it."""
    if target.right.startswith(listed("quoted", "givers")) or not target.terms:
        return []
    last = max(target.terms, key=lambda term: term.start)
    named = target.musts or (last.text, *surfaces(last))
    if last.key == listed("quoted", "awards")[0]:
        # 拿了全国的称号: whatever it is called, its name stands in quotation marks or ends in 奖.
        named = (*named, *listed("quoted", "honours"))
    return list(winners(text, start, end, named))


def called(text: str, start: int, end: int, noun: str) -> Iterator[Span]:
    """Yield the names of persons called ``noun`` before their name or behind it."""
    for person in named_persons(text, start, end):
        if text[person.title_start : person.title_end].endswith(noun):
            yield Span(
                min(person.start, person.title_start), max(person.end, person.title_end), 0.3
            )


def office_asked(target: TextTarget, question: Question) -> str:
    """Return the office whose holder is asked for (组长是谁), or what someone is (法律顾问是谁)."""
    for office in listed("who", "offices"):
        if office in question.folded:
            return office
    is_it = re.search(r"(?<!的)是$", target.left) and not target.right
    # 调解员是从什么人里挑的: whoever was made one.
    chosen = target.left.endswith("从") and re.search(r"[挑选聘请招抽找]", target.right)
    if (is_it or chosen) and target.terms:
        return target.terms[-1].text
    return ""


def _before_office(question: Question, office: str) -> str:
    """Return the word right before an office in the question (派出所 of 派出所所长), if any."""
    at = question.folded.find(office)
    return next((t.text for t in question.terms if t.end == at), "")


def follows_verb(target: TextTarget, text: str, span: Span) -> bool:
    """Return whether a span stands behind the verb that the question has before its asking word."""
    verb = target.left.rstrip("了的是")[-2:]
    return len(verb) > 1 and text[: span.start].rstrip("了").endswith(verb)


def is_of_kind(head: str, told: str) -> bool:
    """Return whether a span is what the noun asks for: a 科室 is no 党组书记, a 部门 no person."""
    for row in listed("who", "body_kinds"):
        noun, *ends = row.split()
        if head == noun:
            return told.endswith(tuple(ends))
    return head not in listed("who", "bodies") or not told.endswith(listed("who", "persons"))
