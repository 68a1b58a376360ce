"""Whether a figure counts what is asked for: money or heads, a thing or what stands near it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    IN_TOPIC,
    alike,
    class_of,
    is_told,
    kind_of,
    label_keys,
    own_clause,
    own_things,
)
from retrieval.answering.excluding.unit_verdict import RATES
from retrieval.language.fold import fold
from retrieval.language.pairs import shares_pair
from retrieval.language.terms import Term, find_terms, similarity
from retrieval.records import Fact

_MONEY = "money"
# What is only ever counted in money, where no unit is asked for: 发了多少补贴.
_IS_MONEY = re.compile(r"(?:补贴|补助|津贴|资金|经费|养老金|低保金|奖金|工资)$")
# What may be counted in money: 多少税, 多少罚款, 多少收入.
_MAY_BE_MONEY = re.compile(
    r"[费款金税额钱债值资]$|收入|支出|损失|价|标准|预算|成本|所得|财产|补[贴助偿]"
)
_SUFFERED = "被"
# Asked for what was granted, an application tells nothing.
_GRANTED = re.compile(r"批(?![评次改])|[获核]准|通过了|办下来|办成")
_APPLIED = "申请"
# Units of whatever is named behind them (4项工作制度), and how long such a name may be.
_ANYTHING = frozenset({"个", "项", "种", "类", "套", "大"})
_LONGEST_NAME = 8
# Bodies and means that are called after what they do.
_BODY = re.compile(
    r"(?:队|组|中心|站|室|点|所|平台|机制|制度|体系|网络|清单|台账|委员会|阵地|基地|专班|窗口|队伍)$"
)
_MADE_OF = re.compile(
    r"由[^，,。；;]{2,40}?(?:构成|组成|组建|参与|参加)的(?P<body>[^，,。；;、]{2,20})"
)
# 18个增加到45个 names nothing.
_NAMED = re.compile(r"[^、\d“”（(]+(?!\d)(?=[、（(]|$)")


def suits(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure is of a kind with what is asked for, where no unit says so.

    多少企业 is no sum of money and 补贴发了多少 no number of letters; nor is an application what
    was granted (批了多少宗).
    """
    applied = fact.label.endswith(_APPLIED) and _APPLIED not in asked.wording
    if applied and _GRANTED.search(asked.wording):
        return False
    if asked.unit_class or class_of(fact) in RATES:
        return True
    counted = asked.counted_things
    if class_of(fact) != _MONEY:
        # 多少农户拿到补贴 counts 农户, and no money.
        things = counted or [t for t in asked.terms if t.kind == "thing"]
        return not (things and _IS_MONEY.search(things[-1].text))
    if not counted:
        return True
    last = counted[-1]
    if last.text.startswith(_SUFFERED):
        # 多少农民工被欠薪 counts 农民工.
        last = next((t for t in asked.terms if t.kind == "thing" and t.end == last.start), last)
    return any(_MAY_BE_MONEY.search(text) for text in (last.text, last.key))


def follows_verdict(asked: Asked, content: Sequence[Term], fact: Fact, text: str) -> str:
    """Return what a figure counts where that stands right behind it and is none of what is asked
    for, which is named before it (接待和联系群众3个基本工作机制); else nothing.

    ``text`` is the figure's folded sentence.
    """
    label = fold(fact.label)
    behind = text[fact.quantity.end : own_clause(text, fact)[1]].removeprefix("的")
    named = _NAMED.match(behind)
    if named is None or class_of(fact) in RATES:
        return ""
    behind = named[0]
    if made := _MADE_OF.match(text, fact.quantity.end):
        # 1个由行政调解、人民调解构成的领导小组: what is counted stands at the very end.
        return "" if shares_pair(made["body"], asked.wording) else f"数的是后面的：{made['body']}"
    # 停发126名不符合条件人员低保金: the asked thing stands behind, too.
    if shares_pair(behind, asked.wording) or any(shares_pair(t.text, behind) for t in content):
        return _body_verdict(asked, content, behind)
    if len(label) > 1 and behind.startswith(label):
        behind = label
    elif fact.quantity.unit in _ANYTHING and "的" in behind[2:]:
        # 12个居委会的日常工作: of these there are so many.
        behind = behind[: behind.index("的", 2)]
    if len(label) > 1 and behind == label:
        pass
    elif fact.quantity.unit not in _ANYTHING or not 1 < len(behind) <= _LONGEST_NAME:
        return ""
    terms = [t for t in find_terms(behind) if not t.is_light]
    if any(t.kind == "action" for t in terms):
        return ""
    told = any(
        max(alike(t, near.key), similarity(near.key, t.key)) >= 0.3
        for t in content
        for near in terms
    )
    # 9人组成: a short word that is none of the lexicon may be a verb.
    heads = [t.text for t in terms if t.kind == "thing" or len(behind) > 2]
    return "" if told or not heads else f"数的是后面的：{'、'.join(heads[-2:])}"


def _body_verdict(asked: Asked, content: Sequence[Term], behind: str) -> str:
    """Return which body a figure counts that is only called after the act asked for (排查矛盾纠纷
    多少: 14个社区排查调处应急分队)."""
    body = _BODY.search(behind)
    acts = [t for t in content if t.kind == "action"]
    called_after = bool(acts) and all(t.text.rstrip("了过") in behind[:-1] for t in acts)
    if body is None or not called_after or body.group() in asked.wording:
        return ""
    return f"数的是后面的：{behind[-4:]}"


def counts_another(term: Term, fact: Fact) -> bool:
    """Return whether a figure counts something else than the one thing asked for, which only stands
    near it: 行政复议指引等工作 … 法律顾问小程序服务881人次."""
    things = own_things(fact) or [
        key for key, near in fact.cues if IN_TOPIC <= near < IN_LABEL and kind_of(key) == "thing"
    ]
    return (
        bool(things)
        and class_of(fact) not in RATES
        and not is_told(term.text, fact)
        and all(max(alike(term, key), similarity(key, term.key)) < 0.3 for key in things)
    )


def names_another(term: Term, fact: Fact) -> bool:
    """Return whether a figure's label has a word for what it counts, and that is not the body asked
    about alone: 便民中心设9个窗口，差评3件 is none of what 便民中心 did."""
    named = [key for key in label_keys(fact) if kind_of(key) in {"thing", "rate", "word"}]
    return bool(named) and not any(alike(term, key) >= 0.3 for key in named)
