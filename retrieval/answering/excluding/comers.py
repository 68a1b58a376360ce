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
PEOPLE = re.compile(
    r"(?:人|人员|者|群众|居民|村民|市民|公众|学生|师生|学员|儿童|妇女|青年|军人|对象|职工|员工|农民工"
    r"|家长|代表|干部|民警|辅警|党员|嫌疑犯|负责人)$"
)
# Coming to what is held.
CAME = re.compile(r"参[加训与考会观]|培训|受训|旁听|出席|到场|报考|考试|轮训|听课|观摩")
_FIRMS = "商户"


def counts_comers(things: Sequence[Term], fact: Fact) -> bool:
    """Return whether a figure counts those who came to what ``things`` name (举办讲堂6期，参加
    干部540人次): they are counted of that."""
    by_times = class_of(fact) == "person_times"
    came = (by_times or (class_of(fact) == "person" and CAME.search(fact.label))) and all(
        ACTOR.search(key) or PEOPLE.search(key) or key == _FIRMS for key in own_things(fact)
    )
    # 有多少民警 asks for them, never for how often some came.
    held = any(not PEOPLE.search(term.key) for term in things)
    return bool(came) and held and all(met(term, fact) >= 0.8 for term in things)


def things_of(content: Sequence[Term]) -> list[Term]:
    """Return the terms that name a thing."""
    return [t for t in content if t.kind in {"thing", "rate", "word"} and len(t.text) > 1]
