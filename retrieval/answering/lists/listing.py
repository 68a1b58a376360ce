"""A list as an answer: one line an item, each with the line it is quoted from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import Cited, fact_value, finish, understood
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.lists.points import Item, Stretch
from retrieval.records import Answer, Choice, Evidence, Fact, Kind, Trace, Value

_MOST_CHOICES = 12
_RUNS_IN = re.compile(r"\s*\d{1,2}[.．](?=\d{3})")


class Quotes:
    """Evidence gathered without repeating a line, and the figures that the quoted words state."""

    def __init__(self, shelf: Shelf, report: str) -> None:
        """Quote from one ``report``."""
        self._shelf = shelf
        self._report = report
        self._evidence: list[Evidence] = []
        self._facts: dict[tuple[int, int, int], Fact] = {}

    def add(self, stretch: Stretch) -> str:
        """Quote the sentence of a stretch, the stretch highlighted; return the stretch's words."""
        parsed = self._shelf.source.parsed(self._report)
        sentence = parsed.passages[stretch.passage].sentences[stretch.sentence]
        position = 0
        for piece in sentence.pieces:
            length = piece.end - piece.start
            start, end = max(stretch.start, position), min(stretch.end, position + length)
            if start < end:
                spans = ((start, end),)
                self._merge(
                    _unnumbered(
                        self._shelf.evidence(self._report, stretch.passage, stretch.sentence, spans)
                    )
                )
            position += length
        for fact in self._shelf.source.facts(self._report):
            quantity = fact.quantity
            inside = stretch.start <= quantity.start and quantity.end <= stretch.end
            if (fact.passage, fact.sentence) == (stretch.passage, stretch.sentence) and inside:
                self._facts[(fact.passage, fact.sentence, quantity.start)] = fact
        return sentence.text[stretch.start : stretch.end]

    def add_item(self, item: Item, *, whole: bool = False) -> str:
        """Quote an item (all its sentences with ``whole``); return what it says in one line."""
        if item.lead is None:
            self._add_heading(item)
        else:
            self.add(item.lead)
        rest = "".join(self.add(stretch) for stretch in item.rest) if whole else ""
        parts = (item.text, rest.lstrip(" 　。：:"))
        return "。".join(part for part in parts if part).strip(" 。；;，,")

    def _add_heading(self, item: Item) -> None:
        parsed = self._shelf.source.parsed(self._report)
        report, line = parsed.report, item.line
        section = next((s.path for s in parsed.sections if s.first_line == line), ())
        whole = report.lines[line - 1]
        start = len(whole) - len(whole.lstrip())
        column, stop = item.column, item.column + len(item.text)
        # A heading that runs on into its paragraph is quoted without the paragraph.
        rest = whole[stop:].rstrip()
        end = (
            stop + (1 if rest[:1] in {"。", "：", ":"} else 0)
            if len(rest) > 1
            else stop + len(rest)
        )
        self._merge(
            Evidence(
                report.id, report.title, report.place.name if report.place else "", report.year,
                report.file, line, " > ".join(section), whole[start:end], ((column - start, stop - start),),
            )
        )  # fmt: skip

    def cited(self) -> Cited:
        """Return the evidence in order, with the figures stated in it."""
        facts = [self._facts[key] for key in sorted(self._facts)]
        return Cited(tuple(self._value(fact) for fact in facts), tuple(self._evidence))

    def _value(self, fact: Fact) -> Value:
        item = self._shelf.fact_evidence(fact)
        index = self._index_of(item)
        if index is None:
            index = len(self._evidence)
            self._evidence.append(item)
        return fact_value(self._shelf, fact, index)

    def _index_of(self, item: Evidence) -> int | None:
        return next(
            (
                i
                for i, e in enumerate(self._evidence)
                if e.line == item.line and e.quote == _unnumbered(item).quote
            ),
            None,
        )

    def _merge(self, item: Evidence) -> None:
        index = self._index_of(item)
        if index is None:
            self._evidence.append(item)
            return
        spans = tuple(sorted({*self._evidence[index].highlights, *item.highlights}))
        self._evidence[index] = replace(self._evidence[index], highlights=spans)


def _unnumbered(item: Evidence) -> Evidence:
    """Return evidence without a list number that would run into a figure (5.12345热线)."""
    match = _RUNS_IN.match(item.quote)
    if not match:
        return item
    cut = match.end()
    spans = tuple((a - cut, b - cut) for a, b in item.highlights if a >= cut)
    return replace(item, quote=item.quote[cut:], highlights=spans)


def answer_items(
    question: Question, scope: Scope, shelf: Shelf, report: str, items: Iterable[Item],
    *, whole: bool = False, open_ended: bool = False, rule: str = "list", kind: Kind = "list",
) -> Answer:  # fmt: skip
    """Return items as an answer, a line each; with ``whole`` all sentences of each item."""
    quotes = Quotes(shelf, report)
    lines = [quotes.add_item(item, whole=whole) for item in items]
    name = shelf.report_name(report)
    text = say("list", "one", who=name, items="\n".join(f"· {line}" for line in lines))
    if open_ended:
        text += say("list", "open")
    cited = quotes.cited()
    trace = Trace(rule=rule)
    own = shelf.by_id[report]
    return finish(
        question, scope, kind, text, cited, trace=trace,
        place=own.place.name if own.place else "", year=own.year, measure=question.rest,
    )  # fmt: skip


def offer_reports(
    question: Question, scope: Scope, shelf: Shelf, found: Sequence[tuple[str, Item]],
    *, kind: Kind = "list",
) -> Answer:  # fmt: skip
    """Return an ambiguous answer: the reports that have what was asked for, each with its first line, for a person to pick."""
    names: list[str] = []
    evidence: list[Evidence] = []
    for report_id, item in found[:_MOST_CHOICES]:
        quotes = Quotes(shelf, report_id)
        quotes.add_item(item)
        evidence += quotes.cited().evidence[:1]
        names.append(shelf.report_name(report_id))
    return Answer(
        question=question.text,
        understood=understood(question, scope, kind),
        status="ambiguous",
        kind=kind,
        text=say("list", "choose", items="、".join(names)),
        evidence=tuple(evidence),
        choices=tuple(Choice(name, f"{name}{_bare(question)}") for name in names),
        measure=question.rest or question.text,
        trace=Trace(rule="list.choose"),
    )


def _bare(question: Question) -> str:
    """Return the question without the places and years it names."""
    text = question.folded
    for mention in sorted(question.places, key=lambda m: -m.start):
        text = text[: mention.start] + text[mention.end :]
    for year in question.years:
        text = text.replace(f"{year}年度", "").replace(f"{year}年", "").replace(str(year), "")
    return text.strip()
