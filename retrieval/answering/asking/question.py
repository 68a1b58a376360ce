"""What a question asks: places, years, unit, terms of the measure, and which kinds of asking.

Reading masks each understood stretch, so that no character is read twice: what is left
over are the terms that the evidence must account for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from weakref import WeakKeyDictionary

from retrieval.answering.asking.at_large import asks_at_large, named_part
from retrieval.answering.asking.bare_money import find_fined, read_bare_numbers, read_money
from retrieval.answering.asking.counted_places import with_counted_places
from retrieval.answering.asking.deed_rates import find_share_of
from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.in_reports_words import in_reports_words
from retrieval.answering.asking.levels import mask_bound, without_level_verbs
from retrieval.answering.asking.mask import MASK, blank, mask_second_of_two
from retrieval.answering.asking.masking import (
    mask_asking_words,
    read_asks,
    read_months,
    read_unit,
    read_years,
    strip_around,
)  # fmt: skip
from retrieval.answering.asking.place_first import put_place_first
from retrieval.answering.asking.place_mentions import PlaceMention
from retrieval.answering.asking.plain_form import HOW_MANY, put_plainly
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.asking.runs import without_particles
from retrieval.answering.asking.set_aside import mask_set_aside
from retrieval.answering.asking.slips import find_slips, mend
from retrieval.answering.asking.suing import find_sued
from retrieval.answering.asking.tails import without_aspect, without_repeats, without_tails
from retrieval.language.data import read_data
from retrieval.language.fold import fold
from retrieval.language.lexicon import Match, load_lexicon
from retrieval.language.quantities import find_quantities
from retrieval.language.terms import DENIED, Term, find_terms
from retrieval.language.units import load_units
from retrieval.language.whole_parts import PartNamed
from retrieval.records import Quantity

# 平均一件赔多少, 最大一笔: one stands for each, and supposes no figure.
_ONE_OF_EACH = re.compile(rf"(平均|每|最[大高多小低少])(的?一(?:{load_units().pattern}))")
# 一件都没败诉, 一场没输: not one, and no figure supposed.
_NOT_ONE = re.compile(rf"(?<![有另尚])(一(?:{load_units().pattern})[都也]?)(?=没(?!有)|未|不|无)")
# 工伤类占几件 asks for their number (几件 is masked by then).
_MAKES_UP = re.compile(rf"占了?(?=[{MASK}])")
# 计划办40场，实际办了几场: beside a plan this only says which of the two.
_AS_IT_CAME = re.compile(r"(?<=[,，、 和与])(?:实际上?|真正|最后)")
# 来电、来信、来访三类各多少件: how many were listed says no more of them.
_SO_MANY = re.compile(r"(?<=[一-鿿])[两二三四五六七八九][类种项](?=[一-鿿]{0,4}?(?:各|分别))")
_LEVEL_AHEAD = re.compile(r"[到至在](?:多少|几|什么)|目标|以内")
# Right before a thing these say which of them is meant.
_SAYS_WHICH = frozenset("好坏差大小老")
_VILLAGE = "村"
_ASKS_FIGURE = re.compile(r"多少|(?<!好)几|若干|多大|多高|多久|多长|怎么样|如何")
_ASSESSED = re.compile("考[核评]")
_RANKING = re.compile(r"^[中里内]?(?:排|名次|排名|位次|区里|县里|市里|全区|全县|全市|考|得)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read. Spans count in ``folded``; ``terms`` are what evidence must account for.

    ``asks`` are the kinds of asking whose words were found: ``number``, ``yesno``, ``trend``,
    ``list``, ``measure`` (a unit or a rate is named, asked for or not), ``text.who``, ``compare.most`` … ``year_offset`` is set by 去年, 今年 and the like.
    ``bare_numbers`` are numerals without a unit. ``beside`` are the terms right after 多少 or,
    failing that, right before it: what is counted, or what was done; ``asked_at`` is where
    多少 stands, -1 if nowhere. ``masked`` is ``folded`` with every stretch blanked that was understood as place, year,
    unit, number or asking words; the terms come from it. ``slips`` are the words that were
    read for what sounds like them. ``part`` is the part of a report that is asked for as a whole.
    ``only_answers`` is set where a refusal is of no use, so that it need not tell what is near.
    """

    text: str
    folded: str
    asks: frozenset[str] = frozenset()
    places: tuple[PlaceMention, ...] = ()
    years: tuple[int, ...] = ()
    year_offset: int | None = None
    unit: str = ""
    unit_class: str = ""
    terms: tuple[Term, ...] = ()
    numbers: tuple[Quantity, ...] = ()
    bare_numbers: tuple[Quantity, ...] = ()
    beside: tuple[Term, ...] = ()
    asked_at: int = -1
    rest: str = ""
    masked: str = ""
    slips: tuple[str, ...] = ()
    part: PartNamed | None = None
    only_answers: bool = False

    def asks_any(self, *kinds: str) -> bool:
        """Return whether any of ``kinds`` (or a kind below it, as ``text`` for ``text.who``) was read."""
        return any(a == kind or a.startswith(kind + ".") for a in self.asks for kind in kinds)

    @property
    def wants_verdict(self) -> bool:
        """Whether yes or no is asked for, and no figure beside it (占比达到35%了吗 names one)."""
        return self.asks_any("yesno") and _ASKS_FIGURE.search(self.folded) is None

    @property
    def content(self) -> tuple[Term, ...]:
        """The terms that restrict: all but the light ones."""
        return tuple(term for term in self.terms if not term.is_light)


