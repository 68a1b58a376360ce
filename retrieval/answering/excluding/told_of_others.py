"""What a question names and another figure's label says: it is told of that other one.

Each rule looks at the figures beside a candidate, in its sentence or its passage, and returns its
reason in Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import (
    IN_TOPIC,
    alike,
    class_of,
    kind_of,
    label_keys,
    met,
    names,
    own_clause,
)  # fmt: skip
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.acts_told import (
    of_another_act,
    of_what_came_of_it,
    of_what_it_is_about,
)
from retrieval.answering.excluding.all_of_those import of_those_between
from retrieval.answering.excluding.listed_parts import is_labelled, listed_verdict, units_alike
from retrieval.answering.excluding.made_up_of import makeup_verdict
from retrieval.answering.excluding.named_apart import has_only_the_head, named_apart, of_another_row
from retrieval.answering.excluding.told_beside import (
    by_a_light_word,
    by_anothers_name,
    of_its_part,
    of_one_beside,
    of_what_is_said,
)
from retrieval.answering.excluding.told_of_sister import of_a_sister, of_an_item
from retrieval.language.terms import Term, find_terms
from retrieval.records import Fact

# Nearer than this a term stands in the figure's sentence.
_ELSEWHERE = 0.6
# These go on with others than those before.
_BESIDES = re.compile(r"\s*(?:另有|另外|另|此外|还有)")


def rule_out_others(found: Sequence[Candidate], asked: Asked, shelf: Shelf) -> list[Candidate]:
    """Return the candidates, those ruled out whose terms are told of other figures."""
    content = [term for term in asked.terms if not term.is_light and len(term.text) > 1]
    shelf.read_around(c.fact for c in found if c.fits)
    return [_judge(c, content, asked, shelf) if c.fits else c for c in found]


def _judge(candidate: Candidate, content: Sequence[Term], asked: Asked, shelf: Shelf) -> Candidate:
    fact = candidate.fact
    loose = [term for term in content if not _is_own(term, fact)]
    if came := of_what_came_of_it(fact, content, asked, shelf):
        return replace(candidate, verdict=came)
    if fact.none and (some := _some_elsewhere(fact, content, shelf)):
        return replace(candidate, verdict=f"别处记有{some.quantity.text}")
    if fact.none or class_of(fact) == "rank":
        return candidate
    facts = shelf.facts_around(fact)
    head = has_only_the_head(fact, content, facts.values())
    head = head or by_a_light_word(fact, asked, facts.values())
    if head := head or by_anothers_name(fact, content, asked, facts.values(), shelf):
        return replace(candidate, verdict=head)
    listed = "、" in fact.label
    if not (loose or listed or fact.part_of is not None):
        return candidate
    others = [
        other
        for other in facts.values()
        if (other.kind, other.none) == (fact.kind, False)
        and other != fact
        and (other.part_of is None or facts[other.part_of] != fact)
    ]
    whole = facts[fact.part_of] if fact.part_of is not None else None
    reason = (
        of_its_part(fact, content, facts)
        or of_those_between(fact, content, others, shelf.folded_sentence(fact))
        or makeup_verdict(fact, whole, content, asked.wording)
        or _of_a_part(fact, loose, others)
        or listed_verdict(fact, loose, content, others, facts, shelf)
        or of_a_sister(fact, loose, content, asked, others, shelf)
        or of_one_beside(fact, loose, content, asked, others, shelf)
        or of_what_is_said(fact, loose, [o for o in others if o.sentence == fact.sentence], shelf)
        or of_an_item(fact, loose, others, shelf)
        or _of_those_before(fact, loose, others, shelf)
        or of_another_act(fact, content, facts, shelf)
        or of_what_it_is_about(fact, content, asked, facts)
        or (
            of_another_row(fact, loose, content)
            if shelf.is_in_table(fact)
            else named_apart(
                fact,
                loose,
                content,
                [o for o in others if o != whole],
                shelf.folded_sentence(fact),
            )
        )
    )
    return replace(candidate, verdict=reason) if reason else candidate


def _some_elsewhere(none: Fact, content: Sequence[Term], shelf: Shelf) -> Fact | None:
    """Return the figure that counts some of what is denied of something narrower than was asked
    for (许可事项零投诉, though 投诉举报142件 were received)."""
    heads = [t for t in content if any(alike(t, key) >= 0.5 for key in label_keys(none))]
    scope = [key for key, near in none.cues if IN_TOPIC <= near < 1.0]
    scope += [term.key for term in find_terms(none.quantity.text)]
    scope = [key for key in scope if kind_of(key) == "thing"]
    if not heads or not any(not any(alike(t, key) >= 0.34 for t in content) for key in scope):
        return None
    return next(
        (
            other
            for other in shelf.source.facts(none.report)
            if (other.kind, other.none, other.period) == ("actual", False, none.period)
            and class_of(other) == class_of(none)
            and other.quantity.value > 0
            and all(term.text in other.label for term in heads)
        ),
        None,
    )


def _of_a_part(fact: Fact, loose: Sequence[Term], others: Sequence[Fact]) -> str:
    """Return whether a term that the figure's sentence lacks is what a part of another total is
    called (其中基金会6家。注销登记22家)."""
    for term in loose:
        if met(term, fact) >= _ELSEWHERE or class_of(fact) == "rate":
            continue
        for other in others:
            # 立案143起，按类型分非法采砂39起。其中市本级31起: nor are they those of a sister.
            if (
                other.part_of is not None
                and other.sentence != fact.sentence
                and is_labelled(term, other)
            ):
                return f"“{term.text}”说的是{other.quantity.text}"
    return ""


def _of_those_before(
    fact: Fact, loose: Sequence[Term], others: Sequence[Fact], shelf: Shelf
) -> str:
    """Return whether a term is told of those counted before a figure of others (29人有执法证，
    另有协管员46人)."""
    text = shelf.folded_sentence(fact)
    clause = text[own_clause(text, fact)[0] : fact.quantity.start]
    if not _BESIDES.match(clause):
        return ""
    for term in loose:
        for other in others:
            before = other.sentence == fact.sentence and other.quantity.end <= fact.quantity.start
            if before and units_alike(other, fact) and is_labelled(term, other):
                return f"“{term.text}”说的是{other.quantity.text}"
    return ""


def _is_own(term: Term, fact: Fact) -> bool:
    """Return whether a figure's label or topic has a term, or much of it (行政处罚决定)."""
    if term.text in fact.label or names(term, fact.label):
        return True
    return any(alike(term, key) >= 0.34 for key, near in fact.cues if near >= IN_TOPIC)
