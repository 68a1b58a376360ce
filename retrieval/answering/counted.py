"""Whether a figure counts what is asked for: money or heads, a thing or what stands near it."""

from __future__ import annotations

import re

from retrieval.answering.asked import Asked
from retrieval.answering.nearness import (
    IN_LABEL,
    IN_TOPIC,
    alike,
    class_of,
    is_told,
    kind_of,
    own_things,
)
from retrieval.answering.unit_verdict import RATES
from retrieval.language.terms import Term, similarity
from retrieval.records import Fact

_MONEY = "money"
# What is only ever counted in money, where no unit is asked for: 发了多少补贴.
_IS_MONEY = re.compile(r"(?:补贴|补助|津贴|资金|经费|养老金|低保金|奖金|工资)$")
# What may be counted in money: 多少税, 多少罚款, 多少收入.
_MAY_BE_MONEY = re.compile(
    r"[费款金税额钱债值资]$|收入|支出|损失|价|标准|预算|成本|所得|财产|补[贴助偿]"
)
# Asked for what was granted, an application tells nothing.
_GRANTED = re.compile(r"批(?![评次改])|[获核]准|通过了|办下来|办成")
_APPLIED = "申请"


def suits(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure is of a kind with what is asked for, where no unit says so.

    多少企业 is no sum of money and 补贴发了多少 no number of letters; nor is an application what
    was granted (批了多少宗).
    """
    applied = fact.label.endswith(_APPLIED) and _APPLIED not in asked.wording
    if applied and _GRANTED.search(asked.wording):
        return False
    if asked.unit_class or class_of(fact) in RATES:
        return True
    things = [t for t in asked.terms if t.kind == "thing"]
    if class_of(fact) != _MONEY:
        return not (things and _IS_MONEY.search(things[-1].text))
    counted = [t for t in asked.beside if t.kind == "thing"]
    if not (counted and asked.beside_follows):
        return True
    return any(_MAY_BE_MONEY.search(text) for text in (counted[-1].text, counted[-1].key))


def counts_another(term: Term, fact: Fact) -> bool:
    """Return whether a figure counts something else than the one thing asked for, which only stands
    near it: 行政复议指引等工作 … 法律顾问小程序服务881人次."""
    things = own_things(fact) or [
        key for key, near in fact.cues if IN_TOPIC <= near < IN_LABEL and kind_of(key) == "thing"
    ]
    return (
        bool(things)
        and class_of(fact) not in RATES
        and not is_told(term.text, fact)
        and all(max(alike(term, key), similarity(key, term.key)) < 0.3 for key in things)
    )
