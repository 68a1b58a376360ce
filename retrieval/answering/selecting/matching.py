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
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.evidence.nearness import (
    ACCOUNTED,
    IN_LABEL,
    IN_TOPIC,
    alike,
    class_of,
    completes,
    is_told,
    is_unit_word,
    kind_of,
    label_keys,
    met,
    met_in_text,
    own_clause,
    own_things,
)  # fmt: skip
from retrieval.answering.excluding.attending import attending_cost, partaken_cost
from retrieval.answering.excluding.bounds import bound_verdict, criterion_verdict
from retrieval.answering.excluding.comers import counts_comers, things_of
from retrieval.answering.excluding.counted import follows_verdict
from retrieval.answering.excluding.fees import other_fee_verdict, paid_in_verdict
from retrieval.answering.excluding.joint import find_more_or_other, is_joint
from retrieval.answering.excluding.must_say import must_say_verdict
from retrieval.answering.excluding.one_day import day_cost, part_verdict, stage_verdict
from retrieval.answering.excluding.other_levels import other_body_verdict
from retrieval.answering.excluding.people_counted import heads_verdict
from retrieval.answering.excluding.singled_out import is_singled_out
from retrieval.answering.excluding.some_of_them import some_verdict
from retrieval.answering.excluding.unit_verdict import ALSO
from retrieval.answering.excluding.verdicts import find_objection
from retrieval.answering.excluding.ways_of_counting import counting_verdict
from retrieval.answering.selecting.far_terms import find_far
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import Term, similarity, term_keys
from retrieval.language.units import load_units
from retrieval.language.wording import load_wording
from retrieval.records import Fact

_EXTRA = {"action": 0.10, "quality": 0.09, "thing": 0.05, "rate": 0.08, "word": 0.03}
_MOST_EXTRA = 0.25
_CELLS = re.compile(r"[\t|｜]")
_PER_UNIT = re.compile(r"每(?!年|季|月|半年)|人均|户均|平均")
# The act that says no more than that there were cases, and how near a figure without any meets it.
_HANDLING, _HANDLED = "办理", 0.85
# Growth has many names (涨, 增幅), in questions and in reports (同比增长).
_GROWTH = re.compile(r"上?涨幅?|增幅|增速|增长率?|增加|上升")
_GREW = re.compile(r"增长|增加|增幅|增速|上升|提高|涨")
_CASES = re.compile(r"案件|案子|官司")
# 行政败诉率 and 败诉率 are one; 行政案卷 is still no 刑事案卷, which has a word too many.
_OPTIONAL = frozenset({"行政"})
# Of money the concept of 资金 says no more than its unit (预售的钱 is 预售资金).
_FUNDS = "经费"
_WITHIN = re.compile(r"(?:件|案件|案|人|人员|户|家|项)中(?P<own>.+)$")
# The nearest thing in the label is not what was asked for: the figure counts something else.
_HEAD_MISSED = 0.2
# What it is worth that a figure's label has the asker's own everyday word.
_BY_NAME = 0.3
_FOR_EACH = re.compile(
    r"(?:每|一)(?:起|件|次|名|位|例|户|宗|人|场|期)[^，,]{0,6}(?:补助|补贴|奖励|奖|发放|发|给予?|支付|收取?|缴)"
)
# 补了多少钱 asks for the sum, too.
_SUM = re.compile(
    r"总额|总共|一共|合计|总计|共计|总数|共(?:发|花|支|补|奖|给)|(?<!每)[发补奖给付贴赔花]了"
)
_MEASURED = frozenset({"area", "length", "money", "weight"})


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
            max(near, _HANDLED) if _is_handling(term) else near
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
        or must_say_verdict(asked, fact, text_of(fact))
        or some_verdict(content, asked.wording, fact, text_of(fact))
        or counting_verdict(asked, content, fact, text_of(fact))
    )
    if fitting and verdict:
        return None
    score = sum(nearness) / len(nearness) - _extras(content, fact) + _unit_bonus(asked, fact)
    if fact.part_of is not None:
        score -= 0.05 if is_singled_out(asked, fact) or _is_part_asked(content, fact) else 0.15
    if fact.place and fact.place != asked.place:
        score -= 0.4
    score -= _act_cost(content, fact) + _within_cost(content, fact)
    if class_of(fact) != "rank" and not counts_comers(things_of(content), fact):
        # 满意度并列全区第1: what is ranked stands before, and the label names the field.
        score -= _head_cost(content, fact) + _beside_cost(asked, fact)
    if asked.office and asked.office in fact.label:
        score += 0.1
    score -= _share_cost(asked, fact, text_of) + _row_cost(content, fact, text_of)
    score -= day_cost(asked, fact, text_of(fact))
    score -= 0.08 * is_joint(content, fact) + attending_cost(asked.wording, fact, text_of(fact))
    score += _total_bonus(asked, fact)
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
    score += _phrase_bonus(content, asked, fact)
    return Candidate(fact, score, covered, tight, verdict)


def adds_nothing(term: Term) -> bool:
    """Return whether a figure may account for a term that its wording has nothing of."""
    plain = term.text in _OPTIONAL or _is_handling(term)
    return plain or _GROWTH.fullmatch(term.text) is not None


def _is_handling(term: Term) -> bool:
    """Return whether a term is a plain 办理; 承办 says more."""
    return term.key == _HANDLING and term.text.startswith("办")


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


