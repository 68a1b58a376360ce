"""What a figure is worth to a question, all told: by that its candidates are put in order.

Nearness and what speaks for a figure, less what speaks against it (``costs``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import ACCOUNTED, class_of
from retrieval.answering.excluding.attending import attending_cost, partaken_cost
from retrieval.answering.excluding.comers import counts_comers, things_of
from retrieval.answering.excluding.joint import is_joint
from retrieval.answering.excluding.one_day import day_cost
from retrieval.answering.excluding.singled_out import is_singled_out
from retrieval.answering.excluding.unit_nouns import counts_by_unit_alone
from retrieval.answering.selecting.costs import (
    act_cost,
    beside_cost,
    extras,
    head_cost,
    is_part_asked,
    phrase_bonus,
    row_cost,
    share_cost,
    total_bonus,
    unit_bonus,
    within_cost,
)
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import Term
from retrieval.language.wording import load_wording
from retrieval.records import Fact

# What it is worth that a figure's label has the asker's own everyday word, or the office asked for.
_BY_NAME, _BY_OFFICE, _SAID_SO = 0.3, 0.1, 0.06
# What it costs to be a part: of one that was singled out or asked for, of any other.
_PART_ASKED, _PART = 0.05, 0.15
_ELSEWHERE = 0.4
_ADDED, _RELATED, _JOINT = 0.2, 0.1, 0.08
# Sums taken in another order differ by less.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Weighed:
    """A figure with the terms that its wording has to meet, and how near each is met."""

    fact: Fact
    content: Sequence[Term]
    nearness: Sequence[float]

    @property
    def lacks(self) -> bool:
        """True where a term is not accounted for: that rules the figure out, whatever else may."""
        return min(self.nearness) < ACCOUNTED


def score_of(asked: Asked, weighed: Weighed, text_of: Callable[[Fact], str]) -> float:
    """Return what a figure is worth: about 1 where its label says all that is asked and no more.

    ``text_of`` gives the folded sentence of a fact.
    """
    fact, content, nearness = weighed.fact, weighed.content, weighed.nearness
    score = sum(nearness) / len(nearness) - extras(content, fact) + unit_bonus(asked, fact)
    if fact.part_of is not None:
        is_meant = is_singled_out(asked, fact) or is_part_asked(content, fact)
        score -= _PART_ASKED if is_meant else _PART
    if _is_elsewhere(asked, fact):
        score -= _ELSEWHERE
    score -= act_cost(content, fact) + within_cost(content, fact)
    comers = counts_comers(things_of(content), fact) or counts_by_unit_alone(asked, fact)
    if class_of(fact) != "rank" and not comers:
        # 满意度并列全区第1: what is ranked stands before, and the label names the field.
        score -= head_cost(content, fact) + beside_cost(asked, fact)
    if asked.office and asked.office in fact.label:
        score += _BY_OFFICE
    score -= share_cost(asked, fact, text_of) + row_cost(content, fact, text_of)
    score -= day_cost(asked, fact, text_of(fact))
    score -= _JOINT * is_joint(content, fact) + attending_cost(asked.wording, fact, text_of(fact))
    score += total_bonus(asked, fact)
    score -= _ADDED * _is_unasked_addition(asked, fact)
    # 相关罚款 is the fines of what was spoken of just before.
    score -= _RELATED * fact.label.startswith(("相关", "有关"))
    # 参与调解15件 counts those somebody had a part in, not all.
    score -= partaken_cost(content, asked, fact)
    # 结案 and 办结 are one concept; the report that uses the asker's own word is meant first.
    score += _SAID_SO * any(_says_so(t, fact) for t in content)
    # “老娘舅”工作室 is one by that name: who says 老娘舅 means it, not every 调解员.
    score += _BY_NAME * any(_is_named_so(t, fact) for t in content)
    return score + phrase_bonus(content, asked, fact)


def most_worth(asked: Asked, weighed: Weighed) -> float:
    """Return what :func:`score_of` does not exceed: all that speaks for a figure, less of what speaks
    against it that which is seen at once."""
    fact, content, nearness = weighed.fact, weighed.content, weighed.nearness
    worth = sum(nearness) / len(nearness) - extras(content, fact) + unit_bonus(asked, fact)
    worth -= _PART_ASKED * (fact.part_of is not None)
    worth -= _ELSEWHERE * _is_elsewhere(asked, fact)
    worth += _BY_OFFICE * bool(asked.office) + total_bonus(asked, fact)
    worth -= _ADDED * _is_unasked_addition(asked, fact)
    worth += _SAID_SO * any(_says_so(t, fact) for t in content)
    worth += _BY_NAME * any(_is_named_so(t, fact) for t in content)
    return worth + phrase_bonus(content, asked, fact) + _ROUNDING


def _is_elsewhere(asked: Asked, fact: Fact) -> bool:
    return bool(fact.place) and fact.place != asked.place


def _is_unasked_addition(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure tells how many were added (新增36名，总数达到84名), where how many there
    are is asked for."""
    return load_wording().added.match(fact.label) is not None and "新" not in asked.wording


def _says_so(term: Term, fact: Fact) -> bool:
    """Return whether the label has the asker's own word for an act, or for a thing of many names."""
    own = term.kind == "action" or (term.kind == "thing" and term.text != term.key)
    return own and term.text in fact.label


def _is_named_so(term: Term, fact: Fact) -> bool:
    """Return whether the label has in quotes an everyday word that reports otherwise don't use."""
    concept = load_lexicon().by_name.get(term.key) if term.kind == "thing" else None
    if concept is None or term.text not in concept.spoken:
        return False
    return any(f"{left}{term.text}{right}" in fact.label for left in '“"' for right in '”"')
