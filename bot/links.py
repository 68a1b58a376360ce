"""The address of the page on which a quoted line stands, where the library can be browsed.

Set once from the settings (``browse.url``), like a language: whatever is printed, sent or
written afterwards links its quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from retrieval.records import Evidence

_DIGEST = 6


class _Pages:
    """Where the pages are; empty for nowhere."""

    base = ""


def use_pages(settings: Settings) -> None:
    """Link quotes to the pages at ``browse.url`` from now on; to nothing where it is not set."""
    _Pages.base = (settings.text("browse.url") or "").rstrip("/")


def page_path(report: str, line: int, quote: str = "") -> str:
    """Return the path of a line's page: ``/report/ID?q=11-38-1a2b3c#L11``.

    ``q`` names the stretch that is marked in the line: line, length and a digest of its text,
    which is enough to find it again and too short to hold it.
    """
    marked = f"?q={line}-{len(quote)}-{_digest(quote)}" if quote else ""
    return f"/report/{report}{marked}#L{line}"


def page_url(item: Evidence) -> str:
    """Return the address of a quote's page; empty where none is configured."""
    return f"{_Pages.base}{page_path(item.report, item.line, item.quote)}" if _Pages.base else ""


def url_column() -> tuple[str, ...]:
    """Return the column that tables of quotes get at their end; none without pages."""
    return ("url",) if _Pages.base else ()


def url_cell(item: Evidence | None) -> tuple[str, ...]:
    """Return what stands in that column for a row with this quote."""
    return (page_url(item) if item else "",) if _Pages.base else ()


def find_marked(text: str, length: int, digest: str) -> tuple[int, int]:
    """Return where in a line the stretch stands that a path names; (0, 0) where it does not."""
    for start in range(len(text) - length + 1) if length else ():
        if _digest(text[start : start + length]) == digest:
            return start, start + length
    return 0, 0


def _digest(text: str) -> str:
    # Only here: most answers are told without a page, and hashlib takes OpenSSL with it.
    import hashlib

    return hashlib.blake2b(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
