"""The figures of one sentence, each with its label, its year and how it is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from retrieval.figures.bases import bases_in_a_row, levels_reached
from retrieval.figures.clauses import Clause, Slot, find_slots
from retrieval.figures.draft import Draft
from retrieval.figures.labels import (
    Label,
    is_concept,
    is_thing,
    names_what_changed,
    read_label,
)
from retrieval.figures.nones import NoneStatement, denies_one, find_nones, split_items
from retrieval.figures.passage_context import PassageContext, place_in, with_plan
from retrieval.figures.periods import PeriodReader, find_years, read_kind
from retrieval.figures.series import Series, find_series
from retrieval.figures.shares import read_share
from retrieval.figures.trimming import trim
from retrieval.language.fold import fold
from retrieval.language.quantities import find_quantities
from retrieval.language.terms import find_terms, term_keys
from retrieval.language.units import load_units
from retrieval.records import Quantity

# One of several singled out (数额最大的一起在…，追回172万元): what follows is of that one alone.
_SINGLED_OUT = re.compile(r"最[大高多重]的?(?:一|是)|单[笔期次件个]最|其中最")
_LONGEST_NAME = 16
_LONGEST_WRITTEN = 30
_FRACTION = re.compile(r"分之|成$")
_BRANCH = re.compile(r"^\s*(?:其中|含|包括|包含|内有)")


# What is said to be the first of several, and what begins the clause that tells how many.
_RANKED = re.compile(
    r"(?:其中)?(?:以)?(?P<what>[^\d]{2,20}?)(?:数量|案件)?(?:最[多高大少]|居首位?|[居排列]第一位?|占首位|居多|次之)"
)
_IT_HAS = re.compile(r"(?:共|已|约|达|计)?(?:有|为|达到?|计)?")
# So many characters at the end of two names make them names of one thing (赴省上访, 进京上访).
_SAME_TAIL = 2


def sentence_drafts(context: PassageContext, number: int) -> list[Draft]:
    """Return the figures of the passage's sentence ``number``, left to right."""
    folded, clauses = context.folded[number], context.clauses[number]
    quantities = find_quantities(context.originals[number])
    series = find_series(folded, clauses, quantities)
    periods = PeriodReader(context.report.year, context.now, ahead=context.is_plan)
    drafts: list[Draft] = []
    for position, clause in enumerate(clauses):
        nones = find_nones(clause, clauses[position - 1].text if position else "")
        inside = [
            q
            for q in quantities
            if _belongs(q, position, clauses)
            and not any(n.start <= q.start < n.marker_end for n in nones)
            and not denies_one(clause.text[: q.start - clause.start], q.text)
        ]
        drafts += [
            _draft(context, number, s, periods) for s in find_slots(clause, position, inside)
        ]
        drafts += [
            _counted_as_before(_none_draft(context, number, position, none, periods), drafts)
            for none in nones
            if not any(none.start <= q.start < none.end for q in inside)
        ]
        if clause.parent is None:
            periods.enter(clause.text)
    drafts = _apply_series(drafts, series, context)
    drafts = bases_in_a_row(sorted(drafts, key=lambda draft: draft.quantity.start), folded)
    return levels_reached(drafts, folded)


def _belongs(quantity: Quantity, position: int, clauses: tuple[Clause, ...]) -> bool:
    """Return whether a quantity lies in this clause itself and not in brackets inside it."""
    clause = clauses[position]
    if not clause.start <= quantity.start < clause.end:
        return False
    return not any(
        inner.parent == position and inner.start <= quantity.start < inner.end for inner in clauses
    )


def _draft(context: PassageContext, number: int, slot: Slot, periods: PeriodReader) -> Draft:
    clause = context.clauses[number][slot.clause]
    upto = clause.text[: slot.quantity.start - clause.start]
    period, is_base = periods.of(upto)
    before = context.wording_before(number, slot.clause)
    unit_class = load_units().class_of.get(slot.quantity.unit, "")
    after = clause.text[slot.quantity.end - clause.start :]
    kind = read_kind(
        slot.left or upto, before, after, unit_class, unit=slot.quantity.unit, whole=upto
    )
    named = _before_colon(context, number, slot) or _ranked_before(context, number, slot)
    label = read_label(replace(slot, left=named or slot.left))
    label = replace(label, text=_as_written(label.text, context.originals[number]))
    share = (
        read_share(slot.left)
        if unit_class == "rate" or _FRACTION.search(slot.quantity.text)
        else None
    )
    if share is not None:
        label = share
    if unit_class == "multiple" and not is_base:
        # 是上年的1.7倍 says how much this year's is.
        period = periods.standing
    if is_base:
        kind = "base"
        # 较2022年的75件减少13件: what follows is said of the other figure.
        label = read_label(replace(slot, right=""))
    elif kind == "base" and not periods.names_year(upto):
        period = periods.base
    elif kind == "change":
        # 较上年减少18件 says how much, not of what; 投资增长8.5% says both.
        label = replace(label, has_thing=names_what_changed(slot.left))
    looks_back = context.is_plan and periods.looks_back(upto)
    if context.is_plan and context.report.year is not None and not find_years(upto):
        period = period if looks_back else context.report.year + 1
    return Draft(
        number, slot.clause, slot.quantity, label, period,
        kind if looks_back else with_plan(kind, period, context), _is_branch(clause, before),
        place_in(slot.left, context), share=share is not None,
    )  # fmt: skip


