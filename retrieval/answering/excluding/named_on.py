"""What a figure's own wording makes of the one thing that a question names: something else.

法治宣传屏 are no 法治宣传, 信息公开3件 of 行政应诉案件 are lawsuits, and what every firm is checked for at
most is no count of checks.
"""

from __future__ import annotations

import re

from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    IN_TOPIC,
    alike,
    class_of,
    kind_of,
    label_keys,
    met,
    own_clause,
    without_turned,
)  # fmt: skip
from retrieval.answering.excluding.counted_in import (
    are_of_one_kind,
    ending,
    is_of_heads,
    subjects,
    word_of,
)
from retrieval.answering.excluding.unit_verdict import RATES, SIZES
from retrieval.language.fold import fold
from retrieval.language.terms import Term
from retrieval.records import Fact

# A label's word is the one asked for where it is as much like it as this.
_SAME = 0.5
# Words that name a thing no closer: 法律援助案件 are 法律援助, 社区矫正对象 who is in it.
GENERAL = re.compile(
    r"(?:案件|案子|案|件|决定书?|文书|工作|服务|活动|人员|对象|申请|情况|总?量|总?数|次数|会议?|班|课|费用?|资金|事务|业务)+"
)
# Units that count people and bodies themselves.
_HEADS = frozenset({"person", "place", "group", "household"})
_ALL_LISTED = re.compile(r"[^，,；;：:、\d]{2,12}(?:、[^，,；;：:、\d]{2,12})+等$")
_MARKS = re.compile(r"[“”\"《》\s]")
# 每家企业每年检查不超过2次: for each of them.
_FOR_EACH = re.compile(r"每(?:家|户|个|名|位|人|村|镇|乡|所|校|社区|街道|处|单位|例|次|批)")
_ASKS_EACH = re.compile(r"每|平均|人均|户均|标准|限")
# How many places a rank rose by (比上年前进三位).
_ROSE = re.compile(r"(?:前[进移]|上升|提升|下[降滑]|后[退移])$")


def is_named_on(term: Term, wording: str, fact: Fact, text: str) -> bool:
    """Return whether a figure of the folded sentence ``text`` is of something that only has the term
    in its name, is about it, or is of each; ``wording`` is the folded question."""
    if fact.none:
        return False
    return (
        is_called_after(term, wording, fact)
        or _is_about_it(term, fact)
        or _is_one_of_several(term, fact, text)
        or _is_only_near(term, fact)
        or _is_for_each(wording, fact, text)
        or (fact.quantity.unit == "位" and _ROSE.search(fact.label) is not None)
    )


def _is_for_each(wording: str, fact: Fact, text: str) -> bool:
    """Return whether a figure is told of each of them; sums are asked for so (低保一个月给多少)."""
    if class_of(fact) == "money" or _ASKS_EACH.search(wording):
        return False
    return _FOR_EACH.search(_before(fact, text)) is not None


def _before(fact: Fact, text: str) -> str:
    return text[own_clause(text, fact)[0] : fact.quantity.start]


def is_called_after(term: Term, wording: str, fact: Fact) -> bool:
    """Return whether a label ends in what is only called after the term (法治宣传屏, 欠薪“黑名单”) or is
    held for those it names (执法人员培训), or has it turned into another word (非企业单位)."""
    if fact.none:
        return False
    label = _MARKS.sub("", fold(fact.label))
    if term.text in label and term.text not in without_turned(term.text, label):
        return True
    if term.kind == "action" or label.endswith(term.text) or met(term, fact) < IN_LABEL:
        return False
    of_heads = is_of_heads(term.text)
    if of_heads and class_of(fact) in _HEADS:
        # 外聘法律顾问团队3人 are 法律顾问, 服务中心（站）187个 服务站.
        return ending("for_whom").search(label) is not None
    behind = ending("ends").search(label)
    if behind is None and of_heads:
        behind = ending("for_whom").search(label)
    # 依申请公开政府信息 are 政府信息公开申请.
    if behind is None or behind.group() in f"{word_of(term, wording)}{term.key}":
        return False
    # 宣传册 are 宣传资料.
    return not are_of_one_kind(term.text, behind.group())


def _is_one_of_several(term: Term, fact: Fact, text: str) -> bool:
    """Return whether a figure is of all those listed before it (社区民警、楼组长、律师等19人)."""
    listed = _ALL_LISTED.search(_before(fact, text))
    if listed is None:
        return False
    pieces = listed.group().removesuffix("等").split("、")
    return sum(term.text in piece for piece in pieces) == 1


def _is_about_it(term: Term, fact: Fact) -> bool:
    """Return whether a figure is a part of disputes or letters, called by the work they are about."""
    if term.key not in subjects("works") or class_of(fact) in RATES:
        return False
    told = [key for key, near in fact.cues if near >= IN_TOPIC and alike(term, key) < _SAME]
    return any(key in subjects("disputes") for key in told)


def _is_only_near(term: Term, fact: Fact) -> bool:
    """Return whether a figure has a name of its own, and the term only stands somewhere around it."""
    # 打了多少粮食 is told by 总产26.4万吨: what is measured bears the name of its measure.
    if class_of(fact) in RATES | SIZES or met(term, fact) >= IN_TOPIC:
        return False
    named = [k for k in label_keys(fact) if kind_of(k) in {"thing", "word"} and len(k) > 1]
    return bool(named) and all(alike(term, key) == 0.0 for key in named)
