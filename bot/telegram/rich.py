"""Text with a look, before it becomes HTML: blocks of runs, measured as Telegram measures them.

Telegram counts UTF-16 units after the tags are taken out; so does everything here.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Look = Literal["", "b", "i", "code"]
BlockKind = Literal["text", "quote", "pre"]

# A quote longer than this folds until it is tapped.
FOLDED = 300


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look: plain, bold, italic or code; a link where it has a ``url``."""

    text: str
    look: Look = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, quotation or preformatted text. A ``glued`` one stays with the block before.

    A quotation of more than ``folds_from`` units folds until it is tapped.
    """

    runs: tuple[Run, ...]
    kind: BlockKind = "text"
    glued: bool = False
    folds_from: int = FOLDED

    @property
    def text(self) -> str:
        """Return the block's text without its looks."""
        return "".join(run.text for run in self.runs)

    @property
    def entities(self) -> int:
        """Return how many of Telegram's entities the block becomes."""
        looks = sum(bool(run.look) + bool(run.url) for run in self.runs)
        return looks + (self.kind != "text")


Blocks = tuple[Block, ...]


def units(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units: 2 for a character beyond the BMP."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def size(blocks: Sequence[Block]) -> int:
    """Return what the blocks measure as one message, line breaks between them included."""
    return sum(units(block.text) for block in blocks) + max(0, len(blocks) - 1)


def line(*runs: str | Run, glued: bool = False) -> Block:
    """Return a paragraph of the given runs; a bare string is plain."""
    return Block(tuple(Run(r) if isinstance(r, str) else r for r in runs), glued=glued)


def bold(text: str) -> Run:
    """Return a bold run."""
    return Run(text, "b")


def italic(text: str, url: str = "") -> Run:
    """Return an italic run, a link where ``url`` is given."""
    return Run(text, "i", url)


def marked_quote(
    text: str, spans: Iterable[tuple[int, int]], *, glued: bool = False, folds_from: int = FOLDED
) -> Block:
    """Return a quotation of ``text`` with the spans (code points, half-open) in bold.

    Spans may overlap or leave the text; what lies outside is left out.
    """
    runs: list[Run] = []
    done = 0
    for start, end in sorted(spans):
        start, end = max(start, done), min(end, len(text))
        if start < end:
            runs += [Run(text[done:start]), bold(text[start:end])]
            done = end
    runs.append(Run(text[done:]))
    return Block(tuple(run for run in runs if run.text), "quote", glued, folds_from)


def to_html(blocks: Sequence[Block]) -> str:
    """Return the blocks as Telegram's HTML, every run escaped."""
    return "\n".join(_block_html(block) for block in blocks)


def to_plain(blocks: Sequence[Block]) -> str:
    """Return the blocks as plain text; quotations stand in corner brackets."""
    return "\n".join(
        f"「{_seen(block.text)}」" if block.kind == "quote" else _seen(block.text)
        for block in blocks
    )


def _block_html(block: Block) -> str:
    inner = "".join(_run_html(run) for run in block.runs)
    if not inner:
        return ""
    match block.kind:
        case "quote":
            fold = " expandable" if units(block.text) > block.folds_from else ""
            return f"<blockquote{fold}>{inner}</blockquote>"
        case "pre":
            return f"<pre>{inner}</pre>"
        case _:
            return inner


def _run_html(run: Run) -> str:
    text = html.escape(_seen(run.text), quote=False)
    if not text.strip():
        return text
    if run.look:
        text = f"<{run.look}>{text}</{run.look}>"
    return f'<a href="{html.escape(run.url)}">{text}</a>' if run.url else text


def _seen(text: str) -> str:
    """Return ``text`` without control characters and half surrogate pairs, same length otherwise.

    Telegram refuses a message for either.
    """
    return "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs"}
    )
