"""What a follow-up takes over from the questions before it, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.followups.followup import resolve
from tests.answering.shelves import shelf_of

REPORTS = {
    "a.txt": "松河县青石镇人民政府\n2023年法治政府建设情况报告\n\n青石镇全年行政诉讼案件8件，其中胜诉6件、败诉1件。",
    "b.txt": "松河县白果乡人民政府\n2022年法治政府建设情况报告\n\n白果乡全年行政诉讼案件3件。",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder: Path = tmp_path_factory.mktemp("followup")
    with shelf_of(folder, REPORTS) as opened:
        yield opened


def test_first_question_stays_as_it_is(shelf: Shelf) -> None:
    assert resolve("行政诉讼几件", (), shelf.gazetteer) == "行政诉讼几件"


def test_complete_question_takes_nothing_over(shelf: Shelf) -> None:
    asked = "白果乡2022年法律明白人多少名"
    assert resolve(asked, ("青石镇2023年行政诉讼几件",), shelf.gazetteer) == asked


@pytest.mark.parametrize(
    ("earlier", "asked", "filled"),
    [
        ("青石镇行政诉讼几件", "白果乡呢", "白果乡行政诉讼几件"),
        ("青石镇2023年行政诉讼几件", "2022年呢", "青石镇2022年行政诉讼几件"),
        ("青石镇行政诉讼几件", "上年呢", "青石镇2022年行政诉讼几件"),
        ("青石镇2023年行政诉讼几件", "比上年多多少", "青石镇2023年行政诉讼比上年多多少"),
        ("青石镇行政诉讼几件", "其中败诉的呢", "青石镇行政诉讼，其中败诉多少件"),
        ("青石镇排查矛盾纠纷多少件", "化解了多少", "青石镇矛盾纠纷化解了多少"),
        ("青石镇行政诉讼几件", "法律明白人多少名", "青石镇法律明白人多少名"),
        ("青石镇计划培训几期", "实际呢", "青石镇实际培训几期"),
        # An act without its thing goes on to the thing named now.
        ("青石镇审结了多少件", "行政复议的", "青石镇行政复议审结多少件"),
        ("青石镇立案几件", "结了几件", "青石镇结案几件"),
        # The same office's, where its figure was asked for.
        ("青石镇水利所和应急局处罚几件", "法律明白人多少名", "青石镇法律明白人多少名"),
        ("青石镇应急局处罚几件", "罚了多少钱", "青石镇应急局罚了多少钱"),
        ("青石镇应急局处罚几件", "派出所处罚几件", "青石镇派出所处罚几件"),
        # The same act, done to another thing; of two acts which is meant is open.
        ("青石镇行政诉讼审结几件", "行政复议呢", "青石镇行政复议审结多少件"),
        ("青石镇行政诉讼几件", "行政复议呢", "青石镇行政复议多少件"),
        ("青石镇有哪些不足", "明年打算呢", "青石镇明年打算呢"),
        ("青石镇行政诉讼几件", "和白果乡比呢", "青石镇和白果乡行政诉讼哪个多"),
    ],
)
def test_what_is_left_out_is_filled_in(shelf: Shelf, earlier: str, asked: str, filled: str) -> None:
    assert resolve(asked, (earlier,), shelf.gazetteer) == filled


def test_year_of_the_old_place_is_dropped_where_the_new_one_has_no_report_of_it(
    shelf: Shelf,
) -> None:
    assert (
        resolve("白果乡呢", ("青石镇2023年行政诉讼几件",), shelf.gazetteer) == "白果乡行政诉讼几件"
    )


def test_year_glanced_back_at_is_dropped_with_the_subject(shelf: Shelf) -> None:
    context = ("青石镇2023年行政诉讼几件", "2022年呢")
    assert resolve("法律明白人多少名", context, shelf.gazetteer) == "青石镇法律明白人多少名"


@pytest.mark.parametrize("between", ["谢谢", "今天天气怎么样", "写首诗吧", "你真厉害", "好的"])
def test_talk_between_leaves_the_subject_alone(shelf: Shelf, between: str) -> None:
    context = ("青石镇行政诉讼几件", between)
    assert resolve("白果乡呢", context, shelf.gazetteer) == "白果乡行政诉讼几件"


def test_parts_follow_one_another_under_the_same_whole(shelf: Shelf) -> None:
    context = ("青石镇行政诉讼几件", "其中败诉的呢")
    resolved = ("青石镇行政诉讼几件", "青石镇行政诉讼，其中败诉的呢")
    for earlier in (context, resolved):
        assert resolve("胜诉的呢", earlier, shelf.gazetteer) == "青石镇行政诉讼，其中胜诉的呢"


def test_comparison_takes_the_last_two_places(shelf: Shelf) -> None:
    context = ("青石镇行政诉讼几件", "白果乡呢")
    assert resolve("哪个多", context, shelf.gazetteer) == "青石镇和白果乡行政诉讼哪个多"


def test_a_year_and_the_whole_sum_up_nothing_that_was_asked_before(shelf: Shelf) -> None:
    context = ("青石镇2023年行政诉讼几件", "败诉的呢")
    assert resolve("上一年一共多少件", context, shelf.gazetteer) == (
        "青石镇2022年行政诉讼一共多少件"
    )
    assert "和" not in resolve("一共多少件", context, shelf.gazetteer)


def test_whole_again_after_its_parts(shelf: Shelf) -> None:
    context = ("青石镇2023年行政诉讼几件", "其中败诉的呢")
    assert resolve("2022年的总数", context, shelf.gazetteer) == "青石镇行政诉讼2022年的总数"
