"""Whether a figure is what a question means that names one thing and no more (法律顾问多少).

With nothing else to go by, the figure's own name has to say the thing: what merely stands in the same
sentence or under the same heading is told by another (执法人员: 考试取得全县第3名; 律师: 12个居委会).
"""

from __future__ import annotations

import re

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import IN_LABEL, alike, class_of, is_told, met
from retrieval.answering.excluding.unit_verdict import RATES
from retrieval.language.fold import fold
from retrieval.language.terms import Term, find_terms
from retrieval.records import Fact

_ASKS_RANK = re.compile(r"第几|名次|排|位次|[位名并]列|居|奖|等次|几等|名$")
_ASKS_RATE = re.compile(r"率|比例|比重|占|百分|几成|%|度|分")
# What names something, of its own or of its kind (专职 is who does it).
_NAMING = frozenset({"thing", "rate", "quality"})
# A label's word is the one asked for where it is as much like it as this.
_SAME = 0.5
# What says no more than its unit has to be said where nothing else is (资金多少: 处罚金额3万元).
_SAYS_NO_MORE = frozenset({"经费"})


def is_rank_unasked(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure is a rank, and none is asked for."""
    if class_of(fact) != "rank" or asked.unit_class == "rank" or not asked.wording:
        return False
    return _ASKS_RANK.search(asked.wording) is None


def is_said(term: Term, asked: Asked, fact: Fact, text: str) -> bool:
    """Return whether a figure's own name says the only thing asked for, or leaves it to the topic
    that it inherits (办结20件); what else its clause names has figures of its own, or none.

    ``text`` is the figure's folded sentence: a thing right behind the amount (3万元罚款) is said too.
    """
    if term.kind == "rate" or fact.kind == "change" or not asked.wording:
        return True
    if term.key in _SAYS_NO_MORE:
        return fold(term.text) in fact.label or _names(term, fact)
    rate = class_of(fact) in RATES and not asked.unit_class
    if rate and term.kind == "thing" and not _ASKS_RATE.search(asked.wording):
        return False
    if _names(term, fact) or met(term, fact) < IN_LABEL:
        return True
    if text.startswith((term.text, term.key), fact.quantity.end):
        return True
    return not any(own.kind in _NAMING for own in find_terms(fold(fact.label)))


def _names(term: Term, fact: Fact) -> bool:
    """Return whether a figure's own stretch of wording has the thing, by whatever name."""
    label = fold(fact.label)
    return is_told(term.text, fact) or any(
        alike(term, key) >= _SAME for own in find_terms(label) for key in (own.key, own.text)
    )
