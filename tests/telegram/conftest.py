"""The bot against the double of the Bot API: in a thread of the test, or as the real program."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from botapi import Server, World
from running import Program, RunningBot
from scripted import ScriptedShelf

from retrieval.library import Library

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as double:
        yield double


@pytest.fixture
def world(server: Server) -> World:
    return server.world


@pytest.fixture
def shelf() -> ScriptedShelf:
    return ScriptedShelf()


@pytest.fixture
def start(
    server: Server, shelf: ScriptedShelf, tmp_path: Path
) -> Iterator[Callable[..., RunningBot]]:
    """Starts the bot in a thread over the scripted library; settings by name."""
    running: list[RunningBot] = []

    def call(**settings: object) -> RunningBot:
        bot = RunningBot(server, shelf, tmp_path / "bot.telegram.db", **settings)
        running.append(bot)
        bot.start()
        return bot

    yield call
    for bot in running:
        bot.stop()


@pytest.fixture(scope="session")
def corpus_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five reports, read once."""
    path = tmp_path_factory.mktemp("corpus") / "corpus.db"
    with Library.open(path, create=True) as library:
        library.ingest([CORPUS])
    return path


@pytest.fixture
def program(server: Server, corpus_db: Path, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts ``fazhi telegram`` as a process over the five reports; environment by name."""
    database = tmp_path / "fazhi.db"
    shutil.copy(corpus_db, database)
    running: list[Program] = []

    def call(**environment: str) -> Program:
        settings = {
            **os.environ,
            "FAZHI_DB": str(database),
            "FAZHI_TELEGRAM_TOKEN": server.world.token,
            "FAZHI_TELEGRAM_API": server.address,
            **environment,
        }
        running.append(Program(settings, tmp_path))
        return running[-1]

    yield call
    for process in running:
        process.kill()
        # Shown when the test fails.
        print(process.errors)
