"""Several figures that others are held against: 较上年的251件、530条均有增加 tells two of the year before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.figures.draft import Draft

_AND = re.compile(r"\s*[、和与及]\s*")


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
