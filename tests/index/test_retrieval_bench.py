"""The bench itself: it counts rightly, and prints a line for each file and ranker."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

# Not imported by name: a folder with retrieval.py on the path would hide our package.
SMALL = Path(__file__).parents[1] / "support" / "squad" / "small.json"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "retrieval_bench", Path(__file__).parents[1] / "bench" / "retrieval.py"
    )
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["retrieval_bench"] = module
    spec.loader.exec_module(module)
    return module


def test_scores_count_places(bench: ModuleType) -> None:
    questions = [bench.Question(text, 3, "a") for text in ("first", "fifth", "tenth", "never")]
    found = {"first": [3], "fifth": [0, 1, 2, 4, 3], "tenth": [*range(10, 19), 3], "never": [0]}
    scores = bench.score(questions, found.__getitem__)
    assert scores == bench.Scores(4, 0.25, 0.5, 0.75, (1 + 1 / 5 + 1 / 10) / 4)
    assert bench.score([], found.__getitem__).questions == 0


def test_passages_are_taken_once(bench: ModuleType) -> None:
    passages, questions = bench.load_squad([SMALL, SMALL])
    assert len(passages) == len(set(passages)) == 12
    assert {passages[question.gold][:2] for question in questions[:2]} == {"青石"}
    assert "".join(bench.sentences_of(passages[0])) == passages[0]


def test_ours_is_at_least_as_good_on_the_small_file(bench: ModuleType) -> None:
    passages, questions = bench.load_squad([SMALL])
    plain = bench.score(questions, bench.plain_ranker(passages))
    ours = bench.score(questions, bench.our_ranker(passages))
    assert ours.recall_1 >= plain.recall_1
    assert ours.recall_1 > 0.9


def test_on_disk_ranks_as_in_memory(bench: ModuleType) -> None:
    passages, questions = bench.load_squad([SMALL])
    memory = bench.score(questions, bench.RANKERS["fazhi, reports"](passages))
    assert bench.score(questions, bench.RANKERS["fazhi, on disk"](passages)) == memory


def test_the_command_prints_a_line_each(
    bench: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    bench.main([str(SMALL)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "12 passages, 26 questions"
    assert [line.split()[1] for line in lines[2:]] == ["rank_bm25", "fazhi,", "fazhi,", "fazhi,"]
