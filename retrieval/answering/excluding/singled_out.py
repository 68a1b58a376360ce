"""Which of several values a figure is: the highest, the lowest, the mean, or one of them."""

from __future__ import annotations

import re

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import class_of
from retrieval.language.terms import find_terms
from retrieval.records import Fact

# Which of several values a figure is; and asking for the one, not for who has it.
_MEANS = frozenset({"平均", "人均", "户均", "件均"})
_EXTREMES = ("最高", "最低", "最多", "最少", "最大", "最小", *sorted(_MEANS))
_ENDS = (("最高", "最多", "最大"), ("最低", "最少", "最小"), *((mean,) for mean in sorted(_MEANS)))
_EXTREME = re.compile(
    r"^(?:平均|人均|户均|件均)|(?:最[高低多少大小]|平均)$"
    # 单笔最大罚款8万元 is one of the fines, not all of them.
    r"|(?:单[笔期次场日个件家户人][^，,]{0,2})?最[高低多少大小](?:的)?一?[笔件起]?"
    r"(?:处?罚款?|罚没款?|处罚|赔偿金?|赔付|奖励金?|补偿款?|补助|标的额?|涉案)(?:金额|数额|额)?$"
)
_OF_ONE = re.compile(r"单笔|单期|单次|单场|单日|单个|单件|一笔|一期|一次(?!性)|一场")


def is_singled_out(asked: Asked, fact: Fact) -> bool:
    """Return whether the highest or lowest of several is asked for, and the figure says it is."""
    return bool(_extremes_in(asked.wording) and _extremes_in(fact.label))


def _extremes_in(wording: str) -> set[str]:
    return {word for word in _EXTREMES if word in wording}


def extreme_verdict(asked: Asked, fact: Fact) -> str:
    """Rule out the highest, lowest or mean where another of several values was asked for."""
    own = _EXTREME.search(fact.label)
    wanted = _extremes_in(asked.wording)
    if own and own.group() == "最多" and _is_kind_asked(asked, fact.label[: own.start()]):
        # 物业纠纷最多，有102起 counts that kind, all of it.
        return ""
    if own and own.group() == "平均" and class_of(fact) == "duration":
        # How long something takes is told as a mean: 等几分钟 asks for no other.
        return ""
    if own and not any(_is_same(word, own.group()) or word in _MEANS for word in wanted):
        return f"是“{own.group()}”的一个"
    if (
        wanted
        and not _extremes_in(fact.label)
        and fact.kind == "actual"
        and _OF_ONE.search(asked.wording)
    ):
        return "不是所问的最值"
    return ""


def _is_same(wanted: str, own: str) -> bool:
    """Return whether a figure is the one at the end that is asked for: 最大一笔 is the highest."""
    return any(wanted in end and any(word in own for word in end) for end in _ENDS)


def _is_kind_asked(asked: Asked, kind: str) -> bool:
    """Return whether a question asks for just the ``kind`` that a label says is the commonest."""
    own = find_terms(kind)[-1:]
    return any(term.key == t.key and term.kind == "thing" for term in own for t in asked.terms)
