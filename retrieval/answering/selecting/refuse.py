"""Honest noes: why nothing is answered, and the lines that stand nearest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retrieval.answering.asking.asked import Candidate
from retrieval.answering.asking.mask import MASK
from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import understood
from retrieval.answering.evidence.nearest import nearest_lines
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.mentions import mentioned
from retrieval.answering.selecting.select import Selection
from retrieval.language.lexicon import load_lexicon
from retrieval.records import Answer, Fact, Kind, Reason, Trace

# A figure that accounts for this much of a question may be what was meant, though it was refused.
_HINT = 0.3


def refuse(
    question: Question, scope: Scope, shelf: Shelf, reason: Reason, kind: Kind = "number",
    *, what: str = "", trace: Trace | None = None, considered: Sequence[Candidate] = (),
) -> Answer:  # fmt: skip
    """Return a not_found answer with its reason, what was looked for, and the nearest lines."""
    asked_offices = bool(scope.unit) and reason in {
        "not_reported", "mentioned_without_figure", "no_such_year",
    }  # fmt: skip
    if asked_offices:
        # The unit's offices were looked into for want of its own report, and have it not either.
        reason = "no_such_place"
        text = say(
            "not_found",
            "no_such_unit",
            what=scope.unit,
            who=scope.note,
            sought=what or _wanted(question),
        )
    elif kind == "number" and reason == "not_reported" and _is_written(question, scope, shelf):
        text = say(
            "not_found", "none_for_certain", who=scope.name(), what=what or _wanted(question)
        )
    else:
        text = _reasoned(reason, what or scope.what or _wanted(question), scope, shelf)
    # The lines of an office stand nearest to what its unit is asked about.
    unread = reason in {"off_topic", "no_such_place"} and not asked_offices
    unread = unread or question.only_answers
    nearest = () if unread else nearest_lines(question, scope, shelf, considered)
    return Answer(
        question=question.text,
        understood=understood(question, scope, kind),
        status="not_found",
        kind=kind,
        text=text,
        nearest=nearest,
        reason=reason,
        suggestions=_suggest(question, scope, shelf, reason),
        place=scope.places[0].name if scope.is_one_place else "",
        year=scope.years[0] if len(scope.years) == 1 else None,
        measure=question.rest,
        trace=trace or Trace(rule=reason),
    )


def _is_written(question: Question, scope: Scope, shelf: Shelf) -> bool:
    """Return whether one sentence of the one place asked about has all the words that are asked for:
    to say that its report has nothing of it would be wrong, whatever its figures count."""
    words = [term.text for term in question.content]
    return bool(words and scope.is_one_place) and any(
        all(word in text for word in words)
        for report in scope.reports
        for text in shelf.folded_sentences(report.id)
    )


def _reasoned(reason: Reason, what: str, scope: Scope, shelf: Shelf) -> str:
    """Return the sentence that gives the reason."""
    if reason == "no_such_year":
        what = scope.name()
    slots = {"what": what, "who": scope.name(), "library": shelf.names()}
    used = {
        "no_such_place": ("what",), "no_such_year": ("what",), "off_topic": ("library",),
    }.get(reason, ("who", "what"))  # fmt: skip
    return say("not_found", reason, **{key: slots[key] for key in used})


def refuse_figure(
    question: Question, scope: Scope, shelf: Shelf, selection: Selection, trace: Trace
) -> Answer:
    """Return the not_found that fits: wrong year, unclear, mentioned without a figure, or not at all."""
    reason = reason_without_figure(
        question, scope, shelf, selection.unclear, lambda: selection.considered
    )
    return refuse(question, scope, shelf, reason, trace=trace, considered=selection.considered)


def reason_without_figure(
    question: Question,
    scope: Scope,
    shelf: Shelf,
    unclear: Sequence[Fact],
    considered: Callable[[], Sequence[Candidate]],
) -> Reason:
    """Return why no figure was selected: ``unclear`` ones fit, it is of no such year, mentioned
    without a figure, or not told. ``considered`` gives the candidates that were looked at."""
    if unclear:
        return "unclear_in_source"
    if _has_no_such_year(scope):
        return "no_such_year"
    if not scope.places and not speaks_of_genre(question, shelf):
        return "off_topic"

    def counted() -> set[str]:
        return {
            shelf.folded_sentence(c.fact)
            for c in considered()
            if c.score >= _HINT and not c.verdict.startswith("单位")
        }

    if mentioned(question, scope, shelf, counted):
        return "mentioned_without_figure"
    return "not_reported"


def _has_no_such_year(scope: Scope) -> bool:
    return bool(scope.years) and not any(report.year in scope.years for report in scope.reports)


def reason_of(question: Question, scope: Scope, shelf: Shelf) -> Reason:
    """Return why a question that is not about a figure has no answer."""
    if not scope.places and not speaks_of_genre(question, shelf):
        return "off_topic"
    return "no_such_year" if _has_no_such_year(scope) else "not_reported"


def _wanted(question: Question) -> str:
    if question.terms:
        wording = question.masked[question.terms[0].start : question.terms[-1].end].replace(
            MASK, ""
        )
        if wording.strip() and len(wording) <= 24:
            return wording.strip()
    words = [term.text for term in question.terms]
    return (
        question.rest
        if len(question.rest) <= 20 and question.rest
        else "、".join(words[:4]) or question.text[:20]
    )


def speaks_of_genre(question: Question, shelf: Shelf) -> bool:
    """Return whether the question is one that such reports could answer.

    A section's name or a term of the lexicon tells; failing these, every word has to stand in
    some report (one known word beside strange ones is chance: 推荐 in 推荐几部电影), or, where
    a place is named, at least one.
    """
    if question.asks_any("list.shortcomings", "list.plans", "list.measures"):
        return True
    names = load_lexicon().by_name
    if any(term.key in names for term in question.content):
        return True
    known = [shelf.named_in(term.text) for term in question.content]
    if question.places:
        return any(known) or not known
    return any(known) and all(known)


def _suggest(question: Question, scope: Scope, shelf: Shelf, reason: Reason) -> tuple[str, ...]:
    """Return questions that could be asked instead."""
    if reason == "no_such_place":
        names = shelf.gazetteer.similar(scope.what or scope.unit) or tuple(
            place.name for mention in question.places for place in mention.places
        )
        return tuple(f"{name}{question.rest}" for name in dict.fromkeys(names))[:3]
    if reason == "no_such_year":
        years = sorted({r.year for r in scope.reports if r.year is not None})
        place = scope.places[0].name if scope.is_one_place else ""
        return tuple(f"{place}{year}年{question.rest}" for year in years)[:3]
    return ()
