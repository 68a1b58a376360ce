"""An item of a list asked for with what the list leaves out: 乱倒垃圾的罚了几起, 调解的土地承包纠纷.

`立案4起，罚款1.2万元，其中违法占用耕地1起、乱倒垃圾3起` names each item by its own name alone: what was
done, and what the items are (纠纷, 案件), is told of the whole. Here every word of a question has to be
in the item's name or told of its whole, and the name has to be asked for, not a sister's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from weakref import WeakKeyDictionary

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    IN_TOPIC,
    alike,
    class_of,
    kind_of,
    label_keys,
    met,
    names,
    without_turned,
)
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.bare_thing import may_be_counted_so
from retrieval.answering.excluding.plain_first import is_narrowed
from retrieval.answering.excluding.told_of_others import rule_out_others
from retrieval.answering.selecting.item_names import name_of, parted
from retrieval.answering.selecting.loosening import another_unit
from retrieval.language.everyday import official_words
from retrieval.language.fold import fold
from retrieval.language.near_acts import item_words, outcomes, told_of_whole
from retrieval.language.terms import DENIED, Term, find_terms, similarity, term_keys
from retrieval.records import Fact

# Of more reports than this at once no item is looked up so.
_FEW_REPORTS = 6
# An item is asked for where so much of its name is said, be the rest unsaid (未经批准擅自取水).
_LEAST_SAID = 0.5
_ALIKE = 0.85
_SAME = 0.34
_FILED = frozenset({"立案", "立案查处", "查处"})
_ASPECT = re.compile(r"(?<=.)(?:[了过着掉的到]|[出起上]来?)+$")
# 调好几件 asks for what was settled.
_DONE = re.compile(r"[好成妥完]")
_FINE = "罚"
_REST = re.compile(r"其[他它余]")


@dataclass(frozen=True, slots=True)
class _Item:
    """A part of a whole and its ``name``; ``fined`` where its paragraph tells of fines, ``adds_up`` where
    the parts told with it come to the whole, which leaves no doubt what they are parts of; ``again``
    are the figures of the paragraph that state the whole, too (排查纠纷352件…。352件纠纷中)."""

    fact: Fact
    whole: Fact
    name: str
    fined: bool
    adds_up: bool
    again: tuple[Fact, ...]


def match_items(asked: Asked, scope: Scope, shelf: Shelf) -> list[Candidate]:
    """Return the items of lists that a question names by their own names, best first."""
    terms = [t for t in asked.terms if not t.is_light]
    if (
        len(scope.reports) > _FEW_REPORTS
        or not scope.is_one_place
        or not terms
        or asked.kinds != {"actual"}
        or any(t.kind == "rate" for t in terms)
    ):
        return []
    found = [
        (said, item)
        for item in _items(asked, scope, shelf)
        if not is_narrowed(terms, fold(f"{item.fact.label}{item.whole.label}"))
        and may_be_counted_so(terms[-1], asked, item.fact)
        and (said := _share_said(terms, item, asked)) >= _LEAST_SAID
    ]
    best = max((said for said, _ in found), default=0.0)
    items = [item for said, item in found if said == best]
    amounts = {(item.fact.quantity.value, item.fact.quantity.unit) for item in items}
    if len(amounts) != 1 or _is_told_elsewhere(terms, items[0], shelf):
        return []
    chosen = [Candidate(item.fact, 1.0, 1.0, len(terms)) for item in items]
    # What the rows of acts account for (罚 of 立案) may be told of other figures as well.
    left = [
        t
        for t in asked.terms
        if t.kind == "action"
        or met(t, items[0].whole) >= IN_TOPIC
        or not _is_told_of_whole(t, items[0], asked)
    ]
    plain = replace(asked, terms=tuple(_heads_apart(left)))
    return [c for c in rule_out_others(chosen, plain, shelf) if c.fits]


def _heads_apart(terms: Sequence[Term]) -> Iterator[Term]:
    """Yield the terms, of a compound its own name and its head each by itself (土地承包|纠纷)."""
    for term in terms:
        stem, head = parted(term.text)
        if not (stem and head) or term.key.startswith(DENIED):
            yield term
            continue
        for word, at in ((stem, term.start), (head, term.end - len(head))):
            own = next(iter(find_terms(word)), None)
            key, kind = (own.key, own.kind) if own and own.text == word else (word, "word")
            yield Term(key, word, kind, at, at + len(word))


def _is_told_elsewhere(terms: Sequence[Term], item: _Item, shelf: Shelf) -> bool:
    """Return whether another figure of the report, that is no item of the same list, bears the name
    that is asked for: 立刑事案件8943起, where 涉疫案件537起，其中刑事案件46起."""
    own = [t for t in terms if _said_in_name(t, item)]
    fact, said = item.fact, _named_by(own, item)
    return any(
        (other.kind, other.period, other.none) == (fact.kind, fact.period, False)
        and other.part_of != fact.part_of
        and other.quantity.value != fact.quantity.value
        and class_of(other) == class_of(fact)
        and (name := name_of(other))
        and _named_by(own, replace(item, name=name)) >= said
        for other in shelf.source.facts(fact.report)
    )


def _named_by(terms: Sequence[Term], item: _Item) -> float:
    """Return how much of an item's name the terms say, 0 where one says nothing of it."""
    said = [_said_in_name(term, item) for term in terms]
    return len(set[int]().union(*said)) / len(item.name) if all(said) else 0.0


