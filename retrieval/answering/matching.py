"""How well a figure's wording accounts for what a question asks.

Every content term of the question must be met by the wording around the figure: by its
label, by the topic it inherits, or farther off, the less the farther (``Fact.cues``).
What is counted (the head) must be named in the label or its topic; an act that the
label itself contradicts (asked 化解, label 排查) rules the figure out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import DENIED, Term, similarity
from retrieval.language.units import load_units
from retrieval.records import Fact, Quantity

# Nearness of cues as facts.py hands them out.
_IN_LABEL, _IN_TOPIC = 0.93, 0.88
# A term met only this faintly is not accounted for.
_ACCOUNTED = 0.42
# Met at least this near, a term stands in the figure's sentence or under its topic sentence.
_SAME_SCOPE = 0.7
_EXTRA = {"action": 0.10, "quality": 0.09, "thing": 0.05, "rate": 0.08, "word": 0.03}
_MOST_EXTRA = 0.25
# Units that may answer a question for another class, with what that costs.
_ALSO = {
    ("case", "document"): 0.06, ("document", "case"): 0.06, ("case", "times"): 0.12,
    ("case", "person_times"): 0.12, ("person", "person_times"): 0.06, ("person_times", "person"): 0.3,
    ("household", "place"): 0.03, ("place", "household"): 0.03, ("place", "case"): 0.05,
    ("place", "group"): 0.03, ("group", "place"): 0.03, ("place", "document"): 0.04,
    ("place", "person"): 0.04, ("place", "times"): 0.04, ("person", "household"): 0.15,
    ("case", "place"): 0.06, ("case", "household"): 0.1, ("times", "case"): 0.15,
    ("document", "place"): 0.06, ("place", "machine"): 0.04, ("machine", "place"): 0.05,
    ("times", "document"): 0.15, ("times", "machine"): 0.12, ("person_times", "times"): 0.3,
    ("group", "person"): 0.2, ("case", "machine"): 0.1, ("times", "person_times"): 0.25, ("place", "rank"): 0.3,
}  # fmt: skip
# People and bodies that act; with an act in the question they are its subject, not its object.
_ACTOR = re.compile(
    r"(?:员|顾问|律师|民警|法官|干部|领导|志愿者|队|所|局|院|中心|站|委会|办公室|部门|机关|机构|政府|街道|工委|单位|组织|团队|专班|小组|公司|协会)$"
)
# 市、区两级 is asked for as 市区两级.
_JOINERS = re.compile(r"[、，,“”\"\s]")
_CLAUSE_END = re.compile(r"[，,；;。：]")
# The nearest thing in the label is not what was asked for: the figure counts something else.
_HEAD_MISSED = 0.2


_MEASURED = frozenset({"area", "length", "money", "weight"})
_RATES = frozenset({"rate", "rank", "score", "multiple"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a figure has to be: the terms, the unit, and which kinds of figure may answer.

    ``beside`` are the terms next to 多少 (``beside_follows``: behind it), which the figure's
    own label should name; ``supposed`` are figures that the question itself names;
    ``office`` (办事处) speaks for labels that name it.
    """

    terms: tuple[Term, ...]
    unit: str = ""
    unit_class: str = ""
    kinds: frozenset[str] = frozenset({"actual"})
    place: str = ""
    years: tuple[int, ...] = ()
    beside: tuple[Term, ...] = ()
    beside_follows: bool = False
    supposed: tuple[Quantity, ...] = ()
    office: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that accounts for the question, or the reason it doesn't (``verdict``).

    ``score`` orders candidates; ``covered`` is the share of the asked terms accounted for,
    ``tight`` how many of them stand in the figure's own clause.
    """

    fact: Fact
    score: float
    covered: float
    tight: int
    verdict: str = ""

    @property
    def fits(self) -> bool:
        """True where nothing rules the figure out."""
        return not self.verdict


def match_facts(
    asked: Asked, facts: Iterable[Fact], text_of: Callable[[Fact], str]
) -> list[Candidate]:
    """Return a candidate for every fact that shares a term with the question, best first.

    ``text_of`` gives the folded sentence of a fact.
    """
    found = [c for fact in facts if (c := _match(asked, fact, text_of)) is not None]
    found.sort(key=lambda c: (not c.fits, -c.score, c.fact.report, c.fact.passage, c.fact.sentence, c.fact.quantity.start))
    return found


def _match(asked: Asked, fact: Fact, text_of: Callable[[Fact], str]) -> Candidate | None:
    content = [term for term in asked.terms if not term.is_light]
    if not content:
        return None
    nearness = [1.0 if _is_unit_word(term, fact) else met(term, fact) for term in content]
    if max(nearness) <= 0:
        return None
    nearness = [
        near if near >= _ACCOUNTED else max(near, _met_in_text(term, fact, text_of))
        for term, near in zip(content, nearness, strict=True)
    ]
    close = [t for t, near in zip(content, nearness, strict=True) if near >= _SAME_SCOPE]
    covered = sum(1 for near in nearness if near >= _ACCOUNTED) / len(content)
    verdict = (
        _unit_verdict(asked, fact)
        or _kind_verdict(asked, fact)
        or _missing_verdict(content, nearness)
        or _head_verdict(content, close, fact)
        or _none_verdict(content, fact)
        or _beside_verdict(asked, close)
        or _supposed_verdict(asked, fact)
        or _act_verdict(content, fact)
    )
    score = sum(nearness) / len(nearness) - _extras(content, fact) + _unit_bonus(asked, fact)
    if fact.part_of is not None:
        score -= 0.05 if _is_part_asked(content, fact) else 0.15
    if fact.place and fact.place != asked.place:
        score -= 0.4
    score -= _head_cost(content, fact) + _act_cost(content, fact) + _beside_cost(asked, fact)
    if asked.office and asked.office in fact.label:
        score += 0.1
    # 结案 and 办结 are one concept; the report that uses the asker's own word is meant first.
    score += 0.06 * any(t.kind == "action" and t.text in fact.label for t in content)
    tight = sum(1 for near in nearness if near >= _IN_TOPIC)
    return Candidate(fact, score, covered, tight, verdict)


def met(term: Term, fact: Fact) -> float:
    """Return how near the fact's wording meets a term: 0 not at all, 1 in its label."""
    best = 0.0
    for key, nearness in fact.cues:
        if nearness <= best:
            break
        if key == term.key:
            return nearness
        likeness = max(similarity(term.key, key), similarity(term.text, key) if term.text != term.key else 0.0)
        if likeness * nearness > best:
            best = likeness * nearness
    return best


