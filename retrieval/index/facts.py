"""Every figure of a report as a Fact: what it counts, of which year, result or plan.

``cues`` carry how near each term of the surrounding wording stands to the figure:
1.0 its label, 0.95 the rest of its own stretch, 0.9 the topic it inherits, 0.85 and less
the clauses before it, 0.75 the topic sentence (一是…), 0.6 and less other sentences of the passage, 0.5 the headings.
Answering reads meaning into these steps; see ``NEARNESS``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from retrieval.index.cells import Cell, caption_unit, find_cells, find_line_figure
from retrieval.index.clauses import Clause, Slot, find_slots, split_clauses
from retrieval.index.labels import Label, is_thing, read_label, trim
from retrieval.index.nones import NoneStatement, find_nones, split_items
from retrieval.index.periods import PeriodReader, find_years, read_kind
from retrieval.index.series import Series, find_series
from retrieval.index.totals import find_totals
from retrieval.language.fold import fold
from retrieval.language.places import find_place_names, place_kind
from retrieval.language.quantities import find_quantities
from retrieval.language.terms import find_terms, term_keys
from retrieval.language.units import load_units
from retrieval.records import Fact, FactKind, ParsedReport, Passage, Place, Quantity, Section

LABEL, OWN, TOPIC, CLAUSE, AFTER, EARLIER, HEADING = 1.0, 0.95, 0.9, 0.85, 0.6, 0.58, 0.5
TOPIC_SENTENCE = 0.75
_STEP = 0.05
_ITEM = re.compile(r"\s*(?:[一二三四五六七八九十]+[是、]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．])")
_BRANCH = re.compile(r"^\s*(?:其中|含|包括|包含|内有)")
_TOWNS = frozenset({"街道", "镇", "乡"})
_COUNTIES = frozenset({"县", "区", "市", "旗"})


@dataclass(frozen=True, slots=True)
class _Draft:
    """A figure before its place among the others is known."""

    sentence: int
    clause: int
    quantity: Quantity
    label: Label
    period: int | None
    kind: FactKind
    branch: bool
    place: str = ""
    none: bool = False
    unclear: bool = False


def find_facts(parsed: ParsedReport) -> tuple[Fact, ...]:
    """Return the facts of a report in reading order; page furniture yields none."""
    facts: list[Fact] = []
    previous = ""
    for passage in parsed.passages:
        section = parsed.sections[passage.section]
        if section.path[:1] != ("页面信息",):
            facts.extend(_passage_facts(parsed, passage, section, previous, len(facts)))
        previous = passage.text
    return tuple(facts)


def _passage_facts(
    parsed: ParsedReport, passage: Passage, section: Section, previous: str, offset: int
) -> list[Fact]:
    context = _Context(parsed, passage, section, previous)
    if passage.headers:
        return [_cell_fact(context, passage, cell) for cell in find_cells(passage, context.caption)]
    if line := _line_fact(context, passage):
        return [line]
    drafts = [
        draft
        for number in range(len(passage.sentences))
        for draft in _sentence_drafts(context, number)
    ]
    totals = find_totals([draft.quantity for draft in drafts])
    drafts = [replace(d, branch=True) if i in totals else d for i, d in enumerate(drafts)]
    facts = []
    for position, draft in enumerate(drafts):
        total = totals.get(position)
        topic = _topic_of(drafts, position, context) if total is None else _whole(drafts, total, context)
        facts.append(
            Fact(
                report=parsed.report.id,
                passage=passage.index,
                sentence=draft.sentence,
                quantity=draft.quantity,
                label=draft.label.text,
                topic=topic.text,
                measure=_measure(draft, topic),
                period=draft.period,
                kind=draft.kind,
                place=draft.place,
                none=draft.none,
                unclear=draft.unclear,
                cues=_cues(context, draft, topic),
                part_of=offset + total if total is not None else _part_of(drafts, position, offset),
            )
        )
    return facts


def _cell_fact(context: _Context, passage: Passage, cell: Cell) -> Fact:
    """Return the fact of a table's cell; a row of totals counts what the column says."""
    place = _place_in(cell.row, context)
    row = "" if cell.is_total or place else cell.row
    measure = f"{row}{cell.column}" or context.caption
    year = cell.year if cell.year is not None else context.report.year
    cues: dict[str, float] = {}
    for text, nearness in (
        (cell.column, LABEL), (row, LABEL), (cell.row, OWN), (context.caption, CLAUSE),
        *((heading, HEADING) for heading in reversed(context.section.path)),
    ):  # fmt: skip
        for key in term_keys(text):
            cues.setdefault(key, nearness)
    kind = read_kind(cell.column, "", "", load_units().class_of.get(cell.quantity.unit, ""))
    return Fact(
        report=context.report.id, passage=passage.index, sentence=cell.sentence,
        quantity=cell.quantity, label=f"{cell.row}{cell.column}", topic="", measure=measure,
        period=year, kind=_with_plan(kind, cell.year, context), place=place,
        cues=tuple(sorted(cues.items(), key=lambda item: -item[1])),
    )  # fmt: skip


