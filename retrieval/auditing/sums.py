"""Parts against their total: lists behind 其中 or in brackets, and the total row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from retrieval.audit_records import Finding, SumThatHolds
from retrieval.auditing.arithmetic import show
from retrieval.auditing.page import Page, Statement
from retrieval.auditing.wording import any_word, tell, word_rows, words
from retrieval.language.wording import load_wording
from retrieval.records import Fact

_ENDS = re.compile(r"[。;；!！?？]")
_STOPS = re.compile(r"[。；;，,、：:]")
_COMMA = re.compile(r"[，,]")
_LINKS = re.compile(r"[、，,和与及\s]|以及")
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class PartList:
    """A total with the parts listed behind it; ``names`` are the parts' own wordings.

    ``others`` are earlier figures that the parts may be of as well. A list is ``announced`` by
    其中 or brackets; one that is not is a list by what its names mean alone.
    """

    statement: Statement
    total: Fact
    parts: tuple[Fact, ...]
    names: tuple[str, ...]
    others: tuple[Fact, ...]
    announced: bool = True

    @property
    def sum(self) -> Fraction:
        """Return what the parts come to."""
        return total_of(self.parts)

    @property
    def computation(self) -> str:
        """Return the sum written out, with the total where it is another."""
        left = " + ".join(show(part.quantity.value) for part in self.parts)
        told = show(self.total.quantity.value)
        text = f"{left} = {show(self.sum)}"
        return text if self.holds else f"{text} ≠ {told}"

    @property
    def holds(self) -> bool:
        """Return whether the parts add up."""
        return self.sum == Fraction(self.total.quantity.value)


def total_of(facts: Sequence[Fact]) -> Fraction:
    """Return the sum of figures, exactly."""
    return sum((Fraction(fact.quantity.value) for fact in facts), Fraction(0))


def find_sums(page: Page) -> Iterator[Finding]:
    """Yield lists whose parts cannot be those of their total."""
    for parts in part_lists(page):
        if parts.holds or _may_be_of_another(parts) or _has_more(parts.statement.text):
            continue
        unit = parts.total.quantity.unit
        total = Fraction(parts.total.quantity.value)
        exhaustive = parts.names[-1].startswith(words("rest"))
        if parts.sum > total and (exhaustive or exclude_each_other(parts.names)):
            key = "sum_over"
        elif exhaustive:
            key = "sum_short"
        else:
            continue
        slots = {"sum": show(parts.sum), "total": show(total), "unit": unit}
        message = tell("sum_over", **slots) if key == "sum_over" else tell("sum_short", **slots)
        yield Finding(
            "sum",
            page.report.id,
            message,
            page.quote(parts.statement, parts.total, *parts.parts),
            parts.computation,
            "certain" if parts.announced else "possible",
        )


def sums_that_hold(page: Page) -> tuple[SumThatHolds, ...]:
    """Return the lists whose parts add up to their total."""
    return tuple(
        SumThatHolds(parts.computation, page.quote(parts.statement, parts.total, *parts.parts))
        for parts in part_lists(page)
        if parts.holds
    )


def part_lists(page: Page) -> Iterator[PartList]:
    """Yield the lists of two or more exact parts, of one unit with a figure right before them."""
    before: Statement | None = None
    for statement in page.statements:
        if not statement.in_table:
            for start, end in _lists_in(statement.text):
                found = _read_list(statement, before, start, end)
                if found is not None:
                    yield found
            yield from _bare_lists(statement)
        before = statement


def _bare_lists(statement: Statement) -> Iterator[PartList]:
    """Yield totals with parts right behind them that exclude each other by their names alone:
    吸毒人员19人，社区康复6人，社区戒毒13人."""
    levels = [fact for fact in statement.facts if not fact.none]
    for position, total in enumerate(levels):
        start = total.quantity.end
        behind = levels[position + 1 :]
        if not _COMMA.match(statement.text, start) or total.quantity.approx or not _counts(total):
            continue
        parts, names = _take_parts(statement.text, behind, start + 1)
        alike = [part.quantity.unit == total.quantity.unit for part in parts]
        if len(parts) < _FEWEST or not all(alike) or any(part.quantity.approx for part in parts):
            continue
        if any_word("opens").search(names[0]):
            continue
        own = _STOPS.split(statement.text[: total.quantity.start])[-1]
        # A total that is of the set itself (驳回7件，撤销4件) is one part among others.
        if names_one_set(names) and not names_one_set([own, *names]):
            yield PartList(statement, total, tuple(parts), tuple(names), (), announced=False)


def _has_more(text: str) -> bool:
    """Return whether a sentence tells of cases that came over from the year before: parts may
    then be more than the year's own."""
    return load_wording().carried.search(text) is not None


