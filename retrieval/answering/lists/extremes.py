"""Which of the things that a report lists side by side is the most: 哪类纠纷最多, 哪个领域案件最多.

A list (``list_groups``) is of what its members are parts of, of the figure that they add up to,
or of what opens it (`按领域分`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.asking.set_aside import without_everybody
from retrieval.answering.evidence.nearness import (
    IN_TOPIC,
    alike,
    class_of,
    kind_of,
    label_keys,
    met,
)
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.lists.list_groups import Group, list_groups
from retrieval.answering.selecting.own_field import without_field
from retrieval.language.terms import Term, similarity, term_keys
from retrieval.language.wording import alternation
from retrieval.records import Fact

_HOW_MANY = re.compile(r"多少|几")
_EACH = re.compile(r"各|分别|都是")
# A determiner, as in a report's own 各类矛盾纠纷; 各类别, 各类型 are the kinds themselves.
_ALL_KINDS = re.compile(r"各[类种项](?=\s*[一-鿿])(?![别型目各有多几是])")
_REST = re.compile(r"^(?:其他|其它|其余|另有)")
# 城市管理四个领域的行政处罚案件: the last name of a list is followed by what all of them share.
_SHARED = re.compile(
    r"(?:等)?(?:[二两三四五六七八九十\d]+(?:个|类|大|项)|(?:等)?(?:领域|方面)的).*$"
)
_HANDLES = re.compile(r"(?:调解|调处|化解|受理|处理|排查|接收|收到)[了的过]?")
# 按领域分 says how the list is ordered.
_SORTS = re.compile(r"(?:来?分|划分|区分)$")
_RESULTS = re.compile(r"结果|方式|决定|情形|处理")
# A list by channel, level or instance says nothing of kinds.
_SOURCES = re.compile(
    r"渠道|来源|途径|方式|哪一?级|层级|哪一?审|怎么来|程序|部门|单位|机关|系统|领域"
)
_BY_SOURCE = re.compile(
    r"热线|渠道|网络|平台|来电|来信|来访|窗口|12345|[本上省市县区镇乡村]级|[一二再]审|程序"
    r"|调解$|机关$|部门$"
)
_KIND = re.compile(r"[类型]$|(?:类|方面)(?:案件|问题|诉求|事项)?$|^其[他它余]")
_NOT_ALL = re.compile(r"前[二两三四五六七八九十\d]|主要|较多|居前|最多|靠前|突出")


def asks_for_kind(question: Question) -> bool:
    """Return whether a kind of thing is asked for (哪类, 哪个领域, 最多的是什么), not a place."""
    return _which_kind().search(question.folded) is not None


@cache
def _which_kind() -> re.Pattern[str]:
    kinds = alternation(words_of("compare", "kinds"))
    which = rf"(?:哪(?:一?个|几个?)?|什么样?的?|啥|何种?){kinds}|哪(?:一?|几)[类种项样]"
    what = rf"(?:最|第[二三四五])[多少高低大小]的一?(?:个|[类种项])?{kinds}?(?:是|为)?(?:什么|啥|哪{kinds})"
    # 什么纠纷最多: any sort of thing, but none who has it or where it is.
    sort = r"(?:什么|啥)(?!时|地方|人|单位|部门|样)[一-鿿]{2,5}?(?:闹|查|办|报|发|调|罚|立)?得?(?:最|第[二三四五])[多少]"
    return re.compile(f"{which}|{what}|{sort}")


def asks_each_kind(question: Question) -> bool:
    """Return whether a figure is asked for of each kind of a thing (各类型各几件, 按领域分多少).

    各类矛盾纠纷多少 asks for all of them together, as reports name a total; 各多少 for each.
    """
    text = _ALL_KINDS.sub("", without_everybody(question.folded))
    each = question.asks_any("number.each") and _EACH.search(text) is not None
    named = _each_kind().search(question.folded if each else text) is not None
    return _HOW_MANY.search(text) is not None and (named or (each and asks_for_kind(question)))


@cache
def _each_kind() -> re.Pattern[str]:
    kinds = alternation(words_of("compare", "kinds"))
    return re.compile(rf"(?:各个?|每一?[个种类]?|按(?:照)?|分)[一-鿿]{{0,2}}?{kinds}")


def list_kinds(
    question: Question, terms: Sequence[Term], scope: Scope, shelf: Shelf
) -> tuple[Fact, ...]:
    """Return the figures of the one list that is of what ``terms`` name, the 其他 in it, too;
    empty where there is none, or more than one."""
    found = _groups(question, terms, scope, shelf)
    return tuple(found[0].facts) if len(found) == 1 else ()


def find_group(
    question: Question, terms: Sequence[Term], scope: Scope, shelf: Shelf, *, fewer: bool
) -> tuple[Fact, ...]:
    """Return the figures of the one list that is of what ``terms`` name, without the 其他 in it;
    empty where there is none, or more than one."""
    found = _groups(question, terms, scope, shelf)
    own = without_field(terms, scope)
    if not found and len(own) < len(terms):
        # 医保热线 of a 医疗保障局 is its 热线.
        found = _groups(question, own, scope, shelf)
    if len(found) != 1 or not _is_settled(found[0], fewer=fewer):
        return ()
    members = tuple(f for f in found[0].facts if not _REST.match(f.label))
    return members if len(members) > 1 else ()


def _groups(question: Question, terms: Sequence[Term], scope: Scope, shelf: Shelf) -> list[Group]:
    """Return the lists of what ``terms`` name, those ordered as the question says before others."""
    kinds = [k for k in words_of("compare", "kinds") if k in question.folded]
    wanted = [t for t in terms if t.text not in kinds and not _SORTS.match(t.text)]
    content = [t for t in wanted if not t.is_light and len(t.text.rstrip("得")) > 1]
    lone = [t.text[0] for t in wanted if not t.is_light and len(t.text.rstrip("得")) == 1]
    found = [
        group
        for report in scope.reports
        if not scope.years or report.year in scope.years
        for group in list_groups(shelf, report.id)
        if (_is_of(group, content) if content else _is_by(group, kinds, wanted))
        and all(char in group.opening for char in lone)
        and (_RESULTS.search(question.folded) or not _lists_outcomes(group))
        and (
            _SOURCES.search(question.folded)
            or not any(_BY_SOURCE.search(f.label) for f in group.facts)
        )
    ]
    if len(found) > 1:
        # 按领域分 is meant by 哪个领域 before any other list of the same things.
        found = [g for g in found if any(k in g.lead for k in kinds)] or found
    return found


def _is_settled(group: Group, *, fewer: bool) -> bool:
    """Return whether nothing that the list leaves out could be ahead of its members."""
    if fewer and _NOT_ALL.search(group.lead):
        return False
    return group.rest() < (1 if fewer else max(f.quantity.value for f in group.facts))


def name_in_group(fact: Fact) -> str:
    """Return the name of a listed figure, without what the list's names share."""
    return _SHARED.sub("", fact.label) or fact.label


