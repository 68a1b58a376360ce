"""Of which part of all a table's total is: under 部分县直部门执法情况 it is no total of the county."""

from __future__ import annotations

import re

from retrieval.answering.evidence.shelf import Shelf
from retrieval.records import Fact

_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数)")
_PART = re.compile(
    r"(?:部分|主要|重点)[一-鿿]{0,4}?"
    r"(?:部门|单位|领域|行业|乡镇|镇街|街镇|街道|地区|机关|县区|区县)"
    r"|各(?:乡镇|镇街|街镇|镇[（(]街道[）)]|街道|镇|乡|村|社区|部门|分局|县区|区县)"
)


def part_totalled(shelf: Shelf, fact: Fact) -> str:
    """Return what the total of a table adds up as its caption says (部分县直部门), empty where the figure
    is no such total or the caption speaks of no part."""
    if not _TOTAL.match(fact.label) or not shelf.is_in_table(fact):
        return ""
    parsed = shelf.source.parsed(fact.report)
    path = parsed.sections[parsed.passages[fact.passage].section].path
    before = parsed.passages[fact.passage - 1].sentences if fact.passage else ()
    for caption in (*path[-1:], *(sentence.text for sentence in before[-1:])):
        if told := _PART.search(caption):
            return told.group()
    return ""
