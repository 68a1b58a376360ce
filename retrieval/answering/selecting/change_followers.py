"""Which figure of a sentence a base or a change is of: those that follow it and name nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from retrieval.answering.evidence.nearness import class_of, kind_of, label_keys
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.fold import fold
from retrieval.language.terms import find_terms
from retrieval.language.units import load_units
from retrieval.records import Fact

# Amounts so joined share the word before the first (同比增长27.3%、38%).
_BESIDE = re.compile(r"[、和及与\s]*")
POINTS = ("个百分点", "百分点")
# Names of changes themselves, no things that change.
_MEASURES = frozenset({"增长率"})
_PLACES = ("位", "名", "个位次", "位次")


def followers(fact: Fact, shelf: Shelf) -> list[Fact]:
    """Return the bases and changes that follow a figure and speak of it: those up to the next
    figure of something else."""
    found = []
    text = shelf.sentence(fact).text
    start = fact.quantity.end
    beside_it = shelf.facts_beside(fact)
    parts = _all_parts(fact, beside_it, shelf)
    for other in beside_it:
        if other.quantity.start <= fact.quantity.start:
            continue
        if other in parts:
            # 9件，其中一审6件、二审3件，比上年减少4件: behind all of its parts the whole goes on.
            start = other.quantity.end
            continue
        between = text[fact.quantity.end : other.quantity.start]
        beside = other.quantity.unit != fact.quantity.unit and bool(_BESIDE.fullmatch(between))
        of_its_year = (other.kind, other.period) == ("actual", fact.period)
        if of_its_year and class_of(other) == "rate" and other.label.startswith("占"):
            # 落实经费23万元，占公用经费的2.9%，较上年增长19%: its share tells of nothing else.
            start = other.quantity.end
            continue
        if (of_its_year or other.kind == "target") and not beside:
            break
        if not beside and _is_about(other, fact, start, shelf):
            found.append(other)
    return found


def _all_parts(fact: Fact, beside: Sequence[Fact], shelf: Shelf) -> list[Fact]:
    """Return the parts of a figure that its sentence tells of, if they come to the whole of it."""
    facts = shelf.facts_around(fact)
    parts = [
        other
        for other in beside
        if other.part_of is not None
        and facts[other.part_of] == fact
        and other.kind == "actual"
        and other.quantity.unit == fact.quantity.unit
        and not other.quantity.approx
    ]
    whole = sum(Fraction(other.quantity.value) for other in parts)
    return parts if len(parts) > 1 and whole == Fraction(fact.quantity.value) else []


def may_be_of_another(change: Fact, fact: Fact, shelf: Shelf) -> bool:
    """Return whether a nameless change behind a figure follows another that it may as well be
    of (调解纠纷8964件，成功8791件，较上年增加512件)."""
    if change.quantity.start < fact.quantity.end or _place_of(change) != _place_of(fact):
        return False
    between = [
        other
        for other in shelf.facts_beside(fact)
        if fact.quantity.end < other.quantity.start < change.quantity.start
        and (other.kind, other.period) == ("actual", fact.period)
        and other.quantity.unit in {fact.quantity.unit, change.quantity.unit}
    ]
    return bool(between) and not ("总" in change.label or names_alike(change, fact))


def follows_another(change: Fact, fact: Fact, shelf: Shelf) -> bool:
    """Return whether a change of another sentence stands behind a figure there that it is of."""
    return _place_of(change) != _place_of(fact) and any(
        other.quantity.start < change.quantity.start
        and (other.kind, other.quantity.unit) == ("actual", fact.quantity.unit)
        for other in shelf.facts_beside(change)
    )


def names_alike(one: Fact, other: Fact) -> bool:
    """Return whether two figures of a sentence bear the same name (分别 gave it to the second)."""
    return _place_of(one) == _place_of(other) and bool(
        set(label_keys(one)) & set(label_keys(other))
    )


def _place_of(fact: Fact) -> tuple[str, int, int]:
    return fact.report, fact.passage, fact.sentence


def _is_about(change: Fact, fact: Fact, start: int, shelf: Shelf) -> bool:
    """Return whether a change behind a figure can be of it: in its unit or a rate, and naming
    no other thing from ``start`` on."""
    unit = change.quantity.unit
    of_rate = class_of(fact) == "rate"
    fits = (
        unit == fact.quantity.unit
        or (unit in POINTS and of_rate)
        or (class_of(change) == "rate" and not of_rate)
        or (unit in _PLACES and class_of(fact) == "rank")
    )
    if _is_of_other_unit(change, fact):
        return False
    text = fold(shelf.sentence(fact).text)[start : change.quantity.start]
    named = {t.key for t in find_terms(text) if t.kind in {"thing", "rate"}}
    # What 分别 named is of that alone.
    named.update(things_named(change))
    return fits and named <= {key for key, nearness in fact.cues if nearness >= 0.9}


def _is_of_other_unit(change: Fact, fact: Fact) -> bool:
    """Return whether a change says that it is of an amount in another unit (人次下降13.7%, told
    behind 121批264人次)."""
    units = load_units().class_of
    label = fold(change.label)
    named = next((label[:n] for n in (3, 2) if label[:n] in units), "")
    return bool(named) and units[named] != class_of(fact)


def things_named(change: Fact) -> list[str]:
    """Return the things and rates that the words of a change itself name."""
    return [k for k in label_keys(change) if kind_of(k) in {"thing", "rate"} and k not in _MEASURES]
