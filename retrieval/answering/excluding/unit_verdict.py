"""Which units may tell what is asked for in another, and whose figure it is."""

from __future__ import annotations

import re

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    IN_TOPIC,
    alike,
    class_of,
    kind_of,
    label_keys,
    own_things,
)  # fmt: skip
from retrieval.answering.excluding.comers import ACTOR
from retrieval.answering.excluding.counted_in import is_held
from retrieval.answering.excluding.counted_otherwise import befell_so_many, counts_otherwise
from retrieval.answering.excluding.plainly_asked import counts_occasions
from retrieval.language.terms import Term
from retrieval.records import Fact

# Units that may answer a question for another class, with what that costs.
ALSO = {
    ("case", "document"): 0.06, ("document", "case"): 0.06, ("person", "person_times"): 0.06,
    ("household", "place"): 0.03, ("place", "household"): 0.03, ("place", "case"): 0.05,
    ("place", "group"): 0.03, ("group", "place"): 0.03, ("place", "document"): 0.04,
    ("place", "person"): 0.04, ("place", "times"): 0.04,
    ("times", "case"): 0.15, ("place", "machine"): 0.04,
    ("machine", "place"): 0.05, ("document", "machine"): 0.06, ("machine", "document"): 0.06,
}  # fmt: skip
# Houses are no households: 危房126栋 is none of 危房改造84户.
_HOUSES = frozenset({"栋", "幢", "座", "间"})
# Units of these that end in 次 count how often.
_BY_TIMES = frozenset({"machine", "household", "document", "place", "case"})
# One's own vehicles, sent out again and again; what was stopped or towed is counted each time.
_SENT_OUT = re.compile(
    r"出动|派出|投入|调派|出车|(?:执法|巡查|巡逻|公务|救援|应急|监督|作业)(?:用)?(?:车|船|艇)"
)
# Those who come together; what is held.
_BATCHES = frozenset({"批", "批次", "批(次)", "个批次"})
_HELD = frozenset({"场", "场次", "节", "堂", "期", "课时", "学时", "个场次", "期次"})
# Groups of people or firms, of which each has a rate of its own.
GROUP = re.compile(r"(?:人员|对象|干部|职工|队员|企业|单位|组织|机构|学生|学员|员)$")
_PEOPLE = re.compile(r"(?:人员|对象|干部|员工|职工|农民工|群众|学生|律师|顾问|员)$")
# What an area is of (播种面积).
_AREA_OF = re.compile(r"([一-鿿]{2})面积$")
# Coming to what is held, and those who hold it.
_CAME = re.compile(r"参加|参与|参训|受众|听众|到场|来了")
_SPEAKERS = re.compile(r"(?:顾问|律师|调解员|网格员|讲师|宣讲员|志愿者)$")
_MEMBERS = re.compile(r"(?:队员|成员|团|队)$")
# Sums and sizes, which count nobody.
_MEASURED = frozenset({"money", "area", "length", "weight", "duration"})
# 几个 counts things and bodies, not times, sizes or shares.
_COUNTED_IN_PIECES = frozenset(
    {"person_times", "times", "money", "area", "length", "weight", "duration"}
)
_DENIED = re.compile(r"未|无|没有|不")
# What may be counted by 个 as well.
_PIECES = frozenset({"case", "document"})
# Words that name nothing but a sum of money.
_MONEY = re.compile(
    r"(?:总额|款额|金额|罚款|罚没款|工资|工钱|薪水|薪资|血汗钱|奖金|租金|房租|抚恤金|低保金|补助金|养老金|赔款|赔偿金|补偿款|补贴款|经费|费用|资金|投资额|结余|(?<![免消浪花收缴计付自欠])费)$"
)
# Money, what was done with it, and how much of it: 奖金发了多少, 追回多少 of what cannot be but money.
_MONEY_MOVED = re.compile(
    r"(?:奖金|奖励金|工资|工钱|薪水|薪酬|补助金|抚恤金|低保金|养老金|赔偿金|补偿金|赔偿款|补偿款|赃款|讨薪|欠薪|经费)"
    r"(?:一共|总共|共)?(?:发|给|付|拨|追|讨|要|退|返|赔|补|花|用|支)[一-鿿]{0,3}多少(?![一-鿿]*[人家户件起次笔名项])"
)
# Those who come together, and none of the cases that they come about.
_GROUPS_OF_COMERS = frozenset({"批", "批次", "起次"})
_NO_CASES = _MEASURED | {"person", "person_times"}
_CASES_COUNTED = re.compile(
    r"(?:案件|案子)(?:总数|总量|数量|数目|数|一共|总共|共|有)?(?:多少|[是有为]多少|$)"
)
_CASES_BY_UNIT = re.compile(r"案[件子](?:一共|总共|共|有)*(?:多少|几)[件起宗]")
_GOVERNMENT_SUED = re.compile(
    r"[县区市州](?:人民)?政府(?:本级)?(?:作为|作|做|当|为|是|被列为)?[^，,]{0,4}?(?:被告|被诉|被起诉|应诉|败诉|输|打官司)"
)
_IN_COURT = "出庭"
_ALL_BODIES = re.compile(r"行政机关(?!负责人)|全[县区市州]|各级|部门|各单位")
RATES = frozenset({"rate", "rank", "score", "multiple"})
# Sizes of what was told before.
SIZES = frozenset({"area", "length", "weight"})


