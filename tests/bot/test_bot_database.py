"""The default database: filled on first use, again when the packaged reports change."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from fake_library import FakeLibrary

import bot.database
import retrieval.library
from bot.database import corpus_folder, open_library
from bot.settings import load_settings
from retrieval.errors import DatabaseError, LibraryError
from retrieval.records import IngestResult


class Recorder(FakeLibrary):
    """A library that makes its file and counts what it was given."""

    ingested: list[list[Path]]
    fails: type[BaseException] | BaseException | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = False, disk_from: int = 0) -> Recorder:
        assert create or path.exists()
        path.touch()
        return cls()

    def ingest(
        self, paths: Iterable[Path], *, progress: object = None, sync: bool = False
    ) -> tuple[IngestResult, ...]:
        if Recorder.fails:
            raise Recorder.fails
        Recorder.ingested.append(list(paths))
        return super().ingest(paths)


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "corpus"
    original = corpus_folder()
    assert original
    shutil.copytree(original, folder)
    monkeypatch.setattr(bot.database, "corpus_folder", lambda: folder)
    monkeypatch.setattr(retrieval.library, "Library", Recorder)
    monkeypatch.setattr(Recorder, "ingested", [], raising=False)
    monkeypatch.setattr(Recorder, "fails", None)
    monkeypatch.chdir(tmp_path)
    return folder


def test_filled_once_and_again_when_a_report_changes(corpus: Path, own_home: Path) -> None:
    said: list[str] = []
    for _ in range(2):
        open_library(load_settings(), notice=said.append).close()
    assert Recorder.ingested == [[corpus]]
    assert (own_home / "data" / "fazhi.db").exists()
    assert any("坏.pdf" in text for text in said)
    (corpus / "新报告.txt").write_text("新街道2024年度法治政府建设报告")
    open_library(load_settings()).close()
    assert len(Recorder.ingested) == 2


def test_an_interrupted_filling_begins_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recorder, "fails", KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        open_library(load_settings())
    monkeypatch.setattr(Recorder, "fails", None)
    open_library(load_settings())
    assert len(Recorder.ingested) == 1


def test_a_named_database_is_never_filled(corpus: Path, tmp_path: Path) -> None:
    named = load_settings({"db": str(tmp_path / "mine.db")})
    open_library(named, create=True)
    assert Recorder.ingested == []


def test_a_data_folder_that_cannot_be_made(corpus: Path, own_home: Path) -> None:
    (own_home / "data").write_text("a file in its place")
    with pytest.raises(LibraryError) as caught:
        open_library(load_settings())
    assert "--db" in caught.value.hint


def test_a_refresh_that_fails_leaves_what_is_there(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_library(load_settings()).close()
    (corpus / "新报告.txt").write_text("新街道2024年度法治政府建设报告")
    monkeypatch.setattr(Recorder, "fails", DatabaseError("磁盘已满"))
    said: list[str] = []
    library = open_library(load_settings(), notice=said.append)
    assert library.ask("应诉").status == "answered"
    assert "磁盘已满" in said[-1]


def test_a_first_filling_that_fails_is_an_error(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recorder, "fails", DatabaseError("磁盘已满"))
    with pytest.raises(DatabaseError):
        open_library(load_settings())
