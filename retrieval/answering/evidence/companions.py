"""Amounts that count one thing in two units side by side (49批52人次): they are told together."""

from __future__ import annotations

from retrieval.answering.evidence.shelf import Shelf
from retrieval.records import Fact


def companions(shelf: Shelf, fact: Fact) -> list[Fact]:
    """Return the amounts that count the same thing in another unit right beside."""
    return [
        other
        for other in shelf.source.fact_table.beside(fact)
        if other.quantity.start == fact.quantity.end or other.quantity.end == fact.quantity.start
    ]
