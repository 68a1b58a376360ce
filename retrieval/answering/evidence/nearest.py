"""The lines that stand nearest to a question that nothing answers.

BM25 finds the passages; of all their sentences those are shown that share most with the
question's own words, rare pairs of characters counting more than common ones, and before
them the sentences of figures that met a good part of what was asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from retrieval.answering.asking.asked import Candidate
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.fold import fold
from retrieval.records import PAGE_AROUND, Evidence

_SHOWN = 3
_PASSAGES = 12
# A figure that accounts for less is no hint.
_HINT = 0.3
# Where a figure is asked for, a sentence that has one is likelier to be what was meant.
_HAS_FIGURE = 1.25
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千万]+[件起次人户名个场份]")

# These count whatever there is.
_VAGUE = frozenset("个项次")
# Of more reports than this at once no figures are gone through.
_FEW_REPORTS = 6

Spot = tuple[str, int, int]


def nearest_lines(
    question: Question, scope: Scope, shelf: Shelf, considered: Sequence[Candidate] = ()
) -> tuple[Evidence, ...]:
    """Return up to three lines of the scope that stand nearest to the question.

    ``considered`` are the figures that were held against it, best first.
    """
    found: dict[Spot, Evidence] = {}
    for spot in _spots(question, scope, shelf, considered):
        if spot not in found and not _around_the_text(spot, shelf):
            found[spot] = shelf.evidence(*spot)
        if len(found) == _SHOWN:
            break
    return tuple(found.values())


def _spots(
    question: Question, scope: Scope, shelf: Shelf, considered: Sequence[Candidate]
) -> Iterator[Spot]:
    """Yield the sentences near to a question, the nearest first; passages are ranked only where the
    figures' own sentences are not enough."""
    in_scope = {report.id for report in scope.reports}
    for candidate in considered:
        fact = candidate.fact
        if candidate.score >= _HINT and (not in_scope or fact.report in in_scope):
            yield fact.report, fact.passage, fact.sentence
    asked, reports = _own_words(question), sorted(in_scope) or None
    yield from _ranked(asked, question, reports, shelf)
    if told := _in_reports_words(asked):
        yield from _ranked(told, question, reports, shelf)
    if in_scope and len(in_scope) <= _FEW_REPORTS:
        yield from _of_unit(question, scope, shelf)


def _in_reports_words(asked: str) -> str:
    """Return what reports write for the everyday words of a question, set apart by spaces."""
    # Most questions are answered, or have lines near by: they need not load this.
    from retrieval.language.everyday import find_everyday
    from retrieval.language.restated import spoken_at

    told = [word for said in find_everyday(asked) for word in said.official]
    told += [
        word for at in range(len(asked)) for _, words in spoken_at(asked, at) for word in words
    ]
    return " ".join(dict.fromkeys(word for word in told if len(word) > 1))


def _of_unit(question: Question, scope: Scope, shelf: Shelf) -> list[Spot]:
    """Return the sentences with results in the unit that a question asks for (几辆, 多少趟), those that
    share most of its characters first; no sentence that shares none."""
    unit = question.unit
    if len(unit) != 1 or unit in _VAGUE:
        return []
    spots = {
        (fact.report, fact.passage, fact.sentence): shelf.folded_sentence(fact)
        for report in scope.reports
        for fact in shelf.source.facts(report.id)
        if fact.quantity.unit == unit and fact.kind == "actual"
    }
    weight = _weights(set(_own_words(question)) - set(unit), list(spots.values()))
    shared = {
        spot: sum(counts for char, counts in weight.items() if char in text)
        for spot, text in spots.items()
    }
    return sorted((s for s in spots if shared[s]), key=lambda spot: (-shared[spot], spot))


def _own_words(question: Question) -> str:
    """Return what is asked, without places, years and asking words; the question where that is all."""
    return question.rest if len(question.rest) > 1 else question.folded


def _ranked(
    asked: str, question: Question, reports: Sequence[str] | None, shelf: Shelf
) -> list[Spot]:
    """Return the sentences of the best passages, those that share most with ``asked`` first."""
    wants_figure = question.asks_any("number", "measure")
    hits = shelf.ranker.rank(asked, reports, _PASSAGES)
    best = hits[0].score if hits else 1.0
    sentences: list[tuple[Spot, str, float]] = []
    for hit in hits:
        for number, sentence in enumerate(
            shelf.source.parsed(hit.report).passages[hit.passage].sentences
        ):
            sentences.append(
                ((hit.report, hit.passage, number), _folded(sentence.text), hit.score / best)
            )
    weight = _weights(_pairs(asked), [text for _, text, _ in sentences])
    scored = []
    for spot, text, passage_score in sentences:
        pairs = _pairs(text)
        shared = sum(counts for pair, counts in weight.items() if pair in pairs)
        if shared:
            score = shared * (0.75 + 0.25 * passage_score) / (1 + len(text) / 400)
            scored.append(
                (score * (_HAS_FIGURE if wants_figure and _FIGURE.search(text) else 1.0), spot)
            )
    scored.sort(key=lambda item: (-item[0], item[1]))
    return [spot for _, spot in scored]


def _weights(pairs: Iterable[str], texts: Sequence[str]) -> dict[str, float]:
    """Return what each pair counts: the inverse document frequency among the sentences at hand."""
    return {
        pair: math.log(1 + len(texts) / (1 + [pair in text for text in texts].count(True)))
        for pair in sorted(pairs)
    }


# The best passages of one question are often those of the next.
_folded = lru_cache(maxsize=10_000)(fold)


@lru_cache(maxsize=10_000)
def _pairs(text: str) -> frozenset[str]:
    bare = re.sub(r"[^\w]", "", text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def _around_the_text(spot: Spot, shelf: Shelf) -> bool:
    """Return whether a sentence belongs to the web page around the report."""
    parsed = shelf.source.parsed(spot[0])
    return parsed.sections[parsed.passages[spot[1]].section].path[:1] == (PAGE_AROUND,)
