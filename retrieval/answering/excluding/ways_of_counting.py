"""Figures that count in another way than is asked: a share for a number, occasions for what came of
them, entries of a catalogue for cases, what a body bears in its name for what it did.

Each rule returns its reason in Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import (
    IN_TOPIC,
    alike,
    class_of,
    kind_of,
    label_keys,
    names,
    own_clause,
)  # fmt: skip
from retrieval.language.terms import Term
from retrieval.records import Fact

# What asks for a share or for how far something went, in whatever words.
_DEGREE = re.compile(
    r"率|比[例重]|占|百分|[几多]成(?!功)|度|满意|覆盖|好评|提前|提[高升]|下降|降[低了到]|压[缩减]|增[长加幅]|减少|缩短|升|涨|幅|比例|快|慢"
)
_SHARE = re.compile(r"率(?![先领队])|占比|比例|比重")
_HOW_MANY = re.compile(r"多少|几")
# Occasions, each of which has a number of its own.
_OCCASION = re.compile(r"听证|培训|讲座|会议|座谈|检查|巡查|演练|评查|抽查|巡逻|庭审|观摩")
_BY_OCCASION = frozenset({"场", "期", "次", "轮", "轮次", "批次", "场次", "期次"})
# Entries of a list of powers and services.
_ENTRIES = re.compile(r"事项|职权|权力|权限|清单|业务")
_DECIDED = re.compile(r"决策|督办|任务|议题|建议")
_CASES = frozenset({"件", "起", "宗", "份", "张", "本"})
# What is counted by 家.
_FIRM = re.compile(
    r"企|公司|店|商|厂|户|单位|机构|主体|对象|摊|餐|馆|院|园|所|会|中心|行业|场所|市场|平台|家|社|楼|网吧|学校"
)
_LENGTH = re.compile(r"长|远|里程|公里|千米|米|路|距离")
# Bodies, which bear in their names what they are for.
_BODY = re.compile(
    r"[一-鿿]{2,12}?(?:中心|工作室|机构|委员会|事务所|窗口|平台|基地|大队|中队|分队|支队|协会|公司)"
)

_FIRMS = ("企业", "公司", "单位", "机构", "商户", "学校", "医院")
_VISITING = re.compile(
    r"[查访巡检走抽跑去][^，,]{0,2}了(?:多少|几)|(?:[检抽巡排核]查|走访)(?:多少|几)"
)
# What may be seen several times a year; 48场次 are 48场.
_VISITED = frozenset({"家", "户", "个", "台", "辆"})
# Places and bodies, counted by 个 or 家, and what is never a number of them.
_PREMISES = re.compile(r"(?:中心|[站所点室馆]|公园|广场|基地|阵地|大厅)$")
_NO_PREMISES = frozenset({"case", "money", "person", "person_times", "times", "area"})
_TEAM = re.compile(r"(?:分队|小队|突击队|服务队|小组|专班|工作组)$")


def counting_verdict(asked: Asked, content: Sequence[Term], fact: Fact, text: str) -> str:
    """Return why a figure of the folded sentence ``text`` counts in another way than is asked;
    ``content`` are the question's terms. Empty where nothing speaks against it."""
    if fact.none:
        return ""
    return (
        _share_verdict(asked, fact)
        or _occasion_verdict(asked, content, fact)
        or _entries_verdict(asked, fact)
        or _length_verdict(asked, content, fact)
        or _visits_verdict(asked, content, fact)
        or _premises_verdict(asked, content, fact)
        or _firms_verdict(asked, fact)
        or _body_verdict(asked, content, fact)
        or _subject_verdict(content, fact, text)
    )


def _share_verdict(asked: Asked, fact: Fact) -> str:
    """Rule out a share where a number is asked for (即办件多少 is no 即办件占比)."""
    plain = class_of(fact) == "rate" and not asked.unit_class
    if not plain or any(term.kind == "rate" for term in asked.terms):
        return ""
    counts = _HOW_MANY.search(asked.wording) and not _DEGREE.search(asked.wording)
    return "是比率" if counts and _SHARE.search(fact.label or fact.measure) else ""


