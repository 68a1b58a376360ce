"""Lines to paragraphs: normally one a line; joined where a converter broke them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from retrieval.reading.headings import is_item, is_marked
from retrieval.reading.leftovers import clean_pieces
from retrieval.reading.page import is_page_line
from retrieval.reading.stretch import Stretch, stretch_of

# No paragraph runs on over more lines than this, whatever a broken file looks like.
_MOST_LINES = 80
_ENDED = re.compile(r"[。！？；：!?;:…][”’」』）)\"]*$")
_HALF = {"Na", "H", "N"}


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the file breaks its lines: ``width`` is 0 where a line is a paragraph."""

    width: float
    indented: bool


def find_paragraphs(lines: Sequence[str]) -> tuple[Stretch, ...]:
    """Return the paragraphs of ``lines`` in order; empty lines and lines of leftovers are none."""
    texts = [_text_of(line, n) for n, line in enumerate(lines, 1)]
    layout = _find_layout(lines, texts)
    paragraphs: list[Stretch] = []
    group: list[int] = []
    for number, text in enumerate(texts, 1):
        if group and not (text and _runs_on(lines, texts, group, number, layout)):
            paragraphs.append(stretch_of(lines, group))
            group = []
        if text:
            group.append(number)
    if group:
        paragraphs.append(stretch_of(lines, group))
    return tuple(paragraphs)


def _text_of(line: str, number: int) -> str:
    return "".join(line[p.start : p.end] for p in clean_pieces(line, number))


def _find_layout(lines: Sequence[str], texts: Sequence[str]) -> _Layout:
    """Tell a hard-wrapped file: most of its lines fill one width and end amid a sentence."""
    widths = [_width(t) for t in texts if t]
    if len(widths) < 8:
        return _Layout(0, False)
    full = sorted(widths)[int(len(widths) * 0.9)]
    body = [t for t in texts if t and _width(t) >= full - 3]
    open_ended = [t for t in body if not _ENDED.search(t)]
    wrapped = 15 <= full <= 80 and len(body) * 2 >= len(widths) and len(open_ended) * 2 > len(body)
    indented = sum(
        line[:1] in "\u3000 \t" and bool(t) for line, t in zip(lines, texts, strict=True)
    )
    return _Layout(full if wrapped else 0, 3 <= indented <= 0.7 * len(widths))


def _runs_on(
    lines: Sequence[str], texts: Sequence[str], group: list[int], number: int, layout: _Layout
) -> bool:
    """Return whether line ``number`` continues the paragraph in ``group``."""
    last, text = texts[group[-1] - 1], texts[number - 1]
    if group[-1] != number - 1 or len(group) >= _MOST_LINES:
        return False
    if is_marked(text) or is_page_line(text) or is_page_line(last):
        return False
    indent = lines[number - 1][:1] in "\u3000 \t"
    if not layout.width:
        return _is_broken_off(last, text) and not indent
    if _width(last) < layout.width - 4 or (layout.indented and indent):
        return False
    return not _ENDED.search(last) or (layout.indented and not is_item(text))


def _is_broken_off(last: str, text: str) -> bool:
    # A long line ending in a comma cannot be a whole paragraph.
    return len(last) >= 25 and last[-1] in "，、," and not is_item(text) and "\t" not in last + text


def _width(text: str) -> float:
    return sum(0.5 if east_asian_width(c) in _HALF else 1 for c in text)
