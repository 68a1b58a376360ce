"""Cutting a name, a body, a place … out of a clause: spans of the folded sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.answering.texts.answer_types import any_of, listed
from retrieval.language.offices import find_office_words
from retrieval.language.terms import find_terms
from retrieval.language.tokens import Word, words
from retrieval.language.wording import alternation

QUOTED = re.compile(r"[“「]([^”」]{1,40})[”」]")
TITLE = re.compile(r"《[^》]{1,60}》")
_GOES_ON = re.compile(r"(?:、[^，。；、等]{2,10}){1,6}")
# Behind a body's short name this makes it the number of a document (沧法办〔2021〕37号).
_YEAR_OF_ISSUE = re.compile(r"[〔\[【(（][12]\d{3}[〕\]】)）]")
_COUNTED = re.compile(
    r"^(?:\d+|[一二两三四五六七八九十百]+)(?:多|余)?(?:[个家名位所次支处项]|人(?!民|大))"
)

# What a handing over names to the end of its clause is no longer than this.
_LONG_NAME = 20


@dataclass(frozen=True, slots=True)
class Span:
    """``[start, end)`` of a folded sentence; ``bonus`` for how well its surroundings fit."""

    start: int
    end: int
    bonus: float = 0.0


@lru_cache(maxsize=8_192)
def cut(text: str) -> tuple[Word, ...]:
    """Return the words of ``text``; clauses are cut again and again, so they are kept."""
    return words(text)


def names_ending(
    text: str, start: int, end: int, ends: Sequence[str], *, many: bool = False
) -> Iterator[Span]:
    """Yield the names within ``[start, end)`` that end with one of ``ends``, the longest of
    those that overlap. With ``many`` a list joined by 、 or 和 is one span."""
    found: list[Span] = []
    for _, at in _endings(text[start:end], ends):
        begin = name_start(text, start, start + at, many)
        # A list of tasks is named once, at its end (法律宣传和人民调解等工作); persons each.
        begin = _first_named(text, begin, start + at, ends) if many and len(ends) > 1 else begin
        if start + at - begin > 1:
            found.append(Span(begin, start + at))
    for one in found:
        if not any(one is not o and o.start <= one.start and one.end <= o.end for o in found):
            yield one


def _first_named(text: str, start: int, stop: int, ends: Sequence[str]) -> int:
    """Return where the first item of a list begins from which on all are named by ``ends``."""
    begin = position = start
    offices = _offices(text, start, stop)
    for joint in any_of("edges", "joiners").finditer(text, start, stop):
        if any(a < joint.start() and joint.end() < b for a, b in offices):
            # 发展和改革局 is one.
            continue
        if not text[position : joint.start()].endswith(tuple(ends)):
            begin = joint.end()
        position = joint.end()
    return begin


def name_start(text: str, start: int, stop: int, many: bool) -> int:
    """Return where a name that ends at ``stop`` begins: at a verb, a preposition, a mark."""
    quote = _open_quote(text, start, stop)
    if quote is not None:
        return quote
    edges, joiners = listed("edges", "words"), listed("edges", "joiners")
    position = stop
    for word in reversed(cut(text[start:stop])):
        a, b = start + word.start, start + word.end
        if b > position:
            # Inside a quoted name that was taken whole.
            continue
        gap = text[b:position]
        if closing := re.search(r"[”」》)）]", gap):
            opening = max(text.rfind(mark, start, b) for mark in "“「《(（")
            if opening < 0 or gap.replace(closing.group(), "").strip("+·"):
                return position
            position = opening
            continue
        if gap.strip("+·") and not (many and gap in joiners):
            return position
        if (
            _is_edge(word.text, edges)
            and not (many and word.text in joiners)
            and not _is_inside_name(text, start, stop, a, b)
        ):
            return position
        position = a
    return position


def _is_edge(word: str, edges: tuple[str, ...]) -> bool:
    """Return whether a word, or two of which it is made (认真落实), ends a name."""
    return word in edges or (len(word) == 4 and word[:2] in edges and word[2:] in edges)


def _is_inside_name(text: str, start: int, stop: int, a: int, b: int) -> bool:
    """Return whether an edge word belongs to a name all the same: 依法治街, 邀请向道…, 发展改革局."""
    if any(text.startswith(kept, a) for kept in listed("edges", "kept")):
        return True
    if b - a == 1 and text[start:a].endswith(listed("edges", "openers")):
        return True
    return any(first <= a and b <= last for first, last in _offices(text, start, stop))


def _offices(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return where the names of offices stand within ``[start, stop)``."""
    return [(start + a, start + b) for a, b in find_office_words(text[start:stop])]


