"""Names and figures set out side by side: `A、B、C分别为x、y、z`, `依次为`.

Sides of one length are aligned. Where they differ nobody can tell which figure is whose:
every figure is then marked unclear and carries all the names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.figures.clauses import Clause
from retrieval.figures.series_again import find_repeated
from retrieval.language.quantities import find_quantities
from retrieval.records import Quantity

_MARK = re.compile(r"分别|依次")
# 参与群众, 涉及金额: a joiner that is part of a word joins nothing.
_JOINER = re.compile(r"、|以及|和|(?<!参)与|(?<![涉普])及(?!时)")
_BARE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?=\s*(?:[、，,和及]|$))")
_BETWEEN = re.compile(
    r"^\s*(?:[、和及与]|以及)?\s*(?:(?:同比|环比)?(?:增长|下降|增加|减少|上升|提高|降低)?(?:了|约|近)?)?\s*$"
)
_SUBJECT = re.compile(r"^(?:截至[^，,]{0,12}|全年|今年|其中|我?[街镇县区市]道?|全[省市区县镇街])+")


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of a sentence that belong together: position of a quantity → its name.

    ``names`` is empty for a series whose sides differ; ``all_names`` always holds all.
    """

    members: tuple[Quantity, ...]
    names: tuple[str, ...]
    all_names: tuple[str, ...]
    lead: str

    @property
    def is_clear(self) -> bool:
        """True where each figure has its name."""
        return bool(self.names)


def find_series(
    text: str, clauses: tuple[Clause, ...], quantities: tuple[Quantity, ...]
) -> tuple[Series, ...]:
    """Return the series of a sentence (folded ``text``), in order."""
    found: list[Series] = []
    for number, clause in enumerate(clauses):
        mark = _MARK.search(clause.text)
        if mark is None:
            continue
        if (again := find_repeated(clauses, number, quantities)) is not None:
            found.append(Series(again.members, again.names, again.all_names, again.lead))
            continue
        at = clause.start + mark.end()
        names = _split_names(clause.text[: mark.start()])
        if carried := _carried(text, clauses, number, names, found, quantities):
            found.append(carried)
            continue
        if len(names) < 2 and number > 0 and clauses[number - 1].end < clause.start:
            names = _split_names(clauses[number - 1].text + clause.text[: mark.start()])
        run = _run_after(text, at, quantities)
        if len(names) < 2 or len(run) + _bare_count(text, run) < 2:
            continue
        found.append(_align(text, at, names, run))
        found.extend(_following_runs(text, clauses[number + 1 :], names, quantities))
    return tuple(found)


def _split_names(left: str) -> list[str]:
    """Return the names before 分别; a head that all share stays with the last one."""
    left = _SUBJECT.sub("", left.strip())
    return [part.strip() for part in _JOINER.split(left) if part.strip()]


def _carried(
    text: str,
    clauses: tuple[Clause, ...],
    number: int,
    names: list[str],
    found: list[Series],
    quantities: tuple[Quantity, ...],
) -> Series | None:
    """Return the figures of a clause that says with 分别 how many more there were of one thing
    (甲镇、乙镇分别举办讲座46场、38场，参与群众分别为5200人次、4100人次): the names are those of the
    clause right before."""
    if len(names) != 1 or not found or number == 0:
        return None
    last, before = found[-1], clauses[number - 1]
    if not last.names or not before.start <= last.members[0].start < before.end:
        return None
    run = _run_after(text, clauses[number].start, quantities)
    if len(run) != len(last.names) or _bare_count(text, run):
        return None
    return Series(tuple(run), last.names, last.all_names, names[0])


def _run_after(text: str, at: int, quantities: tuple[Quantity, ...]) -> list[Quantity]:
    """Return the amounts after position ``at`` that follow each other with only 、 between."""
    run: list[Quantity] = []
    position = at
    for quantity in quantities:
        if quantity.start < at:
            continue
        between = _BARE.sub("", text[position : quantity.start])
        if run:
            if not re.fullmatch(r"[\s、和及与,，]*(?:以及)?\s*", between) or (
                "，" in between and not _only_values(text, run, quantity)
            ):
                break
        elif len(between) > 8:
            break
        run.append(quantity)
        position = quantity.end
    return run


def _only_values(text: str, run: list[Quantity], quantity: Quantity) -> bool:
    # 分别为186件，170件: a comma between bare amounts still lists.
    return text[run[-1].end : quantity.start].strip() in {"，", ","}


def _bare_count(text: str, run: list[Quantity]) -> int:
    if not run:
        return 0
    inside = text[run[0].start : run[-1].end]
    for quantity in run:
        inside = inside.replace(quantity.text, " ", 1)
    return len(re.findall(r"\d+(?:\.\d+)?", inside))


def _align(text: str, at: int, names: list[str], run: list[Quantity]) -> Series:
    lead = text[at : run[0].start] if run else ""
    aligned = len(run) == len(names) and not _bare_count(text, run)
    named = tuple(_complete(names)) if aligned else ()
    return Series(tuple(run), named, tuple(names), lead)


def _complete(names: list[str]) -> list[str]:
    """Give the shared head of `受理、审结行政复议案件` and the shared beginning of
    `限上批发、限上零售、社零总额` to each name that lacks it, where it is plain."""
    last = names[-1]
    first = names[0]
    if all(len(name) <= 3 for name in names[:-1]) and len(last) > 4:
        head = last[len(names[-2]) :]
        return [name + head for name in names[:-1]] + [last]
    if len(first) > 4 and all(len(name) <= 3 for name in names[1:]):
        stem = first[: -len(names[1])]
        return [first] + [stem + name for name in names[1:]]
    return names


def _following_runs(
    text: str, clauses: tuple[Clause, ...], names: list[str], quantities: tuple[Quantity, ...]
) -> list[Series]:
    """Return runs in the clauses right after that list figures for the same names again."""
    found = []
    for clause in clauses:
        first = find_quantities(clause.text)
        if not first or not _BETWEEN.match(clause.text[: first[0].start]):
            break
        run = _run_after(text, clause.start, quantities)
        if len(run) < 2:
            break
        found.append(_align(text, clause.start, names, run))
    return found
