"""Results that are told in the words of a target: 力争群众满意率达到95% in the part on what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.audit_records import Finding
from retrieval.auditing.page import Page, Statement
from retrieval.auditing.wording import any_word, tell
from retrieval.language.wording import load_wording
from retrieval.records import Fact

_RESULTS = {"review"}
_CLAUSE = re.compile(r"[。；;：:，,]")


def find_targets(page: Page) -> Iterator[Finding]:
    """Yield sentences on the report's own year that say of a figure only that it was aimed at."""
    for statement in page.statements:
        if statement.role not in _RESULTS or statement.in_table:
            continue
        for fact in statement.facts:
            word = _target_word(page, statement, fact)
            if word:
                amount = fact.quantity.text
                yield Finding(
                    "target",
                    page.report.id,
                    tell("target", word=word, amount=f"“{amount}”"),
                    page.quote(statement, fact),
                    confidence="possible",
                )
                break


def _target_word(page: Page, statement: Statement, fact: Fact) -> str:
    """Return the word that makes a figure a target, empty where it is none, or one rightly told."""
    if fact.kind != "target" or fact.none:
        return ""
    if fact.period not in {None, page.report.year} or load_wording().next_year.search(
        statement.text
    ):
        return ""
    left = _CLAUSE.split(statement.text[: fact.quantity.start])[-1]
    words = [match.group() for match in any_word("target").finditer(left)]
    if not words or any_word("reached").search(statement.text):
        return ""
    return words[-1]