def _is_unit_word(term: Term, fact: Fact) -> bool:
    """Return whether the figure's unit alone says what the term asks (面积, 金额)."""
    return load_units().asked.get(term.text) == class_of(fact)


def _met_in_text(term: Term, fact: Fact, text_of: Callable[[Fact], str]) -> float:
    """Return how near a term is met that the segmentation of either side hides: word for
    word in the sentence, or as head in one place and qualifier in another."""
    text = text_of(fact)
    clause_end = _CLAUSE_END.search(text, fact.quantity.end)
    end = clause_end.start() if clause_end else len(text)
    if term.key.startswith(DENIED):
        return 0.0
    if len(term.text) <= 3 and term.kind == "word" and all(char in fact.label for char in term.text):
        # 结 of 结了几件 is met by 结案, 车清 of 僵尸车清了 by 清理僵尸车.
        return 0.9
    start = max(text.rfind(mark, 0, fact.quantity.start) for mark in "，,；;。：") + 1
    if len(term.text) == 1:
        return 0.7 if term.text in text[start:end] else 0.0
    before = _JOINERS.sub("", text[:end])
    if term.text in before:
        return 0.7
    for key, nearness in fact.cues:
        whole = next((w for w in (term.text, term.key) if 2 <= len(key) < len(w) and w.endswith(key)), "")
        if whole:
            rest = whole[: -len(key)]
            if len(rest) >= 2 and rest in fact.label:
                return 0.7
            if len(rest) >= 2 and any(
                rest in other or other in rest
                for other, near in fact.cues
                if len(other) >= 2 and near >= 0.85
            ):
                return 0.7 * nearness
    return 0.0


@lru_cache(maxsize=20_000)
def kind_of(key: str) -> str:
    """Return the lexicon's kind of a term key (``word`` for ordinary words)."""
    return load_lexicon().kind_of(key)


def _label_keys(fact: Fact) -> list[str]:
    return [key for key, nearness in fact.cues if nearness >= _IN_LABEL]


def head_keys(fact: Fact) -> list[str]:
    """Return the things that the figure counts: those of its label, else of its topic."""
    label = [key for key in _label_keys(fact) if kind_of(key) in {"thing", "rate", "word"}]
    topic = [key for key, nearness in fact.cues if _IN_TOPIC <= nearness < _IN_LABEL]
    if any(kind_of(key) in {"thing", "rate"} for key in label) and fact.part_of is None:
        return label
    return label + topic


