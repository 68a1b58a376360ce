"""A fee asked for by its name is told by that name only (顾问费, never 总投资)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.nearness import class_of
from retrieval.language.terms import Term
from retrieval.records import Fact

# 经费 and 花费 are money spent, whatever for.
_FEE = re.compile(r"[一-鿿](?<![经花消耗免])费(?:用)?$")


def fee_verdict(content: Sequence[Term], fact: Fact) -> str:
    """Rule out a sum that is no fee where a fee is asked for by name (顾问费, never 总投资)."""
    fee = next((t for t in content if _FEE.search(t.text)), None)
    wordings = f"{fact.label}{fact.topic}"
    return (
        f"没有对上：{fee.text}"
        if fee and class_of(fact) == "money" and "费" not in wordings
        else ""
    )
