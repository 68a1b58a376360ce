"""Keywords that ask for a number without 多少 (执法人员数, 公证办理量): a line without one is no answer."""

from __future__ import annotations

import re

from retrieval.answering.asking.question import Question
from retrieval.language.fold import fold
from retrieval.records import Answer

# 多数, 参数 and 质量 count nothing.
_COUNT = re.compile(
    r"(?:(?<=[一-鿿]{2})(?<![多少参无])数|数量|总数|数目|总额|(?<=[一-鿿]{2})(?<![质力流容胆度产])量)[?？。]*$"
)
_CLAUSE_END = re.compile(r"[，,；;。：:]")
_NUMBER = re.compile(r"[\d零一二两三四五六七八九十百千万]+[余多]?[一-鿿]")


def lacks_count(question: Question, answer: Answer) -> bool:
    """Return whether keywords ask for a number, and no clause of the quotes that has a word of theirs
    has one."""
    if answer.status != "answered" or not _COUNT.search(question.folded):
        return False
    clauses = [c for e in answer.evidence for c in _CLAUSE_END.split(fold(e.quote))]
    words = [term.text.rstrip("数量") for term in question.content if len(term.text) > 1]
    return not any(
        word in clause and _NUMBER.search(clause, clause.find(word))
        for clause in clauses
        for word in words
    )
