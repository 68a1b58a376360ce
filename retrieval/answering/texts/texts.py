"""Who, when, where, which, why, how often, what it is called: a piece of the report's own text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import Cited, fact_value, finish, understood
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.texts.found_clauses import Found, find_clauses
from retrieval.answering.texts.target_fit import fitted
from retrieval.answering.texts.text_target import read_target
from retrieval.records import Answer, Choice, Evidence, Fact, Trace

# Readings nearer than this to the best fit as well as the best.
_CLOSE = 0.03
# A report whose best clause is worse than another's by more than this doesn't answer.
_FAR = 0.15
_MOST = 3
_MOST_PLACES = 8


def answer_text(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the name, person, place, time, reason or outcome asked for, with its sentence.

    None where the question asks for no piece of text, where no clause accounts for all it
    says, or where none of the asked kind can be cut out. Ambiguous where several places answer.
    """
    target = read_target(question)
    if target is None:
        return None
    target = fitted(target, scope, shelf)
    found = find_clauses(target, question, scope, shelf)
    if not found:
        return None
    by_report: dict[str, list[Found]] = {}
    for one in found:
        by_report.setdefault(one.line.report, []).append(one)
    best = {report: _best(group) for report, group in by_report.items()}
    top = max(group[0].score for group in best.values())
    best = {report: group for report, group in best.items() if top - group[0].score <= _FAR}
    if target.kind == "reporter":
        return _answer_reporters(question, scope, shelf, best)
    if len({group[0].wording for group in best.values()}) > 1 or _is_shared_name(question, scope):
        return _ask_back(question, scope, shelf, best)
    report = max(best, key=lambda r: best[r][0].score)
    return _answer(question, scope, shelf, best[report], f"text.{target.kind}")


def _is_shared_name(question: Question, scope: Scope) -> bool:
    """Return whether one name in the question is the name of several places."""
    return len(scope.places) > 1 and any(len(mention.places) > 1 for mention in question.places)


def _best(group: Sequence[Found]) -> list[Found]:
    """Return the best clause of a report, and others as good that say something else."""
    ordered = sorted(group, key=lambda f: -f.score)
    best = [ordered[0]]
    for one in ordered[1:]:
        if ordered[0].score - one.score > _CLOSE or len(best) == _MOST:
            break
        if not any(one.bare in b.bare or b.bare in one.bare for b in best):
            best.append(one)
    return best


def _answer(
    question: Question, scope: Scope, shelf: Shelf, found: Sequence[Found], rule: str
) -> Answer:
    cited, wordings = _cite(shelf, found)
    who = shelf.report_name(found[0].line.report)
    text = say("text", "one", who=who, answer="；".join(wordings))
    if found[0].line.is_plan and not question.asks_any("target"):
        text += say("text", "plan")
    trace = Trace(
        rule=rule, considered=tuple((f.wording, round(f.score, 3), "合适") for f in found)
    )
    return finish(question, scope, "text", text, cited, trace=trace)


def _answer_reporters(
    question: Question, scope: Scope, shelf: Shelf, best: dict[str, list[Found]]
) -> Answer:
    found = [group[0] for group in best.values()]
    evidence = tuple(e for one in found for e in _evidence(shelf, one))
    names = "、".join(dict.fromkeys(shelf.report_name(report) for report in best))
    text = say("text", "reporter", who=names)
    return finish(
        question, scope, "text", text, Cited((), evidence), trace=Trace(rule="text.reporter")
    )


def _ask_back(
    question: Question, scope: Scope, shelf: Shelf, best: dict[str, list[Found]]
) -> Answer:
    """Return every place's answer, and for each the question that settles it."""
    reports = sorted(best, key=lambda r: -best[r][0].score)[:_MOST_PLACES]
    found = [best[report][0] for report in reports]
    cited, wordings = _cite(shelf, found)
    names = [shelf.report_name(report) for report in reports]
    items = "；".join(f"{name}：{wording}" for name, wording in zip(names, wordings, strict=True))
    asked = question.text
    for mention in question.places:
        asked = asked.replace(mention.text, "", 1)
    places = dict.fromkeys(
        (*names, *(shelf.report_name(r) for r in scope.reports if question.places))
    )
    choices = tuple(Choice(name, f"{name}{asked}") for name in places)
    return Answer(
        question=question.text, understood=understood(question, scope, "text"), status="ambiguous",
        kind="text", text=say("text", "several", items=items), values=cited.values,
        evidence=cited.evidence, choices=choices, measure=question.rest,
        trace=Trace(rule="text.ambiguous"),
    )  # fmt: skip


def _cite(shelf: Shelf, found: Sequence[Found]) -> tuple[Cited, list[str]]:
    """Return evidence, the figures that the spans hold, and the spans as the reports write them."""
    evidence: list[Evidence] = []
    values = []
    wordings = []
    for one in found:
        at = len(evidence)
        quotes = _evidence(shelf, one)
        evidence.extend(quotes)
        wordings.append(_verbatim(shelf, one))
        lines = [quote.line for quote in quotes]
        for fact in _figures(shelf, one):
            line = shelf.fact_evidence(fact).line
            if line in lines:
                values.append(fact_value(shelf, fact, at + lines.index(line)))
    return Cited(tuple(values), tuple(evidence)), wordings


def _figures(shelf: Shelf, found: Found) -> list[Fact]:
    line = found.line
    return [
        fact
        for fact in shelf.source.facts(line.report)
        if (fact.passage, fact.sentence) == (line.passage, line.sentence)
        and not fact.none
        and any(s.start <= fact.quantity.start and fact.quantity.end <= s.end for s in found.spans)
    ]


def _verbatim(shelf: Shelf, found: Found) -> str:
    line = found.line
    parsed = shelf.source.parsed(line.report)
    if line.sentence is None:
        text = parsed.sections[line.section].path[-1]
    else:
        text = parsed.passages[line.passage].sentences[line.sentence].text
    return "、".join(text[s.start : s.end].strip() for s in found.spans)


def _evidence(shelf: Shelf, found: Found) -> list[Evidence]:
    """Return the quoted lines that hold the spans: one, or more where a sentence is broken."""
    line = found.line
    parsed = shelf.source.parsed(line.report)
    if line.sentence is None:
        return [_heading_evidence(shelf, found)]
    quotes = []
    position = 0
    for piece in parsed.passages[line.passage].sentences[line.sentence].pieces:
        stop = position + piece.end - piece.start
        inside = [
            (max(s.start, position), min(s.end, stop))
            for s in found.spans
            if s.start < stop and s.end > position
        ]
        if inside:
            quotes.append(shelf.evidence(line.report, line.passage, line.sentence, inside))
        position = stop
    return quotes


def _heading_evidence(shelf: Shelf, found: Found) -> Evidence:
    line = found.line
    parsed = shelf.source.parsed(line.report)
    section = parsed.sections[line.section]
    passage = next(p.index for p in parsed.passages if p.sentences)
    return replace(
        shelf.evidence(line.report, passage, 0),
        line=section.first_line,
        section=" > ".join(section.path),
        quote=section.path[-1],
        highlights=tuple((s.start, s.end) for s in found.spans),
    )
