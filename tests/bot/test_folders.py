"""The folders of this machine: the short way to them ends where platformdirs says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from bot.folders import config_folder, data_folder, state_folder

DIRS = platformdirs.PlatformDirs("fazhi", appauthor=False)
KINDS: list[tuple[Callable[[], Path], str, str]] = [
    (data_folder, "user_data_path", "XDG_DATA_HOME"),
    (config_folder, "user_config_path", "XDG_CONFIG_HOME"),
    (state_folder, "user_state_path", "XDG_STATE_HOME"),
]


@pytest.mark.parametrize(("folder", "expected", "variable"), KINDS)
@pytest.mark.parametrize("value", [None, "", "  ", "/srv/甲", "relative"])
def test_the_folders_are_those_of_the_system(
    folder: Callable[[], Path],
    expected: str,
    variable: str,
    value: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("FAZHI_HOME")
    monkeypatch.delenv(variable, raising=False)
    if value is not None:
        monkeypatch.setenv(variable, value)
    assert folder() == getattr(DIRS, expected)


def test_other_systems_have_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAZHI_HOME")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert config_folder() == DIRS.user_config_path


def test_one_folder_of_ours_holds_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FAZHI_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "data"
