"""What the documents say is what the program does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.database import corpus_folder
from bot.faq.keys import CASE_KEYS, FILE_KEYS
from bot.faq.load import load_file
from bot.repl.session import Session
from bot.settings import SETTINGS, load_settings
from bot.terminal import Style
from retrieval.library import Library

ROOT = Path(__file__).resolve().parents[2]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = corpus_folder()
    assert folder
    with Library.open(tmp_path_factory.mktemp("db") / "reports.db", create=True) as opened:
        opened.ingest([folder])
        yield opened


def _blocks(path: Path, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_every_command_and_setting_is_documented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`fazhi {name}" not in text] == []
    assert [s.variable for s in SETTINGS if s.variable not in text and s.key != "db"] == []


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_transcript_shows_what_the_program_quotes(path: Path, library: Library) -> None:
    session = Session(library)
    for exchange in _blocks(path, "")[0].strip().split("\n\n"):
        question, text, *quotes = exchange.removeprefix("❯ ").split("\n")
        said, *quoted = session.handle(question, Style(width=80))
        # The wording may be polished; its figures, the quotes and their sources may not move.
        assert re.findall(r"\d+", said) == re.findall(r"\d+", text)
        assert quoted[: len(quotes)] == quotes


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_example_settings_are_read(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("fazhi.toml").write_text(_blocks(path, "toml")[0], encoding="utf-8")
    assert load_settings().ids("owners") == (10001,)


@pytest.mark.parametrize("path", [*READMES, ROOT / "tests/faq/README.md"], ids=lambda p: p.name)
def test_the_example_cases_are_read(path: Path, tmp_path: Path) -> None:
    example = tmp_path / "a.yaml"
    example.write_text(_blocks(path, "yaml")[0], encoding="utf-8")
    assert load_file(example).problems == ()


def test_every_faq_key_is_explained() -> None:
    text = (ROOT / "tests/faq/README.md").read_text(encoding="utf-8")
    words = [alias for names in {**FILE_KEYS, **CASE_KEYS}.values() for alias in names[:2]]
    assert [word for word in words if word not in text] == []


def test_every_report_is_in_the_list_of_reports() -> None:
    folder = corpus_folder()
    assert folder
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in folder.glob("*.txt") if p.name not in text] == []
