"""Where the library can be browsed, every quote links to its page; elsewhere nothing changes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import run
from bot.links import find_marked, page_path
from bot.repl.session import Session
from bot.telegram.cards import answer_blocks
from bot.telegram.rich import to_html
from bot.telegram.splitting import split
from bot.terminal import Style
from retrieval.library import Library

BASE = "http://127.0.0.1:8001"
QUESTION = "青石街道2023年有多少件行政应诉案件"
REPORT = "青石街道2023年法治政府建设年度报告\n\n2023年，青石街道共办理行政应诉案件22件。\n"


@pytest.fixture
def database(tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "库.db"
    monkeypatch.setenv("FAZHI_DB", str(path))
    (tmp_path / "青石.txt").write_text(REPORT, encoding="utf-8")
    assert run(["ingest", str(tmp_path / "青石.txt")]) == 0
    return path


@pytest.fixture
def linked(database: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FAZHI_BROWSE_URL", f"{BASE}/")
    with Library.open(database) as library:
        (report,) = library.reports()
        quote = library.ask(QUESTION).evidence[0].quote
    return BASE + page_path(report.id, 3, quote)


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


def test_answers_name_the_page_of_their_lines(
    linked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert linked.startswith(f"{BASE}/report/") and linked.endswith("#L3")
    assert called(capsys, "ask", QUESTION).splitlines()[-1] == f"  {linked}"
    answer = json.loads(called(capsys, "ask", "--json", QUESTION))
    assert [item["url"] for item in answer["evidence"]] == [linked]


def test_tables_and_exports_name_it(
    linked: str, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (
        ("ask", "--csv", QUESTION),
        ("facts", "--csv"),
        ("compare", "--csv", "行政应诉案件"),
    ):
        rows = list(csv.DictReader(io.StringIO(called(capsys, *arguments).lstrip("\ufeff"))))
        assert rows[0]["url"] == linked
    assert linked in called(capsys, "facts", "--json")
    assert linked in called(capsys, "compare", "--json", "行政应诉案件")
    with Library.open(database) as library:
        session = Session(library)
        session.handle(QUESTION, Style())
        session.handle(f"/export {tmp_path / '问答.md'}", Style())
    assert f"]({linked})" in (tmp_path / "问答.md").read_text(encoding="utf-8")


def test_a_narrow_window_leaves_the_address_whole(
    linked: str, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called(capsys, "reports")
    with Library.open(database) as library:
        assert linked in [
            line.strip() for line in Session(library).handle(QUESTION, Style(width=30))
        ]


def test_telegram_links_the_source(
    linked: str, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called(capsys, "reports")
    with Library.open(database) as library:
        blocks = answer_blocks(library.ask(QUESTION))
    address = linked.replace("&", "&amp;")
    assert f'<a href="{address}"><i>— 青石街道' in to_html(blocks)
    # Cut into small messages, every piece of the source is still a link.
    pieces = [run for message in split(blocks, 20) for block in message for run in block.runs]
    sources = [run for run in pieces if run.look == "i"]
    assert len(sources) > 1 and {run.url for run in sources} == {linked}


def test_without_the_setting_nothing_is_linked(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (("ask", QUESTION), ("ask", "--json", QUESTION), ("ask", "--csv", QUESTION)):
        out = called(capsys, *arguments)
        assert "/report/" not in out and "url" not in out


def test_what_is_no_address_is_refused(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_BROWSE_URL", "javascript:alert(1)")
    assert run(["ask", QUESTION]) == 5
    assert "请写网址" in capsys.readouterr().err


@given(st.text(max_size=30), st.text(min_size=1, max_size=20), st.text(max_size=30))
def test_the_marked_stretch_is_found_again(before: str, quote: str, after: str) -> None:
    query = page_path("r1", 7, quote).partition("?q=")[2].partition("#")[0]
    line, length, digest = query.split("-")
    text = before + quote + after
    start, end = find_marked(text, int(length), digest)
    assert line == "7" and text[start:end] == quote
    assert find_marked(text, 0, digest) == (0, 0)
