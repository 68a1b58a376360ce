"""What a question names and another figure's label says: it is told of that other one.

Each rule looks at the figures beside a candidate, in its sentence or its passage, and returns its
reason in Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
    own_things,
)  # fmt: skip
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.listed_parts import is_labelled, listed_verdict, units_alike
from retrieval.answering.excluding.made_up_of import makeup_verdict
from retrieval.answering.excluding.named_apart import has_only_the_head, named_apart, of_another_row
from retrieval.answering.excluding.told_beside import (
    by_a_light_word,
    of_its_part,
    of_one_beside,
    of_what_is_said,
)
from retrieval.answering.excluding.told_of_sister import of_a_sister, of_an_item
from retrieval.language.fold import fold
from retrieval.language.terms import Term, find_terms
from retrieval.records import Fact

# Nearer than this a term stands in the figure's sentence.
_ELSEWHERE = 0.6
# These go on with others than those before.
_BESIDES = re.compile(r"\s*(?:另有|另外|另|此外|还有)")
# Asked so, the cases themselves are meant.
_AS_CASES = re.compile(r"案|类|[件起]")


def rule_out_others(found: Sequence[Candidate], asked: Asked, shelf: Shelf) -> list[Candidate]:
    """Return the candidates, those ruled out whose terms are told of other figures."""
    content = [term for term in asked.terms if not term.is_light and len(term.text) > 1]
    shelf.read_around(c.fact for c in found if c.fits)
    return [_judge(c, content, asked, shelf) if c.fits else c for c in found]


def _judge(candidate: Candidate, content: Sequence[Term], asked: Asked, shelf: Shelf) -> Candidate:
    fact = candidate.fact
    loose = [term for term in content if not _is_own(term, fact)]
    if came := _of_what_came_of_it(fact, content, asked, shelf):
        return replace(candidate, verdict=came)
    if fact.none and (some := _some_elsewhere(fact, content, shelf)):
        return replace(candidate, verdict=f"别处记有{some.quantity.text}")
    if fact.none or class_of(fact) == "rank":
        return candidate
    facts = shelf.facts_around(fact)
    head = has_only_the_head(fact, content, facts.values())
    if head := head or by_a_light_word(fact, asked, facts.values()):
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
        or makeup_verdict(fact, whole, content, asked.wording)
        or _of_a_part(fact, loose, others)
        or listed_verdict(fact, loose, content, others, facts, shelf)
        or of_a_sister(fact, loose, content, asked, others, shelf)
        or of_one_beside(fact, loose, content, asked, others, shelf)
        or of_what_is_said(fact, loose, [o for o in others if o.sentence == fact.sentence], shelf)
        or of_an_item(fact, loose, others, shelf)
        or _of_those_before(fact, loose, others, shelf)
        or _of_another_act(fact, content, facts, shelf)
        or _of_what_it_is_about(fact, content, asked, facts)
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
            apart = other.part_of is not None and other.part_of != fact.part_of
            if apart and other.sentence != fact.sentence and is_labelled(term, other):
                return f"“{term.text}”说的是{other.quantity.text}"
    return ""


def _of_another_act(
    fact: Fact, content: Sequence[Term], facts: Mapping[int, Fact], shelf: Shelf
) -> str:
    """Return whether the whole that a figure is a part of was done something else, and the asked act
    is told of another figure (受理316件，办结309件，其中取水许可94件: none of them is of 受理)."""
    # 申请 within 许可申请不予许可 is no act that is asked for: that one stands first or last.
    act = next((t for t in (*content[-1:], *content[:1]) if t.kind == "action"), None)
    whole = facts[fact.part_of] if fact.part_of is not None else None
    if whole is None or act is None or shelf.is_in_table(fact):
        return ""
    if _says_act(act, fact) or _says_act(act, whole):
        return ""
    sisters = [f for f in facts.values() if f.part_of == fact.part_of and units_alike(f, fact)]
    # Of what was told before the whole they may be the parts, too, unless they add up to the whole.
    certain = sum(f.quantity.value for f in sisters) == whole.quantity.value
    other = next(
        (
            f
            for f in shelf.facts_beside(whole)
            if f.part_of is None
            and units_alike(f, whole)
            and (certain or f.quantity.start > whole.quantity.start)
            and _says_act(act, f)
        ),
        None,
    )
    return f"“{act.text}”说的是{other.quantity.text}" if other else ""


def _of_what_it_is_about(
    fact: Fact, content: Sequence[Term], asked: Asked, facts: Mapping[int, Fact]
) -> str:
    """Return whether a figure is a part of something unasked, and says only what that is about: of
    行政诉讼72件，其中工伤认定类58件 none tells how many 工伤 were 认定."""
    whole = facts[fact.part_of] if fact.part_of is not None else None
    acts = [term for term in content if term.kind == "action"]
    if whole is None or not acts or asked.unit or _AS_CASES.search(asked.wording):
        return ""
    own = own_things(whole)
    unasked = (
        class_of(whole) == "case"
        and own
        and not any(alike(t, key) >= 0.34 for t in content for key in own)
    )
    if not unasked or any(_says_as_act(act, fact) for act in acts):
        return ""
    return f"说的是“{own[0]}”里的"


def _of_what_came_of_it(fact: Fact, content: Sequence[Term], asked: Asked, shelf: Shelf) -> str:
    """Return whether it is asked what was done (化解了几件), and the report tells right behind a figure
    how many of them already were: 包案化解信访事项5件，已化解4件."""
    for act in content:
        done = act.kind == "action" and asked.wording.startswith("了", act.end)
        if not done or not _says_act(act, fact):
            continue
        for other in shelf.facts_beside(fact):
            if (
                other.quantity.start > fact.quantity.end
                and units_alike(other, fact)
                and fold(other.label).startswith(f"已{act.text}")
                and not fold(fact.label).startswith("已")
            ):
                return f"“已{act.text}”的是{other.quantity.text}"
    return ""


def _says_as_act(act: Term, fact: Fact) -> bool:
    """Return whether a label has an act as such, not within the name of a thing (工伤认定类)."""
    return any(kind_of(key) == "action" and alike(act, key) >= 0.5 for key in label_keys(fact))


def _says_act(act: Term, fact: Fact) -> bool:
    return names(act, fact.label) or any(alike(act, key) >= 0.5 for key in label_keys(fact))


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