def unit_verdict(asked: Asked, fact: Fact) -> str:
    """Return why a figure's place or unit is not the one asked for, empty where it may be."""
    if asked.place and fact.place != asked.place and asked.place not in fact.label:
        return "是别处的数"
    given = class_of(fact)
    wants_rate = any(term.kind == "rate" for term in asked.terms) and asked.unit_class in {
        "",
        *RATES,
    }
    if wants_rate and given not in RATES and not fact.none:
        return "不是比率"
    if given == "rate" and (rate := _unknown_rate(asked)) and rate not in fact.label:
        return f"不是{rate}"
    if given == "rate" and not (wants_rate or asked.unit_class) and _counts_another(asked, fact):
        # 批了多少环评 asks for a number, no 审批时限压缩至三分之一.
        return "是比率"
    if (
        asked.unit == "个"
        and not asked.unit_class
        and given in (RATES | _COUNTED_IN_PIECES)
        and not befell_so_many(asked, fact)
        and not (given == "times" and any(is_held(t.text) for t in asked.beside))
        and not counts_occasions(asked, fact)
    ):
        return f"单位是{fact.quantity.unit}"
    if asked.unit == "个" and given == "person" and _counts_members(asked, fact):
        # 社区有多少个 asks for no 社区治安巡逻队员.
        return f"单位是{fact.quantity.unit}"
    if given == "person" and _counts_speakers(asked, fact):
        return "数的是做这件事的人"
    nobody = given in _MEASURED or (given in {"case", "times"} and asked.unit in {"", "个"})
    counted = asked.beside_follows or _asks_number_of_people(asked)
    if counted and nobody and any(map(_is_people, asked.beside)):
        # 为多少农民工追回工资, 法律顾问多少: people are asked for, not their money, nor their cases.
        return f"单位是{fact.quantity.unit}"
    if given in _MEASURED and not asked.unit and any(map(_is_number_of, asked.beside)):
        # 代办事项数 counts, 十一公里 measures.
        return f"单位是{fact.quantity.unit}"
    if given in _NO_CASES and not asked.unit_class and _CASES_COUNTED.search(asked.wording):
        # 罚款案子总数 counts cases.
        return f"单位是{fact.quantity.unit}"
    area = _AREA_OF.search(fact.label) if given == "area" and not asked.unit_class else None
    if area and area[1] not in asked.wording and "面积" not in asked.wording:
        # 打了多少粮食 is no 播种面积.
        return "说的是面积"
    if given == "person" and asked.beside_follows and not asked.unit and _of_people(asked, fact):
        return f"单位是{fact.quantity.unit}"
    if (
        not asked.unit_class
        and given != "money"
        and "actual" in asked.kinds
        and not fact.none
        and _asks_money(asked)
    ):
        return f"单位是{fact.quantity.unit}"
    if not asked.unit_class or (fact.none and not fact.quantity.unit):
        return ""
    if asked.unit in {"名", "位"} and given == "person_times":
        return "单位是人次，不是人"
    if asked.unit in {"家", "户"} and given == "place" and fact.label and not _is_body(fact):
        # 多少家 asks for bodies, no plans counted by 个, and 涉及多少户 for no 小区11个.
        return f"单位是{fact.quantity.unit}"
    if asked.unit in _BATCHES and fact.quantity.unit not in _BATCHES and given in {"times", "case"}:
        # 来上访的几批 counts neither cases nor meetings.
        return f"单位是{fact.quantity.unit}"
    if asked.unit == "趟" and fact.quantity.unit in _HELD:
        # 律师来了多少趟 is no number of evenings that were held.
        return f"单位是{fact.quantity.unit}"
    if given == asked.unit_class:
        # 出动执法车辆980台次 are no 980 vehicles.
        trips = (
            given == "machine"
            and fact.quantity.unit.endswith("次")
            and _SENT_OUT.search(fact.label) is not None
        )
        return f"单位是{fact.quantity.unit}" if trips and not asked.unit.endswith("次") else ""
    if (asked.unit in _HOUSES and given == "household") or (
        asked.unit == "户" and fact.quantity.unit in _HOUSES
    ):
        return f"单位是{fact.quantity.unit}"
    if given == "document" and _CASES_BY_UNIT.search(asked.wording):
        # 食品案子几件 is no 许可证2716张.
        return f"单位是{fact.quantity.unit}"
    if (asked.unit_class, given) == ("times", "case") and asked.unit in _GROUPS_OF_COMERS:
        # 来上访的有多少批 is no 网上信访件268件.
        return f"单位是{fact.quantity.unit}"
    if (asked.unit_class, given) == ("times", "case") and not _names_any(asked, fact):
        # 听取汇报几次 is no count of cases that somebody was heard in.
        return f"单位是{fact.quantity.unit}"
    if (asked.unit_class, given) in ALSO:
        # 几部电梯 and 几个记录仪 are told by 台, whatever they are a part of.
        same = given in {"person_times", "machine"}
        return "是另一件事里的" if not same and _is_of_another(asked, fact) else ""
    if asked.unit_class == "times" and given in _BY_TIMES and fact.quantity.unit.endswith("次"):
        # 出动执法车1500车次, 检查企业800家次, 巡查412项次 tell how many times, too.
        return ""
    if counts_otherwise(asked, fact) or _counts_it_in_pieces(asked, fact):
        return ""
    return f"单位是{fact.quantity.unit or '无'}"


