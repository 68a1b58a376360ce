"""A sentence cut into clauses, and each figure's own wording within its clause.

Works on folded text of the sentence's length, so every span holds in the sentence itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.language.fold import fold
from retrieval.language.terms import find_terms
from retrieval.language.tokens import words
from retrieval.language.units import load_units
from retrieval.language.wording import load_wording
from retrieval.records import Quantity

_DELIMITER = re.compile(r"[，；。：！？!?;]|(?<!\d)[,:]|[,:](?!\d)|,(?=\d{1,2}(?!\d))|,(?=\d{4})")
# 1个由调解员、律师构成的领导小组: who makes up what is counted.
MADE_OF = re.compile(r"由[^，,。；;]{2,40}?(?:构成|组成|组建)的")
_BRACKETS = re.compile(r"[（(]([^（()）]{0,60})[）)]")
_SCOPE = re.compile(r"\s*(?:其中|目前)?[全我本][省市县区镇乡州旗]\s*")
_QUOTED = re.compile(r"[“「《][^”」》]{0,40}[”」》]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch without a comma at ``[start, end)`` of the sentence; ``text`` is as long.

    The content of brackets is blanked out of the clause around them and is a clause of its
    own, whose ``parent`` is the position of the clause around.
    """

    text: str
    start: int
    end: int
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A quantity with the wording of its own: ``left`` and ``right`` of it within its clause.

    ``shared`` marks the second amount of one thing (`157批203人次`), whose wording is the first's.
    """

    quantity: Quantity
    clause: int
    left: str
    right: str
    shared: bool = False


def split_clauses(folded: str) -> tuple[Clause, ...]:
    """Return the clauses of a folded sentence: the outer ones in order, then those in brackets."""
    quoted = [match.span() for match in _QUOTED.finditer(folded)]
    brackets = [
        match.span(1)
        for match in _BRACKETS.finditer(folded)
        if not any(start <= match.start() < end for start, end in quoted)
    ]
    outer = folded
    for start, end in brackets:
        outer = outer[: start - 1] + " " * (end - start + 2) + outer[end + 1 :]
    spans, start = [], 0
    for match in _DELIMITER.finditer(outer):
        if not any(left < match.start() < right for left, right in quoted):
            spans.append((start, match.start()))
            start = match.end()
    spans.append((start, len(outer)))
    clauses = [Clause(outer[a:b], a, b) for a, b in spans if outer[a:b].strip()]
    for start, end in brackets:
        parent = next((i for i, c in enumerate(clauses) if c.start <= start <= c.end), None)
        for match in re.finditer(r"[^，；,;]+", folded[start:end]):
            clauses.append(
                Clause(match.group(), start + match.start(), start + match.end(), parent)
            )
    return tuple(clauses)


def find_slots(clause: Clause, number: int, quantities: list[Quantity]) -> list[Slot]:
    """Return the slots of ``quantities``, which lie in ``clause`` (the ``number``-th), in order."""
    if not quantities:
        return []
    edges = [clause.start, *(edge for q in quantities for edge in (q.start, q.end)), clause.end]
    gaps = [
        clause.text[edges[i] - clause.start : edges[i + 1] - clause.start]
        for i in range(0, len(edges), 2)
    ]
    lefts, rights, shared = [gaps[0]], [], [False]
    for position in range(1, len(quantities)):
        before, after = quantities[position - 1], quantities[position]
        right, left, is_shared = _share_gap(
            gaps[position], lefts[-1], gaps[position + 1], before, after
        )
        rights.append(right)
        lefts.append(left)
        shared.append(is_shared)
    rights.append(gaps[-1])
    return [
        Slot(quantity, number, left, right, same)
        for quantity, left, right, same in zip(quantities, lefts, rights, shared, strict=True)
    ]


def _share_gap(
    gap: str, left: str, after: str, one: Quantity, other: Quantity
) -> tuple[str, str, bool]:
    """Return what of the ``gap`` between two amounts belongs to the first (right of it) and to
    the second (left of it), and whether the second counts the same thing as the first."""
    if not gap.strip():
        return "", left, one.unit != other.unit
    if _HELD.fullmatch(gap) and (lasting := _SO_LONG.search(left)) and one.unit == "年":
        # 出庭应诉率连续三年保持100%: how long stands between the name and its figure.
        return "", left[: lasting.start()], False
    if not gap.strip(" 、/和及与并") or _EACH.fullmatch(gap):
        return "", left, False
    if made := MADE_OF.match(gap):
        body = re.split("以及|[、和及与]", gap[made.end() :], maxsplit=1)
        return made.group() + body[0], "".join(body[1:]), False
    if (
        _BODY_NOUN.fullmatch(gap)
        and (turned := _TURNED.search(left))
        and one.unit in _BODIES
        and other.unit not in _BODIES
    ):
        # 审批事项从18个部门75项减为14个部门46项: whose they are, then how many.
        return gap, left[: turned.start()], False
    if "、" in gap:
        right, _, rest = gap.partition("、")
        return right, rest, False
    for joiner in ("以及", "和", "及", "与", "并"):
        if gap.startswith(joiner):
            return "", gap[len(joiner) :], False
        if gap.endswith(joiner):
            return gap[: -len(joiner)], "", False
    if left.rstrip().endswith("的") and any(t.kind == "thing" for t in find_terms(gap)):
        # 领导包案的11件信访积案化解10件: the thing is both's, what was done only the second's.
        return _before_act(gap), gap, False
    if (owner := before_owned(gap)) != gap:
        return owner, gap, False
    are_people = one.unit in _PEOPLE and other.unit not in _PEOPLE
    if _SCOPE.fullmatch(left):
        # 全省1.2万名顾问提供服务66万人次: nothing else says what the first counts.
        return (_up_to_deed(gap) if are_people else gap), gap, False
    if _counts_each(gap, left, after):
        return gap, "", False
    stands_alone = _stands_alone(left)
    measures = _is_measure_of(gap, other)
    if measures and _governs_noun(left, gap):
        return gap, gap, False
    if measures or (stands_alone and not _is_content(after)):
        return "", gap, False
    # 依托6个工作室接待群众120人次: the verb behind the noun is the second's.
    if _LASTING.fullmatch(gap) and after.strip():
        # 8家连续两年未年检的组织: how long stands within what the first counts.
        return after, gap, False
    only_verb = bool(content_terms(left)) and not stands_alone
    # 68名律师办理案件3125件, 9个社区调委会化解纠纷76件: who did it by the noun, what by the deed.
    cases = load_units().class_of.get(other.unit) == "case"
    are_bodies = one.unit in _BODIES and cases
    only_verb = only_verb or ((are_people or are_bodies) and not left.strip())
    return (_up_to_deed(gap) if only_verb else gap), gap, False


_BODY_NOUN = re.compile(r"\s*(?:部门|单位|部门单位|乡镇|镇街|街道|社区|村|机构)\s*")
_TURNED = re.compile(r"(?:从|由|[减精压缩简变调整合并]{1,4}[为至到成])$")
_LASTING = re.compile(r"\s*(?:已?连续|长达|历时|为期)\s*")
_SO_LONG = re.compile(r"(?:已|已经)?连续$")
_HELD = re.compile(
    r"\s*(?:均|都|一直|始终)?(?:保持|维持|稳定|达到?|为|是|实现|超过|高于|低于)[在为到]?\s*"
)
_PEOPLE = frozenset({"名", "人", "位"})
_BODIES = frozenset({"个", "家", "所", "支"})
# 处罚2起各500元: both are of the same.
_EACH = re.compile(r"\s*(?:各|每[起件宗户家人次处]|人均)\s*")


_FOR_WHOM = ("为", "给", "替", "帮", "帮助", "协助")


def _counts_each(gap: str, left: str, after: str) -> bool:
    """Return whether each of two amounts is followed by the noun that it counts (142个调委会803名
    调解员)."""
    between, behind = find_terms(gap), find_terms(after)
    return (
        bool(between and behind)
        and between[-1].kind == "thing"
        and between[-1].end == len(gap.rstrip())
        and all(term.kind != "action" for term in between)
        and behind[0].kind == "thing"
        and not after[: behind[0].start].strip()
        and not any(term.kind == "thing" for term in find_terms(left)[-1:])
    )


def _governs_noun(left: str, gap: str) -> bool:
    """Return whether a mere verb stands before an amount and its noun right behind (督促16户用人
    单位清欠社会保险费204万元)."""
    first = next(iter(find_terms(gap)), None)
    noun = first is not None and first.kind == "thing" and not gap[: first.start].strip()
    # 为126名农民工追回工资203万元: they are counted by what they are.
    for_whom = left.rstrip().endswith(_FOR_WHOM)
    return noun and (for_whom or (bool(content_terms(left)) and not _stands_alone(left)))


def _stands_alone(left: str) -> bool:
    """Return whether the wording before an amount says what is counted: a verb that takes what
    stands behind the amount (依托6个工作室) does not."""
    governing = load_wording().governing
    return any(
        not term.is_light and not (term.kind == "word" and governing.search(term.text))
        for term in find_terms(left)
    )


# One thing has another: what stands before is the first's name.
_OWNS = frozenset(
    {"共有", "现有", "拥有", "配有", "设有", "配备", "各有", "均有", "聘有", "下设", "下辖", "有"}
)
# All of them hold one of these: most wordings need not be cut into words.
_OWNING = re.compile("有|配备|下设|下辖")


def before_owned(text: str) -> str:
    """Return the wording up to what has another thing: 16个司法所|共有|工作人员30人 counts two,
    each by its own noun. The whole where nothing is had."""
    if not _OWNING.search(fold(text)):
        return text
    owns = next((word for word in words(text) if word.text in _OWNS), None)
    if owns and _is_content(text[: owns.start]) and _is_content(text[owns.end :]):
        return text[: owns.start].rstrip("每个各均都")
    return text


def _up_to_deed(gap: str) -> str:
    """Return the noun that a wording begins with, without the act behind it."""
    terms = find_terms(gap)
    deed = next((n for n, term in enumerate(terms) if n and term.kind == "action"), 0)
    noun = terms[deed - 1].kind == "thing" if deed else False
    return gap[: terms[deed].start] if noun else gap


def _before_act(gap: str) -> str:
    terms = find_terms(gap)
    acts = [t for t in terms if t.kind == "action"]
    return gap[: acts[-1].start] if acts and acts[-1] is terms[-1] and len(terms) > 1 else gap


_HEADS = {
    "money": (
        "金额",
        "款",
        "资金",
        "经费",
        "资",
        "薪",
        "薪酬",
        "报酬",
        "元",
        "额",
        "费",
        "补贴",
        "工资",
        "收入",
    ),
    "rate": ("率", "比", "占", "度"),
    "area": ("面积",),
    "person_times": ("服务", "培训", "参加"),
}


def _is_measure_of(gap: str, quantity: Quantity) -> bool:
    heads = _HEADS.get(load_units().class_of.get(quantity.unit, ""), ())
    return gap.rstrip("共计达到为约").endswith(heads) if heads else False


def _is_content(text: str) -> bool:
    head = text.split("、")[0]
    return bool(content_terms(head))


def content_terms(text: str) -> list[str]:
    """Return the keys of the terms of ``text`` that restrict anything."""
    return [term.key for term in find_terms(text) if not term.is_light]
