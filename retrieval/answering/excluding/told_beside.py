"""What a part of a figure, or the figure listed right beside it, is called: it is told of that one.

Rules as in ``told_of_others``, each returning its reason in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    IN_TOPIC,
    alike,
    kind_of,
    label_keys,
    met,
    names,
    own_clause,
    own_things,
)
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.fold import fold
from retrieval.language.terms import Term
from retrieval.records import Fact

# Asked of several things in one breath.
SEVERAL = re.compile(r"各[是有为]?[多几]|分别|[、 ]|和|与")
# Between the names of a series (纪检监察、公安等部门).
_LISTED = re.compile(r"[、和及与]|等")
_LIKE = 0.34
_TELL_WHICH = frozenset({"word", "quality"})


def of_its_part(fact: Fact, content: Sequence[Term], facts: Mapping[int, Fact]) -> str:
    """Return whether a term is one of several that a figure is of, and what a part of it is called
    (向纪检、公安等部门移送49件，其中公安机关7件)."""
    parts = [f for f in facts.values() if f.part_of is not None and facts.get(f.part_of) == fact]
    for term in content:
        # 宣传41场，其中进村28场: the word for the part is told of it, wherever else it stands.
        own = any(alike(term, key) >= _LIKE for key, near in fact.cues if near >= IN_TOPIC)
        named = [f for f in parts if met(term, f) >= IN_LABEL]
        which = term.kind in _TELL_WHICH
        if which and len(named) == 1 and not own and not names(term, fact.label):
            return f"“{term.text}”说的是{named[0].quantity.text}"
    if "、" not in fact.label:
        return ""
    things = [t for t in content if t.kind == "thing"]
    pieces = [p for p in _LISTED.split(fact.label) if any(names(t, p) for t in things)]
    for term in things:
        told = next((f for f in parts if _names_only(term, f, fact)), None)
        # The last piece holds what all are of; of 审查文件、合同214件 both are asked for.
        if told is not None and pieces and all(names(term, p) for p in pieces[:-1] or pieces):
            return f"“{term.text}”说的是{told.quantity.text}"
    return ""


def _names_only(term: Term, part: Fact, whole: Fact) -> bool:
    """Return whether a part is called by a term alone, be it with what was done to the whole."""
    told = set(label_keys(whole))
    return names(term, part.label) and all(
        key in told or alike(term, key) >= 0.5 for key in label_keys(part)
    )


def of_one_beside(
    fact: Fact,
    loose: Sequence[Term],
    content: Sequence[Term],
    asked: Asked,
    others: Sequence[Fact],
    shelf: Shelf,
) -> str:
    """Return whether the figure listed right beside counts the same thing, and is the one that a
    term tells apart (处置批而未供土地1130亩、闲置土地476亩)."""
    if SEVERAL.search(asked.wording):
        return ""
    text = shelf.folded_sentence(fact)
    shared = [t.text for t in content if t.kind == "thing" and t.text in fact.label]
    beside = [
        o
        for o in others
        if o.sentence == fact.sentence
        and o.quantity.unit == fact.quantity.unit
        and text[min(o.quantity.end, fact.quantity.end)] == "、"
        and any(word in o.label for word in shared)
    ]
    named = [(t, o) for t in loose if t.kind != "action" for o in beside if t.text in o.label]
    return f"“{named[0][0].text}”说的是{named[0][1].quantity.text}" if named else ""


def by_anothers_name(
    fact: Fact, content: Sequence[Term], asked: Asked, facts: Iterable[Fact], shelf: Shelf
) -> str:
    """Return whether what is asked for is the very name of the figure listed beside, which this one
    only resembles (行政规范性文件20件、作合法性审查的文件145件)."""
    things = [t for t in content if t.kind == "thing" and t.text not in fact.label]
    # 警告，其中批评教育的: both are named, and this one is asked for as well.
    own = any(t.text == fold(fact.label) for t in content)
    if not things or own or SEVERAL.search(asked.wording):
        return ""
    text = shelf.folded_sentence(fact)
    for other in facts:
        if (
            other.sentence == fact.sentence
            and other.quantity.unit == fact.quantity.unit
            and any(fold(other.label) == t.text for t in things)
            and text[min(other.quantity.end, fact.quantity.end)] == "、"
        ):
            return f"“{other.label}”说的是{other.quantity.text}"
    return ""


def of_what_is_said(fact: Fact, loose: Sequence[Term], beside: Sequence[Fact], shelf: Shelf) -> str:
    """Return whether another figure of the sentence is the one of which the sentence says what is
    asked: behind both of them (C级危房85栋、D级危房31栋，D级危房已腾空), or as the act of the clause
    before (解除矫正6人；安置帮教对象22人)."""
    text = shelf.folded_sentence(fact)
    return _said_behind(fact, loose, beside, text) or _done_before(fact, loose, beside, text)


def by_a_light_word(fact: Fact, asked: Asked, facts: Iterable[Fact]) -> str:
    """Return whether a word that mostly says nothing is what a part is called that stands in the
    sentence (政协提案71件，其中主办件83件)."""
    light = [t for t in asked.terms if t.is_light and t.kind == "light" and len(t.text) > 1]
    for term in light if fact.part_of is None else ():
        if term.text in fact.label:
            continue
        for other in facts:
            beside = other.sentence == fact.sentence and other.part_of is not None
            part = beside and other.label.startswith(term.text)
            if part and other.quantity.unit == fact.quantity.unit:
                return f"“{term.text}”说的是{other.quantity.text}"
    return ""


def _said_behind(fact: Fact, loose: Sequence[Term], beside: Sequence[Fact], text: str) -> str:
    start = own_clause(text, fact)[1]
    for term in loose:
        at = text.find(term.text, start)
        if at < 0 or term.kind not in {"word", "action"} or term.text in text[:start]:
            continue
        clause = re.split(r"[，,；;]", text[start:at])[-1]
        for other in beside:
            named = len(other.label) > 1 and fold(other.label) in clause
            if named and other.label not in fact.label and fold(fact.label) not in clause:
                return f"“{term.text}”说的是{other.label}"
    return ""


def _done_before(fact: Fact, loose: Sequence[Term], beside: Sequence[Fact], text: str) -> str:
    if any(kind_of(key) == "action" for key in label_keys(fact)) or not own_things(fact):
        return ""
    for term in loose:
        if term.kind != "action":
            continue
        for other in beside:
            between = text[other.quantity.end : fact.quantity.start]
            if (
                other.quantity.end <= fact.quantity.start
                and other.quantity.unit == fact.quantity.unit
                and re.search("[；;]", between)
                and names(term, other.label)
            ):
                return f"“{term.text}”说的是{other.quantity.text}"
    return ""
