"""The example of settings has all of them, and each example is one that is taken."""

from __future__ import annotations

import re

import pytest
from containerfile import DEPLOY

from bot.cli import COMMANDS
from bot.settings import SETTINGS, load_settings

EXAMPLE = (DEPLOY / "fazhi.env.example").read_text(encoding="utf-8")
ASSIGNED = re.findall(r"^#?(FAZHI_\w+)=(.*)$", EXAMPLE, re.M)
READMES = ("README.md", "README.zh-CN.md")


def test_every_setting_stands_there_once_and_nothing_else() -> None:
    assert sorted(name for name, _ in ASSIGNED) == sorted(s.variable for s in SETTINGS)


def test_every_example_is_a_value_that_is_taken() -> None:
    settings = load_settings(environment=dict(ASSIGNED))
    assert all(origin.source.startswith("环境变量") for origin in settings.origins.values())


def test_what_is_switched_off_shows_the_default() -> None:
    settings, defaults = load_settings(environment=dict(ASSIGNED)), load_settings(environment={})
    for setting in SETTINGS:
        if setting.default not in (None, ()):
            assert settings.origins[setting.key].value == defaults.origins[setting.key].value


def test_a_shell_reads_it_as_systemd_and_containers_do() -> None:
    for line in EXAMPLE.splitlines():
        assert line == "" or line.startswith("#")
    for _, value in ASSIGNED:
        assert not re.search(r"[\s'\"$`\\]", value)


def test_each_setting_is_explained_in_both_languages() -> None:
    for block in EXAMPLE.split("\n\n"):
        if re.search(r"^#FAZHI_", block, re.M):
            comment = re.sub(r"^#FAZHI_.*$", "", block, flags=re.M)
            assert re.search(r"[A-Za-z]{3,}", comment), block
            assert re.search(r"[\u4e00-\u9fff]{2,}", comment), block


@pytest.mark.parametrize("name", READMES)
def test_the_files_and_commands_of_the_readme_are_there(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (DEPLOY / link).is_file(), link
    for file in re.findall(r"`((?:fazhi|Container|compose|Caddy|nginx)[\w.-]*)`", text):
        made_from_it = {"fazhi.env", "fazhi:latest"}
        assert file in made_from_it | {"fazhi"} or (DEPLOY / file).exists(), file
    for command in re.findall(r"^(?:fz|.*bot fazhi) (\w+)", text, re.M):
        assert command in COMMANDS, command
    listed = re.findall(r"^\| `([^|]+)` \|", text, re.M)
    assert listed


def test_both_readmes_give_the_same_commands() -> None:
    def commands(name: str) -> list[str]:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        lines = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)).splitlines()
        # What people put in for themselves, and the remarks, are in their language.
        bare = (
            re.sub(r"\s{2,}#.*$|日期-时间|DATE-TIME|令牌|TOKEN|报告|reports", "", x) for x in lines
        )
        return [line.strip() for line in bare if line.strip()]

    assert commands("README.md") == commands("README.zh-CN.md")
