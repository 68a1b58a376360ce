"""What a follow-up question leaves out, filled in from the questions before it.

Place, year and measure carry over only where the new question leaves them out; a new
subject drops the old measure. The words of all cases stand in ``question_words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.asking.chat import is_chat
from retrieval.answering.asking.enumeration_words import any_of
from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.goal import asks_besides
from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.followups.again import asks_again
from retrieval.answering.followups.corrected import meant
from retrieval.answering.followups.filling import (
    ASKS_ON,
    SORT_OF,
    act_of,
    as_part,
    place_and_year,
    replaced,
    with_object,
    with_subject,
)
from retrieval.answering.followups.followup_compare import (
    compared,
    contrasted,
    viewed,
)
from retrieval.answering.followups.likewise import (
    OFFICE,
    asked_likewise,
    in_place_of_first,
    office_of,
)
from retrieval.answering.followups.named import is_part, is_spent, names_part, names_sort
from retrieval.answering.followups.of_last import of_last
from retrieval.answering.followups.onward import goes_on, level_before, next_years
from retrieval.answering.followups.turns import (
    Turn,
    asks_within,
    content_without,
    cuts_word,
    dated,
    has_report_of,
    is_bare,
    measure_of,
    names_level_alone,
    of_this_place,
    own_words,
    places_meant,
    wording_of,
    year_text,
)
from retrieval.answering.followups.which_kind import asks_which_kind, kinds_first
from retrieval.language.terms import DENIED, Term

_TAIL = re.compile(r"呢\s*[？?]?$")
# These ask for a section of the report, whatever was spoken of before.
_WHOLE_SECTIONS = ("list.shortcomings", "list.plans", "list.measures")
_RESULT, _NEXT_YEAR = "结果如何", "下一年"
# What is told at length is no name that another thing may have as well.
_TOLD_AT_LENGTH = ("text.why", "text.where", "text.result", "text.often")
_UNITS_OF_PLACES = ("省", "市", "区", "县", "镇", "乡", "街")
_SUM = re.compile(r"(?:总?金额|总额|钱|款)(?:[是有]?多少)?[呢啊呀]?[？?。\s]*")
# More or less than something else, which is named.
_SET_AGAINST = re.compile(
    r"(?:那么?|它)?(?:比|较)(?![例率较重赛])[^,，。]{1,16}?[多少高低](?:[多少几吗]|[?？]|$)"
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A question with what it leaves out: ``texts`` are its readings, the likeliest first, and
    ``keeps_subject`` is true where the next one is about the same whole, ``same_unit`` where nothing
    in another unit than the last one's can be meant."""

    texts: tuple[str, ...]
    keeps_subject: bool = False
    same_unit: bool = False


def resolve(question: str, context: Sequence[str], gazetteer: Gazetteer) -> str:
    """Return the question with place, year and measure carried over where it leaves them out."""
    return readings(question, context, gazetteer)[0]


