"""The one sentence that speaks of nearly all that is asked and holds what is asked for, where no rule
cuts the answer out of it: said whole, as the report has it, with nothing claimed beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.evidence.compose import finish
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.lists.enumerations import find_enumerations
from retrieval.answering.lists.extremes import asks_for_kind
from retrieval.answering.lists.listing import Quotes
from retrieval.answering.lists.points import Stretch, mark_length
from retrieval.answering.lists.wanted import read_wanted, same_name
from retrieval.answering.passages.asked_kind import AskedKind, asked_kind
from retrieval.answering.passages.kind_told import tells_kind
from retrieval.answering.passages.passage_fit import falls_short
from retrieval.answering.passages.passage_window import goes_on
from retrieval.answering.passages.sentence_share import (
    MOST,
    Met,
    is_named_elsewhere,
    is_reports_word,
    ranked,
)
from retrieval.answering.texts.answer_types import any_of, listed
from retrieval.answering.texts.text_lines import Line
from retrieval.answering.texts.text_target import read_target
from retrieval.figures.clauses import Clause
from retrieval.records import Answer, Trace

# A sentence that meets less than this of what is asked is no answer; where the kind asked for shows
# in no wording, more has to be met.
_LEAST, _LEAST_UNSHOWN = 0.55, 0.7
# Sentences as good as this against the best are looked through for what is asked for.
_CLOSE = 0.12
_BY_COUNT = frozenset({"最多", "最少", "最高", "最低", "最大"})
_KIND_COUNTED = re.compile(r"[^\d]{2,}\d")
_KINDS = 3
# What these ask for may be told as a rank (居首).
_LARGEST = frozenset({"最多", "最高", "最大"})


def answer_best(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the sentence that speaks best of what is asked, whole; None where none speaks of enough of
    it or none of those holds the kind of thing that is asked for."""
    if question.asks_any("number", "yesno", "trend") or len(question.places) > 1:
        return None
    kind = _kind(question)
    if question.part is not None or (kind and kind.head in listed("told", "parts")):
        return None
    found = kind and pick(kind, question, ranked(question, scope, shelf, kind), shelf)
    return _say(question, scope, shelf, found) if found else None


def _kind(question: Question) -> AskedKind | None:
    return asked_kind(question, read_wanted(question), read_target(question))


def pick(kind: AskedKind, question: Question, sentences: Sequence[Met], shelf: Shelf) -> Met | None:
    """Return the best of the ``sentences`` that hold what is asked for, None where none does."""
    least = _LEAST_UNSHOWN if kind.kind in {"manner", "thing"} else _LEAST
    wanted = read_wanted(question)
    named = (*wanted.quoted, *([wanted.label] if wanted.label else []))
    for one in sentences:
        if one.share < max(least, sentences[0].share - _CLOSE):
            return None
        each = _tells_each(question, kind, one.text)
        if not (each or _tells_foremost(question.folded, one.text)):
            continue
        if not all(same_name(name, one.text) for name in named):
            continue
        if kind.kind == "manner" and kind.head and not any_of("told", "means").search(one.text):
            continue
        if any(is_reports_word(t, question, shelf) for t in one.unmet):
            continue
        if any(is_named_elsewhere(t, one, shelf) for t in question.content):
            continue
        if kind.kind == "who" and any(len(term.text) > 1 for term in one.unmet):
            # 公园是谁设计的: whoever a sentence names that does not tell the deed did another.
            continue
        told = each or tells_kind(kind, question, one.text)
        if told and not falls_short(question, wanted, [_line(one)]):
            return one
    return None


def _tells_foremost(asked: str, text: str) -> bool:
    """Return whether ``text`` says which is the foremost, where that is asked (最多, 最轻) in these words."""
    superlative = MOST.search(asked)
    if superlative is None:
        return True
    told = superlative.group() in text
    return told or (
        superlative.group() in _LARGEST
        and any_of("asking", "first").search(text.replace("最", "")) is not None
    )


def _tells_each(question: Question, kind: AskedKind, text: str) -> bool:
    """Return whether it is asked which kind is the most or the least, and ``text`` counts three and more
    of such kinds side by side."""
    superlative = MOST.search(question.folded)
    if superlative is None or superlative.group() not in _BY_COUNT or not asks_for_kind(question):
        return False
    any_kind = not kind.head or kind.head.endswith(words_of("compare", "kinds"))
    for found in find_enumerations(text):
        items = [text[start:end] for start, end in found.items]
        counted = [item for item in items if _KIND_COUNTED.match(item)]
        if len(counted) >= _KINDS and (any_kind or any(kind.head[-2:] in i for i in counted)):
            return True
    return False


def _line(one: Met) -> Line:
    whole = Clause(one.text, 0, len(one.text))
    return Line(one.report, 0, one.passage, one.sentence, one.text, whole, one.share)


def _say(question: Question, scope: Scope, shelf: Shelf, found: Met) -> Answer:
    quotes = Quotes(shelf, found.report)
    sentences = shelf.source.parsed(found.report).passages[found.passage].sentences
    numbers = [found.sentence]
    behind = found.sentence + 1
    if behind < len(sentences) and goes_on(found.text, sentences[behind].text):
        numbers.append(behind)
    first = mark_length(sentences[found.sentence].text)
    text = "".join(
        quotes.add(
            Stretch(found.passage, n, 0 if n > found.sentence else first, len(sentences[n].text))
        )
        for n in numbers
    ).strip()
    own = shelf.by_id[found.report]
    return finish(
        question, scope, "passage", text, quotes.cited(), trace=Trace(rule="passage.best"),
        place=own.place.name if own.place else "", year=own.year, measure=question.rest,
    )  # fmt: skip
