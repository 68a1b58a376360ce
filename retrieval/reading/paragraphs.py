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
_INDENT = re.compile(r"[ \t]{2}|\t|\u3000")
_HALF = {"Na", "H", "N"}


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the file breaks its lines: ``width`` is 0 where a line is a paragraph."""

    width: float = 0
    indented: bool = False


def find_paragraphs(lines: Sequence[str]) -> tuple[Stretch, ...]:
    """Return the paragraphs of ``lines`` in order; empty lines and lines of leftovers are none."""
    texts = ["".join(line[p.start : p.end] for p in clean_pieces(line, 1)) for line in lines]
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


def _find_layout(lines: Sequence[str], texts: Sequence[str]) -> _Layout:
    """Tell a hard-wrapped file: most of its longer lines end amid a sentence, at much one width."""
    body = [t for t in texts if len(t) >= 12 and "\t" not in t and not is_page_line(t)]
    widths = sorted(map(_width, body))
    if len(body) < 8 or not 15 <= (full := widths[int(len(widths) * 0.9)]) <= 80:
        return _Layout()
    open_ended = [t for t in body if not _ENDED.search(t) and not is_marked(t)]
    near = [w for w in widths if w >= 0.7 * full]
    if widths[-1] > 1.5 * full or len(open_ended) * 2 < len(body) or len(near) * 2 < len(widths):
        return _Layout()
    indented = sum(bool(t) and _is_indented(line) for line, t in zip(lines, texts, strict=True))
    return _Layout(full, 3 <= indented <= 0.7 * len(body))


def _runs_on(
    lines: Sequence[str], texts: Sequence[str], group: list[int], number: int, layout: _Layout
) -> bool:
    """Return whether line ``number`` continues the paragraph in ``group``."""
    last, text = texts[group[-1] - 1], texts[number - 1]
    if group[-1] != number - 1 or len(group) >= _MOST_LINES or "\t" in last + text:
        return False
    if is_marked(text) or is_page_line(text) or is_page_line(last):
        return False
    if not layout.width:
        return _is_broken_off(last, text) and not _is_indented(lines[number - 1])
    if layout.indented and _is_indented(lines[number - 1]):
        return False
    filled = _width(last) / layout.width
    if _ENDED.search(last):
        return filled >= 0.85 and not is_item(text)
    # A heading alone on its line is short; running text breaks off late, or before a number.
    alone = len(group) == 1 and (is_marked(last) or len(last) < 12)
    return filled >= (0.85 if alone else 0.55)


def _is_broken_off(last: str, text: str) -> bool:
    # A long line ending in a comma cannot be a whole paragraph.
    return len(last) >= 25 and last[-1] in "，、," and not is_item(text)


def _is_indented(line: str) -> bool:
    return _INDENT.match(line) is not None


def _width(text: str) -> float:
    return sum(0.5 if east_asian_width(c) in _HALF else 1 for c in text)
