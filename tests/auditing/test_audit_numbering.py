"""Numbers of headings and items that skip, repeat, or lack a first."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.auditing.numbering import find_gaps
from tests.auditing.audited import page_of_text

TITLE = "青石镇2023年度法治政府建设情况报告\n"


def gaps(folder: Path, *lines: str) -> list[str]:
    return [f.message for f in find_gaps(page_of_text(folder, TITLE + "\n".join(lines)))]


def test_a_chapter_that_is_skipped(tmp_path: Path) -> None:
    (message,) = gaps(
        tmp_path, "一、成效", "工作有序。", "二、不足", "力量不足。", "四、安排", "抓普法。"
    )
    assert "“二、”之后是“四、”" in message


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("（一）学法", "学法五次。", "（三）普法", "宣讲五场。"), "“（一）”之后是“（三）”"),
        (
            ("（一）学法", "学法五次。", "（一）普法", "宣讲五场。", "（三）执法"),
            "“（一）”之后是“（三）”",
        ),
        (("1.学法。", "2.普法。", "4.执法。"), "“2.”之后是“4.”"),
        (("一是学法；二是普法；四是执法。",), "“二是”之后是“四是”"),
        (("一是学法；二是普法；二是执法。",), "“二是”之后又是“二是”"),
        (("抓好学法。二是抓普法。",), "“二是”之前没有“一是”"),
        (("（二）普法", "宣讲五场。"), "“（二）”之前没有“（一）”"),
    ],
)
def test_series_with_a_gap(lines: tuple[str, ...], said: str, tmp_path: Path) -> None:
    messages = gaps(tmp_path, "一、主要举措和成效", *lines)
    assert len(messages) == 1
    assert said in messages[0]


@pytest.mark.parametrize(
    "lines",
    [
        ("（一）学法", "一是集中学；二是自学。", "（二）普法", "一是宣讲；二是展板。"),
        # A list within a list, and one that goes on in the next paragraph.
        ("一是学法，一是集中学，二是自学；二是普法；三是执法。",),
        ("一是学法；二是普法；三是执法。其中一是宣讲，二是展板，三是短片；四是监督。",),
        ("一是学法；二是普法。", "三是执法，强监督。"),
        ("一要学法；二要普法。一是集中学；二是自学。",),
        # What is behind the mark begins with a digit; what only looks like a mark.
        ("4.建成公园1个。", "5.12345热线满意率97%。", "6.培训5期。"),
        ("12.4宪法日开展宣传。", "3.15活动如期举行。"),
        # What a converter left in the line.
        ("一是学法。", "[bookmark: _GoBack]二是普法。", "三是执法。"),
        ("1.学法", "（1）集中学", "（2）自学", "2.普法", "（1）宣讲", "（2）展板"),
    ],
)
def test_series_without_one(lines: tuple[str, ...], tmp_path: Path) -> None:
    assert gaps(tmp_path, "一、主要举措和成效", *lines) == []


def test_numbers_may_go_on_under_the_next_heading(tmp_path: Path) -> None:
    lines = ("一、成效", "（一）学法", "（二）普法", "二、不足", "（三）力量不足", "三、安排")
    assert gaps(tmp_path, *lines, "（四）抓普法") == []
    (message,) = gaps(tmp_path, *lines, "（六）抓普法")
    assert "“（六）”之前没有“（一）”" in message


def test_the_quotes_are_what_is_numbered(tmp_path: Path) -> None:
    page = page_of_text(tmp_path, TITLE + "一、成效\n抓好学法。二是抓普法，开展宣讲；三是抓执法。")
    (finding,) = find_gaps(page)
    (quote,) = finding.evidence
    assert (quote.line, quote.quote) == (3, "二是抓普法，开展宣讲；")
    assert quote.quote[slice(*quote.highlights[0])] == "二是"
