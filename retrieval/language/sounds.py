"""Names that sound or look alike: what a slip of the pen may have meant."""

from __future__ import annotations

from functools import lru_cache


def sounds_alike(one: str, other: str) -> bool:
    """Return whether two different names of one length are read in the same syllables.

    Tones do not count: an input method doesn't ask for them. Of more than two characters one
    at least must be the same.
    """
    if len(one) != len(other) or one == other or not (set(one) & set(other) or len(one) == 2):
        return False
    return all(a == b or _sound(a) == _sound(b) for a, b in zip(one, other, strict=True))


def looks_alike(one: str, other: str) -> bool:
    """Return whether two names of one length differ in one character."""
    if len(one) != len(other) or len(one) < 2:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


@lru_cache(maxsize=20_000)
def _sound(char: str) -> str:
    # Imported here: few questions hold a name that no report has.
    from pypinyin import Style, pinyin

    sound: str = pinyin(char, style=Style.NORMAL)[0][0]
    return sound
