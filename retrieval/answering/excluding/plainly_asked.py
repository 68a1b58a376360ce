"""What a plain question's thing is counted in (律师多少, 有几个会议): heads, bodies, occasions or cases.

A figure in another unit is of another kind of thing that merely has the word in its wording (调解组织
调解成功239件). Each rule returns its reason in Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import alike, class_of, own_clause
from retrieval.answering.excluding.counted_in import Kind, kind_of_thing
from retrieval.language.fold import fold
from retrieval.language.terms import find_terms
from retrieval.records import Fact

# Units of a question that say nothing of what is asked for.
_SAY_NOTHING = frozenset({"", "个"})
# 有几个律师 names the thing behind, 律师有多少 before.
_BEHIND = re.compile(r"(?:多少|几)个?(?P<noun>[一-鿿][一-鿿\d]*?)[?？。]*$")
_BEFORE = re.compile(
    r"(?P<noun>[一-鿿\d]+?)的?(?:情况 *)?(?:一共|总共|[共现]?有|是|为|达到?)*了?(?:多少个?|几个?|数量|总数|(?<!人)数)[?？。]*$"
)
_ASKS_NUMBER = re.compile(r"(?:数量|总数|数目|次数|件数)[?？。]*$")
# Those for whom something is done are not counted by it (为群众解答咨询564人次).
_FOR_WHOM = ("为", "向", "给", "替")
# Bodies, vessels and persons that are called after what they do.
_CALLED_AFTER = re.compile(
    r"[一-鿿]{0,2}?(?:机构|组织|委员会|中心|室|船|团|组(?!织)|队伍|窗口|(?:服务|工作|咨询|指导|联系)[站点队所])"
)
# Of 没有专职调解员的5个村 it is told who has none.
_LACKING = re.compile(r"没有|未(?!成年|婚|经)|缺[少乏]|空缺|尚无")
_ASKS_LACK = re.compile(r"[没未不无缺空]")
# Of each day or head there are so many, in all there are more.
_SUMMED = frozenset({"case", "person", "person_times", "times"})
_MEAN = re.compile(r"[日月年人户]均|平均")
# Matters that something may be done in, and not how often it was.
_MATTERS, _BY_MATTER = "事项", frozenset({"项", "个"})
# What came of something, and what it came of.
_CAUSED = re.compile(
    r"因(?P<cause>[^，,。；;]{2,14}?)(?:而)?(?:引发|引起|导致|造成|产生|被提起|被申请|被诉)的?(?P<of>[^，,。；;]*)"
)
_SIZE = "面积"
# Of such a size the words do not say what it is of, but for that of the whole place.
_SIZES_ALONE = frozenset({"面积", "总面积", "占地", "占地面积", "建筑面积", "建设面积"})
_WHOLE_PLACE = re.compile(r"辖区|区域|全[域县市区镇乡]|[县市区镇乡]域|境内|国土|幅员")
# 20个调委会换届后: when it was, no thing.
_WHEN = re.compile(r"[一-鿿]{2}[后前时中]$")
_BODIES = frozenset({"household", "group"})
# 2个村 are named by that character.
_NAMED_SHORTLY = ("村", "镇", "乡", "县", "所", "站")
_JOINED = re.compile(r"[、和与及或]")
# 违建类19件: what some cases are about.
_SORTED = frozenset({"类", "领域", "方面"})
# Where a thing is counted as one of several of its kind is told behind it.
_SAME = 0.34


@lru_cache(maxsize=1024)
def noun_asked(wording: str) -> str:
    """Return what a folded question asks the number of, with whatever is said before it, empty where
    it is none of a plain question's forms (律师多少, 有几个律师, 律师数量)."""
    found = _BEHIND.search(wording) or _BEFORE.search(wording)
    return found["noun"] if found else ""


def kind_asked(asked: Asked) -> tuple[Kind, str] | None:
    """Return of which kind the thing is that a question asks the number of, and by which ending; None
    where the kind does not matter."""
    noun = noun_asked(asked.wording)
    done = any(t.kind == "action" and not noun.endswith(t.text) for t in asked.terms)
    first = next((t.text for t in asked.beside if asked.beside_follows), "")
    if done and first and noun.startswith(first) and noun != first:
        # 帮多少农民工要回工资 counts the former.
        return None
    return kind_of_thing(noun)


def _asks_plainly(asked: Asked) -> bool:
    """Return whether a question names a thing, and in so many words no unit: an official reading may
    have put one in (办件数量: 件)."""
    said = bool(asked.unit_class) or asked.unit not in _SAY_NOTHING
    put_in = _ASKS_NUMBER.search(asked.wording) is not None
    return (put_in or not said) and bool(noun_asked(asked.wording))


