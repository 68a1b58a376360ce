"""The one name under which a measure's wordings are gathered (被诉行政案件 and 行政诉讼: 行政应诉).

Gathered is only what the lexicon knows word for word: a wording with anything else in it, or
with a word that turns or bounds what is counted (未, 占, 以上), stays under its own words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import find_terms

HANDLING = "办理"
# What a name may leave out between its words without meaning something else.
_MEANS_NOTHING = re.compile(r"[的了共各\s（）()、“”\"]*")
# A wording of more concepts tells a story of its own.
_MOST = 3
# Of the thing first, then what was done to it, then how much of it.
_ORDER = {"quality": 0, "thing": 1, "action": 2, "rate": 3}


@lru_cache(maxsize=50_000)
def normal_name(measure: str) -> str | None:
    """Return the name for all wordings of what ``measure`` names, None where it isn't gathered."""
    folded = fold(measure)
    terms = find_terms(measure)
    content = [term for term in terms if not term.is_light]
    names = load_lexicon().by_name
    if not 0 < len(content) <= _MOST or any(term.key not in names for term in content):
        return None
    rest, position = "", 0
    for term in terms:
        rest += folded[position : term.start]
        position = term.end
    if not _MEANS_NOTHING.fullmatch(rest + folded[position:]):
        return None
    if len(content) > 1:
        # 办理行政应诉案件 are the 行政应诉案件: a plain 办理 says of none that it is left out.
        content = [t for t in content if t.key != HANDLING or not t.text.startswith("办")]
    keys = {term.key: _ORDER.get(names[term.key].kind, 1) for term in content}
    return "".join(sorted(keys, key=lambda key: (keys[key], key)))