def _line_fact(context: _Context, passage: Passage) -> Fact | None:
    """Return the fact of a line that is a label and a bare number under a caption with a unit."""
    if len(passage.sentences) != 1:
        return None
    found = find_line_figure(passage.sentences[0].text, caption_unit(context.caption))
    if found is None:
        return None
    label, quantity = found
    cues: dict[str, float] = {}
    for text, nearness in ((label, LABEL), (context.caption, CLAUSE)):
        for key in term_keys(text):
            cues.setdefault(key, nearness)
    return Fact(
        report=context.report.id, passage=passage.index, sentence=0, quantity=quantity,
        label=label, topic=context.caption, measure=label, period=context.report.year,
        kind="target" if context.is_plan else "actual",
        cues=tuple(sorted(cues.items(), key=lambda item: -item[1])),
    )  # fmt: skip


class _Context:
    """A passage prepared once: folded sentences, their clauses, and the years and plan it is in."""

    def __init__(
        self, parsed: ParsedReport, passage: Passage, section: Section, previous: str
    ) -> None:
        self.report = parsed.report
        self.section = section
        self.previous = previous if len(passage.text) <= 40 else ""
        self.caption = fold(section.path[-1] if section.path else previous)
        # The place's own name says nothing about what is counted, and would melt into words
        # beside it (中梁|镇小|程序).
        self.folded = [_blank_place(fold(s.text), self.report.place) for s in passage.sentences]
        self.originals = [sentence.text for sentence in passage.sentences]
        self.clauses = [split_clauses(folded) for folded in self.folded]
        self.is_plan = section.role == "plan"

    def before(self, sentence: int, clause: int) -> Iterator[tuple[int, Clause]]:
        """Yield (position, clause) for the clauses before one in its sentence, the nearest
        first; a bracket's own surroundings come first."""
        clauses = self.clauses[sentence]
        if (parent := clauses[clause].parent) is not None:
            yield parent, clauses[parent]
            clause = parent
        for number in range(clause - 1, -1, -1):
            if clauses[number].parent is None:
                yield number, clauses[number]

    def wording_before(self, sentence: int, clause: int) -> str:
        """Return the wording of the clauses before one in its sentence, in their order."""
        return "，".join(c.text for _, c in reversed(list(self.before(sentence, clause))))

    def after(self, sentence: int, clause: int) -> Iterator[Clause]:
        """Yield the clauses after one that have no figure of their own: they speak on of it."""
        for number in range(clause + 1, len(self.clauses[sentence])):
            later = self.clauses[sentence][number]
            if later.parent is None and not find_quantities(later.text):
                yield later


def _blank_place(folded: str, place: Place | None) -> str:
    if place is None:
        return folded
    name = fold(place.name)
    return folded.replace(name, " " * len(name)) if len(name) >= 3 else folded


def _sentence_drafts(context: _Context, number: int) -> list[_Draft]:
    folded, clauses = context.folded[number], context.clauses[number]
    quantities = find_quantities(context.originals[number])
    series = find_series(folded, clauses, quantities)
    periods = PeriodReader(context.report.year)
    drafts: list[_Draft] = []
    for position, clause in enumerate(clauses):
        nones = find_nones(clause, clauses[position - 1].text if position else "")
        inside = [
            q
            for q in quantities
            if _belongs(q, position, clauses)
            and not any(n.start <= q.start < n.marker_end for n in nones)
        ]
        drafts += [_draft(context, number, s, periods) for s in find_slots(clause, position, inside)]
        drafts += [
            _none_draft(context, number, position, none, periods)
            for none in nones
            if not any(none.start <= q.start < none.end for q in inside)
        ]
        if clause.parent is None:
            periods.enter(clause.text)
    drafts = _apply_series(drafts, series, context)
    return sorted(drafts, key=lambda draft: draft.quantity.start)


def _belongs(quantity: Quantity, position: int, clauses: tuple[Clause, ...]) -> bool:
    """Return whether a quantity lies in this clause itself and not in brackets inside it."""
    clause = clauses[position]
    if not clause.start <= quantity.start < clause.end:
        return False
    return not any(
        inner.parent == position and inner.start <= quantity.start < inner.end for inner in clauses
    )