def _occasion_verdict(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Rule out how often something was held that the question does not name, and that only bears the
    asked word in its name: 行政处罚听证5场 counts no 处罚, 培训机构检查6轮次 no 培训."""
    if fact.quantity.unit not in _BY_OCCASION:
        return ""
    held = [*_OCCASION.finditer(fact.label)]
    last = held[-1].group() if held else ""
    things = asked.counted_things
    if last and things and not asked.unit and not any(alike(t, last) >= 0.34 for t in things):
        # 培训了多少企业 is no 培训12期.
        return f"数的是“{last}”"
    if not last or last in asked.wording or any(alike(t, last) >= 0.34 for t in content):
        return ""
    if any(names(term, fact.label[held[-1].start() :]) for term in content):
        return ""
    other = _OCCASION.search(asked.wording)
    by_unit = asked.unit_class == "times"
    return f"数的是“{last}”" if other or not by_unit else ""


def _entries_verdict(asked: Asked, fact: Fact) -> str:
    """Rule out how many entries a catalogue has, where cases are asked for (许可办了多少件)."""
    entries = fact.quantity.unit == "项" and _ENTRIES.search(fact.label or fact.measure)
    asks_cases = asked.unit in _CASES and not _DECIDED.search(fact.label or fact.measure)
    return "是事项的项数" if entries and asks_cases else ""


def _length_verdict(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Rule out how long or far something is where nothing says that this is asked (上门代办事项409件，最远的
    一户要走11公里)."""
    if class_of(fact) != "length" or asked.unit_class or _LENGTH.search(asked.wording):
        return ""
    return "" if any(names(term, fact.label) for term in content) else "是长度"


def _visits_verdict(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Rule out visits (检查346家次) where it is asked how many there are (有多少家企业)."""
    unit = fact.quantity.unit
    counted = asked.unit in _VISITED and unit == asked.unit + "次"
    acted = any(term.kind in {"action", "word"} for term in content)
    things = any(term.kind == "thing" for term in content)
    # 查安全查了多少家 is one thing of the lexicon, and asks what was done all the same.
    acted = acted or _VISITING.search(asked.wording) is not None
    return f"单位是{unit}" if counted and things and not acted else ""


def _premises_verdict(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Rule out what a place did or cost where it is asked how many such places there are (法律服务中心
    几个 is no 法律服务中心办理案件1093件)."""
    last = content[-1] if content else None
    if last is None or asked.unit not in {"", "个"} or asked.unit_class:
        return ""
    acted = any(term.kind in {"action", "rate", "word"} for term in content)
    if acted or not _PREMISES.search(last.text) or not _HOW_MANY.search(asked.wording):
        return ""
    return f"单位是{fact.quantity.unit}" if class_of(fact) in _NO_PREMISES else ""


def _firms_verdict(asked: Asked, fact: Fact) -> str:
    """Rule out firms where what stands right behind 多少 is none (解决了多少纠纷 is no 3家企业), and people
    where it is firms."""
    things = asked.counted_things
    if asked.unit or not things:
        return ""
    if class_of(fact) == "person" and things[-1].text.endswith(_FIRMS):
        return "单位是人"
    if fact.quantity.unit != "家":
        return ""
    asks_firms = any(_FIRM.search(term.text) or _FIRM.search(term.key) for term in things)
    return "" if asks_firms else "单位是家"


def _body_verdict(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Rule out a figure whose label has what is asked for within the name of a body alone, and counts
    something else by name (矛盾纠纷调处化解中心接待群众2890人次)."""
    label = fact.label
    if _TEAM.search(label) and not any(char in asked.wording for char in "队组班"):
        return "数的是队伍"
    bodies = list(_BODY.finditer(label))
    if not bodies or bodies[-1].end() == len(label) or class_of(fact) == asked.unit_class:
        return ""
    left = _BODY.sub("，", label)
    things = [term for term in content if term.kind == "thing"]
    last = things[-1] if things else None
    if last is None or any(m.group().endswith(last.text) for m in bodies):
        return ""
    within = any(last.text in m.group() or last.key in m.group() for m in bodies)
    if not within or names(last, left):
        return ""
    own = [
        key
        for key in label_keys(fact)
        if key in left and kind_of(key) in {"thing", "action"} and len(key) > 1
    ]
    unasked = [key for key in own if not any(alike(term, key) >= 0.34 for term in content)]
    topic = any(
        alike(last, key) >= 0.5 for key, near in fact.cues if near >= IN_TOPIC and key not in own
    )
    return f"数的是“{unasked[0]}”" if unasked and topic else ""


def _subject_verdict(content: Sequence[Term], fact: Fact, text: str) -> str:
    """Rule out a number of items of which one is told to be something about the asked thing
    (未完成的1项为公共法律服务站搬迁)."""
    start, end = own_clause(text, fact)
    before, behind = text[start : fact.quantity.start], text[fact.quantity.end : end]
    if not behind.startswith(("为", "是", "系")) or not content:
        return ""
    for term in content:
        at = behind.find(term.text)
        if at < 0 or term.text in before or names(term, before):
            return ""
        rest = behind[at + len(term.text) :]
        if not rest or rest.startswith(("案", "类", "纠纷", "引", "等", "的")):
            return ""
    return "说的是另一件事里的一项"