def _before_colon(context: PassageContext, number: int, slot: Slot) -> str:
    """Return the short clause before a colon that a figure follows at once (化解：446件)."""
    clauses = context.clauses[number]
    if slot.left.strip() or slot.clause == 0 or clauses[slot.clause].parent is not None:
        return ""
    before, own = clauses[slot.clause - 1], clauses[slot.clause]
    is_name = own.start and context.folded[number][own.start - 1] in "：:"
    short = len(before.text) <= _LONGEST_NAME and not any(c.isdigit() for c in before.text)
    return before.text if is_name and short else ""


def _ranked_before(context: PassageContext, number: int, slot: Slot) -> str:
    """Return what the clause before names as the first of several, where the figure's own names nothing
    (山林土地纠纷最多，有117件)."""
    clauses = context.clauses[number]
    if slot.clause == 0 or clauses[slot.clause].parent is not None:
        return ""
    ranked = _RANKED.fullmatch(clauses[slot.clause - 1].text.strip())
    if ranked is None or not _IT_HAS.fullmatch(slot.left.strip()):
        return ""
    what = ranked["what"]
    # 东村最多，有117件: who has most is no name of what there is.
    return what if any(is_thing(t) and t.end == len(what) for t in find_terms(what)) else ""


def _is_branch(clause: Clause, before: str) -> bool:
    """Return whether a clause tells of a part, by its own words or those ``before`` it."""
    return (
        bool(_BRANCH.match(clause.text))
        or clause.parent is not None
        or _SINGLED_OUT.search(f"{before}，{clause.text}") is not None
    )


def _as_written(text: str, original: str) -> str:
    """Return a folded wording as the sentence writes it (LED, not led)."""
    at = fold(original).find(text)
    if at >= 0:
        return original[at : at + len(text)]
    # Brackets were blanked out of it: 村（社区）调委会.
    parts = [re.escape(part) for part in re.split(r" {2,}", text)]
    within = re.search(r"[（(][^（()）]{0,20}[）)]".join(parts), fold(original))
    if within and len(parts) > 1 and within.end() - within.start() <= _LONGEST_WRITTEN:
        return original[within.start() : within.end()]
    return re.sub(r" {2,}", "", text)


def _none_draft(
    context: PassageContext, number: int, position: int, none: NoneStatement, periods: PeriodReader
) -> Draft:
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
    terms = find_terms(none.what)
    # 复议决定没有被撤销: what was not done to it is nothing without it.
    whose = trim(clause.text[: none.start - clause.start]) if none.what.startswith("被") else ""
    label = Label(
        whose + trim(none.what),
        heads,
        tuple(k for k in rest if k not in heads),
        any(is_thing(term) for term in terms),
        any(is_concept(term) for term in terms),
    )
    # 其中市局本级行政诉讼9起，无败诉: none among the part, not among all.
    before_it = context.clauses[number][max(position - 1, 0)]
    branch = any(_BRANCH.match(c.text) for c in (clause, before_it))
    return Draft(
        number, position, quantity, label, period, with_plan(kind, period, context), branch, none=True
    )  # fmt: skip


def _counted_as_before(none: Draft, drafts: Sequence[Draft]) -> Draft:
    """Return a statement of none with the unit of the figure before it, where both are of one thing
    (赴县上访6批，赴市上访为零)."""
    before = drafts[-1] if drafts else None
    tail = none.label.text[-_SAME_TAIL:]
    if before is None or not before.label.text.endswith(tail) or before.kind != none.kind:
        return none
    return replace(none, quantity=replace(none.quantity, unit=before.quantity.unit))


def _denied_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(key for key in keys if not key.endswith(("人员", "员", "干部", "机关", "单位")))
    return kept[-2:] or keys[-1:]


def _apply_series(
    drafts: list[Draft], series: tuple[Series, ...], context: PassageContext
) -> list[Draft]:
    for one in series:
        first: Draft | None = None
        for position, quantity in enumerate(one.members):
            index = next((i for i, d in enumerate(drafts) if d.quantity == quantity), None)
            if index is None:
                continue
            draft = drafts[index]
            first = first or draft
            drafts[index] = _named(draft, first, one, position, context)
    return drafts


def _named(
    draft: Draft, first: Draft, series: Series, position: int, context: PassageContext
) -> Draft:
    lead = trim(series.lead)
    if not series.is_clear:
        names = "、".join(series.all_names)
        keys = tuple(dict.fromkeys(key for name in series.all_names for key in term_keys(name)))
        return replace(draft, label=Label(names, keys, (), True), unclear=True)
    name = series.names[position]
    year = re.fullmatch(r"(20\d{2})年?度?", name)
    if year:
        period = int(year.group(1))
        return replace(
            draft,
            period=period,
            kind=with_plan("actual", period, context),
            label=Label("", (), (), False),
        )
    place = place_in(name, context)
    keys = term_keys(name)
    extra = term_keys(lead) if lead else ()
    label = Label(name + lead, tuple(dict.fromkeys((*keys, *extra))), (), bool(keys) and not place)
    kind = first.kind if draft.kind == "actual" else draft.kind
    return replace(draft, label=label, kind=kind, period=first.period, place=place)
