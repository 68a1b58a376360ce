"""The command line over the scripted library, in process."""

from __future__ import annotations

import sys
import types
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from cli_result import Result, Run
from fake_library import FakeLibrary

from retrieval.errors import DatabaseError


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> FakeLibrary:
    """The scripted library, opened in place of the real one; ``missing.db`` does not exist."""
    fake = FakeLibrary()

    class Door:
        @classmethod
        def open(cls, path: Path, *, create: bool = False, disk_from: int = 0) -> FakeLibrary:
            if path.name == "missing.db" and not create:
                raise DatabaseError(f"没有这个数据库：{path}", "先用 fazhi ingest 建立")
            fake.opened = path
            return fake

    module = types.ModuleType("retrieval.library")
    module.Library = Door  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "retrieval.library", module)
    return fake


@pytest.fixture
def fazhi(
    library: FakeLibrary,
    own_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs ``fazhi`` with arguments and standard input, in an empty folder."""
    from bot.cli import run

    monkeypatch.chdir(own_home)
    monkeypatch.setenv("FAZHI_DB", "some.db")

    def call(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        code = run(list(arguments))
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call
