"""The very last look at figures: the one whose own words hold nearly all that a question says.

Words that no rule knows (滚动播了, 摆了) need not be accounted for one by one where a single figure's
clause has all the rest, and no other figure of the kind has as much of it. What the lexicon knows,
what is denied, told by number, or set right before what is counted must be met all the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from retrieval.answering.asking.asked import Asked, Candidate, asks_amount
from retrieval.answering.asking.runs import is_done
from retrieval.answering.evidence.nearness import (
    ACCOUNTED,
    alike,
    class_of,
    label_keys,
    met,
    names,
)
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.bounds import is_short_of
from retrieval.answering.excluding.proper_names import name_verdict
from retrieval.answering.excluding.told_of_others import rule_out_others
from retrieval.answering.excluding.unit_verdict import RATES
from retrieval.answering.excluding.verdicts import find_objection
from retrieval.answering.selecting.figure_wording import (
    BEFORE,
    IN_SENTENCE,
    FigureWording,
    words_for,
)
from retrieval.answering.selecting.matching import match_facts
from retrieval.answering.selecting.official import is_owed
from retrieval.answering.selecting.within_reach import ReportWords, Wording, words_of
from retrieval.language.everyday import is_official
from retrieval.language.terms import DENIED, Term
from retrieval.records import Fact

# Of what a question says, weighed by how rare its characters are, this share must be met …
_LEAST_MET = 0.6
# … and by any figure of another amount less by this much.
_LEAST_AHEAD = 0.12
# Sums of the same weights in another order may differ by less than this.
_CERTAINLY = 1 - 1e-9
# What a question says in all must be this long, else there is nothing to go by.
_LEAST_SAID, _LEAST_TERMS = 4, 2
# Of more reports than this at once no figure is looked up so.
_FEW_REPORTS = 6
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# 简易程序|罚款, 单家|最高|罚款: right before another word it says which of these is meant.
_BETWEEN = re.compile("最[高低大小多少]|案件|事项|人员")
# 工单量 满意率: each of these asks for a figure of its own.
_COUNTS = re.compile(r"(?<=.)[量数率额款费]$")
_ASKED_FOR = re.compile(r"[量数率额款费](?=[\s,，、和与及]|$)")
_MONEY = re.compile(r"[款费钱额]$|资金|投资|经费|金额|补偿|损失|收入|支出|结余|罚没")
_MEASURED = frozenset({"rate", "rank", "money", "area", "length", "weight", "score"})
# These tell one thing from another (副镇长, 未办结, 市以上, 兼职), whatever word they stand in.
_HARD = frozenset("副非未不无没首再初末超省市县区国男女老少兼专季")
_FOR_WHOM = ("为", "给", "对", "向", "替", "由", "被", "与", "和", "跟", "同")
_TURNS = frozenset("未不无没拟尚剩余漏")
_BEFELL = "被"
_OTHERS = re.compile("其他|其它|其余|另")
# 石佛村: what bears such a name is no other of its kind.
_NAMED = re.compile(r".[村厂]$|社区$|小区$|学校$|医院$|公司$")
# What the reports' own word for a head of the count may not be: 所计的是 is found by words alone.
_BY_WORDS_ALONE = "所计的是："


def match_own_words(asked: Asked, scope: Scope, shelf: Shelf) -> Candidate | None:
    """Return the figure whose own words hold what is asked, None where none stands out."""
    terms = [t for t in asked.terms if not t.is_light]
    if (
        not scope.is_one_place
        or len(scope.reports) > _FEW_REPORTS
        or len(terms) < _LEAST_TERMS
        or sum(len(t.text) for t in terms) < _LEAST_SAID
        or len(_ASKED_FOR.findall(asked.wording)) > 1
        # A piece of a question that goes on with what another piece says.
        or any(t.text.removeprefix(DENIED) not in asked.wording for t in terms)
        or not asks_amount(asked.wording)
    ):
        return None
    reports = [words_of(report.id, shelf) for report in scope.reports]
    words = words_for(terms, asked.wording)
    weights = [_weight(t, reports) for t in words]
    # What says most is looked for first: where it is missing the rest need not be.
    order = sorted(range(len(weights)), key=lambda n: -weights[n])
    least = _LEAST_MET - _LEAST_AHEAD
    if not any(_met_by(report.whole, words, weights, least) for report in reports):
        return None
    around = {
        (told.report, number): _met_by(wording, words, weights, least)
        for told in reports
        for number, wording in told.passages.items()
    }
    ranked: list[tuple[float, FigureWording]] = []
    for fact in _facts_in(scope, shelf):
        possible = around[fact.report, fact.passage]
        if possible and _is_of_class(fact, asked):
            reading = FigureWording(asked, words, fact, shelf)
            met_share = reading.met_share(weights, order, least, possible)
            if met_share:
                ranked.append((met_share, reading))
    if not ranked:
        return None
    score, best = max(ranked, key=lambda entry: entry[0])
    rival = max((got for got, other in ranked if _differs(best.fact, other.fact)), default=0.0)
    if score < _LEAST_MET or score - rival < _LEAST_AHEAD or best.fact.unclear:
        return None
    if _is_of_another(best) or (_lacks(best) and not _tells_all(best)) or _objection(best):
        return None
    return Candidate(best.fact, score, score, len(terms))


def _met_by(
    wording: Wording,
    words: Mapping[Term, tuple[str, ...]],
    weights: Sequence[float],
    least: float,
) -> Set[int]:
    """Return the numbers of the terms that a wording may meet; none where they are too few for any
    figure that is told in it."""
    found = {n for n, (term, forms) in enumerate(words.items()) if wording.may_meet(term, forms)}
    enough = sum(weights[n] for n in found) >= least * sum(weights) * _CERTAINLY
    return found if enough else frozenset()


def _is_of_another(held: FigureWording) -> bool:
    """Return whether a number, what is denied, or what should have been done shows a figure to be of
    another thing."""
    numbers = set(_NUMBER.findall(held.asked.wording)) - _years(held.asked)
    return (
        any(number not in held.text for number in numbers)
        or is_owed(held.fact, held.asked.wording)
        or is_short_of(held.fact)
        or bool(_TURNS & (set(held.fact.label) ^ set(held.asked.wording)))
    )


def _lacks(held: FigureWording) -> bool:
    """Return whether something is not met that must be: what the lexicon knows, or what stands
    beside the asking word."""
    return (
        _is_unasked_part(held)
        or not all(
            held.is_written(t) or names(t, held.fact.label)
            for t in held.asked.beside or held.terms[-1:]
            if t in held.terms
        )
        or (_OTHERS.match(held.fact.label) is not None and "其" not in held.asked.wording)
        or not all(held.is_own(t) for t in held.asked.beside if t in held.terms)
        or (held.is_joined and not all(held.is_written(t) for t in held.terms[-1:]))
        or any(
            share < _needed(term, held.terms, held.asked)
            for term, share in zip(held.terms, held.shares, strict=True)
        )
    )


def _tells_all(held: FigureWording) -> bool:
    """Return whether a figure's sentence has every word that is asked, so that what its own words lack
    is told right beside it: what was done by its own words, unless an amount of money or the like is
    what it came to (调解的纠纷涉及金额)."""
    own_acts = class_of(held.fact) not in _MEASURED
    beside = (other for other in held.shelf.facts_beside(held.fact) if other is not held.fact)
    if any(all(map(replace(held, fact=other).is_own, held.terms)) for other in beside):
        # 接待来访215批，其中集体访12批，去年是19批: what is asked is told of another figure.
        return False
    return (
        all(
            share >= (1.0 if _NAMED.search(term.text) else IN_SENTENCE)
            for term, share in zip(held.terms, held.shares, strict=True)
        )
        and any(held.is_own(t) for t in held.terms)
        and (own_acts or not _is_unasked_part(held))
        and all(held.is_own(t) for t in held.terms if own_acts and _is_deed(t, held.asked.wording))
        and all(held.is_written(t) for t in held.terms if t.text.startswith(_BEFELL))
    )


def _is_deed(term: Term, wording: str) -> bool:
    """Return whether a term is what was done, or befell somebody (扣|了几辆, 被|欠薪)."""
    return (
        term.kind == "action" or is_done(term, wording) or wording[: term.start].endswith(_BEFELL)
    )


def _is_unasked_part(held: FigureWording) -> bool:
    """Return whether the figure is a part of a total, named by what the question doesn't say."""
    named = label_keys(held.fact) if held.fact.part_of is not None else ()
    return any(not any(alike(t, key) >= 0.5 for t in held.terms) for key in named)


