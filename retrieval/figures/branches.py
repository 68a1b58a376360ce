"""Which figures are of a part only: what follows 其中， or 按类型分， and what is told on of that part.

`其中，市本级立案31起，罚款208.3万元` tells the fines of 市本级, and a sentence that goes on in the
same way after a semicolon (`；市场监管部门作出行政处罚392件，罚没款416.7万元`) those of the next part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.figures.draft import Draft
from retrieval.figures.labels import Label
from retrieval.figures.passage_context import PassageContext
from retrieval.figures.shared_out import Opening, read_opening, read_within
from retrieval.language.terms import Term, find_terms, similarity, term_keys
from retrieval.language.units import load_units
from retrieval.records import Quantity

# 行政处罚 and 行政处罚决定 are counted alike.
_ALIKE = 0.5
_LEADING_ON = re.compile(r"(?:共|累计|合计)?(?:作出|实施|办理|开展|完成|进行|组织)?(?:了)?$")
# Light words that still are what is counted.
_NOUNS = frozenset({"案件", "人员"})
_LEVELS = frozenset({"actual", "target"})
# What a body does as a whole, be it told behind some of its people.
_OF_ALL = frozenset({"case", "document", "household", "machine", "area"})
# 备案或其他36件 is a part of its own.
_OTHERS = re.compile(r"其[他它余]")


@dataclass(frozen=True, slots=True)
class _Lead:
    """A part by its ``subject`` (市本级), what is counted of it, how many, and in which class
    of units; nothing is counted of one that has but a name (重大隐患14条，已整改13条)."""

    subject: str
    predicate: frozenset[str]
    unit_class: str
    sentence: int
    quantity: Quantity


def mark_branches(drafts: Sequence[Draft], context: PassageContext) -> list[Draft]:
    """Return the drafts with those of a part marked as such, and named after it."""
    found = [_listed(d, drafts, context) for d in drafts]
    lead: _Lead | None = None
    last = -1
    for position, draft in enumerate(found):
        if lead is not None and not _reaches(lead, draft, context):
            lead = None
        if draft.branch or (lead is not None and _goes_on_like(lead, draft)):
            last = position
            own = None if _is_one_of_many(position, found) else _lead_of(draft, found[:position])
            lead = own or (lead if _acts_on(draft) else None)
            found[position] = replace(draft, branch=True)
        elif lead is not None and lead.sentence == draft.sentence and _is_told_of(draft):
            if _may_tell_of(lead, draft):
                found[position] = _of_part(draft, lead)
            else:
                lead = None
        if lead is None and position != last >= 0 and _is_told_of(draft):
            found[position] = _of_whole(draft, found[: last + 1])
    return [_named_by_base(draft, found[n - 1] if n else None) for n, draft in enumerate(found)]


def _named_by_base(draft: Draft, base: Draft | None) -> Draft:
    """Return a part named by the base right before it, where it names nothing itself: of
    其中物业纠纷由128件升至156件 both count 物业纠纷, not all that the list is of."""
    if base is None or not draft.branch or draft.label.has_thing or draft.kind not in _LEVELS:
        return draft
    beside = (base.sentence, base.clause) == (draft.sentence, draft.clause)
    same = load_units().same_class(base.quantity.unit, draft.quantity.unit)
    if base.kind != "base" or not beside or not same or not base.label.has_thing:
        return draft
    return replace(draft, label=base.label)


def _listed(draft: Draft, drafts: Sequence[Draft], context: PassageContext) -> Draft:
    """Return a figure, marked as a part where a clause like 其中， or 按类型分， opens a list that it is
    an item of, and as one of what that clause says is shared out (立案案件按类别分)."""
    opening = _opening_of(draft, drafts, context)
    if opening is None:
        return draft
    return replace(draft, branch=True, over=draft.over or opening.whole)


def _opening_of(draft: Draft, drafts: Sequence[Draft], context: PassageContext) -> Opening | None:
    if draft.kind not in _LEVELS or draft.branch or draft.share:
        return None
    clauses = context.clauses[draft.sentence]
    for number, clause in enumerate(clauses[: draft.clause]):
        opening = read_opening(clause.text)
        found = opening or read_within(clause.text)
        if found is None:
            continue
        first = next(
            (d for d in drafts if d.sentence == draft.sentence and d.clause > number), draft
        )
        same = load_units().same_class(first.quantity.unit, draft.quantity.unit)
        # 工程监督案件 is the name of a part; 结案 and 公安机关立案 go on about one.
        acts = _acts(draft)
        if opening is None and (acts or _acts(first) or not same):
            # 审结案件中，维持38件: what came of them is told as of any other count.
            continue
        if first.clause == draft.clause or (same and (found.sorts or not acts)):
            return found
    return None


def _acts(draft: Draft) -> bool:
    """Return whether a figure's label begins or ends with an act."""
    terms = [t for t in find_terms(draft.label.text) if not t.is_light or t.key in _NOUNS]
    return bool(terms) and "action" in {terms[0].kind, terms[-1].kind}


def _reaches(lead: _Lead, draft: Draft, context: PassageContext) -> bool:
    """Return whether a sentence may still speak of parts: only semicolons lie between."""
    between = context.folded[lead.sentence : draft.sentence]
    return all(text.rstrip().endswith((";", "；")) for text in between)


