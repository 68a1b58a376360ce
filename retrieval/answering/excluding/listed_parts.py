"""What one of several is called that are listed beside a figure: the figure is told of all of them.

Rules as in ``told_of_others``, each returning its reason in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    class_of,
    kind_of,
    label_keys,
    met,
    own_clause,
)
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.terms import Term
from retrieval.language.units import load_units
from retrieval.records import Fact

# What tells those listed apart without 其中: 简易程序33件、一般程序8件, no acts.
_KINDS = frozenset({"thing", "quality"})
# Between two of a list.
_NEXT = re.compile(r"、|和|及|与")


def listed_verdict(
    fact: Fact,
    loose: Sequence[Term],
    content: Sequence[Term],
    others: Sequence[Fact],
    facts: Mapping[int, Fact],
    shelf: Shelf,
) -> str:
    """Return which of several that are listed in a figure's sentence bears the name of a ``loose``
    term; ``content`` are all that are asked, ``facts`` those of the passage, ``others`` the ones the figure is not made up of."""
    whole = facts[fact.part_of] if fact.part_of is not None else None
    beside = [o for o in others if o.sentence == fact.sentence and o != whole]
    text = shelf.folded_sentence(fact)
    return (
        _more_than_its_whole(fact, whole, content)
        or _of_one_listed(fact, loose, beside, text)
        or _of_a_part_beside(fact, loose, beside)
        or _of_both_bought(fact, loose, beside, text)
    )


def _more_than_its_whole(fact: Fact, whole: Fact | None, content: Sequence[Term]) -> str:
    """Return whether a term names only the last of those that a part is of (建议56件、提案71件，其中主办
    83件): of 71 there are no 83."""
    if whole is None or fact.quantity.unit != whole.quantity.unit:
        return ""
    if fact.quantity.value <= whole.quantity.value:
        return ""
    named = [t for t in content if is_labelled(t, whole) and not is_labelled(t, fact)]
    return "是几项合计的数" if named else ""


def _of_one_listed(fact: Fact, loose: Sequence[Term], beside: Sequence[Fact], text: str) -> str:
    """Return whether a term is what one of several is called that are listed before the figure
    (其中规划类21起、资源类15起，罚款9万元: the fines are all of theirs)."""
    before = [
        o for o in beside if o.quantity.end <= fact.quantity.start and not units_alike(o, fact)
    ]
    for term in loose:
        named = [o for o in before if is_labelled(term, o)]
        apart = term.kind in _KINDS and class_of(fact) != "rate"
        if len(named) != 1 or (named[0].part_of is None and not apart):
            continue
        sisters = [o for o in before if _are_listed(o, named[0], text)]
        # 各罚款几万元, 占比分别为: each of them may have one of its own.
        each = any(
            units_alike(o, fact) and o.quantity.start > sisters[0].quantity.start for o in beside
        )
        if len(sisters) > 1 and not each:
            return _told_of(term, named[0])
    return ""


def _of_a_part_beside(fact: Fact, loose: Sequence[Term], beside: Sequence[Fact]) -> str:
    """Return whether a term is what a part of another total is called that stands in the sentence,
    before the figure or behind it (立案28起，罚款17万元，其中农业7起; 立案286起，其中一般程序83起，结案
    279起): the figure is told of the total."""
    for term in loose:
        named = [o for o in beside if is_labelled(term, o)]
        if len(named) != 1 or named[0].part_of is None:
            # What the total is called, too, says nothing of which part is meant.
            continue
        part = named[0]
        behind = part.quantity.start >= fact.quantity.end
        if part.part_of == fact.part_of:
            # 其中征收类22件，已审结27件: a sister, but there are more than the part has.
            done = any(kind_of(key) == "action" for key in label_keys(fact))
            more = fact.quantity.value > part.quantity.value and units_alike(part, fact)
            if done and more and not behind:
                return _told_of(term, part)
            continue
        if not behind and not units_alike(part, fact):
            # 其中渣土车19起罚款5万元 goes on about the part.
            continue
        sisters = [o for o in beside if o.part_of == part.part_of and units_alike(o, part)]
        if len(sisters) > 1 or (not behind and _tells_of_more(part, fact, beside)):
            return _told_of(term, part)
    return ""


def _tells_of_more(part: Fact, fact: Fact, beside: Sequence[Fact]) -> bool:
    """Return whether more are counted after a part than it has (其中征收类22件，已审结27件，败诉2件):
    from there on the total is spoken of."""
    return any(
        o.quantity.value > part.quantity.value
        for o in (*beside, fact)
        if part.quantity.end <= o.quantity.start <= fact.quantity.start
        and units_alike(o, part)
        and o.part_of != part.part_of
    )


def _of_both_bought(fact: Fact, loose: Sequence[Term], beside: Sequence[Fact], text: str) -> str:
    """Return whether a sum of money follows two things of which a term names one (长廊5条、公园1座，
    总投资78万元)."""
    if class_of(fact) != "money" or fact.part_of is not None:
        return ""
    before = sorted(
        (o for o in beside if o.quantity.end <= fact.quantity.start and class_of(o) != "money"),
        key=lambda o: o.quantity.start,
    )
    if not before:
        return ""
    listed = [o for o in before if own_clause(text, o) == own_clause(text, before[-1])]
    start, end = own_clause(text, fact)
    parted = start > listed[-1].quantity.end
    if len(listed) < 2 or not parted or any(o.quantity.start >= start for o in before):
        return ""
    if not all(_NEXT.match(text, one.quantity.end) for one in listed[:-1]):
        return ""
    for term in loose:
        named = [o for o in listed if is_labelled(term, o)]
        if len(named) == 1 and term.kind != "action" and term.text not in text[start:end]:
            return _told_of(term, named[0])
    return ""


def _are_listed(one: Fact, other: Fact, text: str) -> bool:
    """Return whether two figures are parts of one whole, or stand in one clause of ``text``."""
    beside = one.part_of is not None or own_clause(text, one) == own_clause(text, other)
    return one.part_of == other.part_of and units_alike(one, other) and beside


def _told_of(term: Term, other: Fact) -> str:
    return f"“{term.text}”说的是{other.quantity.text}"


def units_alike(one: Fact, other: Fact) -> bool:
    """Return whether two figures count in units of one class (件 and 起, 人 and 名)."""
    return load_units().same_class(one.quantity.unit, other.quantity.unit)


def is_labelled(term: Term, fact: Fact) -> bool:
    """Return whether a figure's own label has a term."""
    return met(term, fact) >= IN_LABEL
