"""Whether a figure is what a question means that names one thing and no more (法律顾问多少).

With nothing else to go by, the figure's own name has to say the thing: what merely stands in the same
sentence or under the same heading is told by another (执法人员: 考试取得全县第3名; 律师: 12个居委会).
"""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.asking.sorts import Sorts, asked_sorts
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    alike,
    class_of,
    is_told,
    met,
    names,
    own_clause,
)
from retrieval.answering.excluding.counted_in import may_count, word_of
from retrieval.answering.excluding.named_on import GENERAL, is_called_after, is_named_on
from retrieval.answering.excluding.unit_verdict import RATES, SIZES
from retrieval.language.fold import fold
from retrieval.language.terms import Term, find_terms
from retrieval.language.wording import alternation
from retrieval.records import Fact

_ASKS_RANK = re.compile(r"第几|名次|排|位次|[位名并]列|居|奖|等次|几等|名$")
_ASKS_RATE = re.compile(r"率|比例|比重|占|百分|几成|%|度|分")
_ASKS_TIME = re.compile(r"多久|多长|时[间长限效]|期限|工期|天数|周期|(?:几|多少)个?[工天日月年小]")
_ASKS_MONEY = re.compile(
    r"钱|[费款金税额债值资赔补花捐拨付交奖贷欠免耗给发]|收入|支出|损失|价|预算|成本|财产|[追挽]回"
)
_ASKS_SIZE = re.compile(
    r"面积|重|长度|里程|体积|亩|公里|吨|公斤|占地|用地|耕地|土地|[水电粮林草田地]|多[大长远]"
)
# A label's word is the one asked for where it is as much like it as this.
_SAME = 0.5
# What names something, of its own or of its kind (专职 is who does it).
_NAMING = frozenset({"thing", "rate", "quality"})
# What says no more than its unit has to be said where nothing else is (资金多少: 处罚金额3万元).
_SAYS_NO_MORE = frozenset({"经费"})
# 资金 that was 收回 or is 监管 is no 经费.
_IS_FUNDS = re.compile(r"经费|费用|投入|(?:专项|工作|保障|建设)资金")
_CASES = re.compile(r"的?(?:案|件|费|诉求|问题)")
# 有几个培训 asks how often, not how many came.
_OCCASION = re.compile(r"培训|讲座|活动|会议?|宣传|检查|听证|评查|考试|演练|课|巡查|调研|咨询")
# By a way of doing it all the same is counted (采取告知承诺方式办理).
_WAY = re.compile(r"方式|程序|形式|模式|途径")
# Through these comes what is counted there (热线承接工单8846件).
_CHANNEL = re.compile(r"热线|12345|平台|信箱|窗口|网站|公众号|小程序")
# Who took part, and what somebody had a part in, are told to who asks for them.
_PARTAKEN = re.compile(r"参[与加]|受众|受教育|受益|惠及|观看|收听|覆盖群众")
_ASKS_PART = re.compile(r"参|受|益|惠及|看|听|人次")
# 权责清单: what may be done is no count of what was.
_MATTERS = re.compile(r"(?:事项|职权|清单|目录)(?:$|[（(][^）)]*[）)]$)")
_MATTER = "事项"
_ASKS_MATTERS = re.compile(r"事项|权|清单|目录|项")
_DONE = re.compile(r"处罚|检查|强制|许可|确认|裁决|征收")
# 每调解一件补助五十元: of each, no count at all.
_OF_EACH = re.compile(r"每[一-鿿]{0,4}$")


