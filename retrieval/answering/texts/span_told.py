"""What a clause tells of what the question only hints at: of which sort cases are, what is left of
a number, who got an honour, how far a matter has come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.answering.texts.accounting import speaks_of
from retrieval.answering.texts.answer_types import any_of, listed
from retrieval.answering.texts.span_people import named_persons
from retrieval.answering.texts.spans import Span, cut, names_ending, phrase_end, trimmed
from retrieval.language.terms import DENIED, Term
from retrieval.language.wording import alternation

# No longer than this, a sentence is told to its end.
_NEAR = 60
# How long the words may be that tell in what way a thing was done.
_SHORTEST, _LONGEST_WAY = 2, 24
_STOPS_WAY, _STOPS_BARE_WAY = re.compile(r"[，,。；;：:]"), re.compile(r"[，,。；;：:、的]")
_VERB = re.compile(r"[一-鿿]{2}")
_STOP = re.compile(r"[。；;]|$")
# How it came to it, at the end of who got it; 另有3个村 names nobody.
_ADVERB = re.compile(r"(?:成功|顺利|先后|再次|再度|连续|一举|已|又|也|均|还|再)+$")
_COUNTED = re.compile(r"^(?:另|还|共|已)?有?(?:\d+|[一二两三四五六七八九十]+)[个家名所位]")
_FIGURE = re.compile(
    r"^[\d一二两三四五六七八九十百千万]+(?:[余多])?(?:件|起|宗|个|人|名|次|项|条|户|家)?$"
)


def sorts(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield of which sort the cases of the clause before are (均为土地确权纠纷)."""
    for match in any_of("sort", "leads").finditer(text, start, end):
        stop = any_of("sort", "closings").search(text, match.end() + 1, end)
        span = trimmed(text, match.end(), stop.start() if stop else end, 0.25)
        told = text[span.start : span.end]
        if len(told) > 1 and not _FIGURE.match(told) and told not in listed("sort", "outcomes"):
            yield span


def called_by(text: str, start: int, end: int, asked: str) -> Iterator[Span]:
    """Yield what the cases of a clause are called, where they are asked for by their last word (是什么
    纠纷: 草场界线|纠纷) and the clause names no more than one."""
    noun = next(
        (
            noun
            for noun in listed("sort", "nouns")
            if re.search(rf"{noun}[呢啊的了]?[?？。]*$", asked)
        ),
        "",
    )
    found = list(names_ending(text, start, end, (noun,))) if noun else []
    named = [s for s in found if s.end - s.start > len(noun) + 1]
    if len(found) == 1 and named:
        yield Span(named[0].start, named[0].end, 0.1)