# The items of so many reports are kept, then forgotten.
_MOST_KEPT = 128
_KEPT: WeakKeyDictionary[Shelf, dict[str, tuple[_Item, ...]]] = WeakKeyDictionary()


def _items(asked: Asked, scope: Scope, shelf: Shelf) -> Iterator[_Item]:
    """Yield the results of the asked years that are named parts of a whole."""
    for report in scope.reports:
        years = scope.years or (report.year,)
        for item in _items_of(report.id, shelf):
            year = item.fact.period if item.fact.period is not None else report.year
            if year in years and not another_unit(asked, item.fact):
                yield item


def _items_of(report: str, shelf: Shelf) -> tuple[_Item, ...]:
    """Return the results of a report that are named parts of a whole, from memory where they are."""
    kept = _KEPT.setdefault(shelf, {})
    known = kept.get(report)
    if known is None:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        known = kept[report] = tuple(_find_items(shelf.source.facts(report), shelf))
    return known


def _find_items(facts: Sequence[Fact], shelf: Shelf) -> Iterator[_Item]:
    fined = {fact.passage for fact in facts if _FINE in fact.label}
    for fact in facts:
        if (
            (fact.kind, fact.none, fact.unclear) == ("actual", False, False)
            and (whole := _whole_of(fact, facts)) is not None
            and not (fact.part_of is None and shelf.is_in_table(fact))
            and not _REST.match(fact.label)
            and (name := name_of(fact))
        ):
            sisters = [f for f in facts if f.part_of == fact.part_of is not None]
            told = sum(Fraction(f.quantity.value) for f in sisters)
            adds_up = bool(sisters) and told == whole.quantity.value
            yield _Item(fact, whole, name, fact.passage in fined, adds_up, _again(whole, facts))


def _whole_of(fact: Fact, facts: Sequence[Fact]) -> Fact | None:
    """Return what a figure is a part of: the total, or what it is told of where that stands in another
    paragraph (作出行政处罚127件。其中：…3.房地产市场类19件); None for any other figure."""
    if fact.part_of is not None:
        return facts[fact.part_of]
    acts = any(kind_of(key) == "action" for key in label_keys(fact))
    if acts or not fact.topic or not fact.label:
        return None
    above = tuple((key, 1.0) for key, near in fact.cues if IN_TOPIC <= near < IN_LABEL)
    return replace(fact, label=fact.topic, topic="", cues=above)


