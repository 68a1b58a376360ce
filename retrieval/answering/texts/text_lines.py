"""The clauses of reports that account for what a question says, each with how well it does.

A term counts full in the clause itself and less in the clauses beside it, the sentences
before it in the paragraph, and the headings above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.statements import surfaces
from retrieval.answering.texts.accounting import speaks_of
from retrieval.answering.texts.answer_types import listed
from retrieval.answering.texts.text_target import TextTarget
from retrieval.figures.clauses import Clause, split_clauses
from retrieval.language.fold import fold
from retrieval.language.numerals import parse_chinese
from retrieval.language.terms import DENIED, Term
from retrieval.language.tokens import words
from retrieval.records import PAGE_AROUND, ParsedReport, Passage, Report

_CLAUSE, _NEXT, _SENTENCE, _PREVIOUS, _BEFORE, _HEADING = 1.0, 0.85, 0.8, 0.7, 0.62, 0.58
_MONTH = re.compile(r"(?:十[一二]?|[一二三四五六七八九])(?=月)")
# A compound met only part by part.
_IN_PARTS = 0.95
_MUST, _LIGHT = 0.05, 0.02
_PLAN = 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """A clause of a sentence (``passage`` and ``sentence``), or of the heading of ``section``.

    ``folded`` is the whole sentence or heading; ``clause`` counts in it. ``nearest`` and
    ``least`` are the weights of the question's nearest and farthest term.
    """

    report: str
    section: int
    passage: int
    sentence: int | None
    folded: str
    clause: Clause
    score: float
    is_plan: bool = False
    nearest: float = 1.0
    least: float = 1.0

    @property
    def is_whole(self) -> bool:
        """True where the sentence itself names all that the question names."""
        return self.least >= _SENTENCE * _IN_PARTS

    @property
    def is_near(self) -> bool:
        """True where the sentence itself names something that the question names."""
        return self.nearest >= _SENTENCE


def find_lines(target: TextTarget, scope: Scope, shelf: Shelf) -> Iterator[Line]:
    """Yield the clauses of the scope that account for every term of ``target``, in reading order."""
    for report in scope.reports:
        terms = target.terms
        musts = target.musts
        # Another year's report speaks of the asked year only where it names it.
        year = f"{scope.years[0]}年" if scope.years and report.year not in scope.years else ""
        text = shelf.folded_text(report.id)
        headings = _headings(shelf, report)
        if all(_could_be_in(term, text) or _could_be_in(term, headings) for term in terms):
            for line in _in_report(target, musts, shelf.source.parsed(report.id)):
                # What is planned for it stands in the report of the year before.
                planned = (
                    line.is_plan and report.year is not None and report.year + 1 in scope.years
                )
                if year in line.folded or planned:
                    yield line


def _headings(shelf: Shelf, report: Report) -> str:
    return fold("\n".join(s.path[-1] for s in shelf.source.parsed(report.id).sections if s.path))


def _could_be_in(term: Term, text: str) -> bool:
    """Return whether ``text`` may speak of ``term`` at all: a quick look before the close one."""
    if any(word in text for word in surfaces(term)) or term.text in text:
        return True
    if term.key == listed("quoted", "awards")[0] and any(
        g in text for g in listed("quoted", "given")
    ):
        return True
    if term.key.startswith(DENIED):
        # 没完成 may be written 结转下年.
        return True
    return any(
        len(word) > 2 and (word[-2:] in text or word[:2] in text)
        for word in (term.text, *surfaces(term))
    )


def _in_report(target: TextTarget, musts: Sequence[str], parsed: ParsedReport) -> Iterator[Line]:
    for passage in parsed.passages:
        path = parsed.sections[passage.section].path
        if path[:1] == (PAGE_AROUND,):
            continue
        whole = fold("\n".join((*path, passage.text)))
        if all(_could_be_in(t, whole) for t in target.terms) and all(
            _plain(m) in _plain(whole) for m in musts
        ):
            yield from _in_passage(target, musts, parsed, passage)
    if target.kind in {"result", "object", "reporter"}:
        return
    for number, section in enumerate(parsed.sections):
        if section.path and section.path[0] != PAGE_AROUND:
            heading = fold(section.path[-1])
            if all(speaks_of(heading, term) for term in target.terms):
                for clause in split_clauses(heading):
                    yield Line(parsed.report.id, number, -1, None, heading, clause, 0.9)


def _in_passage(
    target: TextTarget, musts: Sequence[str], parsed: ParsedReport, passage: Passage
) -> Iterator[Line]:
    section = parsed.sections[passage.section]
    heading = fold(" ".join(section.path))
    cost = _PLAN if section.role == "plan" else 0.0
    previous = before = ""
    for number, sentence in enumerate(passage.sentences):
        folded, clauses = _read(sentence.text)
        for position, clause in enumerate(clauses):
            beside = " ".join(
                clauses[i].text for i in (position - 1, position + 1) if 0 <= i < len(clauses)
            )
            zones = (
                (_CLAUSE, clause.text), (_NEXT, beside), (_SENTENCE, folded), (_PREVIOUS, previous),
                (_BEFORE, before), (_HEADING, heading),
            )  # fmt: skip
            score, nearest, least = _score(target, musts, zones)
            if score:
                yield Line(
                    parsed.report.id, passage.section, passage.index, number, folded, clause,
                    score - cost, section.role == "plan", nearest, least,
                )  # fmt: skip
        before, previous = before + previous, folded


def _score(
    target: TextTarget, musts: Sequence[str], zones: Sequence[tuple[float, str]]
) -> tuple[float, float, float]:
    """Return how well the zones account for the target, and how near its nearest and farthest
    terms stand; 0 where a term or a wording is missing."""
    if musts:
        everywhere = _plain(" ".join(text for _, text in zones))
        if not all(_plain(must) in everywhere for must in musts):
            return 0.0, 0.0, 0.0
    near = [_nearness(term, zones) for term in target.terms]
    if not all(near):
        return 0.0, 0.0, 0.0
    said = [must for must in musts if _plain(must) in _plain(zones[2][1])]
    light = sum(speaks_of(zones[0][1], term) for term in target.light)
    mean = sum(near) / len(near) if near else 0.9
    # A must or the question's verb in the clause makes up for a heading that names the rest.
    nearest = 1.0 if said or light else max(near, default=1.0)
    return mean + _MUST * len(said) + _LIGHT * light, nearest, min(near, default=1.0)


def _nearness(term: Term, zones: Sequence[tuple[float, str]]) -> float:
    """Return the weight of the nearest zone that speaks of the term, whole or part by part."""
    whole = next(
        (w for w, text in zones if speaks_of(text, term) and not _is_denied(text, term)), 0.0
    )
    parts = () if whole or len(term.text) < 4 else _parts(term.text)
    if not parts:
        return whole
    met = [next((w for w, text in zones if part in text), 0.0) for part in parts]
    # 普法|手册: what it is stands in the clause, of what sort the paragraph may say.
    whole = (2 * met[-1] + min(met)) / 3 if met[-1] == _CLAUSE else min(met)
    return _IN_PARTS * whole if all(met) else 0.0


@lru_cache(maxsize=8_192)
def _read(sentence: str) -> tuple[str, tuple[Clause, ...]]:
    folded = fold(sentence)
    return folded, split_clauses(folded)


@lru_cache(maxsize=4_096)
def _parts(text: str) -> tuple[str, ...]:
    """Return the words of a compound, none where it is one word or holds a single character."""
    parts = tuple(word.text for word in words(text))
    return parts if len(parts) > 1 and min(map(len, parts)) > 1 else ()


def _is_denied(text: str, term: Term) -> bool:
    """Return whether ``text`` only says that there was none of it (无败诉)."""
    for word in dict.fromkeys((term.text, *surfaces(term))):
        if at := list(_places(word, text)):
            return all(text.endswith(_denials(), 0, a) for a in at)
    return False


@cache
def _denials() -> tuple[str, ...]:
    return tuple(map(fold, listed("denied", "words")))


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


@lru_cache(maxsize=8_192)
def _plain(text: str) -> str:
    """Return the text without marks, its months in figures (十月 is 10月)."""
    return _MONTH.sub(_in_figures, re.sub(r"[“”「」\"‘’《》\s]", "", text))


def _in_figures(month: re.Match[str]) -> str:
    return str(parse_chinese(month.group()))
