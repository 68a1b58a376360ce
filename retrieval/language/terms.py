"""The terms of a wording: concepts of the lexicon, and ordinary words between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.language.data import read_data
from retrieval.language.fold import fold
from retrieval.language.lexicon import Match, TermKind, load_lexicon
from retrieval.language.spoken_verbs import vague_verbs
from retrieval.language.tokens import Word, folded_words
from retrieval.language.units import load_units


@dataclass(frozen=True, slots=True)
class Term:
    """A term at ``[start, end)``: ``key`` is the concept's name, or the folded word itself.

    Both ``key`` and ``text`` of a denied term begin with ``DENIED``.
    """

    key: str
    text: str
    kind: TermKind
    start: int
    end: int

    @property
    def is_light(self) -> bool:
        """True where the term restricts nothing and may be left unmatched."""
        return self.kind == "light"


@cache
def function_words() -> frozenset[str]:
    """Return the words that carry structure and no meaning of their own, folded."""
    lines = read_data("function_words.txt").splitlines()
    return frozenset(
        fold(word) for line in lines if not line.startswith("#") for word in line.split()
    )


# 未判决 is not 判决: a denied term has a key of its own.
DENIED = "¬"
# 副镇长 is no 镇长.
DEPUTY = "副"
# Right before a word these make another of it.
TURNING = (DEPUTY, "不", "未", "没", "非")
# Words for people, and how the names of bodies end that are called after them.
_OF_PEOPLE = re.compile(r"(?:律师|顾问|员|公证人|志愿者|明白人)$")
_BODY = re.compile(r"(?:所|室|站|点|处|中心|协会)$")
_DOING = frozenset({"开展"})
# 不 turns round the outcome that is counted; elsewhere it is a part of a name (不合规车辆).
_ASKED_NEXT = re.compile(r"的?(?:案件|纠纷)?(?:有|是)?(?:[^一-鿿]|$|多少|多大|多高|几)")
# 欠薪案|子: a concept that ends in 案 takes in what people say behind it.
_CASES_SPOKEN = re.compile(r"案子")
# Right behind a character this says that it is a verb: 船清了 is no word of two characters.
_DONE = re.compile(r"[了过]")
_TURNED = frozenset({"action", "word", "rate"})
_DENIAL = re.compile(
    r"(?:(?:尚未|从未|并未|还未|没有|还没|没能|未能|未予|不予|未|没)(?:被|给|有|得到|能够?|完全)?"
    # 有没有通过审查 only asks.
    r"|(?<!有没)(?<!有)(?:未能?|没能?|没有|不予)通过)$"
)
# Where none of these stands nothing is denied.
_NAY = re.compile("[未没不]")


@lru_cache(maxsize=20_000)
def find_terms(text: str, *, question: bool = False) -> tuple[Term, ...]:
    """Return the terms of ``text``, left to right: function words, numbers, single characters out.

    Spans count in ``text``. A term right behind 未 or 没 has a key that begins with
    ``DENIED``. Spoken and English words are read in a ``question`` only, and so are single
    characters that no dictionary word takes in (结 in 结了几件): to drop them would be to
    answer another question.
    """
    folded = fold(text)
    found: list[Term] = []
    position = 0
    for match in _on_edges(folded, load_lexicon().find(folded, question=question)):
        found.extend(_plain_terms(folded, position, match.start, question))
        concept = match.concept
        found.append(
            Term(
                concept.name, folded[match.start : match.end], concept.kind, match.start, match.end
            )
        )
        position = match.end + (question and _CASES_SPOKEN.match(folded, match.end - 1) is not None)
    found.extend(_plain_terms(folded, position, len(folded), question))
    if not question and not _NAY.search(folded):
        return tuple(found)
    return tuple(_deny(term, folded, question) for term in found)


def _deny(term: Term, folded: str, question: bool) -> Term:
    before = folded[max(0, term.start - 6) : term.start]
    turned = question and _ASKED_NEXT.match(folded, term.end) and _is_turned_round(term, before)
    if not _DENIAL.search(before) and not turned:
        return term
    if term.is_light and not (question and term.key in _DOING):
        return term
    # 开展 restricts nothing, but 没开展的 are not all.
    kind: TermKind = "action" if term.is_light else term.kind
    return Term(DENIED + term.key, DENIED + term.text, kind, term.start, term.end)


def _is_turned_round(term: Term, before: str) -> bool:
    """Return whether 不 stands right ``before`` an outcome (不成功的几件), but not between two of it
    (成功不成功, 是不是)."""
    return (
        term.kind in _TURNED
        and len(term.text) > 1
        and not term.text.endswith("率")
        and before.endswith("不")
        and not before[:-1].endswith((term.text, term.text[0], "是", "能", "会", "要"))
    )


def _on_edges(folded: str, matches: tuple[Match, ...]) -> list[Match]:
    """Return the matches without two-character ones read across words (一审 in 统一审核)."""
    short = [match for match in matches if match.end - match.start == 2]
    if not short:
        return list(matches)
    cut = folded_words(folded)
    edges = {edge for word in cut for edge in (word.start, word.end)}
    for more in (_all_inner_edges, _seams):
        if all(match.start in edges and match.end in edges for match in short):
            return list(matches)
        edges |= more(matches, cut)
    return [
        match
        for match in matches
        if match.end - match.start > 2 or (match.start in edges and match.end in edges)
    ]


def _all_inner_edges(matches: Sequence[Match], cut: Sequence[Word]) -> set[int]:
    return {
        edge for word in cut if word.end - word.start > 2 for edge in _inner_edges(word, matches)
    }


def _seams(matches: Sequence[Match], cut: Sequence[Word]) -> set[int]:
    """Return where matches meet that together fill a stretch of whole words (规上|限上, though
    上限 is a word), but not the halves of one (工作部门)."""
    edges = {edge for word in cut for edge in (word.start, word.end)}
    ends = {edge for match in matches for edge in (match.start, match.end)}
    halved = [word for word in cut if word.start in ends and word.end in ends]
    seams: set[int] = set()
    for position, first in enumerate(matches):
        end = first.end
        inner: set[int] = set()
        for match in matches[position + 1 :]:
            if first.start not in edges or match.start != end:
                break
            inner.add(end)
            end = match.end
            if end in edges:
                seams |= inner
    return {seam for seam in seams if not any(w.start < seam < w.end for w in halved)}


def _inner_edges(word: Word, matches: Sequence[Match]) -> set[int]:
    """Return where matches begin and end in a word of the dictionary that is made up of them: an
    act or a unit before a thing (调解纠纷, 起纠纷); 职工代表 is more than its halves."""
    inside = [m for m in matches if word.start <= m.start and m.end <= word.end]
    if not inside or inside[-1].concept.kind != "thing":
        return set()
    begins = inside[0].concept.kind == "action" and inside[0].start == word.start
    unit = inside[0].start == word.start + 1 and word.text[0] in load_units().class_of
    whole = sum(m.end - m.start for m in inside) + unit == word.end - word.start
    return {edge for m in inside for edge in (m.start, m.end)} if whole and begins | unit else set()


@lru_cache(maxsize=20_000)
def term_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the terms of ``text`` that are not light, each once, in order."""
    return tuple(dict.fromkeys(term.key for term in find_terms(text) if not term.is_light))


