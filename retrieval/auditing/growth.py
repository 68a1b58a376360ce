"""Growth against the two years it is computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from retrieval.audit_records import Finding
from retrieval.auditing.arithmetic import is_close, places_of, rounded, show
from retrieval.auditing.measures import own_key
from retrieval.auditing.page import Page, Statement, merge
from retrieval.auditing.wording import any_word, tell
from retrieval.language.fold import fold
from retrieval.records import Evidence, Fact, Number

_POINTS = "个百分点"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A figure of the year before with its quotes: from the sentence itself or last year's report."""

    fact: Fact
    evidence: tuple[Evidence, ...]
    same_report: bool


def find_growth(page: Page, last: Mapping[str, Earlier]) -> Iterator[Finding]:
    """Yield changes that this year's and last year's figures do not come to.

    ``last`` are the figures of last year's report by measure, for sentences that tell this
    year's only.
    """
    for statement in page.statements:
        if statement.in_table:
            continue
        for change in statement.facts:
            if change.kind == "change" and not change.quantity.approx and not change.unclear:
                found = _check(page, statement, change, last)
                if found is not None:
                    yield found


def _check(
    page: Page, statement: Statement, change: Fact, last: Mapping[str, Earlier]
) -> Finding | None:
    pair = _two_years(page, statement, change)
    now = pair[0] if pair else _figure_before(page, statement, change)
    if now is None:
        return None
    if pair:
        earlier = Earlier(pair[1], page.quote(statement, pair[1]), True)
    else:
        key = own_key(page, statement, now)
        found = last.get(key) if key else None
        if found is None or found.fact.quantity.unit != now.quantity.unit:
            return None
        earlier = found
    return _compare(page, statement, change, now, earlier)


def _figure_before(page: Page, statement: Statement, change: Fact) -> Fact | None:
    """Return this year's figure right before a change, with only words of comparison between."""
    before = [f for f in statement.facts if f.quantity.end <= change.quantity.start]
    if not before or not _is_now(page, before[-1]):
        return None
    between = statement.text[before[-1].quantity.end : change.quantity.start]
    return before[-1] if _only_compares(between) else None


def _two_years(page: Page, statement: Statement, change: Fact) -> tuple[Fact, Fact] | None:
    """Return this year's and last year's figure, told right before a change."""
    before = [f for f in statement.facts if f.quantity.end <= change.quantity.start]
    if len(before) < 2 or before[-1].quantity.unit != before[-2].quantity.unit:
        return None
    one, other = before[-2:]
    if not _only_compares(statement.text[other.quantity.end : change.quantity.start]):
        return None
    for now, then in ((one, other), (other, one)):
        if _is_now(page, now) and _is_then(page, then) and not now.place and not then.place:
            return (now, then) if _same_measure(now, then) else None
    return None


def _same_measure(now: Fact, then: Fact) -> bool:
    """Return whether the two figures go by one name: one of them has no other of its own."""
    return now.measure == then.measure or not now.label or not then.label


def _is_now(page: Page, fact: Fact) -> bool:
    return _is_exact(fact) and fact.kind == "actual" and fact.period == page.report.year


def _is_then(page: Page, fact: Fact) -> bool:
    year = page.report.year
    return (
        _is_exact(fact)
        and fact.kind in {"actual", "base"}
        and year is not None
        and fact.period == year - 1
    )


def _is_exact(fact: Fact) -> bool:
    return not (fact.quantity.approx or fact.none or fact.unclear)


def _only_compares(between: str) -> bool:
    """Return whether words say nothing but that two years are compared (，同比, ，比上年)."""
    rest = any_word("compares").sub("", between)
    rest = any_word("up").sub("", any_word("down").sub("", rest))
    return not rest.strip("，,了约 ")


def _compare(
    page: Page, statement: Statement, change: Fact, now: Fact, earlier: Earlier
) -> Finding | None:
    sign = _direction(statement, change)
    new, old = Fraction(now.quantity.value), Fraction(earlier.fact.quantity.value)
    unit, told = change.quantity.unit, change.quantity.value
    if not sign or not old:
        return None
    is_rate = now.quantity.unit == "%"
    if unit == "%" and not is_rate:
        value = (new - old) * 100 / old
        if is_close(value * sign, told):
            return None
        places = max(1, places_of(told))
        computed = Fraction(rounded(value, places))
        text = f"({show(now.quantity.value)} − {show(earlier.fact.quantity.value)}) ÷ {show(earlier.fact.quantity.value)}"
        computation = f"{text} ≈ {_signed(computed)}% ≠ {_signed(Fraction(told) * sign)}%"
        key, amount = "growth_rate", f"{show(abs(computed))}%"
        went = ("up", "down")
    elif (unit == now.quantity.unit and not is_rate) or (unit == _POINTS and is_rate):
        value = new - old
        if value * sign == Fraction(told):
            return None
        if unit == _POINTS and is_close(value * sign, told):
            return None
        computed = value
        text = f"{show(now.quantity.value)} − {show(earlier.fact.quantity.value)}"
        computation = f"{text} = {_signed(value)} ≠ {_signed(Fraction(told) * sign)}"
        key, amount = "growth_by", f"{show(abs(value))}{unit}"
        went = ("more", "less")
    else:
        return None
    return Finding(
        "growth",
        page.report.id,
        _message(statement, change, now, earlier, key, went, computed, amount),
        merge((*page.quote(statement, now, change), *earlier.evidence)),
        computation,
        "certain" if earlier.same_report else "possible",
    )


def _message(
    statement: Statement,
    change: Fact,
    now: Fact,
    earlier: Earlier,
    key: str,
    went: tuple[str, str],
    computed: Fraction,
    amount: str,
) -> str:
    slots = {
        "told": _told(statement, change),
        "last": show(earlier.fact.quantity.value),
        "now": show(now.quantity.value),
        "unit": now.quantity.unit,
        "computed": _went(went, computed, amount),
    }
    return tell("growth_rate", **slots) if key == "growth_rate" else tell("growth_by", **slots)


def _went(went: tuple[str, str], computed: Fraction, amount: str) -> str:
    if not computed:
        return tell("same")
    if went == ("up", "down"):
        return tell("up", amount=amount) if computed > 0 else tell("down", amount=amount)
    return tell("more", amount=amount) if computed > 0 else tell("less", amount=amount)


def _told(statement: Statement, change: Fact) -> str:
    word = _direction_word(statement, change)
    return f"“{word}{change.quantity.text}”"


def _direction(statement: Statement, change: Fact) -> int:
    word = _direction_word(statement, change)
    if any_word("down").search(word):
        return -1
    return 1 if any_word("up").search(word) else 0


def _direction_word(statement: Statement, change: Fact) -> str:
    """Return the word of growth right before a change, empty where none stands there."""
    left = fold(statement.text[: change.quantity.start]).rstrip("了约 ")
    for key in ("down", "up"):
        for match in any_word(key).finditer(left):
            if match.end() == len(left):
                return match.group()
    return ""


def _signed(value: Number) -> str:
    return f"−{show(-value)}" if value < 0 else show(value)
