"""A lazy pattern finds what the compiled one finds, and compiles only for texts with its words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.lazy_pattern import LazyPattern
from retrieval.language.wording import alternation

_WORDS = st.lists(st.text("多少几个的.(", min_size=1, max_size=3), min_size=1, max_size=5)
_TEXTS = st.text("多少几个的年.( ", max_size=12)


@given(_WORDS, _TEXTS, st.booleans())
def test_the_same_as_compiled(words: list[str], text: str, at_end: bool) -> None:
    pattern = alternation(tuple(words)) + (r"+\s*$" if at_end else "")
    lazy, compiled = LazyPattern(words, pattern), re.compile(pattern)
    for name in ("search", "match"):
        found, expected = getattr(lazy, name)(text), getattr(compiled, name)(text)
        assert (found and found.span()) == (expected and expected.span())
    assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in compiled.finditer(text)]
    assert lazy.sub("X", text) == compiled.sub("X", text)


def test_nothing_is_compiled_for_a_text_without_the_words() -> None:
    # Not a pattern at all: to compile it would raise.
    lazy = LazyPattern(["多少", "几个"], "(")
    assert lazy.search("少几个"[:2]) is None
    assert lazy.match("") is None
    assert list(lazy.finditer("有多大")) == []
    assert lazy.sub("X", "少多") == "少多"


def test_no_words_match_nothing() -> None:
    assert LazyPattern([], "(").search("多少") is None
