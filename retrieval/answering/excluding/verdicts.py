"""What rules a figure out: it counts another thing, another act, in another kind of unit.

Each rule returns its reason in Chinese (shown by /why), or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.evidence.nearness import (
    ACCOUNTED,
    IN_LABEL,
    IN_TOPIC,
    SAME_SCOPE,
    alike,
    class_of,
    completes,
    head_keys,
    is_told,
    is_unit_word,
    kind_of,
    label_keys,
    met,
    names,
    own_things,
)  # fmt: skip
from retrieval.answering.excluding.acts import find_other_act
from retrieval.answering.excluding.after_mark import part_verdict
from retrieval.answering.excluding.comers import ACTOR, counts_comers, things_of
from retrieval.answering.excluding.fees import fee_verdict
from retrieval.answering.excluding.plainly_asked import plainly_asked_verdict
from retrieval.answering.excluding.qualities import quality_verdict
from retrieval.answering.excluding.singled_out import extreme_verdict
from retrieval.answering.excluding.unit_nouns import is_unit_noun
from retrieval.answering.excluding.unit_verdict import GROUP, SIZES, body_verdict, unit_verdict
from retrieval.language.terms import Term
from retrieval.language.wording import load_wording
from retrieval.records import Fact

# Whose rate a rate is (执法人员持证率).
_GROUP_OF_RATE = re.compile(r"([一-鿿]{2}(?:人员|干部|队员|职工|企业|学生|学员))[一-鿿]{0,6}率$")
# Bodies of some kind, which a wider group's rate says nothing of (基金会, asked of 社会组织).
_BODY = re.compile(r"(?:[^委员]会|医院|学校|园|养老院|卫生院|公司|协会|门店)$")
# What asks for a rate of anything.
_PLAIN_RATES = frozenset({"比例", "比率", "占比", "百分比", "率"})
# 派出多少人次执法 asks for 执法人员.
_DOERS = ("人员", "队员", "力量")
# What is settled so are quarrels.
_SETTLING = frozenset({"调解", "调解成功"})
_QUARREL = re.compile(r"纠纷|矛盾|争议|信访|来访|调解")
# Who is taken off a list no longer is so; and what anything may be called (受理反映事项67件，解决65件).
_OF_COURSE, _MATTERS = "符合条件", "事项"
# As near as a heading at least.
_UNDER_HEADING = 0.45


def find_objection(
    asked: Asked, content: Sequence[Term], nearness: Sequence[float], fact: Fact
) -> str:
    """Return why a figure can't answer, empty where it may. ``nearness`` goes with ``content``."""
    close = [t for t, near in zip(content, nearness, strict=True) if near >= SAME_SCOPE]
    return (
        unit_verdict(asked, fact)
        or body_verdict(asked, fact)
        or plainly_asked_verdict(asked, fact)
        or _kind_verdict(asked, fact)
        or _missing_verdict(content, nearness)
        or part_verdict(asked, content, fact)
        or fee_verdict(content, fact)
        or quality_verdict(content, nearness, fact)
        or (
            _none_verdict(content, fact)
            if fact.none
            else _head_verdict(asked, content, close, fact)
        )
        or _beside_verdict(asked, close, fact)
        or _supposed_verdict(asked, fact)
        or extreme_verdict(asked, fact)
        or _increment_verdict(asked, content, fact)
        or find_other_act(asked, content, fact)
    )


def _missing_verdict(content: Sequence[Term], nearness: Sequence[float]) -> str:
    missing = [t.text for t, near in zip(content, nearness, strict=True) if near < ACCOUNTED]
    return f"没有对上：{'、'.join(missing)}" if missing else ""


def _kind_verdict(asked: Asked, fact: Fact) -> str:
    if fact.kind in asked.kinds:
        return ""
    # 比2022年的13件减少: the base is 2022's result.
    if fact.kind == "base" and fact.period in asked.years and "actual" in asked.kinds:
        return ""
    if (
        asked.before
        and fact.kind == "actual"
        and pattern_of("number", "before").search(fact.label + fact.topic)
    ):
        return ""
    return {"target": "是目标或计划", "change": "是增减幅度", "base": "是对比的基数"}.get(
        fact.kind, "是实际数"
    )