def _goes_on_like(lead: _Lead, draft: Draft) -> bool:
    """Return whether a figure counts the same of another part (各乡镇立案112起)."""
    terms = [t for t in find_terms(draft.label.text) if not t.is_light]
    behind = {t.key for t in terms[1:]}
    return (
        draft.kind in _LEVELS
        and len(terms) > 1
        and terms[0].key not in lead.predicate
        and load_units().class_of.get(draft.quantity.unit, "") == lead.unit_class
        and bool(lead.predicate)
        and lead.predicate <= behind
    )


def _is_one_of_many(position: int, drafts: Sequence[Draft]) -> bool:
    """Return whether a part closes a list of parts within its clause: what follows is of all
    (其中国内公证1089件、涉外公证163件，收费86.4万元)."""
    draft, before = drafts[position], drafts[position - 1] if position else None
    return (
        before is not None
        and before.branch
        and (before.sentence, before.clause) == (draft.sentence, draft.clause)
        and not _acts_on(draft)
        and _akin_units(before, draft)
    )


def _akin_units(one: Draft, other: Draft) -> bool:
    return load_units().same_class(one.quantity.unit, other.quantity.unit)


def _lead_of(draft: Draft, earlier: Sequence[Draft]) -> _Lead | None:
    """Return the part that a figure's label names before what is counted of it, if it does."""
    terms = [t for t in find_terms(draft.label.text) if not t.is_light]
    told = {key for d in earlier if not d.branch for key in (*d.label.near, *d.label.far)}
    start = next((n for n, t in enumerate(terms) if _is_predicate(t, told)), 0)
    unit_class = load_units().class_of.get(draft.quantity.unit, "")
    if len(terms) == 1 and terms[0].kind == "thing" and _is_only_part(draft, earlier):
        return _Lead(draft.label.text, frozenset(), unit_class, draft.sentence, draft.quantity)
    subject = draft.label.text[: terms[start].start].strip() if start else ""
    if not subject or terms[0].kind == "action":
        return None
    predicate = frozenset(t.key for t in terms[start:])
    return _Lead(_without_verb(subject), predicate, unit_class, draft.sentence, draft.quantity)


def _is_only_part(draft: Draft, earlier: Sequence[Draft]) -> bool:
    return not any(d.branch and d.sentence == draft.sentence for d in earlier)


def _acts_on(draft: Draft) -> bool:
    """Return whether a part goes on with an act (其中市本级立案31起、结案28起): one that begins with
    a name (其中规划类21起、资源类15起) is another part, and what follows is of neither alone."""
    terms = [t for t in find_terms(draft.label.text) if not t.is_light]
    return bool(terms) and terms[0].kind == "action"


def _is_predicate(term: Term, told: set[str]) -> bool:
    alike = (similarity(term.key, key) >= _ALIKE for key in told)
    return term.kind == "action" or (term.kind == "thing" and any(alike))


def _without_verb(subject: str) -> str:
    """Return a subject without the verb that leads on to the thing counted (部门|作出)."""
    return _LEADING_ON.sub("", subject)


def _of_whole(draft: Draft, upto: Sequence[Draft]) -> Draft:
    """Return a figure behind the parts of a whole as told of that (其中重大12处、一般306处，已整改销号
    301处), where it counts the same in the same sentence."""
    if not _akin_units(draft, upto[-1]) or upto[-1].sentence != draft.sentence:
        return draft
    whole = next((d for d in reversed(upto) if not d.branch and _akin_units(d, draft)), None)
    if whole is None or not whole.label.has_thing or whole.kind not in _LEVELS or whole.none:
        return draft
    return replace(draft, over=whole.label)


def _may_tell_of(lead: _Lead, draft: Draft) -> bool:
    """Return whether a figure may be told of a part: it is no greater than the part itself (其中重大
    隐患217项，整改完成3.81万项), and cases are not told of some people (其中专职2人，受理纠纷81件)."""
    class_of = load_units().class_of
    unit_class = class_of.get(draft.quantity.unit, "")
    if not lead.predicate:
        done = draft.label.text.startswith("已") and unit_class == lead.unit_class
        return done and draft.quantity.value <= lead.quantity.value
    if lead.unit_class == "person" and unit_class in _OF_ALL:
        return False
    same = lead.quantity.unit == draft.quantity.unit
    return not (same and draft.quantity.value > lead.quantity.value)


def _is_told_of(draft: Draft) -> bool:
    """Return whether a figure names no subject of its own (罚款208.3万元, 结案28起)."""
    terms = [t for t in find_terms(draft.label.text) if not t.is_light]
    money = load_units().class_of.get(draft.quantity.unit) == "money"
    if _OTHERS.search(draft.label.text):
        return False
    bare = bool(terms) and (terms[0].kind == "action" or (money and len(terms) == 1))
    return bare and draft.kind in _LEVELS and not draft.none and draft.over is None


def _of_part(draft: Draft, lead: _Lead) -> Draft:
    keys = term_keys(lead.subject)
    label = draft.label
    near = tuple(dict.fromkeys((*label.near, *keys)))
    named = Label(
        f"{lead.subject}{label.text}", near, label.far, label.has_thing, label.has_concept
    )
    return replace(draft, label=named, branch=True)
