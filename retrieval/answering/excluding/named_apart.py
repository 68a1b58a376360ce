"""What is asked for by a name that another figure bears, or by that of others than the figure counts.

A term met only in the clauses around a figure says what was spoken of there. Where the figure's own
wording has a name that was not asked for, and another figure of its kind has the asked one, the
question is about the other: 新增停车泊位5200个、口袋公园16个 tells of 16 no 停车泊位.
Each rule returns its reason in Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from retrieval.answering.evidence.nearness import (
    CLAUSE_NEAR,
    IN_LABEL,
    IN_TOPIC,
    alike,
    class_of,
    kind_of,
    label_keys,
    met,
    names,
)  # fmt: skip
from retrieval.answering.excluding.listed_parts import units_alike
from retrieval.language.fold import fold
from retrieval.language.pairs import shares_pair
from retrieval.language.places import place_kind
from retrieval.language.terms import DENIED, Term
from retrieval.records import Fact

_NAMES = frozenset({"thing", "quality", "word"})
_SHARE = "占比"
# A compound has more characters than this.
_COMPOUND = 3
_PEOPLE = re.compile(r"(?:人员|对象|干部|员工|职工|农民工|群众|学生|律师|顾问|队员|调解员)$")


def named_apart(
    fact: Fact,
    loose: Sequence[Term],
    content: Sequence[Term],
    others: Sequence[Fact],
    text: str,
) -> str:
    """Return why a figure is not of what the ``loose`` terms name; ``content`` are all of the
    question's, ``others`` the figures of its passage, ``text`` its folded sentence."""
    return (
        _bears_another_name(fact, loose, content, others)
        or _next_of_a_list(fact, loose, content, others, text)
        or _of_other_people(fact, loose, content)
        or _share_of_another(fact, loose, content)
    )


def _bears_another_name(
    fact: Fact, loose: Sequence[Term], content: Sequence[Term], others: Sequence[Fact]
) -> str:
    """Return which figure has a loose term for its name, where this one has another name: in its label
    (a quality, or what is counted), or for the whole that it is a part of."""
    unasked = _unasked(label_keys(fact), content)
    head = [key for key in label_keys(fact)[:1] if key in unasked and kind_of(key) == "thing"]
    kinds = [key for key in unasked if kind_of(key) != "thing"]
    topic = [key for key, near in fact.cues if IN_TOPIC <= near < IN_LABEL]
    of_whole = fact.part_of is not None and bool(_unasked(topic, content))
    for term in loose:
        apart = kinds if term.kind == "quality" else head
        if term.kind not in _NAMES or term.key.startswith(DENIED):
            continue
        for other in others:
            alike_units = units_alike(other, fact)
            total = of_whole and other.part_of is None and kind_of(term.key) == "thing"
            if (apart or total) and alike_units and _is_name_of(term, other):
                return f"“{term.text}”说的是{other.quantity.text}"
    return ""


def has_only_the_head(fact: Fact, content: Sequence[Term], facts: Iterable[Fact]) -> str:
    """Return which of a passage's figures is labelled with a compound that is asked for, where this
    one's wording has only its head (床位, where 养老床位 are told of another)."""
    if fact.part_of is not None:
        return ""
    own = fold(f"{fact.label}{fact.topic}")
    names_asked = [n for n in _compounds(content, fact) if n[-2:] in own and n not in own]
    for other in facts if names_asked else ():
        if other.sentence == fact.sentence and other.quantity.end <= fact.quantity.start:
            # 申请法院强制执行23件，裁定准予执行21件 goes on about the same.
            continue
        for name in names_asked:
            alike_units = units_alike(other, fact)
            if alike_units and name in fold(other.label):
                return f"“{name}”说的是{other.quantity.text}"
    return ""


def _compounds(content: Sequence[Term], fact: Fact) -> Iterator[str]:
    """Yield the compounds that are asked for and that a figure's own wording does not account for: one
    word, or two right behind one another (养老|床位)."""
    for term in content:
        named = term.kind in {"thing", "word"} and not term.key.startswith(DENIED)
        if named and len(term.text) > _COMPOUND and met(term, fact) < IN_TOPIC:
            yield term.text
    for one, other in pairwise(content):
        sticks = one.end == other.start and {one.kind, other.kind} <= {"thing", "word"}
        if sticks and len(other.text) > 1 and met(one, fact) < IN_TOPIC:
            yield f"{one.text}{other.text}"


def _next_of_a_list(
    fact: Fact,
    loose: Sequence[Term],
    content: Sequence[Term],
    others: Sequence[Fact],
    text: str,
) -> str:
    """Return which figure has a loose term for its name, where this one is the next of a list with a
    name of its own (新增停车泊位5200个、口袋公园16个)."""
    own = f"、{fold(fact.label)}"
    if len(own) < 3 or not _unasked(label_keys(fact), content):
        return ""
    for other in others:
        between = text[other.quantity.end : fact.quantity.start]
        listed = (other.sentence, between) == (fact.sentence, own)
        named = [t for t in loose if t.kind in _NAMES and _is_name_of(t, other)]
        if listed and named:
            return f"“{named[0].text}”说的是{other.quantity.text}"
    return ""


def _unasked(keys: Sequence[str], content: Sequence[Term]) -> list[str]:
    """Return the names among ``keys`` that the question has nothing of."""
    return [
        key
        for key in keys
        if kind_of(key) in _NAMES
        and len(key) > 1
        and not place_kind(key)
        and not any(alike(t, key) >= 0.34 or t.text in key or key in t.text for t in content)
    ]


def of_another_row(fact: Fact, loose: Sequence[Term], content: Sequence[Term]) -> str:
    """Return whose row a table's figure stands in, where what is asked for stands in the caption alone
    (招标投标投诉 in a table of 政务服务, asked for 政务服务投诉)."""
    asked = [t for t in loose if t.kind == "thing"]
    row = [key for key in label_keys(fact) if kind_of(key) == "thing"]
    unasked = [key for key in row if not any(alike(t, key) >= 0.34 for t in content)]
    return f"是“{unasked[0]}”的" if asked and unasked else ""


def _is_name_of(term: Term, other: Fact) -> bool:
    return met(term, other) >= IN_LABEL or names(term, other.label) or term.text in other.label


def _of_other_people(fact: Fact, loose: Sequence[Term], content: Sequence[Term]) -> str:
    """Return whose the figure is, where people are asked about and it names others (法律顾问经费,
    asked of 公职律师)."""
    own = [key for key in label_keys(fact) if kind_of(key) == "thing" and _PEOPLE.search(key)]
    asked = [t for t in loose if t.kind == "thing" and _PEOPLE.search(t.key)]
    named = any(alike(t, key) >= 0.34 for t in content for key in own)
    return f"是“{own[0]}”的" if own and asked and not named else ""


def _share_of_another(fact: Fact, loose: Sequence[Term], content: Sequence[Term]) -> str:
    """Return of what a share is, where its topic names another thing than the one asked about."""
    if class_of(fact) != "rate" or _SHARE not in label_keys(fact):
        return ""
    topic = [
        key
        for key, near in fact.cues
        if IN_TOPIC <= near < IN_LABEL and kind_of(key) in {"thing", "word"}
    ]
    asked = [t for t in loose if t.kind == "thing" and met(t, fact) < CLAUSE_NEAR]
    told = any(shares_pair(t.text, fact.topic) for t in content) or any(
        alike(t, key) >= 0.34 for t in content for key in topic
    )
    return f"是“{topic[0]}”的" if topic and asked and not told else ""
