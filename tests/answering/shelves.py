"""A shelf over reports written for a test, and asking one kind of answer, proven."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from retrieval.answering.asking.question import Question, parse_question
from retrieval.answering.evidence.proof import prove
from retrieval.answering.evidence.scope import Scope, find_scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.index.ranker import Ranker
from retrieval.index.store import Store
from retrieval.library import Library
from retrieval.records import Answer

Kind = Callable[[Question, Scope, Shelf], Answer | None]
Ask = Callable[[str], Answer | None]


@contextmanager
def library_of(folder: Path, reports: Mapping[str, str]) -> Iterator[Library]:
    """Give a library in ``folder`` with ``reports`` (file name → text)."""
    for name, text in reports.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([folder])
        yield library


@contextmanager
def shelf_of(folder: Path, reports: Mapping[str, str]) -> Iterator[Shelf]:
    """Give a shelf over ``reports`` (file name → text), ingested into a library in ``folder``."""
    with library_of(folder, reports):
        pass
    store = Store.open(folder / "库.db")
    yield Shelf(store, Ranker(store.passages))
    store.close()


def shelf_fixture(reports: Mapping[str, str]) -> Any:
    """Return the fixture ``shelf`` of a test module: one shelf over its reports."""

    @pytest.fixture(scope="module")
    def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
        with shelf_of(tmp_path_factory.mktemp("reports"), reports) as opened:
            yield opened

    return shelf


def library_fixture(reports: Mapping[str, str]) -> Any:
    """Return the fixture ``library`` of a test module: one library over its reports."""

    @pytest.fixture(scope="module")
    def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
        with library_of(tmp_path_factory.mktemp("reports"), reports) as opened:
            yield opened

    return library


def ask_fixture(kind: Kind) -> Any:
    """Return the fixture ``ask`` of a test module: asks one kind on its ``shelf``."""

    @pytest.fixture
    def ask(shelf: Shelf) -> Ask:
        return asking(shelf, kind)

    return ask


def asking(shelf: Shelf, kind: Kind, *, regions_allowed: bool = True) -> Ask:
    """Return a function that asks ``kind`` a question and proves what it answers."""

    def ask(text: str) -> Answer | None:
        question = parse_question(text, shelf.gazetteer)
        answer = kind(question, find_scope(question, shelf, regions_allowed=regions_allowed), shelf)
        if answer is not None:
            prove(answer, shelf)
        return answer

    return ask


def figures(answer: Answer | None, *, derived: bool = False) -> list[str]:
    """Return an answer's figures as ``22件``: those quoted, or those computed."""
    assert answer is not None
    return [f"{value.value}{value.unit}" for value in answer.values if value.derived is derived]
