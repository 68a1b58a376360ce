"""What a question asks: places, years, unit, terms of the measure, and which kinds of asking.

Reading masks each understood stretch, so that no character is read twice: what is left
over are the terms that the evidence must account for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from retrieval.answering.gazetteer import Gazetteer, PlaceMention
from retrieval.answering.question_words import edge_pattern, pattern_of, words_of
from retrieval.language.data import read_data
from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.language.numerals import ARABIC, parse_arabic, parse_chinese
from retrieval.language.quantities import find_quantities
from retrieval.language.terms import Term, find_terms
from retrieval.language.tokens import words
from retrieval.language.units import load_units
from retrieval.records import Quantity

_YEAR = re.compile(
    r"(?<!\d)(?P<full>20\d{2}|19\d{2})(?:\s*年度?|\s*年份|(?=\D|$))"
    r"|(?<![\d.])(?P<short>[12]\d)\s*年(?:度)?(?!内|以上|来|多|前|后)"
    r"|(?P<cn>二[〇零○0][〇零○一二三四五六七八九]{2})\s*年?度?"
    r"|(?<![一-鿿])(?P<cnshort>[一二][一二三四五六七八九])年度?"
)
_RELATIVE = (
    (re.compile(r"前年"), -2),
    (re.compile(r"去年|上一?年度?|前一年度?|头一年"), -1),
    (re.compile(r"今年|本年度?|当年"), 0),
)
_RANKING = re.compile(r"^(?:排|名次|排名|位次|区里|县里|市里|全区|全县|全市|考|得)")
MASK = "\x00"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read. Spans count in ``folded``; ``terms`` are what evidence must account for.

    ``asks`` are the kinds of asking whose words were found: ``number``, ``yesno``, ``trend``,
    ``list``, ``measure`` (a unit or a rate is named, asked for or not), ``text.who``, ``compare.most`` … ``year_offset`` is set by 去年, 今年 and the like.
    ``bare_numbers`` are numerals without a unit. ``beside`` are the terms right after 多少 or,
    failing that, right before it: what is counted, or what was done; ``asked_at`` is where
    多少 stands, -1 if nowhere. ``masked`` is ``folded`` with every stretch blanked that was understood as place, year,
    unit, number or asking words; the terms come from it.
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

    def asks_any(self, *kinds: str) -> bool:
        """Return whether any of ``kinds`` (or a kind below it, as ``text`` for ``text.who``) was read."""
        return any(a == kind or a.startswith(kind + ".") for a in self.asks for kind in kinds)

    @property
    def content(self) -> tuple[Term, ...]:
        """The terms that restrict: all but the light ones."""
        return tuple(term for term in self.terms if not term.is_light)


def parse_question(text: str, gazetteer: Gazetteer) -> Question:
    """Return the question as read against the library's places."""
    folded = fold(text).strip()
    masked = _strip_around(folded)
    places = gazetteer.find(masked)
    for mention in places:
        masked = _blank(masked, mention.start, mention.end)
    masked, years, offset = _read_years(masked)
    asks = _read_asks(masked)
    how_many = re.search(r"多少|(?<!哪)几(?!乎|何)", masked)
    phrases = _phrases_with_how_many(masked)
    masked, unit, unit_class = _read_unit(masked)
    for phrase in phrases:
        masked = _blank(masked, phrase.start, phrase.end)
    if "number.rank" in asks:
        unit, unit_class = "", "rank"
    numbers = tuple(find_quantities(masked.replace(MASK, " ")))
    for number in numbers:
        masked = _blank(masked, number.start, number.end)
    bare = _read_bare_numbers(masked)
    masked = _mask_asking_words(masked)
    found = (t for t in find_terms(masked, question=True) if MASK not in t.text)
    terms = tuple(sorted((*phrases, *found), key=lambda t: t.start))
    terms = tuple(t for t in map(_without_aspect, terms) if t.kind != "word" or t.key not in _fillers())
    if "number.rank" in asks:
        terms = tuple(t for t in terms if not _RANKING.search(t.text))
    terms = _without_lead_in(terms, places)
    if "target" in asks:
        terms = tuple(t for t in terms if t.text not in words_of("target", "words"))
    if unit_class or any(t.kind == "rate" for t in terms):
        asks = asks | {"measure"}
    beside = _beside(terms, masked, how_many.start() if how_many else len(masked))
    rest = re.sub(rf"[{MASK}\s]+", " ", masked).strip(" ，,。？?、")
    return Question(
        text, folded, frozenset(asks), places, years, offset, unit, unit_class, terms, numbers,
        bare, beside, how_many.start() if how_many else -1, rest, masked,
    )  # fmt: skip


