"""Places as what is counted (走访了几个村): elsewhere in a question such a character says nothing."""

from __future__ import annotations

import re

from retrieval.answering.asking.mask import MASK
from retrieval.language.terms import Term

_PLACE = "[村乡镇县区市局校组]"
_COUNTED = re.compile(
    rf"(?:多少|(?<!哪)几)[个所座]?(?P<behind>{_PLACE})(?=$|[^一-鿿]|[的了有呢])"
    rf"|(?<=的)(?P<before>{_PLACE})(?=(?:一共|总共|共)?有?(?:多少|几))"
)


def with_counted_places(terms: tuple[Term, ...], folded: str, masked: str) -> tuple[Term, ...]:
    """Return the terms with the places, told by one character, that a ``folded`` question asks the
    number of, where nothing else was read there (``masked``)."""
    places = [
        place
        for place in map(_place, _COUNTED.finditer(folded))
        if masked[place.start] != MASK and not any(t.start <= place.start < t.end for t in terms)
    ]
    return tuple(sorted((*terms, *places), key=lambda t: t.start)) if places else terms


def _place(match: re.Match[str]) -> Term:
    start, end = match.span("behind" if match["behind"] else "before")
    return Term(match.string[start:end], match.string[start:end], "word", start, end)
