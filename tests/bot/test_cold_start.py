"""A cold call imports and reads only what its answer needs; counted, not timed."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORT = str(ROOT / "corpus" / "嘉祥街道2023.txt")
QUESTION = "嘉祥街道2023年有多少件行政应诉案件？"
_CALL = """
import json, sys
from bot.cli import run
code = run(sys.argv[1:])
print(json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""
# Each takes from 10 to 200 ms to import.
NEVER = {
    "telegram", "httpx", "prompt_toolkit", "asyncio", "sqlite_utils", "numpy", "rank_bm25",
    "jieba", "pkg_resources", "opencc", "pypinyin", "rapidfuzz", "tomllib", "yaml",
    "docx", "pypdf", "pdfplumber", "lxml", "hypothesis", "retrieval.ingest", "retrieval.reading",
    "bot.repl", "bot.faq", "bot.telegram",
}  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cold") / "a.db"
    call("--db", str(path), "ingest", REPORT)
    return path


def call(*arguments: str) -> set[str]:
    """Run one call in a process of its own; return the modules that it had loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", _CALL, *arguments], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["code"] == 0
    return set(seen["modules"])


def test_a_figure_needs_no_reader_no_ranker_and_no_chat(database: Path) -> None:
    assert not NEVER & call("--db", str(database), "ask", QUESTION)


@pytest.mark.parametrize("arguments", [("--version",), ("config",)])
def test_a_call_without_the_library_does_not_load_it(arguments: tuple[str, ...]) -> None:
    loaded = call(*arguments)
    assert not {*NEVER, "sqlite3", "retrieval.library"} & loaded


def test_a_library_of_other_data_files_is_answered_from_the_files(database: Path) -> None:
    ask = ("--db", str(database), "ask", QUESTION)
    connection = sqlite3.connect(database)
    with connection:
        connection.execute("UPDATE meta SET value = 'other' WHERE key = 'knowledge_of'")
    connection.close()
    assert "tomllib" in call(*ask)
    # Reading a report that is there already is enough to bring it up to date.
    call("--db", str(database), "ingest", REPORT)
    assert "tomllib" not in call(*ask)
