"""Numbers of headings and of 一是、二是 that skip one, come twice, or lack a first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.audit_records import Finding
from retrieval.auditing.page import Page
from retrieval.auditing.wording import tell
from retrieval.index.evidence import quote_line
from retrieval.language.fold import fold
from retrieval.language.numerals import parse_numeral
from retrieval.reading.leftovers import cut_leftovers
from retrieval.records import PAGE_AROUND, Evidence

_CN = "一二三四五六七八九十"
# Marks at the beginning of a line; one style is one series.
_HEADINGS = (
    ("{}、", re.compile(rf"\s*([{_CN}]{{1,3}})\s*[、.．]")),
    ("（{}）", re.compile(rf"\s*[（(]\s*([{_CN}]{{1,3}})\s*[）)]")),
    ("{}.", re.compile(r"\s*(\d{1,2})\s*[、．.]")),
    ("（{}）", re.compile(r"\s*[（(]\s*(\d{1,2})\s*[）)]")),
    ("第{}部分", re.compile(rf"\s*第([{_CN}]{{1,3}})(?:部分|章)")),
)
_ITEM = re.compile(rf"(?:^|[。；;：:，,！!\s])\s*((?:第)?([{_CN}]{{1,2}})(是|要))")
# 首先…其次…三是: the first ones are told in words.
_IN_WORDS = re.compile(r"(?:^|[。；;：:，,！!\s])\s*(首先|其次)")
_FIRST_IN_WORDS = {"首先": 1, "其次": 2}
_LONGEST = 60
_STOP = re.compile(r"[。；;]")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number in a report: its line, where it begins there, and what it looks like."""

    line: int
    start: int
    number: int
    text: str
    first: str


@dataclass(slots=True)
class _Series:
    """One style of numbers that is being counted: the last one met."""

    style: int
    last: _Mark


def numeral_value(text: str) -> int | None:
    """Return what a numeral of a mark counts."""
    value = parse_numeral(text)
    return int(value) if value is not None else None


def find_gaps(page: Page) -> Iterator[Finding]:
    """Yield numbers that do not follow the one before them."""
    open_series: list[_Series] = []
    closed: dict[int, int] = {}
    items: dict[str, list[_Mark]] = {}
    in_words = 0
    for number, line in enumerate(page.report.lines, start=1):
        if _is_outside(page, number):
            continue
        text = fold(_visible(line))
        heading = _heading_of(text, number)
        if heading is not None and _is_mark(text, heading, open_series):
            style, mark = heading
            items.clear()
            in_words = 0
            yield from _follow(page, open_series, closed, style, mark)
        in_words = max((_FIRST_IN_WORDS[m[1]] for m in _IN_WORDS.finditer(text)), default=in_words)
        for match in _ITEM.finditer(text):
            value = numeral_value(match[2])
            if value == in_words + 1 > 1 and not items.get(match[3]):
                said = _Mark(number, match.start(1), in_words, match[1], f"一{match[3]}")
                items.setdefault(match[3], []).append(said)
            if value is not None:
                mark = _Mark(number, match.start(1), value, match[1], f"一{match[3]}")
                yield from _follow_item(page, items.setdefault(match[3], []), mark)


def _visible(line: str) -> str:
    """Return a line with what a converter left behind in it blanked, as long as before."""
    shown = [" "] * len(line)
    for piece in cut_leftovers(line, 0, 0, len(line)):
        shown[piece.start : piece.end] = line[piece.start : piece.end]
    return "".join(shown)


def _is_outside(page: Page, line: int) -> bool:
    return any(
        section.path[:1] == (PAGE_AROUND,) and section.first_line <= line <= section.last_line
        for section in page.parsed.sections
    )


def _heading_of(text: str, line: int) -> tuple[int, _Mark] | None:
    if "\t" in text or "|" in text:
        return None
    for style, (shape, pattern) in enumerate(_HEADINGS):
        match = pattern.match(text)
        if match is not None and (value := numeral_value(match[1])) is not None:
            start = len(text) - len(text.lstrip())
            first = shape.format("1" if match[1].isdigit() else "一")
            return style, _Mark(line, start, value, match.group().strip(), first)
    return None


def _is_mark(text: str, heading: tuple[int, _Mark], series: Sequence[_Series]) -> bool:
    """Return whether a line's number is a mark: 5.12345热线 is where 4. came before, 12.4 not."""
    style, mark = heading
    if not re.match(r"\d+\.\d", text[mark.start :]):
        return True
    return any(one.style == style and one.last.number == mark.number - 1 for one in series)


def _follow(
    page: Page, series: list[_Series], closed: dict[int, int], style: int, mark: _Mark
) -> Iterator[Finding]:
    """Hold a heading's number against the one before of its style, under the same heading.

    ``closed`` keeps where each style ended under the headings before: some reports number on.
    """
    at = next((i for i, one in enumerate(series) if one.style == style), None)
    if at is None:
        series.append(_Series(style, mark))
        # Digits may number anything; 二、 without 一、 before it is a heading that is lost.
        goes_on = mark.number in {1, closed.get(style, 0) + 1}
        if not goes_on and not mark.first[0].isdigit() and "1" not in mark.first:
            yield _headless(page, mark)
        return
    last = series[at].last
    closed.update((one.style, one.last.number) for one in series[at + 1 :])
    del series[at + 1 :]
    series[at].last = mark
    if mark.number == last.number + 1 or mark.number == 1:
        return
    if mark.number > last.number + 1:
        yield _gap(page, "skipped", last, mark)
    elif mark.number == last.number:
        yield _gap(page, "repeated", last, mark)


def _follow_item(page: Page, counters: list[_Mark], mark: _Mark) -> Iterator[Finding]:
    """Hold 二是 against what is open: the list goes on, one around it does, or one begins."""
    if mark.number == 1:
        counters.append(mark)
        return
    for depth in range(len(counters) - 1, -1, -1):
        if counters[depth].number == mark.number - 1:
            del counters[depth + 1 :]
            counters[depth] = mark
            return
    if not counters:
        yield _headless(page, mark)
    elif mark.number > counters[-1].number + 1:
        yield _gap(page, "skipped", counters[-1], mark)
    elif mark.number == counters[-1].number:
        yield _gap(page, "repeated", counters[-1], mark)
    counters[:] = [mark]


def _headless(page: Page, mark: _Mark) -> Finding:
    return Finding(
        "numbering",
        page.report.id,
        tell("headless", after=mark.text, first=mark.first),
        (_quote(page, mark),),
    )


def _gap(page: Page, key: str, before: _Mark, after: _Mark) -> Finding:
    slots = {"before": before.text, "after": after.text}
    message = tell("skipped", **slots) if key == "skipped" else tell("repeated", **slots)
    return Finding(
        "numbering", page.report.id, message, (_quote(page, before), _quote(page, after))
    )


def _quote(page: Page, mark: _Mark) -> Evidence:
    """Return a mark with what it numbers, as far as the next stop, the mark highlighted."""
    line = page.report.lines[mark.line - 1]
    stop = _STOP.search(line, mark.start)
    end = min(stop.end() if stop else len(line), mark.start + _LONGEST)
    section = page.section_of(mark.line)
    return quote_line(
        page.parsed,
        section,
        mark.line,
        mark.start,
        end,
        ((0, min(len(mark.text), end - mark.start)),),
    )
