"""What a figure is told of in its own sentence, though its kind of unit is another: people of cases,
and a sum of money of what was done.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.figures.draft import Draft
from retrieval.language.units import load_units

# What is counted piece by piece, and may be told on by its outcomes.
CASES = frozenset({"case", "place", "household", "machine"})
# A change (较上年减少18件) is no thing that other figures could be parts or outcomes of.
LEVELS = frozenset({"actual", "target"})
_PEOPLE = frozenset({"person", "person_times"})


def summed_up(drafts: Sequence[Draft], position: int) -> int | None:
    """Return the position of the figure right before a bare sum of money in one clause, of which
    it is: of 申请执行9件，执行到位5件、金额11.2万元 the sum is what was 执行到位."""
    draft = drafts[position]
    units = load_units()
    if position == 0 or units.class_of.get(draft.quantity.unit) != "money":
        return None
    before = drafts[position - 1]
    bare = units.asked.get(draft.label.text.strip()) == "money"
    beside = (before.sentence, before.clause) == (draft.sentence, draft.clause)
    cases = units.class_of.get(before.quantity.unit) in {*CASES, "document"}
    level = cases and bool(before.label.text) and before.kind in LEVELS and not before.none
    return position - 1 if bare and beside and level else None


def cases_told_of(drafts: Sequence[Draft], position: int) -> int | None:
    """Return the position of the cases of the same sentence that people are told of as part of
    (查处案件19起，其中行政拘留2人): of those whom another sentence counts they are none."""
    draft = drafts[position]
    class_of = load_units().class_of
    if class_of.get(draft.quantity.unit) not in _PEOPLE:
        return None
    same = [n for n in range(position) if drafts[n].sentence == draft.sentence]
    if any(not drafts[n].branch and are_akin(drafts[n], draft) for n in same):
        return None
    cases = [
        n
        for n in same
        if not drafts[n].branch
        and drafts[n].kind in LEVELS
        and class_of.get(drafts[n].quantity.unit) == "case"
    ]
    return cases[-1] if cases else None


def are_akin(one: Draft, other: Draft) -> bool:
    """Return whether two figures count in units of one class."""
    return load_units().same_class(one.quantity.unit, other.quantity.unit)
