"""The sentence that states one figure, and the trace of how it was chosen."""

from __future__ import annotations

from retrieval.answering.evidence.compose import amount_of, who_of
from retrieval.answering.evidence.part_tables import part_totalled
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.select import Selection
from retrieval.records import Fact, Trace


def trace_of(selection: Selection, rule: str) -> Trace:
    """Return what was considered, for /why and FAQ failures."""
    return Trace(
        rule=rule,
        considered=tuple(
            (f"{c.fact.measure} {amount_of(c.fact)}", round(c.score, 3), c.verdict or "合适")
            for c in selection.considered
        ),
    )


def state(shelf: Shelf, fact: Fact) -> str:
    """Return the sentence that states one figure."""
    slots = {"who": who_of(shelf, fact), "amount": amount_of(fact)}
    measure = fact.measure
    if fact.none:
        return (
            say("number", "none", measure=measure, **slots)
            if measure
            else say("number", "none_bare", **slots)
        )
    if fact.kind == "base" and fact.period is None and measure:
        return say("number", "before", measure=measure, **slots)
    if fact.kind in {"target", "change"} and measure:
        return say("number", fact.kind, measure=measure, **slots)
    if not measure:
        return say("number", "bare", **slots)
    if part := part_totalled(shelf, fact):
        measure = f"{part}合计{measure}"
    return say("number", "one", measure=measure, **slots)
