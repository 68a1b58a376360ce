"""A text target fitted to what the reports in scope write: runs that hold more than a word (采砂案定),
and everyday verbs that say nothing the rest does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.runs import is_run
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.texts.text_target import TextTarget
from retrieval.language.spoken_verbs import vague_verbs
from retrieval.language.terms import Term
from retrieval.language.tokens import words

# What closes a verb and only says that it came about (弄|完, 交|到, 拿|掉).
_RESULTS = "了过着到掉完好成上下来去出回走给起在"
_SHORTEST = 2


def fitted(target: TextTarget, scope: Scope, shelf: Shelf) -> TextTarget:
    """Return the target with each run of characters that no report has cut down to a word that one
    has (说事亭|盖)."""
    texts = [shelf.folded_text(report.id) for report in scope.reports]
    terms = tuple(_cut_down(term, texts) for term in target.terms)
    return target if terms == target.terms else replace(target, terms=terms)


def _cut_down(term: Term, texts: Sequence[str]) -> Term:
    if term.kind != "word" or term.key != term.text or len(term.text) <= _SHORTEST:
        return term
    if not is_run(term.text) or any(term.text in text for text in texts):
        return term
    sizes = range(len(term.text) - 1, _SHORTEST - 1, -1)
    for size in sizes:
        for start in range(len(term.text) - size + 1):
            part = term.text[start : start + size]
            if any(part in text for text in texts):
                return replace(term, key=part, text=part, start=term.start + start)
    return term


def without_empty_verbs(target: TextTarget) -> TextTarget | None:
    """Return the target without everyday verbs that stand for many acts (弄完, 拿了, 交到), None where
    there are none or nothing else would be left."""
    kept = tuple(term for term in target.terms if not is_empty_verb(term))
    if len(kept) == len(target.terms) or not any(not t.is_light for t in kept):
        return None
    return replace(target, terms=kept)


def is_empty_verb(term: Term) -> bool:
    """Return whether a term is an everyday verb that says nothing of which deed is meant."""
    if term.kind != "word" or term.key != term.text or len(term.text) > _SHORTEST + 1:
        return False
    verbs = vague_verbs()
    bare = term.text.rstrip(_RESULTS)
    return term.text in verbs or (bare in verbs and len(words(bare)) == 1)
