"""What only has a word in its name, or in a list beside it: 行政处罚权 are no 行政处罚, and the fines for
转包、挂靠等行为 are no fines for one of these.

Each rule returns its reason in Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.evidence.nearness import IN_LABEL, class_of, met, own_clause
from retrieval.language.pairs import shares_pair
from retrieval.language.terms import Term
from retrieval.records import Fact

# What is called after an act or those who do it, and is neither.
_CALLED_AFTER = re.compile(r"权(?![益利威重])|资格|资质|初审|预审|复审|考试")
# 四件败诉案件中有三件: how many there are was told elsewhere, and of what.
_OF_WHICH = re.compile(r"[一-鿿]{0,8}中[,，]?(?:就|仅|只)?有?[\d一二两三四五六七八九十百]")
# One that was spoken of right before.
_THAT_ONE = re.compile(r"^该[一-鿿]")
# Met by another sentence of the passage, not by a heading.
_HEADING, _ELSEWHERE = 0.505, 0.6
# Of what kind those listed are, at the end of a list.
_LISTED = re.compile(
    r"(?P<list>[^，,。；;：:\d]{2,40}?)等(?:违法|违规|不规范)?(?:行为|问题|情形|情况|现象|乱象)(?![一-鿿]*\d)"
)


def called_verdict(content: Sequence[Term], wording: str, fact: Fact, text: str) -> str:
    """Return why a figure of the folded sentence ``text`` is of something else than its words say."""
    if fact.none:
        return ""
    return (
        _called_after(content, wording, fact)
        or _of_that_one(content, fact, text)
        or _of_which_some(content, fact, text)
        or _of_all_listed(content, fact, text)
    )


def _called_after(content: Sequence[Term], wording: str, fact: Fact) -> str:
    for term in content:
        for word in {term.text, term.key}:
            at = fact.label.find(word)
            behind = _CALLED_AFTER.match(fact.label, at + len(word)) if at >= 0 else None
            # 慢特病资格认定 is the 认定 of it that was asked for.
            rest = fact.label[behind.end() :] if behind else ""
            if any(t is not term and rest.startswith(t.text) for t in content):
                continue
            if behind and behind.group()[0] not in wording:
                return f"数的是“{word}{behind.group()}”"
    return ""


def _of_that_one(content: Sequence[Term], fact: Fact, text: str) -> str:
    """Rule out a figure of that case (该案罚款52万元) where what is asked for stands in another
    sentence than the one that tells which case it was."""
    if not _THAT_ONE.match(fact.label):
        return ""
    for term in content:
        if term.text not in text and _HEADING < met(term, fact) < _ELSEWHERE:
            return f"“{fact.label[:2]}”不是“{term.text}”的"
    return ""


def _of_which_some(content: Sequence[Term], fact: Fact, text: str) -> str:
    """Rule out those of whom some are told (工伤案件仍处高位，四件败诉案件中有三件…) where what is asked
    for stands in another clause: what they all are of was told before."""
    if not _OF_WHICH.match(text, fact.quantity.end):
        return ""
    start, end = own_clause(text, fact)
    far = [t for t in content if t.kind == "thing" and t.text not in text[start:end]]
    far = [t for t in far if met(t, fact) < IN_LABEL]
    return f"没有写明是“{far[0].text}”的" if far else ""


def _of_all_listed(content: Sequence[Term], fact: Fact, text: str) -> str:
    """Rule out a figure of all those that a list before it names (转包、挂靠等行为，罚款418万元) where one
    is asked for."""
    start = own_clause(text, fact)[0]
    for listed in _LISTED.finditer(text[:start]):
        pieces = [p for p in re.split(r"[、和与及]", listed["list"]) if len(p) >= 2]
        asked = [any(t.text in p for t in content) for p in pieces]
        if len(pieces) > 1 and sum(asked) == 1 and class_of(fact) != "rate":
            piece = pieces[asked.index(True)]
            # 违法建设整治行动: what all of them are called is no one of them.
            if any(t.text in piece and _is_in_label(t, fact) for t in content):
                continue
            return "是几种合计的数"
    return ""


def _is_in_label(term: Term, fact: Fact) -> bool:
    return met(term, fact) >= IN_LABEL or shares_pair(term.text, fact.label)
