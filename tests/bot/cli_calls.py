"""A call of a subcommand on a database of the test's own, with what it printed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.cli import run
from retrieval.library import Library


def database_of(folder: Path, reports: Mapping[str, str]) -> Path:
    """Return the database of ``reports`` (file name → text), read into a library in ``folder``."""
    for name, text in reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([folder])
    return folder / "库.db"


def call(
    database: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    """Return the exit code, standard output and standard error of a call."""
    capsys.readouterr()
    code = run(["--db", str(database), *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err
