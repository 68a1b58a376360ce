"""What the unit asked for counts by itself: 人 people, 户 households, 家 firms, 元 money.

Who asks how many 人 were caught leaves it to the report to say what people they are (抓获犯罪嫌疑人582人),
and 追回多少钱 what the money is called (追回资金8万元): such a noun in a figure's label is no other thing
than the one asked for, unless the question has a noun of that family itself.
"""

from __future__ import annotations

import re

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import class_of, own_things
from retrieval.answering.excluding.comers import CAME, PEOPLE
from retrieval.records import Fact

# Who does the work is counted by 人 of what they did not do but came to.
_DOERS = re.compile(
    r"(?:执法|工作|管理|调解|服务|审核|专职|专业)人员$|干部$|民警$|辅警$|负责人$|党员$"
)
_HOUSEHOLDS = re.compile(
    r"(?:居民|群众|农户|住户|家庭|企业|经营主体|市场主体|商户|单位|门店|店铺|主体|对象)$"
)
_MONEY = re.compile(r"(?:资金|经费|款|款项|金额)$")
_FAMILIES = {
    "person": PEOPLE,
    "person_times": PEOPLE,
    "household": _HOUSEHOLDS,
    "money": _MONEY,
}
_COUNTS_BY = {"person": {"person", "person_times"}, "person_times": {"person_times"}}


def is_unit_noun(key: str, asked: Asked, fact: Fact) -> bool:
    """Return whether a thing in a figure's label is only what the asked unit counts by itself."""
    given = class_of(fact)
    family = _FAMILIES.get(given)
    if family is None or given not in _COUNTS_BY.get(asked.unit_class, {asked.unit_class}):
        return False
    if not family.search(key) or any(family.search(t.key) for t in asked.terms):
        return False
    if given != "household" and asked.counted_things:
        # 多少名律师 names them, whatever family that noun is of.
        return False
    return family is not PEOPLE or not _DOERS.search(key) or bool(CAME.search(fact.label))


def counts_by_unit_alone(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure's label names things, and none but what the asked unit counts."""
    own = own_things(fact)
    return bool(own) and all(is_unit_noun(key, asked, fact) for key in own)