def _head_verdict(asked: Asked, content: Sequence[Term], close: Sequence[Term], fact: Fact) -> str:
    """Rule out a figure that counts something the question doesn't name.

    ``close`` are the terms met in the figure's own clause or topic sentence: of these the
    bare head (宣传 for 法治宣传) in the label will do.
    """
    label = label_keys(fact)
    acts = [term for term in content if term.kind == "action"]
    if class_of(fact) == "rank":
        return "" if close else "所计的不是这件事"
    content = [t for t in content if t.kind == "rate" or not is_unit_word(t, fact)]
    if class_of(fact) == "rate" and _names_another(content, fact):
        return "是别的人群的比率"
    # 比例 alone says nothing of whose it is: 蓝天比例 is no 水质优良比例.
    names_another = any(key not in _PLAIN_RATES for key in own_things(fact))
    telling = [t for t in content if not (names_another and t.text in _PLAIN_RATES)] or content
    if class_of(fact) == "rate" and any(alike(t, key) >= 0.5 for t in telling for key in label):
        return ""
    things = _counted(content, bool(acts))
    if not things:
        if _is_no_quarrel(asked, acts, fact):
            return "是另一件事里的"
        if not acts or any(names(t, fact.label) or _is_said(t, label, fact) for t in acts):
            return ""
        if not fact.label and all(names(t, fact.topic) for t in acts):
            # 承接市级赋权已有三批，累计308项: the bare sum is of what was done before.
            return ""
        # 拆除违建62处，面积4150平方米: the label holds no more than its unit's own word.
        measured = not own_things(fact) and bool(label) and all(met(t, fact) >= 0.8 for t in acts)
        return "" if measured or _is_part_of_done(content, acts, fact) else "所计的不是这件事"
    far_actor = any(ACTOR.search(t.key) and met(t, fact) < SAME_SCOPE for t in content)
    # 抓获犯罪嫌疑人582人, asked how many 人: such a noun names nothing but what the unit counts.
    own = [key for key in own_things(fact) if not is_unit_noun(key, asked, fact)]
    unasked = any(not any(alike(t, key) >= 0.5 for t in content) for key in own)
    if acts and far_actor and unasked:
        # 律师参与的调解: who acted stands a sentence away, and the figure counts something named.
        return "做这件事的另有其人"
    if counts_comers(things, fact):
        return ""
    heads = head_keys(fact)
    if acts and all(_is_said(t, label, fact) for t in acts):
        # 委派调解案件45件 names its act alone: what it is about may stand in the clause before.
        if (
            not own
            and not _names_unasked(content, label)
            and (
                all(met(t, fact) >= 0.85 for t in things)
                or _speaks_on(content, things, asked, fact)
            )
        ):
            return ""
    elif _is_size_of(content, fact):
        return ""
    elif not acts and label and not own:
        # 法治公园，建设面积5800㎡: the label holds no more than its unit's own word.
        if all(met(t, fact) >= 0.75 for t in things):
            return ""
        # 召开听证会3次，参加代表62人: nor than the people that are counted.
        people = any(is_unit_noun(key, asked, fact) for key in label)
        if people and all(t in close for t in things):
            return ""
        # 资格考试…，158人合格: the quality is asked for, the thing stands before.
        named = [key for key in label if not is_unit_noun(key, asked, fact)]
        if all(any(alike(t, key) >= 0.5 for t in content) for key in named) and _speaks_on(
            content, things, asked, fact
        ):
            return ""
    rates = [term for term in things if term.kind == "rate"]
    for group in (rates, [term for term in things if term in telling]):
        if (
            group
            and not any(
                _names(term, key, 0.34 if term in close else 0.6) for term in group for key in heads
            )
            and not any(len(term.text) >= 2 and is_told(term.text, fact) for term in group)
        ):
            return f"所计的是：{'、'.join(heads[:3])}"
    return ""


def _is_no_quarrel(asked: Asked, acts: Sequence[Term], fact: Fact) -> bool:
    """Return whether a bare everyday 劝和 is asked for, and a part is told of something that is no
    quarrel (行政复议案件5件，其中调解结案1件)."""
    if fact.part_of is None or not acts or any(t.key not in _SETTLING for t in acts):
        return False
    said = any(t.text in fact.label and t.text in asked.wording for t in acts)
    whole = [k for k, near in fact.cues if IN_TOPIC <= near < IN_LABEL and kind_of(k) == "thing"]
    return not said and bool(whole) and not any(map(_QUARREL.search, whole))


