"""Every figure of a report as a Fact: what it counts, of which year, result or plan.

``Fact.cues`` carry how near each term of the surrounding wording stands to the figure:
1.0 its label, 0.95 the rest of its own stretch, 0.9 the topic it inherits, 0.85 and less
the clauses before it, 0.75 the topic sentence (一是…), 0.6 and less other sentences of the
passage, 0.5 the headings. Answering reads meaning into these steps (``cues``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.figures.beside import set_beside
from retrieval.figures.branches import mark_branches
from retrieval.figures.cells import caption_unit, is_bare_line
from retrieval.figures.cues import CueReader
from retrieval.figures.draft import Draft
from retrieval.figures.drafts import sentence_drafts
from retrieval.figures.list_leads import is_below, name_below, opened_by, share_leads
from retrieval.figures.passage_context import PassageContext
from retrieval.figures.periods import find_now
from retrieval.figures.table_facts import line_facts, table_facts
from retrieval.figures.told_again import find_told_again
from retrieval.figures.topics import (
    find_topic,
    find_total,
    name_measure,
    to_date,
    whole_label,
)
from retrieval.figures.totals import find_totals
from retrieval.language.units import load_units
from retrieval.records import PAGE_AROUND, Fact, ParsedReport, Passage


def find_facts(parsed: ParsedReport) -> tuple[Fact, ...]:
    """Return the facts of a report in reading order; page furniture yields none."""
    facts: list[Fact] = []
    previous = caption = ""
    lead: Fact | None = None
    now = find_now(parsed.report)
    for passage in parsed.passages:
        section = parsed.sections[passage.section]
        if section.path[:1] != (PAGE_AROUND,):
            context = PassageContext(parsed, passage, section, previous, now=now, caption=caption)
            lead = lead if is_below(passage.text) else None
            found = _passage_facts(context, passage, len(facts), lead)
            facts.extend(found)
            lead = opened_by(passage.text, found) or lead
        previous = passage.text
        named = (text for text in (passage.text, *section.path[-1:]) if caption_unit(text))
        caption = next(named, caption if is_bare_line(passage.text) else "")
    return tuple(facts)


def _goes_on(
    drafts: Sequence[Draft], levels: Sequence[int], part: int, found: Mapping[int, int]
) -> bool:
    """Return whether a list goes on behind a part where the run ends that adds up: 结案621件。其中甲214
    件、乙365件、丙42件、丁17件 adds up to 621 by chance."""
    if part + 1 in found or part + 1 == len(levels):
        return False
    last, after = drafts[levels[part]], drafts[levels[part + 1]]
    listed = last.sentence == after.sentence and (
        last.clause == after.clause or (last.branch and after.branch)
    )
    return listed and load_units().same_class(last.quantity.unit, after.quantity.unit)


def _strays(
    drafts: Sequence[Draft], levels: Sequence[int], part: int, found: Mapping[int, int]
) -> bool:
    """Return whether a run of parts begins in its total's sentence and goes on into the next with a
    thing of its own: 复议86件，审结69件，中止3件。应诉案件14件 adds up by chance."""
    own, total = drafts[levels[part]], drafts[levels[found[part]]]
    first = min(other for other, whole in found.items() if whole == found[part])
    begins = drafts[levels[first]].sentence == total.sentence
    return begins and own.sentence != total.sentence and own.label.has_concept


def _passage_facts(
    context: PassageContext, passage: Passage, offset: int, lead: Fact | None = None
) -> list[Fact]:
    if passage.headers:
        return table_facts(context, passage, offset)
    if lines := line_facts(context, passage):
        return lines
    drafts = [
        draft
        for number in range(len(passage.sentences))
        for draft in sentence_drafts(context, number)
    ]
    drafts = name_below(share_leads(drafts, context), lead)
    drafts = mark_branches(set_beside(drafts, context), context)
    again = find_told_again(drafts, context)
    for position, told in again.items():
        of = find_topic(drafts, told, context)
        drafts[position] = replace(drafts[position], over=of if of.text else None)
    # 其中土地纠纷51件，比去年少8件；邻里纠纷37件…: changes part no list.
    levels = [
        i for i, d in enumerate(drafts) if d.kind not in {"change", "base"} and i not in again
    ]
    found = find_totals([drafts[i].quantity for i in levels])
    broken = {total for part, total in found.items() if _goes_on(drafts, levels, part, found)}
    broken |= {total for part, total in found.items() if _strays(drafts, levels, part, found)}
    pairs = ((levels[part], levels[total]) for part, total in found.items() if total not in broken)
    # Items of one list are no parts of each other, though one may be the sum of others.
    totals = {
        part: total for part, total in pairs if not (drafts[part].branch and drafts[total].branch)
    }
    drafts = [replace(d, branch=True) if i in totals else d for i, d in enumerate(drafts)]
    facts = []
    cues = CueReader(context)
    for position, draft in enumerate(drafts):
        total = totals.get(position)
        topic = (
            find_topic(drafts, position, context)
            if total is None
            else to_date(whole_label(drafts, total, context), draft, context)
        )
        facts.append(
            Fact(
                report=context.report.id,
                passage=passage.index,
                sentence=draft.sentence,
                quantity=draft.quantity,
                label=draft.label.text,
                topic=topic.text,
                measure=name_measure(draft, topic),
                period=draft.period,
                kind=draft.kind,
                place=draft.place,
                none=draft.none,
                unclear=draft.unclear,
                cues=cues.collect(draft, topic),
                part_of=offset + total
                if total is not None
                else find_total(drafts, position, offset),
            )
        )
    return facts
