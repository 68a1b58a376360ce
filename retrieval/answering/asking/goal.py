"""What a comparing question wants: the most, the difference, the sum …, and in which direction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from retrieval.answering.asking.asked import Asked
from retrieval.answering.asking.mask import MASK
from retrieval.answering.asking.nth import nth_of
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.language.terms import Term
from retrieval.language.units import load_units
from retrieval.language.wording import alternation
from retrieval.records import Quantity

Aim = Literal["which", "most", "difference", "sum", "average", "multiple", "sort", "who"]
_END = r"(?:一些|一点|些|点|的|得|了)?(?:呢|啊|呀|吗|么|嘛|没有|不|吧)?"
# A stretch of a question longer than this is no name of a measure.
_LONGEST = 16
# 甲比乙多开几次, 甲较乙少发了多少份: the difference, with what was done in the midst.
_MORE_BY = re.compile(r"(?:比|较).{1,30}?(?P<by>[多少高低](?!少|于)[一-鿿]{0,3}?了?)(?:多少|几)")
_STOP = r"(?=[?？。,，!！\s]|$)"
_HOW_MANY = re.compile(r"多少|(?<![哪这近前后那十好])几(?![乎何])")
# 还有哪几个“跟不上” asks for what is called so, and for no place.
_WHICH_CALLED = re.compile(r"还有哪[些几一]?[个项条种类]?(?=[“「])")


@dataclass(frozen=True, slots=True)
class Goal:
    """``fewer`` where 少 or 低 was asked; ``checks`` where the question claims (甲比乙多吗)
    rather than asks, ``claim`` being the claimed difference (多17件吗); ``nth`` is the place in the
    order that is asked for (第二多)."""

    aim: Aim
    fewer: bool = False
    checks: bool = False
    claim: Quantity | None = None
    nth: int = 1


def read_goal(question: Question) -> Goal | None:
    """Return what is to be compared, or None where nothing is."""
    folded = question.folded
    fewer = _asks_fewer(folded)
    goal = Goal(_aim(question), fewer) if _aim(question) else None  # type: ignore[arg-type]
    checks = is_check(question)
    if checks and (goal is None or goal.aim in {"which", "most", "difference"}):
        superlative = pattern_of("compare", "most").search(folded) or pattern_of(
            "compare", "least"
        ).search(folded)
        if _versus().search(folded):
            return Goal("which", fewer, True, _claim(question))
        if superlative and goal is not None:
            return Goal("most", fewer, True, nth=nth_of(folded))
    if goal is not None and goal.aim == "most":
        return replace(goal, nth=nth_of(folded))
    return goal


def _aim(question: Question) -> Aim | None:
    for ask in ("multiple", "average", "sort", "difference"):
        if question.asks_any(f"compare.{ask}"):
            return ask
    folded = question.folded
    if len(question.places) > 1 and pattern_of("compare", "set_beside").search(folded):
        return "which"
    if _MORE_BY.search(folded):
        return "difference"
    if question.asks_any("compare.sum") or _asks_together(folded):
        return "sum"
    if question.asks_any("compare.most", "compare.least"):
        return "most"
    if _which().search(folded) or _versus().search(folded) or _either().search(folded):
        return "which"
    return "who" if question.asks_any("compare.who") and _asks_who_reports(question) else None


def _asks_together(folded: str) -> bool:
    """Return whether what is asked for last is asked for together: of 共取消多少项，调整和划转各多少项
    the first alone is."""
    together = [*re.finditer(alternation(words_of("compare", "together")), folded)]
    return bool(together) and len(_HOW_MANY.findall(folded, together[-1].end())) < 2


def sets_against(question: Question) -> bool:
    """Return whether one thing is set against another by 比 (正式人员比辅助人员多吗), none of them
    a year."""
    return (
        bool(_versus().search(question.folded))
        and not question.years
        and "还是" not in (question.folded)
    )


def _asks_who_reports(question: Question) -> bool:
    """Return whether places are asked for by a figure (谁报告了, 各街道的), not by a deed."""
    if question.asks_any("list.shortcomings", "list.plans", "list.measures"):
        # 还有哪些短板 asks for more of them, not for more places.
        return False
    asks_figure = bool(question.unit_class) and question.asks_any("number")
    return asks_figure or bool(pattern_of("compare", "reporting").search(question.folded))


def asks_besides(question: Question) -> bool:
    """Return whether the places other than the named one are asked for."""
    return bool(pattern_of("compare", "besides").search(_WHICH_CALLED.sub("", question.folded)))


@cache
def _direction() -> str:
    both = (*words_of("compare", "up"), *words_of("compare", "down"))
    return alternation(tuple(dict.fromkeys(both)))


@cache
def _which() -> re.Pattern[str]:
    which = alternation(words_of("compare", "which"))
    return re.compile(rf"{which}[^,，。?？]{{0,20}}?{_direction()}{_END}{_STOP}")


@cache
def _versus() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![占评对])(?:比|有没有|不如)(?![例率较重赛]).{{1,40}}?{_direction()}(?!少|几).{{0,8}}$"
    )


@cache
def _either() -> re.Pattern[str]:
    return re.compile(rf"{_direction()}[,，]?还是.{{1,40}}{_direction()}{_END}{_STOP}")


@cache
def _fewer() -> re.Pattern[str]:
    down = alternation(words_of("compare", "down"))
    return re.compile(rf"(?<!多){down}{_END}(?:{_STOP}|多少|几|\d)")


def _asks_fewer(folded: str) -> bool:
    if re.search(alternation(words_of("compare", "ascending")), folded):
        return True
    return bool(pattern_of("compare", "least").search(folded) or _fewer().search(folded))


def is_check(question: Question) -> bool:
    """Return whether the question claims an order and asks whether it is so."""
    if question.asks_any("number") and re.search(r"多少|几", question.folded):
        return False
    if _which().search(question.folded) or "还是" in question.folded:
        return False
    asked = re.search(
        r"[吗么嘛](?<!什么)[?？。]*$|是否|是不是|有没有|对不对|对吗|没有[?？]*$|不[?？]*$",
        question.folded,
    )
    return bool(asked)


def _claim(question: Question) -> Quantity | None:
    """Return the difference that a question claims: the amount right behind 多 or 少."""
    for number in question.numbers:
        if re.search(rf"{_direction()}了?出?\s*$", question.folded[: number.start]):
            return number
    return None


def measure_terms(question: Question) -> tuple[Term, ...]:
    """Return the question's terms without those that only compare or ask for places."""
    ignored = set(words_of("compare", "ignored"))
    more_by = [match.span("by") for match in _MORE_BY.finditer(question.folded)]
    return tuple(
        term
        for term in question.terms
        if term.text not in ignored
        and not any(start <= term.start and term.end <= end for start, end in more_by)
        and term.key not in ignored
        and not _asks_for_place(term, question.folded)
        and not _is_manner(term, question)
    )