def _phrases_with_how_many(masked: str) -> tuple[Term, ...]:
    """Return concepts whose spoken form holds the asking word itself (罚了多少钱)."""
    return tuple(
        Term(m.concept.name, m.concept.name, m.concept.kind, m.start, m.end)
        for m in load_lexicon().find(masked, question=True)
        if re.search(r"多少|几", masked[m.start : m.end]) and m.concept.kind != "light"
    )


@cache
def _fillers() -> frozenset[str]:
    """Return the words that a question may hold without asking for anything by them."""
    lines = read_data("question_fillers.txt").splitlines()
    listed = {word for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(fold(word) for word in {*listed, *words_of("drop", "words")})


def _without_aspect(term: Term) -> Term:
    """Return an ordinary word without 了, 过, 着 at its end: 招了 asks for 招."""
    if term.kind != "word" or len(term.text) < 2 or term.text[-1] not in "了过着":
        return term
    return replace(term, key=term.key[:-1], text=term.text[:-1], end=term.end - 1)


def _beside(terms: tuple[Term, ...], masked: str, at: int) -> tuple[Term, ...]:
    """Return the content term at the end of the words right behind position ``at`` (推进会 in
    多少次法治政府建设推进会), else the one right before it."""
    content = [t for t in terms if not t.is_light]
    edge, head = at, None
    for term in terms:
        if term.start < at or masked[edge : term.start].strip(MASK + " 的“”"):
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


def _without_lead_in(terms: tuple[Term, ...], places: tuple[PlaceMention, ...]) -> tuple[Term, ...]:
    """Drop ordinary words before the first place (`我是记者，想核对…`), if terms follow it."""
    if not places or not any(t.start >= places[0].end and not t.is_light for t in terms):
        return terms
    return tuple(t for t in terms if t.kind != "word" or t.start >= places[0].start)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + MASK * (end - start) + text[end:]


def _strip_around(folded: str) -> str:
    """Mask greetings and politeness at both ends, unless nothing else is there."""
    masked = folded
    for section, key, at_start in (("around", "lead", True), ("around", "tail", False), ("followup", "lead", True)):
        match = edge_pattern(section, key, at_start=at_start).search(masked)
        if match and match.end() - match.start() < len(masked) - 1:
            start, end = _whole_words(masked, match.start(), match.end(), at_start)
            masked = _blank(masked, start, end)
    return masked


def _whole_words(text: str, start: int, end: int, at_start: bool) -> tuple[int, int]:
    """Draw a stripped stretch back from the middle of a word (那 in 那曲, 好 in 好评率)."""
    matches = load_lexicon().find(text, question=True)
    for match in matches:
        if at_start and match.start < end < match.end:
            return start, match.start
        if not at_start and match.start < start < match.end:
            return match.end, end
    return start, end


def _read_years(masked: str) -> tuple[str, tuple[int, ...], int | None]:
    years: list[int] = []
    for match in _YEAR.finditer(masked):
        if digits := match.group("full"):
            years.append(int(digits))
        elif digits := match.group("short"):
            years.append(2000 + int(digits))
        elif digits := match.group("cn"):
            years.append(int(parse_chinese(digits.replace("0", "〇")) or 0))
        else:
            tens = "〇一二三四五六七八九"
            short = match.group("cnshort")
            years.append(2000 + 10 * tens.index(short[0]) + tens.index(short[1]))
    masked = _YEAR.sub(lambda m: MASK * len(m.group()), masked)
    offset = None
    for pattern, value in _RELATIVE:
        if match := pattern.search(masked):
            offset = value if offset is None else offset
            masked = _blank(masked, match.start(), match.end())
    return masked, tuple(dict.fromkeys(years)), offset


_ASKS: tuple[tuple[str, str, str], ...] = (
    ("number", "number", "words"),
    ("number.rank", "number", "rank"),
    ("number.each", "number", "each"),
    ("trend", "trend", "words"),
    ("compare.most", "compare", "most"),
    ("compare.least", "compare", "least"),
    ("compare.difference", "compare", "difference"),
    ("compare.sum", "compare", "sum"),
    ("compare.average", "compare", "average"),
    ("compare.multiple", "compare", "multiple"),
    ("compare.sort", "compare", "sort"),
    ("compare.who", "compare", "who"),
    ("yesno", "yesno", "words"),
    ("list", "list", "words"),
    ("list.shortcomings", "list", "shortcomings"),
    ("list.plans", "list", "plans"),
    ("list.measures", "list", "measures"),
    ("text.who", "text", "who"),
    ("text.when", "text", "when"),
    ("text.where", "text", "where"),
    ("text.which", "text", "which"),
    ("text.why", "text", "why"),
    ("text.often", "text", "often"),
    ("text.called", "text", "called"),
    ("text.result", "text", "result"),
    ("meaning", "meaning", "words"),
    ("passage", "passage", "words"),
    ("target", "target", "words"),
    ("followup.part", "followup", "part"),
)
# 输过官司没有 asks; the denial denies nothing.
_TAIL_NEGATION = re.compile(r"(?:没有|了没|没)\s*[？?。]?\s*$")
_HOW_MANY = re.compile(r"(?:多少|(?<!哪)几(?!乎|何)|若干)(?=\s*[^\s])")


def _read_asks(masked: str) -> set[str]:
    asks = {
        name for name, section, key in _ASKS if pattern_of(section, key).search(masked)
    }
    if _HOW_MANY.search(masked):
        asks.add("number")
    if _TAIL_NEGATION.search(masked):
        asks.add("yesno")
    return asks


def _read_unit(masked: str) -> tuple[str, str, str]:
    """Return the question with 多少件 masked, the unit asked for, and its class."""
    units = load_units()
    unit = ""
    unit_class = _asked_class(masked)
    for match in re.finditer(rf"(?:多少|(?<!哪)几|若干)\s*(?:个(?=人(?!民)|名|位))?({units.pattern})?", masked):
        candidate = match.group(1) or ""
        end = match.end()
        if candidate and _is_start_of_word(masked, match.start(1), match.end(1)):
            candidate, end = "", match.start(1)
        if candidate and not unit:
            # 几个 counts anything.
            unit = candidate
            unit_class = "" if candidate == "个" else units.class_of[candidate]
        masked = _blank(masked, match.start(), end)
    concepts = load_lexicon().find(masked, question=True)
    for match in re.finditer(rf"({units.pattern})数(?:量|目)?(?![据字])", masked):
        if any(c.start < match.start() < c.end for c in concepts):
            continue
        unit, unit_class = unit or match.group(1), unit_class or units.class_of[match.group(1)]
        masked = _blank(masked, match.start(), match.end())
    # Keywords may end in the unit alone: 检查企业商户 家次.
    if not unit and (match := re.search(rf"\s({units.pattern})\s*$", masked)):
        unit, unit_class = match.group(1), units.class_of[match.group(1)]
        masked = _blank(masked, match.start(), match.end())
    return masked, unit, unit_class


def _asked_class(masked: str) -> str:
    """Return the class of units that a wording asks for (多少钱, 面积, 比例), empty if none."""
    # 占多大比例 asks for a share, not for a size.
    order = sorted(load_units().asked.items(), key=lambda item: (item[1] != "rate", -len(item[0])))
    for wording, name in order:
        if wording in masked and ("多少" in wording or not _inside_concept(masked, wording)):
            return name
    return ""


def _read_bare_numbers(masked: str) -> tuple[Quantity, ...]:
    """Return the numerals without a unit that are left (`哪些数字是1500`)."""
    return tuple(
        Quantity(m.group(), parse_arabic(m.group()), "", m.start(), m.end())
        for m in re.finditer(rf"(?<![\d+×·.“]){ARABIC}(?![\d+×·])", masked)
    )


def _is_start_of_word(masked: str, start: int, end: int) -> bool:
    """Return whether a would-be unit begins a longer word (人 of 人民调解员, 条 of 条幅)."""
    tail = masked[start : start + 12]
    for match in load_lexicon().find(tail, question=True):
        if match.start == 0 and match.end > end - start:
            return True
        if match.start > 0:
            break
    first = next(iter(words(tail)), None)
    return first is not None and first.start == 0 and first.end > end - start


def _inside_concept(masked: str, wording: str) -> bool:
    at = masked.find(wording)
    return any(
        match.start <= at and at + len(wording) <= match.end and match.concept.kind != "light"
        and match.end - match.start > len(wording)
        for match in load_lexicon().find(masked, question=True)
    )


def _mask_asking_words(masked: str) -> str:
    """Mask the words that only ask, where no concept of the lexicon covers them."""
    if tail := _TAIL_NEGATION.search(masked):
        masked = _blank(masked, tail.start(), tail.end())
    covered = [
        (match.start, match.end)
        for match in load_lexicon().find(masked, question=True)
        if match.concept.kind != "light"
    ]
    for _, section, key in _ASKS:
        if (section, key) in {("compare", "versus"), ("target", "words")}:
            continue
        for match in pattern_of(section, key).finditer(masked):
            if not any(a < match.end() and match.start() < b for a, b in covered):
                masked = _blank(masked, match.start(), match.end())
    return masked