def _missing_verdict(content: Sequence[Term], nearness: Sequence[float]) -> str:
    missing = [t.text for t, near in zip(content, nearness, strict=True) if near < _ACCOUNTED]
    return f"没有对上：{'、'.join(missing)}" if missing else ""


def _head_verdict(content: Sequence[Term], close: Sequence[Term], fact: Fact) -> str:
    """Rule out a figure that counts something the question doesn't name.

    ``close`` are the terms met in the figure's own clause or topic sentence: of these the
    bare head (宣传 for 法治宣传) in the label will do.
    """
    label = _label_keys(fact)
    acts = [term for term in content if term.kind == "action"]
    if class_of(fact) == "rank":
        return "" if close else "所计的不是这件事"
    content = [term for term in content if not _is_unit_word(term, fact)]
    if class_of(fact) == "rate" and any(_alike(t, key) >= 0.5 for t in content for key in label):
        return ""
    things = _counted(content, bool(acts))
    if not things:
        if acts and not any(_alike(term, key) >= 0.6 for term in acts for key in label):
            return "所计的不是这件事"
        return ""
    heads = head_keys(fact)
    if acts and all(any(_alike(t, key) >= 0.6 for key in label) for t in acts):
        # 委派调解案件45件 names its act alone: what it is about may stand in the clause before.
        if not _own_things(fact) and all(met(t, fact) >= 0.85 for t in things):
            return ""
    elif not acts and label and not _own_things(fact) and all(met(t, fact) >= 0.8 for t in things):
        # 法治公园，建设面积5800㎡: the label holds no more than its unit's own word.
        return ""
    rates = [term for term in things if term.kind == "rate"]
    for group in (rates, things):
        if group and not any(
            _names(term, key, 0.34 if term in close else 0.6) for term in group for key in heads
        ) and not any(len(term.text) >= 2 and term.text in fact.label for term in group):
            return f"所计的是：{'、'.join(heads[:3])}"
    return ""


def _own_things(fact: Fact) -> list[str]:
    """Return the things of the label itself, words of the unit (面积, 金额) apart."""
    asked = load_units().asked
    return [
        key
        for key in _label_keys(fact)
        if kind_of(key) in {"thing", "rate"} and asked.get(key) != class_of(fact)
    ]


def _names(term: Term, key: str, enough: float) -> bool:
    return _alike(term, key) >= enough


def _none_verdict(content: Sequence[Term], fact: Fact) -> str:
    """Rule out a statement of none about something else: one of what it denies must be asked for."""
    if not fact.none:
        return ""
    denied = [key for key, nearness in fact.cues if nearness >= 1.0]
    if any(_alike(term, key) >= 0.34 for term in content for key in denied):
        return ""
    return "说的是没有别的事"


def _counted(content: Sequence[Term], has_acts: bool) -> list[Term]:
    """Return the terms that may name what is counted; with an act named, who did it does not."""
    things = [t for t in content if t.kind in {"thing", "rate", "word"} and len(t.text) > 1]
    if has_acts:
        things = [term for term in things if not _ACTOR.search(term.key)]
    return things


def _act_verdict(content: Sequence[Term], fact: Fact) -> str:
    """Rule out a figure whose own act is another than the asked one."""
    acts = [term for term in content if term.kind == "action"]
    label = _label_keys(fact)
    own = [key for key in label if kind_of(key) == "action"]
    # Of several acts (受委托承办的案件办结了几件) the last is the one asked for.
    if acts and own and not any(_alike(acts[-1], key) >= 0.5 for key in label):
        return f"是“{own[0]}”，不是“{acts[-1].text}”"
    return ""


def _alike(term: Term, key: str) -> float:
    return max(similarity(term.key, key), similarity(term.text, key))


def _kind_verdict(asked: Asked, fact: Fact) -> str:
    if fact.kind in asked.kinds:
        return ""
    # 比2022年的13件减少: the base is 2022's result.
    if fact.kind == "base" and fact.period in asked.years and "actual" in asked.kinds:
        return ""
    return {"target": "是目标或计划", "change": "是增减幅度", "base": "是对比的基数"}.get(fact.kind, "是实际数")


def _beside_verdict(asked: Asked, close: Sequence[Term]) -> str:
    """Rule out a figure in whose sentence the thing right behind 多少 is not named."""
    for term in asked.beside:
        if asked.beside_follows and term.kind in {"thing", "word"} and term not in close:
            return f"不是“{term.text}”的数"
    return ""


def _supposed_verdict(asked: Asked, fact: Fact) -> str:
    """Rule out the very figure that the question names (`5位法律顾问来自几个律师所`)."""
    quantity = fact.quantity
    for number in asked.supposed:
        if (number.value, number.unit) == (quantity.value, quantity.unit):
            return "是问题里已有的数"
    return ""


