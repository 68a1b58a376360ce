"""A total before its parts: 立案数 means all of 143起, not the 31起 of 市本级 that nobody asked for.
Where no total is told (甲包案3件、乙包案2件), each part is a reading of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.nearness import (
    IN_TOPIC,
    alike,
    class_of,
    is_beside,
    label_keys,
    own_clause,
)  # fmt: skip
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.plain_first import DONE_WITH
from retrieval.answering.excluding.plainly_asked import plain_word
from retrieval.answering.excluding.singled_out import is_singled_out
from retrieval.language.fold import fold
from retrieval.language.pairs import pairs_of, shares_pair
from retrieval.language.terms import Term
from retrieval.language.wording import load_wording
from retrieval.records import Fact

# As many characters at least make a name, and what is counted of it.
_SAME_TAIL = 2
# Two names of one thing are at least so alike.
_SAME = 0.9
_OF_WHICH = "其中"
_LEVEL = re.compile(r"国家级|全国|[省市县区]级|全省")


def put_whole_first(group: Sequence[Candidate], asked: Asked, shelf: Shelf) -> Sequence[Candidate]:
    """Return the candidates, best first, with a fitting total in the place of its foremost part
    where nothing that is asked for tells that part from the total."""
    group = _without_branches(group, asked, shelf)
    top = group[0]
    if named := _named_part(group, asked, shelf):
        return [named, *(c for c in group if c not in (named, top))]
    total = shelf.whole_of(top.fact)
    if total is None:
        return group
    whole = next((c for c in group if c.fact == total), None)
    if whole is None:
        return group
    if not _own_keys(top.fact, total) and not _is_narrower(top.fact, total, plain_word(asked)):
        # 税款和滞纳金5263万元，其中滞纳金407万元: the part is just what was asked for.
        return [c for c in group if c is not whole]
    if _is_asked_for(top.fact, total, asked):
        return group
    rest = [
        c
        for c in group
        if c is not whole
        and (c.fact.part_of != top.fact.part_of or _is_asked_for(c.fact, total, asked))
    ]
    return [replace(whole, score=max(whole.score, top.score)), *rest]


def _named_part(group: Sequence[Candidate], asked: Asked, shelf: Shelf) -> Candidate | None:
    """Return the part of the foremost total that bears just the name of what is asked for, which the
    total has within a longer one only (投诉举报6.84万件，其中投诉5.21万件、举报1.63万件)."""
    whole = fold(group[0].fact.label)
    things = {t.text for t in asked.terms if t.kind == "thing" and whole.endswith(t.text)}
    return next(
        (
            c
            for c in group[1:]
            if fold(c.fact.label) in things
            and shelf.whole_of(c.fact) == group[0].fact
            and len(whole) > len(fold(c.fact.label))
        ),
        None,
    )


def without_unasked_parts(
    fitting: Sequence[Candidate], asked: Asked, shelf: Shelf
) -> list[Candidate]:
    """Return the candidates without parts of a total that does not fit (受理申请9件，其中信息不存在2件,
    asked for 收到申请), where nothing that is asked for tells the part from the total."""
    facts = [c.fact for c in fitting]
    kept = []
    for candidate in fitting:
        part = candidate.fact
        total = shelf.whole_of(part)
        if total is not None and total not in facts:
            text = shelf.folded_sentence(part)
            clause = text[slice(*own_clause(text, part))]
            if not _is_told_apart(part, total, asked, clause):
                continue
        kept.append(candidate)
    return kept


def _is_told_apart(part: Fact, total: Fact, asked: Asked, clause: str) -> bool:
    """Return whether the question names the part, told in ``clause``, by what its total does not
    say."""
    label, whole = fold(part.label), fold(total.label + total.topic)
    own = _own_keys(part, total)
    if part.place or is_singled_out(asked, part) or (not own and label.lstrip("已") in whole):
        return True
    acts = [key for key in label_keys(part) if key not in label_keys(total)]
    name = label_keys(part)[:1] if len(label_keys(part)) == 1 else ()
    if any(
        term.key in name or (term.kind == "action" and term.key in acts) for term in asked.terms
    ):
        # 向纪检、公安移送线索49件，其中公安机关7件: the part is called by just what is asked for.
        return True
    if len(label) > 1 and any(p in asked.wording and p not in whole for p in pairs_of(label)):
        return True
    keys = [key for key, near in total.cues if near >= IN_TOPIC]
    return any(
        not any(alike(term, key) >= _SAME for key in keys)
        and (any(alike(term, key) >= 0.34 for key in own) or term.text.rstrip("的") in clause)
        for term in asked.terms
        if not term.is_light
    )


def _without_branches(
    group: Sequence[Candidate], asked: Asked, shelf: Shelf
) -> Sequence[Candidate]:
    """Return the candidates without what is told of a part (罚款11万元，其中渣土车19起罚款5万元)
    that the question names nothing of, where the sentence tells it of the whole before."""
    kept = []
    for candidate in group:
        text = shelf.folded_sentence(candidate.fact)[: candidate.fact.quantity.start]
        at = text.rfind(_OF_WHICH)
        part = text[at + len(_OF_WHICH) :].removesuffix(fold(candidate.fact.label))
        unasked = at >= 0 and len(part) > 1 and not shares_pair(part, asked.wording)
        before = [c.fact for c in group if _is_before(c.fact, candidate.fact, at)]
        label = fold(candidate.fact.label)
        # 投诉举报6件，其中投诉5件、举报1件: a part may be named by just what is asked for; 罚款11万元，
        # 其中渣土车19起罚款5万元 are called alike.
        by_name = label in asked.wording and label not in {fold(fact.label) for fact in before}
        if not (unasked and not by_name and before):
            kept.append(candidate)
    return kept


def _is_before(whole: Fact, part: Fact, at: int) -> bool:
    """Return whether a figure of the same kind of unit stands in a part's sentence, before ``at``."""
    return is_beside(whole, part) and whole.quantity.end <= at and class_of(whole) == class_of(part)


