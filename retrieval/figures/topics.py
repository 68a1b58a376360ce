"""What a figure inherits: the topic its label leaves out, and its total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from retrieval.figures.clauses import Clause
from retrieval.figures.draft import Draft
from retrieval.figures.heads import (
    foremost,
    holds_all,
    is_fellow,
    may_go_on,
    may_head,
    named_level,
    reached,
)
from retrieval.figures.labels import Label
from retrieval.figures.passage_context import PassageContext
from retrieval.figures.told_of import LEVELS, are_akin, cases_told_of, summed_up
from retrieval.figures.trimming import trim
from retrieval.language.fold import fold
from retrieval.language.terms import find_terms, similarity, term_keys
from retrieval.language.tokens import words
from retrieval.language.units import load_units
from retrieval.language.wording import load_wording

# Between a count and its parts (其中…) other counts may be told, but not many.
_FAR_WHOLE = 4
# A part's wording this like a figure's counts the same (行政处罚, 行政处罚决定).
_ALIKE = 0.5
# What was refused or spared heads nothing that was done.
_DENIED = re.compile(r"不予|免予|不再|暂缓")
# 其他7件 is the rest of a whole, never of one of its fellows.
_REST = re.compile(r"其[他它余](?:类|各类|案件|情形|方面|部门|领域)*$")
# 47个村都有“示范户”，共45户: the sum counts what they have, not those who have it.
_SUM_LEAD = re.compile(r"\s*(?:总|累|合)?(?:共计|共|计)(?:有|达|为)?\s*")
_HAD_BY_ALL = re.compile(
    r"(?:都|均|全部|全都)(?:已|已经)?(?:设立|设有|设|配备|配有|配|建立|建有|建|有|成立|组建|聘请|聘任|培养|培育|评选出?|选聘|选派|命名)了?"
    r"([^，。；、]{2,24})"
)
# 对12个乡镇的履职事项做了梳理，共4402项: nor whose they are.
_DONE_WITH_THEIRS = re.compile(
    r"[^，。；、的]{1,8}的([^，。；、的]{2,16}?)(?:进行|[做作开]了?|开展|完成|予以|全面|集中|统一)+了?[^，。；]{0,8}"
)


def _moved_before(drafts: Sequence[Draft], position: int, context: PassageContext) -> Label | None:
    """Return what the change right before is of, which a change without a name of its own goes on
    about (信访总量下降18.6%，较上年减少211件; 案件数增加94宗，增幅49.7%), None for any other figure."""
    draft, before = drafts[position], drafts[position - 1] if position else None
    if draft.kind != "change" or draft.label.has_thing or before is None:
        return None
    if before.kind != "change" or before.sentence != draft.sentence or before.share:
        return None
    return (
        named_level(before) if before.label.has_thing else find_topic(drafts, position - 1, context)
    )


def find_topic(drafts: Sequence[Draft], position: int, context: PassageContext) -> Label:
    """Return the wording that says what is counted, where the label itself doesn't; of
    新增示范村5个，累计27个 the second figure counts 示范村, new or not."""
    return to_date(_find_topic(drafts, position, context), drafts[position], context)


def to_date(topic: Label, draft: Draft, context: PassageContext) -> Label:
    """Return the topic of a figure that counts what there is by now (现有187名) without what came
    new to it."""
    clause = context.clauses[draft.sentence][draft.clause]
    lead = clause.text[: max(draft.quantity.start - clause.start, 0)]
    wording = load_wording()
    added = wording.added.match(topic.text)
    if draft.label.has_thing or not added or not wording.to_date.search(lead):
        return topic
    acts = set(term_keys(added.group()))
    near, far = (tuple(k for k in keys if k not in acts) for keys in (topic.near, topic.far))
    return replace(topic, text=topic.text[added.end() :], near=near, far=far)


def _find_topic(drafts: Sequence[Draft], position: int, context: PassageContext) -> Label:
    """Return the wording that says what is counted, as it stands.

    Taken from the nearest figure before that names a thing and is no part of another
    (`其中…`), else from the nearest clause that does.
    """
    draft = drafts[position]
    empty = Label("", (), (), False)
    if draft.head is not None:
        return drafts[draft.head].label
    if position and _counts_again(drafts[position - 1], draft):
        # 移送司法机关9起13人: both are of what the first is of.
        return find_topic(drafts, position - 1, context)
    if draft.over is not None:
        return draft.over
    if draft.label.has_thing and not draft.branch:
        return empty
    if draft.share:
        before = [d for d in drafts[:position] if d.sentence == draft.sentence and not d.share]
        levels = [d for d in before if d.kind in LEVELS and not d.none]
        return whole_label(drafts, drafts.index(levels[-1]), context) if levels else empty
    if draft.branch and (cases := cases_told_of(drafts, position)) is not None:
        return whole_label(drafts, cases, context)
    if (beside := summed_up(drafts, position)) is not None:
        return whole_label(drafts, beside, context)
    candidates = [d for d in drafts[:position] if may_head(d, draft)]
    if _REST.match(draft.label.text):
        candidates = [d for d in candidates if holds_all(d, drafts[:position])]
    candidates = [d for d in candidates if not is_fellow(d, draft)]
    if (had := _had_by_all(drafts, position, context)) is not None:
        return had
    if (moved := _moved_before(drafts, position, context)) is not None:
        return moved
    if candidates and candidates[-1].kind == "change" and reached(candidates[-1], draft):
        return named_level(candidates[-1])
    # A bracket stands after what it is told of (顾问（2名律师）审查合同45份), though it is read last.
    same = [
        d
        for d in candidates
        if d.sentence == draft.sentence and d.quantity.start < draft.quantity.start
    ]
    units = load_units()
    akin = [d for d in same if units.same_class(d.quantity.unit, draft.quantity.unit)]
    if not akin and draft.branch:
        # 其中 belongs to a count of its own kind, be it a sentence away, never to a rate beside it.
        akin = [
            d
            for d in candidates
            if draft.sentence - d.sentence <= 1
            and units.same_class(d.quantity.unit, draft.quantity.unit)
        ]
    total = _named_total(drafts, position) if draft.branch and not draft.none else None
    if total is not None:
        return whole_label(drafts, total, context)
    if akin and not _nearer_clause(context, draft, akin[-1]):
        nearest = akin[-1]
        # 持证人员由11人增加到16人: the base beside it names it, whatever was told before.
        is_own = nearest.kind == "base" and nearest.clause == draft.clause
        return nearest.label if is_own else foremost(akin).label
    figures = {d.clause: d.label for d in same}
    branches = {d.clause for d in drafts[:position] if d.sentence == draft.sentence} - set(figures)
    if _REST.match(draft.label.text):
        return empty
    for number, clause in context.before(draft.sentence, draft.clause):
        if number in branches:
            continue
        told = clause.text[: max(draft.quantity.start - clause.start, 0)]
        label = figures.get(number) or _clause_label(replace(clause, text=told))
        if label.has_thing:
            return label
    last = [d for d in candidates if draft.sentence - d.sentence == 1 and may_go_on(d, draft)]
    if last and not _nearer_clause(context, draft, last[-1]):
        return foremost(last).label
    return empty


def _had_by_all(drafts: Sequence[Draft], position: int, context: PassageContext) -> Label | None:
    """Return the name of what all those counted right before have, where a bare sum follows it."""
    draft, before = drafts[position], drafts[position - 1] if position else None
    if before is None or draft.label.text or before.sentence != draft.sentence:
        return None
    if before.clause + 1 != draft.clause or before.quantity.unit == draft.quantity.unit:
        return None
    around, clause = (context.clauses[draft.sentence][d.clause] for d in (before, draft))
    lead = clause.text[: draft.quantity.start - clause.start]
    behind = around.text[max(before.quantity.end - around.start, 0) :].rstrip()
    had = _DONE_WITH_THEIRS.fullmatch(behind) or _HAD_BY_ALL.search(behind)
    if not had or had.end() != len(behind) or not _SUM_LEAD.fullmatch(lead):
        return None
    label = _clause_label(replace(around, text=had[1]))
    return replace(label, has_thing=True) if label.near else None


def _counts_again(before: Draft, draft: Draft) -> bool:
    """Return whether a figure stands right behind another, whose wording is its own as well."""
    beside = before.sentence == draft.sentence and before.quantity.end == draft.quantity.start
    return beside and before.label.text == draft.label.text and not draft.label.has_thing


def whole_label(drafts: Sequence[Draft], position: int, context: PassageContext) -> Label:
    """Return a figure's label together with the topic that it needs."""
    label = drafts[position].label
    if label.has_thing:
        return label
    topic = find_topic(drafts, position, context)
    keys = tuple(dict.fromkeys((*topic.near, *topic.far, *label.near)))
    return Label(f"{topic.text}{label.text}", keys, (), topic.has_thing, topic.has_concept)


