"""The whole way, nothing replaced: report files in, quoted answers out."""

from __future__ import annotations

import json
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from bot.cli import run
from bot.database import corpus_folder

QUESTION = "嘉祥街道2023年有多少件行政应诉案件？"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("db") / "reports.db")
    assert run(["--db", path, "ingest", str(corpus_folder())]) == 0
    return path


def test_ask(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--json", "--db", database, QUESTION]) == 0
    answer = json.loads(capsys.readouterr().out)
    folder = corpus_folder()
    assert folder
    assert [(v["value"], v["unit"]) for v in answer["values"]] == [("22", "件")]
    for item in answer["evidence"]:
        line = (folder / item["file"]).read_text(encoding="utf-8").split("\n")[item["line"] - 1]
        assert item["quote"] in line
        assert any(item["quote"][a:b].startswith("22") for a, b in item["highlights"])


def test_show_the_quoted_line(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--db", database, "show", "嘉祥街道2023.txt:11"]) == 0
    assert "11▶" in capsys.readouterr().out


def test_not_in_the_library(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--json", "--db", database, "某某街道2023年有多少件行政应诉案件"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["evidence"], answer["values"]) == ([], [])


def test_a_missing_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--db", str(tmp_path / "none.db"), QUESTION]) == 4
    captured = capsys.readouterr()
    assert (captured.out, "→" in captured.err) == ("", True)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "法" * 100_000,
        "\x00\x07\x1b[31m",
        "'; DROP TABLE reports; --",
        '"a" OR NEAR(b*',
        "😀😀",
    ],
)
def test_odd_questions(database: str, capsys: pytest.CaptureFixture[str], question: str) -> None:
    assert run(["ask", "--db", database, question]) in (1, 2)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    assert "\x1b" not in captured.out + captured.err


def test_a_lone_surrogate_in_json(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = '{"id": "\\ud800", "question": "嘉祥街道\\ud8002023年有多少件行政应诉案件"}\n'
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(line.encode())))
    assert run(["ask", "--jsonl", "--db", database]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["id"] == "\ud800"
    assert answer["status"] in ("answered", "not_found")
