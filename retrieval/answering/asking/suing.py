"""告 right before a place or an office: who is sued, never who tells (有多少人告县教育局)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.mask import MASK
from retrieval.answering.asking.place_mentions import PlaceMention
from retrieval.language.offices import find_office_words
from retrieval.language.terms import Term

_SUED = "行政应诉"
# 报告, 被告, 通告 and their like end in another word.
_SUES = re.compile(r"(?<![被报公通广转警宣忠奉诬祷文布预原])(?:状告|控告|起诉|告)(?:了|过)?")
_LEVELS = "省市县区州旗镇乡本"
_LONGEST = 4
_GOVERNMENT = "政府"
_TAKEN = re.compile(r"[把将]$")


def find_sued(masked: str, places: Sequence[PlaceMention]) -> tuple[Term, ...]:
    """Return a term for lawsuits in place of the verb of suing, nothing where nobody is sued by name.

    ``masked`` is the question with the names of ``places`` blanked. An office that is none of the
    library's stays a word of its own: whether the report is that office's, figures tell.
    """
    # Of 告某县政府 the government is told by its own name (以县政府为被告).
    starts = {
        m.start
        for m in places
        if not (m.text.endswith(_GOVERNMENT) or masked.startswith(_GOVERNMENT, m.end))
    }
    ends = {mention.end for mention in places}
    for verb in _SUES.finditer(masked):
        if verb.start() in ends and _TAKEN.search(masked[: verb.start()].rstrip(MASK)):
            # 把县教育局告了.
            return (Term(_SUED, _SUED, "thing", verb.start(), verb.end()),)
        if verb.end() in starts:
            return (Term(_SUED, _SUED, "thing", verb.start(), verb.end()),)
        for start, _ in find_office_words(masked):
            between = masked[verb.end() : start] if start >= verb.end() else None
            if between is not None and len(between) < _LONGEST and not between.strip(_LEVELS):
                return (Term(_SUED, _SUED, "thing", verb.start(), verb.end()),)
    return ()
