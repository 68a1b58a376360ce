"""What a figure's wording is worth or costs beside what it accounts for: its unit, words of its own
that nobody asked for, acts told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    IN_TOPIC,
    alike,
    class_of,
    completes,
    is_told,
    is_unit_word,
    kind_of,
    label_keys,
    own_clause,
    own_things,
)  # fmt: skip
from retrieval.answering.excluding.acts import came_in
from retrieval.answering.excluding.counted_otherwise import counts_otherwise
from retrieval.answering.excluding.unit_verdict import ALSO
from retrieval.language.terms import Term, similarity, term_keys
from retrieval.language.units import load_units
from retrieval.records import Fact

_EXTRA = {"action": 0.10, "quality": 0.09, "thing": 0.05, "rate": 0.08, "word": 0.03}
_MOST_EXTRA = 0.25
# What it costs that the asked thing is counted by another word (几条, told by 5处).
_OTHERWISE = 0.02
_CELLS = re.compile(r"[\t|｜]")
_PER_UNIT = re.compile(r"每(?!年|季|月|半年)|人均|户均|平均")
_CASES = re.compile(r"案件|案子|官司")
# Of money the concept of 资金 says no more than its unit (预售的钱 is 预售资金).
FUNDS = "经费"
_WITHIN = re.compile(r"(?:件|案件|案|人|人员|户|家|项)中(?P<own>.+)$")
# The nearest thing in the label is not what was asked for: the figure counts something else.
_HEAD_MISSED = 0.2
_FOR_EACH = re.compile(
    r"(?:每|一)(?:起|件|次|名|位|例|户|宗|人|场|期)[^，,]{0,6}(?:补助|补贴|奖励|奖|发放|发|给予?|支付|收取?|缴)"
)
# 补了多少钱 asks for the sum, too.
_SUM = re.compile(
    r"总额|总共|一共|合计|总计|共计|总数|共(?:发|花|支|补|奖|给)|(?<!每)[发补奖给付贴赔花]了"
)
_MEASURED = frozenset({"area", "length", "money", "weight"})
# The act that says no more than that there were cases.
HANDLING = "办理"


def is_handling(term: Term) -> bool:
    """Return whether a term is a plain 办理; 承办 says more."""
    return term.key == HANDLING and term.text.startswith("办")


def unit_bonus(asked: Asked, fact: Fact) -> float:
    """Return what a figure's unit is worth beside the one asked for, or costs (below 0)."""
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
    if given == asked.unit_class:
        return 0.02
    also = ALSO.get((asked.unit_class, given))
    return -(_OTHERWISE if also is None and counts_otherwise(asked, fact) else also or 0.0)


def total_bonus(asked: Asked, fact: Fact) -> float:
    """Return what it is worth that a sum is asked for, and the label says that it is one."""
    own = pattern_of("compare", "together").search(fact.label)
    return 0.06 if own and pattern_of("compare", "together").search(asked.wording) else 0.0


def extras(content: Sequence[Term], fact: Fact) -> float:
    """Return what the label's terms that the question doesn't name cost."""
    cost = 0.0
    came = any(came_in(term, fact) for term in content if term.kind == "action")
    for key, nearness in fact.cues:
        if nearness < 1.0:
            break
        kind = kind_of(key)
        if came and kind == "action":
            # 收到…申请 says of 申请 no more than where it went.
            continue
        if not any(alike(term, key) >= 0.5 or key in term.text for term in content):
            cost += _EXTRA.get(kind, 0.0)
    return min(cost, _MOST_EXTRA)


def phrase_bonus(content: Sequence[Term], asked: Asked, fact: Fact) -> float:
    """Return what it is worth that the label says the question's words in one piece."""
    if not asked.wording:
        return 0.0
    phrase = asked.wording[content[0].start : content[-1].end]
    return 0.08 if 4 <= len(phrase) <= 20 and phrase in fact.label else 0.0


def share_cost(asked: Asked, fact: Fact, text_of: Callable[[Fact], str]) -> float:
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


def row_cost(content: Sequence[Term], fact: Fact, text_of: Callable[[Fact], str]) -> float:
    """Return the cost of a table's row that the question doesn't name (乡镇合计 of a county's all)."""
    if not _CELLS.search(text_of(fact)):
        return 0.0
    row = [key for key, nearness in fact.cues if IN_LABEL <= nearness < 1.0]
    return 0.25 if any(not any(alike(t, key) >= 0.5 for t in content) for key in row) else 0.0


def act_cost(content: Sequence[Term], fact: Fact) -> float:
    """Return the cost of acts that only one side names.

    An asked act far from the label costs; so does the label's own act where what was asked
    for stands in the inherited topic alone (行政处罚案件4件，办结2件: asked without 办结).
    """
    label = label_keys(fact)
    acts = [t for t in content if t.kind == "action" and not is_handling(t)]
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


def within_cost(content: Sequence[Term], fact: Fact) -> float:
    """Return the cost of a figure within another (办结件中准予许可), unless it is asked for as such."""
    within = _WITHIN.search(fact.label)
    own = term_keys(within["own"]) if within else ()
    return 0.2 if any(not any(alike(t, key) >= 0.5 for t in content) for key in own) else 0.0


def head_cost(content: Sequence[Term], fact: Fact) -> float:
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
        or (head == FUNDS and class_of(fact) == "money")
        or any(max(alike(t, head), similarity(head, t.key)) >= 0.3 for t in content)
    ):
        return 0.0
    return _HEAD_MISSED if kind_of(head) != "action" else 0.0


def beside_cost(asked: Asked, fact: Fact) -> float:
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


def is_part_asked(content: Sequence[Term], fact: Fact) -> bool:
    """Return whether the question names what sets a part apart from its total."""
    own = [key for key in label_keys(fact) if kind_of(key) != "light"]
    return bool(own) and all(any(alike(term, key) >= 0.5 for term in content) for key in own[:2])
