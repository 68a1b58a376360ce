"""What a question asks for behind 其中: the figure must bear the name of that part itself.

In a list every item stands in one sentence with its sisters: 警告5人次 is no answer to
批评教育, though 批评教育25人次 stands right beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import alike, class_of, label_keys
from retrieval.language.terms import Term
from retrieval.records import Fact

_MARK = "，其中"
# A part is named by a piece of its name (邻里 of 邻里纠纷).
_NAMED = 0.34


def part_verdict(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Return that a figure is not of the part behind 其中, nothing where it is or no part is asked for.

    A share (占46.3%) stands behind the part that it is of.
    """
    at = asked.wording.find(_MARK)
    if at < 0 or class_of(fact) == "rate":
        return ""
    part = [term for term in content if term.start >= at + len(_MARK)]
    keys = label_keys(fact)
    if not part or any(
        term.text in fact.label or any(alike(term, key) >= _NAMED for key in keys) for term in part
    ):
        return ""
    return "不是其中那一部分的数"