def plain_word(asked: Asked) -> str:
    """Return the one word that a plain question asks the number of, empty where it says more."""
    content = [t for t in asked.terms if not t.is_light]
    if len(content) != 1 or not _asks_plainly(asked):
        return ""
    word = content[0].text.rstrip("了过")
    return word if noun_asked(asked.wording).endswith(word) else ""


def counts_occasions(asked: Asked, fact: Fact) -> bool:
    """Return whether 几个 asks for occasions, and a figure tells how many times there were some
    (有几个宣传活动: 宣传活动73场)."""
    known = kind_asked(asked)
    given = class_of(fact)
    return given == "times" and known is not None and given in known[0].classes


def plainly_asked_verdict(asked: Asked, fact: Fact) -> str:
    """Return why a figure counts no such thing as a plain question asks for, empty where it may."""
    if not _asks_plainly(asked):
        return ""
    label = fold(fact.label)
    if fact.none:
        return _denied_verdict(asked, label)
    if _is_share_for_number(asked, fact):
        return "是比率"
    if _LACKING.search(label) and not _ASKS_LACK.search(asked.wording):
        return "说的是没有的"
    if class_of(fact) in _SUMMED and _MEAN.search(label) and not _MEAN.search(asked.wording):
        return "是平均数"
    known = kind_asked(asked)
    told = label + fold(fact.topic)
    if known:
        kind, end = known
        alone = _is_alone(asked, end)
        if _is_a_matter(asked, fact, label) or (
            kind.classes and not _is_counted_so(kind, end, asked, fact, label)
        ):
            return f"单位是{fact.quantity.unit}"
        if kind.must and alone and not any(word in told for word in kind.must):
            return f"没有写“{end}”"
        other = _first_in(told, kind.never, asked.wording) if alone else ""
        if other:
            return f"说的是“{other}”"
    if _is_part_of_another(asked, fact, label):
        return "说的只是其中的"
    return _named_after(asked, fact, label)


def _first_in(label: str, words: Iterable[str], wording: str) -> str:
    """Return the first of some words that a label has, and a question has not."""
    return next((word for word in words if word in label and word not in wording), "")


def _is_share_for_number(asked: Asked, fact: Fact) -> bool:
    """Return whether a number is asked for by that word, and a figure is a share, score or rank."""
    rate = any(term.kind == "rate" for term in asked.terms)
    return (
        not rate
        and class_of(fact) in {"rate", "rank", "score", "multiple"}
        and _ASKS_NUMBER.search(asked.wording) is not None
    )


def _is_a_matter(asked: Asked, fact: Fact, label: str) -> bool:
    """Return whether a figure counts matters that something may be done in, which are not asked for."""
    by_matter = fact.quantity.unit in _BY_MATTER and label.endswith(_MATTERS)
    return by_matter and _MATTERS not in asked.wording


def _is_counted_so(kind: Kind, end: str, asked: Asked, fact: Fact, label: str) -> bool:
    """Return whether a figure's unit counts things of a kind."""
    given, unit = class_of(fact), fact.quantity.unit
    if given in kind.classes:
        # 检查学校食堂142家 are none.
        return not (kind.classes <= _BODIES and _ends_in_another(end, asked, fact))
    if given == "person_times" and any(word in asked.wording for word in kind.sent):
        return True
    if unit not in kind.units:
        return False
    if label.endswith(kind.ends):
        return True
    if "times" in kind.classes:
        # 普法驿站4个 are no occasions.
        return False
    # 5个 counts whatever is named last: 解决企业反映的问题5个 are no 企业.
    named = _WHEN.sub("", label)
    last = next((t for t in reversed(find_terms(named)) if t.kind == "thing"), None)
    if named.endswith(_NAMED_SHORTLY):
        return False
    return last is None or any(alike(t, last.key) >= _SAME for t in asked.terms)


def _ends_in_another(word: str, asked: Asked, fact: Fact) -> bool:
    """Return whether what a figure is called, or else what it goes on about, names another thing behind
    the one asked for (学校食堂)."""
    label, topic = fold(fact.label), fold(fact.topic)
    terms = find_terms(label)
    if not any(alike(t, own.key) >= _SAME for own in terms for t in asked.terms):
        label, terms = (label, terms) if word in label else (topic, find_terms(topic))
    last = next((t for t in reversed(terms) if t.kind in {"thing", "word"}), None)
    if last is None or last.end != len(label) or label.endswith(word):
        return False
    if word in label and _JOINED.search(label[label.rfind(word) : last.start]):
        # 企业和合作社38家 are some of each.
        return False
    other = last.text.startswith(word) or not any(alike(t, last.key) >= _SAME for t in asked.terms)
    return other and _is_alone(asked, word)


