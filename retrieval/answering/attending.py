"""People who came to something (170名调解员参加培训) are not how many there are."""

from __future__ import annotations

import re

from retrieval.records import Fact

_CAME = re.compile(r"[^，,。；;、\d]{0,10}(?:参加|参训|参会|到场|到会)")
_ASKED = re.compile(r"参|到场|到会|来了|培训|会议|比赛|活动")
_COST = 0.2


def attending_cost(wording: str, fact: Fact, text: str) -> float:
    """Return the cost of a figure of those who came, in its folded sentence ``text``, where the
    question says nothing of coming."""
    came = _CAME.match(text, fact.quantity.end)
    return _COST if came and not _ASKED.search(wording) else 0.0
