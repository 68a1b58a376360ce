"""fazhi verify over a library of its own: what it says and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import run
from bot.repl.session import Session
from bot.telegram.cards import passage_blocks
from bot.terminal import Style
from retrieval.library import Library
from retrieval.records import Evidence

QUESTION = "青石街道2023年有多少件行政应诉案件"
REPORT = "青石街道2023年法治政府建设年度报告\n\n2023年，青石街道共办理行政应诉案件22件。\n"


@pytest.fixture
def file(tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAZHI_DB", str(tmp_path / "库.db"))
    path = tmp_path / "青石.txt"
    path.write_text(REPORT, encoding="utf-8")
    assert run(["ingest", str(path)]) == 0
    return path


def asked(capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(["ask", "--json", QUESTION]) == 0
    return str(json.loads(capsys.readouterr().out)["answer_id"])


def test_verify_says_that_the_quote_stands(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = asked(capsys)
    assert run(["verify", made]) == 0
    out = capsys.readouterr().out
    assert out == (
        "✓ 原样还在\n"
        "  2023年，青石街道共办理行政应诉案件22件。\n"
        "  — 青石街道2023年法治政府建设年度报告 · 第3行 · 报告文件里也在\n"
        "引文都还在。\n"
    )


def test_verify_ends_with_1_where_the_text_changed(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = asked(capsys)
    file.write_text(REPORT.replace("\n\n", "\n\n\n"), encoding="utf-8")
    assert run(["verify", made]) == 0
    assert "原在第3行，现在第4行 · 库里：原样还在" in capsys.readouterr().out
    file.write_text(REPORT.replace("22件", "32件"), encoding="utf-8")
    assert run(["verify", made]) == 1
    out = capsys.readouterr().out
    assert "✘ 原文已改或已删" in out and "报告文件里已改或已删" in out and "有 0 条" in out
    assert run(["verify", "--json", made]) == 1
    body = json.loads(capsys.readouterr().out)
    assert (body["answer_id"], body["stand"]) == (made, False)
    assert [quote["verdict"] for quote in body["quotes"]] == ["text_changed"]


def test_verify_ends_with_2_and_4_for_slips_and_missing_libraries(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = asked(capsys)
    slip = made[:-1] + ("0" if made[-1] != "0" else "1")
    assert run(["verify", slip]) == 2
    assert "抄错了" in capsys.readouterr().err
    assert run(["verify"]) == 2
    assert run(["verify", "--db", str(tmp_path / "没有.db"), made]) == 4
    assert run(["remove", "青石街道"]) == 0
    assert run(["verify", made]) == 4


def test_the_chat_and_the_source_view_show_the_id(file: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "库.db") as library:
        session = Session(library)
        session.handle(QUESTION, Style())
        assert session.last is not None
        made = session.last.answer_id
        assert f"核对引文：fazhi verify {made}" in session.handle("/why", Style())
    item = Evidence("r", "题", "青石街道", 2023, "青石.txt", 3, "", "22件")
    shown = str(passage_blocks(item, ((3, "共22件"),), 0, 1, made))
    assert f"答案编号 {made}" in shown
    assert "答案编号" not in str(passage_blocks(item, ((3, "共22件"),), 0, 1, "a" * 65))
