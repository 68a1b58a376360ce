"""Whether a question asks which places have something, or have none of it (谁没有败诉, 哪些街道建了法治广场).

Apart from what answers such questions: the router asks this of every question, and loads no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.answering.asking.question_words import words_of
from retrieval.language.wording import alternation

_END = r"(?:了|过|的)?(?:呢|啊|呀|吗)?[?？。!！\s]*$"
# What asks for an amount, an order or a sentence is no question of having.
_OTHERWISE = re.compile(
    r"多少(?!个)|(?<![有哪])几(?!个)|最|第[一二三四五\d]|排名|排序|[更较]|百分|比例|占比|怎么|怎样|如何|为什么|为何|什么|还是|和谁|与谁|"
    r"[比由对给向跟](?:谁|哪)|\d"
)
_BY_NAME = re.compile(r"[“”《》\"]")


@dataclass(frozen=True, slots=True)
class WhoHas:
    """``what`` is had, or with ``denied`` not; ``counts`` where it is asked how many have it."""

    what: str
    denied: bool
    counts: bool


def read_who_has(folded: str) -> WhoHas | None:
    """Return what a folded question asks the places of, None where it asks nothing of the kind."""
    if _BY_NAME.search(folded):
        return None
    for pattern in _patterns():
        found = pattern.fullmatch(folded.strip())
        if found is None:
            continue
        what = found["what"].strip(" ,，的").rstrip("了过")
        who = found["who"]
        if len(what) < 2 or _OTHERWISE.search(what) or _told().search(folded):
            return None
        counts = re.search("几|多少", who) is not None and "哪" not in who
        return WhoHas(what, found["no"] is not None, counts)
    return None


@cache
def _told() -> re.Pattern[str]:
    """Return what says that a report tells of something: that is asked of reports (报告了, 没写)."""
    words = (*words_of("table", "told"), *words_of("table", "untold"))
    return re.compile(alternation(tuple(word for word in words if word not in {"有", "报告"})))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    places, which, many = (
        alternation(words_of("having", key)) for key in ("places", "which", "how_many")
    )
    who = rf"(?P<who>谁家?|哪里|哪儿|{which}(?:一个)?(?:的?{places})|{many}的?{places})"
    of_reports = r"(?:的?报告)?(?:里|中)?(?:都|是|还|也|曾经?|全年|去年|今年|当年|一年)?"
    no = rf"(?P<no>{alternation(words_of('having', 'none'))})"
    some = alternation(words_of("having", "some"))
    lead = r"(?:请问)?(?:\d{4}年?)?(?:有没有|有|是)?"
    return (
        # 哪些街道没有败诉, 哪里一件复议都没有
        re.compile(rf"{lead}{who}{of_reports}{no}(?:{some})?(?P<what>[^,，。?？]{{2,16}}?){_END}"),
        re.compile(
            rf"{lead}{who}{of_reports}有?一[件起个次名]?(?P<what>[^,，。?？]{{2,16}}?)[也都](?P<no>没有?|无){_END}"
        ),
        # 没有败诉的街道有哪些
        re.compile(
            rf"(?P<no>{alternation(words_of('having', 'none'))})(?:{some})?(?P<what>[^,，。?？]{{2,16}}?)的{places}?"
            rf"(?:有|是)?(?P<who>谁|哪里|{which}(?:{places})?|{many}(?:{places})?){_END}"
        ),
        # 哪些街道有败诉, 谁建了法治广场, 哪个镇败诉过
        re.compile(
            rf"{lead}{who}{of_reports}(?P<no>\x00)?{some}(?P<what>[^,，。?？]{{2,16}}?){_END}"
        ),
        re.compile(
            rf"{lead}{who}{of_reports}(?P<no>\x00)?"
            rf"(?P<what>[一-鿿]{{1,3}}[了过][^,，。?？]{{1,16}}?|[^,，。?？了过]{{2,8}}[了过]){_END}"
        ),
    )
