"""Paragraphs to sections and passages: the tree of headings, and the role of each part."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache

from retrieval.language.data import check_keys, load_toml, strings
from retrieval.language.fold import fold
from retrieval.reading.headings import (
    HEADINGS,
    Heading,
    find_heading,
    find_unmarked_heading,
    is_marked,
    is_weak_plan,
    looks_ahead,
    mark_depth,
    parts_of,
    role_of,
    states_a_figure,
)
from retrieval.reading.page import PAGE_INFO, is_page_line
from retrieval.reading.sentences import split_sentences
from retrieval.reading.stretch import Stretch
from retrieval.reading.tables import Table, find_list, find_table, is_caption
from retrieval.reading.turns import announces_faults, parted, plans_ahead
from retrieval.records import Passage, Role, Section, Sentence

_YEAR = re.compile(r"(?<!\d)(20\d\d)年?(?![\d-])")

_FIRST_CLAUSE = re.compile(r"[，,。；;：:]")


@dataclass(slots=True)
class _Draft:
    """The outline as it grows."""

    year: int | None
    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    chain: list[tuple[Heading, Role | None]] = field(default_factory=list)

    def open(self, path: tuple[str, ...], role: Role, line: int) -> None:
        self.sections.append(Section(path, role, line, line))

    def add(self, *paragraphs: Stretch) -> None:
        sentences = tuple(s for p in paragraphs for s in split_sentences(p))
        self._append("\n".join(p.text for p in paragraphs), sentences, ())

    def add_table(self, table: Table) -> None:
        self._append(table.text, table.rows, table.headers)

    def _append(self, text: str, sentences: tuple[Sentence, ...], headers: tuple[str, ...]) -> None:
        index, section = len(self.passages), len(self.sections) - 1
        if sentences:
            self.passages.append(Passage(index, section, text, sentences, headers))

    def reach(self, line: int) -> None:
        last = self.sections[-1]
        if last.last_line < line:
            self.sections[-1] = Section(last.path, last.role, last.first_line, line)


def build_outline(
    paragraphs: Sequence[Stretch],
    lines: Sequence[str],
    aside: Collection[int],
    year: int | None,
) -> tuple[tuple[Section, ...], tuple[Passage, ...]]:
    """Return the sections and passages of a report.

    ``aside`` are positions in ``paragraphs`` that are not the report's own text (title,
    salutation, signature); they and page lines stand in sections named PAGE_INFO. A
    heading is a passage only where more text follows in its paragraph or it holds a
    figure. A table's caption ends the path of its section. ``year`` tells a heading of
    the next year (plan) from one of this year.
    """
    draft = _Draft(year)
    last_own = max(
        (i for i, p in enumerate(paragraphs) if i not in aside and not is_page_line(p.text)),
        default=-1,
    )
    at = 0
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        if at in aside or is_page_line(paragraph.text):
            _add_aside(draft, paragraph)
            at += 1
        elif (size := _add_table(draft, paragraphs, lines, at)) > 0:
            at += size
        else:
            at += _add_text(draft, paragraphs, at, is_last=at == last_own)
    return tuple(draft.sections), tuple(draft.passages)


def _add_text(draft: _Draft, paragraphs: Sequence[Stretch], at: int, *, is_last: bool) -> int:
    """Add a heading, a paragraph or a list; return how many paragraphs it took."""
    paragraph = paragraphs[at]
    following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
    heading = find_heading(paragraph.text, following)
    heading = heading or find_unmarked_heading(paragraph.text, following)
    items = find_list(paragraphs, at)
    if heading:
        _open_heading(draft, heading, paragraph, _text_under(paragraphs, at, heading))
    else:
        role = _paragraph_part(draft, paragraph, is_last=is_last)
        turns = [(paragraph, role)] if items else [*parted(paragraph, role, draft.year)]
        for stretch, told in turns:
            _open_part(draft, told, stretch.first_line)
            if not items:
                draft.add(stretch)
                # Before the next part opens: one may begin in the middle of a line.
                draft.reach(stretch.last_line)
    if (
        items
        or (heading and heading.end < len(paragraph.text))
        or (heading and states_a_figure(heading.text))
    ):
        draft.add(*paragraphs[at : at + 1 + items])
    draft.reach(paragraphs[at + items].last_line)
    return 1 + items


def _add_table(draft: _Draft, paragraphs: Sequence[Stretch], lines: Sequence[str], at: int) -> int:
    """Add the table at ``at``, with a caption before it or without; return its paragraphs, or 0."""
    paragraph = paragraphs[at]
    captioned = (
        at + 1 < len(paragraphs)
        and "\t" not in paragraph.text
        and is_caption(paragraph.text)
        and not is_marked(paragraph.text)
    )
    table = find_table(paragraphs, at + captioned, lines)
    if table is None:
        return 0
    path = tuple(h.text for h, _ in draft.chain)
    if captioned:
        path = (*path, paragraph.text)
    draft.open(path, _chain_role(draft.chain), paragraph.first_line)
    draft.add_table(table)
    size = captioned + table.size
    draft.reach(paragraphs[at + size - 1].last_line)
    return size


def _add_aside(draft: _Draft, paragraph: Stretch) -> None:
    if not draft.sections or draft.sections[-1].path != PAGE_INFO:
        draft.open(PAGE_INFO, "other", paragraph.first_line)
    draft.add(paragraph)
    draft.reach(paragraph.last_line)


def _text_under(paragraphs: Sequence[Stretch], at: int, heading: Heading) -> str:
    """Return the text from a heading to the next one of its depth."""
    under = [paragraphs[at].text[heading.end :]]
    for paragraph in paragraphs[at + 1 :]:
        if 0 < mark_depth(paragraph.text) <= heading.depth:
            break
        under.append(paragraph.text)
    return "\n".join(under)


def _open_heading(draft: _Draft, heading: Heading, paragraph: Stretch, under: str) -> None:
    ended: Role | None = None
    while draft.chain and draft.chain[-1][0].depth >= heading.depth:
        ended = draft.chain.pop()[1]
    role = _heading_role(heading.text, draft.year)
    if role == "plan" and is_weak_plan(heading.text) and not looks_ahead(under):
        # 今年的重点工作 may head what was done.
        role = None if not _names_next_year(heading.text, draft.year) else role
    elif role is None and ended == "plan" and not draft.chain and looks_ahead(under):
        # What follows the plan without a role of its own goes on with it.
        role = "plan"
    draft.chain.append((heading, role))
    path = tuple(h.text for h, _ in draft.chain)
    draft.open(path, _chain_role(draft.chain), paragraph.first_line)


def _paragraph_part(draft: _Draft, paragraph: Stretch, *, is_last: bool) -> Role:
    """Return the part that a paragraph belongs to; what stood deeper than its mark is ended."""
    depth = mark_depth(paragraph.text)
    while depth and draft.chain and draft.chain[-1][0].depth >= depth:
        # A marked item that is no heading still ends what stood deeper before it.
        draft.chain.pop()
    role = _chain_role(draft.chain)
    told = _paragraph_role(paragraph.text, is_last=is_last, year=draft.year)
    if draft.chain and told == "leadership":
        # A paragraph stands for a heading only where there are none.
        told = None
    # A heading may name two parts (不足与2023年安排): each paragraph tells which it is of.
    named = parts_of(draft.chain[-1][0].text) if draft.chain else ()
    return told if told and (role == "review" or (len(named) > 1 and told in named)) else role


def _open_part(draft: _Draft, role: Role, line: int) -> None:
    """Open a section where a paragraph belongs to another part than the one before."""
    path = tuple(h.text for h, _ in draft.chain)
    last = draft.sections[-1] if draft.sections else None
    if last is None or last.path != path or last.role != role:
        draft.open(path, role, line)


def _chain_role(chain: Sequence[tuple[Heading, Role | None]]) -> Role:
    """Return the role that the headings tell; what no heading tells of is review.

    The outermost telling heading decides; under it, one of plans is believed anywhere,
    and one of shortcomings except under plans.
    """
    role: Role | None = None
    for _, told in chain:
        if role is None or told == "plan" or (told == "shortcomings" and role != "plan"):
            role = told or role
    return role or "review"


def _heading_role(text: str, year: int | None) -> Role | None:
    role = role_of(text)
    # The next year's 主要举措 are plans, whatever they are called.
    return "plan" if _names_next_year(text, year) and role != "shortcomings" else role


def _names_next_year(text: str, year: int | None) -> bool:
    years = [int(y) for y in _YEAR.findall(fold(text))]
    return bool(year and years and min(years) > year)


@dataclass(frozen=True, slots=True)
class _ParagraphWords:
    outlook: tuple[str, ...]
    shortcomings: tuple[str, ...]
    needs: tuple[str, ...]


def _paragraph_role(text: str, *, is_last: bool, year: int | None) -> Role | None:
    words = _paragraph_words()
    folded = fold(text[:80])
    if plans_ahead(folded, year) or (is_last and folded.startswith(words.outlook)):
        return "plan"
    if folded.startswith(words.shortcomings) and any(w in folded for w in words.needs):
        return "shortcomings"
    if announces_faults(folded):
        return "shortcomings"
    # 主要负责同志履职方面，… stands for a heading where there is none.
    clause = _FIRST_CLAUSE.split(folded, maxsplit=1)[0]
    leads = not is_marked(folded) and role_of(clause) == "leadership"
    return "leadership" if leads else None


@cache
def _paragraph_words() -> _ParagraphWords:
    table = load_toml(HEADINGS)["paragraph"]
    check_keys(HEADINGS, "paragraph", table, {"plan", "shortcomings", "turn"})
    plan, short = table["plan"], table["shortcomings"]
    check_keys(HEADINGS, "paragraph.plan", plan, {"starts", "outlook"})
    check_keys(HEADINGS, "paragraph.shortcomings", short, {"starts", "needs", "announced"})
    return _ParagraphWords(
        strings(HEADINGS, "paragraph.plan.outlook", plan["outlook"]),
        strings(HEADINGS, "paragraph.shortcomings.starts", short["starts"]),
        strings(HEADINGS, "paragraph.shortcomings.needs", short["needs"]),
    )
