"""Where a paragraph turns to what falls short or to what is planned, and is parted there.

Reports without headings, or with one heading over both, tell of shortcomings in a closing sentence
(同时也要看到，…; 工作中还有不少短板：…) and of plans in the next (下一步，…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, pairwise

from retrieval.language.data import check_keys, strings, table_at
from retrieval.language.fold import fold
from retrieval.language.wording import alternation
from retrieval.reading.headings import HEADINGS, parts_of, role_of
from retrieval.reading.sentences import sentence_spans
from retrieval.reading.stretch import Stretch
from retrieval.reading.years import read_years
from retrieval.records import Role

# What is announced stands before a colon or the first point of a list, or is a sentence of its own.
_ANNOUNCED = re.compile(
    r"(?P<lead>[^。；;：:]{2,45}?)(?:[：:。]|一是|其一|第一[，,、]|首先|1\s*[.、．]|[（(]\s*[一1]\s*[）)])"
)
_MONTH = re.compile(r"\d{1,2}月|[一二三四五六七八九十]{1,2}月")
_LABEL = re.compile(r"(?P<label>[^。；;，,：:]{2,12})[：:]")
# So far into a sentence reaches what only says that something is seen.
_REACH = 24


def announces_faults(text: str) -> bool:
    """Return whether a sentence, folded, begins to tell what falls short."""
    return fault_lead(text) > 0


def fault_lead(text: str) -> int:
    """Return how much of a sentence, folded, only announces what falls short: 工作中还有不少短板：,
    但也要看到，; 0 where it announces nothing of the kind."""
    lead = _ANNOUNCED.match(text)
    if lead and not _turn_words("tells").search(lead.group("lead")):
        said = lead.group("lead").rstrip("，,有是为")
        if said.endswith(_announced()) and (
            role_of(said) == "shortcomings" or role_of(said.split("，")[-1]) == "shortcomings"
        ):
            colon = text[lead.end() - 1] in "：:。"
            return lead.end() if colon else lead.end("lead")
    seen = _seen().match(text[:_REACH])
    return seen.end() if seen and _turn_words("wanting").search(text, seen.end()) else 0


def plans_ahead(text: str, year: int | None) -> bool:
    """Return whether a sentence, folded, begins to tell what is planned."""
    if text.startswith(_plan_starts()):
        return True
    # 2022年3月 tells when something came about.
    if year and read_years(text[:5]) == f"{year + 1}年" and not _MONTH.match(text, 5):
        return True
    label = _LABEL.match(text)
    return label is not None and parts_of(label.group("label")) == ("plan",)


def parted(paragraph: Stretch, role: Role, year: int | None) -> Iterator[tuple[Stretch, Role]]:
    """Yield the paragraph, or its stretches where it turns, each with its role.

    ``role`` is that of the paragraph as a whole. What was done may turn to what falls short, and
    that to what is planned, never back.
    """
    spans = sentence_spans(paragraph.text)
    cuts: list[tuple[int, Role]] = [(0, role)]
    for start, end in spans[1:]:
        sentence = fold(paragraph.text[start:end])
        now = cuts[-1][1]
        if now == "review" and announces_faults(sentence):
            cuts.append((start, "shortcomings"))
        elif now == "shortcomings" and plans_ahead(sentence, year):
            cuts.append((start, "plan"))
    if len(cuts) == 1:
        yield paragraph, role
        return
    for (start, told), (end, _) in pairwise([*cuts, (len(paragraph.text), role)]):
        yield _slice(paragraph, start, end), told


def _slice(paragraph: Stretch, start: int, end: int) -> Stretch:
    while end > start and paragraph.text[end - 1].isspace():
        end -= 1
    cut = paragraph.cut(start, end)
    offsets = accumulate((p.end - p.start for p in cut.pieces[:-1]), initial=0)
    return Stretch(cut.text, cut.pieces, tuple(offsets))


@cache
def _announced() -> tuple[str, ...]:
    table = table_at(HEADINGS, "paragraph", "shortcomings")
    return strings(HEADINGS, "paragraph.shortcomings.announced", table["announced"])


@cache
def _plan_starts() -> tuple[str, ...]:
    return strings(
        HEADINGS, "paragraph.plan.starts", table_at(HEADINGS, "paragraph", "plan")["starts"]
    )


@cache
def _turn_words(key: str) -> re.Pattern[str]:
    """Return a pattern for any word of one list of turns."""
    table = table_at(HEADINGS, "paragraph", "turn")
    check_keys(HEADINGS, "paragraph.turn", table, {"opens", "seen", "wanting", "tells"})
    return re.compile(alternation(strings(HEADINGS, f"paragraph.turn.{key}", table[key])))


@cache
def _seen() -> re.Pattern[str]:
    opens, seen = _turn_words("opens").pattern, _turn_words("seen").pattern
    return re.compile(rf"[^。；;：:]{{0,8}}?{opens}[^。；;：:]*?{seen}[，,：:]?")