def _objection(held: FigureWording) -> str:
    """Return what speaks against the figure besides words that no rule knows."""
    near = {t: max(met(t, held.fact), held.near_in_text(t)) for t in held.terms}
    found = [t for t in held.terms if near[t] >= ACCOUNTED]
    asked = replace(held.asked, terms=tuple(found))
    matched = match_facts(asked, [held.fact], held.shelf.folded_sentence)
    matched = rule_out_others(matched, asked, held.shelf)
    told = (
        matched[0].verdict
        if matched
        else find_objection(asked, found, [near[t] for t in found], held.fact)
    )
    if not told.startswith(_BY_WORDS_ALONE):
        return told
    # Whose figure it is may speak against it all the same.
    text = held.shelf.folded_sentence(held.fact)
    told = name_verdict(held.terms, held.asked.wording, held.fact, text)
    if matched and not told:
        told = rule_out_others([replace(matched[0], verdict="")], asked, held.shelf)[0].verdict
    if told:
        return told
    # The report counts by another name: the asker's own word must stand there all the same.
    heads = [t for t in held.asked.beside if t in found] or found[-1:]
    return "" if all(held.is_written(t) for t in heads) else told


def _facts_in(scope: Scope, shelf: Shelf) -> Iterator[Fact]:
    """Yield the results of the years asked for, else of each report's own year."""
    for report in scope.reports:
        for fact in shelf.source.facts(report.id):
            year = fact.period if fact.period is not None else report.year
            if fact.kind == "actual" and (year is None or year in (scope.years or (report.year,))):
                yield fact


