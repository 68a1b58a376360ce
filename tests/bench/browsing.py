"""What the browsing copy weighs and finds, beside two other ways to search Chinese in FTS5.

    python -m tests.bench.browsing [REPORTS]

Over synthetic reports (200 by default): the size of library and copy, the time to make it,
and for each way of cutting the text the size of the index of lines, how many of the lines
that hold a stretch it finds, for stretches of one to six characters taken from the reports
at random, and how long a search takes.
"""

from __future__ import annotations

import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from retrieval.browsing import search_phrases, spaced
from retrieval.language.fold import fold
from retrieval.language.tokens import ranking_words
from retrieval.library import Library
from tests.support.synthetic import Synthetic

Cut = Callable[[str], str]
_PER_LENGTH = 100


def words(text: str) -> str:
    """Return the dictionary's words of ``text``, parted by spaces."""
    return " ".join(ranking_words(text))


def phrase_of_words(text: str) -> str:
    """Return a query for the dictionary's words of ``text``, one after the other."""
    return f'"{words(text)}"'


def quoted(text: str) -> str:
    """Return ``text`` as one phrase."""
    return '"' + fold(text).replace('"', " ") + '"'


WAYS: dict[str, tuple[str, Cut, Cut]] = {
    "characters as phrases": ("unicode61", spaced, search_phrases),
    "dictionary words": ("unicode61", words, phrase_of_words),
    "trigram": ("trigram", fold, quoted),
}


def main(count: int) -> None:
    """Print all measurements."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "reports").mkdir()
        Synthetic(seed=7).write(folder / "reports", count)
        texts = sum(file.stat().st_size for file in (folder / "reports").iterdir())
        with Library.open(folder / "library.db", create=True) as library:
            library.ingest([folder / "reports"])
            began = time.perf_counter()
            library.write_browsing(folder / "fazhi.db")
            took = time.perf_counter() - began
        sizes = [(folder / f"{part}.db").stat().st_size / 1e6 for part in ("library", "fazhi")]
        print(f"{count} reports, {texts / 1e6:.1f} MB of text: library {sizes[0]:.1f} MB, ", end="")
        print(f"copy {sizes[1]:.1f} MB, made in {took:.1f} s")
        with sqlite3.connect(folder / "fazhi.db") as copy:
            lines = [text for (text,) in copy.execute("SELECT 原文 FROM lines")]
    samples = draw(lines)
    for label, (tokenizer, cut, query) in WAYS.items():
        measure(label, tokenizer, cut, query, lines, samples)


def draw(lines: list[str]) -> list[str]:
    """Return stretches of Chinese of one to six characters, at random."""
    chance = random.Random(1)
    runs = [run for text in lines for run in re.findall(r"[\u4e00-\u9fff]{6,}", text)]
    found = []
    for length in range(1, 7):
        for run in chance.choices(runs, k=_PER_LENGTH):
            at = chance.randrange(len(run) - length + 1)
            found.append(run[at : at + length])
    return found


def measure(
    label: str, tokenizer: str, cut: Cut, query: Cut, lines: list[str], samples: list[str]
) -> None:
    """Print size, recall by length and time for one way of cutting."""
    with sqlite3.connect(":memory:") as memory:
        memory.execute(f"CREATE VIRTUAL TABLE t USING fts5(x, content='', tokenize='{tokenizer}')")
        memory.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", enumerate(map(cut, lines)))
        memory.execute("INSERT INTO t (t) VALUES ('optimize')")
        (size,) = memory.execute("SELECT sum(length(block)) FROM t_data").fetchone()
        recall: dict[int, list[float]] = {}
        times = []
        for sample in samples:
            holding = {at for at, text in enumerate(lines) if sample in text}
            began = time.perf_counter()
            found = {
                at
                for (at,) in memory.execute("SELECT rowid FROM t WHERE t MATCH ?", [query(sample)])
            }
            times.append((time.perf_counter() - began) * 1000)
            recall.setdefault(len(sample), []).append(len(found & holding) / len(holding))
    shown = "  ".join(f"{n}: {100 * sum(r) / len(r):.0f}%" for n, r in recall.items())
    print(f"{label}: {size / 1e6:.1f} MB, found by length {shown}, {median(times):.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
