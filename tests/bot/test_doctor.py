"""fazhi doctor and fazhi config check: each thing that can be wrong is named with its remedy."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import run
from bot.upkeep import machine
from bot.upkeep.machine import check_disk, check_fonts, check_private
from retrieval.library import Library

REPORT = "甲山镇2023年法治政府建设年度报告\n\n2023年，甲山镇共办理行政应诉案件21件。\n"
Checked = Callable[..., dict[str, dict[str, object]]]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "库.db"
    (tmp_path / "甲山镇2023.txt").write_text(REPORT, encoding="utf-8")
    with Library.open(path, create=True) as opened:
        opened.ingest([tmp_path / "甲山镇2023.txt"])
    return path


@pytest.fixture
def doctor(library: Path, capsys: pytest.CaptureFixture[str]) -> Checked:
    def call(*, code: int = 0) -> dict[str, dict[str, object]]:
        capsys.readouterr()
        assert run(["doctor", "--offline", "--json", "--db", str(library)]) == code
        rows = json.loads(capsys.readouterr().out)
        return {row["name"]: row for row in rows}

    return call


def test_a_well_installation(doctor: Checked) -> None:
    rows = doctor()
    assert all(row["ok"] or not row["serious"] for row in rows.values())
    assert "1 份报告" in str(rows["段落与数字"]["detail"])


def test_a_damaged_library_is_broken(doctor: Checked, library: Path) -> None:
    connection = sqlite3.connect(library)
    connection.execute("UPDATE lines SET text = '改' || text")
    connection.commit()
    connection.close()
    row = doctor(code=1)["引文与原文"]
    assert not row["ok"] and "fazhi restore" in str(row["remedy"])


def test_a_file_that_is_no_library(doctor: Checked, library: Path) -> None:
    library.write_text("这不是数据库" * 100)
    assert doctor(code=1)["数据库"]["remedy"]


def test_for_people_each_check_has_a_mark(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["doctor", "--offline", "--db", str(library)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line[0] in "✓✘!" or line.startswith("  →") for line in lines)


def test_the_default_library_is_made(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--offline", "--json"]) == 0
    assert "5 份报告" in capsys.readouterr().out


def test_little_room_is_said(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 5 << 20

    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: Usage)
    check = check_disk(library)
    assert check.remedy and not check.serious and "5.0 MB" in check.detail


def test_no_font_is_said(tmp_path: Path) -> None:
    check = check_fonts(tmp_path / "没有.ttf")
    assert check.remedy and not check.serious


def test_what_others_may_read_is_said(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("1:a")
    token.chmod(0o644)
    assert check_private({"令牌文件": token}).remedy == f"chmod 600 {token}"
    token.chmod(0o600)
    assert check_private({"令牌文件": token}).ok


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        ("FAZHI_CHARTS_FONT", "/没有/字体.otf", "charts.font"),
        ("FAZHI_TELEGRAM_TOKEN_FILE", "/没有/令牌", "telegram.token_file"),
    ],
)
def test_config_check_names_files_that_are_not_there(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    setting: str,
    value: str,
    named: str,
) -> None:
    monkeypatch.setenv(setting, value)
    assert run(["config", "check"]) == 5
    assert named in capsys.readouterr().out


def test_config_check_of_good_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["ok"]


def test_config_check_of_an_unknown_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fazhi.toml").write_text('colour = "auto"\n')
    assert run(["config", "check"]) == 5
    assert "是不是 color" in capsys.readouterr().err
