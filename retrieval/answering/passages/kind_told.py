"""Whether sentences hold anything of the kind that a question asks for: a person where it asks who, a
day where it asks when, a reason where it asks why. What lacks it is no answer, whatever it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from retrieval.answering.asking.question import Question
from retrieval.answering.lists.enumerations import find_enumerations
from retrieval.answering.passages.asked_kind import AskedKind
from retrieval.answering.texts import span_quotes, spans
from retrieval.answering.texts.answer_types import any_of, listed, type_of
from retrieval.answering.texts.faults import fault_asked
from retrieval.answering.texts.span_partners import partners
from retrieval.answering.texts.span_people import holders, named_persons
from retrieval.answering.texts.span_reasons import flaws, reasons
from retrieval.answering.texts.span_times import durations, frequencies, hours, times
from retrieval.answering.texts.span_told import sorts, stages
from retrieval.answering.texts.spans import QUOTED, TITLE, Span
from retrieval.answering.texts.text_persons import is_of_kind
from retrieval.figures.clauses import split_clauses
from retrieval.language.wording import alternation

_COUNT = r"(?:\d+|[一两二三四五六七八九十百]+)(?:多|余)?"
_COUNTED = re.compile(rf"{_COUNT}[个家名位所次支处项件起条份场期部座人户]")
# 由老艺人领唱: whoever did it, however called; 由13件降至… tells of no one.
_DOER = re.compile(r"由(?!此|于|去年|上年|年初|原|第)(?P<it>[^，。；：、\d]{3,})")
_WITH_WHOM = re.compile(r"[跟和与同]谁")
_JOINTLY = re.compile("一起|一块|一同|联合|共同|合作|携手|配合")
_PARTNER = re.compile(r"(?:与|联合|会同)(?P<it>[^，。；、：\d]{2,})")
_DENIALS = "未不没无"
# So near a quoted name has its noun behind it.
_BESIDE = 8
_SHORTEST_NAME = 2
_LONG_HEAD = 4


def tells_kind(kind: AskedKind, question: Question, text: str) -> bool:
    """Return whether the folded ``text`` holds something of the kind that is asked for."""
    asked = question.folded
    match kind.kind:
        case "why":
            return any(_reasons(text, asked)) or _tells_flaw(text, asked)
        case "when":
            if any_of("asking", "clock").search(asked):
                return any(True for _ in hours(text, 0, len(text)))
            return any(span.bonus > -0.5 for span in times(text, 0, len(text)))
        case "often":
            return any(
                True for _ in (*frequencies(text, 0, len(text)), *durations(text, 0, len(text)))
            )
        case "where":
            return any(_places(text, asked))
        case "chief":
            return _holds(text, listed("who", "chief_titles"))
        case "person" if kind.head:
            return _holds(text, (kind.head,))
        case "person":
            return any(True for _ in named_persons(text, 0, len(text)))
        case "who":
            return any(_people(text, asked, kind.head))
        case "called":
            return any(_called(text, asked, kind.head))
        case "name":
            return any(_names(text, asked, kind.head))
        case "several":
            return _enumerates(text, asked, kind)
        case "sort":
            return any(_cases(text, asked)) or any(True for _ in sorts(text, 0, len(text)))
        case "stage":
            return any(True for _ in stages(text, 0, len(text)))
        case "result":
            return _tells_outcome(text, asked)
    return True


def _reasons(text: str, asked: str) -> Iterator[bool]:
    """Yield for each reason or purpose that the text tells."""
    for clause in split_clauses(text):
        yield from (True for _ in reasons(text, clause.start, clause.end, asked))
        yield from (True for _ in flaws(text, clause.start, clause.end, ()))
    if "原因" in text:
        yield True
    yield from (True for _ in _aims().finditer(text))
    yield from (True for _ in any_of("why", "led").finditer(text))


def _cases(text: str, asked: str) -> Iterator[bool]:
    """Yield for each sort of cases that the text names whether it says more than the question."""
    words = [word.text for word in spans.cut(asked) if len(word.text) > 1]
    ends = [
        end for end in listed("sort", "about") if end not in listed("told", "loose") or end in asked
    ]
    for span in spans.names_ending(text, 0, len(text), ends):
        told = text[span.start : span.end]
        yield _is_own(told, asked, text, span) and not any(word in told for word in words)


def _tells_flaw(text: str, asked: str) -> bool:
    """Return whether it is asked where the fault lies (难在哪里), and the text tells one that the
    question does not."""
    return fault_asked().search(asked) is not None and any(
        match.group() not in asked for match in any_of("why", "flaws").finditer(text)
    )


@cache
def _aims() -> re.Pattern[str]:
    """Return a pattern for a clause that tells to what end the next was done (为提升水平，开展…)."""
    return re.compile(
        rf"(?:^|[，,；;。：:])(?:{alternation(listed('why', 'aims'))})[^，,；;。]{{4,}}[，,]"
    )


def _places(text: str, asked: str) -> Iterator[bool]:
    things = [word.text for word in spans.cut(asked) if len(word.text) > 1]
    for clause in split_clauses(text):
        for span in spans.places_in(text, clause.start, clause.end, asked, things):
            yield span.bonus > 0 and text[span.start : span.end] not in asked


def _holds(text: str, offices: Iterable[str]) -> bool:
    """Return whether somebody called by name holds one of the offices."""
    return any(True for office in offices for _ in holders(text, 0, len(text), office, called=True))


def _people(text: str, asked: str, head: str) -> Iterator[bool]:
    """Yield for each person or body of the text whether it may be who is asked for."""
    if _WITH_WHOM.search(asked):
        jointly = _JOINTLY.search(asked) is not None
        yield from (not jointly and m["it"] not in asked for m in _PARTNER.finditer(text))
        for clause in split_clauses(text):
            yield from (True for _ in partners(text, clause.start, clause.end))
        return
    yield from (True for _ in named_persons(text, 0, len(text)))
    yield from (match["it"] not in asked for match in _DOER.finditer(text))
    rows = (row.split() for row in listed("who", "body_kinds"))
    ends = next((tuple(ends) for noun, *ends in rows if noun == head), listed("who", "ends"))
    for span in spans.names_ending(text, 0, len(text), ends):
        told = text[span.start : span.end]
        named = not told.endswith(listed("told", "classes")) and is_of_kind(head, told)
        yield named and _is_own(told, asked, text, span)


def _called(text: str, asked: str, head: str) -> Iterator[bool]:
    """Yield for each name in marks whether it stands beside the noun that is asked for its name."""
    tail = head[-2:]
    for match in _marked(text):
        inner = match.group()[1:-1]
        behind = text[match.end() : match.end() + _BESIDE + len(tail)]
        before = text[max(0, match.start() - _BESIDE) : match.start()]
        beside = not tail or tail in behind or tail in before or inner.endswith(tail)
        yield beside and inner not in asked
    if not tail:
        yield from (True for _ in named_persons(text, 0, len(text)))


def _names(text: str, asked: str, head: str) -> Iterator[bool]:
    """Yield for each name of the text whether it may be one of what ``head`` asks for."""
    kind = type_of(head)
    if kind is not None and kind.document:
        for span in span_quotes.titles(text, 0, len(text), kind.ends):
            yield text[span.start : span.end] not in asked
        return
    if kind is not None:
        yield from _of_type(text, asked, (*kind.ends, head))
        return
    if head in listed("quoted", "loose") or not head:
        yield from (match.group()[1:-1] not in asked for match in _marked(text))
    if not head:
        yield from _people(text, asked, "单位")
        yield from _of_type(text, asked, ("村", "社区", *listed("told", "places")))
        return
    # 靠什么减少重复检查: what was done by it stands there itself.
    yield len(head) >= _LONG_HEAD and len(spans.cut(head)) > 1 and head in text
    yield from _called(text, asked, head)
    yield from (m["it"] not in asked for m in _described(head).finditer(text))
    if head.endswith(listed("told", "cases")):
        yield from _cases(text, asked)
        yield from _of_type(text, asked, ("案", "项目"))
    else:
        yield from _of_type(text, asked, (head,))


@lru_cache(maxsize=256)
def _described(head: str) -> re.Pattern[str]:
    return re.compile(rf"(?:将|把|对|即|为|是)(?P<it>[^，。；、：\d]{{4,}}?{re.escape(head)})")


def _marked(text: str) -> list[re.Match[str]]:
    return [*QUOTED.finditer(text), *TITLE.finditer(text)]


def _of_type(text: str, asked: str, ends: Sequence[str]) -> Iterator[bool]:
    for match in QUOTED.finditer(text):
        behind = text[match.end() : match.end() + _BESIDE]
        named = any(end in behind or match.group(1).endswith(end) for end in ends)
        yield named and match.group(1) not in asked
    for span in spans.names_ending(text, 0, len(text), ends):
        yield _is_own(text[span.start : span.end], asked, text, span, ends)


def _is_own(told: str, asked: str, text: str, span: Span, ends: Iterable[str] = ()) -> bool:
    """Return whether a name says which: it is not counted, not general, and not the question's own."""
    if _COUNTED.match(told) or _COUNTED.match(text, span.end):
        return False
    if told.startswith(listed("told", "vague")):
        return False
    if told[0] in _DENIALS or told in asked or told in listed("edges", "generic") or told in ends:
        return False
    bare = _general().sub("", told)
    return len(bare) >= _SHORTEST_NAME and bare not in asked and bare not in ends


