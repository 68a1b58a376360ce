"""What a question names and a figure's own sentence does not: who tells it of something else.

A term may be met by the sentences around a figure (`全年检查208家次。取缔企业4家`), by what is told
after it (`案件2件，一件判决胜诉`) or by a figure per unit. Each rule returns its reason in Chinese, or
nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.evidence.nearness import (
    CLAUSE_NEAR,
    IN_LABEL,
    IN_TOPIC,
    TOLD_BEFORE,
    alike,
    class_of,
    kind_of,
    label_keys,
    met,
    own_clause,
    own_things,
)  # fmt: skip
from retrieval.answering.excluding.comers import ACTOR
from retrieval.language.near_acts import outcomes
from retrieval.language.terms import Term, find_terms
from retrieval.language.units import load_units
from retrieval.records import Fact

# Met by another sentence of the passage at least so far off, by a heading farther still.
_ELSEWHERE, _HEADING = 0.6, 0.505
# Met by a clause before in the figure's own sentence, nearer than a topic sentence.
_IN_SENTENCE = 0.8
# Met by what is told behind the figure.
_BEHIND = 0.6
# 3件，均已化解 tells the outcome of all that were counted.
_PEOPLE = re.compile(r"(?:人|员|者|群众|居民|市民|村民|家庭|农户|对象|部门|机关|单位)$")
# Of money this says no more than its unit.
_FUNDS = "经费"
# Of any subject.
_GENERAL = frozenset({"问题", "活动"})
_OF_ALL = re.compile(r"均|都|全部|全都|悉数|一律|皆|已|全")
_EACH = re.compile(
    r"每(?:一)?(?:个|名|位|件|条|起|户|家|场|次|村|社区|人|天|日|月|周|期|份|宗|亩|篇|万人)"
    r"|人均|户均|件均|日均|月均|平均|一个月(?!内|以内)|[一每]天(?!内)|一年(?=[给补领拿得](?!人|群众|百姓|老百姓|居民|大家|大伙))"
)
_GRADE = re.compile(r"[一二三四五六七八九]星级|\d+岁(?:及?以[上下]|左右)?")
_AGE = re.compile(r"\d+周?岁及?以[上下]")
# 高龄津贴 is for those of an age, whether it is named or not.
_OF_AGE = re.compile(r"岁|高龄")
_STANDARD = re.compile(r"(?<!不)标准(?:是|为|有)?(?:[^一-鿿]|多少|几|$)")
# So many villages, of which each has so many.
_TO_EACH = re.compile(
    r"(?:[\d一二三四五六七八九十百]+|所有|全部)[个名家所][一-鿿]{1,6}(?:各[一-鿿]{1,6}|共用|合用|合聘)$"
)
_TOLD_EACH = re.compile(r"[每均]|月(?:补助|补贴|工资|标准)|/[月人天户]|一[人户]一")


def find_far(
    content: Sequence[Term], nearness: Sequence[float], wording: str, fact: Fact, text: str
) -> str:
    """Return why a figure of the sentence ``text`` is of something else than the question
    ``wording`` asks; ``nearness`` goes with ``content``. Empty where nothing speaks against it."""
    return (
        _each_verdict(wording, fact, text)
        or _all_verdict(wording, fact, text)
        or _standard_verdict(wording, fact, text)
        or _grade_verdict(wording, fact, text)
        or find_elsewhere(content, nearness, fact, text)
        or _behind_verdict(content, nearness, fact, text)
        or _named_behind_verdict(content, nearness, fact, text)
        or _actor_verdict(content, fact)
        or _far_act_verdict(content, nearness, fact, text)
    )


def _each_verdict(wording: str, fact: Fact, text: str) -> str:
    """Rule out a sum where what falls to each is asked for (每条阅读量多少)."""
    asked = _EACH.search(wording)
    if not asked or fact.none:
        return ""
    start, end = own_clause(text, fact)
    if _TOLD_EACH.search(text, start, end) or _TOLD_EACH.search(fact.label + fact.topic):
        return ""
    return f"不是“{asked.group()}”的数"


def _all_verdict(wording: str, fact: Fact, text: str) -> str:
    """Rule out what falls to each where all are asked for (13个村各配备1名法律顾问); of 维持、撤销各1件
    there is one of either."""
    before = text[own_clause(text, fact)[0] : fact.quantity.start]
    each = _TO_EACH.search(before)
    if each is None or "、" in before or re.search("[每各均]", wording):
        return ""
    return f"是“{each.group()}”的数"


def _standard_verdict(wording: str, fact: Fact, text: str) -> str:
    """Rule out a sum where the rate by which it is paid is asked for (供养标准, never 供养金 of all)."""
    if not _STANDARD.search(wording) or fact.none:
        return ""
    start, end = own_clause(text, fact)
    told = "标准" in text[start:end] or "标准" in fact.topic or _TOLD_EACH.search(text, start, end)
    return "" if told else "没有对上：标准"


def _grade_verdict(wording: str, fact: Fact, text: str) -> str:
    """Rule out a figure whose clause does not tell the grade or age that is asked for (三星级), or
    tells an age that nobody asked for (35岁以下8名)."""
    asked = _GRADE.search(wording)
    start, end = own_clause(text, fact)
    if asked is None:
        age = _AGE.search(text, start, fact.quantity.start)
        return f"是{age.group()}的" if age and not _OF_AGE.search(wording) else ""
    told = f"{fact.topic}{text[start:end]}"
    return "" if asked.group() in told else f"没有对上：{asked.group()}"


def find_elsewhere(
    content: Sequence[Term], nearness: Sequence[float], fact: Fact, text: str
) -> str:
    """Rule out a figure whose sentence names a subject of its own, where one that is asked for
    stands in another sentence alone (安全生产检查208家次。取缔“散乱污”企业4家)."""
    if fact.none or any(term.kind == "rate" and met(term, fact) >= IN_LABEL for term in content):
        # A rate has one name, wherever it is told what it is of.
        return ""
    told = text[: fact.quantity.end]
    far = [
        term
        for term, near in zip(content, nearness, strict=True)
        if _HEADING < near < _ELSEWHERE and _may_part(term) and not _is_said(term, told)
    ]
    if not far:
        return ""
    listed = _listed_before(text, fact)
    own = [
        key
        for key, near in fact.cues
        if near >= (IN_LABEL if kind_of(key) == "action" else _IN_SENTENCE)
        and _is_subject(key)
        and not (key == _FUNDS and class_of(fact) == "money")
        and not (near < IN_TOPIC and key in listed)
        and not any(alike(term, key) >= 0.34 for term in content)
    ]
    return f"说的不是“{far[0].text}”，是“{own[0]}”" if own else ""


def _listed_before(text: str, fact: Fact) -> frozenset[str]:
    """Return what the items before a figure in its list are called: of that it is none (种子16件、
    农药29件、渔政25件)."""
    start = own_clause(text, fact)[0]
    before = list(TOLD_BEFORE.finditer(text, start, fact.quantity.start))
    if not before:
        return frozenset()
    own = {term.key for term in find_terms(text[before[-1].end() : fact.quantity.start])}
    return frozenset(t.key for t in find_terms(text[start : before[-1].end()])) - own


def _may_part(term: Term) -> bool:
    """Return whether a term tells one subject from another; who acted is told once for all."""
    parts = term.kind in {"thing", "quality"} and term.key not in _GENERAL
    return parts and not ACTOR.search(term.key)


def _is_subject(key: str) -> bool:
    """Return whether a cue names what a sentence is about: no people, no word of a unit."""
    if key in load_units().asked or _PEOPLE.search(key):
        return False
    return kind_of(key) in {"thing", "action"}


def _is_said(term: Term, told: str) -> bool:
    """Return whether the sentence up to the figure has the term's words, or both halves of it."""
    word = term.text
    return word in told or (len(word) >= 4 and word[:2] in told and word[-2:] in told)