def _counts_it_in_pieces(asked: Asked, fact: Fact) -> bool:
    """Return whether 个 counts the very thing that was asked for by 件 or 项 (困难问题几件: 问题4个)."""
    if fact.quantity.unit != "个" or asked.unit_class not in _PIECES or not asked.beside:
        return False
    if _DENIED.search(fact.label):
        # 6个乡镇未办理一起行政处罚案件 counts no cases.
        return False
    own = own_things(fact)[:1]
    return any(alike(asked.beside[-1], key) >= 0.5 for key in own) and not _is_body(fact)


def _counts_another(asked: Asked, fact: Fact) -> bool:
    """Return whether what is asked for stands behind 多少, and a rate is of something else."""
    nearest = next(iter(label_keys(fact)), None)
    things = asked.beside_follows and bool(asked.beside)
    return things and nearest is not None and not any(alike(t, nearest) >= 0.5 for t in asked.terms)


def _of_people(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure counts people by a name that is not what stands right behind 多少
    (移交多少线索 is none of 涉及人员86人)."""
    people = _PEOPLE.search(fact.label)
    if people is None or people.group() in asked.wording:
        return False
    return not any(alike(t, key) >= 0.34 for t in asked.beside for key in own_things(fact)[:1])


def _counts_members(asked: Asked, fact: Fact) -> bool:
    """Return whether people are counted where what is asked for names none, and only says whose they
    are."""
    nearest = next(iter(label_keys(fact)), None)
    return (
        _PEOPLE.search(fact.label) is not None
        and any(term.kind == "thing" for term in asked.beside)
        and not any(map(_is_people, asked.terms))
        and nearest is not None
        and not any(alike(t, nearest) >= 0.34 for t in asked.terms)
    )


def _counts_speakers(asked: Asked, fact: Fact) -> bool:
    """Return whether those are counted who did it, where those who came are asked for (讲座参加多少人 is
    no 5位法律顾问)."""
    nearest = next(iter(label_keys(fact)), "")
    named = any(alike(t, nearest) >= 0.34 for t in asked.terms)
    return (
        _CAME.search(asked.wording) is not None
        and (_SPEAKERS.search(nearest) is not None or _MEMBERS.search(fact.label) is not None)
        and not named
    )


def _unknown_rate(asked: Asked) -> str:
    """Return a rate that is asked for by words of which the lexicon knows no rate (回访率)."""
    bare = next((term for term in asked.terms if term.text == "率"), None)
    return asked.wording[max(0, bare.start - 2) : bare.end] if bare else ""


def _names_any(asked: Asked, fact: Fact) -> bool:
    return any(
        alike(t, key) >= 0.34 and (t.kind != "action" or t.text in fact.label)
        for t in asked.terms
        for key in label_keys(fact)
    )


def _is_of_another(asked: Asked, fact: Fact) -> bool:
    """Return whether a part is of a total that the question names nothing of (行政应诉案件9件，其中
    涉及违法建设拆除5件, asked how many 处 were 拆除)."""
    if fact.part_of is None:
        return False
    whole = [k for k, near in fact.cues if IN_TOPIC <= near < IN_LABEL and kind_of(k) == "thing"]
    return bool(whole) and not any(alike(t, key) >= 0.34 for t in asked.terms for key in whole)


def _is_number_of(term: Term) -> bool:
    return term.kind == "thing" and len(term.text) > 2 and term.text.endswith("数")


def body_verdict(asked: Asked, fact: Fact) -> str:
    """Return why a figure is not known to be the asked body's (以区政府为被告), empty where it is."""
    own = f"{fact.label}{fact.topic}"
    if asked.body and asked.body not in own:
        return f"没有写明是{asked.body}的"
    # 全县行政机关 were sued 89 times, the county's government itself far less often.
    sued = _GOVERNMENT_SUED.search(asked.wording) is not None
    if sued and "政府" not in fact.label and _ALL_BODIES.search(own):
        return "是全部行政机关的"
    if sued and _IN_COURT in fact.label and _IN_COURT not in asked.wording:
        return "是出庭的次数"
    return ""


def _is_body(fact: Fact) -> bool:
    return any(ACTOR.search(key) or GROUP.search(key) for key in own_things(fact)[:1])


def _asks_number_of_people(asked: Asked) -> bool:
    """Return whether a bare 多少 asks for people of whom nothing was done (法律顾问多少)."""
    acted = any(term.kind == "action" for term in asked.terms)
    return not acted and not asked.unit_class and "多少" in asked.wording


def _is_people(term: Term) -> bool:
    return term.kind == "thing" and _PEOPLE.search(term.key) is not None


def _asks_money(asked: Asked) -> bool:
    """Return whether the last thing asked for is a sum of money (惠农补贴 发放总额, 罚款), or money
    and what was done with it (奖金发了多少)."""
    last = asked.terms[-1] if asked.terms else None
    if last is None or last.kind == "rate":
        return False
    if asked.beside_follows and any(map(_is_people, asked.beside)):
        # 帮多少农民工要到工钱 asks for people.
        return False
    named = names_money(last.text) or last.key in words_of("pieces", "money")
    return named or _MONEY_MOVED.search(asked.wording) is not None


def names_money(word: str) -> bool:
    """Return whether a word names nothing but a sum of money (罚款, 经费, 补偿款)."""
    return _MONEY.search(word) is not None