def _again(whole: Fact, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple(
        f
        for f in facts
        if (f.passage, f.kind, f.period) == (whole.passage, whole.kind, whole.period)
        and f is not whole
        and f.quantity.value == whole.quantity.value
        and class_of(f) == class_of(whole)
    )


def _share_said(terms: Sequence[Term], item: _Item, asked: Asked) -> float:
    """Return how much of an item's name is said, 0 where a term is neither in the name nor told of
    the whole, or the whole is of something that no term says."""
    if not all(_is_asked(key, terms) for key in _things(item.whole)):
        return 0.0
    said: set[int] = set()
    for term in terms:
        if _is_told_of_whole(term, item, asked):
            continue
        own = _said_in_name(term, item)
        if not own:
            return 0.0
        said |= own
    return len(said) / len(item.name)


def _things(whole: Fact) -> list[str]:
    """Return the things that a whole is of, without such as any list may be of (违法行为)."""
    plain = item_words("plain")
    label = label_keys(whole)
    # Cases that were filed are of nothing that was told before (下达通知书214份，立案187件).
    filed = any(key in _FILED for key in label)
    named = label if filed else [key for key, near in whole.cues if near >= IN_TOPIC]
    return [key for key in named if kind_of(key) == "thing" and key not in plain]


def _is_asked(key: str, terms: Sequence[Term]) -> bool:
    return any(
        alike(t, key) >= _SAME or (head and similarity(head, key) >= _SAME)
        for t in terms
        for head in [parted(t.text)[1]]
    )


def _said_in_name(term: Term, item: _Item) -> set[int]:
    """Return the places of an item's name that a term says."""
    if term.key.startswith(DENIED):
        return set(range(len(item.name))) if names(term, item.fact.label) else set()
    stem, head = parted(term.text)
    if not stem or (head and not _has_head(head, item)):
        return set()
    bare = replace(term, text=stem)
    said = [
        range(own.start, own.end)
        for own in find_terms(item.name)
        if alike(bare, own.key) >= _ALIKE or stem == own.text
    ]
    for word in (stem, *official_words(stem)):
        if len(word) > 1 and word in without_turned(word, item.name):
            at = item.name.find(word)
            said.append(range(at, at + len(word)))
    return {place for span in said for place in span}


def _has_head(head: str, item: _Item) -> bool:
    """Return whether an item's name, or its whole, says what the item is one of (纠纷)."""
    label, whole = fold(item.fact.label), item.whole
    keys = {key for key, near in whole.cues if near >= IN_TOPIC}
    return head in f"{label}{fold(whole.label)}{fold(whole.topic)}" or bool(
        keys & set(term_keys(head))
    )


def _is_told_of_whole(term: Term, item: _Item, asked: Asked) -> bool:
    """Return whether a term says what was done to all, or what all of them are."""
    if term.key.startswith(DENIED):
        return False
    stem, head = parted(term.text)
    told_as = (key for word in official_words(stem) for key in term_keys(word))
    came_of_it = _DONE.match(asked.wording, term.end) is not None or any(
        key in outcomes() for key in (term.key, *told_as)
    )
    if came_of_it and not item.adds_up:
        return False
    if any(met(term, whole) >= IN_TOPIC for whole in (item.whole, *item.again)):
        return True
    if not stem:
        return not head or _has_head(head, item)
    bare = _ASPECT.sub("", term.text)
    if came_of_it:
        return False
    if any(word in fold(f"{item.whole.label}{item.whole.topic}") for word in official_words(stem)):
        # 新开市场主体 is all that were 新增.
        return True
    rows = told_of_whole(penal=item.fined and _counts_cases(asked))
    told = rows.get(bare, frozenset()) | rows.get(term.key, frozenset())
    return any(
        word in fold(f"{whole.label}{whole.topic}") or any(word == key for key in label_keys(whole))
        for whole in (item.whole, *item.again)
        for word in told
    )


def _counts_cases(asked: Asked) -> bool:
    """Return whether cases are asked for, and not perhaps a sum of money (罚了多少)."""
    return asked.unit_class == "case" or "案" in asked.wording
