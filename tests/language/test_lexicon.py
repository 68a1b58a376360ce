"""The lexicon: which concepts a text names."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.lexicon import Concept, Lexicon, load_lexicon

SMALL = Lexicon(
    (
        Concept("应诉", "thing", ("应诉", "应诉案件"), ("打官司",)),
        Concept("案件", "thing", ("件数", "案件"), ("case",)),
        Concept("件数多", "quality", ("件数多",), ()),
    )
)


def named(text: str, *, question: bool = False) -> list[tuple[str, str]]:
    matches = SMALL.find(text, question=question)
    return [(match.concept.name, text[match.start : match.end]) for match in matches]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("应诉案件", [("应诉", "应诉案件")]),
        ("应诉的案件", [("应诉", "应诉"), ("案件", "案件")]),
        ("案件数多", [("件数多", "件数多")]),
        ("没有别的", []),
        ("", []),
    ],
)
def test_the_longest_words_win(text: str, names: list[tuple[str, str]]) -> None:
    assert named(text) == names


def test_spoken_and_english_words_count_in_questions_only() -> None:
    assert named("打官司") == []
    assert named("打官司", question=True) == [("应诉", "打官司")]
    assert named("how many case?", question=True) == [("案件", "case")]
    assert named("showcase", question=True) == []


@given(st.text("应诉案件数多打官司ca e", max_size=20), st.booleans())
def test_matches_stand_in_order_and_never_overlap(text: str, question: bool) -> None:
    end = 0
    for match in SMALL.find(text, question=question):
        assert end <= match.start < match.end
        end = match.end
        words = match.concept.words + match.concept.spoken * question
        assert text[match.start : match.end] in words


def test_every_word_of_the_file_names_its_concept() -> None:
    lexicon = load_lexicon()
    for concept in lexicon.concepts:
        assert lexicon.by_name[concept.name] == concept
        for word in concept.words:
            assert [match.concept for match in lexicon.find(word)] == [concept], word


@pytest.mark.parametrize("_turn", range(20))
def test_first_use_from_several_threads(_turn: int) -> None:
    lexicon = Lexicon(SMALL.concepts)
    start = threading.Barrier(4)
    found: list[int] = []

    def look() -> None:
        start.wait()
        found.append(len(lexicon.find("应诉的案件")))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2, 2, 2, 2]