def _is_manner(term: Term, question: Question) -> bool:
    """Return whether a verb only leads up to 多 or 少 (征得 of 哪个征得多), with more named beside it."""
    leads = term.kind == "word" and term.text.endswith("得")
    directed = re.match(_direction(), question.folded[term.end :])
    return leads and directed is not None and len(question.content) > 1


def with_named_unit(question: Question) -> Question:
    """Return the question with the unit that it names as a noun (来访批次哪年多) taken as its unit."""
    named = _unit_named(question)
    if named is None:
        return question
    unit_class = load_units().class_of[named.text]
    rest = tuple(t for t in question.terms if t != named)
    return replace(question, unit=named.text, unit_class=unit_class, terms=rest)


def _unit_named(question: Question) -> Term | None:
    """Return the term that is a unit of two characters behind what is counted, None where a unit
    is asked for in another way or nothing else is named."""
    if question.unit and question.unit_class != "person":
        return None
    found = [t for t in question.terms if len(t.text) > 1 and t.text in load_units().class_of]
    others = [t for t in measure_terms(question) if t not in found and not t.is_light]
    return found[-1] if found and others and found[-1].start > others[0].start else None


def asked_words(question: Question, terms: Sequence[Term]) -> str:
    """Return what is measured as the question words it: in one stretch where it stands so."""
    stretch = question.masked[terms[0].start : terms[-1].end]
    if MASK not in stretch and len(stretch) <= _LONGEST:
        return stretch
    return "".join(dict.fromkeys(term.text for term in terms if len(term.text) > 1))


def _asks_for_place(term: Term, folded: str) -> bool:
    """Return whether a term is the 街镇 of 哪个街镇."""
    if term.text not in words_of("compare", "place_words"):
        return False
    leads = alternation(words_of("compare", "place_leads"))
    return bool(re.search(rf"{leads}$", folded[: term.start]))


def asked_unit(question: Question) -> Question:
    """Return the question without a unit that its asking words alone gave (谁 → 人, 几份报告, 几倍)."""
    folded = question.folded
    units = load_units()
    if question.unit_class == "rank":
        return replace(question, unit="", unit_class="")
    if question.unit:
        of_places = rf"(?:几|多少){re.escape(question.unit)}(?:{alternation(words_of('compare', 'place_words'))})"
        asked_so = re.search(of_places, folded) or question.unit_class == "multiple"
        return replace(question, unit="", unit_class="") if asked_so else question
    others = [
        w
        for w, name in units.asked.items()
        if name == question.unit_class and w in folded and w != "谁"
    ]
    if question.unit_class == "person" and "谁" in folded and not others:
        return replace(question, unit_class="")
    return question


def asked_by(question: Question, terms: tuple[Term, ...]) -> Asked:
    """Return what the figure of each side of a comparison has to be."""
    kinds = frozenset({"target" if question.asks_any("target") else "actual"})
    return Asked(terms, question.unit, question.unit_class, kinds)


def asked_of_all(question: Question) -> Asked:
    """Return what the figure of each place has to be where a question compares them all."""
    question = with_named_unit(question)
    return asked_by(asked_unit(question), measure_terms(question))
