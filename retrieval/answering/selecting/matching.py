"""How well a figure's wording accounts for what a question asks.

Every content term of the question must be met by the wording around the figure: by its
label, by the topic it inherits, or farther off, the less the farther (``Fact.cues``).
What is counted (the head) must be named in the label or its topic; an act that the
label itself contradicts (asked 化解, label 排查) rules the figure out (``verdicts``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from math import inf
from operator import itemgetter

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import (
    ACCOUNTED,
    IN_TOPIC,
    is_unit_word,
    kind_of,
    label_keys,
    met,
    met_in_text,
)  # fmt: skip
from retrieval.answering.excluding.bounds import bound_verdict, criterion_verdict
from retrieval.answering.excluding.called_after import called_verdict
from retrieval.answering.excluding.counted import follows_verdict
from retrieval.answering.excluding.fees import other_fee_verdict, paid_in_verdict
from retrieval.answering.excluding.joint import find_more_or_other
from retrieval.answering.excluding.keyword_heads import keyword_verdict
from retrieval.answering.excluding.must_say import must_say_verdict
from retrieval.answering.excluding.one_day import part_verdict, stage_verdict
from retrieval.answering.excluding.other_levels import other_body_verdict
from retrieval.answering.excluding.people_counted import heads_verdict
from retrieval.answering.excluding.plainly_asked import told_of_verdict
from retrieval.answering.excluding.proper_names import name_verdict
from retrieval.answering.excluding.some_of_them import some_verdict
from retrieval.answering.excluding.verdicts import find_objection
from retrieval.answering.excluding.ways_of_counting import counting_verdict
from retrieval.answering.selecting.costs import (
    is_handling,
)
from retrieval.answering.selecting.far_terms import find_far
from retrieval.answering.selecting.scores import Weighed, most_worth, score_of
from retrieval.language.terms import Term
from retrieval.records import Fact

# How near a figure that tells no act meets 办理.
_HANDLED = 0.85
# Growth has many names (涨, 增幅), in questions and in reports (同比增长).
_GROWTH = re.compile(r"上?涨幅?|增幅|增速|增长率?|增加|上升")
_GREW = re.compile(r"增长|增加|增幅|增速|上升|提高|涨")
# 行政败诉率 and 败诉率 are one; 行政案卷 is still no 刑事案卷, which has a word too many.
_OPTIONAL = frozenset({"行政"})
MayMeet = Callable[[Term, Fact], bool]


def asked_terms(asked: Asked) -> tuple[list[Term], int, int]:
    """Return the terms that a figure's wording has to meet, how many of them it may lack and
    still be looked at more closely, and how many it may lack whatever its text says."""
    terms = _restricting(asked)
    may_go = sum(term.text in _OPTIONAL for term in terms)
    return terms, _may_lack(terms) + may_go, may_go


def _any(_term: Term, _fact: Fact) -> bool:
    return True


def match_facts(
    asked: Asked,
    facts: Iterable[Fact],
    text_of: Callable[[Fact], str],
    *,
    most: int | None = None,
    may_meet: MayMeet = _any,
) -> list[Candidate]:
    """Return a candidate for every fact that shares a term with the question, best first.

    With ``most``, facts that lack a term are left out where so many candidates stand before them:
    they are the greater part, and take as long as the others. ``text_of`` gives the folded
    sentence of a fact; ``may_meet`` says False only of a term that nothing around a fact meets.
    """
    terms = _restricting(asked)
    tried = (_weigh(asked, terms, fact, text_of, may_meet) for fact in facts)
    weighed = [w for w in tried if w is not None]
    if most is None or len(weighed) <= most:
        return sorted((_judge(asked, w, text_of) for w in weighed), key=_best_first)
    found = [_judge(asked, w, text_of) for w in weighed if not w.lacks]
    # The scores to beat, the least of them first; nothing that lacks a term comes before what fits.
    before = [inf if c.fits else c.score for c in found]
    heapify(before)
    lacking = [(most_worth(asked, w), w) for w in weighed if w.lacks]
    for worth, w in sorted(lacking, key=itemgetter(0), reverse=True):
        while len(before) > most:
            heappop(before)
        if len(before) == most and worth < before[0]:
            break
        found.append(_judge(asked, w, text_of))
        heappush(before, found[-1].score)
    return sorted(found, key=_best_first)


def match_fitting(
    asked: Asked, facts: Iterable[Fact], text_of: Callable[[Fact], str]
) -> list[Candidate]:
    """Return the candidates that nothing rules out, best first, which takes less looking."""
    terms = _restricting(asked)
    weighed = (_weigh(asked, terms, fact, text_of, _any) for fact in facts)
    complete = [w for w in weighed if w is not None and not w.lacks]
    found = [
        _candidate(asked, w, text_of, "") for w in complete if not _verdict_on(asked, w, text_of)
    ]
    return sorted(found, key=_best_first)


def _best_first(candidate: Candidate) -> tuple[bool, float, str, int, int, int]:
    fact = candidate.fact
    place = (fact.report, fact.passage, fact.sentence, fact.quantity.start)
    return (not candidate.fits, -candidate.score, *place)


def _restricting(asked: Asked) -> list[Term]:
    return [term for term in asked.terms if not term.is_light]


def _weigh(
    asked: Asked,
    terms: Sequence[Term],
    fact: Fact,
    text_of: Callable[[Fact], str],
    may_meet: MayMeet,
) -> Weighed | None:
    """Return how near a figure's wording meets each of the ``terms`` that restrict the question, None
    where so much is missing that it is not looked at."""
    content = [t for t in terms if not _may_go(t, asked, fact)]
    if not content:
        return None
    nearness: list[float] = []
    may_lack = _may_lack(content)
    for term in content:
        nearness.append(1.0 if is_unit_word(term, fact) else met(term, fact))
        # A lone character is met by the text alone, later.
        may_lack -= nearness[-1] < ACCOUNTED and len(term.text) > 1
        if may_lack < 0:
            # So much is missing that a closer look at the text could not mend it.
            return None
    if max(nearness) <= 0:
        return None
    nearness = [
        max(near, met_in_text(term, fact, text_of))
        if near < ACCOUNTED and may_meet(term, fact)
        else near
        for term, near in zip(content, nearness, strict=True)
    ]
    if _tells_no_act(fact):
        # 共22件行政应诉案件: who asks how many were 办理 is told them all.
        nearness = [
            max(near, _HANDLED) if is_handling(term) else near
            for term, near in zip(content, nearness, strict=True)
        ]
    if fact.kind == "change" and _GREW.search(fact.label):
        nearness = [
            max(near, _HANDLED) if _GROWTH.fullmatch(term.text) else near
            for term, near in zip(content, nearness, strict=True)
        ]
    return Weighed(fact, content, nearness)


def _judge(asked: Asked, weighed: Weighed, text_of: Callable[[Fact], str]) -> Candidate:
    return _candidate(asked, weighed, text_of, _verdict_on(asked, weighed, text_of))


def _candidate(
    asked: Asked, weighed: Weighed, text_of: Callable[[Fact], str], verdict: str
) -> Candidate:
    nearness = weighed.nearness
    covered = sum(1 for near in nearness if near >= ACCOUNTED) / len(nearness)
    tight = sum(1 for near in nearness if near >= IN_TOPIC)
    return Candidate(weighed.fact, score_of(asked, weighed, text_of), covered, tight, verdict)


def _verdict_on(asked: Asked, weighed: Weighed, text_of: Callable[[Fact], str]) -> str:
    """Return why a figure does not answer, empty where nothing rules it out."""
    fact, content, nearness = weighed.fact, weighed.content, weighed.nearness
    if objection := find_objection(asked, content, nearness, fact):
        # Of many a figure the sentence need not be read.
        return objection
    text = text_of(fact)
    return (
        told_of_verdict(asked, fact, text)
        or follows_verdict(asked, content, fact, text)
        or other_fee_verdict(content, fact, text)
        or paid_in_verdict(asked.wording, fact)
        or heads_verdict(asked, text, fact)
        or other_body_verdict(asked, text, fact)
        or bound_verdict(asked, text, fact)
        or criterion_verdict(asked, text, fact)
        or part_verdict(asked, fact, text)
        or stage_verdict(asked, text)
        or find_more_or_other(content, asked.wording, fact, text)
        or find_far(content, nearness, asked.wording, fact, text)
        or keyword_verdict(asked, content, nearness, fact)
        or called_verdict(content, asked.wording, fact, text)
        or name_verdict(content, asked.wording, fact, text)
        or must_say_verdict(asked, fact, text)
        or some_verdict(content, asked.wording, fact, text)
        or counting_verdict(asked, content, fact, text)
    )


def adds_nothing(term: Term) -> bool:
    """Return whether a figure may account for a term that its wording has nothing of."""
    plain = term.text in _OPTIONAL or is_handling(term)
    return plain or _GROWTH.fullmatch(term.text) is not None


def _tells_no_act(fact: Fact) -> bool:
    """Return whether a figure's wording names no act at all, and no part."""
    return fact.part_of is None and not any(kind_of(key) == "action" for key in label_keys(fact))


def _may_lack(content: Sequence[Term]) -> int:
    return max(1, len(content) // 2)


def _may_go(term: Term, asked: Asked, fact: Fact) -> bool:
    """Return whether a term adds nothing where the figure doesn't name it: 行政 of 行政败诉率, but
    not that of 其中行政多少件."""
    if term.text not in _OPTIONAL:
        return False
    leads = any(other.start == term.end and not other.is_light for other in asked.terms)
    return leads and not met(term, fact)