def is_rank_unasked(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure is a rank, and none is asked for."""
    if class_of(fact) != "rank" or asked.unit_class == "rank" or not asked.wording:
        return False
    return _ASKS_RANK.search(asked.wording) is None


def is_of_each(fact: Fact, text: str) -> bool:
    """Return whether an amount is the one of 每调解一件; ``text`` is its folded sentence."""
    return fact.quantity.value == 1 and _OF_EACH.search(text[: fact.quantity.start]) is not None


def is_said(term: Term, asked: Asked, fact: Fact, text: str) -> bool:
    """Return whether a figure's own name says the only thing asked for, or leaves it to the topic
    that it inherits (办结20件); what else its clause names has figures of its own, or none.

    ``text`` is the figure's folded sentence: a thing right behind the amount (3万元罚款) is said too.
    """
    if term.kind == "rate" or fact.kind == "change" or not asked.wording:
        return True
    if (sorts := asked_sorts(asked)) and _is_one_sort(sorts, fact):
        return False
    if term.key in _SAYS_NO_MORE:
        said = _IS_FUNDS.search(fact.label) if term.text == term.key else _names(term, fact)
        return fold(term.text) in fact.label or bool(said)
    if not may_be_counted_so(term, asked, fact) or _tells_otherwise(term, asked, fact):
        return False
    if not asked.unit_class and is_named_on(term, asked.wording, fact, text):
        return False
    if _measures_another(term, asked, fact, text):
        return False
    if _names(term, fact) or met(term, fact) < IN_LABEL:
        return bool(asked.unit_class) or not _is_anothers(term, fact)
    if _follows(term, fact, text):
        return True
    return not any(own.kind in _NAMING for own in find_terms(fold(fact.label)))


def _is_one_sort(sorts: Sorts, fact: Fact) -> bool:
    """Return whether a figure's label says which of a noun's many sorts it counts (工作会议 says none)."""
    return _said_or_plain(sorts).sub("", fold(fact.label)).strip() != ""


@cache
def _said_or_plain(sorts: Sorts) -> re.Pattern[str]:
    return re.compile(alternation((*sorted(sorts.said), *words_of("sorts", "plain"))))


def _measures_another(term: Term, asked: Asked, fact: Fact, text: str) -> bool:
    """Return whether a size is told of what only stands near the thing (查处超限车辆1352辆，卸载货物2.1万吨)."""
    if asked.unit_class or class_of(fact) not in SIZES or _ASKS_SIZE.search(asked.wording):
        return False
    return not (_names(term, fact) or _follows(term, fact, text))


def _follows(term: Term, fact: Fact, text: str) -> bool:
    """Return whether the thing stands right behind the amount (3万元罚款), or is what that is said of
    (面积3200平方米的青石桥法治公园)."""
    end = fact.quantity.end
    if text.startswith((term.text, term.key), end):
        return True
    return text.startswith("的", end) and names(term, text[end : own_clause(text, fact)[1]])


def is_counted_plainly(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure that was found with some liberty counts the one thing that the question
    as it was put names; true where it names several, or a unit."""
    content = [term for term in asked.terms if not term.is_light]
    if asked.unit_class or len(content) != 1 or not asked.wording:
        return True
    term = content[0]
    counted = may_be_counted_so(term, asked, fact)
    return counted and not is_called_after(term, asked.wording, fact)


def may_be_counted_so(term: Term, asked: Asked, fact: Fact) -> bool:
    """Return whether a figure's unit is one that the thing may be counted in where none is asked for."""
    given, wording = class_of(fact), asked.wording
    if asked.unit_class or fact.none:
        return True
    if given in RATES:
        return term.kind != "thing" or _ASKS_RATE.search(wording) is not None
    if given == "duration":
        return _ASKS_TIME.search(wording) is not None
    if given == "money":
        asks = wording[wording.find(asked.terms[0].text) :] if asked.terms else wording
        return _ASKS_MONEY.search(f"{asks}{term.text}{term.key}") is not None
    # 农民工|案件 are cases.
    if not (may_count(word_of(term, wording), fact) or _CASES.match(wording, term.end)):
        return False
    occasion = asked.unit == "个" and _OCCASION.search(term.text) is not None
    return not (occasion and given == "person")


def _tells_otherwise(term: Term, asked: Asked, fact: Fact) -> bool:
    """Return whether a figure tells who took part or what may be done, and neither is asked for."""
    label = fold(fact.label)
    taken = not asked.unit_class and _PARTAKEN.search(label)
    if taken and not _ASKS_PART.search(asked.wording):
        return True
    # 权责事项（行政处罚）: what they are a part of says it.
    matters = _MATTERS.search(label) or _MATTERS.search(fold(fact.measure))
    if matters and _DONE.search(term.text) and not _ASKS_MATTERS.search(asked.wording):
        return True
    # 行政许可事项 are what may be got, no 办理行政许可2.87万件.
    named = term.text.endswith(_MATTER) and not asked.unit_class
    return named and _MATTER not in fact.label and fact.quantity.unit != "项"


def _is_anothers(term: Term, fact: Fact) -> bool:
    """Return whether the thing only leads up to what a figure counts: it did something to another
    (司法所审查合同118份), or is a part of another's name (学法用法示范户)."""
    if _CHANNEL.search(term.text) or _WAY.search(fact.label):
        return False
    label = fold(fact.label)
    own = [t for t in find_terms(label) if not t.is_light]
    said = any(t.text == term.text for t in own)
    if not said and any(t.key != term.key and _is_part_of(term, t) for t in own):
        return True
    at = next((n for n, t in enumerate(own) if _is_same(term, t)), None)
    deeds = [] if at is None else [t for t in own[at + 1 :] if t.kind == "action"]
    if not deeds or term.kind == "action":
        return False
    # 采纳意见 is one word for a deed, with what it was done to.
    counted = label[deeds[-1].end :].strip(' “”"') or deeds[-1].text[2:]
    told = GENERAL.fullmatch(counted) or any(_is_same(term, t) for t in find_terms(counted))
    return len(counted) > 1 and not told


def _is_part_of(term: Term, other: Term) -> bool:
    """Return whether a term is the beginning of another thing's name that says more of it."""
    at = other.text.find(term.text)
    rest = other.text[at + len(term.text) :] if at >= 0 else ""
    return other.kind == "thing" and bool(rest) and GENERAL.fullmatch(rest) is None


def _is_same(term: Term, other: Term) -> bool:
    return max(alike(term, other.key), alike(term, other.text)) >= _SAME


def _names(term: Term, fact: Fact) -> bool:
    """Return whether a figure's own stretch of wording has the thing, by whatever name."""
    own = find_terms(fold(fact.label))
    return is_told(term.text, fact) or any(_is_same(term, t) for t in own)