def _unit_verdict(asked: Asked, fact: Fact) -> str:
    if asked.place and fact.place != asked.place and asked.place not in fact.label:
        return "是别处的数"
    given = class_of(fact)
    wants_rate = any(term.kind == "rate" for term in asked.terms) and asked.unit_class in {"", *_RATES}
    if wants_rate and given not in _RATES and not fact.none:
        return "不是比率"
    if not asked.unit_class or (fact.none and not fact.quantity.unit):
        return ""
    if asked.unit in {"名", "位"} and given == "person_times":
        return "单位是人次，不是人"
    if given == asked.unit_class or (asked.unit_class, given) in _ALSO:
        return ""
    return f"单位是{fact.quantity.unit or '无'}"


def class_of(fact: Fact) -> str:
    """Return the unit class of a fact; ranks are a class of their own."""
    if fact.quantity.text.startswith("第"):
        return "rank"
    if not fact.quantity.unit and "分之" in fact.quantity.text:
        return "rate"
    return load_units().class_of.get(fact.quantity.unit, fact.quantity.unit)


def _unit_bonus(asked: Asked, fact: Fact) -> float:
    given = class_of(fact)
    if not asked.unit_class:
        # A plain 多少 asks for a count before a rate or a rank.
        rate_asked = any(term.kind == "rate" for term in asked.terms)
        if given in {"rate", "rank"} and not rate_asked:
            return -0.12
        return 0.06 if asked.unit and fact.quantity.unit == asked.unit else 0.0
    if fact.quantity.unit == asked.unit:
        return 0.06
    return 0.02 if given == asked.unit_class else -_ALSO.get((asked.unit_class, given), 0.0)


def _extras(content: Sequence[Term], fact: Fact) -> float:
    """Return what the label's terms that the question doesn't name cost."""
    cost = 0.0
    for key, nearness in fact.cues:
        if nearness < 1.0:
            break
        kind = kind_of(key)
        if not any(_alike(term, key) >= 0.5 for term in content):
            cost += _EXTRA.get(kind, 0.0)
    return min(cost, _MOST_EXTRA)


def _act_cost(content: Sequence[Term], fact: Fact) -> float:
    """Return the cost of acts that only one side names.

    An asked act far from the label costs; so does the label's own act where what was asked
    for stands in the inherited topic alone (行政处罚案件4件，办结2件: asked without 办结).
    """
    label = _label_keys(fact)
    acts = [term for term in content if term.kind == "action"]
    cost = sum(0.12 for term in acts if not any(_alike(term, key) >= 0.5 for key in label))
    things = [term for term in content if term.kind in {"thing", "rate", "word"}]
    own = [key for key in label if kind_of(key) == "action" and not any(_alike(t, key) >= 0.5 for t in content)]
    if own and things and not any(_alike(t, key) >= 0.5 for t in things for key in label):
        cost += 0.12
    return cost


def _head_cost(content: Sequence[Term], fact: Fact) -> float:
    """Return the cost of a label whose head (its foremost thing) the question doesn't name.

    Where an act stands nearer to the figure than any thing (办事处发文26件), the act is the head.
    """
    near_keys = [key for key, near in fact.cues if near >= 1.0]
    if near_keys and any(_alike(term, near_keys[0]) >= 0.5 for term in content):
        return 0.0
    head = next((k for k in near_keys if kind_of(k) in {"thing", "rate", "action"}), None)
    if head is None or load_units().asked.get(head) == class_of(fact) or any(max(_alike(t, head), similarity(head, t.key)) >= 0.3 for t in content):
        return 0.0
    return _HEAD_MISSED if kind_of(head) != "action" else 0.0


def _beside_cost(asked: Asked, fact: Fact) -> float:
    """Return the cost of a label that doesn't name the term next to 多少."""
    if not _own_things(fact) and class_of(fact) in _MEASURED:
        return 0.0
    keys = [key for key, nearness in fact.cues if nearness >= _IN_TOPIC]
    for term in asked.beside:
        if not any(_alike(term, key) >= 0.34 for key in keys) and term.text not in fact.label:
            return 0.3
    return 0.0


def _is_part_asked(content: Sequence[Term], fact: Fact) -> bool:
    """Return whether the question names what sets a part apart from its total."""
    own = [key for key in _label_keys(fact) if kind_of(key) != "light"]
    return bool(own) and all(
        any(_alike(term, key) >= 0.5 for term in content) for key in own[:2]
    )
