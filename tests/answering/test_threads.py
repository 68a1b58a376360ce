"""Several threads that ask a library which nobody has asked yet get what one by itself gets."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.evidence import fact_index, nearness
from retrieval.answering.evidence.likeness import Likeness
from retrieval.library import Library

CORPUS = Path(__file__).parents[2] / "corpus"
QUESTIONS = (
    "嘉祥街道2023年有多少件行政应诉案件？",
    "中梁镇2023年人民调解员多少名",
    "华苑街道2022年开展了多少场普法宣传活动",
    "联芳街道2023年受理多少件矛盾纠纷",
    "谢家湾街道2021年有没有败诉的行政应诉案件",
)


@pytest.fixture
def impatient() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_threads_that_ask_at_once_are_answered_as_one(
    tmp_path: Path, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "库.db"
    with Library.open(database, create=True) as library:
        library.ingest([CORPUS])
        expected = {question: library.ask(question).text for question in QUESTIONS}
    wrong: list[str] = []

    def ask(library: Library, together: threading.Barrier) -> None:
        together.wait()
        for question in QUESTIONS:
            try:
                said = library.ask(question).text
            except Exception as error:  # noqa: BLE001 - whatever a race comes to
                said = repr(error)
            if said != expected[question]:
                wrong.append(said)

    for _ in range(10):
        fresh = Likeness()
        # As a program that has just been started: nothing has been held against anything.
        for module in (nearness, fact_index):
            monkeypatch.setattr(module, "LIKENESS", fresh)
        together = threading.Barrier(4)
        with Library.open(database) as library:
            threads = [threading.Thread(target=ask, args=(library, together)) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    assert wrong == []