def _behind_verdict(
    content: Sequence[Term], nearness: Sequence[float], fact: Fact, text: str
) -> str:
    """Rule out a figure whose outcome is told behind it of some alone (案件2件，一件判决胜诉)."""
    for term, near in zip(content, nearness, strict=True):
        if term.kind != "action" or near != _BEHIND:
            continue
        behind = text[own_clause(text, fact)[1] :]
        if not _OF_ALL.search(behind):
            return f"“{term.text}”的不是全部"
    return ""


def _named_behind_verdict(
    content: Sequence[Term], nearness: Sequence[float], fact: Fact, text: str
) -> str:
    """Rule out a figure that counts a thing by name, where the one that is asked for is named behind
    it alone (预付式投诉5806件，居首位，其次为网络购物)."""
    if fact.none:
        return ""
    told = text[: own_clause(text, fact)[1]]
    behind: list[Term] = []
    head: Term | None = None
    for term, near in reversed([*zip(content, nearness, strict=True)]):
        # 网络|购物|投诉: which of the things is meant stands right before it.
        beside = head is not None and term.end == head.start
        if beside and near == _BEHIND and term.kind != "action" and not _is_said(term, told):
            behind.append(term)
        head = term if met(term, fact) >= IN_LABEL or term in behind else None
    own = [key for key in label_keys(fact) if kind_of(key) in {"thing", "word"}]
    named = any(not any(alike(term, key) >= 0.34 for term in content) for key in own)
    return f"说的不是“{behind[0].text}”" if behind and named else ""


def _actor_verdict(content: Sequence[Term], fact: Fact) -> str:
    """Rule out a figure of another body than the asked one, which another sentence alone names
    (入驻律师事务所6家。调解中心受理584件，调解成功521件)."""
    far = [t for t in content if ACTOR.search(t.key) and _HEADING < met(t, fact) < _ELSEWHERE]
    if not far or fact.none:
        return ""
    own = [
        key
        for key, near in fact.cues
        if near >= CLAUSE_NEAR
        and ACTOR.search(key)
        and not any(alike(term, key) >= 0.34 for term in content)
    ]
    return f"是“{own[0]}”的，不是“{far[0].text}”的" if own else ""


def _far_act_verdict(
    content: Sequence[Term], nearness: Sequence[float], fact: Fact, text: str
) -> str:
    """Rule out a figure of a thing by name of which no act is told, where the outcome that is asked
    for stands in another sentence (无一件败诉。行政诉讼案件两件)."""
    if fact.none or not own_things(fact) or any(kind_of(k) == "action" for k in label_keys(fact)):
        return ""
    told = text[: own_clause(text, fact)[1]]
    for term, near in zip(content, nearness, strict=True):
        if term.key in outcomes() and _HEADING < near < _ELSEWHERE and not _is_said(term, told):
            return f"没有写明“{term.text}”"
    return ""
