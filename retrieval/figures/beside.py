"""Figures that only say how another one stood or moved: last year's, and the change since.

`其中集体访12批，去年是19批` and `物业3968件，占25%，同比下降18.3%` name nothing themselves: each is
of the very figure that it follows, even where that is a part of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from retrieval.figures.draft import Draft
from retrieval.figures.passage_context import PassageContext
from retrieval.language.fold import fold
from retrieval.language.terms import find_terms
from retrieval.language.units import load_units
from retrieval.language.wording import load_wording

_POINTS = frozenset({"个百分点", "百分点"})
_PLACES = frozenset({"位", "名", "个位次", "位次"})
_LEVELS = frozenset({"actual", "target"})


def set_beside(drafts: Sequence[Draft], context: PassageContext) -> list[Draft]:
    """Return the drafts, each figure of comparison bearing the name of what it is set beside.

    A figure of another year takes the label over; a change (较上年减少) keeps its own wording
    and has its ``head`` noted where that is a part.
    """
    found = list(drafts)
    for position, draft in enumerate(drafts):
        if (total := _total_of(found, position, context)) is not None:
            found[position] = replace(draft, head=total)
        head = _head_of(found, position, context)
        if head is None:
            continue
        whole = _whole_shared_out(found, head)
        head = head if whole is None else whole
        of = found[head]
        if draft.kind == "change":
            told = of.branch or whole is not None
            found[position] = replace(draft, branch=of.branch, head=head if told else None)
        else:
            found[position] = replace(draft, label=of.label, branch=of.branch, place=of.place)
    return found


def _head_of(drafts: Sequence[Draft], position: int, context: PassageContext) -> int | None:
    """Return the position of the figure of the report's own year that a nameless figure of
    comparison follows in its sentence, None for any other figure."""
    draft = drafts[position]
    own = context.report.year
    of_other_year = draft.kind in {"actual", "base"} and draft.period not in {None, own}
    # 压缩到15天，而改革之前是43天
    formerly = draft.kind == "base" and load_wording().formerly.fullmatch(_lead(draft, context))
    if not (of_other_year or formerly or draft.kind == "change") or draft.none:
        return None
    if not formerly and _names_something(draft):
        return None
    if _speaks_of_total(draft, context):
        # 其中集体访12批，总数比去年少22批
        return None
    for index in range(position - 1, -1, -1):
        other = drafts[index]
        if other.sentence != draft.sentence or _ends_between(other, draft, context):
            return None
        if other.kind in _LEVELS and other.period == own and _may_be_of(draft, other):
            return index
    return None


def _whole_shared_out(drafts: Sequence[Draft], last: int) -> int | None:
    """Return the position of the figure that the parts of a list add up to which ends at ``last``
    (复议12件，其中维持8件、撤销2件、撤回2件，去年为17件 tells of all of last year's), else None."""
    end = drafts[last]
    total = Fraction(end.quantity.value)
    for index in range(last - 1, -1, -1):
        other = drafts[index]
        if other.sentence != end.sentence or other.quantity.unit != end.quantity.unit:
            return None
        if other.clause != end.clause:
            alike = (other.kind, other.period) == (end.kind, end.period)
            shared_out = last - index > 2 and other.quantity.value == total
            return index if alike and shared_out else None
        total += Fraction(other.quantity.value)
    return None


def _speaks_of_total(draft: Draft, context: PassageContext) -> bool:
    return "总" in _lead(draft, context)


def _lead(draft: Draft, context: PassageContext) -> str:
    """Return the clause of a figure up to it."""
    clause = context.clauses[draft.sentence][draft.clause]
    return clause.text[: max(draft.quantity.start - clause.start, 0)].strip()


def _total_of(drafts: Sequence[Draft], position: int, context: PassageContext) -> int | None:
    """Return the position of the total that 总数比去年少了22件 is of: the greatest figure of its
    kind in the sentence or the two before, None for any other figure."""
    draft = drafts[position]
    if draft.kind != "change" or _names_something(draft) or not _speaks_of_total(draft, context):
        return None
    levels = [
        index
        for index, other in enumerate(drafts[:position])
        if draft.sentence - other.sentence <= 2
        and (other.kind, other.period) == ("actual", context.report.year)
        and not (other.none or other.share or other.unclear)
        and load_units().class_of.get(other.quantity.unit) != "rate"
        and _may_be_of(draft, other)
    ]
    greatest = max(levels, key=lambda index: drafts[index].quantity.value, default=None)
    return greatest if greatest is not None and drafts[greatest].label.has_thing else None


def _names_something(draft: Draft) -> bool:
    """Return whether a figure's own wording holds more than words of change."""
    moves = load_wording().change
    terms = [t for t in find_terms(fold(draft.label.text)) if not t.is_light]
    return any(t.kind != "word" and not moves.fullmatch(t.text) for t in terms)


def _ends_between(one: Draft, other: Draft, context: PassageContext) -> bool:
    """Return whether a semicolon parts two figures of a sentence: what follows is not of the first."""
    between = context.folded[one.sentence][one.quantity.end : other.quantity.start]
    return ";" in between or "；" in between


def _may_be_of(draft: Draft, other: Draft) -> bool:
    """Return whether a change or earlier figure can be of ``other``, by its unit."""
    given, unit = draft.quantity.unit, other.quantity.unit
    class_of = load_units().class_of
    is_rank = other.quantity.text.startswith("第")
    if draft.kind != "change":
        return is_rank == draft.quantity.text.startswith("第") and load_units().same_class(
            given, unit
        )
    if is_rank:
        return given in _PLACES
    if other.share:
        # 占25%: a share says nothing that could rise or fall by itself.
        return False
    is_rate = class_of.get(unit) == "rate"
    if given in _POINTS:
        return is_rate
    return class_of.get(given) in {"rate", "multiple"} or load_units().same_class(given, unit)
