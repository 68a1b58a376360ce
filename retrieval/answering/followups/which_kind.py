"""Follow-ups for the kind that has the most or least of what was spoken of: 哪一类最多, 哪个最多."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.question import Question
from retrieval.answering.followups.turns import (
    Turn,
    own_words,
    place_text,
    places_meant,
    wording_of,
    year_text,
)

# What is asked for of an order, as a regular expression.
ORDERED = r"(?:最|第[二三四五])[多少高低大小]"
_PLACES = "街道|镇|乡|县|区|市|地方|地区|年"
_WHICH_KIND = re.compile(
    rf"哪一?(?:[类种项][一-鿿]{{0,4}}?|[个些](?!{_PLACES})[一-鿿]{{1,4}}?)[的案件]*{ORDERED}"
)


def asks_which_kind(asked: Question) -> bool:
    """Return whether it is asked which kind has the most or least (哪一类最多, 哪个部门最少)."""
    return _WHICH_KIND.search(asked.folded) is not None


def which_kind(asked: Question, turns: Sequence[Turn], gazetteer: Gazetteer) -> str:
    """Return which kind of what was spoken of has the most (哪一类最多); what only one of the last
    questions named is itself such a kind (市场监管处罚几件？生态环境呢？哪个领域最多)."""
    last = turns[-1]
    spoken = {term.key for turn in turns[-2:-1] for term in turn.question.content}
    both = [t for t in last.subject if t.key in spoken]
    shared = len(both) < len([t for t in last.subject if not t.is_light]) and both
    whole = wording_of(shared or last.subject)
    return f"{place_text(last.question)}{year_text(asked, last.question, gazetteer)}{whole}{own_words(asked)}"


_WHICH_ONE = re.compile(
    rf"(?:那么?)?(?:哪一?个{ORDERED}的?|{ORDERED}的?是?(?:哪一?个|什么))[呢啊呀]?[？?。]*"
)


def kinds_first(asked: Question, turns: Sequence[Turn], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return 哪个最多 as a question for the kind, where one place alone was spoken of (行政处罚几件？
    哪个最多); nothing elsewhere."""
    before = turns[-1].question
    where = {place_text(turn.question) for turn in turns}
    found = _WHICH_ONE.fullmatch(asked.folded)
    if found is None or len(where) > 1 or not before.asks_any("number"):
        return ()
    if len(places_meant(before)) != 1 or before.asks_any("compare", "trend"):
        return ()
    ordered = re.search(ORDERED, asked.folded)
    text = which_kind(asked, turns, gazetteer).removesuffix(own_words(asked))
    return (f"{text}哪类{ordered.group()}",) if ordered else ()
