"""What a question wants listed: how many, things of which name, and the phrases it quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.enumeration_words import any_of, listed, spoken_verbs
from retrieval.answering.asking.purpose import asks_purpose
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.lists.enumeration_ends import NUMBERED
from retrieval.language.numerals import parse_numeral
from retrieval.language.terms import Term
from retrieval.language.tokens import words
from retrieval.records import Quantity

_WHICH = re.compile(
    r"(?:哪些个?|哪[“「]?(?:[二两三四五六七八九十]+|\d+)|哪几?|什么样的?|什么|啥样的?|啥|何种)"
    # A unit, unless it begins the noun itself (部 of 部门, 类 of 类型).
    r"(?P<unit>个(?!人|体)|项(?!目)|类(?![型别])|种(?!类)|级(?!别)|方面的?|大(?![事队会])|条(?![例款])|张|家(?![庭长])"
    r"|位(?!置)|名(?![单称字])|所|部(?!门|[委分])|份|点(?!位)|步(?!骤))?"
)
_ASKED_COUNT = re.compile(r"哪[“「]?(?P<n>[二两三四五六七八九十]+|[2-9])")
_ONE = re.compile(r"哪一?[个家项份部条所位名支]")
_NUMBERED = re.compile(rf"(?<![一-九\d.+]){NUMBERED}")
_COUNTED_NAME = re.compile(
    r"哪(?P<name>(?:[二两三四五六七八九十]+|[2-9])(?:个|项|类|道|条|件|种|大)[一-鿿]{2,6}?)(?:[？?。]|$)"
)
_PART = re.compile(r"第(?P<n>[一二三四五六七八九十]|\d)(?:个)?(?:大)?部分")
_QUOTED = re.compile(r"[“「\"《]([^”」\"》]{2,30})[”」\"》]")
_BARE_LABEL = re.compile(
    r"(?P<name>[两二三四五六七八九十](?![个项类级种步条点张层大是年月日])[一-鿿]{1,4}?)(?:分别)?[是指][哪什]"
)
_LABEL_END = re.compile(r"是|指|包括|包含|都|分别|有哪|具体|有什么|叫|[，。？?、的”」\"“「]|$")
# A list is asked for by its name at the end (不足清单, 重点工作一览).
_LISTING = re.compile(r"(?:清单|列表|一览|名录)[？?。]*$")
_NOUNS = ("open", "titles", "people", "units", "days")
_ASKING = "是指有哪些什么啥呢吗？?几个"


@dataclass(frozen=True, slots=True)
class Wanted:
    """``count`` items, each a ``head`` (窗口, 法律, …), of what ``terms`` speak of.

    ``label`` is a numbered name (四个台账, 六个最) and ``quoted`` what stands in quotation
    marks: both must be in the report as they are, up to the way the number is written, and
    so must the ``figures`` named (22件). ``part`` is set by 第四部分, ``included`` by 包括;
    ``verb`` is the word right before 哪些, which a report may well put otherwise, ``before``
    the two characters there (围绕, 包括), which may introduce the items in the report too;
    ``several`` is False where the question (什么制度) would as well be answered by one;
    ``topic`` is the noun before 有哪些, which may name the items where no head does; ``single``
    where one of several is asked for (哪个项目); ``tally`` is what a figure counts of them (5 of
    被解除协议的5家机构是哪几家).
    """

    terms: tuple[Term, ...]
    count: int | None = None
    heads: tuple[str, ...] = ()
    label: str = ""
    quoted: tuple[str, ...] = ()
    figures: tuple[Quantity, ...] = ()
    part: int | None = None
    included: bool = False
    several: bool = True
    verb: str = ""
    before: str = ""
    topic: str = ""
    single: bool = False
    tally: int | None = None

    def head_in(self, key: str) -> bool:
        """Return whether what is asked for is one of a list of ``[heads]``."""
        return any(head in listed("heads", key) for head in self.heads)


def read_wanted(question: Question) -> Wanted:
    """Return what the question wants listed."""
    folded = _without_places(question)
    asked = _ASKED_COUNT.search(folded)
    number = asked or _NUMBERED.search(folded)
    count = _value(number.group("n")) if number else None
    label = _label(folded)
    quoted = tuple(
        inner
        for inner in _QUOTED.findall(folded)
        if not re.fullmatch(r"[一二两三四五六七八九十]+.", inner)
    )
    # A place inside the reporting area (a community) must be spoken of by name.
    quoted += tuple(m.text for m in question.places if m.reports and not m.places)
    part = _PART.search(folded)
    # 跟哪两家一起查的: together, and no one case.
    counts = (q for q in question.numbers if q.unit and q.text not in listed("lead", "together"))
    figures = tuple(q for q in counts if not _NUMBERED.fullmatch(q.text))
    generic = listed("generic", "words") | _role_words()
    if asks_purpose(question):
        # 20万元花在哪个项目上: the sentence with the sum tells, whether it calls it a project or not.
        generic = generic | frozenset(_heads(folded, question))
    listing = _LISTING.search(folded) if question.asks_any("list") else None
    content = [_spoken(t) for t in _without_asking(question.content, folded)]
    terms = tuple(
        term
        for term in content
        if len(term.text) > 1
        and not (listing and term.end > listing.start())
        and not (asked and asked.start() <= term.start < asked.end())
        and not (part and part.start() <= term.start < part.end())
        and not _NUMBERED.fullmatch(term.text)
        and term.key not in generic
        and not _is_made_of(term.text, generic)
        # What a name is made of says nothing beside the name itself.
        and not any(term.text in name for name in (label, *quoted))
    )
    heads = _heads(folded, question)
    return Wanted(
        terms, count, heads, label, quoted, figures,
        _value(part.group("n")) if part else None, "包括" in folded or "包含" in folded,
        count is not None or bool(any_of("plural", "words").search(folded)),
        _verb(folded, terms), _before(folded), _topic(folded, terms), _ONE.search(folded) is not None,
        _tally(folded, figures, heads),
    )  # fmt: skip


def _tally(folded: str, figures: Sequence[Quantity], heads: Sequence[str]) -> int | None:
    """Return how many of the things asked for a figure right before their noun counts."""
    counts = (q for q in figures if folded.startswith(tuple(heads), q.end) and heads)
    return next((int(q.value) for q in counts if q.value > 1), None)


def counted_name(question: Question, wanted: Wanted) -> Wanted | None:
    """Return what is wanted by the name that a report may give to so many (三项制度 for 落实了哪三项制度),
    its verb left out; None where no such name is asked for."""
    match = _COUNTED_NAME.search(_without_places(question))
    if match is None or wanted.label:
        return None
    name = match.group("name")
    terms = tuple(t for t in wanted.terms if t.text not in name and t.text != wanted.verb)
    return replace(wanted, label=name, terms=terms, verb="")


def _is_made_of(text: str, generic: Collection[str]) -> bool:
    """Return whether ``text`` is one of the ``generic`` words, or made of them (法治|工作)."""
    return text in generic or all(word.text in generic for word in words(text))


def _without_asking(terms: Sequence[Term], folded: str) -> list[Term]:
    """Return the terms without what belongs to the asking words (些人 of 哪些人, 个村 of 哪两个村)."""
    asked = [*_WHICH.finditer(folded)]
    kept = []
    for term in terms:
        end = max((m.end() for m in asked if m.start() <= term.start < m.end()), default=term.start)
        if end >= term.end:
            continue
        cut = end - term.start
        kept.append(
            replace(term, key=term.text[cut:], text=term.text[cut:], start=end, kind="word")
            if cut
            else term
        )
    return kept


def _spoken(term: Term) -> Term:
    """Return a verb of one character as reports write it (学 for 学习)."""
    written = spoken_verbs().get(term.text)
    return replace(term, key=written, text=written) if written else term


def _topic(folded: str, terms: Sequence[Term]) -> str:
    """Return the noun right before 有哪些 or 是哪些."""
    match = _WHICH.search(folded)
    if match is None or folded[match.end() :].strip(_ASKING + "，。 "):
        return ""
    before = [
        t
        for t in terms
        if t.end <= match.start() and not folded[t.end : match.start()].strip("都是有为")
    ]
    return before[-1].text if before and before[-1].kind != "action" else ""


def _before(folded: str) -> str:
    match = _WHICH.search(folded)
    text = re.sub(r"[了过是都\s]+$", "", folded[: match.start()]) if match else ""
    return text[-2:] if re.fullmatch(r"[一-鿿]{2}", text[-2:]) else ""


def _verb(folded: str, terms: Sequence[Term]) -> str:
    """Return the term that stands right before the asking word."""
    match = _WHICH.search(folded)
    if match is None:
        return ""
    return next(
        (
            t.text
            for t in terms
            if t.end <= match.start() and not folded[t.end : match.start()].strip("了过出为是")
        ),
        "",
    )


def _role_words() -> frozenset[str]:
    """Return the words that ask for a part of a report (不足, 计划, …): no heading need hold them."""
    return frozenset(
        word for key in ("shortcomings", "plans", "measures") for word in words_of("list", key)
    )


def _without_places(question: Question) -> str:
    text = question.folded
    for mention in question.places:
        text = text[: mention.start] + "\x00" * (mention.end - mention.start) + text[mention.end :]
    return text.replace("\x00", " ")


def _value(numeral: str) -> int | None:
    value = parse_numeral(numeral)
    return int(value) if value is not None else None


def _label(folded: str) -> str:
    """Return the longest numbered name (四个台账), without its number's spelling settled."""
    # 两平台是哪两个: a name without a measure word.
    bare = _BARE_LABEL.search(folded)
    best = bare.group("name") if bare else ""
    for match in _NUMBERED.finditer(folded):
        if folded[: match.start()].endswith("哪"):
            continue
        end = _LABEL_END.search(folded, match.end())
        name = folded[match.start() : end.start() if end else len(folded)].strip()
        best = max(best, name, key=len)
    return best


