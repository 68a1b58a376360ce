"""Persons that a clause names: who holds an office, what someone called by name is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retrieval.answering.texts.answer_types import any_of, listed
from retrieval.answering.texts.spans import Span, cut
from retrieval.language.everyday import is_official
from retrieval.language.wording import alternation

_NAME = re.compile(r"[一-鿿]{2,4}")
_HOLDS = "担任|兼任|任|为|作为"
# Behind a name of two characters these begin the next word; no third character is any of them.
_NO_THIRD = frozenset("为任被等与和的在于到向对同以将把及、，")


@dataclass(frozen=True, slots=True)
class Person:
    """A person called by name: ``[start, end)`` is the name, ``title`` what stands before it."""

    start: int
    end: int
    title_start: int
    title_end: int


def holders(
    text: str, start: int, end: int, office: str, of: str = "", *, called: bool = False
) -> Iterator[Span]:
    """Yield who holds ``office``: 由甲任组长, 组长由甲担任, 局长徐明辉.

    ``of`` is the wording before the office in the question (派出所 of 派出所所长); with
    ``called`` only who is called by name.
    """
    for person in named_persons(text, start, end):
        titles = text[person.title_start : person.title_end]
        if any(_is_office(title, office, of, text[start:end]) for title in titles.split("、")):
            yield Span(person.title_start, person.end, 0.3)
    if not called:
        yield from _appointed(text, start, end, office)


def _appointed(text: str, start: int, end: int, office: str) -> Iterator[Span]:
    name = r"(?P<name>[^，。；：、]{2,30}?)"
    role = rf"(?<!副){re.escape(office)}" if not office.startswith("副") else re.escape(office)
    for pattern in (
        rf"(?:由|以)(?P<name>[^，。；：]{{2,30}}?)(?:{_HOLDS})[^，。；、任为]{{0,6}}{role}",
        rf"(?:^|[、，])(?![^，。；]*[由以]){name}(?:担任|兼任|任){role}",
        rf"{role}(?:均|都|一律)?(?:由|是|为|系){name}(?:担任|兼任|任|$)",
        rf"(?:聘请|聘任|邀请|选聘|聘用|续聘|吸纳|吸收)(?P<name>[^，。；：]{{2,40}}?)(?:担任|作为|为|任|当)[^，。；任为]{{0,8}}{role}",
        rf"{role}(?:来自|由){name}(?:指派|派出|担任|$)",
    ):
        for match in re.finditer(pattern, text[start:end]):
            a, b = match.span("name")
            if last := re.search(rf".*(?:{_HOLDS})[^，。；]*、", match.group("name")):
                # 由甲任组长、乙任副组长: only the last of them holds it.
                a += last.end()
            yield Span(start + a, start + b, 0.3)


def _is_office(title: str, office: str, of: str, clause: str) -> bool:
    """Return whether a title is the office asked for, and of the body asked for."""
    if not title.endswith(office) or title.endswith(f"副{office}"):
        return False
    before = title[: -len(office)]
    if of and of not in listed("person", "own"):
        return before.endswith(of) or (not before and of in clause)
    return not before or before in listed("person", "own")


def named_persons(text: str, start: int, end: int) -> Iterator[Person]:
    """Yield the persons called by name behind their title (局长徐明辉) or before it (王磊律师)."""
    for match in _titled().finditer(text, start, end):
        begin = match.end()
        size = _name_size(text, begin, end)
        if size:
            yield Person(begin, begin + size, _title_start(text, start, match.start()), begin)
    for match in any_of("person", "behind").finditer(text, start, end):
        if text.startswith(("事务所", "所"), match.end()):
            # 同舟律师|事务所 is a firm.
            continue
        for size in (3, 2):
            begin = match.start() - size
            called = text[begin : match.start()]
            known = any(word.text == called for word in cut(called))
            if begin >= start and _is_surname(called) and not known:
                yield Person(begin, match.start(), match.start(), match.end())
                break


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(alternation(listed("person", "titles")))


def _title_start(text: str, start: int, at: int) -> int:
    """Return where the titles before a name begin: back to a comma or the word that leads them in."""
    begin = at
    for word in reversed(cut(text[start:at])):
        gap = text[start + word.end : begin]
        if word.text in listed("edges", "words") or gap.strip("、"):
            break
        if gap and not text.endswith(listed("person", "titles"), start, start + word.end):
            # 书记林某、主任佟某: the first is somebody else.
            break
        begin = start + word.start
    return begin


def _name_size(text: str, at: int, end: int) -> int:
    """Return how many characters a name at ``at`` has, 0 where none stands there."""
    called = text[at : min(at + 3, end)]
    if len(called) < 2 or not _is_surname(called) or not re.match(r"[一-鿿]{2}", called):
        return 0
    if called[0] == "任" and text.startswith(listed("person", "titles"), at + 1):
        # 镇长任组长 calls nobody by name.
        return 0
    first = next(iter(cut(text[at:end])), None)
    if first is not None and first.text[0] == called[0] and first.text in listed("edges", "words"):
        return 0
    unsure = called[0] in listed("person", "unsure")
    if is_official(called[:2]) or (unsure and first is not None and len(first.text) > 1):
        # 书记包保, 主任谈话: a word that begins like a name.
        return 0
    if len(called) < 3 or not re.match(r"[一-鿿]{3}", called) or called[2] in _NO_THIRD:
        return 2
    return 3 if _begins_word(text, at + 3, end) or not _begins_word(text, at + 2, end) else 2


def _begins_word(text: str, at: int, end: int) -> bool:
    """Return whether a word of two characters or a mark begins at ``at``."""
    if at >= end or not re.match(r"[一-鿿]", text[at]):
        return True
    first = next(iter(cut(text[at:end])), None)
    return first is not None and len(first.text) > 1


def is_called(text: str) -> bool:
    """Return whether ``text`` is the name of a person (王磊, 沈某某), or ends in one (律师王磊)."""
    named = next(iter(named_persons(text, 0, len(text))), None)
    return (_NAME.fullmatch(text) is not None and _is_surname(text)) or named is not None


def _is_surname(called: str) -> bool:
    return called.startswith(listed("person", "surnames"))


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a question names, with the body right before it (办事处 of 办事处主任)."""

    name: str
    of: str = ""


