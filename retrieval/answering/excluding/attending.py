"""People who came to something (170名调解员参加培训) are not how many there are, nor are the cases that
somebody had a part in (参与调解15件) all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.excluding.comers import ACTOR
from retrieval.language.terms import Term
from retrieval.records import Fact

_CAME = re.compile(r"[^，,。；;、\d]{0,10}(?:参加|参训|参会|到场|到会)")
_ASKED = re.compile(r"参|到场|到会|来了|培训|会议|比赛|活动")
_COST = 0.2
# A deed of another's that somebody only had a part in.
_PARTAKEN = re.compile(r"(?:参与|协助)(?:开展)?(?:[^，。；、]{0,4})(?:调解|调处|化解|审查|处置)$")
_PARTAKEN_ASKED = re.compile(r"(?:参与|协助)(?:的)?(?:调解|调处|化解|审查|处置)")
_ONLY_PART = 0.22


def attending_cost(wording: str, fact: Fact, text: str) -> float:
    """Return the cost of a figure of those who came, in its folded sentence ``text``, where the
    question says nothing of coming."""
    came = _CAME.match(text, fact.quantity.end)
    return _COST if came and not _ASKED.search(wording) else 0.0


def partaken_cost(content: Sequence[Term], asked: Asked, fact: Fact) -> float:
    """Return the cost of a deed that somebody only had a part in, where nobody is asked about; and of
    any other where just that is asked for."""
    partaken = _PARTAKEN.search(fact.label) is not None
    if _PARTAKEN_ASKED.search(asked.wording):
        return 0.0 if partaken else _ONLY_PART
    named = "参" in asked.wording or any(ACTOR.search(term.key) for term in content)
    return _ONLY_PART if partaken and not named else 0.0
