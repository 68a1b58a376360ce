"""Who bears a name of their own: one of several works, villages or offices is no other of them.

A question that names one (箬叶加工厂, 沙洲村, 县委书记) is answered by no figure that is told of another
one, of several together, or in a sentence that has the name nowhere. Each rule returns its reason in
Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.answering.evidence.nearness import met, own_clause
from retrieval.language.fold import fold
from retrieval.language.pairs import shares_pair
from retrieval.language.terms import Term
from retrieval.records import Fact

# What bodies and places are that have names.
_BODY = (
    r"村|社区|小区|花园|厂|公司|集团|合作社|事务所|律所|医院|卫生院|养老院|护理院|学校|中学|小学|幼儿园"
    r"|工作室|调解室|法庭|派出所|大队|分局"
)
_BEGINS = re.compile(rf"(?:{_BODY})(?![级民居委干])")
_ENDS = re.compile(rf"(?:{_BODY})$")
_LIST = re.compile(r"[、和与及]")
# Each of several has one of its own.
_EACH = re.compile(r"各|分别|均")
# Met by another sentence of the passage, not by a heading.
_HEADING, _ELSEWHERE = 0.505, 0.6
# Offices that one person holds.
_ROLE = re.compile(
    r"(?:县委|市委|区委|镇党委|乡党委|党委|党工委|工委|党组|局党组)?书记|[县市区镇乡局院站所]长|主任|秘书长"
)
_DEPUTY = "副"
# Who holds two offices, or those of two, are spoken of as one.
_ROLES_JOINED = re.compile(r"[、和与及兼]?[一-鿿]{0,5}")
# 镇|长廊, 县|长江 and 局|长期 are no offices.
_LONG = frozenset("期效远江廊")
# 中级资格 is no 高级资格; 中级人民法院 is a court.
_GRADE = re.compile(r"(初|中|高|基本|特|[a-e])级(?!人民法院|法院|以[上下])")
# What is counted right before, and one of those named before is singled out.
_COUNTED = re.compile(r"(?P<what>[^，,。；;、]+?)\d[\d.]*[^\d，,。；;、]{1,2}[，,；;]?$")
_ONE_OF_THEM = re.compile(r"其中(?P<one>[^，,。；;、\d]{2,24})")


def name_verdict(content: Sequence[Term], wording: str, fact: Fact, text: str) -> str:
    """Return why a figure of the folded sentence ``text`` is told of another than the question
    ``wording`` names."""
    if fact.none:
        return ""
    return (
        _another_name(content, wording, fact, text)
        or _another_role(wording, fact, text)
        or _another_singled_out(content, fact, text)
        or _another_grade(wording, fact)
    )


@lru_cache(maxsize=256)
def _names_in(wording: str, terms: tuple[Term, ...]) -> tuple[tuple[Term, str], ...]:
    """Return the words of a question that are names, each with what bears it (箬叶, 厂)."""
    found: list[tuple[Term, str]] = []
    starts = {term.start: term for term in terms}
    for term in terms:
        if term.kind != "word" or len(term.text) < 2:
            continue
        # 箬叶|加工厂, 沙洲村, and 镇渠村 in one.
        behind = starts.get(term.end)
        body = (
            (_ENDS.search(behind.text) if behind else None)
            or _ENDS.search(term.text)
            or _BEGINS.match(wording, term.end)
        )
        if body:
            found.append((term, body.group()))
    return tuple(found)


def _another_name(content: Sequence[Term], wording: str, fact: Fact, text: str) -> str:
    for term, body in _names_in(wording, tuple(content)):
        name = term.text.removesuffix(body)
        start, end = own_clause(text, fact)
        own = f"{text[start:end]}{fact.label}{fact.place}"
        if name in own:
            continue
        other = re.search(rf"[一-鿿]{{2,8}}{body}", text[start : fact.quantity.start])
        if other:
            return f"说的是“{other.group()}”"
        if _is_one_of_several(name, body, text[:start]):
            return "是几家合计的数"
        if name not in f"{text}{fact.topic}" and _HEADING < met(term, fact) < _ELSEWHERE:
            return f"没有写“{name}”"
    return ""


def _is_one_of_several(name: str, body: str, before: str) -> bool:
    """Return whether a name stands in a list of such (建安律所、正衡律所两家担任法律顾问，审查203份)."""
    listed = [piece for piece in re.split(r"[，,；;]", before) if name in piece]
    if not listed or _EACH.search(listed[-1]):
        return False
    # 石栏、桃岭、下坞三村: what they are is said once.
    pieces = _LIST.split(listed[-1])
    return len(pieces) > 1 and any(body in piece for piece in pieces)


def _another_role(wording: str, fact: Fact, text: str) -> str:
    """Rule out what is told of the holder of another office (县长3次现场督导, asked of 县委书记)."""
    asked = _roles(wording)
    if len(asked) != 1:
        return ""
    told = _roles(text[: fact.quantity.start], last=True)
    if not told or any(_is_same_role(asked[0], role) for role in told):
        return ""
    return f"说的是“{told[0]}”"


def _roles(text: str, *, last: bool = False) -> list[str]:
    """Return the offices that a text names; with ``last`` those named together as the last."""
    found: list[str] = []
    end = -1
    for role in _ROLE.finditer(text):
        if role.group()[-1] == "长" and text[role.end() : role.end() + 1] in _LONG:
            continue
        deputy = text[: role.start()].endswith(_DEPUTY)
        if last and found and not _ROLES_JOINED.fullmatch(text[end : role.start()]):
            found.clear()
        found.append(f"{_DEPUTY if deputy else ''}{role.group()}")
        end = role.end()
    return found


def _is_same_role(asked: str, told: str) -> bool:
    short, long = sorted((asked, told), key=len)
    return long.endswith(short) and (_DEPUTY in short) == (_DEPUTY in long)


def _another_singled_out(content: Sequence[Term], fact: Fact, text: str) -> str:
    """Rule out what is told of one of several (《停车方案》和夜市设置两项决策…，其中夜市设置召开听证会2场)
    where another of them is asked about."""
    marks = list(_ONE_OF_THEM.finditer(text[: fact.quantity.start]))
    if not marks or not shares_pair(marks[-1]["one"], fact.label):
        return ""
    one, told = marks[-1], text[marks[-1].start() :]
    said = [t.text for t in content if t.text in one["one"]]
    pieces = _LIST.split(text[: one.start()])
    begins = not text[: one.start()].strip()
    for term in content:
        if term.kind not in {"word", "thing"} or len(term.text) < 2 or term.text in told:
            continue
        named = [piece for piece in pieces if term.text in piece]
        if (counted := _COUNTED.search(text[: one.start()])) and term.text in counted["what"]:
            # 干部职工96人，其中持证的31人: the whole that it is one part of.
            continue
        apart = [p for p in pieces if p not in named and shares_pair(one["one"], p)]
        if any(word in piece for word in said for piece in apart):
            continue
        elsewhere = begins and term.kind == "word" and _HEADING < met(term, fact) < _ELSEWHERE
        if (named and apart) or elsewhere:
            return f"说的是其中的“{one['one'][:8]}”"
    return ""


def _another_grade(wording: str, fact: Fact) -> str:
    """Rule out what is of another grade by its own label (新增高级资格37人, asked of 中级资格)."""
    asked, told = set(_GRADE.findall(wording)), _GRADE.findall(fold(fact.label))
    return f"是{told[0]}级的" if asked and told and not asked & set(told) else ""
