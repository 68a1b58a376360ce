"""What the report says about something: the one to three sentences that speak of all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answering.asking.enumeration_words import (
    any_of,
)
from retrieval.answering.asking.purpose import asks_purpose
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import finish
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.lists.list_candidates import states
from retrieval.answering.lists.listing import Quotes, answer_items, offer_reports
from retrieval.answering.lists.lists import full_text, reports_of, tells_of_year
from retrieval.answering.lists.outline import find_groups, role_group
from retrieval.answering.lists.points import Group, Item, Stretch, mark_length
from retrieval.answering.lists.wanted import Wanted, read_wanted, same_name
from retrieval.answering.passages.count_words import lacks_count
from retrieval.answering.passages.passage_fit import fits
from retrieval.answering.passages.passage_window import Asked, best_window, may_lack, pairs_of
from retrieval.answering.selecting.likely import likely_reports
from retrieval.answering.texts.accounting import names_itself, speaks_of
from retrieval.answering.texts.answer_types import any_of as asked_for
from retrieval.answering.texts.faults import fault_asked, fault_term
from retrieval.answering.texts.text_lines import Line
from retrieval.answering.texts.text_target import read_target
from retrieval.figures.clauses import Clause
from retrieval.language.fold import fold
from retrieval.language.terms import DENIED, Term
from retrieval.records import PAGE_AROUND, Answer, ParsedReport, Passage, Report, Role, Trace

_CLOSE = 0.03
# What it is worth that a sentence stands in the part of the report that is asked about.
_ROLE = 0.25
_ROLES = (("list.shortcomings", "shortcomings"), ("list.plans", "plan"), ("target", "plan"))


@dataclass(frozen=True, slots=True)
class _Found:
    """Sentences of one passage, in order, with how well they account for the question."""

    report: str
    stretches: tuple[Stretch, ...]
    score: float


def answer_passage(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return what :func:`_speaking_of` does, unless keywords ask for a number that it lacks, or it
    says nothing of the town that is asked for."""
    answer = _speaking_of(question, scope, shelf)
    if answer is not None and (lacks_count(question, answer) or not is_of_town(answer, scope.town)):
        return None
    return answer


def is_of_town(answer: Answer, town: str) -> bool:
    """Return whether what is quoted, or the heading above it, names the town of the report's area that
    was asked for, if any was."""
    return not answer.evidence or any(town in f"{e.section}{e.quote}" for e in answer.evidence)


