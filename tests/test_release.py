"""What is released works outside the checkout: reports, data and command come with the wheel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive and the wheel that is built from that archive."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def fazhi(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command as the wheel installs it, in an environment without the checkout."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=False, symlinks=True)
    paths = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", "venv", paths))
    # What fazhi depends on is borrowed, not fetched; a line here adds a folder, not its own lines.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (wheel,) = dist.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    command = [*pip, "install", "--no-deps", "--no-index", "--quiet", "--ignore-installed"]
    subprocess.run([*command, str(wheel)], check=True, capture_output=True)
    return folder / "bin" / "fazhi"


def call(fazhi: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(fazhi), *arguments],
        cwd=folder,
        env={**os.environ, "FAZHI_HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_wheel_answers_a_question(fazhi: Path, tmp_path: Path) -> None:
    done = call(fazhi, tmp_path, "ask", "--json", "嘉祥街道2023年有多少件行政应诉案件？")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [(value["value"], value["unit"]) for value in answer["values"]] == [("22", "件")]
    assert str(ROOT) not in (tmp_path / "home" / "data" / "fazhi.db.corpus").read_text()


def test_the_version_stands_in_one_place(fazhi: Path, tmp_path: Path) -> None:
    assert call(fazhi, tmp_path, "--version").stdout.strip() == f"fazhi {VERSION}"
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {VERSION}" in changes


def test_nothing_but_the_packages_and_their_data_is_installed(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"bot", "retrieval", f"fazhi-{VERSION}.dist-info"}


def test_the_source_archive_holds_what_tests_and_deploys(dist: Path) -> None:
    (source,) = dist.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        tops = {name.split("/")[1] for name in archive.getnames()}
    assert tops >= {"bot", "retrieval", "corpus", "deploy", "tests", "Makefile", "CHANGELOG.md"}
