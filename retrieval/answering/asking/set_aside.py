"""What a question sets aside before it asks: 罚款先不管，立案几件."""

from __future__ import annotations

import re

from retrieval.answering.asking.mask import blank

# 货车的不说，出租车不说，水上的案子几件: each clause that ends so is not asked about.
_SET_ASIDE = re.compile(
    r"(?:^|(?<=[,，;；。]))[^,，;；。？?]*?"
    r"(?:(?:先|暂且|暂时|且|就|都|也)?(?:不说|不管|不谈|不提|不论|不问|不看|别管|别说|甭管|撇开|抛开|放一边|放一放|另说))"
    r"(?:了|吧|啊|它)?[,，;；]"
)
_ASKS = re.compile("多少|几|哪|谁|什么|吗")


def mask_set_aside(masked: str) -> str:
    """Mask the clauses that set something aside, where a clause behind them asks."""
    if "，" not in masked and "," not in masked:
        return masked
    for match in _SET_ASIDE.finditer(masked):
        if not _ASKS.search(match.group()) and _ASKS.search(masked, match.end()):
            masked = blank(masked, match.start(), match.end())
    return masked
