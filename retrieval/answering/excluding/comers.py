"""Those who came to something (举办讲堂6期，参加干部540人次) are counted of what they came to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.evidence.nearness import class_of, met, own_things
from retrieval.language.terms import Term
from retrieval.records import Fact

# People and bodies that act; with an act in the question they are its subject, not its object.
ACTOR = re.compile(
    r"(?:员|顾问|律师|民警|法官|干部|领导|志愿者|队|所|局|院|中心|站|委会|办公室|部门|机关|机构|政府|街道|工委|单位|组织|团队|专班|小组|公司|协会)$"
)
# Who comes to what is held for them.
_COMERS = re.compile(r"(?:群众|居民|村民|市民|学生|师生|职工|家长|商户)$")


def counts_comers(things: Sequence[Term], fact: Fact) -> bool:
    """Return whether a figure counts those who came to what ``things`` name (举办讲堂6期，参加
    干部540人次): they are counted of that."""
    came = class_of(fact) == "person_times" and all(
        ACTOR.search(key) or _COMERS.search(key) for key in own_things(fact)
    )
    return came and all(met(term, fact) >= 0.8 for term in things)


def things_of(content: Sequence[Term]) -> list[Term]:
    """Return the terms that name a thing."""
    return [t for t in content if t.kind in {"thing", "rate", "word"} and len(t.text) > 1]
