"""Which of the figures that fit in one place and year are meant: the best, and whatever stands too
close to it to be told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    alike,
    class_of,
    is_beside,
    kind_of,
    label_keys,
    met,
    names,
)
from retrieval.answering.evidence.same_amounts import restates, share_or_amount
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.plain_first import (
    DONE_WITH,
    put_plain_first,
    stands_behind_label,
)
from retrieval.answering.excluding.plainly_asked import plain_word
from retrieval.answering.excluding.unit_verdict import ALSO
from retrieval.answering.excluding.whole_first import put_whole_first
from retrieval.answering.selecting.broader import find_broader
from retrieval.language.fold import fold
from retrieval.language.terms import term_keys
from retrieval.records import Fact

# Two readings nearer than this to each other are both possible.
CLOSE = 0.055
# Of figures that all say what a plain question does none may be left out for being worse by less.
_FAR_BEHIND = 0.31
# What is told of all kinds is no one of several.
_ALL = re.compile(r"各类|各种|全部|总[计数量]|合计")
_RATE = ("率", "度")
_SUM = re.compile(r"^(?:合计|总计|小计)")
_OF_WHICH, _MONEY = "其中", "money"


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
    best += _likewise_plain(best, group, asked, shelf)
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
    label = _without_sum(fact)
    if not label or label != _without_sum(top):
        return False
    if not all(shelf.is_in_table(t) or stands_behind_label(t, shelf) for t in (fact, top)):
        # 19名民警通过考试 goes on about them: these are not all.
        return False
    if class_of(fact) != class_of(top) and (class_of(top), class_of(fact)) not in ALSO:
        return False
    if label != fold(top.label):
        # A table's sum goes with what the text tells by the same name, whatever the question calls it.
        return not fact.topic
    return all(
        names(t, top.label) or met(t, top) >= IN_LABEL for t in asked.terms if not t.is_light
    )


def _without_sum(fact: Fact) -> str:
    """Return the name of a figure without the 合计 that a table's last row begins with."""
    return _SUM.sub("", fold(fact.label))


def _likewise_plain(
    best: Sequence[Candidate], group: Sequence[Candidate], asked: Asked, shelf: Shelf
) -> list[Candidate]:
    """Return the other figures that say all that a plain question does (检查多少: 执法检查2次, and
    检查经营主体1243家次): which of them is meant was not said, however much more each tells."""
    word, top = plain_word(asked), best[0].fact
    if not word or top.kind != "actual" or not _says_by_itself(top, word):
        return []
    # A table's sum is no more of a whole than what the text tells, and no rate is one of everything.
    whole = not (shelf.is_in_table(top) or class_of(top) == "rate")
    if whole and _ALL.search(top.label):
        return []
    bare = whole and fold(top.label) == word
    term = next(t for t in asked.terms if not t.is_light)
    # 矛盾纠纷 are all of them, 医患纠纷 are some.
    by_full_name = term.kind == "thing" and term.key != term.text
    all_of_them = by_full_name and term.key in label_keys(top)
    added: list[Candidate] = []
    for candidate in group:
        fact = candidate.fact
        if candidate in best or best[0].score - candidate.score > _FAR_BEHIND:
            continue
        if not _says_by_itself(fact, word) or fact.kind != top.kind:
            continue
        if all_of_them and term.key not in label_keys(fact):
            continue
        # 立案412件 is all of it, 核查后立案97件 some; 培训210人次 is no number of times.
        alike_counted = class_of(fact) == class_of(top)
        some = (bare and alike_counted) or _is_some_of(fact, top, shelf)
        # 平台受理问题29.8万件，立案…件 is of those, a table's sum of all.
        some = some or (shelf.is_in_table(top) and bool(fact.topic))
        # 赔了多少 asks for money where there is some.
        some = some or (not alike_counted and _MONEY in {class_of(fact), class_of(top)})
        known = [b.fact.quantity.value for b in (*best, *added)]
        if not some and fact.quantity.value not in known and not restates(fact, top):
            added.append(candidate)
    return added


def _acts(fact: Fact) -> list[str]:
    return [k for k in label_keys(fact) if kind_of(k) == "action" and k not in DONE_WITH]


def _is_some_of(fact: Fact, top: Fact, shelf: Shelf) -> bool:
    """Return whether a figure is told as one of some of those that the best one counts before it."""
    if shelf.is_in_table(fact) and not shelf.is_in_table(top):
        # A column is told beside its own row, not beside the whole of the text.
        return True
    if class_of(fact) == "person" and _acts(fact) and not _acts(top):
        # 辞退协管员9人 are none of those there are.
        return True
    if not is_beside(fact, top):
        return False
    between = shelf.folded_sentence(fact)[top.quantity.end : fact.quantity.start]
    return _OF_WHICH in between


def _says_by_itself(fact: Fact, word: str) -> bool:
    """Return whether a figure has a word in its own wording, is no part of another, and tells nothing
    that came of what another counts."""
    # A rate is told beside what it is a rate of, and no part of it.
    apart = fact.part_of is None or word.endswith(_RATE)
    return word in fold(fact.label) and apart and not fact.place and not fact.none


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