def _speaking_of(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the sentences that speak of all that was asked, verbatim; None where none do.

    Where several reports do about as well and the question names none, the answer is
    ambiguous and offers them.
    """
    wanted = read_wanted(question)
    counted = question.asks_any("number", "measure", "compare", "trend")
    if counted and not question.asks_any("passage") and not asks_purpose(question):
        return None
    # Who, when, where: one word alone (书记姓什么) would be met anywhere.
    target = read_target(question)
    named = target is not None and target.kind == "name" and bool(target.head)
    loose = question.asks_any("text") and (
        named or not question.asks_any("passage", "list", "meaning")
    )
    if wanted.terms and (fault := _fault(question, wanted, scope, shelf)):
        return fault
    if loose and len(wanted.terms) < 2 and not (wanted.quoted or wanted.figures):
        return None
    # What was not done (没完成) says nothing without what it was.
    said = any(not term.key.startswith(DENIED) for term in wanted.terms)
    if not (said or wanted.quoted or wanted.label or wanted.figures):
        return None
    if grouped := _points(question, wanted, scope, shelf):
        return grouped
    best: list[_Found] = []
    for report in _reports(question, scope, shelf):
        parsed = shelf.source.parsed(report.id)
        told = (
            f
            for f in _find(question, wanted, parsed, shelf.around(report.id))
            if tells_of_year(f.stretches[0], parsed, scope)
        )
        found = max(told, key=lambda f: f.score, default=None)
        if found is not None:
            best.append(found)
    if not best:
        return None
    best.sort(key=lambda f: -f.score)
    close = [f for f in best if best[0].score - f.score <= _CLOSE]
    if len(close) > 1:
        return offer_reports(
            question, scope, shelf, [(f.report, _item(f)) for f in close], kind="passage"
        )
    if not question.asks and _is_unclear(shelf, best[0]):
        return None
    needed = [t for t in wanted.terms if t.text not in _optional(question, wanted)]
    if _tells_figures(shelf, best[0]) and not _names_all(shelf, best[0], needed):
        return None
    lines = _lines(shelf, best[0])
    if not fits(question, wanted, target, lines):
        return None
    if asked_for("asking", "foremost").search(question.folded) and not any(
        asked_for("asking", "first").search(line.folded) for line in lines
    ):
        return None
    return _say(question, scope, shelf, best[0])


def _reports(
    question: Question, scope: Scope, shelf: Shelf, role: Role | None = None
) -> tuple[Report, ...]:
    return likely_reports(reports_of(question, scope, shelf, role), question, scope, shelf)


def _points(question: Question, wanted: Wanted, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the points 一是…二是… under the heading that names what was done, asked how."""
    if not any_of("manner", "asks").search(question.folded) or len(wanted.terms) < 2:
        return None
    found = [
        (report.id, group.items)
        for report in _reports(question, scope, shelf, "review")
        for group in find_groups(shelf.source.parsed(report.id))
        if group.frame and _is_framed(group, wanted, shelf.source.parsed(report.id))
    ]
    if len(found) != 1:
        return None
    return answer_items(
        question, scope, shelf, found[0][0], found[0][1], rule="passage.points", kind="passage"
    )


def _fault(question: Question, wanted: Wanted, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the report's own point on a fault, asked why it says so or why it is (为什么不够强)."""
    faulty = question.asks_any("text.why") and asked_for("why", "faulty").search(question.folded)
    lies = fault_asked().search(question.folded) and fault_term(question.folded) is None
    if not (faulty or lies or asked_for("why", "said").search(question.folded)):
        return None
    found = [
        (report.id, item)
        for report in _reports(question, scope, shelf, "review")
        if (group := role_group(shelf.source.parsed(report.id), "shortcomings"))
        for item in group.items
        if all(
            speaks_of(full_text(item, shelf.source.parsed(report.id)), term)
            for term in wanted.terms
        )
    ]
    if len(found) != 1:
        return None
    report_id, point = found[0]
    return answer_items(
        question, scope, shelf, report_id, (point,), whole=True, rule="passage.fault", kind="text"
    )


def _lines(shelf: Shelf, found: _Found) -> list[Line]:
    """Return the sentences found, each as one clause."""
    parsed = shelf.source.parsed(found.report)
    lines = []
    for stretch in found.stretches:
        passage = parsed.passages[stretch.passage]
        folded = fold(passage.sentences[stretch.sentence].text)
        whole = Clause(folded, 0, len(folded))
        lines.append(
            Line(found.report, passage.section, passage.index, stretch.sentence, folded, whole, 1.0)
        )
    return lines


def _is_framed(group: Group, wanted: Wanted, parsed: ParsedReport) -> bool:
    """Return whether the words before the points name all that was asked: at once before them the
    deed, the rest there or earlier in the same paragraph."""
    own = [speaks_of(group.frame[-1], term) for term in wanted.terms]
    if all(own):
        return True
    deeds = [
        met
        for met, term in zip(own, wanted.terms, strict=True)
        if term.start == min(t.start for t in wanted.terms)
    ]
    if group.passage is None or not all(deeds):
        return False
    first = group.items[0].lead
    before = parsed.passages[group.passage].sentences[: first.sentence if first else 0]
    text = " ".join(sentence.text for sentence in before)
    return all(met or speaks_of(text, term) for met, term in zip(own, wanted.terms, strict=True))


def _is_unclear(shelf: Shelf, found: _Found) -> bool:
    """Return whether the sentences hold figures of which nobody can say what they count."""
    places = {(stretch.passage, stretch.sentence) for stretch in found.stretches}
    facts = shelf.source.facts(found.report)
    return any(fact.unclear and (fact.passage, fact.sentence) in places for fact in facts)


def _tells_figures(shelf: Shelf, found: _Found) -> bool:
    """Return whether the sentences tell a figure."""
    places = {(stretch.passage, stretch.sentence) for stretch in found.stretches}
    return any((f.passage, f.sentence) in places for f in shelf.source.facts(found.report))


def _names_all(shelf: Shelf, found: _Found, terms: Sequence[Term]) -> bool:
    """Return whether nothing asked is met only by an official word read for an everyday one: what is
    told in figures must be named by its own word."""
    parsed = shelf.source.parsed(found.report)
    passage = parsed.passages[found.stretches[0].passage]
    around = " ".join((passage.text, *parsed.sections[passage.section].path))
    return all(names_itself(around, t) for t in terms if speaks_of(around, t))


def _item(found: _Found) -> Item:
    return Item("", found.stretches[0])


def _say(question: Question, scope: Scope, shelf: Shelf, found: _Found) -> Answer:
    quotes = Quotes(shelf, found.report)
    text = "".join(quotes.add(stretch) for stretch in found.stretches).strip()
    own = shelf.by_id[found.report]
    return finish(
        question, scope, "passage", text, quotes.cited(), trace=Trace(rule="passage"),
        place=own.place.name if own.place else "", year=own.year, measure=question.rest,
    )  # fmt: skip


def _find(
    question: Question, wanted: Wanted, parsed: ParsedReport, around: Sequence[str]
) -> Iterator[_Found]:
    """Yield for each passage that speaks of all that was asked its best sentences.

    ``around`` are the passages' texts with the headings that they stand under.
    """
    asked = Asked(
        pairs_of(question.rest or question.folded),
        bool(any_of("manner", "asks").search(question.folded)),
        next((role for kind, role in _ROLES if question.asks_any(kind)), ""),
        _optional(question, wanted),
        any_of("manner", "each").search(question.folded) is not None,
    )
    missing = may_lack(wanted, asked)
    for passage, whole in zip(parsed.passages, around, strict=True):
        path = parsed.sections[passage.section].path
        if path[:1] == (PAGE_AROUND,) or not _could_answer(wanted, asked, passage, whole, missing):
            continue
        chosen = best_window(wanted, passage, path, asked)
        if chosen is not None:
            numbers, score = chosen
            score += _part_bonus(asked, parsed.sections[passage.section].role)
            stretches = tuple(_trimmed(passage, number, numbers[0]) for number in numbers)
            yield _Found(parsed.report.id, stretches, score)


def _optional(question: Question, wanted: Wanted) -> frozenset[str]:
    match = any_of("manner", "asks").search(question.folded)
    if match is None or len(wanted.terms) + len(wanted.quoted) < 2:
        return frozenset()
    return frozenset(
        term.text
        for term in wanted.terms
        if term.start == match.end()
        or question.folded[term.end : match.start()].strip() in {"得", "的"}
    )


def _part_bonus(asked: Asked, role: Role) -> float:
    """Return what the part of the report is worth: what was done comes before what is planned."""
    if asked.role:
        return _ROLE if role == asked.role else 0.0
    return -_ROLE / 2 if role in {"plan", "shortcomings"} else 0.0


def _could_answer(
    wanted: Wanted, asked: Asked, passage: Passage, around: str, missing: int
) -> bool:
    phrases = [*wanted.quoted, *([wanted.label] if wanted.label and not wanted.terms else [])]
    return (
        all(same_name(phrase, around) for phrase in phrases)
        and sum(not speaks_of(around, t) for t in wanted.terms if t.text not in asked.optional)
        <= missing
        and (not wanted.figures or states(passage.text, wanted.figures))
    )


def _trimmed(passage: Passage, number: int, first: int) -> Stretch:
    text = passage.sentences[number].text
    return Stretch(passage.index, number, mark_length(text) if number == first else 0, len(text))
