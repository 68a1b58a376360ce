"""Which of the figures that fit in one place and year are meant: the best, and whatever stands too
close to it to be told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import IN_LABEL, alike, class_of, is_beside, met, names
from retrieval.answering.evidence.same_amounts import restates, share_or_amount
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.plain_first import put_plain_first, stands_behind_label
from retrieval.answering.excluding.unit_verdict import ALSO
from retrieval.answering.excluding.whole_first import put_whole_first
from retrieval.answering.selecting.broader import find_broader
from retrieval.language.fold import fold
from retrieval.language.terms import term_keys
from retrieval.records import Fact

# Two readings nearer than this to each other are both possible.
CLOSE = 0.055


def best_readings(
    group: list[Candidate], year: int | None, shelf: Shelf, asked: Asked
) -> tuple[Candidate, ...]:
    """Return the best of a place and year, with those too close to it, values apart."""
    # The place's own report of that year speaks before another year's report that looks back.
    own = [c for c in group if shelf.by_id[c.fact.report].year == year]
    group = own or group
    # 几起 asks for cases: powers counted by 项 are no second reading where cases are told.
    if asked.unit_class and class_of(group[0].fact) == asked.unit_class:
        named = group[0].fact
        group = [
            c
            for c in group
            if class_of(c.fact) == asked.unit_class or _is_named_alike(c.fact, named, asked, shelf)
        ]
    group = put_plain_first(group, asked, shelf)
    # Of readings about as good, those that name more of the question beside the figure lead.
    group = list(put_whole_first(group, asked, shelf))
    near_top = [c for c in group if group[0].score - c.score <= CLOSE + 0.01]
    most = max(c.tight for c in near_top)
    group = [c for c in near_top if c.tight == most] + [c for c in group if c not in near_top]
    top = _in_prose(group, shelf)
    group = [c for c in group if c is top or not _is_done_by_others(c.fact, top.fact, asked, shelf)]
    best, close = [top], True
    for candidate in group[1:]:
        close = close and top.score - candidate.score <= CLOSE
        if not close and not _is_named_alike(candidate.fact, top.fact, asked, shelf):
            continue
        same = any(share_or_amount(b.fact) == share_or_amount(candidate.fact) for b in best)
        if not same and not restates(candidate.fact, top.fact):
            best.append(candidate)
    best += _other_columns(top, [c for c in group if c not in best], asked, shelf)
    if len(best) == 1:
        best += find_broader(top, asked, shelf)
    return tuple(best)


# Bodies that act on what others hand them: 公安机关立案16件 is none of an office's own 立案.
_OTHER_BODY = re.compile(
    r"^(?:公安|检察|司法|纪检监察)机关|^(?:县|市|区)?(?:检察院|法院|公安局|纪委监委)"
)
# A body of whatever kind (县城管局行政处罚416件 is one body's as well).
_ANY_BODY = re.compile(r"^[县市区镇乡]?[一-鿿]{1,8}?(?:局|委|院|机关|支队|大队)")


def _is_done_by_others(fact: Fact, top: Fact, asked: Asked, shelf: Shelf) -> bool:
    """Return whether a figure is of a body that neither the question nor the place names, where the
    likeliest one is of nobody else."""
    told = _OTHER_BODY.match(fold(fact.label))
    if told is None or _ANY_BODY.match(fold(top.label)):
        return False
    place = shelf.by_id[fact.report].place
    name = told.group()[-4:-2] if told.group().endswith("机关") else told.group()[-3:]
    return name[:2] not in asked.wording and not (place and name[:2] in place.name)


def _is_named_alike(fact: Fact, top: Fact, asked: Asked, shelf: Shelf) -> bool:
    """Return whether two figures have one label before them, which is all that the question names:
    what tells 行政拘留143人 of one campaign from 行政拘留6108人次 of the whole year was not said."""
    label = fold(fact.label)
    if not label or label != fold(top.label):
        return False
    if not all(stands_behind_label(told, shelf) for told in (fact, top)):
        # 19名民警通过考试 goes on about them: these are not all.
        return False
    if class_of(fact) != class_of(top) and (class_of(top), class_of(fact)) not in ALSO:
        return False
    return all(
        names(t, top.label) or met(t, top) >= IN_LABEL for t in asked.terms if not t.is_light
    )


def _other_columns(
    top: Candidate, group: Sequence[Candidate], asked: Asked, shelf: Shelf
) -> list[Candidate]:
    """Return the other figures of a table's row where the question names nothing but the row
    (自然资源几件): which column is meant was not said."""
    if not group or not shelf.is_in_table(top.fact):
        return []
    # Loaded where a table is: no other figure needs what reads reports.
    from retrieval.reading.tables import split_cells

    row = fold(split_cells(shelf.sentence(top.fact).text)[0])
    column = fold(top.fact.label).removeprefix(row)
    keys = term_keys(column)
    content = [t for t in asked.terms if not t.is_light]
    if not keys or any(t.text in column or any(alike(t, key) > 0 for key in keys) for t in content):
        return []
    return [
        c
        for c in group
        if is_beside(c.fact, top.fact)
        and class_of(c.fact) == class_of(top.fact)
        and c.fact.quantity.value != top.fact.quantity.value
    ]


def _in_prose(group: Sequence[Candidate], shelf: Shelf) -> Candidate:
    """Return the best candidate, or the sentence that states the same as the best, a table's cell."""
    top = group[0].fact
    if not shelf.is_in_table(top):
        return group[0]
    return next(
        (
            c
            for c in group
            if c.fact.quantity.value == top.quantity.value
            and (
                c.fact.quantity.unit == top.quantity.unit
                or (class_of(c.fact), class_of(top)) in ALSO
            )
            and group[0].score - c.score <= 2 * CLOSE
            and not shelf.is_in_table(c.fact)
        ),
        group[0],
    )
