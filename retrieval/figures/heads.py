"""Which earlier figure may say what a later one is of, by its kind, its unit and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from retrieval.figures.draft import Draft
from retrieval.figures.labels import Label
from retrieval.figures.told_of import CASES, LEVELS, are_akin
from retrieval.language.units import load_units
from retrieval.language.wording import load_wording

# Listed with others of their like, these are counted each by itself.
_BODY = re.compile(r"(?:政府|部门|机关|单位|办事处)$")
_FILES = re.compile(r"(?:共|累计)?立案(?!标准|建议|线索)")
_COMPARING = re.compile(r"(?:同比|环比)$")


def may_head(earlier: Draft, draft: Draft) -> bool:
    """Return whether an earlier figure may say what this one is of: it names a thing, is no part
    and no change; a base (由85%) only for the figure that it rose or fell to."""
    if not earlier.label.has_thing or earlier.none or earlier.branch:
        return False
    if earlier.kind == "change" and reached(earlier, draft):
        return True
    class_of = load_units().class_of
    if class_of.get(earlier.quantity.unit) == "document" and _FILES.match(draft.label.text):
        # 下达整改通知书214份，立案187件: cases are filed of what was found, not of a paper.
        return False
    if class_of.get(earlier.quantity.unit) == "rate" != class_of.get(draft.quantity.unit):
        # 调处成功率97.7%，正在调解3起: the rate says nothing of what is counted after it.
        return False
    same_clause = (earlier.sentence, earlier.clause) == (draft.sentence, draft.clause)
    return earlier.kind in LEVELS or (earlier.kind == "base" and same_clause)


def reached(earlier: Draft, draft: Draft) -> bool:
    """Return whether a figure without a name is what the change right before led to
    (覆盖率提高0.6个百分点，达到42.8%)."""
    return (
        not draft.label.text
        and earlier.sentence == draft.sentence
        and draft.clause - earlier.clause == 1
    )


def named_level(draft: Draft) -> Label:
    """Return a figure's label, without the change that it tells (覆盖率提高 is of 覆盖率)."""
    match = load_wording().change.search(draft.label.text) if draft.kind == "change" else None
    return (
        replace(draft.label, text=_COMPARING.sub("", draft.label.text[: match.start()]))
        if match
        else draft.label
    )


def may_go_on(earlier: Draft, draft: Draft) -> bool:
    """Return whether a figure of the sentence before may say what this one is of: cases are no
    outcome of people or money (持证35人。立案327件)."""
    class_of = load_units().class_of
    one, other = (class_of.get(d.quantity.unit, "") for d in (earlier, draft))
    return one == other or other not in {*CASES, "document"} or {one, other} <= CASES


def foremost(heads: Sequence[Draft]) -> Draft:
    """Return the nearest figure that names a thing of the lexicon, else the nearest: 审结351件
    after 收到行政复议申请412件、补正18件 is of the applications."""
    return next((d for d in reversed(heads) if d.label.has_concept), heads[-1])


def holds_all(whole: Draft, drafts: Sequence[Draft]) -> bool:
    """Return whether a figure leads those of its kind in its sentence, and is no less than all
    that are told behind it."""
    alike = [d for d in drafts if d.sentence == whole.sentence and are_akin(d, whole)]
    told = sum(Fraction(d.quantity.value) for d in alike[1:] if not d.branch)
    return bool(alike) and alike[0] is whole and Fraction(whole.quantity.value) >= told


def is_fellow(earlier: Draft, draft: Draft) -> bool:
    """Return whether a body is listed beside another (县公安局48件、乡镇人民政府33件): neither is
    of the other."""
    same = (earlier.sentence, earlier.clause) == (draft.sentence, draft.clause)
    return same and _BODY.search(draft.label.text) is not None