def offices_in(asked: str) -> tuple[Office, ...]:
    """Return the offices that are asked for together (书记和镇长是谁), each once; one or none
    where no others are joined to it."""
    found: list[Office] = []
    end = 0
    for match in any_of("who", "offices").finditer(asked):
        between = asked[end : match.start()]
        joined = _joined().match(between)
        if found and not joined:
            return tuple(found[:1])
        of = joined["of"] if joined else ""
        found.append(Office(match.group(), of))
        end = match.end()
    return tuple(dict.fromkeys(found))


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"{alternation(listed('edges', 'joiners'))}(?P<of>[一-鿿]{{0,6}})$")


def titles_of(text: str, start: int, end: int, name: str) -> Iterator[Span]:
    """Yield what someone called ``name`` is: the titles before the name, the office behind 任."""
    at = text.find(name, start, end)
    if at < 0:
        return
    for person in named_persons(text, start, end):
        if person.start == at and person.title_start != person.title_end:
            yield Span(person.title_start, person.title_end, 0.3)
    behind = re.compile(r"(?:同志)?(?:担任|兼任|任|为)([^，。；、]{2,16})").match(
        text, at + len(name), end
    )
    if behind:
        yield Span(behind.start(1), behind.end(1), 0.3)


def with_person(text: str, span: Span, end: int) -> Span:
    """Return a body with the person of it who is called by name behind it (区法院行政庭庭长|邵某某)."""
    for person in named_persons(text, span.start, end):
        titles = text[span.end : person.start]
        if person.title_start <= span.start < span.end <= person.start == person.title_end and (
            not re.search(r"[，、和及]", titles)
        ):
            return Span(span.start, person.end, span.bonus)
    return span


def with_name(text: str, span: Span, end: int) -> Span:
    """Return a span that ends in a title with the name right behind it, one that ends in a body
    with the office right behind it (党工委|书记)."""
    for person in named_persons(text, span.start, end):
        if person.title_end == span.end and person.start == span.end:
            return Span(span.start, person.end, span.bonus)
    office = next((o for o in listed("who", "offices") if text.startswith(o, span.end, end)), "")
    return Span(span.start, span.end + len(office), span.bonus)