def _nearer_clause(context: PassageContext, draft: Draft, earlier: Draft) -> bool:
    """Return whether a clause without a figure of its own names a new topic in between."""
    if draft.sentence != earlier.sentence:
        return any(is_topic_marker(c.text) for _, c in context.before(draft.sentence, draft.clause))
    return any(
        is_topic_marker(context.clauses[draft.sentence][n].text)
        for n in range(earlier.clause + 1, draft.clause + 1)
        if n < len(context.clauses[draft.sentence])
    )


def is_topic_marker(text: str) -> bool:
    """Return whether a clause only says what comes next (安全生产方面)."""
    return bool(re.search(r"方面\s*$|工作中\s*$", text))


def _clause_label(clause: Clause) -> Label:
    terms = [term for term in find_terms(clause.text) if not term.is_light]
    keys = tuple(dict.fromkeys(term.key for term in terms))
    has_thing = any(term.kind in {"thing", "rate"} for term in terms)
    return Label(trim(clause.text), keys, (), has_thing, has_thing)


def name_measure(draft: Draft, topic: Label) -> str:
    """Return the name under which the figure is shown: the topic where the label needs it."""
    # What was in brackets leaves blanks.
    own, above = draft.label.text, re.sub(r" {2,}", "", topic.text)
    if not above or above == own:
        return own
    if own.endswith("率") and len(own) > 2 and draft.kind in LEVELS:
        # 撤诉率 says all by itself.
        return own
    if _DENIED.search(above) and draft.kind in LEVELS and not draft.none:
        # 不予处罚216起，减轻处罚89件: the second was not refused.
        return own or above
    if not draft.label.has_thing:
        if draft.kind == "change":
            # 同比下降 of what, is the first question.
            return _join(above, own)
        # 调解案件 names enough; a bare act (化解) needs what it was done to.
        return own if len(find_terms(own)) > 1 and not draft.none else _join(above, own)
    shares = set(draft.label.near) & {*topic.near, *topic.far}
    return own if shares or not own else f"{above}（{own}）"


