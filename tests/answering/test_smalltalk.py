"""Talk is answered as talk; what is far from any report never gets a figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.asking.chat import cover, is_off_topic, kind_of
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.smalltalk import answer_smalltalk
from tests.answering.shelves import shelf_of

REPORTS = {
    "a.txt": "松河县青石镇人民政府\n2023年法治政府建设情况报告\n\n青石镇全年办理行政诉讼案件8件，举办法治电影放映12场。"
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder: Path = tmp_path_factory.mktemp("smalltalk")
    with shelf_of(folder, REPORTS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("您好！", "greeting"),
        ("你好，你是谁", "about"),
        ("谢谢你的帮助", "thanks"),
        ("好的，谢谢", "thanks"),
        ("没有别的问题了，再见", "farewell"),
        ("你真厉害", "praise"),
        ("嗯嗯", "consent"),
        ("你这答案不对", "wrong"),
        ("你这里都有哪几年的数据", "library"),
        ("怎么添加新的报告", "adding"),
        ("为什么你答不上来", "unanswered"),
    ],
)
def test_kinds_of_talk(message: str, kind: str) -> None:
    assert kind_of(message) == kind


@pytest.mark.parametrize(
    "message",
    [
        "你好，青石镇行政诉讼几件",
        "帮助多少企业",
        "有什么问题",
        "有哪些不足",
        "好评率多少",
        "问题有几个",
        "数据是多少",
        "为什么败诉",
        "",
        "？？",
    ],
)
def test_questions_are_no_talk(message: str) -> None:
    assert kind_of(message) is None


def test_cover_finds_the_pieces_or_nothing() -> None:
    words: dict[str, tuple[str, ...]] = {"好": ("a",), "好的": ("b",), "谢谢": ("c",)}
    assert cover("好的谢谢", words) == ("好的", "谢谢")
    assert cover("好的谢", words) == ()


def test_long_message_is_no_talk() -> None:
    assert kind_of("好的" * 5000) is None


@pytest.mark.parametrize("message", ["今天天气怎么样", "写首诗", "帮我推荐一只股票", "1加1等于几"])
def test_off_topic_is_declined(shelf: Shelf, message: str) -> None:
    answer = answer_smalltalk(message, shelf)
    assert answer is not None
    assert (answer.status, answer.reason) == ("not_found", "off_topic")
    assert not answer.values
    assert not answer.evidence


def test_off_topic_of_a_known_place_is_not_reported(shelf: Shelf) -> None:
    answer = answer_smalltalk("青石镇2023年GDP是多少", shelf)
    assert answer is not None
    assert answer.reason == "not_reported"


def test_word_that_a_report_speaks_of_is_let_through(shelf: Shelf) -> None:
    assert is_off_topic("放了几场电影")
    assert answer_smalltalk("放了几场电影", shelf) is None


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("有没有青石镇的报告", "有的"),
        ("青石镇2023年的报告有吗", "有的"),
        ("有青石镇2019年的报告吗", "没有这一年"),
        ("你们有青石镇的年度报告没有", "有的"),
    ],
)
def test_tells_whether_it_has_a_report(shelf: Shelf, message: str, said: str) -> None:
    answer = answer_smalltalk(message, shelf)
    assert answer is not None
    assert answer.kind == "smalltalk"
    assert said in answer.text
    assert "青石镇2023年" in answer.text


def test_report_of_a_strange_place_is_no_such_place(shelf: Shelf) -> None:
    answer = answer_smalltalk("有没有红枫镇的报告", shelf)
    assert answer is not None
    assert answer.reason == "no_such_place"


@pytest.mark.parametrize(
    "message", ["青石镇有没有行政诉讼案件", "你有行政诉讼的数据吗", "有青石镇行政诉讼的数据吗"]
)
def test_question_of_a_measure_is_left_to_the_others(shelf: Shelf, message: str) -> None:
    assert answer_smalltalk(message, shelf) is None


def test_names_the_library_and_gives_an_example(shelf: Shelf) -> None:
    answer = answer_smalltalk("有哪些报告", shelf)
    assert answer is not None
    assert "青石镇2023年" in answer.text
    assert answer.suggestions == ("青石镇2023年办理行政诉讼案件有多少件？",)
