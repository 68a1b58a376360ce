"""Answers about many places at once, made of a table's cells: the table, an order, who tells and who not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.goal import asked_unit, asked_words, measure_terms
from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.asking.table_request import Request
from retrieval.answering.evidence.compose import Cited, count_of_places, finish
from retrieval.answering.evidence.scope import Scope, find_scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.kept.table_lines import Line, lines_of
from retrieval.answering.selecting.refuse import refuse
from retrieval.answering.tables.tables import tabulate
from retrieval.records import Answer, Evidence, Trace, Value
from retrieval.table_records import Cell, Group, Row, Table

_MOST = 30


@dataclass(frozen=True, slots=True)
class _Told:
    """A place's cell in the view of one year."""

    place: str
    cell: Cell
    rank: int | None


@dataclass(frozen=True, slots=True)
class _Said:
    """What an answer says, the cells whose figures it states, and the counts of places in it."""

    text: str
    cells: tuple[Cell, ...]
    counts: tuple[int, ...] = ()


def answer_request(request: Request, asked: Question, shelf: Shelf) -> Answer | None:
    """Return the view that is asked for; None where it names no measure or one place alone."""
    rest = parse_once(request.rest, shelf.gazetteer)
    question = replace(asked_unit(rest), terms=measure_terms(rest))
    if not question.content:
        return None
    scope = find_scope(rest, shelf, regions_allowed=True)
    lines = lines_of(scope, shelf)
    of_kind = tuple(line for line in lines if line.kind == request.kind)
    if request.kind and of_kind and not scope.places:
        lines = of_kind
    if scope.reason or scope.missing or not (len(lines) > 1 or (lines and request.show == "table")):
        return None
    years = scope.years or _years(lines, request.show)
    measure = asked_words(question, question.terms)
    table = tabulate(shelf, [(measure, question)], lines, years)
    question = replace(question, text=asked.text)
    if not table.evidence:
        return refuse(question, scope, shelf, "not_reported", "compare", what=measure)
    if request.show == "table":
        return _say_table(question, scope, table)
    return _say_view(request, question, scope, table)


def _years(lines: Sequence[Line], show: str) -> tuple[int | None, ...]:
    """Return the years of the view: all of a table; of an order or a count the latest that two
    places or more report on. Who counts asks of every place, so a year that some have no report
    of is not enough for that."""
    counts: dict[int, int] = {}
    for line in lines:
        for year in {r.year for r in line.scope.reports if r.year is not None}:
            counts[year] = counts.get(year, 0) + 1
    if not counts:
        return (None,)
    shared = [year for year, number in counts.items() if number > 1]
    latest = max(shared or counts)
    orders = show in {"top", "bottom"}
    if show == "table" or not (orders or counts[latest] == len(lines)):
        return tuple(sorted(counts))
    return (latest,)


def _say_view(request: Request, question: Question, scope: Scope, table: Table) -> Answer | None:
    """Return an order or a count of one year, or of each place's latest where none is asked for;
    None where several years are."""
    group = table.groups[0]
    if len(table.years) == 1:
        told = [_Told(row.place, row.cells[0], row.ranks[0]) for row in group.rows]
        who = f"{table.years[0]}年" if table.years[0] is not None else ""
    elif not scope.years and request.show not in {"top", "bottom"}:
        told = [_latest(row) for row in group.rows]
        who = ""
    else:
        return None
    slots = {"who": who, "measure": group.measure, "of": str(len(told))}
    say_it = _say_order if request.show in {"top", "bottom"} else _say_telling
    said = say_it(request, told, slots)
    return _finished(question, scope, table, said, request.show) if said else None


def _latest(row: Row) -> _Told:
    """Return a place with its latest figure, else with why its latest report has none."""
    cells = [cell for cell in row.cells if cell.gap != "no_report"] or row.cells[-1:]
    chosen = next((cell for cell in reversed(cells) if cell.value), cells[-1])
    year = f"{chosen.year}年" if chosen.year is not None and chosen.value else ""
    return _Told(row.place + year, chosen, None)