def _is_of_class(fact: Fact, asked: Asked) -> bool:
    """Return whether a figure is of the kind of units asked for: where none is named, money or a
    rate only if the question speaks of it, else what is counted."""
    given = class_of(fact)
    if asked.unit_class:
        return given == asked.unit_class
    if any(t.kind == "rate" for t in asked.terms):
        return given in RATES
    last = next((t.text for t in reversed(asked.terms) if not t.is_light), "")
    if _MONEY.search(last):
        return given == "money"
    return given not in _MEASURED


def _years(asked: Asked) -> set[str]:
    return {text for year in asked.years for text in (str(year), str(year)[2:])}


def _differs(one: Fact, other: Fact) -> bool:
    return (one.quantity.value, one.quantity.unit) != (other.quantity.value, other.quantity.unit)


def _weight(term: Term, reports: Sequence[ReportWords]) -> float:
    """Return how much a term says: the sum over its characters of how rare each is."""
    size = sum(report.size for report in reports)
    return sum(
        math.log((size + 1) / (sum(report.count(char) for report in reports) + 0.5))
        for char in sorted(set(term.text))
    )


def _needed(term: Term, terms: Sequence[Term], asked: Asked) -> float:
    """Return how far a term must be met at least: 0 where a figure may answer without it."""
    spoken = is_done(term, asked.wording) or asked.wording[term.end :].startswith("的")
    # 二审|行政应诉案件: what stands right before a thing says which of them.
    leads = not spoken and any(
        other.start >= term.end and not _BETWEEN.sub("", asked.wording[term.end : other.start])
        for other in terms
    )
    # 扣了: an act of one character is plain enough to be another than 拖移.
    if leads or len(term.text) == 1 or _COUNTS.search(term.text):
        return 1.0
    if term.kind in {"action", "quality"} or term.key.startswith(DENIED):
        return IN_SENTENCE
    if any(char.isascii() or char in _HARD for char in term.text) or is_official(term.text):
        return IN_SENTENCE
    if asked.wording[: term.start].endswith(_FOR_WHOM):
        # 为消费者挽回损失: for whom it was done is no word to be passed over.
        return BEFORE
    if term.kind != "word" or (term in asked.beside and asked.beside_follows):
        return BEFORE
    return 0.0
