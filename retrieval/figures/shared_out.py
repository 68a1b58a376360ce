"""Clauses without a figure that open a list of parts: 按类型分, 立案案件按类别分, 在处罚案件中.

Such a clause may say itself of what the parts are (立案案件按类别分): the items, of which each has
only its own name (非法采砂5件), inherit that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.figures.labels import Label
from retrieval.figures.trimming import trim
from retrieval.language.terms import find_terms, term_keys

_AMONG = re.compile(r"\s*其中\s*$")
_BY = r"[类种级]?[型类域别质因由度业]"
# 按类型分, 分领域看, 从案件领域看; before them may stand what is shared out (立案案件按类别分).
_SORTED = re.compile(
    r"\s*(?P<whole>[^，,\d]{0,14}?)"
    r"(?:按照?[^，,]{1,12}?(?:来?分|划分|区分|分类|统计|来?看)|分[^，,]{1,8}[来]?看"
    rf"|从[^，,]{{1,12}}{_BY}(?:上|分布)?来?[看说讲])\s*$"
)
# 案件类型分布为, 立案案件构成如下.
_SPREAD = re.compile(
    r"\s*(?P<whole>[^，,\d]{0,14}?)(?:的?(?:主要)?"
    r"(?:类型|类别|领域|种类|行业|案由)?(?:分布|构成|分类)(?:情况)?|的?(?:主要)?(?:类型|类别|种类))"
    r"(?:主要)?(?:为|是|有|如下|包括|看)?\s*$"
)
# 处罚案件中, 在已化解的纠纷中: in what counts piece by piece.
_WITHIN = re.compile(
    r"\s*(?:在|从)?(?P<whole>[^，,\d]{0,10}(?:案件|纠纷|争议|诉求|投诉|举报|申请|工单|事项|事故"
    r"|许可|处罚|合同|文件|隐患|线索|对象|人员|案))[之当]?中\s*$"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a list: ``whole`` is what it says its parts are of, None where it says nothing;
    ``sorts`` where it says that all is shared out (按类型分), and not only some of it told (其中)."""

    whole: Label | None
    sorts: bool


def read_opening(text: str) -> Opening | None:
    """Return what a clause opens, None where it opens no list of parts."""
    if _AMONG.match(text):
        return Opening(None, sorts=False)
    if match := _SORTED.match(text) or _SPREAD.match(text):
        return Opening(_label(match["whole"]), sorts=True)
    return None


def read_within(text: str) -> Opening | None:
    """Return what a clause says its followers are among (处罚案件中), None where it says nothing."""
    match = _WITHIN.match(text)
    return Opening(_label(match["whole"]), sorts=False) if match else None


def _label(whole: str) -> Label | None:
    """Return the label of what is shared out, None where it says no more than 案件."""
    name = trim(whole)
    terms = find_terms(name)
    if not any(not term.is_light for term in terms):
        return None
    return Label(name, term_keys(name), (), True)
