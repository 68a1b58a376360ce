"""A claim of all held against what a report tells of the rest: 不合格7卷, 除2个外, 剩余1项顺延."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.statements import find_statements, met_in, surfaces
from retrieval.answering.yesno.affirmed import MET
from retrieval.answering.yesno.claim import Claim
from retrieval.answering.yesno.clauses import Finding, is_settled_text
from retrieval.figures.clauses import split_clauses
from retrieval.language.fold import fold
from retrieval.language.terms import Term
from retrieval.language.wording import alternation

_DENIED = r"(?:尚未|未能|没有|不|未|没)"
_COUNT = r"[1-9]\d*"


def find_exception(claim: Claim, scope: Scope, shelf: Shelf) -> Finding | None:
    """Return the clause that tells of some of which it is not so, or that it is so of all without
    exception; None where no sentence that names the subject does, or where two disagree."""
    found = [
        finding
        for report in scope.reports
        if not scope.years or report.year in scope.years
        for finding in _in_report(claim, report.id, shelf)
    ]
    if not found or len({f.report for f in found}) > 1 or len({f.holds for f in found}) > 1:
        return None
    return found[0]


def _in_report(claim: Claim, report: str, shelf: Shelf) -> Iterator[Finding]:
    parsed = shelf.source.parsed(report)
    subject = [t for t in claim.subject if not t.is_light]
    if not subject:
        return
    for passage in parsed.passages:
        for number, sentence in enumerate(passage.sentences):
            text = fold(sentence.text)
            told = list(_told(claim, text))
            if not told or not all(met_in(t, text) >= MET for t in subject):
                continue
            if is_settled_text(shelf, report, passage.index, number):
                start, end, holds = told[0]
                if claim.pinned is None or claim.pinned.text in text:
                    yield Finding(report, passage.index, number, start, end, holds, 1.0)


def _told(claim: Claim, text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where the sentence tells how far the predicate holds, as ``(start, end, holds)``."""
    deed = alternation(_words(claim.predicate))
    exceptions = (
        rf"{_DENIED}{deed}[^，。；、\d]{{0,3}}{_COUNT}",
        rf"{_COUNT}[^，。；、\d]{{1,3}}{_DENIED}{deed}",
        rf"除[^，。；]{{2,24}}外[，]?[^。；]{{0,12}}{deed}",
    )
    for pattern in exceptions:
        for match in re.finditer(pattern, text):
            yield *_clauses_of(text, match.start(), match.end()), False
    if pattern_of("yesno", "achieved").search(claim.predicate[-1].text):
        for match in pattern_of("yesno", "left_over").finditer(text):
            start, end = _clauses_of(text, match.start(), match.end())
            if pattern_of("yesno", "called_off").search(text[start:end]):
                yield start, end, False
    whole = alternation(tuple(w for w in words_of("yesno", "all") if len(w) < 3))
    for match in re.finditer(rf"{whole}(?:已)?{deed}", text):
        start, end = _clauses_of(text, match.start(), match.end())
        if all(met_in(t, text[start:end]) >= MET for t in claim.subject):
            yield start, end, True


def _words(predicate: Sequence[Term]) -> tuple[str, ...]:
    """Return the words that say the predicate, without what only says that it is over (破了)."""
    term = predicate[-1]
    bare = term.text.rstrip("了过的")
    return tuple(dict.fromkeys(filter(None, (bare, *surfaces(term)))))


def _clauses_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the outer edges of the clauses that ``[start, end)`` reaches over."""
    reached = [
        c for c in split_clauses(text) if c.parent is None and c.start < end and start < c.end
    ]
    return min((c.start for c in reached), default=start), max(
        (c.end for c in reached), default=end
    )


def find_remainder(claim: Claim, scope: Scope, shelf: Shelf) -> Finding | None:
    """Return the clause that tells of some of which it is not so (其余1件正在审理, 有5个没有…)."""
    content = [t for t in claim.terms if not t.is_light]
    for statement in find_statements(content, scope, shelf, most=20, predicate_decides=True):
        if not is_settled_text(shelf, statement.report, statement.passage, statement.sentence):
            continue
        parsed = shelf.source.parsed(statement.report)
        text = fold(parsed.passages[statement.passage].sentences[statement.sentence].text)
        if not all(met_in(t, text) >= MET for t in content):
            continue
        for clause in split_clauses(text):
            if clause.start >= statement.start and _is_remainder(clause.text):
                return Finding(
                    statement.report, statement.passage, statement.sentence,
                    statement.start, clause.end, False, statement.score,
                )  # fmt: skip
    return None


def _is_remainder(clause: str) -> bool:
    counted = re.search(r"[1-9]\d*\s*[^\d\s]{1,3}", clause)
    if counted is None or not (re.search(r"^\s*(?:另|其余|剩余|尚有|还有|仍有|其他|\d)", clause)):
        return False
    tail = clause[counted.start() :]
    return pattern_of("yesno", "remaining").search(tail) is not None