def _lists_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lists of parts begin and end: behind 其中, and in brackets."""
    for match in any_word("opens").finditer(text):
        closing = _ENDS.search(text, match.end())
        end = closing.start() if closing else len(text)
        bracket = text.find("）", match.end(), end)
        if bracket >= 0 and "（" not in text[match.end() : bracket]:
            end = bracket
        yield match.end(), end
    for match in re.finditer(r"[（(]([^（()）]*)[）)]", text):
        if not any_word("opens").match(match[1]):
            yield match.span(1)


def _read_list(
    statement: Statement, before: Statement | None, start: int, end: int
) -> PartList | None:
    levels = [f for f in statement.facts if not f.none]
    # 审结351件（含上年结转22件），其中…: what stands in brackets is an aside.
    earlier = [
        fact
        for fact in levels
        if fact.quantity.end <= start and not _is_aside(statement.text, fact.quantity.start, start)
    ]
    inside = [
        fact
        for fact in levels
        if start <= fact.quantity.start
        and fact.quantity.end <= end
        and not _in_brackets(statement.text, start, fact.quantity.start)
    ]
    parts, names = _take_parts(statement.text, inside, start)
    if len(parts) < _FEWEST:
        return None
    unit = parts[0].quantity.unit
    totals = [fact for fact in earlier if fact.quantity.unit == unit and _counts(fact)]
    # What stands between a total and its list is said of the total: nothing in its unit.
    if not totals or totals[-1].quantity.approx or any(part.quantity.approx for part in parts):
        return None
    others = (*totals[:-1], *(before.levels(unit) if before else ()))
    return PartList(statement, totals[-1], tuple(parts), tuple(names), tuple(others))


def _take_parts(text: str, facts: Sequence[Fact], start: int) -> tuple[list[Fact], list[str]]:
    """Return the figures of a list, each behind its name, up to where the list ends."""
    parts: list[Fact] = []
    names: list[str] = []
    position = start
    by_comma: bool | None = None
    for fact in facts:
        between = text[position : fact.quantity.start]
        name = _LINKS.sub("", between).lstrip("：:")
        if parts and fact.quantity.unit != parts[0].quantity.unit:
            break
        if not _counts(fact) or not name or any_word("total").search(name):
            break
        if parts:
            comma = _COMMA.match(between.lstrip()) is not None
            by_comma = comma if by_comma is None else by_comma
            # A list set apart by 、 is over at the first comma.
            if by_comma is False and _COMMA.search(between):
                break
            if by_comma and len(_COMMA.findall(between)) > 1:
                break
        elif _COMMA.search(between.strip("，, ：:")):
            break
        parts.append(fact)
        names.append(name)
        position = fact.quantity.end
        if name.startswith(words("rest")):
            break
    return parts, names


def _counts(fact: Fact) -> bool:
    return fact.kind == "actual" and not fact.none and not fact.unclear


def _in_brackets(text: str, start: int, position: int) -> bool:
    stretch = text[start:position]
    return stretch.count("（") + stretch.count("(") > stretch.count("）") + stretch.count(")")


def _is_aside(text: str, position: int, start: int) -> bool:
    """Return whether a figure stands in brackets that are closed before ``start``."""
    opened = max(text.rfind("（", 0, position), text.rfind("(", 0, position))
    closed = max(text.rfind("）", 0, position), text.rfind(")", 0, position))
    return opened > closed and re.search(r"[）)]", text[position:start]) is not None


def _may_be_of_another(parts: PartList) -> bool:
    """Return whether earlier figures, or two of them together, are what the parts add up to."""
    values = [Fraction(fact.quantity.value) for fact in (*parts.others, parts.total)]
    pairs = (one + other for at, one in enumerate(values) for other in values[at + 1 :])
    return parts.sum in {*values, *pairs, sum(values, Fraction(0))}


def exclude_each_other(names: Sequence[str]) -> bool:
    """Return whether a case can be only one of the things named."""
    if len(set(names)) != len(names):
        return False
    if any(all(name.endswith(ending) for name in names) for ending in words("alike")):
        return True
    return names_one_set(names)


def names_one_set(names: Sequence[str]) -> bool:
    """Return whether each name has a word of its own out of one set of words."""
    return any(_each_has_its_own(names, row) for row in word_rows("sets"))


def _each_has_its_own(names: Sequence[str], row: Sequence[str]) -> bool:
    longest = sorted(row, key=len, reverse=True)
    met = [next((word for word in longest if word in name), "") for name in names]
    return all(met) and len(set(met)) == len(met)
