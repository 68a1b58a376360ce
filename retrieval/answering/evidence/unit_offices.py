"""The offices that may speak for a unit above them that has no report of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.answering.asking.place_mentions import PlaceMention, is_office
from retrieval.answering.asking.question import Question
from retrieval.records import Place

_GOVERNMENT = re.compile(r"(?:人民)?政府|委(?!员)|人大|政协")
# Who keeps count of the suits and reviews that the government is a party to.
_OF_JUSTICE = "司法局"


def offices_of(region: PlaceMention, folded: str) -> tuple[Place, ...]:
    """Return the offices of a unit that itself has no report (甲市卫健委 for 甲市), which it may
    stand for; none where its government is named, and never a town in it."""
    return () if names_government(region, folded) else _offices(region)


def names_government(region: PlaceMention, folded: str) -> bool:
    """Return whether it is the government (party, congress) of a unit that is named."""
    return _GOVERNMENT.match(folded, region.end) is not None


def speakers_for(region: PlaceMention, folded: str) -> tuple[Place, ...]:
    """Return the office of justice of a unit whose government is named: its report alone tells
    what the government was party to, in so many words (以区政府为被告)."""
    if not re.compile(r"(?:人民)?政府").match(folded, region.end):
        return ()
    return tuple(place for place in _offices(region) if place.name.endswith(_OF_JUSTICE))


def _offices(region: PlaceMention) -> tuple[Place, ...]:
    return tuple(
        place
        for place in region.places
        if is_office(place.name)
        and place.parents[-1:]
        and place.parents[-1].startswith(region.text)
    )


def with_offices(question: Question) -> Question:
    """Return the question with its units that have no report of their own, named beside another
    place, as the one office that each has a report of (甲区 as 甲区司法局)."""
    if len(question.places) < 2 or not any(m.is_region for m in question.places):
        return question
    mentions = []
    for mention in question.places:
        offices = offices_of(mention, question.folded) if mention.is_region else ()
        if len(offices) == 1:
            name = offices[0].name
            mention = replace(mention, places=offices, is_region=False, corrected=name)
        mentions.append(mention)
    return replace(question, places=tuple(mentions))
