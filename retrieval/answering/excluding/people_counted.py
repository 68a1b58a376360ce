"""What is no count of those asked for: how often they went out or were looked for, how many each has,
who came in, who speaks for them."""

from __future__ import annotations

import re

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import class_of, own_clause
from retrieval.records import Fact

# 出动执法人员800人次 tells how often somebody was sent out, not how many there are.
_SENT = re.compile(r"出动|派出|投入|使用|申请|抽调")
# 每个工作室均配备一名律师, 每村有5名: of each one, not of all.
_OF_EACH = re.compile(
    r"每(?!年|季|月|周|日|天|半|次|期|人)[一-鿿]{1,8}?(?:均|都|各)?(?:至少|不少于)?"
    r"(?:配备|配置|配有|设有|安排|聘请|派驻|有)(?![^，,；;、]*[，,；;、])"
)
_EACH_ASKED = re.compile(r"每|各|平均|均|一个|单个|至少")
# 排查出多少纠纷 asks for what was found, 排查68次 tells how often it was looked for.
_FOUND = re.compile(r"(?:[查排摸]出|发现)了?(?:多少|几)(?!次|轮|回|场)")
_LOOKED = re.compile(r"(?:排查|检查|摸排|巡查|核查|督查)$")
# 还有多少 asks for those that are left, 接收73人，解除54人 tells who came in and who went.
_STILL = re.compile(r"(?:还有|还剩|还在|仍有|仍在|尚有|剩下|剩)[^，,。]{0,3}(?:多少|几)")
_MOVED = re.compile(r"接收|收到|接到|受理|新增|新收|解除|解矫|期满|退出")

_SPEAK_FOR = "代表"


def heads_verdict(asked: Asked, text: str, fact: Fact) -> str:
    """Return why a figure in its folded sentence ``text`` is no count of those asked for, empty where
    it may be."""
    wording = asked.wording
    given = class_of(fact)
    if given == "person_times" and not asked.unit.endswith("次"):
        sent = _SENT.search(fact.label)
        if sent and sent.group() not in wording and sent.group()[0] not in wording:
            return "单位是人次，不是人"
    if given == "times" and _FOUND.search(wording) and _LOOKED.search(fact.label):
        return f"单位是{fact.quantity.unit}"
    if given not in {"person", "person_times"}:
        return ""
    if _SPEAK_FOR in fact.label and _SPEAK_FOR not in wording and _speak_for_asked(asked, fact):
        return "数的是代表"
    clause = text[own_clause(text, fact)[0] : fact.quantity.start]
    if _OF_EACH.search(clause) and not _EACH_ASKED.search(wording):
        return "是每一个的数"
    moved = _MOVED.search(fact.label)
    if moved and moved.group() not in wording and _STILL.search(wording):
        return "是进出的数，不是还在的"
    return ""


def _speak_for_asked(asked: Asked, fact: Fact) -> bool:
    """Return whether those counted are only representatives of those asked for (职工代表 of 职工)."""
    return any(f"{term.text}{_SPEAK_FOR}" in fact.label for term in asked.terms)
