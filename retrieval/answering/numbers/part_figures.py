"""The figures of several measures of one place and year, each figure for one measure only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.parts import Part, completions
from retrieval.answering.evidence.arithmetic import common_unit
from retrieval.answering.evidence.nearness import (
    CLAUSE_NEAR,
    IN_LABEL,
    IN_TOPIC,
    SAME_SCOPE,
    class_of,
    kind_of,
    met,
    names,
)  # fmt: skip
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.joint import is_joint
from retrieval.answering.excluding.unit_verdict import RATES, names_money
from retrieval.answering.selecting.picking import pick_slots, without_parts
from retrieval.language.everyday import official_words
from retrieval.language.fold import fold
from retrieval.language.terms import Term, similarity, term_keys
from retrieval.records import Fact

# So many readings of a part are weighed against those of the others.
_MOST_READINGS = 4
# A part is named by a figure whose label or topic holds one of its terms.
_NAMED = 0.88


@dataclass(frozen=True, slots=True)
class _Reading:
    """The figures that one completion of a part fits: one, or several to be settled."""

    facts: tuple[Fact, ...]


def look_parts(
    parts: Sequence[Part], asked: Asked, scope: Scope, shelf: Shelf
) -> tuple[Fact, ...] | None:
    """Return a figure for each measure, of one place and year: the latest that has them all."""
    for years in _years_of(scope):
        within = replace(scope, years=years)
        facts = _look_once(parts, asked, within, shelf)
        if facts and not common_unit(facts) and not asked.unit_class:
            for unit_class in dict.fromkeys(class_of(fact) for fact in facts):
                again = _look_once(parts, replace(asked, unit_class=unit_class), within, shelf)
                if again and common_unit(again):
                    return again
        if facts:
            return facts
    return None


def missing_parts(
    parts: Sequence[Part], asked: Asked, scope: Scope, shelf: Shelf
) -> tuple[int, ...]:
    """Return the positions of the parts that have no figure, where another has one."""
    lacking = tuple(n for n in range(len(parts)) if not _readings(parts, n, asked, scope, shelf))
    return lacking if len(lacking) < len(parts) else ()


def look_known(
    parts: Sequence[Part], asked: Asked, scope: Scope, shelf: Shelf
) -> tuple[tuple[Fact, ...], tuple[int, ...]] | None:
    """Return the figures of the parts that have one, each its own, and the positions of those that
    have none; None where all or none have, or of one it is not certain which figure it is."""
    for years in _years_of(scope):
        within = replace(scope, years=years)
        found = [_readings(parts, n, asked, within, shelf) for n in range(len(parts))]
        lacking = tuple(n for n, readings in enumerate(found) if not readings)
        if not lacking or len(lacking) == len(parts):
            continue
        if facts := _combine([readings for readings in found if readings]):
            return facts, lacking
    return None


def _years_of(scope: Scope) -> Iterable[tuple[int, ...]]:
    if scope.years:
        return [scope.years]
    years = sorted(
        {report.year for report in scope.reports if report.year is not None}, reverse=True
    )
    return [(year,) for year in years] or [()]


def _look_once(
    parts: Sequence[Part], asked: Asked, scope: Scope, shelf: Shelf
) -> tuple[Fact, ...] | None:
    readings = []
    for position in range(len(parts)):
        found = _readings(parts, position, asked, scope, shelf)
        if not found:
            return None
        readings.append(found)
    return _combine(readings)


def _readings(
    parts: Sequence[Part], position: int, asked: Asked, scope: Scope, shelf: Shelf
) -> list[_Reading]:
    """Return what a part may mean, the likeliest first: one reading for each completion that fits."""
    mark = fold(parts[position].mark)
    shared = _of_one_kind(parts, position)
    found: list[_Reading] = []
    for terms in completions(parts, position):
        slots = pick_slots(
            _asked_of_part(_without_others(asked, parts, terms), terms, scope), scope, shelf
        )
        if len(slots) != 1 or slots[0].fact.unclear:
            continue
        best = tuple(c.fact for c in slots[0].best if mark in fold(c.fact.label))
        facts = tuple(
            f
            for f in without_parts(best, shelf)
            if _names_part(f, parts[position])
            and all(word in fold(f.label) for word in shared)
            and not is_joint(parts[position].content, f)
            and not _does_otherwise(f, parts, position, terms)
        )
        if facts and _Reading(facts) not in found:
            found.append(_Reading(facts))
    return _told_by_neighbour(found)[:_MOST_READINGS]


def _told_by_neighbour(found: list[_Reading]) -> list[_Reading]:
    """Return the readings, foremost that which what is said of the neighbour, too, tells from the
    others: 甲和乙各处罚多少件 asks for 处罚 of 甲, whatever else is told of it."""
    if not found or len(found[0].facts) < 2:
        return found
    first = set(found[0].facts)
    settled = [r for r in found[1:] if len(r.facts) == 1 and r.facts[0] in first]
    return [*settled, *(reading for reading in found if reading not in settled)]


def _of_one_kind(parts: Sequence[Part], position: int) -> tuple[str, ...]:
    """Return the words of a part that are of one kind with other words of other parts (种子 and 农药):
    nothing but the word itself tells the one from the other."""
    others = [t for n, part in enumerate(parts) if n != position for t in part.content]
    return tuple(
        term.text
        for term in parts[position].content
        if term.kind == "thing"
        and any(term.key == o.key and not set(term.text) & set(o.text) for o in others)
    )


def _names_part(fact: Fact, part: Part) -> bool:
    """Return whether a figure's own wording names what the part ends in, and every act before."""
    content = [term for term in part.content if len(term.text) > 1]
    # 废止失效 are two: a figure of the one is none of the other.
    acts = [term for term in content[:-1] if term.kind == "action" and content[-1].kind == "action"]
    last, things = content[-1:], [term for term in content[:-1] if term.kind == "thing"]
    if things and last[0].kind == "action" and met(last[0], fact) >= CLAUSE_NEAR:
        # 立案中甲类38起、乙类15起: what the act is of tells the one from the other.
        last = things[-1:]
    return all(_is_named(term, fact) for term in (*acts, *last))


