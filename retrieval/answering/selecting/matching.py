"""How well a figure's wording accounts for what a question asks.

Every content term of the question must be met by the wording around the figure: by its
label, by the topic it inherits, or farther off, the less the farther (``Fact.cues``).
What is counted (the head) must be named in the label or its topic; an act that the
label itself contradicts (asked 化解, label 排查) rules the figure out (``verdicts``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import (
    ACCOUNTED,
    IN_TOPIC,
    class_of,
    is_unit_word,
    kind_of,
    label_keys,
    met,
    met_in_text,
)  # fmt: skip
from retrieval.answering.excluding.attending import attending_cost, partaken_cost
from retrieval.answering.excluding.bounds import bound_verdict, criterion_verdict
from retrieval.answering.excluding.called_after import called_verdict
from retrieval.answering.excluding.comers import counts_comers, things_of
from retrieval.answering.excluding.counted import follows_verdict
from retrieval.answering.excluding.fees import other_fee_verdict, paid_in_verdict
from retrieval.answering.excluding.joint import find_more_or_other, is_joint
from retrieval.answering.excluding.keyword_heads import keyword_verdict
from retrieval.answering.excluding.must_say import must_say_verdict
from retrieval.answering.excluding.one_day import day_cost, part_verdict, stage_verdict
from retrieval.answering.excluding.other_levels import other_body_verdict
from retrieval.answering.excluding.people_counted import heads_verdict
from retrieval.answering.excluding.proper_names import name_verdict
from retrieval.answering.excluding.singled_out import is_singled_out
from retrieval.answering.excluding.some_of_them import some_verdict
from retrieval.answering.excluding.unit_nouns import counts_by_unit_alone
from retrieval.answering.excluding.verdicts import find_objection
from retrieval.answering.excluding.ways_of_counting import counting_verdict
from retrieval.answering.selecting.costs import (
    act_cost,
    beside_cost,
    extras,
    head_cost,
    is_handling,
    is_part_asked,
    phrase_bonus,
    row_cost,
    share_cost,
    total_bonus,
    unit_bonus,
    within_cost,
)
from retrieval.answering.selecting.far_terms import find_far
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import Term
from retrieval.language.wording import load_wording
from retrieval.records import Fact

# How near a figure that tells no act meets 办理.
_HANDLED = 0.85
# Growth has many names (涨, 增幅), in questions and in reports (同比增长).
_GROWTH = re.compile(r"上?涨幅?|增幅|增速|增长率?|增加|上升")
_GREW = re.compile(r"增长|增加|增幅|增速|上升|提高|涨")
# 行政败诉率 and 败诉率 are one; 行政案卷 is still no 刑事案卷, which has a word too many.
_OPTIONAL = frozenset({"行政"})
# What it is worth that a figure's label has the asker's own everyday word.
_BY_NAME = 0.3


def asked_terms(asked: Asked) -> tuple[list[Term], int, int]:
    """Return the terms that a figure's wording has to meet, how many of them it may lack and
    still be looked at more closely, and how many it may lack whatever its text says."""
    terms = [term for term in asked.terms if not term.is_light]
    may_go = sum(term.text in _OPTIONAL for term in terms)
    return terms, _may_lack(terms) + may_go, may_go


def match_facts(
    asked: Asked,
    facts: Iterable[Fact],
    text_of: Callable[[Fact], str],
    *,
    fitting: bool = False,
) -> list[Candidate]:
    """Return a candidate for every fact that shares a term with the question, best first; with
    ``fitting`` for those alone that nothing rules out, which takes less looking.

    ``text_of`` gives the folded sentence of a fact.
    """
    tried = (_match(asked, fact, text_of, fitting) for fact in facts)
    found = [candidate for candidate in tried if candidate is not None]
    found.sort(
        key=lambda c: (
            not c.fits,
            -c.score,
            c.fact.report,
            c.fact.passage,
            c.fact.sentence,
            c.fact.quantity.start,
        )
    )
    return found


def _match(
    asked: Asked, fact: Fact, text_of: Callable[[Fact], str], fitting: bool
) -> Candidate | None:
    content = [t for t in asked.terms if not (t.is_light or _may_go(t, asked, fact))]
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
        near if near >= ACCOUNTED else max(near, met_in_text(term, fact, text_of))
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
    if fitting and min(nearness) < ACCOUNTED:
        # What is missing rules it out, whatever else may.
        return None
    covered = sum(1 for near in nearness if near >= ACCOUNTED) / len(content)
    verdict = (
        find_objection(asked, content, nearness, fact)
        or follows_verdict(asked, content, fact, text_of(fact))
        or other_fee_verdict(content, fact, text_of(fact))
        or paid_in_verdict(asked.wording, fact)
        or heads_verdict(asked, text_of(fact), fact)
        or other_body_verdict(asked, text_of(fact), fact)
        or bound_verdict(asked, text_of(fact), fact)
        or criterion_verdict(asked, text_of(fact), fact)
        or part_verdict(asked, fact, text_of(fact))
        or stage_verdict(asked, text_of(fact))
        or find_more_or_other(content, asked.wording, fact, text_of(fact))
        or find_far(content, nearness, asked.wording, fact, text_of(fact))
        or keyword_verdict(asked, content, nearness, fact)
        or called_verdict(content, asked.wording, fact, text_of(fact))
        or name_verdict(content, asked.wording, fact, text_of(fact))
        or must_say_verdict(asked, fact, text_of(fact))
        or some_verdict(content, asked.wording, fact, text_of(fact))
        or counting_verdict(asked, content, fact, text_of(fact))
    )
    if fitting and verdict:
        return None
    score = sum(nearness) / len(nearness) - extras(content, fact) + unit_bonus(asked, fact)
    if fact.part_of is not None:
        score -= 0.05 if is_singled_out(asked, fact) or is_part_asked(content, fact) else 0.15
    if fact.place and fact.place != asked.place:
        score -= 0.4
    score -= act_cost(content, fact) + within_cost(content, fact)
    comers = counts_comers(things_of(content), fact) or counts_by_unit_alone(asked, fact)
    if class_of(fact) != "rank" and not comers:
        # 满意度并列全区第1: what is ranked stands before, and the label names the field.
        score -= head_cost(content, fact) + beside_cost(asked, fact)
    if asked.office and asked.office in fact.label:
        score += 0.1
    score -= share_cost(asked, fact, text_of) + row_cost(content, fact, text_of)
    score -= day_cost(asked, fact, text_of(fact))
    score -= 0.08 * is_joint(content, fact) + attending_cost(asked.wording, fact, text_of(fact))
    score += total_bonus(asked, fact)
    # 新增36名，总数达到84名: how many there are is asked for, not how many were added.
    added = load_wording().added.match(fact.label) is not None and "新" not in asked.wording
    score -= 0.2 * added
    # 相关罚款 is the fines of what was spoken of just before.
    score -= 0.1 * fact.label.startswith(("相关", "有关"))
    # 参与调解15件 counts those somebody had a part in, not all.
    score -= partaken_cost(content, asked, fact)
    # 结案 and 办结 are one concept; the report that uses the asker's own word is meant first.
    score += 0.06 * any(_says_so(t, fact) for t in content)
    # “老娘舅”工作室 is one by that name: who says 老娘舅 means it, not every 调解员.
    score += _BY_NAME * any(_is_named_so(t, fact) for t in content)
    tight = sum(1 for near in nearness if near >= IN_TOPIC)
    score += phrase_bonus(content, asked, fact)
    return Candidate(fact, score, covered, tight, verdict)


def adds_nothing(term: Term) -> bool:
    """Return whether a figure may account for a term that its wording has nothing of."""
    plain = term.text in _OPTIONAL or is_handling(term)
    return plain or _GROWTH.fullmatch(term.text) is not None


def _tells_no_act(fact: Fact) -> bool:
    """Return whether a figure's wording names no act at all, and no part."""
    return fact.part_of is None and not any(kind_of(key) == "action" for key in label_keys(fact))


def _may_lack(content: Sequence[Term]) -> int:
    return max(1, len(content) // 2)


def _says_so(term: Term, fact: Fact) -> bool:
    """Return whether the label has the asker's own word for an act, or for a thing of many names."""
    own = term.kind == "action" or (term.kind == "thing" and term.text != term.key)
    return own and term.text in fact.label


def _is_named_so(term: Term, fact: Fact) -> bool:
    """Return whether the label has in quotes an everyday word that reports otherwise don't use."""
    concept = load_lexicon().by_name.get(term.key) if term.kind == "thing" else None
    named = re.search(rf"[“\"]{re.escape(term.text)}[”\"]", fact.label)
    return concept is not None and term.text in concept.spoken and named is not None


def _may_go(term: Term, asked: Asked, fact: Fact) -> bool:
    """Return whether a term adds nothing where the figure doesn't name it: 行政 of 行政败诉率, but
    not that of 其中行政多少件."""
    if term.text not in _OPTIONAL:
        return False
    leads = any(other.start == term.end and not other.is_light for other in asked.terms)
    return leads and not met(term, fact)
