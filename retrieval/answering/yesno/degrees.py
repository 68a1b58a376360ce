"""Whether a rate or a share is high, where the report itself says how it is (参与度不高)."""

from __future__ import annotations

import re

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.statements import find_statements, surfaces
from retrieval.answering.yesno.claim import Claim
from retrieval.answering.yesno.clauses import Finding, is_settled_text

# 高吗, 高不高, 低吗 behind the rate.
_ASKED = re.compile(r"(?:比较|很|太|算|都)?(?P<how>[高低])(?=[吗么不了没呢吧?？。\s]|$)")
_LOW = re.compile(r"(?:还|仍|尚|普遍|总体|整体|相对)?(?:不够?高|较低|偏低|很低|不足)")
_HIGH = re.compile(r"(?:普遍|总体|整体|一直|始终|都|均)?(?:较高|很高|保持高位)")


def find_degree(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Finding | None:
    """Return the clause that says of the asked rate that it is high or low; None where none does, or
    several say both."""
    rate = claim.predicate[-1]
    asked = _ASKED.match(question.folded, rate.end)
    if rate.kind != "rate" or asked is None or claim.of_all:
        return None
    found = []
    for told in find_statements(list(claim.terms), scope, shelf, predicate_decides=True):
        if not is_settled_text(shelf, told.report, told.passage, told.sentence):
            continue
        for word in (rate.text, *surfaces(rate)):
            at = told.text.find(word)
            if at < 0:
                continue
            low = _LOW.match(told.text, at + len(word)) is not None
            if low or _HIGH.match(told.text, at + len(word)):
                holds = low is (asked["how"] == "低")
                found.append(
                    Finding(
                        told.report, told.passage, told.sentence, told.start, told.end, holds, told.score
                    )
                )  # fmt: skip
                break
    return found[0] if len({f.holds for f in found}) == 1 else None
