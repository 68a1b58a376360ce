"""What a browser shows of a report's page, over the real server; skipped where no Chromium is."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bot.links import page_path
from retrieval.library import Library
from retrieval.records import Evidence

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
# As in report.css: the frame and ground of the line in the address, the ground of the quote.
FRAME, LINE, QUOTE = (0xF0, 0x8C, 0x00), (0xFF, 0xF3, 0xBF), (0xFF, 0xD4, 0x3B)

pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium on this machine (apt install chromium)"
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("chromium") / "库.db"
    with Library.open(path, create=True) as library:
        library.ingest([ROOT / "corpus" / "嘉祥街道2023.txt"])
    return path


@pytest.fixture(scope="module")
def quote(database: Path) -> Evidence:
    with Library.open(database) as library:
        return library.ask("嘉祥街道2023年有多少件行政应诉案件").evidence[0]


@pytest.fixture(scope="module")
def server(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of ``fazhi browse`` in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "bot",
        "--db",
        str(database),
        "browse",
        "--no-open",
        "--port",
        str(port),
    ]
    environment = {**os.environ, "FAZHI_HOME": str(tmp_path_factory.mktemp("home"))}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        while not is_up(address):
            assert process.poll() is None, "fazhi browse ended"
        yield address
        process.terminate()


def is_up(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/-/versions.json") as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def browse(address: str, folder: Path, *options: str) -> bytes:
    """Return what headless Chromium writes to standard output about a page."""
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--window-size=1000,900",
        "--no-first-run", f"--user-data-dir={folder / 'profile'}", *options, address,
    ]  # fmt: skip
    return subprocess.run(command, check=True, capture_output=True).stdout


def colours(address: str, folder: Path) -> dict[tuple[int, int, int], int]:
    """Return how many pixels of each colour the page shows."""
    file = folder / "page.png"
    browse(address, folder, f"--screenshot={file}")
    with Image.open(file) as picture:
        found = picture.convert("RGB").getcolors(maxcolors=10_000_000)
    return {colour: count for count, colour in found or ()}


def test_the_quoted_line_is_highlighted_and_scrolled_to(
    server: str, quote: Evidence, tmp_path: Path
) -> None:
    shown = colours(server + page_path(quote.report, quote.line, quote.quote), tmp_path)
    assert min(shown.get(colour, 0) for colour in (FRAME, LINE, QUOTE)) > 100


def test_without_a_line_in_the_address_none_is_highlighted(
    server: str, quote: Evidence, tmp_path: Path
) -> None:
    shown = colours(f"{server}/report/{quote.report}", tmp_path)
    assert not {FRAME, LINE, QUOTE} & shown.keys()


def test_the_browser_has_the_quote_in_its_line(
    server: str, quote: Evidence, tmp_path: Path
) -> None:
    page = browse(server + page_path(quote.report, quote.line, quote.quote), tmp_path, "--dump-dom")
    line = page.decode().partition(f'<p id="L{quote.line}"')[2].partition("</p>")[0]
    assert f"<mark>{quote.quote}</mark>" in line


def test_the_search_finds_in_the_browser(server: str, quote: Evidence, tmp_path: Path) -> None:
    page = browse(f"{server}/fazhi/lines?_search=行政应诉", tmp_path, "--dump-dom").decode()
    assert f'/report/{quote.report}#L{quote.line}"' in page