def _say_order(request: Request, told: Sequence[_Told], slots: dict[str, str]) -> _Said | None:
    """Return the first or last cells in order, all that tie with the last of them too."""
    having = [one for one in told if one.cell.value]
    ranked = sorted((o for o in having if o.rank is not None), key=lambda o: o.rank or 0)
    vague = [one for one in having if one.rank is None]
    if not ranked:
        return None
    if request.show == "bottom":
        ranked.reverse()
    edge = ranked[min(request.n, len(ranked)) - 1].rank
    shown = [
        one for position, one in enumerate(ranked) if position < request.n or one.rank == edge
    ][:_MOST]
    items = "，".join(f"{one.place}{one.cell.written}" for one in shown)
    key = request.show if request.n > 1 else f"{request.show}_one"
    text = say("table", key, n=str(request.n), items=items, **slots)
    counts: tuple[int, ...] = ()
    if len(having) < len(told):
        text += say("table", "among", of=slots["of"], n=str(len(having)))
        counts = (len(told), len(having))
    if vague:
        text += say("table", "vague")
    if apart := [o.place for o in told if o.cell.gap in {"other_row", "ambiguous"}]:
        reason = say("gap", "other_row")
        text += say("table", "left_out", places="、".join(apart[:_MOST]), reason=reason)
    return _Said(text, tuple(one.cell for one in shown), counts)


def _say_telling(request: Request, told: Sequence[_Told], slots: dict[str, str]) -> _Said | None:
    """Return who gives the figure, or who does not and why; None where nobody gives it."""
    counted = [one for one in told if one.cell.value or one.cell.gap == "other_row"]
    if not any(one.cell.value for one in counted):
        return None
    silent = [one for one in told if one not in counted]
    items = "，".join(
        f"{one.place}{one.cell.written or _in_brackets(one.cell)}" for one in counted[:_MOST]
    )
    if len(counted) > _MOST:
        items += say("table", "more", of=str(len(counted)))
    cells = tuple(one.cell for one in counted[:_MOST] if one.cell.value)
    more = (len(counted),) if len(counted) > _MOST else ()
    if request.show == "count":
        text = say("table", "count", n=str(len(counted)), items=items, **slots)
        return _Said(text, cells, (len(told), len(counted)))
    if not silent:
        text = say("table", "all_told", items=items, **slots)
        return _Said(text, cells, (len(told), *more))
    gaps = "、".join(f"{one.place}{_in_brackets(one.cell)}" for one in silent[:_MOST])
    if len(silent) > _MOST:
        gaps += "等"
    text = say("table", "silent", n=str(len(silent)), gaps=gaps, items=items, **slots)
    return _Said(text, cells, (len(silent), *more))


def _in_brackets(cell: Cell) -> str:
    return f"（{say('gap', cell.gap)}）" if cell.gap else ""


def _say_table(question: Question, scope: Scope, table: Table) -> Answer:
    """Return the table as lines, a place each, then the rows that stand apart."""
    first, *others = table.groups
    shown: list[Cell] = []
    text = say("table", "head", measure=first.measure, items=_lines(first, shown))
    for group in others:
        if len(shown) < _MOST:
            text += "\n" + say("table", "apart", reason=group.reason, items=_lines(group, shown))
    counts = (len(first.rows),) if len(first.rows) > _MOST else ()
    return _finished(question, scope, table, _Said(text, tuple(shown), counts), "table")


def _lines(group: Group, shown: list[Cell]) -> str:
    rows = []
    for row in group.rows[:_MOST]:
        rows.append(say("table", "row", place=row.place, cells=_cells(row)))
        shown += [cell for cell in row.cells if cell.value]
    if len(group.rows) > _MOST:
        rows.append(say("table", "more", of=str(len(group.rows))))
    return "\n".join(rows)


def _cells(row: Row) -> str:
    """Return a place's cells; years without a report are passed over where others have one."""
    told = [cell for cell in row.cells if cell.gap != "no_report"] or list(row.cells[-1:])
    return "，".join(
        say(
            "table",
            "cell",
            year=f"{cell.year}年" if cell.year is not None else "",
            amount=say("gap", cell.gap) if cell.gap else cell.written,
        )
        for cell in told
    )


def _finished(question: Question, scope: Scope, table: Table, said: _Said, rule: str) -> Answer:
    """Return the answer with the shown figures, their lines, and the counts it states as computed."""
    values: list[Value] = []
    evidence: list[Evidence] = []
    index: dict[int, int] = {}
    for cell in said.cells:
        if cell.value is None or cell.value.evidence is None:
            continue
        at = index.setdefault(cell.value.evidence, len(evidence))
        if at == len(evidence):
            evidence.append(table.evidence[cell.value.evidence])
        values.append(replace(cell.value, evidence=at))
    values += [count_of_places(count, table.measures[0]) for count in dict.fromkeys(said.counts)]
    return finish(
        question, scope, "compare", said.text, Cited(tuple(values), tuple(evidence)),
        trace=Trace(rule=f"table.{rule}"), measure=table.measures[0],
        place=scope.places[0].name if scope.is_one_place else "",
        year=scope.years[0] if len(scope.years) == 1 else None,
    )  # fmt: skip
