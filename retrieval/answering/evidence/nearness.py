"""How near a figure's wording meets a term, and what the figure's own label names.

Nearness steps are those of ``Fact.cues``: 1.0 the label, 0.9 the inherited topic, less the
farther off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from retrieval.answering.evidence.abbreviations import is_said_longer
from retrieval.answering.evidence.likeness import LIKENESS, how_alike
from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.language.offices import forms_of_office
from retrieval.language.places import LEVEL
from retrieval.language.terms import DENIED, TURNING, Term
from retrieval.language.tokens import words
from retrieval.language.units import load_units
from retrieval.records import Fact

# Nearness of cues as facts.py hands them out.
IN_LABEL, IN_TOPIC = 0.93, 0.88
# A term met only this faintly is not accounted for.
ACCOUNTED = 0.42
# Met at least this near, a term stands in the figure's sentence or under its topic sentence.
SAME_SCOPE = 0.7
# 市、区两级 is asked for as 市区两级.
CLAUSE_NEAR = 0.85
# Nearness by likeness alone counts from here on.
SURE, _UNSURE = 0.55, 0.4
# A compound is met by its head in the label and its qualifier in the clause.
_IN_HALVES = 0.7
JOINERS = re.compile(r"[、，,“”\"\s]")
_DENIALS = "不未没"
# 占地面积, 建筑面积: which of a thing's sizes it is.
_SIZE = "面积"
_CLAUSE_MARKS = "，,；;。："
_CLAUSE_END = re.compile(f"[{_CLAUSE_MARKS}]")


def met(term: Term, fact: Fact) -> float:
    """Return how near the fact's wording meets a term: 0 not at all, 1 in its label."""
    cues, _, known_met = _read(fact)
    name = (term.key, term.text)
    near = known_met.get(name)
    if near is None:
        near = _met(term, cues)
        if len(known_met) >= _MOST_TERMS:
            known_met.clear()
        known_met[name] = near
    return near


def _met(term: Term, cues: Mapping[str, float]) -> float:
    like = LIKENESS.like(term.key, term.text)
    few, many = (like, cues) if len(like) < len(cues) else (cues, like)
    best = max((like[key] * cues[key] for key in few if key in many), default=0.0)
    # Likeness alone does not reach over to another sentence: 律师 there is not 调解律师 here.
    return best if best >= SURE or term.key in cues else min(best, _UNSURE)


# Facts live as long as their library is open; their cues, as a mapping, with them.
_Read = tuple[dict[str, float], list[str], dict[tuple[str, str], float]]
_BY_KEY: dict[int, tuple[tuple[tuple[str, float], ...], _Read]] = {}
_MOST_KEPT = 60_000
# Of each figure is kept how near it meets the terms that it was held against last.
_MOST_TERMS = 16


def _by_key(fact: Fact) -> dict[str, float]:
    return _read(fact)[0]


def _read(fact: Fact) -> _Read:
    """Return the cues of a fact as a mapping, those of its own stretch of wording, and how near it
    meets terms."""
    cues = fact.cues
    known = _BY_KEY.get(id(cues))
    if known is not None and known[0] is cues:
        return known[1]
    if len(_BY_KEY) >= _MOST_KEPT:
        _BY_KEY.clear()
    mapping = dict(fact.cues)
    LIKENESS.note(mapping)
    label = [key for key, nearness in fact.cues if nearness >= IN_LABEL]
    read: _Read = (mapping, label, {})
    _BY_KEY[id(fact.cues)] = (fact.cues, read)
    return read


# The next figure of a list, right behind one.
_NEXT_ITEM = re.compile(r"、[^、\d]{1,16}(?=\d)")
_RESTRICTING = frozenset({"word", "action"})


def is_beside(one: Fact, other: Fact) -> bool:
    """Return whether two figures stand in one sentence."""
    return (one.report, one.passage, one.sentence) == (other.report, other.passage, other.sentence)


def own_clause(text: str, fact: Fact) -> tuple[int, int]:
    """Return the span of the clause that a figure stands in, within its folded sentence ``text``."""
    return _clause_around(text, fact.quantity.start, fact.quantity.end)


# Of each figure it is asked a dozen times.
@lru_cache(maxsize=10_000)
def _clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    first = max(text.rfind(mark, 0, start) for mark in _CLAUSE_MARKS) + 1
    stop = _CLAUSE_END.search(text, end)
    return first, stop.start() if stop else len(text)


# A figure that another follows.
TOLD_BEFORE = re.compile(r"[\d一二三四五六七八九十百千万%][^、]{0,4}、")


