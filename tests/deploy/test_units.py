"""The systemd units: systemd itself finds them right, and finds little that they expose."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from containerfile import DEPLOY

from bot.cli import cli

UNITS = ("fazhi.service", "fazhi-backup.service", "fazhi-backup.timer")
# 0 is best, 10 worst. Of the bot's 1.2, 0.6 is that it speaks to the network.
MOST_EXPOSED = {"fazhi.service": 1.5, "fazhi-backup.service": 0.5}

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def read(unit: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / unit, encoding="utf-8")
    return parser


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units with a program that is there, so that nothing but them can be found wrong."""
    for unit in UNITS:
        text = (DEPLOY / unit).read_text(encoding="utf-8")
        (tmp_path / unit).write_text(text.replace("/opt/fazhi/bin/fazhi", "/bin/true"))
    return tmp_path


@needs_systemd
def test_systemd_has_nothing_to_say_against_them(units: Path) -> None:
    command = ["systemd-analyze", "verify", "--man=no", *(str(units / unit) for unit in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True)
    # Other units of this machine may be complained of: only ours count.
    ours = [line for line in done.stderr.splitlines() if "fazhi" in line]
    assert ours == []


@needs_systemd
@pytest.mark.parametrize("unit", sorted(MOST_EXPOSED))
def test_they_expose_little(units: Path, unit: str) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(units / unit)]
    done = subprocess.run(command, capture_output=True, text=True)
    if "Unknown" in done.stderr or "unrecognized option" in done.stderr:
        pytest.skip("this systemd-analyze cannot judge a file (before 250)")
    level = re.search(r"exposure level for \S+ ([\d.]+)", done.stdout)
    assert level is not None, done.stderr
    assert float(level[1]) <= MOST_EXPOSED[unit]


def test_the_backup_is_of_the_bots_own_data() -> None:
    bot, backup = read("fazhi.service")["Service"], read("fazhi-backup.service")["Service"]
    assert bot["User"] == backup["User"] == "fazhi"
    assert bot["EnvironmentFile"] == backup["EnvironmentFile"]
    assert bot["WorkingDirectory"] == backup["WorkingDirectory"]
    for unit in ("fazhi.service", "fazhi-backup.service"):
        text = (DEPLOY / unit).read_text(encoding="utf-8")
        assert "Environment=FAZHI_HOME=/var/lib/fazhi\n" in text
    assert re.search(r" backup \S+ --keep \d+$", backup["ExecStart"])


@pytest.mark.parametrize("unit", ["fazhi.service", "fazhi-backup.service"])
def test_the_commands_that_they_start_are_taken(unit: str) -> None:
    program, name, *words = read(unit)["Service"]["ExecStart"].split()
    assert program == "/opt/fazhi/bin/fazhi"
    command = cli.get_command(click.Context(cli), name)
    assert command is not None and command.name == name
    command.make_context(name, words)


def test_what_a_person_must_mend_is_not_tried_again() -> None:
    service = read("fazhi.service")["Service"]
    assert service["RestartPreventExitStatus"].split() == ["4", "5"]
    assert service["Restart"] == "on-failure"
