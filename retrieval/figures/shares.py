"""Shares of a whole (网上办理33.7万件，占81%; 案件中程序问题占六成): whose share, and of what."""

from __future__ import annotations

import re

from retrieval.figures.labels import Label, is_concept, is_thing
from retrieval.figures.trimming import trim
from retrieval.language.terms import find_terms, term_keys

# The concept under which questions ask for a share.
SHARE = "占比"
_TAKES = re.compile(
    r"(?P<part>[^，,；;]*?)(?:所占|占比|(?<![侵强抢独霸挤])占(?![用道领据])|比重|比例)(?P<whole>[^，,；;占]{0,16}?)(?:的|之)?"
    r"(?:比重|比例|比)?(?:为|达到?|是|约|近|超过?|将近|高达|仅|只有)*\s*$"
)
# 违法占用耕地面积比例 is a rate by name: nothing in it says whose share.
_TAKEN = re.compile(r"[侵强抢独霸挤]占|占[用道领据]")
_OUT_OF = re.compile(r"^(?P<whole>.*(?:中|当中|里))[，,]?\s*(?:有|的)?(?P<part>[^中]*)$")


def read_share(left: str) -> Label | None:
    """Return the label of a share after the wording ``left``, None where it is none.

    The part is what the share is of and heads the label; the whole stands farther off. A part
    that is not named again (邻里纠纷512件，占46.3%) is left for the figure before to name.
    """
    match = _TAKES.match(left)
    if match is None or "占" not in _TAKEN.sub("", left):
        return None
    part, whole = match.group("part"), match.group("whole")
    if out_of := _OUT_OF.match(part):
        part, whole = out_of.group("part"), out_of.group("whole") + whole
    terms = [term for term in find_terms(part) if not term.is_light]
    near = tuple(dict.fromkeys((*(term.key for term in reversed(terms)), SHARE)))
    far = tuple(key for key in term_keys(whole) if key not in near)
    text = f"{trim(part)}{SHARE}"
    return Label(text, near, far, any(map(is_thing, terms)), any(map(is_concept, terms)))