def _plain_terms(folded: str, start: int, end: int, question: bool) -> list[Term]:
    """Return the ordinary words of a gap. Characters that the dictionary leaves single and
    that stand together are one word (自调, 治重化积): cut apart they would mean nothing."""
    gap = folded[start:end]
    if not gap or gap.isspace():
        return []
    if not question:
        return [Term(word, word, "word", start + a, start + b) for word, a, b in _gap_words(gap)]
    return _cut_gap(gap, start, folded, question)


@lru_cache(maxsize=20_000)
def _gap_words(gap: str) -> tuple[tuple[str, int, int], ...]:
    """Return the ordinary words of a gap in a report with where they stand: the same few
    stretches lie between the concepts of most sentences."""
    return tuple((term.text, term.start, term.end) for term in _cut_gap(gap, 0, gap, False))


def _cut_gap(gap: str, start: int, folded: str, question: bool) -> list[Term]:
    stop = function_words()
    found: list[Term] = []
    single = ""
    single_start = 0
    for word in (*folded_words(gap), None):
        is_single = word is not None and len(word.text) == 1 and "\u4e00" <= word.text <= "\u9fff"
        joins = is_single and word is not None and word.text not in stop
        if joins and word is not None and (not single or word.start == single_start + len(single)):
            single_start = single_start if single else word.start
            single += word.text
            continue
        if len(single) >= (1 if question else 2) and single not in stop:
            found.extend(_single_words(single, start + single_start, folded, question))
        single = ""
        if joins and word is not None:
            single, single_start = word.text, word.start
        elif (
            word is not None
            and len(word.text) >= 2
            and word.text not in stop
            and not word.text[0].isdigit()
        ):
            found.append(Term(word.text, word.text, "word", start + word.start, start + word.end))
    return found