def _own_keys(part: Fact, total: Fact) -> list[str]:
    """Return what a part's own wording names that its total's doesn't."""
    whole = fold(total.label)
    return [k for k in label_keys(part) if k not in label_keys(total) and k not in whole]


def _is_narrower(part: Fact, total: Fact, word: str) -> bool:
    """Return whether a part and its total both say all that a plain question does, and the part says
    more (学法8次，其中专题学法2次)."""
    label, whole = fold(part.label), fold(total.label)
    return bool(word) and word in whole and word in label and label not in whole


def _is_asked_for(part: Fact, total: Fact, asked: Asked) -> bool:
    """Return whether the question names what the part's own wording adds to its total's."""
    label, whole = fold(part.label), fold(total.label)
    own = _own_keys(part, total)
    return any(
        any(alike(term, key) >= 0.34 for key in own)
        or (term.text in label and term.text not in whole)
        for term in asked.terms
    )


def find_sisters(top: Candidate, question: Question, shelf: Shelf) -> list[Candidate]:
    """Return the figures told beside the best one that count the same of others, where the
    question names neither (杨某包案3件、李某包案2件, asked for 包案), in whatever words."""
    fact = top.fact
    if fact.part_of is not None or fact.kind != "actual" or shelf.is_in_table(fact):
        return []
    added = load_wording().added
    return [
        replace(top, fact=other)
        for other in shelf.facts_beside(fact)
        if (other.kind, other.part_of, other.quantity.unit) == (fact.kind, None, fact.quantity.unit)
        and other.quantity.value != fact.quantity.value
        and not added.match(other.label)
        and (
            _is_of_another_level(fact.label, other.label, question.folded)
            or (
                _counts_of_another(fact.label, other.label, question.folded)
                and not any(_names_only(term, fact, other) for term in question.content)
            )
        )
    ]


def _is_of_another_level(label: str, other: str, wording: str) -> bool:
    """Return whether two labels name two levels (国家级2个、省级19个), and the question none."""
    own, others = _LEVEL.search(label), _LEVEL.search(other)
    differ = own is not None and others is not None and own.group() != others.group()
    return differ and not _LEVEL.search(wording)


def _names_only(term: Term, fact: Fact, other: Fact) -> bool:
    """Return whether a term is what one figure's label says and the other's doesn't."""
    if term.kind == "thing" and term.text not in fact.label:
        # 燃气经营许可 is no more 行政许可 than 施工许可, which has a name of its own.
        return False
    return term.key in label_keys(fact) and term.key not in label_keys(other)


def _counts_of_another(label: str, other: str, wording: str) -> bool:
    """Return whether two labels end in what ``wording`` says, too, and begin with two names that it
    has nothing of."""
    size = 0
    while size < min(len(label), len(other)) and label[-1 - size] == other[-1 - size]:
        size += 1
    heads = label[: len(label) - size], other[: len(other) - size]
    return (
        size >= _SAME_TAIL
        and label[-_SAME_TAIL:] in wording
        and all(len(head) >= _SAME_TAIL and not shares_pair(head, wording) for head in heads)
        # 办理|身份证 is the thing itself, no sister of 临时|身份证.
        and heads[0] not in DONE_WITH
    )