def own_item(text: str, fact: Fact) -> str:
    """Return the clause of a figure without the figures that are told beside it (许可21项、服务34项)."""
    start, end = own_clause(text, fact)
    before = text[start : fact.quantity.start]
    earlier = list(TOLD_BEFORE.finditer(before))
    stop = text.find("、", fact.quantity.end, end)
    return text[start + (earlier[-1].end() if earlier else 0) : stop if stop >= 0 else end]


def met_in_text(term: Term, fact: Fact, text_of: Callable[[Fact], str]) -> float:
    """Return how near a term is met that the segmentation of either side hides: word for
    word in the sentence, or as head in one place and qualifier in another."""
    if term.key.startswith(DENIED):
        return IN_LABEL if names(term, fact.label) else 0.0
    size = len(term.text)
    label = without_turned(term.text, fact.label)
    if size <= 3 and term.kind == "word" and all(char in label for char in term.text):
        # 结 of 结了几件 is met by 结案, 车清 of 僵尸车清了 by 清理僵尸车.
        return 0.9
    text = text_of(fact)
    start, end = own_clause(text, fact)
    if LEVEL.fullmatch(term.text):
        # 县里 is said of what reports put as 县直部门, 县法律援助中心.
        return 0.7 if term.text[0] in text[start:end] else 0.0
    if size == 1:
        # 土地承包44件、邻里39件: the 包 of the one says nothing of the other.
        own = own_item(text, fact), fact.label, fact.topic
        return 0.7 if any(term.text in wording for wording in own) else 0.0
    if names(term, fact.label):
        return IN_LABEL
    if term.kind == "quality" and any(key.startswith(term.key) for key in label_keys(fact)):
        # 在册 is told by 在册社区矫正, which is one word.
        return IN_LABEL
    if term.kind in _RESTRICTING:
        # 联合审图73个、联合验收41个: what names the next figure says nothing of this one.
        behind = _NEXT_ITEM.sub("、", text[fact.quantity.end : end])
        text, end = text[: fact.quantity.end] + behind, fact.quantity.end + len(behind)
    told = text[:end]
    if all(char in told for char in term.text) and (
        _is_written(term, told) or _is_written(term, JOINERS.sub("", told))
    ):
        return 0.7
    if is_said_longer(term.text, term.kind, told):
        return 0.7
    return max(_met_in_halves(term.text, fact), _met_in_halves(term.key, fact))


def _is_written(term: Term, text: str) -> bool:
    """Return whether ``text`` holds the term, one that restricts as a word of its own: 专兼职
    is not 兼职, 副镇长 no 镇长, 非煤矿山 no 煤矿."""
    text = without_turned(term.text, text)
    if term.text not in text:
        return False
    if term.kind != "quality":
        return True
    wholes = [(match.start, match.end) for match in load_lexicon().find(text)]
    return any(_stands(form, wholes, text) for form in re.finditer(re.escape(term.text), text))


def without_turned(word: str, text: str) -> str:
    """Return a text without the places where a word is turned into another (副镇长, 不起诉)."""
    if word not in text:
        return text
    for turning in TURNING:
        text = text.replace(f"{turning}{word}", "")
    return text


@lru_cache(maxsize=50_000)
def _names(key: str, text: str, wording: str) -> bool:
    concept = load_lexicon().by_name.get(key)
    forms = {text, *(concept.words if concept else ()), *forms_of_office(text)}
    folded = fold(wording)
    present = [form for form in forms if len(form) >= 2 and form in folded]
    if not present:
        return False
    wholes = [(m.start, m.end) for m in load_lexicon().find(folded)]
    wholes += [(word.start, word.end) for word in words(folded)]
    return any(
        _stands(match, wholes, folded)
        for form in present
        for match in re.finditer(re.escape(form), folded)
    )


def _stands(form: re.Match[str], wholes: Sequence[tuple[int, int]], folded: str) -> bool:
    """Return whether a form is a whole word, or keeps its meaning inside the word around it:
    beside another act (立案|查处, 专题|研究), but not beside its outcome (调解|成功)."""
    for start, end in wholes:
        if start <= form.start() and form.end() <= end:
            rest = folded[start : form.start()] or folded[form.end() : end]
            if rest and kind_of(_key_of(rest)) != "action":
                return False
        elif (
            start < form.end()
            and form.start() < end
            and not form.start() <= start < end <= form.end()
        ):
            # It lies across the edge of a word.
            return False
    return True


def names(term: Term, wording: str) -> bool:
    """Return whether a wording holds a word for what the term means, whole words for words:
    立案查处 holds 立案, 专题研究 holds the 专题 that 专门 asks for."""
    if term.key.startswith(DENIED):
        bare = term.text.removeprefix(DENIED)
        return any(f"{denial}{bare}" in wording for denial in _DENIALS)
    return _names(term.key, term.text, wording)


