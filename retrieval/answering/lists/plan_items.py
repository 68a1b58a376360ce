"""What a report plans for the next year, thing by thing: the sentences of the part that plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.answering.asking.enumeration_words import any_of, ordinal_pattern
from retrieval.answering.lists.points import Stretch, mark_length
from retrieval.language.fold import fold
from retrieval.records import PAGE_AROUND, ParsedReport, Passage

# A first sentence no longer than this that others follow only names what they plan.
_NAMING = 14
_AROUND = " \u3000，,、；;"


def find_plan_items(parsed: ParsedReport) -> tuple[Stretch, ...]:
    """Return what is planned, a stretch a thing: each sentence, cut further at 一是…二是….

    Left out are numbers, headings, and what only introduces (2024年将做好以下工作：).
    """
    found: list[Stretch] = []
    for number, section in enumerate(parsed.sections):
        if section.role != "plan" or section.path[:1] == (PAGE_AROUND,):
            continue
        counted = 0
        heading = _bare(section.path[-1]) if section.path else ""
        for passage in (p for p in parsed.passages if p.section == number):
            pieces = list(_pieces(passage, counted + 1))
            counted += bool(pieces) and pieces[0].start > 0
            said = [p for p in pieces if not _introduces(_text(passage, p), heading)]
            found += said[1:] if _is_label(passage, said[:2]) else said
    return tuple(found)


def _pieces(passage: Passage, next_number: int) -> Iterator[Stretch]:
    """Yield the sentences of a passage without their numbers, cut where 一是, 二是 begin."""
    for index, sentence in enumerate(passage.sentences):
        text = sentence.text
        folded = fold(text)
        # 5.12345热线 is the fifth point where four came before it, a number elsewhere.
        own = re.match(rf"\s*{next_number}\s*[.．、]", folded) if index == 0 else None
        start = own.end() if own else mark_length(text)
        cuts = list(ordinal_pattern().finditer(folded, start))
        edges = [start, *(m.start() for m in cuts), len(text)]
        begins = [start, *(m.end() for m in cuts)]
        for begin, end in zip(begins, edges[1:], strict=True):
            if piece := _trimmed(passage.index, index, text, begin, end):
                yield piece


def _trimmed(passage: int, index: int, text: str, start: int, end: int) -> Stretch | None:
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return Stretch(passage, index, start, end) if end - start > 1 else None


def _introduces(text: str, heading: str) -> bool:
    """Return whether a piece plans nothing itself: a heading, a lead-in, a word before 一是."""
    bare = _bare(text)
    lead = any_of("plans", "leads").match(bare)
    only_lead = lead is not None and len(bare) <= _NAMING and not text.endswith(("。", "；"))
    return not bare or bare == heading or text.rstrip().endswith(("：", ":")) or only_lead


def _is_label(passage: Passage, pieces: list[Stretch]) -> bool:
    """Return whether the first of two pieces is a numbered name for what the next one plans:
    （一）加强普法。举办讲座5场。"""
    if len(pieces) < 2 or pieces[0].start == 0 or pieces[1].start > 0:
        return False
    text = fold(_text(passage, pieces[0]))
    return len(text) <= _NAMING and not re.search(r"[\d，,；;]", text)


def _text(passage: Passage, stretch: Stretch) -> str:
    return passage.sentences[stretch.sentence].text[stretch.start : stretch.end]


def _bare(text: str) -> str:
    return fold(text[mark_length(text) :]).strip(" 。.；;，,：:")
