"""What a report refers to and does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.auditing.promises import find_broken_promises
from tests.auditing.audited import page_of, page_of_text

CHAPTERS = ("一、主要举措和成效", "全年工作有序。", "二、存在的不足和原因", "力量不足。")


def test_an_attachment_that_is_not_there(tmp_path: Path) -> None:
    (finding,) = find_broken_promises(page_of(tmp_path, "分项数据见附件1。"))
    assert "见附件" in finding.message
    assert finding.evidence[0].quote == "分项数据见附件1。"


@pytest.mark.parametrize(
    "attached", ["附件：行政执法统计表", "附件1", "附：统计表", "　附件:1.统计表"]
)
def test_an_attachment_that_is_there(attached: str, tmp_path: Path) -> None:
    assert list(find_broken_promises(page_of(tmp_path, "分项数据见附件。", attached))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("重点抓好三项工作：一是建队伍；二是抓普法。", 2),
        ("存在两个方面的不足：一是力量不足。二是宣传不够。三是经费短缺。", 3),
    ],
)
def test_as_many_items_as_announced(text: str, found: int, tmp_path: Path) -> None:
    (finding,) = find_broken_promises(page_of(tmp_path, text))
    assert f"{found} 个" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "重点抓好三项工作：一是建队伍；二是抓普法；三是强监督。",
        "办理三项重点工作：成效明显。",
        "一是建队伍；二是抓普法。",
    ],
)
def test_items_that_are_all_there(text: str, tmp_path: Path) -> None:
    assert list(find_broken_promises(page_of(tmp_path, text))) == []


def test_a_list_that_goes_on_in_the_next_paragraph(tmp_path: Path) -> None:
    page = page_of(tmp_path, "重点抓好三项工作：一是建队伍；二是抓普法。", "三是强监督，补短板。")
    assert list(find_broken_promises(page)) == []


@pytest.mark.parametrize(
    ("told", "right"), [("两", True), ("二", True), ("三", False), ("3", False)]
)
def test_as_many_chapters_as_announced(told: str, right: bool, tmp_path: Path) -> None:
    text = "\n".join(
        ("青石镇2023年度法治政府建设情况报告", f"现从以下{told}个方面报告如下：", *CHAPTERS)
    )
    assert (list(find_broken_promises(page_of_text(tmp_path, text))) == []) is right