def readings(question: str, context: Sequence[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return what the question may mean after the earlier ones, the likeliest first.

    ``context`` are the earlier questions, oldest first, themselves resolved or not. A further
    reading stands for the same question with more or less of what was spoken of carried over.
    """
    turns: list[Turn] = []
    for text in context:
        # 离婚登记几对 is off topic without a place, and no talk where a report's place is named.
        if not is_chat(text) or places_meant(parse_once(text, gazetteer)):
            turns.append(_turn(text, turns, gazetteer))
    if not turns:
        return (question,)
    asked = parse_once(meant(question), gazetteer)
    filled = _fill(asked, turns, gazetteer)
    counted = [_counted(text, asked, turns[-1].question) for text in filled.texts]
    return tuple(dict.fromkeys(counted if filled.same_unit else (*counted, *filled.texts)))


def _counted(text: str, asked: Question, before: Question) -> str:
    """Return a filled-in 辅警呢 that asks for a number of the unit asked for before, if any was."""
    asks = {kind for kind in asked.asks if not kind.startswith("followup")}
    # A rate, or a thing with a unit of its own, is asked for without the old one.
    plain = not asks and not any(t.kind == "rate" for t in asked.terms) and asked.content
    if not (plain and before.unit) or re.search("多少|几|如何", text):
        return text
    return f"{ASKS_ON.sub('', text)}多少{before.unit}"


def _turn(text: str, turns: Sequence[Turn], gazetteer: Gazetteer) -> Turn:
    asked = parse_once(meant(text) if turns else text, gazetteer)
    if not turns:
        return Turn(asked, _whole_of(asked))
    filled = _fill(asked, turns, gazetteer)
    resolved = asked if filled.texts[0] == text else parse_once(filled.texts[0], gazetteer)
    return Turn(resolved, turns[-1].subject if filled.keeps_subject else _whole_of(resolved))


def _whole_of(question: Question) -> tuple[Term, ...]:
    """Return the terms of the whole that a question is about: those before its 其中, if any."""
    mark = pattern_of("followup", "part").search(question.folded)
    whole = tuple(t for t in question.terms if mark is None or t.end <= mark.start())
    if any(t.kind == "thing" for t in whole):
        # 没审结的行政诉讼: the lawsuits, of which these are some.
        whole = tuple(t for t in whole if not t.text.startswith(DENIED))
    return whole if any(not t.is_light for t in whole) else question.terms


def _fill(asked: Question, turns: Sequence[Turn], gazetteer: Gazetteer) -> Filled:
    """Return the question filled in from the turns before it."""
    before = turns[-1].question
    subject = turns[-1].subject
    if asks_again(asked.folded) and before.content:
        return Filled((before.text,), keeps_subject=True)
    asked = dated(asked, turns, gazetteer)
    here = of_this_place(asked, gazetteer)
    asked = here or asked
    measure = measure_of(asked)
    if measure and (asked.years or asks_besides(asked)) and asked.places:
        return Filled((asked.text,))
    if not asked.places and (texts := of_last(asked, turns, gazetteer)):
        return Filled(texts, keeps_subject=True)
    if text := viewed(asked, turns, gazetteer):
        return Filled((text,), keeps_subject=True)
    place, year = place_and_year(asked, before, gazetteer)
    if not asked.places and subject and names_level_alone(asked, before):
        # 街道自己出多少: of the same, and no count of anything called 街道.
        own = f"{wording_of(subject)}，其中{own_words(asked)}"
        return Filled((f"{place}{year}{own}",), keeps_subject=True, same_unit=True)
    if text := level_before(asked, subject):
        return Filled((f"{place}{year}{text}",), keeps_subject=True)
    kinds = kinds_first(asked, turns, gazetteer)
    text = "" if measure and not asks_which_kind(asked) else compared(asked, turns, gazetteer)
    if kinds or text:
        rates = wording_of(t for t in subject if t.kind == "rate")
        bare = text.replace(wording_of(subject), rates) if rates else text
        # 诉求满意率比上年提高多少: the rate may stand without what it is of.
        return Filled((*kinds, *filter(None, (text, bare))), keeps_subject=True)
    if not measure and (text := contrasted(asked, before)):
        return Filled((text,), keeps_subject=True)
    spoken = next((t.question for t in reversed(turns) if t.question.content), before)
    if measure and (text := goes_on(asked, spoken)):
        # 后来怎么处理的: of the same, though 处理 is an act by itself.
        return Filled((f"{place}{year}{text}",), keeps_subject=True)
    if text := next_years(asked, turns):
        # 讲座几场？明年呢: how many are planned, else all that is.
        return Filled((text, f"{place}{year}{own_words(asked)}"), keeps_subject=True)
    if not measure and subject and asked.asks_any("text.result") and not asked.places:
        # 结果呢: what came of what was counted.
        return Filled((f"{place}{year}{wording_of(subject)}{_RESULT}",), keeps_subject=True)
    if not measure and not _asks_anew(asked, before):
        if pattern_of("followup", "total").search(asked.folded):
            things = tuple(t for t in subject if t.kind != "action") or subject
            text = f"{place}{year}{wording_of(things)}{own_words(asked)}"
        else:
            text = replaced(before, asked, gazetteer)
            counted = next(
                (t.question for t in reversed(turns) if t.question.asks_any("number")), None
            )
            if counted is not None and counted is not before and before.asks_any("text"):
                # 办了多少？为什么这么少？去年呢: the reason for last year's, or how many there were.
                return Filled((text, replaced(counted, asked, gazetteer)), keeps_subject=True)
        return Filled((text,), keeps_subject=True)
    if measure and subject and not asked.places and _SET_AGAINST.match(asked.folded):
        # 巡逻队员几名？比明白人多几个
        return Filled((f"{place}{year}{wording_of(subject)}{own_words(asked)}",))
    if measure and here:
        return Filled((f"{place}{year}{own_words(asked)}",))
    names = before.asks_any("text") and not before.asks_any(*_TOLD_AT_LENGTH)
    if measure and names and not asked.asks and _TAIL.search(asked.text):
        alike = f"{place}{year}{asked_likewise(asked, before)}"
        # 律所是哪家？行政诉讼呢: no firm, but how many there were.
        return Filled((alike, f"{place}{year}{own_words(asked)}"))
    if asked.asks_any(*_WHOLE_SECTIONS):
        if (
            asked.asks_any("list.plans")
            and not asked.years
            and has_report_of(before, before, gazetteer)
        ):
            # The plans at the end of the report spoken of are those for the year after it.
            year += "" if any_of("generic", "next_year").search(asked.folded) else _NEXT_YEAR
        return Filled((f"{place}{year}{own_words(asked)}",))
    if act := act_of(asked, subject):
        # 审结了多少件？行政复议的: the act is the old one, of the thing that is named now.
        own = own_words(asked)
        return Filled((f"{place}{year}{ASKS_ON.sub('', own)}{act}", f"{place}{year}{own}"))
    if subject and asks_within(asked) and not asked.places:
        # 行动清退了几辆车？哪些部门参加了: took part in that.
        text = f"{place}{year}{wording_of(subject)}{own_words(asked)}"
        return Filled((text,), keeps_subject=True)
    if measure and not is_part(asked, before):
        glanced_back = not has_report_of(before, before, gazetteer)
        if glanced_back and not asked.places and asked.year_offset is None:
            # The old year was one that a report of another year tells of.
            year = year_text(asked, asked, gazetteer)
        alone = f"{place}{year}{own_words(asked)}"
        whose = office_of(before, subject)
        if whose and not asked.places and not OFFICE.search(asked.folded):
            # 水利局处罚了几件？罚了多少钱: of the same office, where it has such a figure.
            return Filled((f"{place}{year}{whose}{own_words(asked)}", alone))
        if likewise := in_place_of_first(asked, turns):
            return Filled((f"{place}{year}{likewise}", alone))
        among = as_part(asked, subject, place, year)
        if SORT_OF.search(asked.folded) and not asked.asks_any("text", "list"):
            # 自主就业的呢 is one of those spoken of before it is anything else.
            same = in_place_of_first(asked, turns, of_last=True)
            instead = (f"{place}{year}{same}",) if same else ()
            return Filled((*among, *instead, alone), same_unit=True)
        return Filled((alone, *with_subject(asked, subject, place, year), *among))
    if text := goes_on(asked, spoken):
        return Filled((f"{place}{year}{text}",), keeps_subject=True)
    carried = wording_of(content_without(subject, asked))
    own = own_words(asked) if carried else with_object(asked, subject)
    part = names_part(asked) or names_sort(asked)
    # The mark is kept, so that the next question, too, sees the whole and its part.
    mark = "，其中" if part and carried else ""
    if (
        carried
        and not mark
        and (own[:1] in _UNITS_OF_PLACES or cuts_word(f"{carried}{own}", len(carried)))
    ):
        # 投资 and 区财政 name no place together, nor are 查处 and 罚了 a 处罚.
        mark = "，"
    text = f"{place}{year}{carried}{mark}{own}"
    if asked.unit_class == "money" and _SUM.fullmatch(own) and carried:
        # 纠纷几件？金额呢: what they came to, which reports tell of behind them.
        return Filled((text, f"{place}{year}{carried}涉及金额多少"), keeps_subject=True)
    if asked.asks_any("number.rank") and not measure:
        # 满意率多少？排第几: the rank may be told of more than the rate.
        return Filled((text, f"{place}{year}{own}"), part)
    if not measure or (carried and all(map(is_spent, asked.content))):
        return Filled((text,), part)
    others = [] if asked.wants_verdict else [f"{place}{year}{own_words(asked)}"]
    if all(term.kind == "quality" for term in asked.content):
        # A quality says little by itself: 网上的 of 信访事项 are 网上信访事项, else those so counted.
        plain = ASKS_ON.sub("", own_words(asked))
        others = [
            f"{place}{year}{plain}{carried}",
            f"{place}{year}{_counted(plain, asked, before)}",
        ]
    return Filled((text, *others), part or _is_rate(asked))


def _is_rate(asked: Question) -> bool:
    """Return whether nothing but a rate is asked for (成功率呢), which is one of the same whole."""
    return bool(asked.content) and all(t.kind == "rate" for t in asked.content)


def _asks_anew(asked: Question, before: Question) -> bool:
    """Return whether a question without a measure asks something else of the same measure
    (多少批 after 多少人次, 有没有败诉, 比上年多了多少)."""
    if asked.unit and asked.unit != before.unit:
        return True
    if asked.unit_class not in {"", before.unit_class} and not asked.unit:
        # 纠纷多少件？金额呢
        return True
    if any(
        asked.asks_any(k) and not before.asks_any(k) for k in ("number.rank", "compare", "trend")
    ):
        # 罚款多少？涨了还是降了, 最高一笔多少
        return True
    if any(asked.asks_any(key) and not before.asks_any(key) for key in _WHOLE_SECTIONS):
        return True
    if asked.asks_any("list") and not before.asks_any("list") and names_part(asked):
        # 里面有什么: what is in the thing spoken of.
        return True
    kinds = {k.split(".")[0] for k in asked.asks} - {k.split(".")[0] for k in before.asks}
    others = {"trend", "compare", "yesno", "list", "text", "passage", "meaning"}
    return bool(kinds & others) and not is_bare(asked)
