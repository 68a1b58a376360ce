"""Where a setting comes from, and what a wrong one says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import SETTINGS, load_settings
from retrieval.errors import ConfigError


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_flag_beats_environment_beats_project_beats_user_beats_default(own_home: Path) -> None:
    assert load_settings().origins["color"].source == "默认"
    (own_home / "config").mkdir()
    (own_home / "config" / "fazhi.toml").write_text('color = "never"\nhistory = false\n')
    assert load_settings().text("color") == "never"
    Path("fazhi.toml").write_text('color = "always"\n')
    assert load_settings().text("color") == "always"
    assert load_settings().flag("history") is False
    environment = {"FAZHI_COLOR": "auto"}
    assert load_settings(None, environment).origins["color"].source == "环境变量 FAZHI_COLOR"
    assert load_settings({"color": "never"}, environment).origins["color"].source == "参数 --color"


def test_a_path_in_a_file_is_relative_to_the_file(own_home: Path) -> None:
    (own_home / "config").mkdir()
    (own_home / "config" / "fazhi.toml").write_text('db = "mine.db"\n')
    assert load_settings().path("db") == own_home / "config" / "mine.db"


def test_tables_and_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("fazhi.toml").write_text('owners = [1, 2]\n[telegram]\napi = "http://127.0.0.1:1"\n')
    settings = load_settings(None, {"FAZHI_ALLOWED": "7, -100200"})
    assert settings.ids("owners") == (1, 2)
    assert settings.ids("allowed") == (7, -100200)
    assert settings.text("telegram.api") == "http://127.0.0.1:1"


def test_allowed_unset_is_not_allowed_empty() -> None:
    assert load_settings(None, {}).ids("allowed") is None
    Path("fazhi.toml").write_text("allowed = []\n")
    assert load_settings(None, {}).ids("allowed") == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('colour = "never"', "color"),
        ("[telegram]\ntokn = 'x'", "telegram.token"),
        ("history = 3", "true 或 false"),
        ("owners = ['x']", "数字编号"),
        ("owners = [true]", "数字编号"),
        ('color = "pink"', "always"),
        ("db = = 1", "格式有误"),
    ],
)
def test_a_wrong_file_says_what_to_do(text: str, part: str) -> None:
    Path("fazhi.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert part in str(caught.value)
    assert caught.value.exit_code == 5


def test_a_slip_in_a_variable_is_refused() -> None:
    with pytest.raises(ConfigError, match="FAZHI_ALLOWED"):
        load_settings(None, {"FAZHI_ALOWED": "1"})
    load_settings(None, {"FAZHI_SOMETHING_ELSE": "1"})


def test_a_secret_is_not_repeated_in_the_message() -> None:
    Path("fazhi.toml").write_text("[telegram]\ntoken = 123456\n")
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert "123456" not in str(caught.value)


def test_keys_and_variables_are_unique() -> None:
    assert len({s.key for s in SETTINGS}) == len({s.variable for s in SETTINGS}) == len(SETTINGS)
