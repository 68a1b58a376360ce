"""Rates against the counts beside them: 调解799件，成功706件，成功率88.4%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from retrieval.audit_records import Finding
from retrieval.auditing.arithmetic import is_close, places_of, rounded, show
from retrieval.auditing.page import Page, Statement, is_level
from retrieval.auditing.wording import any_word, tell, word_rows
from retrieval.language.fold import fold
from retrieval.records import Fact

_RATE = "率"


def find_rates(page: Page) -> Iterator[Finding]:
    """Yield rates that no two counts of their sentence come to, though two are named for it."""
    for statement in page.statements:
        if statement.in_table:
            continue
        for position, fact in enumerate(statement.facts):
            if fact.quantity.unit != "%" or fact.kind != "actual" or fact.quantity.approx:
                continue
            counts = [f for f in statement.facts[:position] if is_level(f)]
            named = _named_counts(page, statement, fact, counts)
            if named is None:
                continue
            part, whole = named
            alike = [count for count in counts if count.quantity.unit == whole.quantity.unit]
            if not _is_explained(fact, alike):
                yield _finding(page, statement, fact, part, whole)


def _named_counts(
    page: Page, statement: Statement, rate: Fact, counts: Sequence[Fact]
) -> tuple[Fact, Fact] | None:
    """Return the counts that a rate is named after, the part and its whole, right before it."""
    if len(counts) < 2 or _other_year(page, rate):
        return None
    whole, part = counts[-2:]
    name = fold(rate.label)
    if not name.endswith(_RATE) or any_word("qualifiers").search(name):
        return None
    if part.quantity.unit != whole.quantity.unit or part.quantity.approx or whole.quantity.approx:
        return None
    if any(_other_year(page, fact) or fact.unclear or fact.none for fact in (part, whole)):
        return None
    if Fraction(part.quantity.value) > Fraction(whole.quantity.value):
        return None
    if any_word("qualifiers").search(_own_wording(statement, part)):
        return None
    stem = name.removesuffix(_RATE)
    own, around = _own_wording(statement, part), _own_wording(statement, whole)
    for words, part_words, whole_words in word_rows("rates"):
        if stem.endswith(words):
            fits = part_words in own and whole_words in around
            return (part, whole) if fits else None
    deed, rest = stem[-2:], stem[:-2]
    # 抽检2360批次，不合格52批次，合格率97.8%: the rate is of the others.
    if deed not in own or deed in around or re.search(f"[不未无非没]{deed}", own):
        return None
    # What a rate is of (信访办结率) must be what was counted.
    if rest and not any(rest[at:] in around + own for at in range(len(rest) - 1)):
        return None
    return part, whole


def _own_wording(statement: Statement, fact: Fact) -> str:
    """Return the words between the figure before and this one, and its own label."""
    before = [f.quantity.end for f in statement.facts if f.quantity.end <= fact.quantity.start]
    return statement.text[max(before, default=0) : fact.quantity.start] + fold(fact.label)


def _other_year(page: Page, fact: Fact) -> bool:
    return fact.kind != "actual" or fact.period not in {None, page.report.year}


def _is_explained(rate: Fact, counts: Sequence[Fact]) -> bool:
    """Return whether any two counts, or one and the sum of two, come to the rate."""
    values = [Fraction(fact.quantity.value) for fact in counts]
    told = rate.quantity.value
    for at, part in enumerate(values):
        others = values[:at] + values[at + 1 :]
        wholes = {*others, *(a + b for i, a in enumerate(others) for b in others[i + 1 :])}
        if any(whole and is_close(part * 100 / whole, told) for whole in wholes):
            return True
    return False


def _finding(page: Page, statement: Statement, rate: Fact, part: Fact, whole: Fact) -> Finding:
    value = Fraction(part.quantity.value) / Fraction(whole.quantity.value)
    computed = show(rounded(value * 100, max(1, places_of(rate.quantity.value))))
    told = show(rate.quantity.value)
    return Finding(
        "rate",
        page.report.id,
        tell(
            "rate",
            rate=rate.label,
            told=told,
            part=show(part.quantity.value),
            whole=show(whole.quantity.value),
            unit=whole.quantity.unit,
            computed=computed,
        ),
        page.quote(statement, whole, part, rate),
        f"{show(part.quantity.value)} ÷ {show(whole.quantity.value)} ≈ {computed}% ≠ {told}%",
    )
