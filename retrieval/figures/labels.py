"""What a figure stands for: the label beside it, and the name shown to people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from retrieval.figures.clauses import MADE_OF, Slot, before_owned
from retrieval.figures.trimming import balance, shorten, trim
from retrieval.language.fold import fold
from retrieval.language.terms import Term, find_terms
from retrieval.language.units import load_units
from retrieval.language.wording import load_wording
from retrieval.records import Quantity

# Terms farther than this from the figure belong to its clause, not to its label.
_NEAR = 14
# These begin what those counted do or must do besides being counted.
_SAID = re.compile(r"需(?!求)|须|兼(?:顾|任|管)|身兼|负责(?!人)|承担|担任|牵头|仍(?!然)|尚|不得不")
# Where the noun after an amount (15名|工作人员|在…) ends.
_NOUN_END = re.compile(
    r"在(?!线|职|校|岗|逃|册|编|押|建)|被(?!告)|由|将|把|向|参加|平均|通过(?!率)|进行|取得|达到|均|都|全部|已|得到|予以|来自|是|因|前往|以及|提供|作为|有望|统一(?!战线|标准)|深入(?=[^化])|对(?!外|口|象|策|手|接|账|标|照|于)|于(?!都)|用于|开展|每[年月周日季]|排名|(?<!单)位[列居]|(?<!公)共(?!有|同|产|青|建|治|享|用|商|管|计)(?=[一-鿿]{2})|的[^的]{0,12}(?:上|中|下)|"
    + _SAID.pattern
)
# After these the amount is spoken of, not counted by the noun that follows (22件均是因…).
_PREDICATE = re.compile(r"均|都|全部|是|为|已|未(?![^，。；]{1,8}的[一-鿿]{2})|正在")
_LEVEL_CHANGE = re.compile(
    r"\s*[，,]?(?:逐步|进一步|大幅)?(?:提高|提升|上升|增加|增长|下降|降低|减少|扩大|压缩|缩短|压减|缩减|回落|降|升|增|减|达|(?:梳理|优化)?(?:精简|合并|整合|归并|撤并)+)(?:了)?(?:至|到|为|成)\s*(?:了)?"
)
# Say which of several values a figure is, not of what.
_EXTREMES = frozenset({"最高", "最低", "最多", "最少", "最大", "最小"})
# Light terms that still are nouns: 受理自调案件 names what it counts, 补正 does not.
_GENERAL = frozenset({"案件", "人员"})
# The stage that a case is at says nothing of what kind of case it is.
_STAGES = frozenset({"一审", "二审", "再审"})
# After these the amount opens what follows (由5名专家和8名律师组成): no thing counted ends there.
_OPENING = (
    "了", "的", "和", "与", "及", "有", "由", "从", "向", "为", "对", "给", "将", "把", "被", "在", "以",
    "设", "设置", "设立", "辖", "配", "配备", "到", "等", "各",
)  # fmt: skip
# The same before an amount, whose label says what rose (卫生厕所普及率提高到).
_LEVEL_TAIL = re.compile(_LEVEL_CHANGE.pattern + "$")
# Where it came from is the base's, not the label's: 解决率由上年的91.4%.
_PASSED = "通过"
_SINCE_TAIL = re.compile(r"[由从自](?:上年|去年|年初|20\d\d年)(?:度|底|末|初|同期)?的?$")
# 失业率平均为5.1% is the rate: a rate over a year is a mean anyway.
_MEAN_RATE = re.compile(r"(?<=率)平均(?:为|达到?)?\s*$")
_COMPARED = re.compile(r"(?:比|较|与|同)[^,，]*?(?=$|[高低多少增减升降提下上])")
# 9个村: a noun of one character, which no term is made of.
_SHORT_NOUN = re.compile(r"(村|县|乡|镇|区|市|所|站|队)(?=$|[ （(、，中有均共的])")
# 7个方面: what they are aspects of is no count of its own.
_ASPECTS = re.compile(r"方面|领域|环节|层面")
# 15家单位的规定, 54家单位各级干部, 18个部门75项: the amount counts the bodies, not what they have.
_BODIES = re.compile(
    r"^[^，。；、的各]{0,8}?(?:单位|部门|企业|公司|机构|机关|乡镇|镇街|街道|社区|村|学校|商户)(?=[的各]|\d)"
)
_BODY_UNITS = frozenset({"家", "个", "所"})
# 投资50万元建成集…于一体的法治基地: what the money was spent on, without what it is like.
_SPENT = re.compile(
    r"(建成|建设|新建|改建|扩建|修建|改造|升级改造|打造|购置|安装|整治)了?(?:[^，。；]*的)?([^，。；的]{2,16})$"
)
# 会议先后4次研究: the amount stands within what was done.
_WITHIN = re.compile(r"(?:先后|多次|累计)\s*$")

_PURPOSE = re.compile(r"^(?:用于|用来|用作|作为)")
_POSSESSOR = re.compile(
    r"(?:机关|单位|系统|部门|[局办所站队委县区市镇乡村]|街道|社区|中心|全体)\s*$"
)
_ASPECT = re.compile(r"[了过]")
# 64名调解员中40岁以下的仅11名: the first of the two counts all of them.
_OF_THEM = re.compile(
    r"(?<=[一-鿿]{2})中(?![心央小学国共间层医药])[^，,、；;]{1,16}(?:[有仅只占为是]|只有|仅有)$"
)
_INSIDE = re.compile(r"(?:中[仅只]?有|[仅只]有|当中|中|里)$")
_SUMMED = frozenset({"place", "household", "group", "document"})
_POST_ONLY = frozenset({"rate", "money", "area", "length", "weight", "multiple", "score"})


@dataclass(frozen=True, slots=True)
class Label:
    """``text`` is the wording beside a figure, trimmed; ``near`` and ``far`` its term keys,
    what is counted (the head) foremost.

    ``has_thing`` tells whether it names what is counted, or only what was done to it;
    ``has_concept`` whether that is a thing the lexicon knows, and not just an unknown word.
    """

    text: str
    near: tuple[str, ...]
    far: tuple[str, ...]
    has_thing: bool
    has_concept: bool = False


def read_label(slot: Slot) -> Label:
    """Return the label of a slot; empty where no wording of its own stands beside the figure."""
    # 1个由三方面力量构成的领导小组: whoever makes it up is not counted; 报告表由30天压缩至10天: what
    # it was made into is no noun that is.
    behind = "" if _LEVEL_CHANGE.match(slot.right) else _without_makers(slot.right)
    right = before_owned(behind).strip(" 的、")
    # 由85%提高到96.3%: the wording between says nothing of what was raised.
    own = "" if _LEVEL_CHANGE.fullmatch(slot.left) else _LEVEL_TAIL.sub("", slot.left)
    own = _SINCE_TAIL.sub("", own.rstrip())
    own = _MEAN_RATE.sub("", own)
    left = trim(own)
    if own.strip(" ，,") == _PASSED and not right:
        # 参考397人，通过368人: those who passed.
        return Label(_PASSED, (_PASSED,), (), False)
    left_terms = [term for term in find_terms(own) if not term.is_light]
    right_terms = [term for term in find_terms(right) if not term.is_light]
    if not left_terms:
        left = left if left and not right_terms and len(left) > 1 else ""
    counted = slot.quantity.unit in {"个", "处"}
    if counted and (aspect := _ASPECTS.match(right)):
        return Label(aspect[0], (aspect[0],), tuple(t.key for t in reversed(left_terms)), True)
    short = _SHORT_NOUN.match(right) if counted else None
    # 向148个村（社区）派驻: what is done to them counts no villages.
    if short and not left_terms and (not right_terms or right_terms[0].kind == "action"):
        return Label(short.group(1), (short.group(1),), (), True)
    text = _label_text(slot, left, left_terms, right, right_terms)
    distance = len(slot.left)
    near = [t.key for t in reversed(left_terms) if distance - t.end <= _NEAR]
    far = [t.key for t in left_terms if distance - t.end > _NEAR]
    noun = _noun_terms(text, right, right_terms)
    near = [t.key for t in reversed(noun)] + near
    # 一名司法协理员需兼顾社区矫正: what is said of those counted is the clause's, not the label's.
    said = _said_from(right) if noun and not left_terms else len(right)
    beside = [term for term in right_terms if term.start < said]
    near += [t.key for t in beside if t.start <= _NEAR and t not in noun]
    far += [t.key for t in beside if t.start > _NEAR]
    # 22件均是因…引起的 says something of a figure; what is counted was named before.
    named = left_terms if _PREDICATE.match(right) else left_terms + right_terms
    return Label(
        text,
        tuple(dict.fromkeys(near)),
        tuple(dict.fromkeys(far)),
        bool(text) and (any(is_thing(t) for t in named) or _names_cases(text)),
        any(is_concept(t) for t in find_terms(text)),
    )


def _without_makers(right: str) -> str:
    made = MADE_OF.match(right)
    return right[made.end() :] if made else right


def _noun_terms(text: str, right: str, terms: list[Term]) -> list[Term]:
    """Return the terms of the noun after the amount, where the label counts that noun."""
    noun = _noun_head(right) if terms and not _PREDICATE.match(right) else ""
    if not noun or not text.endswith(noun):
        return []
    end = right.find(noun) + len(noun)
    return [term for term in terms if term.end <= end]


def _said_from(right: str) -> int:
    """Return where, behind an amount, the noun ends and what is said of it begins."""
    cut = _SAID.search(right, 1)
    return cut.start() if cut else len(right)


def names_what_changed(left: str) -> bool:
    """Return whether the wording before a change (固定资产投资增长) names what changed, besides
    how and against what it is measured (同比增长, 比上年减少)."""
    own = load_wording().change_manner.sub(" ", _COMPARED.sub(" ", fold(left)))
    return any(is_thing(term) for term in find_terms(own) if not term.is_light)


def is_thing(term: Term) -> bool:
    """Return whether a term names something countable (unknown words are taken to)."""
    if term.text.startswith("每"):
        # 每次, 每人 say of what each figure is, not what is counted.
        return False
    return term.kind in {"thing", "rate"} or (
        term.kind == "word"
        and len(term.text) >= 2
        and term.text not in _EXTREMES
        and not load_wording().governing.search(term.text)
    )


def is_concept(term: Term) -> bool:
    """Return whether a term names something countable that the lexicon knows, if only as cases."""
    return (term.kind in {"thing", "rate"} and term.key not in _STAGES) or term.key in _GENERAL


def _names_cases(text: str) -> bool:
    """Return whether cases or people are named by what sets them apart (一般程序案件)."""
    return any(
        before.kind == "quality" and term.key in _GENERAL and before.end == term.start
        for before, term in pairwise(find_terms(text))
    )


def _label_text(
    slot: Slot, left: str, left_terms: list[Term], right: str, right_terms: list[Term]
) -> str:
    noun = "" if not right_terms or _PREDICATE.match(right) else _noun_head(right)
    bodies = _BODIES.match(right) if slot.quantity.unit in _BODY_UNITS else None
    if not left or not noun or bodies:
        # What is had by those counted says nothing of what was done with them.
        return bodies[0] if bodies else left or noun
    if _WITHIN.search(slot.left) and right_terms[0].kind == "action" and not right_terms[0].start:
        return left + noun
    unit_class = load_units().class_of.get(slot.quantity.unit, "")
    spent = _SPENT.match(right) if unit_class == "money" and len(left) <= 4 else None
    if spent:
        return left + spent[1] + spent[2]
    if unit_class in _SUMMED and _sums_up(slot.left, slot.quantity):
        return noun
    is_post = unit_class in _POST_ONLY or slot.quantity.text.startswith("第")
    if not any(is_thing(term) for term in left_terms):
        joins = not is_post or unit_class == "money" or slot.right.startswith("的")
        return left + noun if joins else left
    if (
        not is_post
        and _POSSESSOR.search(slot.left)
        and is_thing(right_terms[0])
        and not right_terms[0].start
    ):
        # 局机关52名干部: who they belong to, and what they are.
        return left + noun
    if is_post or _ends_in_thing(slot.left, left_terms):
        return left
    return _verb_before(slot.left, left_terms) + noun


def _sums_up(left: str, quantity: Quantity) -> bool:
    """Return whether an amount closes a list of so many things (设立甲会、乙会、丙会3个调解组织):
    the noun behind it is what they are."""
    return 1 < quantity.value <= len(re.split("[、和及]", left))


def _ends_in_thing(left: str, terms: list[Term]) -> bool:
    """Return whether what is counted stands right before the amount (队员42名)."""
    last = terms[-1]
    between = left[last.end :].strip(" ”）)")
    if not is_thing(last) or (len(between) > 2 and trim(between)):
        return False
    return not left.rstrip().endswith(_OPENING)


def _verb_before(left: str, terms: list[Term]) -> str:
    """Return the verb that governs the counted noun after the amount (聘请|一名|法律顾问)."""
    last = terms[-1]
    return "" if is_thing(last) or len(left) - last.end > 2 else last.text


def _noun_head(right: str) -> str:
    """Return the noun that an amount counts, from the wording after it."""
    right = _PURPOSE.sub("", right)
    cut = _NOUN_END.search(right, 1)
    head = _OF_THEM.sub("", right[: cut.start()] if cut else right)
    head = _INSIDE.sub("", _upto_act(head)).rstrip("各")
    return balance(shorten(head.strip(" “”\"'的等了"), from_end=False))


def _upto_act(noun: str) -> str:
    """Return the noun without the act that was carried out on it (社区|成立了工作室); an act
    without 了 may be part of the noun (社区排查调处分队)."""
    for before, term in pairwise(find_terms(noun)):
        if term.kind == "action" and before.kind == "thing" and _ASPECT.match(noun, term.end):
            return noun[: term.start]
    return noun
