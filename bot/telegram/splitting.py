"""Long texts as several messages: cut between blocks, else lines, sentences, clauses, words.

Never inside a tag, a figure, a highlighted stretch, or a character that takes several code points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.telegram.rich import Block, Blocks, size, units

LIMIT = 4096
# Telegram ignores every entity after the hundredth without a word.
MOST_ENTITIES = 100

_BREAKS = ("\n", "。！？；!?;…", "，、：,: \t")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_NUMERALS = _DIGITS | frozenset("零〇一二两三四五六七八九十百千万亿")
_INSIDE_FIGURES = frozenset(".．,，/:：")
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")
# A figure of more characters than this is no figure: cut it rather than loop.
_LONGEST_FIGURE = 64


def split(blocks: Sequence[Block], limit: int = LIMIT) -> list[Blocks]:
    """Return the blocks as messages of at most ``limit`` UTF-16 units and 100 entities each.

    The text of all messages together is the text of the blocks; glued blocks stay with the
    block before them where both fit into one message.
    """
    messages: list[Blocks] = []
    current: Blocks = ()
    for unit in _atoms(blocks, limit):
        if current and not _fits((*current, *unit), limit):
            messages.append(current)
            current = ()
        current = (*current, *unit)
    if current:
        messages.append(current)
    return messages


def cut(block: Block, limit: int) -> list[Block]:
    """Return the block as pieces that each fit into one message of ``limit`` units."""
    pieces = []
    rest = block
    while not _fits((rest,), limit):
        head, rest = _cut_once(rest, limit)
        pieces.append(head)
    return [*pieces, rest]


def _fits(blocks: Sequence[Block], limit: int) -> bool:
    return size(blocks) <= limit and sum(b.entities for b in blocks) <= MOST_ENTITIES


def _atoms(blocks: Sequence[Block], limit: int) -> Iterator[Blocks]:
    """Yield what must not be parted: glued groups that fit, else single blocks, else pieces."""
    groups: list[Blocks] = []
    for block in blocks:
        if block.glued and groups:
            groups[-1] = (*groups[-1], block)
        else:
            groups.append((block,))
    for group in groups:
        if _fits(group, limit):
            yield group
        else:
            for block in group:
                yield from ((piece,) for piece in cut(block, limit))


def _cut_once(block: Block, limit: int) -> tuple[Block, Block]:
    text = block.text
    at = _best_cut(block, text, _reach(block, text, limit))
    head, tail = _slice(block, 0, at), _slice(block, at, len(text))
    return head, replace(tail, glued=False)


def _reach(block: Block, text: str, limit: int) -> int:
    """Return how many code points fit, by length and by entities."""
    used = reach = 0
    while reach < len(text) and used + units(text[reach]) <= limit:
        used += units(text[reach])
        reach += 1
    entities, done = int(block.kind != "text"), 0
    for run in block.runs:
        entities += bool(run.look)
        if entities > MOST_ENTITIES:
            return max(1, min(reach, done))
        done += len(run.text)
    return max(1, reach)


def _best_cut(block: Block, text: str, reach: int) -> int:
    """Return where to cut at or before ``reach``: the best kind of break in its last half."""
    kept = _marked(block)
    for marks in _BREAKS:
        for at in range(reach, max(0, reach // 2 - 1), -1):
            if text[at - 1] in marks and _may_cut(text, at, kept):
                return at
    for at in range(reach, max(0, reach - _LONGEST_FIGURE), -1):
        if _may_cut(text, at, kept):
            return at
    return reach


def _may_cut(text: str, at: int, kept: Sequence[tuple[int, int]]) -> bool:
    if at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _in_figure(text, at):
        return False
    if after in _JOINERS or before == "\u200d" or unicodedata.combining(after):
        return False
    if 0x1F3FB <= ord(after) <= 0x1F3FF:  # skin tones
        return False
    return not any(start < at < end for start, end in kept)


def _in_figure(text: str, at: int) -> bool:
    """Return whether ``at`` parts a numeral, or digits from their unit."""
    before, after = text[at - 1], text[at]
    if before in _NUMERALS and after in _NUMERALS:
        return True
    if before in _DIGITS:
        return after.isalnum() or after in "%％‰℃" or (
            after in _INSIDE_FIGURES and text[at + 1 : at + 2] in _DIGITS
        )  # fmt: skip
    return before in _INSIDE_FIGURES and after in _DIGITS and text[at - 2 : at - 1] in _DIGITS


def _marked(block: Block) -> list[tuple[int, int]]:
    """Return the spans of short marked runs: a highlighted figure is never parted."""
    spans, done = [], 0
    for run in block.runs:
        if run.look and len(run.text) <= _LONGEST_FIGURE:
            spans.append((done, done + len(run.text)))
        done += len(run.text)
    return spans


def _slice(block: Block, start: int, end: int) -> Block:
    runs, done = [], 0
    for run in block.runs:
        low, high = max(start - done, 0), min(end - done, len(run.text))
        if low < high:
            runs.append(replace(run, text=run.text[low:high]))
        done += len(run.text)
    return replace(block, runs=tuple(runs))
