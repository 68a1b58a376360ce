"""What a report itself says of the greatest or least: 最多的龙口河镇办理121件, 单笔最高3万元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.compose import Cited, cite, finish
from retrieval.answering.evidence.nearness import CLAUSE_NEAR, met
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.selecting.select import Selection
from retrieval.answering.texts.accounting import speaks_of
from retrieval.answering.texts.answer_types import any_of, asking_nouns
from retrieval.language.fold import fold
from retrieval.language.terms import Term, similarity, term_keys
from retrieval.records import Answer, Fact, Trace

_MOST = re.compile(
    r"最[多高大重](?!跑一次|限度|程度|人民|检|法院)|首位|第一位|居首|之首|榜首|排名第一|位列第一"
)
_LEAST = re.compile(r"最[少低小轻](?!生活保障)|末位|垫底")
_PIECE = re.compile(r"[。；;！]")
_CLAUSE = re.compile(r"[，,。；;：:！]")
# These speak of what the clauses before them name.
_OF_BEFORE = re.compile(r"^(?:居|位|占|为|均|也|数量|排名)")
_ELLIPTIC = re.compile(r"^(?:其中)?(?:数额|数量|单笔)?最")
# What comes after the first is told with it.
_GOES_ON = re.compile(r"[，,](?:其次|接下来|随后)[^，,。；;]*")
# 从案由看，占道经营最多: what is sorted is named in a clause of its own, of what is told before.
_SORTED = re.compile(
    r"(?:从|按照?|就)(?P<by>[^，,。；;]{2,20})(?:来?看|来?分|而言|来说|统计)[，,]$"
)
# These close a clause whose subject may stand in the clause before.
_CLOSES = re.compile(r"(?:首位|第一位|居首|之首|榜首|第一|末位|垫底)$")

_NEEDS = (
    (
        re.compile(r"数额|金额|单笔"),
        re.compile(r"数额|金额|单笔|一笔|最大的?一[起件]|罚|款|钱|标的"),
    ),
    (re.compile(r"[镇乡村]|街道|社区"), re.compile(r"[镇乡村]|街道|社区|哪里|哪儿|谁|地方|单位")),
)


@dataclass(frozen=True, slots=True)
class _Said:
    report: str
    passage: int
    sentence: int
    start: int
    end: int


def answer_said(
    question: Question, terms: Sequence[Term], scope: Scope, shelf: Shelf, *, fewer: bool
) -> Answer | None:
    """Return the one clause in which a report names what is most (or least) of what was asked."""
    content = _content(question, terms)
    if not content:
        return None
    found = [
        said
        for report in scope.reports
        if not scope.years or report.year in scope.years
        for said in _said_in(question.folded, shelf, report.id, content, _LEAST if fewer else _MOST)
    ]
    if len(found) != 1:
        return None
    one = found[0]
    facts = [f for f in _facts_at(shelf, one) if not f.none]
    evidence = shelf.evidence(one.report, one.passage, one.sentence, ((one.start, one.end),))
    cited = cite(shelf, facts) if facts else Cited((), (evidence,))
    sentence = shelf.source.parsed(one.report).passages[one.passage].sentences[one.sentence]
    clause = sentence.text[one.start : one.end].strip(" 　，,；;")
    text = say("yesno", "says", report=shelf.report_name(one.report), clause=clause)
    return finish(
        question, scope, "compare", text, cited, trace=Trace(rule="compare.said"), measure=question.rest
    )  # fmt: skip


def _content(question: Question, terms: Sequence[Term]) -> list[Term]:
    """Return what the clause must speak of: neither the asked noun (哪家|公司) nor 最多 itself; a
    verb of one character where nothing else is left (罚得最重)."""
    asked = [m.end() for m in any_of("asking", "which").finditer(question.folded)]
    kept = [
        t
        for t in terms
        if not t.is_light
        and not (t.start in asked and t.text in asking_nouns())
        and not _MOST.match(t.text)
        and not _LEAST.match(t.text)
    ]
    return [t for t in kept if len(t.text) > 1] or kept


def _said_in(
    question: str, shelf: Shelf, report: str, content: Sequence[Term], words: re.Pattern[str]
) -> list[_Said]:
    places = [
        (fold(sentence.text), passage.index, number)
        for passage in shelf.source.parsed(report).passages
        for number, sentence in enumerate(passage.sentences)
        if words.search(sentence.text)
    ]
    found = []
    for text, passage, number in places:
        for match in words.finditer(text):
            start = max((m.end() for m in _CLAUSE.finditer(text, 0, match.start())), default=0)
            behind = _CLAUSE.search(text, match.end())
            end = behind.start() if behind else len(text)
            piece = max((m.end() for m in _PIECE.finditer(text, 0, start)), default=0)
            said = _Said(report, passage, number, start, end)
            clause = text[start:end]
            if _is_asked(question, clause) and _speaks_of(
                shelf, said, clause, text[piece:start], content
            ):
                whole = (
                    _OF_BEFORE.match(clause)
                    or _SORTED.search(text, piece, start)
                    or (
                        _CLOSES.search(clause) and clause.startswith(tuple(t.text for t in content))
                    )
                )
                more = _GOES_ON.match(text, end)
                stop = more.end() if more else end
                found.append(_Said(report, passage, number, piece if whole else start, stop))
                break
    return found


def _is_asked(question: str, clause: str) -> bool:
    """Return whether a clause may say what is asked: an amount or a town only where one is."""
    return all(asked.search(question) or not said.search(clause) for said, asked in _NEEDS)


def _speaks_of(
    shelf: Shelf, said: _Said, clause: str, before: str, content: Sequence[Term]
) -> bool:
    """Return whether each term is in the clause, or, of an elliptic one, in what its figure is of.

    What is the most must be said in the clause itself, unless it is elliptic; of what it is may
    stand ``before`` it in the same piece of the sentence.
    """
    keys = term_keys(clause)
    elliptic = _ELLIPTIC.match(clause) is not None
    facts = _facts_at(shelf, said) if elliptic else []
    place = shelf.by_id[said.report].place
    lead = _SORTED.search(before)
    sorts = lead["by"] if lead else ""
    told = _told_before(shelf, said) if any(speaks_of(sorts, term) for term in content) else ""
    return all(
        any(max(similarity(term.key, k), similarity(term.text, k)) >= 0.85 for k in keys)
        or any(met(term, fact) >= CLAUSE_NEAR for fact in facts)
        or (len(term.text) == 1 and term.text in clause)
        or ((elliptic or term is not content[-1]) and speaks_of(before, term))
        or speaks_of(told, term)
        or (place is not None and term.text in place.name)
        for term in content
    )


def _told_before(shelf: Shelf, said: _Said) -> str:
    """Return what the passage says up to the clause, folded."""
    sentences = shelf.source.parsed(said.report).passages[said.passage].sentences
    whole = "".join(sentence.text for sentence in sentences[: said.sentence])
    return fold(f"{whole}{sentences[said.sentence].text[: said.start]}")


def _facts_at(shelf: Shelf, said: _Said) -> list[Fact]:
    return [
        fact
        for fact in shelf.source.facts(said.report)
        if (fact.passage, fact.sentence) == (said.passage, said.sentence)
        and said.start <= fact.quantity.start < said.end
    ]


def only_extreme(question: Question, selection: Selection, shelf: Shelf) -> Selection:
    """Return what was selected, of figures said to be the greatest or least where the question
    asks for that one (最大一笔罚款多少钱): the whole amount is no answer."""
    if not any(words.search(question.folded) for words in (_MOST, _LEAST)):
        return selection
    slots = tuple(
        replace(slot, best=best)
        for slot in selection.slots
        if (best := tuple(c for c in slot.best if _keeps(question, c.fact, shelf)))
    )
    others = [c for c in selection.considered if c.fits and _keeps(question, c.fact, shelf)]
    if not slots and len(selection.slots) == 1 and len(others) == 1:
        slots = (replace(selection.slots[0], best=(others[0],)),)
    return replace(selection, slots=slots)


def _keeps(question: Question, fact: Fact, shelf: Shelf) -> bool:
    """Return whether a figure is of the greatest or least where the question asks for that one
    (最大一笔罚款多少钱): its own clause must say so, too."""
    text = shelf.folded_sentence(fact)
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, fact.quantity.start)), default=0)
    behind = _CLAUSE.search(text, fact.quantity.end)
    clause = text[start : behind.start() if behind else len(text)]
    return all(
        not words.search(question.folded) or words.search(clause) for words in (_MOST, _LEAST)
    )
