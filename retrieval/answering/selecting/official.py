"""A third look where no figure has the question's words: an official word in place of an everyday one.

开除 is told by 辞退, 社保费 by 社会保险费. Readings that replace fewer words are tried first, and a
figure answers only where each official word stands in its own clause; where the report tells
several of them of the same thing, all fit and the bot asks back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, islice, product

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.runs import is_run
from retrieval.answering.evidence.nearness import (
    CLAUSE_NEAR,
    TOLD_BEFORE,
    alike,
    class_of,
    kind_of,
    label_keys,
    own_clause,
    own_item,
    own_things,
)  # fmt: skip
from retrieval.answering.excluding.unit_verdict import RATES, SIZES
from retrieval.answering.selecting.costs import FUNDS
from retrieval.answering.selecting.loosening import another_unit
from retrieval.language.everyday import Everyday, find_everyday
from retrieval.language.terms import DENIED, DEPUTY, Term, find_terms, function_words
from retrieval.language.units import load_units
from retrieval.records import Fact

# More words than this at once are never replaced, nor more readings tried of so many.
_MOST_REPLACED = 3
_MOST_READINGS = 48
# What people are counted in; who sits an exam, and words that name people.
_OF_PEOPLE = RATES | {"person", "person_times"}
_EXAM = re.compile(r"考(?!核|评|察|虑|勤|古)")
_PEOPLE = re.compile(
    r"(?:人员|队员|顾问|律师|调解员|干部|代表|网格员|协管员|对象|明白人|带头人|志愿者|监督员)$"
)
# Bodies that a figure counts: 为20个村配齐法律顾问 tells of villages.
_OF_BODIES = re.compile(r"(?:行政|自然)?(?:村|社区|小区|单位|部门|企业|乡镇|街道|学校)")
# Before an act these turn it round: 不合格, 应出庭.
_TURNS = ("不", "未", "漏", "没", "无", "非", "应", "该", "没有", "应当", "应该")
# An everyday word that begins with one of these is denied by itself: 没批, 未通过.
_DENIALS = ("没", "未", "不", "还没", "还未")
# An everyday word of so many characters says something also where each of its own says nothing.
_SAYS_ALONE = 3
# “三无”船舶 is told by 三无船舶, and the other way round.
_QUOTES = str.maketrans("", "", "“”‘’\"'")
# What should have been done, and asking for it.
_OWED = re.compile(r"应(?:当|该|由)?(?=[出到参受办处检考训缴交整])(?!处理|急|诉|对)")
_OWED_ASKED = re.compile(r"[应该]")
# A loss that these stand before did not come about, or was made good: 避免群众财产损失, 返还被骗资金.
_LOSS = re.compile(r"损失|[被受]骗|骗[取款资]")
_SPARED = re.compile(
    r"(?:挽回|追回|避免|减少|防止|降低|返还|发还|退还|止付|劝阻|拦截)[^,，;；。、]{0,6}$"
)
# What makes another thing of a thing.
_LESSENED = "减免欠"
# An act that begins so says which of them is meant: 新增违建, 自行拆除.
_WHICH = ("新", "自", "主动", "首")
# What asks for a rate.
_RATE = re.compile(r"率|比例|比重|占|百分|成(?![立效功])|名")
# 占办结案件多少 asks for a share; 占道经营 and 占用耕地 are acts.
_SHARE = re.compile(r"占(?![用道地耕田据线路])[^,，、]{0,10}(?:多少|几|多大|比例|比重)")
# 贷款额 asks for money, 办件数 for 件.
_SUM = "额"
# Behind these a question says again in other words what it said before.
_ASIDE = re.compile(r"[（(，,、；;：:\s]")
_NUMBER = re.compile(rf"({load_units().pattern})数量?$")


@dataclass(frozen=True, slots=True)
class Official:
    """A reading of a question with official words put in, each with whether it is an act."""

    asked: Asked
    words: tuple[tuple[str, bool], ...]

    def tells(self, fact: Fact, text: str) -> bool:
        """Return whether a figure's own clause in its folded sentence ``text`` has the official
        words; a thing may also stand in what the clause goes on about."""
        given = class_of(fact)
        if self.asked.unit_class and another_unit(self.asked, fact):
            return False
        if given in RATES and not (self.asked.unit_class or _RATE.search(self.asked.wording)):
            return False
        if _SHARE.search(self.asked.wording) and given not in RATES:
            return False
        if given not in _OF_PEOPLE and (_EXAM.search(self.asked.wording) or self._asks_people()):
            return False
        if is_owed(fact, self.asked.wording):
            return False
        if self._asks_people_by_piece() and _OF_BODIES.match(text, fact.quantity.end):
            return False
        own = f"{fact.label}\n{own_item(text, fact)}"
        goes_on = _goes_on(fact)
        acted = any(is_act and _says(own, word) for word, is_act in self.words)
        lead = lead_of_list(text, fact)
        return all(
            _says(own, word)
            or (is_act and not word.startswith(_WHICH) and _says(lead, word))
            or ((goes_on or not is_act) and _says(fact.topic, word))
            or (_is_size(fact) and _stands_before(word, fact))
            or (acted and not is_act and self._speaks_on(word, fact))
            for word, is_act in self.words
        )

    def _speaks_on(self, word: str, fact: Fact) -> bool:
        """Return whether a figure names nothing but what is asked for, and the clause right before
        names the thing (查扣“三无”船舶29艘，拆解24艘; 法律顾问审查合同88份，提出法律意见53条)."""
        own = all(any(alike(t, key) >= 0.5 for t in self.asked.terms) for key in own_things(fact))
        return own and _stands_before(word, fact)

    def _asks_people_by_piece(self) -> bool:
        """Return whether people stand right behind the asking word: 几个律师, no 20个村."""
        return self.asked.beside_follows and any(_PEOPLE.search(t.key) for t in self.asked.beside)

    def _asks_people(self) -> bool:
        """Return whether people alone are asked for, in no unit: 请的律师多少."""
        return (
            not self.asked.unit
            and all(not is_act and _PEOPLE.search(word) for word, is_act in self.words)
            and not any(term.kind == "action" for term in self.asked.terms)
        )


def _stands_before(word: str, fact: Fact) -> bool:
    """Return whether the clause of a figure, or the one right before it, has a word."""
    near = {key for key, nearness in fact.cues if nearness >= CLAUSE_NEAR}
    # Of money 经费 says no more than its unit.
    near |= {FUNDS} if class_of(fact) == "money" else set()
    return all(term.key in near for term in _terms_of(word))


def _is_size(fact: Fact) -> bool:
    """Return whether a figure names nothing but a size (拆除违建62处，面积4150平方米)."""
    acted = any(kind_of(key) == "action" for key in label_keys(fact))
    return class_of(fact) in SIZES and not own_things(fact) and not acted


def _goes_on(fact: Fact) -> bool:
    """Return whether a figure is a part of a total and names no act of its own (排查213起，其中邻里
    纠纷71起): what was done to all was done to the part."""
    own = any(kind_of(key) == "action" for key in label_keys(fact))
    return fact.part_of is not None and not own


def is_owed(fact: Fact, wording: str) -> bool:
    """Return whether a figure is of what should have been done, which the question doesn't ask:
    应出庭8次 is not how often somebody went."""
    return _OWED.search(fact.label) is not None and _OWED_ASKED.search(wording) is None


def put_official(asked: Asked, texts: Iterable[str]) -> Iterator[list[Official]]:
    """Yield the readings of what is asked that have one official word put in, then two and three.

    Only words that stand in ``texts``, the folded texts of the reports asked about, are tried;
    they are not looked at where the question has no everyday word.
    """
    places = _widest(
        {
            place: covered
            for place in find_everyday(asked.wording)
            if (covered := _covered(asked.terms, place, asked.wording)) is not None
        }
    )
    written = "\n".join(map(_unquoted, texts)) if places else ""
    spoken = [
        (place, words)
        for place in places
        if (words := [w for w in place.official if _may_tell(w, place, asked, written)])
    ]
    for size in range(1, _MOST_REPLACED + 1):
        readings = (
            reading
            for chosen in combinations(spoken, size)
            if _apart([place for place, _ in chosen])
            for words in product(*(words for _, words in chosen))
            if not _is_of_two([place for place, _ in chosen], words)
            and (reading := _reading(asked, [place for place, _ in chosen], words)) is not None
        )
        if level := list(islice(readings, _MOST_READINGS)):
            yield level


@lru_cache(maxsize=64)
def _unquoted(text: str) -> str:
    return text.translate(_QUOTES)


def _is_of_two(places: Sequence[Everyday], words: Sequence[str]) -> bool:
    """Return whether one word is put in for two things: that is a question of two figures."""
    things = [word for place, word in zip(places, words, strict=True) if not place.is_act]
    return len(set(things)) < len(things)


def _widest(places: Mapping[Everyday, tuple[Term, ...]]) -> list[Everyday]:
    """Return the everyday words without those of which a longer one takes in the same terms:
    自己撤的 is not to be had as 撤."""
    return [
        place
        for place, terms in places.items()
        if not any(
            not other.parted
            and other.start <= place.start
            and place.end <= other.end
            and other.end - other.start > place.end - place.start
            and wider == terms
            for other, wider in places.items()
        )
    ]


def lead_of_list(text: str, fact: Fact) -> str:
    """Return what stands before the first figure of the list that a figure goes on, where it names no
    act of its own (清理占道经营643处、乱堆乱放1205处): one act is told of them all."""
    start, _ = own_clause(text, fact)
    before = text[start : fact.quantity.start]
    earlier = list(TOLD_BEFORE.finditer(before))
    own = any(kind_of(key) == "action" for key in label_keys(fact))
    if not earlier or own or fact.part_of is not None:
        # 其中新增违建9处、存量违建67处: what parts are called tells them apart.
        return ""
    return before[: earlier[0].start()]


# 未经批准擅自取水 was never 批准.
# 安置帮教 is one word, and no 安置.
_RELEASED = "安置帮教"
_NOT_BY = ("未经", "不经", "没经", "未获", "未被")


def _says(text: str, word: str) -> bool:
    """Return whether a word stands in a text, not only as what wasn't, or should have been, done,
    nor as a loss that was spared; 副县长 is no 县长."""
    text, word = text.translate(_QUOTES), word.translate(_QUOTES)
    at = text.find(word)
    while at > 0 and (
        text[at - 1] in (*_TURNS, DEPUTY)
        or text[max(0, at - 2) : at] in _NOT_BY
        or (word in _RELEASED and word != _RELEASED and text.startswith(_RELEASED, at))
        or (_LOSS.search(word) and _SPARED.search(text[max(0, at - 8) : at]))
    ):
        at = text.find(word, at + 1)
    return at >= 0


def _may_tell(word: str, place: Everyday, asked: Asked, written: str) -> bool:
    """Return whether an official word stands in a report, and says of a thing no more than was asked:
    减税降费 is no answer to how much tax there was. A word is its own where it was torn (免|罚的案子)."""
    wording = asked.wording
    more = not place.is_act and any(char in word and char not in wording for char in _LESSENED)
    own = wording[place.start : place.end] == word
    said = not own and is_said_already(word, place, wording)
    return (
        not (more or said)
        and word.translate(_QUOTES) in written
        and (not own or _is_torn(place, asked.terms))
    )


def is_said_already(word: str, place: Everyday, wording: str) -> bool:
    """Return whether a question says an official act itself, apart from the everyday one: 返还 of
    追回稳岗返还资金 is said of something else; 追回返还 and 踢出（解除协议） say one thing twice."""
    at = wording.find(word, place.end)
    return place.is_act and at > place.end and _ASIDE.search(wording, place.end, at) is None


def _is_torn(place: Everyday, terms: Sequence[Term]) -> bool:
    """Return whether a term holds one end of an everyday word and what is beside it."""
    return any(
        term.start < edge < term.end and not _is_run(term)
        for term in terms
        for edge in (place.start, place.end)
    )


def _apart(places: Sequence[Everyday]) -> bool:
    return all(
        one.end <= other.start or other.end <= one.start for one, other in combinations(places, 2)
    )


def _covered(terms: Sequence[Term], place: Everyday, wording: str) -> tuple[Term, ...] | None:
    """Return the terms that an everyday word takes in, None where it takes in none, only a part of
    a word, or one that is denied."""
    met = [t for t in terms if t.start < place.end and place.start < t.end]
    if not any(not t.is_light for t in met) and place.end - place.start < _SAYS_ALONE:
        return None
    if wording[: place.start].endswith(_TURNS):
        return None
    for term in met:
        said = wording[place.start : place.end]
        if term.key.startswith(DENIED) and not any(denial in said for denial in _DENIALS):
            return None
        whole = place.start <= term.start and term.end <= place.end
        if not (whole or _is_run(term) or _is_idle(term, place, wording)):
            return None
    return tuple(met)


def _is_idle(term: Term, place: Everyday, wording: str) -> bool:
    """Return whether what a term has behind an everyday word says nothing (当场罚|的案子)."""
    left = wording[place.end : term.end]
    return (
        place.start <= term.start
        and left.startswith("的")
        and all(t.is_light for t in find_terms(left, question=True))
    )


def _is_run(term: Term) -> bool:
    """Return whether a term is single characters that stick together, of which one may be a word."""
    return term.kind == "word" and term.text == term.key and is_run(term.text)


def _reading(asked: Asked, places: Sequence[Everyday], words: Sequence[str]) -> Official | None:
    terms, beside = asked.terms, asked.beside
    for place, word in zip(places, words, strict=True):
        covered = _covered(terms, place, asked.wording)
        if covered is None:
            return None
        put = tuple(replace(t, start=place.start, end=place.end) for t in _terms_of(word))
        rest = [t for old in covered for t in _rest(old, place, asked.wording)]
        kept = [t for t in terms if t not in covered]
        terms = tuple(sorted((*kept, *rest, *put), key=lambda t: t.start))
        if any(t in covered for t in beside):
            beside = (*(t for t in beside if t not in covered), *put[-1:])
        asked = _with_unit(asked, wording=asked.wording[place.start : place.end])
    told = tuple((word, place.is_act) for place, word in zip(places, words, strict=True))
    return Official(replace(asked, terms=terms, beside=beside), told)


def _with_unit(asked: Asked, wording: str) -> Asked:
    """Return what is asked with the unit that an everyday word names, unless it has one."""
    if asked.unit_class:
        return asked
    if wording.endswith(_SUM):
        return replace(asked, unit_class="money")
    if named := _NUMBER.search(wording):
        return replace(asked, unit=named[1], unit_class=load_units().class_of[named[1]])
    return asked


@lru_cache(maxsize=4096)
def _terms_of(word: str) -> tuple[Term, ...]:
    """Return the terms of an official word; one that is a single character is a term all the same."""
    found = tuple(t for t in find_terms(word, question=True) if not t.is_light)
    return found or (Term(word, word, "word", 0, len(word)),)


def _rest(term: Term, place: Everyday, wording: str) -> Iterator[Term]:
    """Yield what is left of a run of characters on both sides of an everyday word in it."""
    if not _is_run(term):
        return
    for start, end in ((term.start, place.start), (place.end, term.end)):
        left = wording[start:end]
        if left and left not in function_words():
            yield Term(left, left, "word", start, end)