def _draft(context: _Context, number: int, slot: Slot, periods: PeriodReader) -> _Draft:
    clause = context.clauses[number][slot.clause]
    upto = clause.text[: slot.quantity.start - clause.start]
    period, is_base = periods.of(upto)
    before = context.wording_before(number, slot.clause)
    unit_class = load_units().class_of.get(slot.quantity.unit, "")
    after = clause.text[slot.quantity.end - clause.start :]
    kind = read_kind(upto if not slot.left else slot.left, before, after, unit_class)
    label = read_label(slot)
    if is_base:
        kind = "base"
        # 较2022年的75件减少13件: what follows is said of the other figure.
        label = read_label(replace(slot, right=""))
    elif kind == "base":
        period = None
    if context.is_plan and context.report.year is not None and not find_years(upto):
        period = context.report.year + 1
    return _Draft(
        number, slot.clause, slot.quantity, label, period,
        _with_plan(kind, period, context), bool(_BRANCH.match(clause.text)) or clause.parent is not None,
        _place_in(slot.left, context),
    )  # fmt: skip


def _with_plan(kind: FactKind, period: int | None, context: _Context) -> FactKind:
    year = context.report.year
    if kind in {"change", "base"}:
        return kind
    if context.is_plan or (year is not None and period is not None and period > year):
        return "target"
    return kind


def _none_draft(
    context: _Context, number: int, position: int, none: NoneStatement, periods: PeriodReader
) -> _Draft:
    clause = context.clauses[number][position]
    period, _ = periods.of(clause.text[: none.start - clause.start])
    before = context.wording_before(number, position)
    kind = read_kind(clause.text[: none.start - clause.start], before, "", "")
    text = context.originals[number][none.start : none.end]
    quantity = Quantity(text, Decimal(0), none.unit, none.start, none.end)
    items = [term_keys(item) for item in split_items(none.what)]
    # Each thing denied is named by its terms, but for who would have done it.
    heads = tuple(dict.fromkeys(k for keys in items for k in _denied_keys(keys)))
    rest = (*term_keys(none.what), *term_keys(clause.text[: none.start - clause.start]))
    has_thing = any(is_thing(term) for term in find_terms(none.what))
    label = Label(trim(none.what), heads, tuple(k for k in rest if k not in heads), has_thing)
    return _Draft(
        number, position, quantity, label, period, _with_plan(kind, period, context), False, none=True
    )  # fmt: skip


def _denied_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(key for key in keys if not key.endswith(("人员", "员", "干部", "机关", "单位")))
    return kept[-2:] or keys[-1:]


def _place_in(left: str, context: _Context) -> str:
    """Return the town or street that a figure is said to belong to, if it is another than
    the report's own; only reports of counties, cities and their offices speak of such."""
    place = context.report.place
    if place is None or place.kind in _TOWNS or place.kind in {"社区", "村"}:
        return ""
    kinds = _TOWNS | _COUNTIES if place.kind in {"市", "州", "省", "地区", "盟"} else _TOWNS
    wording = left.strip(" 、，其中")
    for span in find_place_names(wording):
        if span.start <= 2 and place_kind(span.name) in kinds and span.name != place.name:
            return fold(span.name)
    return ""


def _apply_series(
    drafts: list[_Draft], series: tuple[Series, ...], context: _Context
) -> list[_Draft]:
    for one in series:
        first: _Draft | None = None
        for position, quantity in enumerate(one.members):
            index = next((i for i, d in enumerate(drafts) if d.quantity == quantity), None)
            if index is None:
                continue
            draft = drafts[index]
            first = first or draft
            drafts[index] = _named(draft, first, one, position, context)
    return drafts


def _named(
    draft: _Draft, first: _Draft, series: Series, position: int, context: _Context
) -> _Draft:
    lead = trim(series.lead)
    if not series.is_clear:
        names = "、".join(series.all_names)
        keys = tuple(dict.fromkeys(key for name in series.all_names for key in term_keys(name)))
        return replace(draft, label=Label(names, keys, (), True), unclear=True)
    name = series.names[position]
    year = re.fullmatch(r"(20\d{2})年?度?", name)
    if year:
        period = int(year.group(1))
        return replace(draft, period=period, kind=_with_plan("actual", period, context), label=Label("", (), (), False))
    place = _place_in(name, context)
    keys = term_keys(name)
    extra = term_keys(lead) if lead else ()
    label = Label(name + lead, tuple(dict.fromkeys((*keys, *extra))), (), bool(keys) and not place)
    kind = first.kind if draft.kind == "actual" else draft.kind
    return replace(draft, label=label, kind=kind, period=first.period, place=place)


