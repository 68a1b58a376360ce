"""A last look at figures: the sentence that alone speaks of what a question names.

Where a question names something of which one sentence of the reports speaks and no other (a
campaign, a firm, a named team), that sentence is what is asked about. It may then answer although
the question has a word that no report has (警保联控投了多少安保人员), if it counts one thing only in
the unit asked for and all else that is asked is met.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.asking.runs import is_done
from retrieval.answering.evidence.nearness import class_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.everyday import is_official
from retrieval.language.terms import DENIED, Term

# What a question says may be foreign to the reports by no more than this share of its characters.
_MOST_FOREIGN = 0.4
# A name is no anchor unless it says at least this much.
_LEAST_ANCHOR = 3
# Of more reports than this at once no sentence is looked up.
_FEW_REPORTS = 12
_TURNS = ("不", "未", "无", "没", "非")


def put_foreign_aside(asked: Asked, scope: Scope, shelf: Shelf) -> tuple[Asked, str] | None:
    """Return what is asked without words that no report in scope has, and the anchor that is left:
    the longest word that one sentence alone has. None where there is no such word or no anchor.

    What is counted, rates and qualities are never put aside, nor is what is denied.
    """
    if not asked.unit_class or len(scope.reports) > _FEW_REPORTS:
        return None
    content = [t for t in asked.terms if not t.is_light]
    texts = [shelf.folded_text(report.id) for report in scope.reports]
    foreign = [t for t in content if _is_foreign(t, asked, texts)]
    size = sum(len(t.text) for t in content)
    if not foreign or sum(len(t.text) for t in foreign) > _MOST_FOREIGN * size:
        return None
    kept = tuple(t for t in asked.terms if t not in foreign)
    sentences = [s for report in scope.reports for s in shelf.folded_sentences(report.id)]
    anchors = [
        t.text
        for t in kept
        if t.kind == "word"
        and len(t.text) >= _LEAST_ANCHOR
        and sum(t.text in sentence for sentence in sentences) == 1
    ]
    if not anchors:
        return None
    beside = tuple(t for t in asked.beside if t in kept)
    return replace(asked, terms=kept, beside=beside), max(anchors, key=len)


def _is_foreign(term: Term, asked: Asked, texts: Sequence[str]) -> bool:
    if term.kind != "word" or term.text.startswith((DENIED, *_TURNS)) or is_official(term.text):
        # 胜诉, 解聘, 不予公开 tell figures apart, whether or not the report has them.
        return False
    done = is_done(term, asked.wording)
    if term in asked.beside and (asked.beside_follows or not done):
        # 多少名律师, 清捞浮萍多少吨: what is counted has to be met.
        return False
    return not any(term.text in text for text in texts)


def is_anchored(candidate: Candidate, anchor: str, shelf: Shelf) -> bool:
    """Return whether a figure's sentence has the anchor and no other amount of its kind."""
    fact = candidate.fact
    if anchor not in shelf.folded_sentence(fact):
        return False
    return not any(
        class_of(rival) == class_of(fact) and rival.quantity.value != fact.quantity.value
        for rival in shelf.facts_beside(fact)
    )
