"""A fee asked for by its name is told by that name only (顾问费, never 总投资)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.evidence.nearness import class_of
from retrieval.language.terms import Term
from retrieval.records import Fact

# 经费 and 花费 are money spent, whatever for.
_FEE = re.compile(r"(?P<of>[一-鿿]*[一-鿿](?<![经花消耗免]))费(?:用)?$")
# What was budgeted is not what was spent.
_BUDGET = "预算"
# What money is spent on: everything in a report is of this field, but not every sum.
_FIELD = re.compile(r"法治(?:政府)?(?:建设|工作)$")
# So much of a fee's name tells it from others: 编制费用 is no 顾问费.
_NAME = 2


def fee_verdict(content: Sequence[Term], fact: Fact) -> str:
    """Rule out a sum that is no fee where a fee is asked for by name (顾问费, never 总投资), and a fee
    by name where nothing that is asked for says what it is for (投资多少, never 法律顾问费)."""
    spent = class_of(fact) == "money" and fact.kind == "actual"
    if spent and any(t.key == _BUDGET for t in content) and _BUDGET not in fact.label:
        return f"不是{_BUDGET}"
    told = _FEE.search(fact.label)
    if told and len(told["of"]) >= _NAME and class_of(fact) == "money":
        name = told["of"][-_NAME:]
        if not any(name in t.text or name in t.key or t.text in told["of"] for t in content):
            return f"是“{told.group()}”"
    fee = next((t for t in content if _FEE.search(t.text)), None)
    wordings = f"{fact.label}{fact.topic}"
    return (
        f"没有对上：{fee.text}"
        if fee and class_of(fact) == "money" and "费" not in wordings
        else ""
    )


def other_fee_verdict(content: Sequence[Term], fact: Fact, text: str) -> str:
    """Rule out a fee in whose sentence ``text`` nothing says that it is the asked one (法律顾问费,
    never 编制费用), or a sum that is not told of the field asked for (法治建设花了多少)."""
    if class_of(fact) != "money":
        return ""
    told = text[: fact.quantity.end] + fact.label + fact.topic
    field = next((t.text for t in content if _FIELD.match(t.text)), "")
    untold = find_untold_fee(content, told) or (field if field[:_NAME] not in text else "")
    return f"没有对上：{untold}" if untold else ""


def find_untold_fee(content: Sequence[Term], told: str) -> str:
    """Return the fee asked for by name (法律顾问费) of which a wording does not say what it is for."""
    for term in content:
        fee = _FEE.search(term.text)
        if fee and len(fee["of"]) >= _NAME and fee["of"][-_NAME:] not in told:
            return term.text
    return ""


def paid_in_verdict(wording: str, fact: Fact) -> str:
    """Rule out money that came in (交存维修资金) where it is asked how much was spent."""
    if class_of(fact) != "money" or not pattern_of("money", "spent").search(wording):
        return ""
    came = pattern_of("money", "came").search(fact.label)
    gone = pattern_of("money", "gone").search(fact.label)
    return f"是“{came.group()}”的，不是用掉的" if came and not gone else ""