def _heads(folded: str, question: Question) -> tuple[str, ...]:
    """Return the words that may name what is asked for: those behind 哪些, else the last before it."""
    match = None
    for match in _WHICH.finditer(folded):
        rest = folded[match.end() :].lstrip('”」"')
        if rest.strip(_ASKING + "，。 ") and not any_of("closing", "words").match(rest):
            break
    if match is None:
        return ()
    rest = folded[match.end() :]
    unit = (match.group("unit") or "").rstrip("的")
    sort = (unit,) if unit in {"方面", "类", "种"} else ()
    if rest.strip(_ASKING + "，。 ”"):
        return (*_behind(question, match.end(), rest), *sort)
    if sort:
        return sort
    before = [term.text for term in question.terms if term.end <= match.start()]
    known: list[str] = []
    for head in reversed(before):
        if not any(head in listed("heads", key) for key in _NOUNS):
            break
        known.append(head)
    return tuple(known)


def _behind(question: Question, start: int, rest: str) -> tuple[str, ...]:
    """Return the nouns right behind 哪些, without the verb that follows them."""
    nouns: list[str] = []
    edge = start
    for term in question.terms:
        near = edge <= term.start and not question.folded[edge : term.start].strip('的”」"')
        # 哪几个社区|搞了: a verb that is over is none of the nouns.
        done = term.kind == "word" and term.text.endswith(("了", "过"))
        if near and not done and term.kind != "action" and term.text not in listed("lead", "verbs"):
            nouns.append(term.text)
            edge = term.end
        elif nouns:
            break
    first = next((word.text for word in words(rest[:8])), "")
    if first in listed("lead", "together"):
        # 哪两家一起建的 asks for bodies.
        return ("单位",)
    single = [first] if first in {"人", "法", "事", "书", "村"} else []
    return tuple(nouns[:3] or single or ([first] if first not in listed("lead", "verbs") else []))


def same_name(label: str, text: str) -> bool:
    """Return whether ``text`` holds ``label``, 四 and 4 being one, quotation marks aside."""
    spelled, whole = _spelled(label), _spelled(text)
    if spelled in whole:
        return True
    counted = re.fullmatch(r"(\d+[个项类级种条点张层])(.{2,})", spelled)
    # 两项重大行政决策 may be written 重大行政决策事项2项.
    return bool(
        counted
        and re.search(
            rf"{re.escape(counted.group(2))}[^\d，。；、]{{0,4}}{counted.group(1)}", whole
        )
    )


def _spelled(text: str) -> str:
    bare = re.sub(r"[“”「」\"‘’\s]", "", text)
    return bare.translate(str.maketrans("一二三四五六七八九两", "1234567892"))
