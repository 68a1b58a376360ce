"""Which way a measure moved, and whether that is what a question claims."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.span_of_years import Change
from retrieval.answering.comparing.change_words import words_of_change
from retrieval.answering.comparing.changes import Course
from retrieval.answering.evidence.arithmetic import Computed, amount_in, common_unit
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.fold import fold
from retrieval.language.wording import load_wording
from retrieval.records import Number, Quantity


def direction_of(course: Course, shelf: Shelf) -> int | None:
    """Return 1, -1 or 0 for more, fewer or the same than at first; None where it can't be told."""
    if len(course.levels) > 1:
        first, last = course.levels[0][1], course.levels[-1][1]
        unit = common_unit((first, last))
        if unit is None:
            return None
        one, other = amount_in(first, unit), amount_in(last, unit)
        return (other > one) - (other < one)
    if course.unmoved:
        return None if course.unmoved.startswith("基本") or "相当" in course.unmoved else 0
    signs = {-1 if _falls(words_of_change(fact, shelf)) else 1 for fact in course.reported}
    return signs.pop() if len(signs) == 1 else None


def _falls(words: str) -> bool:
    folded = fold(words)
    return any(word in folded for word in load_wording().down)


def holds(
    question: Question, change: Change, course: Course, computed: Sequence[Computed], shelf: Shelf
) -> bool | None:
    """Return whether the change that a question claims took place, by its direction and by the
    figure it names; None where none is claimed or it can't be told."""
    direction = direction_of(course, shelf)
    if not change.checks or direction is None or change.which_year:
        return None
    right = {
        "rise": direction > 0, "fall": direction < 0, "any": direction != 0, "same": direction == 0,
    }[change.direction]  # fmt: skip
    if not right or not question.numbers:
        return right
    stated: list[tuple[Number, str]] = [(one.value, one.unit) for one in computed]
    facts = (*(fact for _, fact in course.levels), *course.reported)
    stated += [(fact.quantity.value, fact.quantity.unit) for fact in facts]
    for number in question.numbers:
        akin = [value for value, unit in stated if unit == number.unit]
        if not akin:
            return None
        if not any(_agrees(value, number) for value in akin):
            return False
    return True


def _agrees(value: Number, claimed: Quantity) -> bool:
    """Return whether a figure is the claimed one, to as many places as the claim gives."""
    places = len(claimed.text.partition(".")[2].rstrip("%％"))
    return round(Fraction(value), places) == Fraction(claimed.value)
