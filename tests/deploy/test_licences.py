"""What the program needs at run time comes under licences that were looked at; no network asked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
KNOWN = tomllib.loads((Path(__file__).parent / "licences.toml").read_text(encoding="utf-8"))
PACKAGES: dict[str, str] = KNOWN["packages"]
# Only for those who develop.
NOT_SHIPPED = {"dev"}
_COPYLEFT = re.compile(r"(?<![A-Z])(A|L)?GPL|GENERAL PUBLIC|SSPL|BUSL|COMMONS CLAUSE", re.I)


def read_requirements() -> list[Requirement]:
    """Return what pyproject asks for: what everyone gets, and the extras that people install."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    shipped = [line for name, lines in extras.items() if name not in NOT_SHIPPED for line in lines]
    return [Requirement(line) for line in [*project["dependencies"], *shipped]]


def find_closure(wanted: Iterable[Requirement]) -> dict[str, Distribution]:
    """Return every installed package that the requirements lead to, by its canonical name."""
    waiting, found, seen = list(wanted), {}, set()
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            # An extra that is not installed here.
            continue
        for line in found[name].requires or ():
            needed = Requirement(line)
            marker = needed.marker
            if marker is None or any(marker.evaluate({"extra": e}) for e in ("", *extras)):
                waiting.append(needed)
    return found


CLOSURE = find_closure(read_requirements())


def parts(expression: str) -> set[str]:
    return set(re.split(r"\s+(?:AND|OR)\s+", expression.replace("(", "").replace(")", "")))


def declared(package: Distribution) -> list[str]:
    """Return what a package says of its licence, in all places where it may."""
    fields = package.metadata
    classifiers = [c for c in fields.get_all("Classifier") or () if c.startswith("License ::")]
    free_text = (fields.get("License") or "").strip().splitlines()[:1]
    return [*classifiers, *free_text, *filter(None, [fields.get("License-Expression")])]


def test_what_is_asked_for_is_installed() -> None:
    assert {canonicalize_name(r.name) for r in read_requirements()} <= CLOSURE.keys()
    # What they lead to in turn is in it as well.
    assert {"httpx", "certifi", "tornado"} <= CLOSURE.keys()


@pytest.mark.parametrize("name", sorted(CLOSURE))
def test_a_package_has_a_licence_that_was_looked_at(name: str) -> None:
    assert name in PACKAGES, f"{name}: look at its licence and add it to licences.toml"
    assert parts(PACKAGES[name]) <= {*KNOWN["permissive"], *KNOWN["named"]}


@pytest.mark.parametrize("name", sorted(CLOSURE))
def test_a_package_says_itself_what_the_list_says(name: str) -> None:
    package, listed = CLOSURE[name], PACKAGES[name]
    expression = package.metadata.get("License-Expression")
    if expression is not None:
        assert parts(expression) == parts(listed)
    copyleft = [text for text in declared(package) if _COPYLEFT.search(text)]
    assert bool(copyleft) == ("GPL" in listed), copyleft
    assert all("AGPL" not in text and "AFFERO" not in text.upper() for text in copyleft)


def test_the_list_itself_names_no_strong_copyleft() -> None:
    allowed = [*KNOWN["permissive"], *KNOWN["named"]]
    assert [x for x in allowed if _COPYLEFT.search(x)] == ["LGPL-3.0-only"]
    assert list(PACKAGES) == sorted(PACKAGES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GPL-3.0-or-later", True),
        ("License :: OSI Approved :: GNU Affero General Public License v3", True),
        ("GNU LGPLv3", True),
        ("Server Side Public License (SSPL)", True),
        ("License :: OSI Approved :: MIT License", False),
        ("Mozilla Public License 2.0", False),
    ],
)
def test_copyleft_is_known_by_its_names(text: str, found: bool) -> None:
    assert bool(_COPYLEFT.search(text)) is found
