"""The place that an answer was found in, carried on where its question named none (老船长调解室调处了几件？)."""

from __future__ import annotations

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.table_request import every_place
from retrieval.records import Answer

# What these tell is of the one report they quote; a passage may only come near what was asked.
_OF_ONE = frozenset({"number", "text", "list", "yesno", "trend"})


def with_place_found(question: Question, answer: Answer, gazetteer: Gazetteer) -> str:
    """Return the question with the place before it that all of its answer was found in, and the year
    where that place has reports of several; as it stands where it names a place, means every place,
    or was answered from several reports."""
    if answer.status != "answered" or answer.kind not in _OF_ONE or question.places:
        return answer.resolved
    found = {(quote.place, quote.year) for quote in answer.evidence}
    if len(found) != 1 or question.asks_any("compare.who") or every_place(question.folded):
        return answer.resolved
    place, year = found.pop()
    if not place or answer.resolved.startswith(place):
        return answer.resolved
    dated = question.years or question.year_offset is not None or year is None
    named = [mention for mention in gazetteer.find(place) if mention.places]
    several = any(len(gazetteer.years.get(p, ())) > 1 for m in named for p in m.places)
    return f"{place}{f'{year}年' if several and not dated else ''}{answer.resolved}"
