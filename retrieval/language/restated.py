"""What people say in place of just what reports write, as ``restated.toml`` lists it.

Unlike the words of ``everyday`` these are put into a question before it is read (restating.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from retrieval.language.data import check_keys, load_toml, ready_made, strings, word_pairs

FILE = "restated.toml"
# Under this name what the file comes to may be supplied ready made.
READY = "restated words"
_WORDS, _JOINS = "words", "joins"
# Between an everyday word and what reports write for it, and between one line and the next: most
# questions never need the table, so that it is kept as a text, which costs nothing to load.
_TAB, _LINE = "\t", "\n"


def read_restated() -> str:
    """Return what the file comes to, a line for each everyday word: it, a tab, and what reports write
    for it, set apart by spaces (nothing for what says nothing). DataFileError names a row that is no
    pair of texts."""
    table = load_toml(FILE)
    check_keys(FILE, "restated", table, {_WORDS, _JOINS})
    found: dict[str, dict[str, None]] = {}
    for words_said, written in word_pairs(FILE, _WORDS):
        for said in words_said:
            found.setdefault(said, {}).update(dict.fromkeys(written))
    found.update((said, {}) for said in strings(FILE, _JOINS, table[_JOINS]))
    return _LINE.join(f"{said}{_TAB}{' '.join(written)}" for said, written in found.items())


def spoken_at(text: str, start: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the everyday words that a folded text has at ``start``, each with what reports write for it
    (an empty text for what says nothing)."""
    for said, written in _by_first().get(text[start : start + 1], ()):
        if text.startswith(said, start):
            yield said, tuple(written.split()) or ("",)


@cache
def _by_first() -> dict[str, list[tuple[str, str]]]:
    """Return the everyday words with what reports write for them, by the first character."""
    found: dict[str, list[tuple[str, str]]] = {}
    table = ready_made(READY)
    for line in (read_restated() if table is None else table).split(_LINE):
        said, _, written = line.partition(_TAB)
        found.setdefault(said[0], []).append((said, written))
    return found
