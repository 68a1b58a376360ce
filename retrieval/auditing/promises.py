"""What a report says is there and is not: an attachment, so many aspects, so many tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.audit_records import Finding
from retrieval.auditing.numbering import numeral_value
from retrieval.auditing.page import Page, Statement
from retrieval.auditing.wording import any_word, tell
from retrieval.language.fold import fold
from retrieval.records import PAGE_AROUND

_ATTACHMENT_LINE = re.compile(r"^\s*附\s*[件表录]|^\s*附\s*[:：]")
_ASPECTS = re.compile(r"(?:以下|下面|如下)([一二两三四五六七八九十]{1,2}|\d{1,2})个?(?:大)?方面")
_TASKS = re.compile(
    r"([一二两三四五六七八九十]{1,2}|\d{1,2})(?:个方面|项|点|方面)[^，,。；;：:]{0,12}[：:]\s*(?=一是)"
)
_ITEM = re.compile(r"(?:^|[。；;：:，,])\s*([一二三四五六七八九十]{1,2})是")


def find_broken_promises(page: Page) -> Iterator[Finding]:
    """Yield what is referred to and not there."""
    chapters = _chapters(page)
    first = page.parsed.sections[chapters[0]].first_line if chapters else 0
    for statement in page.statements:
        yield from _attachment(page, statement)
        yield from _tasks(page, statement)
        yield from _aspects(page, statement, first, len(chapters))


def _attachment(page: Page, statement: Statement) -> Iterator[Finding]:
    match = any_word("attachment").search(statement.text)
    if match is None or any(_ATTACHMENT_LINE.match(line) for line in page.report.lines):
        return
    yield Finding(
        "promised",
        page.report.id,
        tell("attachment", words=match.group()),
        (page.quote_at(statement, match.start(), match.end()),),
    )


def _tasks(page: Page, statement: Statement) -> Iterator[Finding]:
    """四项工作：一是…；二是…: as many as announced, in the paragraph that announces them."""
    match = _TASKS.search(statement.text)
    if match is None:
        return
    told = numeral_value(match[1])
    passage = page.parsed.passages[statement.passage]
    text = fold(passage.text)
    start = text.find(match.group())
    items = [numeral_value(m[1]) or 0 for m in _ITEM.finditer(text, start)]
    # A second list of the paragraph begins anew.
    again = items.index(1, 1) if 1 in items[1:] else len(items)
    found = max(items[:again], default=0)
    if told is None or not found or found == told:
        return
    after = page.parsed.passages[statement.passage + 1 : statement.passage + 4]
    if any(_ITEM.match(fold(other.text)) for other in after):
        return
    yield _counted(page, statement, match, found)


def _aspects(page: Page, statement: Statement, first: int, chapters: int) -> Iterator[Finding]:
    """从以下四个方面报告: as many chapters as announced in the opening."""
    match = _ASPECTS.search(statement.text)
    line = page.quote_at(statement, 0, 1).line
    if match is None or not first or line >= first:
        return
    told = numeral_value(match[1])
    if told is not None and chapters > 1 and chapters != told:
        yield _counted(page, statement, match, chapters)


def _chapters(page: Page) -> list[int]:
    """Return the positions of the outermost sections that have a heading."""
    return [
        number
        for number, section in enumerate(page.parsed.sections)
        if len(section.path) == 1 and section.path[0] != PAGE_AROUND
    ]


def _counted(page: Page, statement: Statement, match: re.Match[str], found: int) -> Finding:
    return Finding(
        "promised",
        page.report.id,
        tell("counted", words=match.group().rstrip("：:"), found=str(found)),
        (page.quote_at(statement, match.start(), match.end()),),
        confidence="possible",
    )