def _single_words(text: str, start: int, folded: str, question: bool) -> list[Term]:
    """Return the word that characters make which the dictionary leaves single; of a question,
    without an everyday verb at its end (施工证|发了), which is a word of its own."""
    end = start + len(text)
    if question and len(text) > 1 and text[-1] in vague_verbs() and _DONE.match(folded, end):
        return [_word(text[:-1], start), _word(text[-1], end - 1)]
    return [_word(text, start)]


def _word(text: str, start: int) -> Term:
    return Term(text, text, "word", start, start + len(text))


# 不予处罚 is no 处罚.
_NO = frozenset({"不", "不予", "免予", "免", "未", "无", "非"})


@lru_cache(maxsize=50_000)
def similarity(asked: str, given: str) -> float:
    """Return how well the term ``given`` in a report accounts for the term ``asked`` (0 to 1).

    The same key counts full; a longer compound whose head is the asked term (培训 in
    法律培训, 调解员 in 人民调解员) nearly so, as does one that only has more in its middle
    (学法考试 in 学法用法考试). An asked compound of which only the head is given counts too
    little to be accounted for: its qualifier has to be found elsewhere.
    """
    if asked == given:
        return 1.0
    if asked[:1] == DENIED or given[:1] == DENIED:
        return 0.0
    if len(asked) < 2 or len(given) < 2:
        return 0.0
    if given.endswith(asked):
        # 副镇长 is no 镇长, 不起诉 no 起诉.
        return 0.0 if given[: -len(asked)].endswith(TURNING) else 0.9
    if (
        len(asked) >= 3
        and asked[0] == given[0]
        and asked[-2:] == given[-2:]
        and is_within(asked, given)
    ):
        return 0.85
    if asked in given:
        # 律师事务所 are no 律师, a 法律顾问室 no 法律顾问.
        return 0.0 if _OF_PEOPLE.search(asked) and _BODY.search(given) else 0.5
    if asked.endswith(given):
        return 0.35
    if len(given) >= 3 and asked.startswith(given):
        # 土地承包 of 土地承包纠纷: the head may stand above it.
        return 0.3
    if len(asked) == len(given) == 3 and (asked[:2] == given[:2] or asked[1:] == given[1:]):
        return 0.3
    return 0.0


def is_within(asked: str, given: str) -> bool:
    """Return whether the characters of ``asked`` occur in ``given`` in their order."""
    position = 0
    for char in asked:
        position = given.find(char, position) + 1
        if not position:
            return False
    return True
