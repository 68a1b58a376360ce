"""Figures of one unit that a report lists side by side, in a sentence or in a table's column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from retrieval.answering.evidence.nearness import class_of
from retrieval.answering.evidence.shelf import Shelf
from retrieval.figures.column_heads import bare_name
from retrieval.language.fold import fold
from retrieval.records import Fact

_BREAK = re.compile(r"[。；;！]")
# A list may run on over commas where one of these opens it.
_OPENS = re.compile(r"(?:[:：]|[分看中类]|分类|统计|类型|领域|依次[是为]|主要[有是])[，,:：]?\s*$")
_WHOLE = re.compile(r"合计|总计|小计|共计|总数|累计|^全[县区市镇局街]")


@dataclass(frozen=True, slots=True)
class Group:
    """``facts``, each labelled by its own name; ``total`` is what they are parts of or add up to,
    ``lead`` the wording that opens them."""

    facts: tuple[Fact, ...]
    total: Fact | None
    lead: str

    def rest(self) -> Fraction:
        """Return what the total leaves beside the members, 0 where nothing tells."""
        unit = self.facts[0].quantity.unit
        if self.total is None or self.total.quantity.unit != unit:
            return Fraction(0)
        members = sum((Fraction(f.quantity.value) for f in self.facts), Fraction(0))
        return max(Fraction(self.total.quantity.value) - members, Fraction(0))

    @property
    def opening(self) -> str:
        """What the list as a whole says of its members."""
        return f"{fold(self.total.label) if self.total else ''}，{self.lead}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: ``name`` heads it, ``rows`` heads the names of its rows."""

    group: Group
    rows: str
    name: str


def list_groups(shelf: Shelf, report: str) -> Iterator[Group]:
    """Yield the lists of a report: two members at least, each with a name of its own."""
    facts = shelf.source.facts(report)
    year = shelf.by_id[report].year
    counted = [
        f
        for f in facts
        if (f.kind, f.period) == ("actual", year)
        and not (f.none or f.unclear or f.place)
        and class_of(f) not in {"rate", "rank"}
    ]
    for passage, inside in groupby(counted, lambda f: f.passage):
        own = list(inside)
        if shelf.source.parsed(report).passages[passage].headers:
            yield from (column.group for column in _columns(own, shelf))
            continue
        yield from _parts(own, facts, shelf)
        loose = [f for f in own if f.part_of is None]
        for _, group in groupby(loose, lambda f: f.sentence):
            sentence = list(group)
            for run in _runs(sentence, shelf):
                found = Group(tuple(run), _sum_of(run, own), _lead(run[0], shelf))
                if _are_named(run) and not _is_torn(found, sentence):
                    yield found


def _are_named(facts: Sequence[Fact]) -> bool:
    """Return whether there are two figures at least, each with a name of its own."""
    return (
        len(facts) > 1
        and all(f.label for f in facts)
        and len({f.label for f in facts}) == len(facts)
    )


def _parts(own: Sequence[Fact], facts: Sequence[Fact], shelf: Shelf) -> Iterator[Group]:
    """Yield the parts of each total of a passage, be it over several sentences; where a total is
    shared out twice (by procedure, then by field) those of each sentence are a list of their own."""
    totals = dict.fromkeys(f.part_of for f in own if f.part_of is not None)
    for total in totals:
        whole = facts[total]
        parts = [f for f in own if f.part_of == total and class_of(f) == class_of(whole)]
        lists = [parts]
        if sum(Fraction(f.quantity.value) for f in parts) > Fraction(whole.quantity.value):
            lists = [list(told) for _, told in groupby(parts, lambda f: f.sentence)]
        for told in lists:
            if _are_named(told):
                yield Group(tuple(told), whole, _lead(told[0], shelf))


def table_columns(shelf: Shelf, report: str, year: int | None) -> Iterator[Column]:
    """Yield the columns of a report's tables that hold results of one year, towns apart."""
    facts = [
        f
        for f in shelf.source.facts(report)
        if (f.kind, f.period) == ("actual", year) and not (f.place or f.unclear)
        if class_of(f) != "rank"
    ]
    for passage, inside in groupby(facts, lambda f: f.passage):
        if shelf.source.parsed(report).passages[passage].headers:
            yield from _columns(list(inside), shelf)


def _columns(facts: Sequence[Fact], shelf: Shelf) -> Iterator[Column]:
    """Yield the columns of a table, each figure labelled by its row alone."""
    first = facts[0]
    year = shelf.by_id[first.report].year
    passage = shelf.source.parsed(first.report).passages[first.passage]
    names = [bare_name(header, year) for header in passage.headers]
    # Loaded where a table is: no figure by itself needs what reads reports.
    from retrieval.reading.tables import split_cells

    rows = [fold(split_cells(sentence.text)[0]) for sentence in passage.sentences]
    for name in dict.fromkeys(names[1:]):
        cells = [
            replace(fact, label=row)
            for fact in facts
            if name and (row := fact.label.removesuffix(name)) != fact.label
            # 不合格 ends in 合格, and is no figure of that column.
            if row and rows[fact.sentence].startswith(row) and not _WHOLE.search(row)
        ]
        if len(cells) > 1 and len({f.quantity.unit for f in cells}) == 1:
            yield Column(Group(tuple(cells), None, f"{names[0]}，{name}"), names[0], name)


def _runs(facts: Sequence[Fact], shelf: Shelf) -> Iterator[list[Fact]]:
    """Yield the longest runs of figures of one sentence that are set side by side."""
    run: list[Fact] = []
    for fact in facts:
        if run and not _goes_on(run, fact, shelf):
            yield run
            run = []
        run.append(fact)
    if run:
        yield run


def _goes_on(run: Sequence[Fact], fact: Fact, shelf: Shelf) -> bool:
    last = run[-1]
    if last.quantity.unit != fact.quantity.unit:
        return False
    between = shelf.folded_sentence(fact)[last.quantity.end : fact.quantity.start]
    if _BREAK.search(between):
        return False
    joined = re.match(r"(?:[（(][^）)]*[）)])?[、和及]", between)
    return bool(joined or _OPENS.search(_lead(run[0], shelf)))


def _is_torn(group: Group, sentence: Sequence[Fact]) -> bool:
    """Return whether a list without a total may go on beyond its ends: figures of its unit stand
    beside it in the sentence."""
    if group.total is not None:
        return False
    unit = group.facts[0].quantity.unit
    beside = [f for f in sentence if f.quantity.unit == unit and f not in group.facts]
    return bool(beside) and not _OPENS.search(group.lead)


def _lead(first: Fact, shelf: Shelf) -> str:
    """Return the wording that opens a list: from the break before it to its first name, up to
    the first figure where the names stand together before 分别."""
    text = shelf.folded_sentence(first)[: first.quantity.start]
    text = _BREAK.split(text)[-1]
    if "分别" in text:
        return text
    name = fold(first.label)
    return text[: text.rfind(name)] if name and name in text else text


def _sum_of(run: Sequence[Fact], facts: Sequence[Fact]) -> Fact | None:
    """Return the figure before a list, in its passage, that its members add up to."""
    first, whole = run[0], sum((Fraction(f.quantity.value) for f in run), Fraction(0))
    before = [
        f
        for f in facts
        if (f.sentence, f.quantity.start) < (first.sentence, first.quantity.start)
        and Fraction(f.quantity.value) == whole
        and class_of(f) == class_of(first)
    ]
    return before[-1] if before else None
