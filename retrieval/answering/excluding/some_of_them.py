"""Figures of some of them only, told by what befell just those: no count of them all.

对1名执法队员予以批评教育 says nothing of how many 执法队员 there are, 正在调解3起 not how many were
调解, 具有法律职业资格的执法人员3名 not how many 执法人员. Each rule returns its reason in Chinese, or
nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.evidence.nearness import alike, class_of, label_keys, names, own_clause
from retrieval.language.pairs import shares_pair
from retrieval.language.terms import Term
from retrieval.records import Fact

_COUNTED = frozenset({"person", "document", "case", "household", "place", "group", "machine"})
# What befalls one or the other of them, never all.
_BEFELL = re.compile(
    r"尚未|仍未|还未|没有|未(?:取得|通过|做到|达到|按|能)|因|被|受到|获|荣|评为|评选|予以|给予|通报|批评|谈话|诫勉|处分|问责"
    r"|辞职|退休|调离|抽调|借调|违[纪规]|比武|竞赛|大赛|考试|考核|晋升|立功|牺牲|缺乏|缺少|不[具符合足]"
)
# It befell all of them.
_ALL = re.compile(r"均|都|全部|全体|全员|悉数|一律|各|共")
_MEMBERS = re.compile(r"(?:队员|人员|同志|成员)$")
# 6件败诉案件中4件因程序违法: all of them, and then what befell some.
_BROKEN_DOWN = re.compile(r"\d[件名人起个份宗户家位]|中(?:有|[，,\d]|$)")
# As long as the name of what is counted may be.
_NAME = 14
# What sets some apart, right before their name.
_APART = re.compile(
    r"(?:具有|具备|拥有|取得|持有|通过|获得|从事|缺乏|符合|有)[^，,、；;。]{2,16}的$"
)
_PENDING = re.compile(r"(?:正在|仍在|尚在|还在|准备|有待|等待)[^，,、；;。\d]{0,8}$")
_ASKS_PENDING = re.compile(r"正在|仍在|还在|在[办调审]|没|未|剩|待|手头")
# A way in which some of the cases were closed.
_CLOSED_BY = re.compile(
    r"(?:(?:经|以|通过|由)[^，,、；;。]{0,6})?(?P<way>调解|和解|撤诉|撤回|协调|简易程序|速裁)[^，,、；;。]{0,4}(?:方式)?(?:结案|审结|办结)$"
)


def some_verdict(content: Sequence[Term], wording: str, fact: Fact, text: str) -> str:
    """Return why a figure of the folded sentence ``text`` counts some only of what the question
    ``wording`` asks, empty where nothing speaks against it; ``content`` are the question's terms."""
    if fact.none or class_of(fact) not in _COUNTED:
        return ""
    start, end = own_clause(text, fact)
    before, behind = text[start : fact.quantity.start], text[fact.quantity.end : end]
    return (
        _befell_verdict(content, wording, fact, before, behind)
        or _apart_verdict(content, wording, before, behind)
        or _pending_verdict(wording, before)
        or _closing_verdict(wording, before, behind)
    )


def _befell_verdict(
    content: Sequence[Term], wording: str, fact: Fact, before: str, behind: str
) -> str:
    """Rule out those of whom is told behind their number and name what befell them alone."""
    told = _BEFELL.search(behind)
    if told is None or not content or _ALL.search(behind) or _ALL.search(before[-6:]):
        return ""
    name = behind[: min(told.start(), _NAME)]
    if _BROKEN_DOWN.search(behind[: told.start()]) or any(_is_in(t, before) for t in content):
        return ""
    befell = behind[told.start() :]
    if any(_is_in(t, befell) for t in content if not _is_in(t, name)):
        return ""
    if not all(_is_in(t, name) or _bears(fact, t) for t in content):
        return ""
    rest = wording
    for term in content:
        rest = rest.replace(term.text, "，")
    return "" if shares_pair(befell, rest) else "说的是其中几个的事"


def _apart_verdict(content: Sequence[Term], wording: str, before: str, behind: str) -> str:
    """Rule out those whose name begins with what sets them apart, which nobody asked for."""
    if len(content) != 1 or content[0].kind != "thing":
        return ""
    for part in (before, behind):
        at = part.find(content[0].text)
        apart = _APART.search(part[:at]) if at > 0 else None
        if apart and not shares_pair(apart.group(), wording):
            return f"只是“{apart.group()}”"
    return ""


def _pending_verdict(wording: str, before: str) -> str:
    """Rule out those with which somebody is still busy (正在调解3起), where what was done is asked for."""
    pending = _PENDING.search(before)
    return f"是“{pending.group()}”的" if pending and not _ASKS_PENDING.search(wording) else ""


def _closing_verdict(wording: str, before: str, behind: str) -> str:
    """Rule out those closed in one way (1件经法院调解结案), where all that were closed are asked for."""
    for part in (before, behind):
        way = _CLOSED_BY.search(part)
        if way and not (way["way"] in wording or way["way"][:1] in wording):
            return f"只是{way['way']}结案的"
    return ""


def _bears(fact: Fact, term: Term) -> bool:
    """Return whether a figure's label calls what is counted by another name for a term (队员)."""
    people = _MEMBERS.match(fact.label) is not None and term.key.endswith("员")
    return people or any(alike(term, key) >= 0.34 for key in label_keys(fact))


def _is_in(term: Term, wording: str) -> bool:
    return term.text in wording or term.key in wording or names(term, wording)
