"""A stretch of text to sentences, none cut inside a number, a title or a short quotation."""

from __future__ import annotations

import re
from bisect import bisect_right

from retrieval.reading.stretch import Stretch
from retrieval.records import Sentence

# A bracket that closes within this many characters holds its content together.
_SHORT = 80
_PAIRS = {"《": "》", "“": "”", "‘": "’", "（": "）", "(": ")", "「": "」", "『": "』", "〔": "〕",
          "[": "]", "【": "】", "〈": "〉", "＂": "＂", '"': '"'}  # fmt: skip
_CLOSERS = frozenset(_PAIRS.values())
_ENDERS = re.compile(
    r"[。！？；｡]+"
    r"|[!?;](?![A-Za-z0-9=&])"
    # A full stop typed as a point: behind a Chinese character, at the end or before another.
    r"|(?<=[\u4e00-\u9fff）)”%])[.．](?=\s*(?:$|[\u4e00-\u9fff“（《]))"
)
_GOES_ON = frozenset("，、；。,;：:！？!?.的等之和与及或")


def split_sentences(stretch: Stretch) -> tuple[Sentence, ...]:
    """Return the sentences of ``stretch`` in order; white space between them belongs to none."""
    return tuple(stretch.cut(a, b) for a, b in sentence_spans(stretch.text))


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open spans of the sentences in ``text``, without outer white space."""
    cuts = _find_cuts(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*cuts, len(text)]:
        piece = text[start:end]
        low = start + len(piece) - len(piece.lstrip())
        high = start + len(piece.rstrip())
        if low < high:
            spans.append((low, high))
        start = max(start, end)
    return tuple(spans)


def _find_cuts(text: str) -> list[int]:
    guarded = _guarded_spans(text)
    starts = [a for a, _ in guarded]
    cuts: list[int] = []
    for match in _ENDERS.finditer(text):
        end = match.end()
        held = bisect_right(starts, match.start()) - 1
        if held >= 0 and match.start() < guarded[held][1]:
            end = _end_behind_quote(text, match, guarded[held])
        if end:
            while end < len(text) and text[end] in "”’」』）)" and not _opens_later(text, end):
                end += 1
            cuts.append(end)
    return cuts


def _opens_later(text: str, at: int) -> bool:
    # A straight quote opens as well as closes; the curved ones only close.
    return text[at] == '"'


def _end_behind_quote(text: str, match: re.Match[str], span: tuple[int, int]) -> int:
    """Return where a sentence ends whose full stop is the last thing in a quotation, or 0."""
    if match.end() != span[1] or not match[0].endswith(("。", "；", "｡")) or text[span[0]] == "《":
        return 0
    after = span[1] + 1
    return 0 if after < len(text) and text[after] in _GOES_ON else after


def _guarded_spans(text: str) -> list[tuple[int, int]]:
    """Return the outermost short bracketed spans: from the opening mark to the closing one."""
    found: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if stack and char == stack[-1][0]:
            _, start = stack.pop()
            if at - start <= _SHORT:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, at))
        elif char in _PAIRS:
            # A straight quote inside brackets that never closes would hold them open for good.
            stack = [s for s in stack if at - s[1] <= _SHORT]
            stack.append((_PAIRS[char], at))
        elif char in _CLOSERS:
            while stack and any(char == s[0] for s in stack) and stack[-1][0] != char:
                stack.pop()
            if stack and stack[-1][0] == char:
                _, start = stack.pop()
                if at - start <= _SHORT:
                    while found and found[-1][0] > start:
                        found.pop()
                    found.append((start, at))
    return found
