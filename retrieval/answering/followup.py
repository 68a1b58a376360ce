"""What a follow-up question leaves out, filled in from the questions before it."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.gazetteer import Gazetteer


def resolve(question: str, context: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return the question with place, year and measure carried over where it leaves them out."""
    return question
