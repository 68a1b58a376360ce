"""Who, when, where, which, why, how often, what it is called: a piece of the report's own text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import Cited, fact_value, finish, understood
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.statements import surfaces
from retrieval.answering.evidence.templates import say
from retrieval.answering.texts.accounting import speaks_of
from retrieval.answering.texts.spans import Span
from retrieval.answering.texts.text_lines import Line, find_lines
from retrieval.answering.texts.text_spans import find_spans
from retrieval.answering.texts.text_target import TextTarget, read_target
from retrieval.language.terms import Term
from retrieval.records import Answer, Choice, Evidence, Fact, Trace

# Readings nearer than this to the best fit as well as the best.
_CLOSE = 0.03
# A clause that accounts for the question less than this is no answer.
_THRESHOLD = 0.66
# A report whose best clause is worse than another's by more than this doesn't answer.
_FAR = 0.15
# A span whose surroundings tell this much may stand in a sentence that names nothing asked.
_TELLING, _TELLING_PLACE = 0.15, 0.1
# A date, a place or a person is of what its own sentence names.
_STRICT = frozenset({"when", "often", "who", "where"})
# Who stands right before the deed did it, or right behind it had it done.
_VERB_BEFORE = re.compile(r"(?P<verb>[一-鿿]{2})[了过]$")
_DEED_WITHIN, _BY_DEED = 6, 0.1
_PLANNED = 0.24
_MOST = 3
_NO_MARKS = str.maketrans("", "", "“”《》「」")
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class _Found:
    """A clause with the spans that answer."""

    line: Line
    spans: tuple[Span, ...]
    score: float

    @property
    def wording(self) -> str:
        return "、".join(self.line.folded[s.start : s.end] for s in self.spans)

    @property
    def bare(self) -> str:
        """The wording without its quotation marks."""
        return self.wording.translate(_NO_MARKS)


def answer_text(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the name, person, place, time, reason or outcome asked for, with its sentence.

    None where the question asks for no piece of text, where no clause accounts for all it
    says, or where none of the asked kind can be cut out. Ambiguous where several places answer.
    """
    target = read_target(question)
    if target is None:
        return None
    found = _find(target, question, scope, shelf)
    if not found:
        return None
    by_report: dict[str, list[_Found]] = {}
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


def _find(target: TextTarget, question: Question, scope: Scope, shelf: Shelf) -> list[_Found]:
    found = []
    deeds = _deeds(target)
    for line in find_lines(target, scope, shelf):
        if not all(speaks_of(line.folded[line.clause.start : line.clause.end], t) for t in deeds):
            continue
        cut = [_with_deed(s, deeds, target, line) for s in find_spans(target, question, line)]
        if not line.is_near or (target.kind in _STRICT and not line.is_whole):
            # 递到了哪里: the verb itself leads to the place.
            telling = _TELLING_PLACE if target.kind == "where" and target.cues else _TELLING
            cut = [span for span in cut if span.bonus >= telling]
        if target.kind == "who" and line.least < 1 and not target.musts:
            # Whoever stands beside a clause on it need not have done it.
            cut = [span for span in cut if span.bonus > 0]
        score = line.score + cut[0].bonus if cut else 0.0
        if score >= _THRESHOLD:
            # 打算组建什么: what is planned stands in the plan.
            asked_for = line.is_plan and question.asks_any("target")
            found.append(_Found(line, tuple(cut), score + _PLANNED * asked_for))
    return found


def _deeds(target: TextTarget) -> list[Term]:
    """Return what was done by the one asked for, where it stands right behind 谁 (谁|最后发言): who
    stands in another clause did something else."""
    if target.kind != "who" or target.head or target.cues or target.right[:1] in {"把", "将"}:
        return []
    deeds = [t for t in target.terms if t.kind != "thing" and t.text in target.right]
    return deeds if len(target.terms) > len(deeds) else []


def _with_deed(span: Span, deeds: Sequence[Term], target: TextTarget, line: Line) -> Span:
    """Return a span that the deed stands right beside as a surer one: who did it stands before it
    (党工委书记|末位|发言), whom it was done to behind it (配备了什么人: 配备|一名|调解员)."""
    behind = line.folded[span.end : span.end + _DEED_WITHIN]
    near = any(word in behind for deed in deeds for word in (deed.text, *surfaces(deed)))
    verb = _VERB_BEFORE.search(target.left) if target.kind == "who" else None
    before = line.folded[max(0, span.start - _DEED_WITHIN) : span.start]
    near = near or (verb is not None and verb["verb"] in before)
    return replace(span, bonus=span.bonus + _BY_DEED) if near else span


def _best(group: Sequence[_Found]) -> list[_Found]:
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
    question: Question, scope: Scope, shelf: Shelf, found: Sequence[_Found], rule: str
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
    question: Question, scope: Scope, shelf: Shelf, best: dict[str, list[_Found]]
) -> Answer:
    found = [group[0] for group in best.values()]
    evidence = tuple(e for one in found for e in _evidence(shelf, one))
    names = "、".join(dict.fromkeys(shelf.report_name(report) for report in best))
    text = say("text", "reporter", who=names)
    return finish(
        question, scope, "text", text, Cited((), evidence), trace=Trace(rule="text.reporter")
    )


def _ask_back(
    question: Question, scope: Scope, shelf: Shelf, best: dict[str, list[_Found]]
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


def _cite(shelf: Shelf, found: Sequence[_Found]) -> tuple[Cited, list[str]]:
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


def _figures(shelf: Shelf, found: _Found) -> list[Fact]:
    line = found.line
    return [
        fact
        for fact in shelf.source.facts(line.report)
        if (fact.passage, fact.sentence) == (line.passage, line.sentence)
        and not fact.none
        and any(s.start <= fact.quantity.start and fact.quantity.end <= s.end for s in found.spans)
    ]


def _verbatim(shelf: Shelf, found: _Found) -> str:
    line = found.line
    parsed = shelf.source.parsed(line.report)
    if line.sentence is None:
        text = parsed.sections[line.section].path[-1]
    else:
        text = parsed.passages[line.passage].sentences[line.sentence].text
    return "、".join(text[s.start : s.end].strip() for s in found.spans)


def _evidence(shelf: Shelf, found: _Found) -> list[Evidence]:
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


def _heading_evidence(shelf: Shelf, found: _Found) -> Evidence:
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
