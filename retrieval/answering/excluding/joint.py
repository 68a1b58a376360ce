"""Figures of more, or of other, than what is asked: joint ones of several things, other stages,
what was done for or with others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.evidence.nearness import label_keys, names, own_clause
from retrieval.answering.excluding.joint_names import is_half
from retrieval.language.terms import Term
from retrieval.records import Fact

_TOGETHER = re.compile(r"(?:共计|合计|总计|一共|共)\s*$")
_JOINER = re.compile(r"[、和及与]|以及")
# Right before a thing these say that it was not done.
_SPARED = re.compile(
    r"(?:免予|免于|免除|免去|免收|免征|减免|免缴|免交|不予|未予|不再|暂缓|缓缴|缓收)(?:行政)?$"
)
# By their names in the lexicon: 免罚案件 are no 处罚.
_PENALTY, _NO_PENALTY = "行政处罚", "不予处罚"
_LETS_OFF = re.compile(r"[免减缓不未没省]")
_BOTH = re.compile(r"(?:行政)?(?P<one>村|社区)(?:居)?[(（、和与及/]+(?P<other>村|社区)")
_AMONG = re.compile(r"[一-鿿、]{4,}等\s*$")
_ANY_BODY = re.compile(r"(?:单位|部门|机构|成员单位|力量|站所|科室)")
_INTO = re.compile(r"进([一-鿿]{2})(?=[、”“\"，,活]|等|宣)")
_STAGES = ("一审", "二审", "再审")


# 受县政府委托承办, 由律师参与的调解: at whose charge, with whose help.
_CHARGED = re.compile(r"(?:受|由|经|应)(?P<who>[一-鿿、]{2,14}?)(?:委托|邀请|指派|授权)")
_CHARGES = re.compile(r"委托|邀请|指派|授权|承办|代理")
_HELPED = re.compile(r"(?:由|有)?(?P<who>[一-鿿]{2,6}?)参[与加]的")
_HELP = re.compile(r"参[与加]|协助|配合")


def find_more_or_other(content: Sequence[Term], wording: str, fact: Fact, text: str) -> str:
    """Return why a figure of the sentence ``text`` counts more than the question ``wording`` asks,
    another stage of it, or what others had a part in; empty where it does not."""
    before = text[: fact.quantity.start]
    clause = before[own_clause(text, fact)[0] :]
    return (
        _whole_verdict(content, wording, fact)
        or _half_verdict(content, fact)
        or _joint_verdict(content, clause)
        or _both_verdict(wording, text[fact.quantity.end :])
        or _among_verdict(content, clause, text[fact.quantity.end :])
        or _everywhere_verdict(wording, clause)
        or _denied_verdict(content, fact, wording)
        or _stage_verdict(content, fact, before)
        or _others_verdict(wording, clause)
    )


def _others_verdict(wording: str, clause: str) -> str:
    """Rule out a figure of a ``clause`` that names another principal than the question, or nobody's
    help where it is asked for."""
    asked, told = _CHARGED.search(wording), _CHARGED.search(clause)
    if asked and told and not _same_body(asked["who"], told["who"]):
        return f"是{told.group()}的"
    if asked and not told and not _CHARGES.search(clause):
        return f"没有写{asked.group()}"
    helped = _HELPED.search(wording)
    if helped and helped["who"][-2:] not in clause and not _HELP.search(clause):
        return f"没有写{helped.group().rstrip('的')}"
    return ""


def _same_body(asked: str, told: str) -> bool:
    """Return whether one name is the other, or a short form of it (应急局 of 应急管理局)."""
    short, long = sorted((asked.lstrip("省市县区镇街道"), told.lstrip("省市县区镇街道")), key=len)
    at = 0
    for char in short:
        at = long.find(char, at) + 1
        if not at:
            return False
    return True


def _whole_verdict(content: Sequence[Term], wording: str, fact: Fact) -> str:
    """Rule out the whole where a part is asked for that its name only lists (来信来访和网上诉求
    663件, 其中网上的)."""
    mark = wording.find("其中")
    wanted = [term for term in content if term.start > mark >= 0]
    pieces = [piece for piece in _JOINER.split(fact.label) if len(piece) >= 2]
    listed = [any(term.text in piece for term in wanted) for piece in pieces]
    return "是几项合计的数" if len(pieces) > 1 and any(listed) and not all(listed) else ""


def _half_verdict(content: Sequence[Term], fact: Fact) -> str:
    """Rule out one of two things that the question names together (建议提案 is not 政协提案 alone)."""
    return "只是其中一项" if any(is_half(term, fact) for term in content) else ""


def _joint_verdict(content: Sequence[Term], clause: str) -> str:
    """Rule out a figure that several things of its ``clause`` make up together (审查文件、合同、
    决策共352件), where only some of them are asked for."""
    together = _TOGETHER.search(clause)
    if together is None:
        return ""
    pieces = [piece for piece in _JOINER.split(clause[: together.start()]) if len(piece) >= 2]
    asked = [any(_in(term, piece) for term in content) for piece in pieces]
    return "是几项合计的数" if len(pieces) > 1 and any(asked) and not all(asked) else ""


def _both_verdict(wording: str, behind: str) -> str:
    """Rule out a figure of 村（社区）, both together, where only the one or the other is asked for."""
    both = _BOTH.match(behind)
    named = {both["one"], both["other"]} if both else set()
    return "是几项合计的数" if len(named) == 2 and sum(n in wording for n in named) == 1 else ""


def _among_verdict(content: Sequence[Term], clause: str, behind: str) -> str:
    """Rule out bodies of many kinds (法庭、司法所、派出所等7个单位), where one kind is asked for."""
    listed = _AMONG.search(clause)
    if listed is None or not _ANY_BODY.match(behind):
        return ""
    pieces = [piece for piece in _JOINER.split(listed.group()) if len(piece) >= 2]
    asked = [any(_in(term, piece) for term in content) for piece in pieces]
    bodies = any(term.text.endswith(("单位", "部门", "机构")) for term in content)
    return "" if bodies or not any(asked) or all(asked) else "是几种合计的数"


def _everywhere_verdict(wording: str, clause: str) -> str:
    """Rule out what was held in many kinds of places together (进机关、进校园、进社区活动68场), where
    one kind is asked for."""
    places = set(_INTO.findall(clause))
    named = sum(place in wording for place in places)
    return "是几处合计的数" if len(places) > 2 and named == 1 else ""


def is_joint(content: Sequence[Term], fact: Fact) -> bool:
    """Return whether a label names two things (入库税款和滞纳金) of which one alone is asked for."""
    pieces = [piece for piece in _JOINER.split(fact.label) if len(piece) >= 2]
    # 审查文件、合同: an act before both is no half of it.
    asked = [any(piece.endswith((t.text, t.key)) for t in content) for piece in pieces]
    return len(pieces) == 2 and any(asked) and not all(asked)


def _denied_verdict(content: Sequence[Term], fact: Fact, wording: str) -> str:
    """Rule out a figure of what was let off (免予罚款) where the thing itself is asked for."""
    for term in content:
        at = fact.label.find(term.text)
        if (
            term.key == _PENALTY
            and _NO_PENALTY in label_keys(fact)
            and not _LETS_OFF.search(wording)
        ):
            return f"是“{_NO_PENALTY}”"
        spared = _SPARED.search(fact.label[:at]) if at > 0 else None
        if spared and not _LETS_OFF.search(wording):
            return f"是“{spared.group()}{term.text}”"
    return ""


def _stage_verdict(content: Sequence[Term], fact: Fact, before: str) -> str:
    """Rule out a figure told after another stage than the asked one (一审61件、二审25件，败诉7件)."""
    asked = {term.key for term in content} & set(_STAGES)
    told = [(before.rfind(stage), stage) for stage in _STAGES if stage in before]
    if not asked or not told or any(stage in fact.label for stage in asked):
        return ""
    return "" if max(told)[1] in asked else f"说的是{max(told)[1]}"


def _in(term: Term, piece: str) -> bool:
    return term.text in piece or names(term, piece)