def is_told(word: str, fact: Fact) -> bool:
    """Return whether a figure's label holds a word, or it or its topic a compound with a little
    more in its middle (不动产登记 in 不动产一般登记)."""
    return word in fact.label or any(
        _stands_parted(word[:cut], word[cut:], wording)
        for wording in (fact.label, fact.topic)
        for cut in range(2, len(word) - 1)
    )


def _stands_parted(head: str, tail: str, wording: str) -> bool:
    """Return whether ``tail`` follows ``head`` with one to three characters between."""
    at = wording.find(head)
    while at >= 0:
        end = at + len(head)
        if tail in wording[end + 1 : end + 3 + len(tail)]:
            return True
        at = wording.find(head, at + 1)
    return False


def completes(term: Term, fact: Fact) -> bool:
    """Return whether the label ends a compound that the clause before began (调解30件，成功28件)."""
    return max(_met_in_halves(term.text, fact), _met_in_halves(term.key, fact)) >= _IN_HALVES


def _met_in_halves(word: str, fact: Fact) -> float:
    """Return how near a compound is met by its head in one cue and its qualifier in another."""
    cues = _by_key(fact)
    for rest, head in halves_of(word):
        if head not in cues:
            continue
        if rest in fact.label:
            return _IN_HALVES
        near_cues = (key for key, near in fact.cues if near >= CLAUSE_NEAR and len(key) >= 2)
        if any(rest in key or key in rest for key in near_cues):
            return _IN_HALVES * cues[head]
    return 0.0


@lru_cache(maxsize=20_000)
def halves_of(word: str) -> tuple[tuple[str, str], ...]:
    """Return the ways to cut a compound into a qualifier and its head, the head as a concept."""
    return tuple((word[:cut], _key_of(word[cut:])) for cut in range(2, len(word) - 1))


def is_narrower(key: str, term: Term) -> bool:
    """Return whether a key is a compound of which a term is the head: 疑难纠纷 of 纠纷."""
    return key != term.key and key.endswith(term.key)


def alike(term: Term, key: str) -> float:
    """Return how well the key of a cue accounts for a term, whatever its nearness."""
    return how_alike(term.key, term.text, key)


@lru_cache(maxsize=20_000)
def _key_of(word: str) -> str:
    """Return the concept that a whole word names (纠纷 is 矛盾纠纷), else the word itself."""
    match = next(iter(load_lexicon().find(word)), None)
    return match.concept.name if match and match.end - match.start == len(word) else word


@lru_cache(maxsize=20_000)
def kind_of(key: str) -> str:
    """Return the lexicon's kind of a term key (``word`` for ordinary words)."""
    return load_lexicon().kind_of(key)


def label_keys(fact: Fact) -> Sequence[str]:
    """Return the keys of a figure's own stretch of wording, what is counted foremost."""
    return _read(fact)[1]


def head_keys(fact: Fact) -> list[str]:
    """Return the things that the figure counts: those of its label, else of its topic."""
    label = [key for key in label_keys(fact) if kind_of(key) in {"thing", "rate", "word"}]
    topic = [key for key, nearness in fact.cues if IN_TOPIC <= nearness < IN_LABEL]
    if any(kind_of(key) in {"thing", "rate"} for key in label) and fact.part_of is None:
        return label
    return label + topic


def own_things(fact: Fact) -> list[str]:
    """Return the things of the label itself, words of the unit (面积, 金额, 占地面积) apart."""
    return [
        key
        for key in label_keys(fact)
        if kind_of(key) in {"thing", "rate"} and not is_size_noun(key, fact)
    ]


def is_size_noun(key: str, fact: Fact) -> bool:
    """Return whether a key says no more than what the figure's unit measures: 占地 of so many 亩."""
    given = class_of(fact)
    return load_units().asked.get(key) == given or (given == "area" and key.endswith(_SIZE))


def is_unit_word(term: Term, fact: Fact) -> bool:
    """Return whether the figure's unit alone says what the term asks (面积, 金额)."""
    return load_units().asked.get(term.text) == class_of(fact)


def class_of(fact: Fact) -> str:
    """Return the unit class of a fact; ranks are a class of their own."""
    return _class_of(fact.quantity.text, fact.quantity.unit)


# Of each figure it is asked a hundred times a question.
@lru_cache(maxsize=20_000)
def _class_of(text: str, unit: str) -> str:
    if text.startswith("第"):
        return "rank"
    if not unit and "分之" in text:
        return "rate"
    return load_units().class_of.get(unit, unit)
