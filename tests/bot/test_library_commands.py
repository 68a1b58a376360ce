"""fazhi ingest, remove and reports --check over a library of their own, nothing replaced."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from bot.cli import run
from bot.commands import ingest
from retrieval.answering.kept import kept_places
from retrieval.answering.tables import tables_ahead

REPORT = "{place}2023年法治政府建设年度报告\n\n2023年，{place}共办理行政应诉案件{cases}件。\n{place}人民政府\n2024年1月20日\n"
UNKNOWN = "法治建设工作总结\n\n共办理行政应诉案件5件，开展普法宣传8场次。\n"


class Called:
    """Runs the command on a database of its own and keeps what it printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.database = folder / "库.db"
        self._capsys = capsys

    def __call__(self, *arguments: str | Path, code: int = 0) -> tuple[str, str]:
        self._capsys.readouterr()
        assert run(["--db", str(self.database), *map(str, arguments)]) == code
        captured = self._capsys.readouterr()
        return captured.out, captured.err

    def digest(self) -> str:
        return hashlib.sha256(self.database.read_bytes()).hexdigest()

    def files(self) -> list[str]:
        return [row["file"] for row in json.loads(self("reports", "--json")[0])]


@pytest.fixture
def fazhi_on(tmp_path: Path, own_home: Path, capsys: pytest.CaptureFixture[str]) -> Called:
    return Called(tmp_path, capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "报告"
    reports.mkdir()
    for place, cases in (("甲山镇", 21), ("乙水镇", 22)):
        text = REPORT.format(place=place, cases=cases)
        (reports / f"{place}.txt").write_text(text, encoding="utf-8")
    return reports


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(
    fazhi_on: Called, folder: Path
) -> None:
    out, err = fazhi_on("ingest", "--dry-run", folder)
    assert "新增  甲山镇.txt  甲山镇 2023年" in out
    assert "没有写入" in err and "将读入 2 份" in err
    assert not fazhi_on.database.exists()
    fazhi_on("ingest", folder)
    before = fazhi_on.digest()
    (folder / "甲山镇.txt").unlink()
    text = REPORT.format(place="乙水镇", cases=30)
    (folder / "乙水镇.txt").write_text(text, encoding="utf-8")
    (folder / "丙石镇.txt").write_text(text.replace("乙水镇", "丙石镇"), encoding="utf-8")
    dry = fazhi_on("ingest", "--dry-run", "--sync", folder)[0]
    for said in ("移除  甲山镇.txt", "更新  乙水镇.txt", "新增  丙石镇.txt"):
        assert said in dry
    assert fazhi_on.digest() == before
    # What was said is what is done.
    assert fazhi_on("ingest", "--sync", folder)[0] == dry


def test_tables_are_made_ready_where_a_library_keeps_them(
    fazhi_on: Called, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "对照" not in fazhi_on("ingest", "--tables", folder)[1]
    monkeypatch.setattr(kept_places, "MANY", 1)
    monkeypatch.setattr(tables_ahead, "LEAST_PLACES", 2)
    assert "对照" not in fazhi_on("ingest", folder)[1]
    assert "对照" not in fazhi_on("ingest", "--dry-run", "--tables", folder)[1]
    assert "2 个指标的对照已备好" in fazhi_on("ingest", "--tables", folder)[1]
    assert "甲山镇" in fazhi_on("compare", "行政应诉案件")[0]


def test_of_a_large_library_the_commonest_tables_are_made_ready_by_themselves(
    fazhi_on: Called, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = "个指标的对照已备好"
    monkeypatch.setattr(kept_places, "MANY", 1)
    monkeypatch.setattr(tables_ahead, "LEAST_PLACES", 2)
    assert ready not in fazhi_on("ingest", folder)[1]
    monkeypatch.setattr(ingest, "MANY_REPORTS", 2)
    # Nothing has changed.
    assert ready not in fazhi_on("ingest", folder)[1]

    def changed(cases: int) -> Path:
        text = REPORT.format(place="丙石镇", cases=cases)
        (folder / "丙石镇.txt").write_text(text, encoding="utf-8")
        return folder

    assert ready in fazhi_on("ingest", changed(4))[1]
    assert ready not in fazhi_on("ingest", "--no-tables", changed(5))[1]
    monkeypatch.setenv("FAZHI_TABLES_AHEAD", "0")
    assert ready not in fazhi_on("ingest", changed(6))[1]
    assert ready in fazhi_on("ingest", "--tables", changed(7))[1]


def test_sync_says_what_is_gone(fazhi_on: Called, folder: Path) -> None:
    fazhi_on("ingest", folder)
    (folder / "甲山镇.txt").unlink()
    out, err = fazhi_on("ingest", "--sync", folder)
    assert "移除  甲山镇.txt" in out and "移除 1 份" in err
    (folder / "乙水镇.txt").unlink()
    fazhi_on("ingest", "--sync", folder)
    fazhi_on("reports", code=4)
    fazhi_on("ingest", "--sync", folder, code=4)


def test_remove_takes_the_keys_of_show(fazhi_on: Called, folder: Path) -> None:
    fazhi_on("ingest", folder)
    fazhi_on("remove", "甲山镇.txt", "丁谷镇", code=4)
    assert len(fazhi_on.files()) == 2
    assert fazhi_on("remove", "乙水镇 2023")[0] == "✓ 移除  乙水镇.txt  乙水镇 2023年\n"
    assert fazhi_on.files() == ["甲山镇.txt"]
    assert (folder / "乙水镇.txt").exists()
    fazhi_on("remove", code=2)


class Typed(io.StringIO):
    """A terminal at which something was typed."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "arguments", "left"),
    [("n\n", [], 2), ("\n", [], 2), ("y\n", [], 1), ("", ["--yes"], 1)],
)
def test_remove_asks_before_on_a_terminal(
    fazhi_on: Called,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    arguments: list[str],
    left: int,
) -> None:
    fazhi_on("ingest", folder)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdin", Typed(typed))
        patched.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        asked = fazhi_on("remove", "甲山镇", *arguments)[1]
    assert ("移除这 1 份报告" in asked) == (not arguments)
    assert len(fazhi_on.files()) == left


@pytest.mark.parametrize("command", [["ingest", "-v"], ["reports", "--check"]])
def test_what_was_decided_is_shown_with_its_reason(
    fazhi_on: Called, folder: Path, command: list[str]
) -> None:
    (folder / "总结.txt").write_text(UNKNOWN, encoding="utf-8")
    (folder / "reports.toml").write_text('["乙水镇.txt"]\nyear = 2020\n', encoding="utf-8")
    first = fazhi_on("ingest", "-v", folder)[0]
    out = first if command[0] == "ingest" else fazhi_on(*command)[0]
    for said in (
        "标题：甲山镇2023年法治政府建设年度报告（取自正文开头）",
        "地区：甲山镇（取自标题）",
        "年份：2023（取自标题）",
        "年份：2020（取自 reports.toml）",
        "发布机构：甲山镇人民政府（取自抬头或落款）",
        "发布日期：2024-01-20（取自抬头或落款）",
        "⚠ 没有认出地区、年份：提问时写出标题《法治建设工作总结》即可",
    ):
        assert said in out
    if command[0] == "reports":
        assert out.startswith("总结.txt"), "what has to be looked at stands first"


def test_the_json_of_reports_tells_it_too(fazhi_on: Called, folder: Path) -> None:
    fazhi_on("ingest", folder)
    rows = json.loads(fazhi_on("reports", "--check", "--json")[0])
    row = next(row for row in rows if row["file"] == "甲山镇.txt")
    assert (row["issuer"], row["published"]) == ("甲山镇人民政府", "2024-01-20")
    assert "年份：取自标题" in row["notes"]
