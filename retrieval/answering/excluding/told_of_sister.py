"""A figure of the same sentence and unit, or an item listed before, that is called what is asked for:
it is told of that one.

Rules as in ``told_of_others``, each returning its reason in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    alike,
    kind_of,
    label_keys,
    met,
    own_things,
)
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.comers import ACTOR
from retrieval.answering.excluding.told_beside import SEVERAL
from retrieval.language.terms import Term
from retrieval.records import Fact


def of_a_sister(
    fact: Fact,
    loose: Sequence[Term],
    content: Sequence[Term],
    asked: Asked,
    others: Sequence[Fact],
    shelf: Shelf,
) -> str:
    """Return whether a figure in the same unit and sentence is labelled with the outcome that is
    asked for, or with the one of two bodies that is (司法所、派出所满意率分别为94%和91%)."""
    if SEVERAL.search(asked.wording):
        return ""
    beside = [o for o in others if o.sentence == fact.sentence]
    beside = [o for o in beside if o.quantity.unit == fact.quantity.unit]
    # 其中进社区12场、进学校9场: a part may be called by a plain word.
    named = own_things(fact)
    if fact.part_of is not None:
        named = [key for key in label_keys(fact) if kind_of(key) not in {"action", "light"}]
    own = [k for k in named if not any(alike(t, k) >= 0.34 for t in content)]
    more = [key for key in own_things(fact) if not any(_covers(t, key) for t in content)]
    for term in loose:
        last = term in asked.beside and not asked.beside_follows and term.kind != "thing"
        apart = own or (more and term not in asked.beside)
        if not last and not (apart and term.kind == "thing"):
            continue
        other = next((o for o in beside if _is_called(term, o)), None)
        both = all(t.kind == "action" for t in loose) and other is not None
        if other is not None and not (both and _is_done_to_both(term, other, fact, shelf)):
            return f"“{term.text}”说的是{other.quantity.text}"
    return ""


# Nearer than this a term stands in the figure's sentence.
_ELSEWHERE = 0.6
_NAMED = 0.5
# What ends a list that one act is told of.
_LIST_ENDS = re.compile(r"[，,；;。：:]")


def _is_done_to_both(act: Term, first: Fact, fact: Fact, shelf: Shelf) -> bool:
    """Return whether a figure goes on a list that begins with an act (破获盗窃案231起、盗窃电动车案163起)
    and names none of its own: what was done to the first was done to it."""
    if act.kind != "action" or fact.part_of is not None or act.text.startswith("新"):
        return False
    if first.quantity.end > fact.quantity.start:
        return False
    between = shelf.folded_sentence(fact)[first.quantity.end : fact.quantity.start]
    keys = label_keys(first)
    return (
        between.startswith("、")
        and _LIST_ENDS.search(between) is None
        and bool(keys)
        and any(alike(act, key) >= 0.5 for key in keys)
        and not any(kind_of(key) == "action" for key in label_keys(fact))
        and any(kind_of(key) in {"thing", "word"} for key in label_keys(fact))
    )


def _covers(term: Term, key: str) -> bool:
    """Return whether a term says all that a thing's name does: 纠纷 is not all of 婚姻家庭纠纷."""
    narrower = len(key) > len(term.text) and key.endswith(term.text) and key != term.key
    return alike(term, key) >= 0.34 and not narrower


def _is_called(term: Term, fact: Fact) -> bool:
    """Return whether a figure's label has a term, or is called by more (征地拆迁 for 拆迁)."""
    literally = fact.part_of is not None and term.text in fact.label
    return (
        literally
        or met(term, fact) >= IN_LABEL
        or any(alike(term, k) >= 0.85 for k in own_things(fact))
    )


def of_an_item(fact: Fact, loose: Sequence[Term], others: Sequence[Fact], shelf: Shelf) -> str:
    """Return whether a term is only what one of several items of an earlier sentence is called: such
    a one is no topic of what follows (设调解室4间、心理咨询室1间。全年接待群众3150人次)."""
    for term in loose:
        # Who did it, or to whom it was done, goes on through a paragraph.
        if term.kind != "thing" or met(term, fact) >= _ELSEWHERE or ACTOR.search(term.key):
            continue
        for other in others:
            if (
                other.sentence < fact.sentence
                and any(alike(term, key) >= _NAMED for key in label_keys(other)[:1])
                and is_item(other, shelf)
                and shelf.folded_before(fact).count(term.text) < 2
            ):
                return f"“{term.text}”说的是{other.quantity.text}"
    return ""


def is_item(fact: Fact, shelf: Shelf) -> bool:
    """Return whether a figure is one of a list (调解室4间、心理咨询室1间)."""
    text, start = shelf.folded_sentence(fact), fact.quantity.start
    own = text.rfind("、", 0, start)
    before = own > 0 and not re.search(r"[，,；;。：:]", text[own:start])
    told = before and re.search(r"\d[^\d、，,；;]{0,4}$", text[:own]) is not None
    return told or text.startswith("、", fact.quantity.end)
