"""Ready-made knowledge is what reading the files gives, and never that of other files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.language import data, everyday, knowledge, lexicon, restated

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Let each test begin, and leave the next, as a new process would."""

    def forget() -> None:
        data._READY.clear()
        data.load_toml.cache_clear()
        lexicon.load_lexicon.cache_clear()
        _forget_everyday()
        knowledge.fingerprint.cache_clear()
        knowledge._compiled.cache_clear()
        knowledge._remembered.cache_clear()

    forget()
    yield
    forget()


def _forget_everyday() -> None:
    for made in (everyday._table, everyday._rows_for, everyday._by_first, everyday.find_everyday):
        made.cache_clear()


def test_ready_made_equals_read() -> None:
    read = {name: data.load_toml(name) for name in data.data_files() if name.endswith(".toml")}
    concepts = lexicon.load_lexicon().concepts
    text = knowledge.compile_knowledge()
    data.load_toml.cache_clear()
    lexicon.load_lexicon.cache_clear()
    assert knowledge.remember(text)
    assert {name: data.load_toml(name) for name in read} == read
    assert lexicon.load_lexicon().concepts == concepts
    made = {lexicon.READY, everyday.READY, restated.READY}
    spared = {lexicon.FILE, restated.FILE, *data.data_files(everyday.FOLDER)}
    assert set(read) - spared == set(data._READY) - made


def test_restated_words_ready_made_equal_those_read() -> None:
    asked = "法律方面的顾问"
    restated._by_first.cache_clear()
    read = [list(restated.spoken_at(asked, at)) for at in range(len(asked))]
    assert any(read)
    restated._by_first.cache_clear()
    assert knowledge.remember(knowledge.compile_knowledge())
    assert [list(restated.spoken_at(asked, at)) for at in range(len(asked))] == read


def test_everyday_words_ready_made_equal_those_read() -> None:
    asked = (
        "打官司输了几场",
        "收了多少吨粮",
        "老百姓反映问题多少回",
        "拆了多少违建",
        "开除了几个人",
    )
    read = [everyday.find_everyday(question) for question in asked]
    assert any(read)
    assert knowledge.remember(knowledge.compile_knowledge())
    _forget_everyday()
    assert [everyday.find_everyday(question) for question in asked] == read


def test_with_knowledge_nothing_is_parsed() -> None:
    code = (
        "import sys\n"
        "from retrieval.language.knowledge import remember\n"
        "assert remember(sys.stdin.read())\n"
        "from retrieval.language.lexicon import load_lexicon\n"
        "from retrieval.language.data import load_toml\n"
        "assert load_lexicon().find('行政应诉案件') and load_toml('units.toml')\n"
        "sys.exit('tomllib' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=knowledge.compile_knowledge().encode(),
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0


def test_the_same_text_is_read_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    text = knowledge.compile_knowledge()
    read: list[object] = []
    monkeypatch.setattr(knowledge, "supply", read.append)
    assert knowledge.remember(text)
    assert knowledge.remember(text)
    assert len(read) == 1


@pytest.mark.parametrize("damage", ["", "a", "0" * 16, "0" * 16 + "{}"])
def test_damaged_knowledge_is_not_believed(damage: str) -> None:
    whole = knowledge.compile_knowledge()
    assert not knowledge.remember(damage)
    assert not knowledge.remember(whole[:-1])
    assert not knowledge.remember(whole.replace("行政应诉", "行政复议", 1))
    assert data._READY == {}


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the program's data and code, which the fingerprint is taken of."""
    for part in ("data", "language"):
        shutil.copytree(data.FOLDER.parent / part, tmp_path / part)
    for module in (data, knowledge):
        monkeypatch.setattr(module, "FOLDER", tmp_path / "data")
    monkeypatch.setattr(knowledge, "_CODE", tmp_path / "language")
    return tmp_path


@pytest.mark.parametrize(
    "name",
    ["data/concepts.toml", "data/stopwords.txt", "data/everyday/money.toml", "language/fold.py"],
)
def test_any_change_of_data_or_code_changes_the_fingerprint(copied: Path, name: str) -> None:
    before = knowledge.fingerprint()
    file = copied / name
    status = file.stat()
    content = file.read_bytes()
    file.write_bytes(content[:-2] + b"#\n")
    # Neither size nor time tells.
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    knowledge.fingerprint.cache_clear()
    assert knowledge.fingerprint() != before
    file.write_bytes(content)
    knowledge.fingerprint.cache_clear()
    assert knowledge.fingerprint() == before


def test_files_that_changed_under_a_running_program_are_not_kept(copied: Path) -> None:
    assert knowledge.compile_knowledge()
    with (copied / "data" / "units.toml").open("a", encoding="utf-8") as file:
        file.write("\n# another line\n")
    assert knowledge.compile_knowledge() == ""


def test_a_value_that_the_text_cannot_hold_is_not_kept(copied: Path) -> None:
    with (copied / "data" / "units.toml").open("a", encoding="utf-8") as file:
        file.write("\n[dated]\nday = 2024-01-01\n")
    assert knowledge.compile_knowledge() == ""
