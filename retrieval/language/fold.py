"""Folding: one form for characters that mean the same, with every offset left where it was."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

_DASHES = "‐‑‒–—―−﹣－"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DOTS = "•‧∙・･"
_TILDES = "〜～∼"

# Traditional characters that GB2312 happens to hold too; all others fall outside it.
_IN_GB2312 = dict(zip("後於徵摺麽菸夥乾", "后于征折么烟伙干", strict=True))

# Full-width punctuation that simplified text uses as its own stays: folding ， to , would
# turn 「共5，600人」 into one number.
_KEPT = frozenset("，；：？！（）")

_CJK = ((0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
_CONVERTER: list[Any] = []

# Clauses are folded again and again by whoever looks at them; longer texts are met once.
_SHORT = 240
_KEPT_TEXTS = 8_192


def fold(text: str) -> str:
    """Return ``text`` with variants of a character made one; ``len`` never changes.

    Full-width letters, digits and signs become half-width, Latin lower case, traditional
    characters simplified one by one, odd spaces a space, dashes ``-``, middle dots ``·``.
    Chinese punctuation （，；：？！（）。、） stays as it is.
    """
    return _fold_short(text) if len(text) <= _SHORT else text.translate(_TABLE)


@lru_cache(maxsize=_KEPT_TEXTS)
def _fold_short(text: str) -> str:
    return text.translate(_TABLE)


def supply_folded(folded: Mapping[str, str]) -> None:
    """Take what :func:`fold` gives for single characters, worked out before by itself."""
    for char, form in folded.items():
        _TABLE.setdefault(ord(char), form)


class _FoldTable(dict[int, str]):
    """Code point to folded character, worked out on first sight and kept."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(char: str) -> str:
    if char in _KEPT:
        return char
    if any(low <= ord(char) <= high for low, high in _CJK):
        return _simplify(char)
    code = ord(char)
    # Full-width forms, and the radicals that PDF files hold in place of characters.
    if 0xFF01 <= code <= 0xFF5E or 0x2E80 <= code <= 0x2FDF or 0xFFE0 <= code <= 0xFFE6:
        normal = unicodedata.normalize("NFKC", char)
        char = normal if len(normal) == 1 else char
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _simplify(char: str) -> str:
    normal = unicodedata.normalize("NFKC", char)
    char = normal if len(normal) == 1 else char
    if char in _IN_GB2312:
        return _IN_GB2312[char]
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        simple = _converter().convert(char)
        return simple if len(simple) == 1 else char
    return char


def _converter() -> Any:
    # Simplified text never gets here, and so never pays for the import.
    if not _CONVERTER:
        from opencc import OpenCC

        _CONVERTER.append(OpenCC("t2s"))
    return _CONVERTER[0]


_TABLE = _FoldTable(
    {ord(c): c for c in _KEPT}
    | {ord(c): "-" for c in _DASHES}
    | {ord(c): " " for c in _SPACES}
    | {ord(c): "·" for c in _DOTS}
    | {ord(c): "~" for c in _TILDES}
)
