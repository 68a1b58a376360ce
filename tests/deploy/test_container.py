"""The container's files: what they promise, and their steps carried out without an engine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import venv
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
import yaml
from containerfile import DEPLOY, ROOT, read_stages

from bot.cli import cli
from bot.settings import SETTINGS
from tests.soak import LONG

STAGES = read_stages(DEPLOY / "Containerfile")
BUILD, FINAL = STAGES[0], STAGES[-1]
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def words(stage: list[Any], word: str) -> list[str]:
    return [step.rest for step in stage if step.word == word]


def test_what_is_shipped_is_not_root_and_is_looked_after() -> None:
    (user,) = words(FINAL, "USER")
    assert user.split(":")[0].isdecimal() and int(user.split(":")[0]) >= 10_000
    (check,) = words(FINAL, "HEALTHCHECK")
    assert "/health" in check
    # Nothing is fetched or built in the stage that is shipped.
    assert words(FINAL, "RUN") == []
    assert len(STAGES) == 2
    assert words(FINAL, "ENTRYPOINT") == ['["fazhi"]']


def test_what_it_copies_is_there_and_let_through() -> None:
    ignored = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {line[1:] for line in ignored if line.startswith("!")}
    copied = {path for step in BUILD if step.word == "COPY" for path in step.paths[:-1]}
    assert copied == let_through
    assert all((ROOT / path).exists() for path in copied)


def test_its_settings_are_settings() -> None:
    known = {setting.variable for setting in SETTINGS} | {"FAZHI_HOME"}
    named = {
        part.partition("=")[0]
        for line in words(FINAL, "ENV")
        for part in line.split()
        if part.startswith("FAZHI_")
    }
    assert named == {"FAZHI_HOME", "FAZHI_METRICS_LISTEN"}
    assert named <= known


def test_compose_is_what_its_schema_wants() -> None:
    schema = json.loads((Path(__file__).parent / "schema" / "compose-spec.json").read_text())
    validator = jsonschema.Draft7Validator(schema)
    plain = json.loads(json.dumps(COMPOSE))
    # The project's name at the top is younger than the stored schema.
    assert plain.pop("name") == "fazhi"
    assert list(validator.iter_errors(plain)) == []
    broken = json.loads(json.dumps(plain))
    broken["services"]["bot"]["read_onyl"] = True
    assert list(validator.iter_errors(broken)) != []


def test_services_have_no_more_than_they_need() -> None:
    services = COMPOSE["services"]
    assert {name: s.get("profiles", []) for name, s in services.items()} == {
        "bot": [],
        "proxy": ["webhook"],
        "browse": ["browse"],
    }
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in service["security_opt"]
    assert "ports" not in services["bot"]
    assert all(port.startswith("127.0.0.1:") for port in services["browse"]["ports"])


def test_the_commands_that_compose_gives_are_taken() -> None:
    words = COMPOSE["services"]["browse"]["command"]
    command = cli.get_command(click.Context(cli), words[0])
    assert command is not None and command.name == "browse"
    assert command.make_context("browse", words[1:]).params["host"] == "0.0.0.0"


def test_the_files_that_compose_names_are_there() -> None:
    assert COMPOSE["services"]["bot"]["build"]["dockerfile"] == "deploy/Containerfile"
    assert (DEPLOY / "Caddyfile").is_file()
    assert (DEPLOY / (COMPOSE["services"]["bot"]["env_file"] + ".example")).is_file()


@pytest.mark.slow
@pytest.mark.skipif(not LONG, reason="all packages are fetched and built: make sampled")
@pytest.mark.skipif(os.name != "posix", reason="the steps are shell commands")
def test_its_build_steps_make_a_program_that_answers(tmp_path: Path) -> None:
    """Every RUN of the Containerfile, in a fresh environment, its paths moved under ``tmp_path``."""
    place = {
        name: tmp_path / name.strip("/") for name in ("/src", "/wheels", "/opt/fazhi", "/data")
    }
    venv.create(tmp_path / "python", with_pip=True)
    place["/src"].mkdir()
    (tmp_path / "opt").mkdir()
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'python' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "EXTRAS": "metrics",
    }
    for step in BUILD:
        if step.word == "COPY":
            *sources, _ = step.paths
            for source in sources:
                copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
                copy(ROOT / source, place["/src"] / source)
        elif step.word == "RUN":
            command = step.rest
            for name, folder in place.items():
                command = command.replace(name, str(folder))
            done = subprocess.run(
                command,
                shell=True,
                cwd=place["/src"],
                env=environment,
                capture_output=True,
                text=True,
            )
            if done.returncode and "wheel" in command and "No matching distribution" in done.stderr:
                pytest.skip("the package index cannot be reached")
            assert done.returncode == 0, f"{command}\n{done.stderr}"
    assert not list(place["/opt/fazhi"].glob("lib/*/site-packages/pip"))
    program = place["/opt/fazhi"] / "bin" / "fazhi"
    asked = [str(program), "ask", "--json", "嘉祥街道2023年有多少件行政应诉案件？"]
    answer = subprocess.run(
        asked,
        env={"PATH": os.environ["PATH"], "FAZHI_HOME": str(place["/data"]), "LANG": "C.UTF-8"},
        cwd=place["/data"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["values"][0]["value"] == "22"
    check = [str(program.parent / "python"), "-c", "import bot.telegram.monitor"]
    assert subprocess.run(check).returncode == 0