def _unit_bonus(asked: Asked, fact: Fact) -> float:
    given = class_of(fact)
    if not asked.unit_class:
        # A plain 多少 asks for a count before a rate or a rank.
        rate_asked = any(term.kind == "rate" for term in asked.terms)
        if given in {"rate", "rank"} and not rate_asked:
            return -0.12
        if _CASES.search(asked.wording):
            # 行政处罚案件数 counts cases, not powers or fines.
            return 0.06 if given == "case" else -ALSO.get(("case", given), 0.0)
        return 0.06 if asked.unit and fact.quantity.unit == asked.unit else 0.0
    if fact.quantity.unit == asked.unit:
        return 0.06
    return 0.02 if given == asked.unit_class else -ALSO.get((asked.unit_class, given), 0.0)


def _total_bonus(asked: Asked, fact: Fact) -> float:
    """Return what it is worth that a sum is asked for, and the label says that it is one."""
    own = pattern_of("compare", "together").search(fact.label)
    return 0.06 if own and pattern_of("compare", "together").search(asked.wording) else 0.0


def _extras(content: Sequence[Term], fact: Fact) -> float:
    """Return what the label's terms that the question doesn't name cost."""
    cost = 0.0
    for key, nearness in fact.cues:
        if nearness < 1.0:
            break
        kind = kind_of(key)
        if not any(alike(term, key) >= 0.5 or key in term.text for term in content):
            cost += _EXTRA.get(kind, 0.0)
    return min(cost, _MOST_EXTRA)


def _phrase_bonus(content: Sequence[Term], asked: Asked, fact: Fact) -> float:
    """Return what it is worth that the label says the question's words in one piece."""
    if not asked.wording:
        return 0.0
    phrase = asked.wording[content[0].start : content[-1].end]
    return 0.08 if 4 <= len(phrase) <= 20 and phrase in fact.label else 0.0


def _share_cost(asked: Asked, fact: Fact, text_of: Callable[[Fact], str]) -> float:
    """Return the cost of a floor or of a figure per unit (每村至少有5名), unless asked for; what
    is given for each (调解成功一起补助100元) is never a sum."""
    text = text_of(fact)
    clause = text[own_clause(text, fact)[0] : fact.quantity.start]
    if _FOR_EACH.search(clause) and _SUM.search(asked.wording):
        return 1.0
    if any(word in asked.wording for word in ("每", "至少", "人均", "户均", "平均", "不少于")):
        return 0.0
    floor = fact.quantity.hedge in {"至少", "不少于", "不低于"}
    return 0.2 if floor or _PER_UNIT.search(clause) else 0.0


def _row_cost(content: Sequence[Term], fact: Fact, text_of: Callable[[Fact], str]) -> float:
    """Return the cost of a table's row that the question doesn't name (乡镇合计 of a county's all)."""
    if not _CELLS.search(text_of(fact)):
        return 0.0
    row = [key for key, nearness in fact.cues if IN_LABEL <= nearness < 1.0]
    return 0.25 if any(not any(alike(t, key) >= 0.5 for t in content) for key in row) else 0.0


def _act_cost(content: Sequence[Term], fact: Fact) -> float:
    """Return the cost of acts that only one side names.

    An asked act far from the label costs; so does the label's own act where what was asked
    for stands in the inherited topic alone (行政处罚案件4件，办结2件: asked without 办结).
    """
    label = label_keys(fact)
    acts = [t for t in content if t.kind == "action" and not _is_handling(t)]
    cost = sum(
        0.12
        for term in acts
        if not (any(alike(term, key) >= 0.5 for key in label) or completes(term, fact))
    )
    things = [term for term in content if term.kind in {"thing", "rate", "word"}]
    own = [
        key
        for key in label
        if kind_of(key) == "action" and not any(alike(t, key) >= 0.5 for t in content)
    ]
    if own and things and not any(alike(t, key) >= 0.5 for t in things for key in label):
        cost += 0.12
    return cost


def _within_cost(content: Sequence[Term], fact: Fact) -> float:
    """Return the cost of a figure within another (办结件中准予许可), unless it is asked for as such."""
    within = _WITHIN.search(fact.label)
    own = term_keys(within["own"]) if within else ()
    return 0.2 if any(not any(alike(t, key) >= 0.5 for t in content) for key in own) else 0.0


def _head_cost(content: Sequence[Term], fact: Fact) -> float:
    """Return the cost of a label whose head (its foremost thing) the question doesn't name.

    Where an act stands nearer to the figure than any thing (办事处发文26件), the act is the head.
    """
    near_keys = [key for key, near in fact.cues if near >= 1.0]
    if near_keys and any(alike(term, near_keys[0]) >= 0.5 for term in content):
        return 0.0
    head = next((k for k in near_keys if kind_of(k) in {"thing", "rate", "action"}), None)
    if (
        head is None
        or load_units().asked.get(head) == class_of(fact)
        or (head == _FUNDS and class_of(fact) == "money")
        or any(max(alike(t, head), similarity(head, t.key)) >= 0.3 for t in content)
    ):
        return 0.0
    return _HEAD_MISSED if kind_of(head) != "action" else 0.0


def _beside_cost(asked: Asked, fact: Fact) -> float:
    """Return the cost of a label that doesn't name the term next to 多少."""
    if not own_things(fact) and (
        class_of(fact) in _MEASURED
        or any(t.kind == "action" and completes(t, fact) for t in asked.terms)
    ):
        # 调解纠纷277起，成功265起: the outcome is one of what the act before was done to.
        return 0.0
    keys = [key for key, nearness in fact.cues if nearness >= IN_TOPIC]
    for term in asked.beside:
        if is_unit_word(term, fact):
            continue
        if not any(alike(term, key) >= 0.34 for key in keys) and not is_told(term.text, fact):
            return 0.3
    return 0.0


def _is_part_asked(content: Sequence[Term], fact: Fact) -> bool:
    """Return whether the question names what sets a part apart from its total."""
    own = [key for key in label_keys(fact) if kind_of(key) != "light"]
    return bool(own) and all(any(alike(term, key) >= 0.5 for term in content) for key in own[:2])