def _join(above: str, own: str) -> str:
    """Return topic and label as one name: 行政应诉案件 and 败诉案件 are 行政应诉败诉案件."""
    edges = {word.start for word in words(above)}
    for size in range(min(len(above), len(own)) - 1, 1, -1):
        # Cut at a word: 行政应诉案件 and 败诉案件 share 诉案件, which is no word.
        if above[-size:] == own[-size:] and len(above) - size in edges:
            return f"{above[:-size]}{own}"
    return f"{above}{own}"


def find_total(drafts: Sequence[Draft], position: int, offset: int) -> int | None:
    """Return the position, among the report's facts, of the total that a part (其中…) is of."""
    if not drafts[position].branch:
        return None
    total = _named_total(drafts, position)
    if total is None:
        total = next(iter(_before(drafts, position)), None)
    return None if total is None else offset + total


def _before(drafts: Sequence[Draft], position: int) -> list[int]:
    """Return the figures of a part's kind of unit that are no parts, the nearest first."""
    draft = drafts[position]
    return [
        index
        for index in range(position - 1, -1, -1)
        if not drafts[index].branch
        and are_akin(drafts[index], draft)
        and (drafts[index].sentence == draft.sentence or cases_told_of(drafts, position) is None)
        # A bracket is told of what stands before it (顾问（2名律师）审查合同45份).
        and (
            drafts[index].sentence != draft.sentence
            or drafts[index].quantity.start < draft.quantity.start
        )
    ]


def _named_total(drafts: Sequence[Draft], position: int) -> int | None:
    """Return the figure that the parts told together add up to, else the one that counts the same
    by its wording (市本级立案 of 立案143起); None where neither is close before."""
    draft = drafts[position]
    told = [d for d in drafts if d.branch and d.sentence == draft.sentence and are_akin(d, draft)]
    whole = sum(Fraction(d.quantity.value) for d in told)
    near = [
        index
        for index in _before(drafts, position)
        if drafts[index].kind in LEVELS
        and not drafts[index].none
        and draft.sentence - drafts[index].sentence <= _FAR_WHOLE
        and not _outgrows(draft, drafts[index])
    ]
    summed = (index for index in near if len(told) > 1 and drafts[index].quantity.value == whole)
    alike = [index for index in near if _likeness(drafts[index], draft)]
    likest = max(alike, key=lambda i: (_likeness(drafts[i], draft), i), default=None)
    return next(summed, likest)


def _outgrows(part: Draft, whole: Draft) -> bool:
    """Return whether a figure is too great to be a part of another."""
    same = part.quantity.unit == whole.quantity.unit
    return same and Fraction(part.quantity.value) > Fraction(whole.quantity.value)


def _likeness(whole: Draft, part: Draft) -> float:
    """Return how well the label of a part names what a figure before counts (市本级立案 of 立案143起),
    0 where it does not."""
    keys = {*whole.label.near, *whole.label.far}
    if any(len(own) > 1 and own in fold(whole.label.text) for own in part.label.near):
        # 立案查处 is 立案, too.
        return 1.0
    best = max((similarity(key, own) for own in part.label.near for key in keys), default=0.0)
    return best if best >= _ALIKE else 0.0
