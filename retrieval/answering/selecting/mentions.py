"""Whether a report speaks of what is asked for, with or without a figure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.selecting.likely import likely_reports
from retrieval.language.lexicon import Concept, load_lexicon
from retrieval.language.pairs import pairs_of
from retrieval.language.terms import DENIED, Term, find_terms, is_within, similarity
from retrieval.language.tokens import policy_names

# A term as near as this to the asked one is told.
_TOLD = 0.85


def mentioned(
    question: Question,
    scope: Scope,
    shelf: Shelf,
    counted: Callable[[], Collection[str]] = tuple,
) -> bool:
    """Return whether one sentence of the scope speaks of all that was asked and counts nothing.

    ``counted`` gives the (folded) sentences with a figure that may well be what was meant: to say
    that there is none would be wrong. It is asked only where a sentence may speak of all.
    """
    content = list(question.content)
    if not content:
        return False
    left_out: Collection[str] | None = None
    for report in likely_reports(scope.reports, question, scope, shelf):
        told = shelf.folded_sentences(report.id)
        if not _may_account_for(content, "\n".join(told)):
            continue
        # Reading a sentence's terms is dear: only where it may hold every one that is asked for.
        for text in told:
            if _may_account_for(content, text) and accounts_for(content, text):
                left_out = counted() if left_out is None else left_out
                if text not in left_out:
                    return True
    return False


def accounts_for(terms: Sequence[Term], text: str) -> bool:
    """Return whether every one of ``terms`` is met by a term of ``text``."""
    keys = {given.key for given in find_terms(text)}
    return all(any(_meets(t.key, t.text, key) for key in keys) for t in terms)


def _meets(key: str, text: str, given: str) -> bool:
    return max(similarity(key, given), similarity(text, given)) >= _TOLD


def _may_account_for(terms: Sequence[Term], text: str) -> bool:
    return all(_could_be_in(term, text) and may_be_told(term, text) for term in terms)


def _could_be_in(term: Term, text: str) -> bool:
    return any(end in text for end in _ends_of(term.key, term.text))


@lru_cache(maxsize=4096)
def _ends_of(key: str, text: str) -> tuple[str, ...]:
    """Return the ends of all words for a term."""
    concept = load_lexicon().by_name.get(key)
    words = concept.words if concept else (text,)
    return tuple(dict.fromkeys(word[-2:] for word in words))


def may_be_told(term: Term, text: str) -> bool:
    """Return False only where no term of ``text`` can be as near as ``_TOLD``: none of the words
    for it stands there, nor do its characters in their order, as in a word with more between."""
    forms = _forms_of(term.key, term.text)
    return (
        forms is None
        or any(form in text for form in forms)
        or any(
            len(word) > 2 and word[-2:] in text and is_within(word, text)
            for word in (term.key, term.text)
        )
    )


@lru_cache(maxsize=4096)
def _forms_of(key: str, text: str) -> frozenset[str] | None:
    """Return the words of which a text that tells a term holds one, unless it has the term with
    more in its middle; None for terms that are told in other characters than their own."""
    others = (name for name in policy_names() if _meets(key, text, name))
    if DENIED in (key[:1], text[:1]) or any(c.isascii() for c in key + text) or any(others):
        return None
    # A name without two characters in common with either is never as near.
    like = {c.name: c for pair in pairs_of(key, text) for c in _named_with().get(pair, ())}
    concepts = (c for c in like.values() if _meets(key, text, c.name))
    return frozenset({key, text, *(word for concept in concepts for word in concept.words)})


@cache
def _named_with() -> dict[str, list[Concept]]:
    """Return the lexicon's concepts by the pairs of characters in their names."""
    by_pair: dict[str, list[Concept]] = {}
    for concept in load_lexicon().concepts:
        for pair in pairs_of(concept.name):
            by_pair.setdefault(pair, []).append(concept)
    return by_pair
