"""The terms of a question as reports would put them, where people say the same in several words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.averages import with_averages
from retrieval.answering.asking.of_whom import with_givers
from retrieval.answering.asking.own_level import without_own_level
from retrieval.answering.asking.place_mentions import TOWNSHIPS_AND_ABOVE, PlaceMention
from retrieval.language.terms import Term

_PEOPLE = "人口"
_PERSON = "person"
_LEFT = "口"


def in_reports_words(
    terms: tuple[Term, ...], places: Sequence[PlaceMention], folded: str, unit_class: str
) -> tuple[Term, ...]:
    """Return the terms without words for the place's own level, givers and what they give in one
    (法院…建议), and so what comes to each on average (平均一天); who asks of a town only how many 人 asks
    for its 人口."""
    terms = with_averages(with_givers(without_own_level(terms, places, folded)), folded)
    # 多少人|口.
    if unit_class == _PERSON and all(t.text == _LEFT for t in terms) and _is_inhabited(places):
        asked = re.search("多少|几", folded)
        at = asked.start() if asked else len(folded)
        return (Term(_PEOPLE, _PEOPLE, "thing", at, at),)
    return terms


def _is_inhabited(places: Sequence[PlaceMention]) -> bool:
    """Return whether the one place asked about is no office."""
    kinds = {place.kind for mention in places for place in mention.places}
    return len(places) == 1 and len(kinds) == 1 and kinds <= TOWNSHIPS_AND_ABOVE
