"""The last look at a finished answer, as a stranger would: is everything said also quoted?

An answer passes when every quote is again a slice of the line it names, every value
stands in its quote, and every whole numeral of the text stands in a quote, in the
question, in the cited report's place, year or title, or in a computed value.
"""

from __future__ import annotations

from fractions import Fraction

from retrieval.answering.evidence.shelf import Shelf
from retrieval.errors import ProofError
from retrieval.index.evidence import holds_number, prove_in_line, prove_numerals
from retrieval.records import Answer, Evidence, Value


def prove(answer: Answer, shelf: Shelf) -> None:
    """Raise ProofError when ``answer`` says something that its evidence does not carry."""
    for evidence in (*answer.evidence, *answer.nearest):
        _prove_quote(evidence, shelf)
    if answer.status == "not_found":
        if answer.values or answer.evidence:
            raise ProofError("未找到的回答带着数字")
        return
    if answer.status == "answered" and answer.kind != "smalltalk" and not answer.evidence:
        raise ProofError("回答没有原文")
    for value in answer.values:
        _prove_value(value, answer)
    _prove_numerals(answer)


def _prove_quote(evidence: Evidence, shelf: Shelf) -> None:
    # Read again from what is stored, never from what the answer was made of.
    known = evidence.report in shelf.by_id
    prove_in_line(evidence, shelf.source.line(evidence.report, evidence.line) if known else None)


def _prove_value(value: Value, answer: Answer) -> None:
    if value.derived:
        return
    if value.evidence is None or not 0 <= value.evidence < len(answer.evidence):
        raise ProofError(f"{value.value}{value.unit} 没有原文")
    quote = answer.evidence[value.evidence].quote
    if value.value == "0":
        return
    wanted = _number(value.value)
    if not holds_number(quote, wanted):
        raise ProofError(f"{value.value}{value.unit} 不在引文里")


def _number(text: str) -> Fraction:
    return Fraction(text)


def _prove_numerals(answer: Answer) -> None:
    """Check the numerals of the text against everything that may carry them."""
    if answer.kind == "smalltalk":
        return
    computed = {_number(value.value) for value in answer.values if value.derived}
    years = {Fraction(value.year) for value in answer.values if value.year is not None}
    none = {Fraction(0) for value in answer.values if value.value == "0"}
    known = computed | years | none
    # Quotes first: most numerals stand there, and the rest need not be read then.
    told = [
        *(item.quote for item in answer.evidence),
        answer.question,
        *(f"{item.place} {item.title} {item.year or ''}年" for item in answer.evidence),
    ]
    prove_numerals(
        answer.text, lambda number: number in known or any(holds_number(t, number) for t in told)
    )