def crimes(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the crime that a clause names (涉嫌|拒不支付劳动报酬犯罪, 以|非法采矿罪|定罪)."""
    for match in _crime().finditer(text, start, end):
        yield Span(match.start("it"), match.end("it"), 0.16)


@cache
def _crime() -> re.Pattern[str]:
    leads, ends = (alternation(listed("crime", key)) for key in ("leads", "ends"))
    return re.compile(rf"{leads}(?P<it>[^，。；：]{{2,18}}?{ends})")


def is_beside(text: str, start: int, end: int, terms: Sequence[Term]) -> bool:
    """Return whether the sentence names all of ``terms``, and the clause or the one before it one of
    them: what is said of the cases of another clause is no answer."""
    clauses = re.split(r"[，,；;。：:]", text[:start].rstrip("，,；;。：: "))
    near = f"{clauses[-1]}，{text[start:end]}"
    return names_all(text, terms) and any(speaks_of(near, term) for term in terms)


def names_all(text: str, terms: Sequence[Term]) -> bool:
    """Return whether a sentence names all of ``terms``, denials aside."""
    return all(_is_named(text, term) for term in terms if not term.key.startswith(DENIED))


def _is_named(text: str, term: Term) -> bool:
    """Return whether a sentence names a term, whole or, as a compound, part by part (审计|问题)."""
    parts = [word.text for word in cut(term.text)]
    apart = len(parts) > 1 and min(map(len, parts)) > 1
    return speaks_of(text, term) or (apart and all(part in text for part in parts))


def disputes(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what cases are about where the clause calls them by it (均为土地确权纠纷)."""
    for span in sorts(text, start, end):
        if text[span.start : span.end].endswith(listed("sort", "about")):
            yield Span(span.start, span.end, 0.1)


def leftovers(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what a clause tells of the rest (其余1条关于…的意见，因…), to the end of a short sentence;
    of what was left undone the clause alone."""
    closing = _STOP.search(text, end)
    stop = closing.start() if closing else end
    if match := _rest().search(text, start, end):
        yield trimmed(text, match.start(), stop if stop - match.start() <= _NEAR else end, 0.2)
    elif any_of("why", "undone").search(text, start, end):
        yield Span(start, end, 0.1)


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation(listed('left', 'leads'))}(?=的|[\d一二两三四五六七八九十]|[“「])"
    )


def asks_left(asked: str) -> bool:
    """Return whether a folded question asks what is left of a number (剩下的是哪个)."""
    return any_of("left", "asks").search(asked) is not None


def winners(text: str, start: int, end: int, honour: Sequence[str]) -> Iterator[Span]:
    """Yield who got what ``honour`` names (石栏村调委会主任牟某某被省司法厅表彰为…): the clause's
    beginning, up to the verb that gives it. ``honour`` are wordings that stand behind that verb."""
    for match in any_of("quoted", "given").finditer(text, start, end):
        if not any(word in text[match.end() : end] for word in honour):
            continue
        giver = text.find("被", start, match.start())
        lead = text[start : giver if giver >= 0 else match.start()].strip("，, ")
        if not lead:
            # 调解员杨某主持调解92件，被评为…: who did what the clause before tells.
            yield from _subject_before(text, start)
            return
        span = trimmed(text, start, giver if giver > start else match.start(), 0.3)
        end = span.start + len(_ADVERB.sub("", text[span.start : span.end]))
        span = Span(_behind_lead(text, span.start, end), end, span.bonus)
        if span.end - span.start > 1 and not _COUNTED.search(text[span.start : span.end]):
            yield span
        return


def _subject_before(text: str, start: int) -> Iterator[Span]:
    """Yield who the clauses before ``start`` are about: the person named there, or what they begin with."""
    first = max((m.end() for m in re.finditer(r"[。；;：:]", text[:start])), default=0)
    first = _behind_lead(text, first, start)
    person = next(iter(named_persons(text, first, start)), None)
    if person is not None:
        yield Span(min(first, person.title_start), max(person.end, person.title_end), 0.3)
        return
    stop = phrase_end(text, first, start)
    if stop - first > 2:
        yield Span(first, stop, 0.3)


def _behind_lead(text: str, start: int, end: int) -> int:
    """Return where the name begins behind what only lays it out (其中, 一是)."""
    lead = re.match(
        r"(?:其中|同时|目前|今年|全年|年内|[一二三四五六七八九十]是|[（(][^）)]*[）)])+",
        text[start:end],
    )
    return start + lead.end() if lead else start


def stages(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield how far a matter has come (目前正处于验收阶段)."""
    for match in any_of("stage", "leads").finditer(text, start, end):
        yield trimmed(text, match.start(), end, 0.15)
        return


def in_what_way(text: str, start: int, end: int, deed: str) -> list[Span]:
    """Return in what way the ``deed``, which the question names behind the asking word, was done in a
    clause (通过|购买服务|聘请, 以|讲座、展板|的方式宣传), none where the clause does not say."""
    verb = _VERB.match(deed)
    for led in any_of("ways", "leads").finditer(text, start, end) if verb else ():
        assert verb is not None
        tail = any_of("ways", "tails").search(text, led.end(), end)
        named = tail is not None and verb.group() in text[tail.end() : end]
        at = tail.start() if tail and named else text.find(verb.group(), led.end(), end)
        way = text[led.end() : max(at, led.end())]
        stops = _STOPS_WAY if named else _STOPS_BARE_WAY
        if _SHORTEST <= len(way) <= _LONGEST_WAY and not stops.search(way):
            return [Span(led.end(), at, 0.2)]
    return []