def _is_size_of(content: Sequence[Term], fact: Fact) -> bool:
    """Return whether a figure names nothing but a size, and what it is of stands right before
    (拆除违法建筑23处，面积4150平方米)."""
    return (
        class_of(fact) in SIZES
        and bool(label_keys(fact))
        and not own_things(fact)
        and all(met(t, fact) >= SAME_SCOPE for t in content)
    )


def _is_part_of_done(content: Sequence[Term], acts: Sequence[Term], fact: Fact) -> bool:
    """Return whether a figure is the asked part of what was done (移送线索49件，其中公安机关7件)."""
    label = label_keys(fact)
    return (
        fact.part_of is not None
        and bool(label)
        and all(any(alike(t, key) >= 0.5 for t in content) for key in label)
        and all(met(t, fact) >= IN_TOPIC for t in acts)
    )


def _names_unasked(content: Sequence[Term], label: Sequence[str]) -> bool:
    """Return whether the label has an ordinary word that the question does not (取缔黑作坊)."""
    return any(
        kind_of(key) == "word"
        and len(key) > 1
        and key != _OF_COURSE
        and not any(alike(t, key) >= 0.34 for t in content)
        for key in label
    )


def _is_said(act: Term, label: Sequence[str], fact: Fact) -> bool:
    """Return whether the label says an act, or ends what the clause before began of it."""
    return any(alike(act, key) >= 0.6 for key in label) or completes(act, fact)


def _speaks_on(content: Sequence[Term], things: Sequence[Term], asked: Asked, fact: Fact) -> bool:
    """Return whether an act alone (撤销21件) goes on about the asked things: they stand in its
    passage or above it, and no thing that wasn't asked for stands nearer."""
    nearest = min(met(term, fact) for term in things)
    if nearest < _UNDER_HEADING:
        return False
    return not any(
        near > nearest
        and kind_of(key) in {"thing", "rate"}
        and not ACTOR.search(key)
        and not any(alike(term, key) >= 0.34 for term in content)
        and not is_unit_noun(key, asked, fact)
        and key != _MATTERS
        for key, near in fact.cues
    )


def _names_another(content: Sequence[Term], fact: Fact) -> bool:
    """Return whether a rate's label says whose it is, and that is none of the asked things
    (执法人员持证率, asked for 辅助人员)."""
    things = [
        term
        for term in content
        if term.kind != "rate" and (GROUP.search(term.key) or _BODY.search(term.key))
    ]
    own = [key for key in own_things(fact) if kind_of(key) == "thing" and GROUP.search(key)]
    # 执法人员持证率 is one word, and says whose it is all the same.
    own += _GROUP_OF_RATE.findall(fact.label or fact.measure) if not own else []
    return bool(things and own) and not any(alike(t, key) >= 0.34 for t in things for key in own)


def _names(term: Term, key: str, enough: float) -> bool:
    return alike(term, key) >= enough


def _counted(content: Sequence[Term], has_acts: bool) -> list[Term]:
    """Return the terms that may name what is counted; with an act named, who did it does not."""
    things = things_of(content)
    if has_acts:
        things = [term for term in things if not ACTOR.search(term.key)]
    return things


def _increment_verdict(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Rule out what came new where the sum of old and new is asked for (累计多少个)."""
    if not load_wording().added.search(fact.label) or "新" in "".join(t.text for t in content):
        return ""
    return "是新增的" if pattern_of("number", "to_date").search(asked.wording) else ""


def _none_verdict(content: Sequence[Term], fact: Fact) -> str:
    """Rule out a statement of none about something else: one of what it denies must be asked for."""
    denied = [key for key, nearness in fact.cues if nearness >= 1.0]
    if any(alike(term, key) >= 0.34 for term in content for key in denied):
        return ""
    return "说的是没有别的事"


def _beside_verdict(asked: Asked, close: Sequence[Term], fact: Fact) -> str:
    """Rule out a figure in whose sentence the thing right behind 多少 is not named."""
    for term in asked.beside:
        told = term in close or any(term.text + who in fact.label for who in _DOERS)
        if asked.beside_follows and term.kind in {"thing", "word"} and not told:
            return f"不是“{term.text}”的数"
    return ""


def _supposed_verdict(asked: Asked, fact: Fact) -> str:
    """Rule out the very figure that the question names (`5位法律顾问来自几个律师所`)."""
    quantity = fact.quantity
    for number in asked.supposed:
        if (number.value, number.unit) == (quantity.value, quantity.unit):
            return "是问题里已有的数"
    return ""