def _is_named(term: Term, fact: Fact) -> bool:
    return (
        met(term, fact) >= IN_TOPIC
        or names(term, fact.label)
        or (term.kind == "word" and term.text in fact.label)
        or any(word in fold(fact.label) for word in official_words(term.text))
    )


def _without_others(asked: Asked, parts: Sequence[Part], terms: Sequence[Term]) -> Asked:
    """Return what is asked without the words of other parts, blank in their places: what 没收 says of
    the one of 罚款和没收所得 restricts not the other."""
    wording = asked.wording
    if not wording:
        return asked
    for term in (t for part in parts for t in part.terms if t not in terms):
        wording = wording[: term.start] + " " * (term.end - term.start) + wording[term.end :]
    return replace(asked, wording=wording)


def _asked_of_part(asked: Asked, terms: tuple[Term, ...], scope: Scope) -> Asked:
    """Return what a part's figure has to be; a rate beside 次数 is not counted in 次, nor money
    beside 份数."""
    rate = any(t.kind == "rate" for t in terms) and asked.unit_class not in RATES
    last = tuple(t for t in terms if not t.is_light)[-1:]
    unit, unit_class = ("", "") if rate else (asked.unit, asked.unit_class)
    money = bool(last) and (names_money(last[0].text) or names_money(last[0].key))
    if money and 0 <= asked.wording.find(f"{asked.unit}数") < last[0].start:
        unit, unit_class = "", "money"
    return replace(
        asked, terms=terms, unit=unit, unit_class=unit_class, place=scope.town, beside=last
    )


def _does_otherwise(
    fact: Fact, parts: Sequence[Part], position: int, terms: Sequence[Term]
) -> bool:
    """Return whether a figure is of an act that no part names, where another part names one:
    解除的社区矫正和安置帮教 must not be answered with those 接收."""
    others = [
        t
        for n, part in enumerate(parts)
        if n != position
        for t in part.content
        if t.kind == "action"
    ]
    if not others or any(term.kind == "action" for term in terms):
        return False
    acts = [key for key in term_keys(fact.label) if kind_of(key) == "action"]
    named = [*others, *terms]
    return bool(acts) and not any(similarity(t.key, key) >= 0.5 for t in named for key in acts)


def _combine(readings: Sequence[Sequence[_Reading]]) -> tuple[Fact, ...] | None:
    """Return the likeliest choice of readings that gives each part a figure of its own."""
    ranked = sorted(
        product(*(range(len(found)) for found in readings)),
        key=lambda choice: (sum(choice), choice),
    )
    for choice in ranked:
        chosen = [found[index].facts for found, index in zip(readings, choice, strict=True)]
        settled = _settle(chosen)
        if settled is not None and len(set(settled)) == len(settled):
            return settled
    return None


def _settle(chosen: Sequence[tuple[Fact, ...]]) -> tuple[Fact, ...] | None:
    """Return one figure for each part; of several readings the only one left that shares its
    sentence with another part's figure."""
    taken = [facts[0] for facts in chosen if len(facts) == 1]
    beside = {(fact.report, fact.passage, fact.sentence) for fact in taken}
    settled = []
    for facts in chosen:
        free = facts if len(facts) == 1 else [fact for fact in facts if fact not in taken]
        near = (
            [f for f in free if (f.report, f.passage, f.sentence) in beside]
            if len(free) > 1
            else free
        )
        if len(near) != 1:
            return None
        settled.append(near[0])
    return tuple(settled)


def speaks_of(shelf: Shelf, fact: Fact, context: Sequence[Term]) -> bool:
    """Return whether the passage of a figure, its heading included, speaks of the ``context``."""
    parsed = shelf.source.parsed(fact.report)
    passage = parsed.passages[fact.passage]
    path = parsed.sections[passage.section].path
    text = fold("".join((*path, passage.text)))
    keys = set(term_keys(text))
    return all(
        term.is_light
        or term.key in keys
        or all(half in text for half in (term.text[:2], term.text[-2:]))
        for term in context
    )


def names_all(parts: Sequence[Part], fact: Fact, *, each: bool = False) -> bool:
    """Return whether a figure's own wording names each of the parts, its label too where a
    figure for ``each`` is wanted: 驳回19件 beside 维持71件 speaks of 维持, but is no figure of it."""
    # 两口子闹矛盾、家庭纠纷 name one thing twice.
    meant = {tuple(t.key for t in part.content) or n: part for n, part in enumerate(parts)}
    if each and len(meant) < len(parts):
        # 应持证和已持证的分别多少: whoever asks for two wants two, whatever the words have in common.
        return False
    parts = tuple(meant.values())
    shared = (word for n in range(len(parts)) for word in _of_one_kind(parts, n))
    if not all(word in fold(fact.label) for word in shared):
        return False
    return all(_names(part, fact) for part in parts) and not (
        each and any(not _in_label(part.content[-1], fact) for part in parts if part.content)
    )


def _names(part: Part, fact: Fact) -> bool:
    content = [term for term in part.content if len(term.text) > 1]
    if not content:
        return any(term.text in fact.label for term in part.terms)
    nearness = [met(term, fact) for term in content]
    return max(nearness) >= _NAMED and min(nearness) >= SAME_SCOPE


def _in_label(term: Term, fact: Fact) -> bool:
    return met(term, fact) >= IN_LABEL or names(term, fact.label)
