"""What comes next in an order that was asked for: 哪个最多？第二呢, 最少的呢."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.nth import NTH
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of

_WAY = r"[多少高低大小]"
_WHICH = r"(?:哪一?[个家类种项]|哪里|谁|什么)?"
_HOW_MANY = r"(?:有?(?:多少|几)[一-鿿]{0,2})?"
_END = rf"的?(?:又?是)?{_WHICH}{_HOW_MANY}[呢啊呀]?[？?。\s]*"
_SECOND = "二"


def in_order(asked: Question, before: Question) -> str:
    """Return the question for the most or least of several with another place in that order, or its
    other end, instead; empty where none was asked for, or something else is asked now."""
    if not before.asks_any("compare.most", "compare.least") or asked.places or asked.years:
        return ""
    held = _held().search(before.folded)
    now = _asked().fullmatch(asked.folded)
    if held is None or now is None:
        return ""
    way = now["way"] or held.group()[-1]
    wanted = f"最{way}" if now["most"] else f"第{now['nth'] or _SECOND}{way}"
    return f"{before.folded[: held.start()]}{wanted}{before.folded[held.end() :]}"


@cache
def _held() -> re.Pattern[str]:
    """Match what was asked for of an order: 最多, 第二少."""
    return re.compile(f"{pattern_of('followup', 'superlatives').pattern}|{NTH.pattern}")


@cache
def _asked() -> re.Pattern[str]:
    """Match a question for a place in an order alone: 第二呢, 其次是哪个, 最少的呢."""
    next_one = pattern_of("followup", "next_in_order").pattern
    nth = rf"(?:排名?|排在|位列|位居|名列)?第(?P<nth>[二三四五])[名位个]?|{next_one}"
    return re.compile(rf"(?:那么?)?{_WHICH}(?:(?P<most>最(?={_WAY}))|{nth})(?P<way>{_WAY})?{_END}")
