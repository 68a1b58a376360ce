"""A figure of something narrower than was asked for does not answer alone where the report counts the
whole as well (立案7件 of beauty parlours beside 立案查处142件): both are told, and the asker chooses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import (
    CLAUSE_NEAR,
    IN_TOPIC,
    alike,
    class_of,
    is_narrower,
    kind_of,
    label_keys,
    names,
    own_clause,
    own_things,
)  # fmt: skip
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.comers import ACTOR
from retrieval.language.fold import fold
from retrieval.language.near_acts import near_acts, wider_kin
from retrieval.language.pairs import shares_pair
from retrieval.language.terms import DENIED, Term, is_within
from retrieval.language.wording import load_wording
from retrieval.records import Fact

# Ages, grades and the like, by which some are counted.
_SOME = re.compile(r"\d+周?岁|以[上下]|[一二三四五六七八九]级|[甲乙丙]类")
# A day, a month or a kind is named.
_APART = re.compile(r"\d[日号月]|类")
_NAMING = frozenset({"thing", "quality", "word"})
_MOST = 3
_SUMS = frozenset({"money", "area"})
# A room or a person of the place does a part only of what the place does.
_OF_A_BODY = re.compile(r"工作室|调解室|说事室|会客厅|共享法庭|警务室|工作站|服务站|调解队|小组")
# Of all of them, and of what every report is about.
_OF_ALL = frozenset(
    {"各级", "各类", "行政", "违法行为", "案件", "全部", "矛盾纠纷", "立案查处", "行政处罚"}
)
# What people say for any act of granting and handling.
_SPOKEN = frozenset({"批", "办", "批了", "办了", "收到", "办理"})
# Who did it, which narrows nothing.
_BODIES = ("会", "社区", "村居", "群众", "单位")
# 罚没款 holds 罚款.
_SHORT = 3


def find_broader(top: Candidate, asked: Asked, shelf: Shelf) -> list[Candidate]:
    """Return the figures of the same report that count, without what narrows the best one, what is
    asked for; none where the question names what narrows it."""
    fact = top.fact
    if fact.kind != "actual" or fact.none or shelf.is_in_table(fact) or fact.unclear:
        return []
    if fact.part_of is not None and label_keys(fact) == [t.key for t in asked.beside]:
        # 罚没款18万元，其中罚款15万元: a part by just that name is no narrower than was asked for.
        return []
    heads = _heads(asked)
    narrowing = _narrowing(fact, asked, shelf) if heads else 0
    if not narrowing:
        return []
    found = [
        Candidate(other, top.score, top.covered, top.tight)
        for other in shelf.source.facts(fact.report)
        if _is_like(other, fact)
        and (
            _is_wider(other, heads, asked, shelf, narrowing)
            or (_names_all(other, heads) and _stands_in(other, heads))
        )
    ]
    return found[:_MOST]


def _heads(asked: Asked) -> tuple[Term, ...]:
    """Return what is asked for where that is one thing and one act at most, and nothing besides
    that could name what narrows a figure."""
    content = [term for term in asked.terms if not term.is_light]
    things = [term for term in content if term.kind == "thing"]
    acts = [term for term in content if term.kind == "action"]
    spoken = [term for term in content if term.text in _SPOKEN or term.key in _SPOKEN]
    content = [term for term in content if term not in spoken or not things]
    plain = len(things) + len(acts) == len(content) and len(things) < 2 and len(acts) < 2
    if not plain or asked.office or _APART.search(asked.wording):
        return ()
    return () if any(term.text.startswith(DENIED) for term in content) else tuple(content)


def _is_like(other: Fact, fact: Fact) -> bool:
    return (
        other is not fact
        and (other.kind, other.none, other.period, other.place, other.part_of)
        == ("actual", False, fact.period, fact.place, None)
        and class_of(other) == class_of(fact)
        and other.quantity.value > fact.quantity.value
    )


def _narrowing(fact: Fact, asked: Asked, shelf: Shelf) -> int:
    """Return by how much a figure's own wording, or what it inherits, names that nobody asked for."""
    text = shelf.folded_sentence(fact)
    clause = text[own_clause(text, fact)[0] : fact.quantity.start]
    some = _SOME.search(clause)
    apart = some is not None and some.group() not in asked.wording
    added = load_wording().added.match(fold(fact.label)) is not None and "新" not in asked.wording
    # 查处用火案件19起，罚款1万元: a sum alone is of what the clause before it counts.
    alone = class_of(fact) in _SUMS and not (set(own_things(fact)) - {t.key for t in asked.terms})
    named = [
        key
        for key, near in fact.cues
        if near >= (CLAUSE_NEAR if alone else IN_TOPIC)
        and kind_of(key) in _NAMING
        and len(key) > 1
        and (alone or key not in _OF_ALL)
        and not (ACTOR.search(key) or key.endswith(_BODIES))
        and not any(_accounts(term, key) for term in asked.terms)
        and not _is_said(key, asked)
    ]
    body = _OF_A_BODY.search(clause)
    of_body = body is not None and body.group() not in asked.wording
    return len(named) + apart + added + of_body


def _stands_in(other: Fact, heads: Sequence[Term]) -> bool:
    """Return whether a figure's own label names an act that may stand in for the one asked for, and
    nothing besides (成功调解案件104件, asked what was 化解)."""
    near = {act for term in heads for act in _stand_ins(term) if act != term.key}
    own = set(label_keys(other))
    return bool(own & near) and own <= near | {term.key for term in heads}


def _stand_ins(term: Term) -> tuple[str, ...]:
    return (term.key, *near_acts().get(term.key, ()))


def _accounts(term: Term, key: str) -> bool:
    """Return whether a term names all of a key, or more than it: 疑难纠纷 is narrower than 纠纷."""
    narrower = is_narrower(key, term) or (
        key != term.key and key.endswith(term.text) and key != term.text
    )
    return not narrower and alike(term, key) >= 0.34


def _is_said(key: str, asked: Asked) -> bool:
    """Return whether the question has two characters of what a key adds to the terms asked for."""
    for term in asked.terms:
        key = key.removesuffix(term.key).removesuffix(term.text)
    return shares_pair(key, asked.wording)


def _is_wider(
    other: Fact, heads: Sequence[Term], asked: Asked, shelf: Shelf, narrowing: int
) -> bool:
    """Return whether a figure is of what is asked for and narrowed by less than ``narrowing``; one of a
    kindred act or thing must not be narrowed at all."""
    if not _names_all(other, heads, kin=True):
        return False
    own = _narrowing(other, asked, shelf)
    return own < narrowing and (own == 0 or _names_all(other, heads))


def _kin(term: Term) -> frozenset[str]:
    return wider_kin().get(term.key, frozenset())


def _names_all(other: Fact, heads: Sequence[Term], *, kin: bool = False) -> bool:
    # 花费, 顾问费 and 投资 are one concept, and no sums of one another.
    keys = [key for key, near in other.cues if near >= IN_TOPIC and class_of(other) not in _SUMS]
    label = fold(other.label)
    return all(
        any(
            key in _stand_ins(term) or is_within(term.key, key) or (kin and key in _kin(term))
            for key in keys
        )
        or (len(term.text) > 1 and is_within(term.text, label[-_SHORT:]))
        or (term.kind == "action" and names(term, label))
        for term in heads
    )