_LAWSUITS = re.compile(r"官司|被告(?!人)|被起诉|被人告|打[输赢]")
_IN_COURT = re.compile(r"(?<!法)庭|旁听|被告席")


def parse_question(text: str, gazetteer: Gazetteer) -> Question:
    """Return the question as read against the library's places."""
    folded = put_place_first(put_plainly(fold(text).strip()), gazetteer)
    masked = strip_around(folded)
    places = gazetteer.find(masked)
    for mention in places:
        masked = blank(masked, mention.start, mention.end)
    slips = find_slips(masked)
    masked, folded = mend(masked, slips), mend(folded, slips)
    masked = mask_second_of_two(mask_set_aside(masked))
    masked, years, offset = read_years(masked)
    part = named_part(masked, years)
    months = read_months(masked)
    masked, bounded = mask_bound(masked)
    asks = read_asks(masked) | ({"target"} if bounded else set())
    how_many = re.search(HOW_MANY, masked)
    phrases = (*_phrases_with_how_many(masked), *find_fined(masked, placed=bool(places)))
    share = find_share_of(masked)
    masked, unit, unit_class = read_unit(masked)
    if share and not unit:
        # 甲类占乙案件的多少 asks what share of them they are.
        at = share.start()
        masked, unit_class = blank(masked, at, at + 1), "rate"
        phrases = (*phrases, Term("占比", "占比", "rate", at, at + 1))
    if unit_class == "times" and _LAWSUITS.search(masked) and not _IN_COURT.search(masked):
        # 打了几场官司 counts cases, not how often somebody came to court.
        unit, unit_class = "件", "case"
    for phrase in (phrases := (*phrases, *find_sued(masked, places))):
        masked = blank(masked, phrase.start, phrase.end)
    if "number.rank" in asks:
        unit, unit_class = "", "rank"
    masked = _ONE_OF_EACH.sub(lambda m: m.group(1) + MASK * len(m.group(2)), masked)
    masked = _NOT_ONE.sub(lambda m: MASK * len(m.group(1)), masked)
    masked = _MAKES_UP.sub(lambda m: MASK * len(m.group()), masked)
    if "target" in asks:
        masked = _AS_IT_CAME.sub(lambda m: MASK * len(m.group()), masked)
    if "、" in masked:
        masked = _SO_MANY.sub(lambda m: MASK * len(m.group()), masked)
    numbers = tuple(find_quantities(masked.replace(MASK, " ")))
    for number in numbers:
        masked = blank(masked, number.start, number.end)
    if money := read_money(masked, folded):
        numbers = tuple(sorted((*numbers, *money), key=lambda q: q.start))
        for number in money:
            masked = blank(masked, number.start, number.end)
    bare = read_bare_numbers(masked)
    masked = mask_asking_words(masked, counted=how_many is not None and bool(unit))
    found = (t for t in find_terms(masked, question=True) if MASK not in t.text)
    found = (t for t in map(without_particles, found) if t is not None)
    terms = tuple(sorted((*phrases, *months, *found), key=lambda t: t.start))
    terms = without_tails(tuple(map(without_aspect, terms)), folded)
    terms = _without_fillers(terms, masked)
    terms = with_counted_places(terms, folded, masked)
    terms = _with_refusals(without_repeats(terms), masked)
    if "number.rank" in asks:
        others = tuple(t for t in terms if not _RANKING.search(t.text))
        # 对县考核第几名: where nothing else is said, that is what the rank is in.
        assessed = tuple(t for t in terms if t in others or _ASSESSED.match(t.text))
        terms = others if any(not t.is_light for t in others) else assessed
    terms = _without_lead_in(terms, places, folded)
    terms = in_reports_words(without_level_verbs(terms, folded), places, folded, unit_class)
    if "target" in asks:
        aside = {*words_of("target", "words"), *words_of("target", "leading"), *_reaching(folded)}
        terms = tuple(t for t in terms if t.text not in aside)
    if unit_class or any(t.kind == "rate" for t in terms):
        asks = asks | {"measure"}
    beside = _beside(terms, masked, how_many.start() if how_many else len(masked))
    rest = re.sub(rf"[{MASK}\s]+", " ", masked).strip(" ，,。？?、")
    if not numbers and not bare:
        asks = asks | asks_at_large(rest, asks)
    return Question(
        text, folded, frozenset(asks), places, years, offset, unit, unit_class, terms, numbers,
        bare, beside, how_many.start() if how_many else -1, rest, masked,
        tuple(slip.word for slip in slips), part,
    )  # fmt: skip


