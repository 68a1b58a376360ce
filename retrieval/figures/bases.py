"""Figures that others are held against (较上年的251件、530条均有增加), and what rose or fell from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from retrieval.figures.draft import Draft
from retrieval.language.units import load_units

_AND = re.compile(r"\s*[、和与及]\s*")


# 由342户次压减到215户次, 由去年的8人扩充到11人
_REACHED = re.compile(r"[^,，;；。、]{0,8}[至到为成]了?(?:约|近)?\s*")


@cache
def _amount() -> re.Pattern[str]:
    """Match amounts of the same two times that may stand between (由61批148人次降至49批115人次)."""
    return re.compile(rf"[\d.,]+[万亿余多]*(?:{load_units().pattern})")


def levels_reached(drafts: Sequence[Draft], folded: str) -> list[Draft]:
    """Return the figures of a folded sentence, left to right, each that something rose or fell to by
    the name of what it rose or fell from: 入户检查由342户次压减到215户次 counts 入户检查 both times."""
    found = list(drafts)
    for position, draft in enumerate(found):
        if draft.kind != "actual" or draft.label.has_thing or draft.none:
            continue
        for before in reversed(found[:position]):
            if before.clause != draft.clause or before.sentence != draft.sentence:
                break
            if before.kind != "base" or before.quantity.unit != draft.quantity.unit:
                continue
            between = folded[before.quantity.end : draft.quantity.start]
            named = before.label.has_thing or not draft.label.text
            if named and before.label.text and _REACHED.fullmatch(_amount().sub("", between)):
                label, branch, place = before.label, before.branch, before.place
                found[position] = replace(draft, label=label, branch=branch, place=place)
            break
    return found


def bases_in_a_row(drafts: Sequence[Draft], folded: str) -> list[Draft]:
    """Return the figures of a folded sentence, left to right, those without a word of their own right
    behind a base as bases of the same year."""
    found: list[Draft] = []
    for draft in drafts:
        before = found[-1] if found else None
        if (
            before is not None
            and (before.kind, draft.kind) == ("base", "actual")
            and before.clause == draft.clause
            and before.period is not None
            and _AND.fullmatch(folded, before.quantity.end, draft.quantity.start)
        ):
            draft = replace(draft, kind="base", period=before.period)
        found.append(draft)
    return found
