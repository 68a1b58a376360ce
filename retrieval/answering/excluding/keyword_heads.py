"""What keywords without 多少 ask about (法律顾问单位, 吊销执业证的医院): a figure answers them only where
it counts just that, never one that merely stands near the words.

Each rule returns its reason in Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked, asks_amount
from retrieval.answering.evidence.nearness import CLAUSE_NEAR, class_of
from retrieval.answering.excluding.unit_verdict import RATES
from retrieval.language.fold import fold
from retrieval.language.terms import Term
from retrieval.records import Fact

# Bodies are named, or counted as such; what was done with them is no number of them.
_BODIES = re.compile(
    r"的(?:[一-鿿]{0,4})(?:企业|公司|单位|医院|机构|部门|学校|律所|事务所|村|社区|小区|工厂|商家|商户|门店)[?？。]*$"
)
_HOW_MANY_PEOPLE = re.compile(
    r"(?P<who>顾问|律师|人员|队员|调解员|民警|辅警|干部|职工|仲裁员|网格员|监督员)的?\s*(?:数量|人数|总数|数)[?？。]*$"
)
_PERSONS = frozenset({"person", "person_times", *RATES})
_NO_BODIES = frozenset({"case", "times", "document", "money", "area", "length", "weight"})


def keyword_verdict(
    asked: Asked, content: Sequence[Term], nearness: Sequence[float], fact: Fact
) -> str:
    """Return why a figure is no answer to keywords; ``nearness`` goes with ``content``."""
    several = fact.none or re.search("[、和与及]", asked.wording)
    people = None if several else _HOW_MANY_PEOPLE.search(asked.wording)
    if people and class_of(fact) not in _PERSONS and not fold(fact.label).endswith(people["who"]):
        # 法律顾问数量 is no number of times that they came.
        return f"单位是{fact.quantity.unit}"
    if fact.none or asked.unit or asked.unit_class or not content or asks_amount(asked.wording):
        return ""
    if class_of(fact) in RATES:
        return ""
    near = max(zip(content, nearness, strict=True), key=lambda pair: pair[0].end)[1]
    if near < CLAUSE_NEAR and max(nearness) < CLAUSE_NEAR:
        return "说的不是这个数"
    bodies = _BODIES.search(asked.wording)
    if (
        bodies
        and class_of(fact) in _NO_BODIES
        and not fold(fact.label).endswith(bodies.group()[-2:])
    ):
        return f"单位是{fact.quantity.unit}"
    return ""