@cache
def _general() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternation(listed('told', 'general'))})+")


def _enumerates(text: str, asked: str, kind: AskedKind) -> bool:
    """Return whether the text names several, and not only how many there are."""
    head = kind.head
    ends = _ends_of(head)
    if ends:
        return sum(_of_type(text, asked, ends)) > 1 or any(
            len(items) > 1 and items[-1].endswith(ends) and not any(map(_COUNTED.search, items))
            for items in _items(text)
        )
    named = type_of(head)
    own = [match for match in _marked(text) if match.group()[1:-1] not in asked]
    if len(own) > 1 and (kind.count is None or len(own) == kind.count):
        return True
    for items in _items(text):
        if kind.count is not None and len(items) != kind.count:
            continue
        if named is not None and named.document:
            continue
        if not all(_COUNTED.search(item) and not _QUALIFIED.match(item) for item in items):
            return True
    return _ORDERED.search(text) is not None


def _ends_of(head: str) -> tuple[str, ...]:
    """Return how names end of what a noun asks several of, none where they may be called anything."""
    if head in listed("places", "heads") and head != "地方":
        return listed("told", "places")
    if head in listed("who", "bodies"):
        return listed("who", "ends")
    kind = type_of(head)
    return kind.ends if kind is not None and not kind.document else ()


def _items(text: str) -> Iterator[tuple[str, ...]]:
    for found in find_enumerations(text):
        yield tuple(text[a:b] for a, b in found.items)


_QUALIFIED = re.compile(rf"^[^\d]{{2,}}{_COUNT}")
_ORDERED = re.compile(r"[一二]是|[（(][一二1]")


def _tells_outcome(text: str, asked: str) -> bool:
    words = (*any_of("result", "words").finditer(text), *any_of("told", "outcomes").finditer(text))
    for match in words:
        if match.group() not in asked and text[match.start() - 1 : match.start()] not in _DENIALS:
            return True
    return False
