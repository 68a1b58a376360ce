"""What carries over from turn to turn."""

from __future__ import annotations

import pytest
from fake_library import ANSWER, FakeLibrary

from bot.conversation import LONGEST_MEMORY, Conversation
from retrieval.errors import UsageError


def test_the_resolved_question_is_what_carries_over() -> None:
    library = FakeLibrary()
    talk = Conversation(library)
    talk.ask("应诉几件")
    talk.ask("你好")
    talk.ask("那GDP呢")
    assert library.asked[2] == ("那GDP呢", ("嘉祥街道2023年有多少件行政应诉案件",))


def test_memory_is_bounded_and_can_be_wiped() -> None:
    library = FakeLibrary()
    talk = Conversation(library)
    for _ in range(LONGEST_MEMORY + 5):
        talk.ask("应诉")
    assert len(talk.context) == LONGEST_MEMORY
    talk.reset()
    talk.ask("应诉")
    assert library.asked[-1][1] == ()


@pytest.mark.parametrize("which", ["1", "嘉祥", "嘉祥街道2023年"])
def test_choosing_by_number_or_by_label(which: str) -> None:
    talk = Conversation(FakeLibrary())
    talk.ask("应诉案件多少")
    assert talk.choose(which).text == ANSWER.text


@pytest.mark.parametrize("which", ["3", "2023", "没有的", "0"])
def test_a_choice_that_is_none_or_several_is_refused_with_the_offer(which: str) -> None:
    talk = Conversation(FakeLibrary())
    talk.ask("应诉案件多少")
    with pytest.raises(UsageError) as caught:
        talk.choose(which)
    assert "1. 嘉祥街道2023年；2. 中梁镇2023年" in str(caught.value)


def test_nothing_to_choose_from() -> None:
    with pytest.raises(UsageError):
        Conversation(FakeLibrary()).choose("1")


def test_standing_place_and_year_come_first() -> None:
    library = FakeLibrary()
    talk = Conversation(library)
    talk.stand_on("嘉祥街道", 2023)
    talk.ask("应诉")
    assert library.asked == [("应诉", ("嘉祥街道2023年",))]
