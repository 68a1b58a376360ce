"""How much of a question each sentence of the reports meets, however question and report are cut into words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.answering.asking.enumeration_words import any_of as any_how
from retrieval.answering.asking.mask import MASK
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.lists.list_candidates import states
from retrieval.answering.lists.lists import reports_of, tells_of_year
from retrieval.answering.lists.points import Stretch, mark_length
from retrieval.answering.passages.asked_kind import AskedKind
from retrieval.answering.texts.accounting import names_official, speaks_of
from retrieval.answering.texts.answer_types import any_of, listed
from retrieval.language.fold import fold
from retrieval.language.spoken_verbs import vague_verbs
from retrieval.language.terms import Term
from retrieval.records import PAGE_AROUND

# Met in the sentence beside it, or in the heading.
_BESIDE, _HEADING = 0.5, 0.6
# A compound whose every character stands in pairs of the question and the sentence; less where not all.
_IN_PAIRS, _SOME_PAIRS, _ALONE = 0.9, 0.8, 0.5
_FIGURE, _SOFT, _SPOKEN, _LONGEST = 2.0, 0.4, 0.5, 4
_UNMET = 0.5
# What a sentence itself has to meet; the rest may stand around it.
_OWN_SHARE = 0.5
# A sentence no longer than this without a comma or a figure only heads what follows.
_SHORT_HEADING = 22
# What is planned was not done.
_OTHER_PART = 0.15
_MOST_REPORTS = 30
# 最多, 最轻: which is the foremost is asked for in these words.
MOST = re.compile(r"最[一-鿿]")
_FUNCTION = frozenset(
    '的了是在和与及有也都就被把将对从到给让这那哪谁什么啥怎咋吗呢啊呀？?，,。、“”《》"'
)


@dataclass(frozen=True, slots=True)
class Met:
    """A sentence (``text`` folded) with how much of the question it meets, and what it leaves unmet."""

    report: str
    passage: int
    sentence: int
    text: str
    share: float
    unmet: tuple[Term, ...]


# The passages of one question are those of the next.
_folded = lru_cache(maxsize=10_000)(fold)


def is_reports_word(term: Term, question: Question, shelf: Shelf) -> bool:
    """Return whether reports have a word themselves, who write it where they mean it, or it says
    which of the things right behind it is meant (水源|纠纷)."""
    if term.kind != "word" or shelf.named_in(term.text):
        return True
    return any(other.start == term.end and other.kind == "thing" for other in question.terms)


def is_named_elsewhere(term: Term, met: Met, shelf: Shelf) -> bool:
    """Return whether a sentence meets an everyday word (老娘舅) by an official one alone, while its report
    has the word itself: what that names is not what the official one does."""
    if term.kind == "word" or term.text in met.text or names_official(term):
        return False
    return term.text in shelf.folded_text(met.report)


def ranked(question: Question, scope: Scope, shelf: Shelf, kind: AskedKind) -> list[Met]:
    """Return the sentences of the scope, those that meet most of what is asked first."""
    reports = reports_of(question, scope, shelf)
    terms = _to_meet(question, kind)
    if not terms or len(reports) > _MOST_REPORTS:
        return []
    weights = tuple((term, _weight(term, question, shelf)) for term in terms)
    planned = question.asks_any("target", "list.plans")
    found = []
    for report in reports:
        parsed = shelf.source.parsed(report.id)
        for passage in parsed.passages:
            section = parsed.sections[passage.section]
            path = section.path
            if path[:1] == (PAGE_AROUND,):
                continue
            if not _within_reach(question, weights, _folded(passage.text)):
                continue
            texts = [_folded(sentence.text) for sentence in passage.sentences]
            heading = fold(" ".join(path))
            for number, text in enumerate(texts):
                stretch = Stretch(passage.index, number, 0, len(text))
                if _is_heading(text, path) or not tells_of_year(stretch, parsed, scope):
                    continue
                beside = " ".join(
                    (*texts[max(0, number - 1) : number], *texts[number + 1 : number + 2])
                )
                cost = _OTHER_PART if section.role == "plan" and not planned else 0.0
                share, unmet = _share(question, weights, text, beside, heading)
                found.append(Met(report.id, passage.index, number, text, share - cost, unmet))
    found.sort(key=lambda met: (-met.share, met.report, met.passage, met.sentence))
    return found


def _to_meet(question: Question, kind: AskedKind) -> tuple[Term, ...]:
    """Return the terms that a sentence has to meet: not the noun that asks, which what is told shows,
    nor the verb beside 怎么, which may be told by what was done (怎么处理)."""
    terms = tuple(
        t
        for t in question.content
        if not (kind.head and t.text in kind.head) and not MOST.match(t.text)
    )
    if kind.kind == "manner" and (how := any_how("manner", "asks").search(question.folded)):
        terms = tuple(t for t in terms if t.start != how.end())
    elif kind.kind == "result" and (how := any_of("asking", "result").search(question.folded)):
        terms = tuple(t for t in terms if t.end != how.start() or t.kind == "thing")
    return terms or question.content


def _is_heading(text: str, path: Sequence[str]) -> bool:
    """Return whether a sentence only heads what follows."""
    body = text[mark_length(text) :].rstrip("。 ")
    if path and body == fold(path[-1])[mark_length(path[-1]) :].rstrip("。 "):
        return True
    return len(body) <= _SHORT_HEADING and re.search(r"[\d，,；;：:]", body) is None


def _within_reach(question: Question, terms: Sequence[tuple[Term, float]], text: str) -> bool:
    """Return whether a passage meets enough for one of its sentences to: a quick look before the close one."""
    total = sum(weight for _, weight in terms) + _FIGURE * len(question.numbers)
    met = _FIGURE * len(question.numbers)
    for term, weight in terms:
        met += weight * (speaks_of(text, term) or _in_pairs(term, question.masked, text) > 0)
    return met >= total * _OWN_SHARE


def _share(
    question: Question, terms: Sequence[tuple[Term, float]], text: str, beside: str, heading: str
) -> tuple[float, tuple[Term, ...]]:
    """Return which share of the question's words, by their length, a sentence meets, and the words that
    neither it nor what stands around it meets."""
    total = met = own = 0.0
    unmet = []
    for term, weight in terms:
        near = _nearness(term, question.masked, text, beside, heading)
        total += weight
        met += weight * near
        own += weight * near * (near > _HEADING)
        if near < _UNMET and weight >= 1:
            unmet.append(term)
    for figure in question.numbers:
        total += _FIGURE
        met += _FIGURE * states(text, (figure,))
        own += _FIGURE * states(text, (figure,))
    if own < total * _OWN_SHARE:
        return 0.0, ()
    return met / total - len(text) / 4000, tuple(unmet)


def _weight(term: Term, question: Question, shelf: Shelf) -> float:
    """Return what a term counts: by its length, less for everyday words, which no report may have."""
    length = min(len(term.text.lstrip("¬")), _LONGEST)
    soft = term.text in listed("soft", "words") or term.text in vague_verbs()
    spoken = not soft and not is_reports_word(term, question, shelf)
    return length * (_SOFT if soft else _SPOKEN if spoken else 1.0)


def _nearness(term: Term, asked: str, text: str, beside: str, heading: str) -> float:
    if speaks_of(text, term):
        return 1.0
    here = _in_pairs(term, asked, text)
    if speaks_of(heading, term):
        return max(here, _HEADING)
    return max(here, _BESIDE) if speaks_of(beside, term) else here


def _in_pairs(term: Term, asked: str, text: str) -> float:
    """Return how far a term is met by pairs of characters that question and sentence share, however
    either is cut into words (常务会|上学了)."""
    if len(term.text) == 1:
        return _ALONE if term.text in text else 0.0
    shared = [
        any(
            _is_pair(pair := asked[at : at + 2]) and pair in text
            for at in (place - 1, place)
            if at >= 0
        )
        for place in range(term.start, term.end)
    ]
    part = sum(shared) / len(shared)
    return _IN_PAIRS if part == 1 else _SOME_PAIRS * part


def _is_pair(pair: str) -> bool:
    return len(pair) == 2 and MASK not in pair and not _FUNCTION & set(pair)
