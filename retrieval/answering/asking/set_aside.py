"""What a question names and does not ask for: 罚款先不管，立案几件; 该出庭没出庭的; 各部门一共多少."""

from __future__ import annotations

import re

from retrieval.answering.asking.mask import MASK, blank

# 货车的不说，出租车不说，水上的案子几件: each clause that ends so is not asked about.
_SET_ASIDE = re.compile(
    r"(?:^|(?<=[,，;；。]))[^,，;；。？?]*?"
    r"(?:(?:先|暂且|暂时|且|就|都|也)?(?:不说|不管|不谈|不提|不论|不问|不看|别管|别说|甭管|撇开|抛开|放一边|放一放|另说))"
    r"(?:了|吧|啊|它)?[,，;；]"
)
# 该出庭没出庭的, 应检未检的: that it was owed goes without saying where it was not done.
_OWED = re.compile(
    r"(?:本来?)?(?:应当|应该|应|该)(?P<deed>(?:(?![几多少])[一-鿿]){1,4}?)(?:的|而|却|但)?(?=(?:没有?|未|不)(?P=deed))"
)
# 各部门一共罚了多少 asks for the whole, of which the report need not say that it is everybody's.
_EVERYBODY = re.compile(
    r"(?:全[省市县区镇乡]的?)?(?:各个?|所有的?)(?:行政)?(?:执法)?(?:部门|单位|机关)"
    r"(?=(?:一共|总共|合计|加起来|加一起|共计|总计))"
)
_ASKS = re.compile("多少|几|哪|谁|什么|吗")


def without_everybody(folded: str) -> str:
    """Return a question without 各部门 where what all of them did together is asked for."""
    return _EVERYBODY.sub("", folded)


def mask_set_aside(masked: str) -> str:
    """Mask the clauses that set something aside, where a clause behind them asks; what was owed before
    the same that was not done; and everybody before what all of them did together."""
    for aside in (_OWED, _EVERYBODY):
        masked = aside.sub(lambda m: MASK * len(m.group()), masked)
    if "，" not in masked and "," not in masked:
        return masked
    for match in _SET_ASIDE.finditer(masked):
        if not _ASKS.search(match.group()) and _ASKS.search(masked, match.end()):
            masked = blank(masked, match.start(), match.end())
    return masked