def _denied_verdict(asked: Asked, label: str) -> str:
    """Rule out a statement of none that denies only some of what is asked for (没有因审批引发的投诉)."""
    terms = [t for t in asked.terms if not t.is_light and t.text in label]
    if len(terms) != 1:
        return ""
    before = label[: label.index(terms[0].text)]
    told = [t for t in find_terms(before) if t.kind == "thing" and t.end == len(before)]
    narrower = told and not _JOINED.search(before) and told[0].text not in asked.wording
    return f"说的只是没有{label}" if narrower else ""


def told_of_verdict(asked: Asked, fact: Fact, text: str) -> str:
    """Return of what else a figure of the folded sentence ``text`` is told, where a plain question
    does not name it: of what was caused by something, or of a thing whose size it is."""
    if noun_asked(asked.wording).endswith(_SIZE):
        start, _ = own_clause(text, fact)
        whole = _WHOLE_PLACE.search(text[start : fact.quantity.start])
        alone = _is_alone(asked, _SIZE) and fold(fact.label) in _SIZES_ALONE and not whole
        return "没有写明是什么的面积" if alone else ""
    known = kind_asked(asked)
    behind = text[fact.quantity.end :]
    if known and known[0].never and _is_alone(asked, known[1]):
        # 合法性审查和集体讨论五道程序: what is counted stands behind the number.
        told = [w for w in known[0].never if behind.startswith(w) and w not in asked.wording]
        if told:
            return f"说的是“{told[0]}”"
    word = plain_word(asked) or (known[1] if known and _is_alone(asked, known[1]) else "")
    if not word or (fact.none and not _CAUSED.search(fact.label)):
        return ""
    start, _ = own_clause(text, fact)
    clause = text[start : max(fact.quantity.start, fact.quantity.end if fact.none else 0)]
    caused = _CAUSED.search(clause)
    if caused and caused["cause"] not in asked.wording:
        return f"只是因“{caused['cause']}”的"
    if caused and word in caused["cause"] and word not in caused["of"]:
        return f"说的是由“{word}”引起的"
    at = clause.find(word)
    if clause[: max(at, 0)].endswith(_FOR_WHOM) and not fact.label.endswith(word):
        return f"是为“{word}”做的"
    return ""


def _is_alone(asked: Asked, end: str) -> bool:
    """Return whether nothing is asked for but what ends in ``end``, however it was read."""
    content = [t.text.rstrip("了过") for t in asked.terms if not t.is_light]
    return len(content) == 1 or all(word in end for word in content)


def _is_part_of_another(asked: Asked, fact: Fact, label: str) -> bool:
    """Return whether a figure is a part of a total that is called otherwise, and no more of the thing
    than a field of it (罚没金额，其中生态环境领域罚款1092万元) or a sort of cases (违建类19件)."""
    word = plain_word(asked)
    at = label.find(word) if word and fact.part_of is not None else -1
    if at < 0 or word in fold(fact.topic):
        return False
    of_a_field = class_of(fact) == "money" and any(not t.is_light for t in find_terms(label[:at]))
    return of_a_field or label[at + len(word) :] in _SORTED


def _named_after(asked: Asked, fact: Fact, label: str) -> str:
    """Rule out a figure of what a body did that only bears the thing in its name (调解船出航48次), or of
    what was done for those asked about."""
    noun = noun_asked(asked.wording)
    persons = class_of(fact) == "person"
    for term in asked.terms:
        word = term.text
        if term.is_light or len(word) < 2 or word not in label or not noun.endswith(word):
            continue
        rest = _without_bodies(word, label)
        # 法律顾问室现有9人 are such persons.
        in_name = bool(rest) and word not in rest and not persons
        if in_name and not any(alike(term, t.key) >= _SAME for t in find_terms(rest)):
            return f"“{word}”只在名称里"
    return ""


def _without_bodies(word: str, label: str) -> str:
    """Return a label without the names of bodies that begin with ``word``."""
    at = label.find(word)
    while at >= 0:
        body = _CALLED_AFTER.match(label, at + len(word))
        label = label[:at] + label[body.end() :] if body else label
        at = label.find(word, at if body else at + 1)
    return label