def _is_of(group: Group, content: Sequence[Term]) -> bool:
    """Return whether each term is named by the total, by what opens the list, or by every item."""
    keys = term_keys(group.opening)
    handled = _HANDLES.search(group.opening) is not None
    return all(
        (group.total is not None and met(term, group.total) >= IN_TOPIC)
        # 调解的纠纷里哪类最多: the list may open with another act of taking the same things on.
        or (handled and len(content) > 1 and _HANDLES.fullmatch(term.text) is not None)
        or any(max(similarity(term.key, k), similarity(term.text, k)) >= 0.85 for k in keys)
        or all(any(alike(term, key) >= 0.5 for key in label_keys(f)) for f in group.facts)
        for term in content
    )


def _is_by(group: Group, kinds: Sequence[str], terms: Sequence[Term]) -> bool:
    """Return whether a list that nothing but 案件 is asked of says itself what it is ordered by."""
    cases = all(class_of(fact) == "case" for fact in group.facts) and "案" in group.opening
    return cases and bool(terms) and any(kind in group.lead for kind in kinds)


def _lists_outcomes(group: Group) -> bool:
    """Return whether a list tells what became of the things (维持98件、驳回41件), not their kinds."""
    if all(_KIND.search(f.label) for f in group.facts):
        # 参保缴费类218件、转诊备案类150件: kinds of things to be done.
        return False
    labels = [label_keys(f) for f in group.facts if not _REST.match(f.label)]
    return any(k and all(kind_of(key) in {"action", "quality"} for key in k) for k in labels)