def _open_quote(text: str, start: int, stop: int) -> int | None:
    """Return where the quoted name begins in whose middle or at whose end ``stop`` lies."""
    for match in QUOTED.finditer(text, start):
        if match.start() < stop <= match.end(1):
            return match.start(1)
    return None


def trimmed(text: str, start: int, end: int, bonus: float) -> Span:
    """Return ``[start, end)`` without marks and joining words at its ends."""
    while start < end and text[start] in " ，,：:是为、因":
        start += 1
    while end > start and text[end - 1] in " ，,。；;的":
        end -= 1
    return Span(start, end, bonus)


def behind(
    text: str, start: int, end: int, cues: Iterable[str], deeds: Sequence[str]
) -> Iterator[Span]:
    """Yield the persons and bodies right behind a preposition (由…, 被…, 与…); what they do
    (``deeds``) had better follow."""
    for match in _pattern(tuple(cues)).finditer(text[start:end]):
        begin = start + match.end()
        stop = phrase_end(text, begin, end)
        if len(match.group()) > 1 and end - begin <= _LONG_NAME:
            # 移交县矛盾纠纷调处化解中心: whoever got it stands there to the end of the clause.
            whole = text[begin:end].endswith(tuple(e for e in listed("who", "ends") if len(e) > 1))
            stop = end if whole else stop
        cut = _last_end(text[begin:stop], listed("who", "ends"))
        if cut:
            if more := _GOES_ON.match(text, begin + cut, stop):
                # 政协委员、新闻工作者: the list goes on, whatever its last is called.
                cut = more.end() - begin
            begin, cut = (begin + 1, cut - 1) if text[begin] == "的" else (begin, cut)
            tail = any_of("who", "tails").match(text, begin + cut, end)
            fits = any(deed in text[begin + cut : end] for deed in deeds)
            yield Span(
                begin, begin + cut + (len(tail.group()) if tail else 0), 0.15 if fits else 0.11
            )


def behind_word(text: str, start: int, end: int, leads: Sequence[str]) -> Iterator[Span]:
    """Yield what stands behind the first of ``leads``, to the end of the clause."""
    match = _pattern(tuple(leads)).search(text, start, end)
    if match and end - match.end() > 1 and text[match.end()] not in "不未差":
        yield trimmed(text, match.end(), end, 0.12)


def _last_end(text: str, ends: Sequence[str]) -> int:
    """Return where the last of ``ends`` ends in ``text``, 0 where there is none."""
    return max((end for _, end in _endings(text, ends)), default=0)


@lru_cache(maxsize=512)
def _pattern(ends: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternation(ends))


