"""Bodies of another level than the report's own (县政府, asked of a town): their figures are told only
where the report names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import class_of, own_clause
from retrieval.answering.evidence.scope import Scope
from retrieval.language.terms import Term
from retrieval.records import Fact

_BODY = re.compile(r"(?P<level>乡镇|[省市县区州旗镇乡])(?P<body>(?:人民)?政府|委|党委)")
# A town may be spoken of as 乡 or 镇, a county as 县 or 区.
_ONE_LEVEL = ("镇乡", "县区旗", "市州")
# Whoever stands above is meant by these, too.
_ABOVE = "上级"


def other_bodies(terms: Iterable[Term], scope: Scope) -> tuple[str, ...]:
    """Return the bodies among ``terms`` that are not of the level of the places asked about."""
    kinds = {place.kind[-1:] for place in scope.places}
    if len(kinds) != 1 or scope.town:
        return ()
    kind = kinds.pop()
    own = next((levels for levels in _ONE_LEVEL if kind in levels), kind)
    found = (_BODY.fullmatch(term.text) for term in terms if term.is_light)
    return tuple(body.group() for body in found if body and body["level"][-1] not in own)


def other_body_verdict(asked: Asked, text: str, fact: Fact) -> str:
    """Return which body the figure is not said to be of, empty where its folded sentence ``text`` names it
    up to its clause;
    a rank is given by whoever stands above."""
    if class_of(fact) == "rank":
        return ""
    # What the sentence goes on with is of others: 诉讼22件，其中受县政府委托承办5件.
    told = f"{text[: own_clause(text, fact)[1]]}{fact.label}{fact.topic}"
    for body in asked.bodies:
        if not any(form in told for form in _forms(body)):
            return f"没有写明是{body}的"
    return ""


def _forms(body: str) -> tuple[str, ...]:
    level = body[0]
    whole = body.replace("人民政府", "政府")
    return body, whole, whole.replace("政府", "人民政府"), f"{level}级", f"{level}里", _ABOVE
