"""A cold call imports and reads only what its answer needs; counted, not timed."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
REPORT = str(ROOT / "corpus" / "嘉祥街道2023.txt")
QUESTION = "嘉祥街道2023年有多少件行政应诉案件？"
_CALL = """
import json, sys
import re
parse, parsed = re._parser.parse, []
re._parser.parse = lambda text, *rest: parsed.append(text) or parse(text, *rest)
from bot.cli import run
code = run(sys.argv[1:])
print(json.dumps({"code": code, "modules": sorted(sys.modules), "patterns": len(parsed)}))
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
    return set(seen_in(arguments)["modules"])


def seen_in(
    arguments: Sequence[str], environment: Mapping[str, str] = os.environ, **variables: str
) -> dict[str, Any]:
    """Run one call in a process of its own; return what it had loaded and compiled at its end."""
    done = subprocess.run(
        [sys.executable, "-c", _CALL, *arguments],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={**environment, **variables},
    )
    assert done.returncode == 0, done.stderr.decode()
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert seen["code"] == 0
    return seen


def test_a_figure_needs_no_reader_no_ranker_and_no_chat(database: Path) -> None:
    assert not NEVER & call("--db", str(database), "ask", QUESTION)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs knows the folders")
def test_the_usual_folders_are_found_without_a_library(database: Path, tmp_path: Path) -> None:
    ask = ("--db", str(database), "ask", QUESTION)
    loaded = seen_in(ask, FAZHI_HOME="", XDG_CONFIG_HOME=str(tmp_path), HOME=str(tmp_path))
    assert "platformdirs" in loaded["modules"]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    loaded = seen_in(ask, kept, FAZHI_HOME="", HOME=str(tmp_path))
    assert not {"platformdirs", "tempfile", "difflib"} & set(loaded["modules"])


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


def test_the_next_call_compiles_no_pattern_of_an_answer_again(
    database: Path, tmp_path: Path
) -> None:
    ask = ("--db", str(database), "ask", QUESTION)
    # An empty variable is one that is not set.
    own = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    first, second = (seen_in(ask, **own)["patterns"] for _ in range(2))
    # Those of the modules before the library is open, Python's own among them, are left.
    assert first > 250
    assert second < 60