def _topic_of(drafts: list[_Draft], position: int, context: _Context) -> Label:
    """Return the wording that says what is counted, where the label itself doesn't.

    Taken from the nearest figure before that names a thing and is no part of another
    (`其中…`), else from the nearest clause that does.
    """
    draft = drafts[position]
    empty = Label("", (), (), False)
    if draft.label.has_thing and not draft.branch:
        return empty
    candidates = [d for d in drafts[:position] if d.label.has_thing and not d.none and not d.branch]
    same = [d for d in candidates if d.sentence == draft.sentence]
    units = load_units()
    akin = [d for d in same if units.same_class(d.quantity.unit, draft.quantity.unit)]
    if akin and not _nearer_clause(context, draft, akin[-1]):
        return akin[-1].label
    figures = {d.clause: d.label for d in same}
    branches = {d.clause for d in drafts[:position] if d.sentence == draft.sentence} - set(figures)
    for number, clause in context.before(draft.sentence, draft.clause):
        if number in branches:
            continue
        label = figures.get(number) or _clause_label(clause)
        if label.has_thing:
            return label
    for earlier in reversed(candidates):
        if draft.sentence - earlier.sentence == 1 and not _nearer_clause(context, draft, earlier):
            return earlier.label
    return empty


def _whole(drafts: list[_Draft], position: int, context: _Context) -> Label:
    """Return a figure's label together with the topic that it needs."""
    label = drafts[position].label
    if label.has_thing:
        return label
    topic = _topic_of(drafts, position, context)
    keys = tuple(dict.fromkeys((*topic.near, *topic.far, *label.near)))
    return Label(f"{topic.text}{label.text}", keys, (), topic.has_thing)


def _nearer_clause(context: _Context, draft: _Draft, earlier: _Draft) -> bool:
    """Return whether a clause without a figure of its own names a new topic in between."""
    if draft.sentence != earlier.sentence:
        return any(_topic_marker(c.text) for _, c in context.before(draft.sentence, draft.clause))
    return any(
        _topic_marker(context.clauses[draft.sentence][n].text)
        for n in range(earlier.clause + 1, draft.clause + 1)
        if n < len(context.clauses[draft.sentence])
    )


def _topic_marker(text: str) -> bool:
    return bool(re.search(r"方面\s*$|工作中\s*$", text))


def _clause_label(clause: Clause) -> Label:
    terms = [term for term in find_terms(clause.text) if not term.is_light]
    keys = tuple(dict.fromkeys(term.key for term in terms))
    has_thing = any(term.kind in {"thing", "rate"} for term in terms)
    return Label(trim(clause.text), keys, (), has_thing)


def _measure(draft: _Draft, topic: Label) -> str:
    """Return the name under which the figure is shown: the topic where the label needs it."""
    own, above = draft.label.text, topic.text
    if not above or above == own:
        return own
    if not draft.label.has_thing:
        # 调解案件 names enough; a bare act (化解) needs what it was done to.
        return own if len(find_terms(own)) > 1 else f"{above}{own}"
    shares = set(draft.label.near) & {*topic.near, *topic.far}
    return own if shares or not own else f"{above}（{own}）"


def _part_of(drafts: list[_Draft], position: int, offset: int) -> int | None:
    draft = drafts[position]
    if not draft.branch:
        return None
    units = load_units()
    for index in range(position - 1, -1, -1):
        other = drafts[index]
        if not other.branch and units.same_class(other.quantity.unit, draft.quantity.unit):
            return offset + index
    return None


def _cues(context: _Context, draft: _Draft, topic: Label) -> tuple[tuple[str, float], ...]:
    """Return every term around the figure with its nearness, the nearest first, each once."""
    cues: dict[str, float] = {}

    def add(keys: tuple[str, ...], nearness: float) -> None:
        for key in keys:
            cues.setdefault(key, round(nearness, 2))

    add(draft.label.near, LABEL)
    add(draft.label.far, OWN)
    add((*topic.near, *topic.far), TOPIC)
    own = context.clauses[draft.sentence][draft.clause]
    add(term_keys(own.text[: max(draft.quantity.start - own.start, 0)]), CLAUSE)
    step = CLAUSE
    for _, clause in context.before(draft.sentence, draft.clause):
        add(term_keys(clause.text), CLAUSE if _topic_marker(clause.text) else step)
        step = max(step - _STEP, AFTER + 0.02)
    for clause in context.after(draft.sentence, draft.clause):
        add(term_keys(clause.text), AFTER)
    step = EARLIER
    scoped = False
    for number in range(draft.sentence - 1, -1, -1):
        earlier = context.folded[number]
        # A short sentence behind 一是 or （一） is the topic of all up to the next such mark.
        if not scoped and _ITEM.match(earlier):
            scoped = True
            if len(earlier) <= 40:
                add(term_keys(earlier), TOPIC_SENTENCE)
                continue
        add(term_keys(earlier), step)
        step = max(step - 0.02, HEADING + 0.01)
    add(term_keys(context.previous), HEADING)
    for heading in reversed(context.section.path):
        add(term_keys(heading), HEADING)
    return tuple(sorted(cues.items(), key=lambda item: -item[1]))
