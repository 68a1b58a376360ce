"""Which place in an order is asked for, the first aside: 第二多, 第三低."""

from __future__ import annotations

import re

from retrieval.language.numerals import parse_chinese

NTH = re.compile(r"第(?P<number>[二三四五])[名位]?[多少高低大小](?!于|过)")


def nth_of(folded: str) -> int:
    """Return the place in the order that a question asks for, 1 where it asks for the first or none."""
    found = NTH.search(folded)
    return int(parse_chinese(found["number"]) or 1) if found else 1