def _endings(text: str, ends: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where ``ends`` stand in ``text``; a single character only where a word ends too, and
    none in the middle of a longer word or of a title in 《》."""
    matches = list(_pattern(tuple(ends)).finditer(text))
    if not matches:
        return
    edges = {word.end for word in cut(text)} if any(len(m.group()) == 1 for m in matches) else set()
    taken = [m.span() for m in any_of("edges", "not_ends").finditer(text)]
    taken += [m.span() for m in TITLE.finditer(text)]
    for match in matches:
        inside = any(a <= match.start() and match.end() < b for a, b in taken)
        inside = inside or _YEAR_OF_ISSUE.match(text, match.end()) is not None
        if not inside and (match.end() - match.start() > 1 or match.end() in edges):
            yield match.span()


def phrase_end(text: str, start: int, end: int) -> int:
    """Return where the words that make up a name or a list of names end."""
    position = start
    for word in cut(text[start:end]):
        a, b = start + word.start, start + word.end
        gap = text[position:a].strip()
        if gap and gap not in listed("edges", "joiners"):
            return position
        if (
            word.text in listed("edges", "words")
            and word.text not in listed("edges", "joiners")
            and not _is_inside_name(text, start, end, a, b)
        ):
            return position
        position = b
    return position


def places_in(text: str, start: int, end: int, asked: str, things: Sequence[str]) -> Iterator[Span]:
    """Yield the places of a clause: behind 在 or 设在, or, less surely, by their ending. What
    the question asks the place of (the 调解站 itself) is none. ``things`` of the question must
    stand in the clause too, unless the place is all that the clause is about."""
    quoted = [m.span(1) for m in QUOTED.finditer(text)]
    for span in _places_in(text, start, end, asked, things):
        # 围绕“老城更新、小区善治”: what is cut out of a name in marks is no place.
        if not any(a <= span.start < span.end < b or a < span.start < b for a, b in quoted):
            yield span


def _places_in(
    text: str, start: int, end: int, asked: str, things: Sequence[str]
) -> Iterator[Span]:
    ends = tuple(e for e in listed("where", "ends") if e not in asked)
    for match in any_of("where", "surely").finditer(text, start, end):
        stop = phrase_end(text, match.end(), end)
        if stop - match.end() > 1:
            yield Span(match.end(), stop, 0.12)
    for match in _placing().finditer(text, start, end):
        # 在乡政府驻地打造法治长廊, 听证会在社区礼堂举行: whatever the place is called.
        around = text[start : match.start()] + text[match.end() : end]
        if any(thing in around for thing in things):
            yield Span(match.start("it"), match.end("it"), 0.16)
    for match in any_of("where", "leads").finditer(text, start, end):
        stop = phrase_end(text, match.end(), end)
        if cut := _last_end(text[match.end() : stop], ends):
            stop = match.end() + cut
            around = text[start : match.start()] + text[stop:end]
            if any(thing in around for thing in things) or not text[stop:end].strip():
                yield Span(match.end(), stop, 0.12)
    for span in names_ending(text, start, end, [e for e in ends if len(e) > 1 or e == "村"]):
        listed_with_others = "、" in (
            text[span.start - 1 : span.start],
            text[span.end : span.end + 1],
        )
        if not listed_with_others and text[span.start : span.end] not in ends:
            yield Span(span.start, span.end, -0.15)


@cache
def _placing() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![存正现所])在(?P<it>[^，。；：]{{2,24}}?){alternation(listed('where', 'placing'))}"
    )


def framed(text: str, start: int, end: int, left: str, right: str) -> Iterator[Span]:
    """Yield what stands between the question's own neighbouring words (以 | 为主题)."""
    for size in (4, 3, 2, 1):
        lead = left[-size:]
        if len(lead) < size or (size == 1 and lead not in "以在对从按由请"):
            continue
        tail = "[“「]?".join(map(re.escape, right[:2])) if right else "$"
        inside = "(?<![正现存所实])" if lead == "在" else ""
        match = re.search(
            rf"{inside}{re.escape(lead)}(?P<it>[^，。；：]{{1,40}}?)(?:(?P<tail>{tail})|$)",
            text[start:end],
        )
        if match:
            bonus = 0.2 if not right or match.group("tail") else 0.1
            a, b = start + match.start("it"), start + match.end("it")
            # 主要投诉什么: what stands behind the noun 投诉 (按时办结率, 之首) was not complained of.
            is_noun = not right and any(t.kind == "thing" for t in find_terms(lead))
            if _on_edges(text, a, b) and not is_noun:
                yield Span(a, b, bonus)
            return


def _on_edges(text: str, start: int, end: int) -> bool:
    """Return whether ``[start, end)`` is cut out of no longer words (事务 of 律师事务所)."""
    return not any(w.start < start < w.end or w.start < end < w.end for w in cut(text))


def without_count(text: str) -> str:
    """Return ``text`` without a number at its beginning (3个 of 3个律师所)."""
    return _COUNTED.sub("", text)