# Each question of a conversation is read again at every turn that follows it.
_MOST_KEPT = 2000
_READ: WeakKeyDictionary[Gazetteer, dict[str, Question]] = WeakKeyDictionary()


def parse_once(text: str, gazetteer: Gazetteer) -> Question:
    """Return the question as read against the library's places, from memory where it was before."""
    read = _READ.setdefault(gazetteer, {})
    question = read.get(text)
    if question is None:
        if len(read) >= _MOST_KEPT:
            read.clear()
        question = read[text] = parse_question(text, gazetteer)
    return question


def _reaching(folded: str) -> tuple[str, ...]:
    """Return the verbs that only lead up to a planned level (提高到多少, 控制目标)."""
    return words_of("target", "reaching") if _LEVEL_AHEAD.search(folded) else ()


def _phrases_with_how_many(masked: str) -> tuple[Term, ...]:
    """Return concepts whose spoken form holds the asking word itself (罚了多少钱)."""
    return tuple(
        Term(m.concept.name, m.concept.name, m.concept.kind, m.start, m.end)
        for m in load_lexicon().find(masked, question=True)
        if re.search(r"多少|几", masked[m.start : m.end])
        and m.concept.kind != "light"
        and not _counts_on(masked, m)
    )


def _counts_on(masked: str, match: Match) -> bool:
    """Return whether a longer unit is asked for than a concept ends in (多少分|钟, 占了多少|钱)."""
    asked = _asked_unit().search(masked, match.start)
    return asked is not None and asked.start() < match.end < asked.end()


@cache
def _asked_unit() -> re.Pattern[str]:
    return re.compile(rf"(?:多少|几)(?:钱|{load_units().pattern})")


@cache
def fillers() -> frozenset[str]:
    """Return the words that a question may hold without asking for anything by them."""
    lines = read_data("question_fillers.txt").splitlines()
    listed = {word for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(fold(word) for word in {*listed, *words_of("drop", "words")})


def _without_fillers(terms: Sequence[Term], masked: str) -> tuple[Term, ...]:
    """Return the terms without words that ask for nothing; 好 of 好案卷 says which of them, and
    几个村 counts villages."""
    follows = {t.start for t in terms if t.kind == "thing"}

    def asks(term: Term) -> bool:
        which = term.text in _SAYS_WHICH and term.end in follows
        # 给财政省了多少钱 names no province.
        saved = term.text == "省" and masked[term.end : term.end + 1] in {"了", "下", "出", MASK}
        return which or saved or (term.text == _VILLAGE and masked[: term.start].endswith(MASK))

    return tuple(t for t in terms if t.kind != "word" or t.key not in fillers() or asks(t))


def _beside(terms: tuple[Term, ...], masked: str, at: int) -> tuple[Term, ...]:
    """Return the content term at the end of the words right behind position ``at`` (推进会 in
    多少次法治政府建设推进会), else the one right before it."""
    content = [t for t in terms if not t.is_light]
    edge, head = at, None
    for term in terms:
        if term.start < at or masked[edge : term.start].strip(MASK + " 的是“”"):
            continue
        if head is not None and term.kind not in {"thing", "rate", "word"}:
            break
        edge = term.end
        head = term if not term.is_light else head
    if head is not None:
        return (head,)
    before = next((t for t in reversed(content) if t.end <= at), None)
    if before and len(masked[before.end : at].replace(MASK, "").strip()) <= 3:
        return (before,)
    return ()


# What was not given, let or allowed is none of what was: 没让看的, 没给的.
_REFUSED = re.compile(
    r"(?:没有?|未|不)(?:让|给|准|许|肯)(?:人|他|她|你|我)?[看查知过说用上办]?(?=的)"
)


def _with_refusals(terms: tuple[Term, ...], masked: str) -> tuple[Term, ...]:
    """Return the terms with what was refused, where its words would say nothing by themselves."""
    refused = (
        Term(DENIED + m.group(), DENIED + m.group(), "word", m.start(), m.end())
        for m in _REFUSED.finditer(masked)
        if not any(t.start < m.end() and m.start() < t.end and not t.is_light for t in terms)
    )
    return tuple(sorted((*terms, *refused), key=lambda t: t.start))


# A clause about the asker, not about the figure: 我是审计局的，需要核对…
_CLAUSE = re.compile(r"[^，,。！!；;：:]+")
_ASKER = re.compile(r"我|咱|本人|需要|想|辛苦|听说|据说|再?问(?:一?下|问)|核[对实]|[发放交派拨]给$")


def _without_lead_in(
    terms: tuple[Term, ...], places: tuple[PlaceMention, ...], folded: str
) -> tuple[Term, ...]:
    """Drop what is said of the asker before the first place (`我是记者，想核对…`), if terms follow it.

    Anything else said there is asked about: 责令整改书，某街道下发了多少份.
    """
    if not places or not any(t.start >= places[0].end and not t.is_light for t in terms):
        return terms
    lead = folded[: places[0].start]
    aside = [c.span() for c in _CLAUSE.finditer(lead) if _ASKER.search(c.group())]
    return tuple(t for t in terms if not any(start <= t.start < end for start, end in aside))
