"""Whether a question asks what a sum or a size is for: the sentence that holds it tells, not its name."""

from __future__ import annotations

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of


def asks_purpose(question: Question) -> bool:
    """Return whether it is asked what a figure of the question is for (20万元花在哪, 5800㎡是什么的面积)."""
    return bool(question.numbers) and (
        pattern_of("meaning", "purpose").search(question.folded) is not None
    )
