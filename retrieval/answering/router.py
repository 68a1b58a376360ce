"""Which kind of answer a question gets, and what is tried next when the first has nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module

from retrieval.answering.asking.goal import read_goal
from retrieval.answering.asking.levels import asks_plan_and_result
from retrieval.answering.asking.overall import put_overall
from retrieval.answering.asking.piece_wordings import split_asked
from retrieval.answering.asking.purpose import asks_purpose
from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.asking.span_of_years import asks_both_ends, read_change, sets_against_year
from retrieval.answering.asking.table_request import read_request
from retrieval.answering.asking.who_has import read_who_has
from retrieval.answering.asking.who_tells import asks_who_tells
from retrieval.answering.evidence.scope import Scope, find_scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.evidence.unit_offices import with_offices
from retrieval.answering.followups.delivery_words import asks_delivery
from retrieval.answering.selecting.refuse import reason_of, refuse, speaks_of_genre
from retrieval.records import Answer

AnswerKind = Callable[[Question, Scope, Shelf], Answer | None]

# Where each kind lives. A module is loaded when a question first needs its kind: most need one
# or two of them, and a cold start pays for each.
_MODULES = {
    "number": "numbers.numbers", "yesno": "yesno.yesno", "meaning": "meaning",
    "compare": "comparing.compare", "trend": "comparing.trend", "list": "lists.lists",
    "part": "lists.whole_part", "text": "texts.texts", "passage": "passages.passages",
    "best": "passages.best_sentence",
    "plans": "lists.delivery", "planned": "yesno.plans", "outcomes": "numbers.outcomes",
    "having": "comparing.having",
}  # fmt: skip


# Who, where, when and why no figure answers, though 谁 counts in persons.
_NO_FIGURE = ("text.who", "text.where", "text.when", "text.why", "text.called")
# Kinds that answer with one place's figure.
_OF_ONE = frozenset({"number", "yesno", "trend"})
# With no more than these, words without grammar ask for a figure.
_KEYWORDS = frozenset(
    {"measure", "target", "before", "compare.sum", "compare.average", "compare.most"}
)
_WHOLE = re.compile(r"总[额数量]|合计|一共")
# Which of several rose most: how all of them together did is no answer.
_RISES_MOST = re.compile(
    r"哪[一]?[类种个项些][^,，。?？]{0,14}(?:[增升涨]|下降|减少|降幅|跌幅)[^,，。?？]{0,4}最"
)
# Which of the places named is ahead in something (哪个贵): none of their own sentences tells.
_WHICH_OF_THEM = re.compile(
    r"(?:哪[一]?[个家边方]|谁|孰)(?:更|比较)?[一-鿿]{1,2}(?:一?[些点])?[?？。]*$"
)
_UNIT_ALONE = re.compile(r"[,，、和与\s]*(?:又|还)?(?:多少|几)[一-鿿]{1,2}[?？。]*")
_WAY = re.compile(r"(?:什么|何种|哪种|啥)(?:方式|途径|渠道|形式|手段)")
# 介绍一下医疗纠纷调解工作: work as such is told of, and no figure of it.
_TELL_OF = re.compile(
    r"(?:介绍|说说|讲讲|谈谈|聊聊)(?:一下|下|一说)?[^多几哪]*(?:工作|做法|建设)(?:吧|呗)?[。.!？?]*$"
)
_WHICH_ONES = re.compile(r"哪[几些两三四五六七八九十]")


@cache
def _kind(name: str) -> AnswerKind:
    module = import_module(f"retrieval.answering.{_MODULES[name]}")
    kind: AnswerKind = getattr(module, f"answer_{name}")
    return kind


def route(question: Question, shelf: Shelf) -> Answer:
    """Return the answer of the first kind that fits the question, or an honest no; said with it
    is what place a slip or a unit without a report was taken for."""
    if not question.places and (overall := put_overall(question.folded)):
        question = replace(parse_once(overall, shelf.gazetteer), text=question.text)
    if not read_who_has(question.folded) and (request := read_request(question.folded)):
        # Loaded when it is first needed, as the kinds are.
        from retrieval.answering.tables.table_answers import answer_request

        if answer := answer_request(request, question, shelf):
            return answer
    question = with_offices(question)
    compares = read_goal(question) is not None
    scope = find_scope(question, shelf, regions_allowed=compares)
    answer = _answer(question, scope, shelf)
    if compares and answer.reason == "no_such_place" and scope.places:
        # 甲市PM2.5平均浓度: the mean is a measure of the city's own office, none over its places.
        own = find_scope(question, shelf)
        if own.unit and not own.reason:
            scope, answer = own, _answer(question, own, shelf)
    quoted = "、".join(dict.fromkeys(e.place for e in answer.evidence if e.place))
    place = quoted if scope.unit and quoted else scope.note
    names = "、".join(name for name in (place, *question.slips) if name)
    if not names or answer.reason in {"no_such_place", "off_topic"}:
        return answer
    note = say("number", "slip", name=names)
    # A verdict stands at the very beginning.
    text = f"{answer.text}{note}" if answer.kind == "yesno" else f"{note}{answer.text}"
    return replace(answer, text=text)


def _answer(question: Question, scope: Scope, shelf: Shelf) -> Answer:
    if scope.reason:
        reason = scope.reason if speaks_of_genre(question, shelf) else "off_topic"
        return refuse(question, scope, shelf, reason)
    refusal: Answer | None = None
    regional = bool(question.places) and all(m.is_region for m in question.places)
    for name in _kinds(question):
        if scope.body and name != "number":
            # Its office of justice tells what its government was party to, and no more of it.
            continue
        if regional and not scope.unit and name in _OF_ONE:
            # What one of its towns reports is no figure of the whole district.
            continue
        answer = _kind(name)(question, scope, shelf)
        if answer is None:
            continue
        if answer.status != "not_found":
            return answer
        if name in {"compare", "trend", "plans", "part"}:
            # One side must not follow alone where the other side has nothing; nor a sentence that
            # speaks of problems where the report has no shortcomings.
            return answer
        refusal = refusal or answer
    if refusal is not None:
        return refusal
    if regional and not scope.unit:
        unit = question.places[0].text
        return refuse(question, scope, shelf, "no_such_place", what=unit)
    return refuse(question, scope, shelf, reason_of(question, scope, shelf), kind="passage")


def _kinds(question: Question) -> Iterator[str]:
    """Yield the kinds to try, the likeliest first."""
    if asks_who_tells(question):
        # 哪些街道的报告提到枫桥经验: the places, not what they write.
        yield "text"
    if not question.places and read_who_has(question.folded):
        yield "having"
    if asks_delivery(question):
        yield "plans"
    if question.part is not None:
        yield "part"
    has_number = bool(question.numbers or question.bare_numbers)
    if has_number and question.content and question.asks_any("text.which") and _asks_sort(question):
        # 行政诉讼案件2件是什么纠纷: of which sort they are, not what 2件 stands for.
        yield "text"
    if (
        has_number
        and not question.wants_verdict
        and question.asks_any("list" if not question.content else "meaning", "list")
    ):
        # 四个台账是什么 names a group; 26件是什么 asks what a figure stands for.
        yield "list"
    each = question.asks_any("number.each") or not question.asks_any("number")
    if question.asks_any("text.result") and each and not question.wants_verdict:
        yield "outcomes"
    explains = question.asks_any("meaning") and not question.asks_any("text.why")
    if has_number and (explains or not question.content):
        yield "meaning"
        if asks_purpose(question):
            # What the sum went into stands in its own sentence, and nowhere else.
            yield "passage"
            return
    if question.numbers and question.wants_verdict and question.asks_any("target"):
        # 增加到60名的目标达到了吗 asks for the target, not for the increase.
        yield "yesno"
    if asks_plan_and_result(question.folded):
        # 计划数和实际数 are two figures before they are a list of plans.
        yield "number"
    goal, change = read_goal(question), read_change(question)
    if change is not None and len(question.places) < 2 and _asks_in_two_units(question):
        yield "number"
        return
    if goal is not None or len(question.places) > 1:
        yield "compare"
        if len(question.places) > 1 and _WHICH_OF_THEM.search(question.folded):
            return
    if question.numbers and question.wants_verdict:
        # 同比增长38%吗: the figure supposed is held against the reported one first.
        yield "yesno"
    if change is not None and _asks_more(question):
        yield "number"
        return
    if change is not None and not _RISES_MOST.search(question.folded):
        yield "trend"
    compares = goal is not None or change is not None
    halved = sets_against_year(question) or (
        asks_both_ends(question) and question.asks_any("number")
    )
    if halved or (compares and len(question.years) > 1):
        # One year's figure is no answer to how much more than the other year's.
        if len(split_asked(question)) > 1:
            # Each of several pieces gets its own.
            yield "number"
        return
    wants_number = question.asks_any("number") and not question.wants_verdict
    if question.asks_any("yesno") and not wants_number:
        yield "yesno"
        if import_module("retrieval.answering.yesno.plans").is_plain(question):
            # A verdict, or what is planned: a passage that settles nothing is no answer.
            yield "planned"
            return
    if question.asks_any("list") and _WHICH_ONES.search(question.folded):
        # 围绕哪几类企业 asks for names, though 几 asks for numbers elsewhere.
        yield "list"
    if question.asks_any("text.often") and question.unit_class == "duration":
        # 要多久: how long it takes is a figure where there is one (3个工作日), else words (当天).
        yield "number"
    if wants_number and question.asks_any("text.often", "text.when"):
        yield "text"
    if wants_number and not question.asks_any("text.often") and not _asks_names(question):
        yield "number"
        return
    yield from _wordings(question)


def _asks_sort(question: Question) -> bool:
    """Return whether it is asked of which sort cases are, by a module that figures need not load."""
    target = import_module("retrieval.answering.texts.text_target").read_target(question)
    return target is not None and target.kind == "sort"


def _asks_more(question: Question) -> bool:
    """Return whether more is asked for than a measure and its change (多少件，占多少，增长多少)."""
    return len(question.years) < 2 < len(split_asked(question))


def _asks_in_two_units(question: Question) -> bool:
    """Return whether a change is asked for in two units (少了多少批、多少人次): one is half an answer."""
    pieces = split_asked(question)
    return len(pieces) == 2 and _UNIT_ALONE.fullmatch(pieces[1]) is not None


def _asks_names(question: Question) -> bool:
    """Return whether 哪几个 asks for names, and nothing else for a figure."""
    which = _WHICH_ONES.search(question.folded) is not None
    return which and not re.search(r"多少|(?<!哪)几|若干|占比|比例", question.folded)


def _keywords(question: Question) -> frozenset[str]:
    """Return the kinds that keywords may be of and still ask for one figure: 总额 单笔最高 are two."""
    return _KEYWORDS - {"compare.most"} if _WHOLE.search(question.folded) else _KEYWORDS


def _wordings(question: Question) -> Iterator[str]:
    """Yield the kinds for a question that asks for no figure in so many words."""
    if _WAY.search(question.folded):
        # 通过什么方式聘请: one way is told in so many words, or several are listed.
        yield "text"
    if question.asks_any("list"):
        yield "list"
    if question.asks_any("text"):
        yield "text"
    if question.asks_any("passage") or _TELL_OF.search(question.folded):
        yield "passage"
    if _asks_names(question):
        pass
    elif not question.asks - _keywords(question) or (
        question.asks_any("measure") and not question.asks_any(*_NO_FIGURE)
    ):
        # Keywords without grammar: a figure if one fits, else whatever speaks of them.
        yield "number"
    if not question.asks_any("list", "text.when"):
        yield "list"
    yield "text"
    yield "passage"
    yield "best"
