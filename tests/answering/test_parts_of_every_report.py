"""Every test report that tells what falls short or what is planned answers so, in any words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from retrieval.library import Library

ROOT = Path(__file__).parents[2]
PARTS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "parts_of_reports.toml").read_text(encoding="utf-8")
)
FOLDERS = sorted({key.split("/")[0] for key in PARTS})
WORDINGS = {
    "shortcomings": ("存在什么问题", "还有什么没做好的", "哪些方面还要加强"),
    "plan": ("接下来准备干什么", "下一步工作怎么安排"),
}


@pytest.fixture(scope="module", params=FOLDERS)
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Library]]:
    name: str = request.param
    folder = ROOT / "corpus" if name == "corpus" else ROOT / "tests/support/reports" / name
    with Library.open(tmp_path_factory.mktemp(name) / "库.db", create=True) as library:
        library.ingest([folder])
        yield name, library


def asked_of(library: Library, key: str) -> str:
    """Return the place of a report, with its year where the place has several."""
    parsed = library.parsed(key.split("/")[1]).report
    assert parsed.place is not None
    place: str = PARTS[key].get("place", parsed.place.name)
    several = sum(summary.place == parsed.place.name for summary in library.reports()) > 1
    return f"{place}{parsed.year}年" if several else place


def test_each_report_tells_its_parts(opened: tuple[str, Library]) -> None:
    folder, library = opened
    missed = []
    for key in (key for key in PARTS if key.split("/")[0] == folder):
        place = asked_of(library, key)
        for part, wordings in WORDINGS.items():
            items = PARTS[key].get(part, [])
            for wording in wordings if items else ():
                answer = library.ask(place + wording)
                at = [answer.text.find(item) for item in items]
                if answer.kind != "list" or -1 in at or at != sorted(at):
                    missed.append((place + wording, answer.status, answer.text))
    assert missed == []
