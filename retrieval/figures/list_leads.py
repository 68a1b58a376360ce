"""What opens a list is of all its items: 诉求量前三类为物业3968件、停车2301件、噪声1746件.

The first item's name is what follows 为; what stands before it is the topic of every item. A paragraph
that ends in 其中： opens a list of the numbered paragraphs below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from retrieval.figures.draft import Draft
from retrieval.figures.labels import Label
from retrieval.figures.passage_context import PassageContext
from retrieval.figures.told_of import CASES
from retrieval.figures.trimming import trim
from retrieval.language.fold import fold
from retrieval.language.terms import find_terms, term_keys
from retrieval.language.units import load_units
from retrieval.records import Fact

_OPENS_BELOW = re.compile(r"(?:其中|具体为|具体是|分别为|分别是|具体如下|如下)\s*[：:]\s*$")
_NUMBERED = re.compile(r"\s*(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])")
# 为 is a word of its own here: not 行为, 作为, 为民; 是 and 有 say as well that a list comes.
_LEAD = re.compile(
    r"^(?P<lead>.+?)(?:(?<![行作认成较因改])为(?![民主了])|是|包括|有)(?P<name>[^为是有]+)$"
)


def share_leads(drafts: Sequence[Draft], context: PassageContext) -> list[Draft]:
    """Return the drafts, the items of a list with such a lead named apart from it."""
    found = list(drafts)
    places = sorted(range(len(drafts)), key=lambda i: (drafts[i].sentence, drafts[i].clause))
    for (sentence, clause), group in groupby(
        places, lambda i: (drafts[i].sentence, drafts[i].clause)
    ):
        items = list(group)
        text = context.clauses[sentence][clause].text
        match = _LEAD.match(fold(drafts[items[0]].label.text))
        if (
            match is None
            or not _is_list(text, len(items))
            or not all(drafts[i].label.text and drafts[i].kind == "actual" for i in items)
        ):
            continue
        lead, name = trim(match.group("lead")), trim(match.group("name"))
        topic = Label(lead, term_keys(lead), (), True)
        if not name or not any(t.kind in {"thing", "rate"} for t in find_terms(lead)):
            continue
        first = drafts[items[0]]
        own = replace(first.label, text=name, near=term_keys(name), far=())
        found[items[0]] = replace(first, label=own, over=topic)
        names = {name, *(drafts[index].label.text for index in items[1:])}
        for index in range(items[0] + 1, len(drafts)):
            # 分别占… and 同比分别… behind the list bear its names.
            if drafts[index].sentence == sentence and drafts[index].label.text in names:
                found[index] = replace(drafts[index], over=topic)
    return found


def opened_by(text: str, facts: Sequence[Fact]) -> Fact | None:
    """Return the count that a paragraph with these figures shares out among the numbered ones below it
    (作出行政处罚127件。其中：), None where it opens no such list."""
    if not _OPENS_BELOW.search(text):
        return None
    last = max((f.sentence for f in facts), default=0)
    class_of = load_units().class_of
    counts = (f for f in facts if f.kind == "actual" and not f.none)
    near = (f for f in counts if last - f.sentence <= 1 and f.label and f.part_of is None)
    return next((f for f in near if class_of.get(f.quantity.unit) in CASES), None)


def is_below(text: str) -> bool:
    """Return whether a paragraph is a numbered item of a list."""
    return _NUMBERED.match(text) is not None


def name_below(drafts: Sequence[Draft], lead: Fact | None) -> list[Draft]:
    """Return the figures of a numbered paragraph, the first told of the ``lead`` where it counts the same
    under a name of its own (3.房地产市场类19件)."""
    if lead is None or not drafts:
        return list(drafts)
    first = drafts[0]
    acts = any(t.kind == "action" for t in find_terms(first.label.text))
    same = load_units().same_class(first.quantity.unit, lead.quantity.unit)
    if first.kind != "actual" or first.over or not first.label.has_thing or acts or not same:
        return list(drafts)
    return [replace(first, over=Label(lead.label, term_keys(lead.label), (), True)), *drafts[1:]]


def _is_list(text: str, count: int) -> bool:
    return count > 1 and len(re.findall("[、和及]", text)) >= count - 1
