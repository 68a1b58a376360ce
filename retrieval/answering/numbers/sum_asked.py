"""When several figures are to be added up: 培训和讲座一共多少场, no 受理一共几件，办结几件."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.plain_form import HOW_MANY
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.evidence.shelf import Shelf
from retrieval.records import Fact

_HOW_MANY = re.compile(HOW_MANY)
# 行政编制和事业编制各总共多少: each by itself.
_EACH = ("各", "各自", "分别")


def is_sum_asked(folded: str, facts: Sequence[Fact], shelf: Shelf) -> bool:
    """Return whether a folded question asks for the figures together, and none is a part of another.

    A word for the sum that one of several askings has (收了一共几件，办了几件) is of that one alone.
    """
    found = list(pattern_of("number", "together").finditer(folded))
    if not found or folded[: found[-1].start()].endswith(_EACH):
        return False
    if len(_HOW_MANY.findall(folded, found[-1].start())) > 1:
        return False
    return not any(_is_part_of(part, whole, shelf) for part in facts for whole in facts)


def _is_part_of(part: Fact, whole: Fact, shelf: Shelf) -> bool:
    if part is whole or part.part_of is None or part.report != whole.report:
        return False
    return shelf.source.facts(part.report)[part.part_of] == whole
