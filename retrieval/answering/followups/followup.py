"""What a follow-up question leaves out, filled in from the questions before it.

Place, year and measure carry over only where the new question leaves them out; a new
subject drops the old measure. The words of all cases stand in ``question_words.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answering.asking.chat import is_chat
from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.goal import asks_besides
from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.asking.table_request import every_place
from retrieval.answering.followups.followup_compare import compared, contrasted, viewed
from retrieval.answering.followups.likewise import (
    OFFICE,
    asked_likewise,
    in_place_of_first,
    office_of,
)
from retrieval.answering.followups.turns import (
    YEAR_WORDS,
    Turn,
    content_without,
    has_report_of,
    is_bare,
    measure_of,
    narrowed_place,
    own_words,
    place_text,
    wording_of,
    year_meant,
    year_text,
)
from retrieval.language.terms import Term

_TAIL = re.compile(r"呢\s*[？?]?$")
# These ask for a section of the report, whatever was spoken of before.
_WHOLE_SECTIONS = ("list.shortcomings", "list.plans", "list.measures")
_KIND_OF = re.compile(r"类的?(?:呢|有?(?:多少|几)[^\s]{0,2})?\s*[？?。]?$")
_ASKS_ON = re.compile(r"的?呢?\s*[？?。]?$")
_SORT_OF = re.compile(r"的呢?\s*[？?。]?$")
_SO_MANY_OF = re.compile(r"的[有是占共]?(?:多少|几)[^\s的]{0,2}\s*[？?。]?$")
_RESULT = "结果如何"
# A longer question names all that it is about.
_FEW_TERMS = 2


@dataclass(frozen=True, slots=True)
class Filled:
    """A question with what it leaves out: ``texts`` are its readings, the likeliest first, and
    ``keeps_subject`` is true where the next one is about the same whole."""

    texts: tuple[str, ...]
    keeps_subject: bool = False


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
        if not is_chat(text):
            turns.append(_turn(text, turns, gazetteer))
    if not turns:
        return (question,)
    asked = parse_once(question, gazetteer)
    texts = _fill(asked, turns, gazetteer).texts
    counted = [_counted(text, asked, turns[-1].question) for text in texts]
    return tuple(dict.fromkeys(text for both in zip(counted, texts, strict=True) for text in both))


def _counted(text: str, asked: Question, before: Question) -> str:
    """Return a filled-in 辅警呢 that asks for a number of the unit asked for before, if any was."""
    asks = {kind for kind in asked.asks if not kind.startswith("followup")}
    # A rate, or a thing with a unit of its own, is asked for without the old one.
    plain = not asks and not any(t.kind == "rate" for t in asked.terms) and asked.content
    if not (plain and before.unit) or re.search("多少|几", text):
        return text
    return f"{_ASKS_ON.sub('', text)}多少{before.unit}"


def _turn(text: str, turns: Sequence[Turn], gazetteer: Gazetteer) -> Turn:
    asked = parse_once(text, gazetteer)
    if not turns:
        return Turn(asked, _whole_of(asked))
    filled = _fill(asked, turns, gazetteer)
    resolved = asked if filled.texts[0] == text else parse_once(filled.texts[0], gazetteer)
    return Turn(resolved, turns[-1].subject if filled.keeps_subject else _whole_of(resolved))


def _whole_of(question: Question) -> tuple[Term, ...]:
    """Return the terms of the whole that a question is about: those before its 其中, if any."""
    mark = pattern_of("followup", "part").search(question.folded)
    whole = tuple(t for t in question.terms if mark is None or t.end <= mark.start())
    return whole if any(not t.is_light for t in whole) else question.terms


def _fill(asked: Question, turns: Sequence[Turn], gazetteer: Gazetteer) -> Filled:
    """Return the question filled in from the turns before it."""
    before = turns[-1].question
    subject = turns[-1].subject
    measure = measure_of(asked)
    if measure and (asked.years or asks_besides(asked)) and asked.places:
        return Filled((asked.text,))
    if text := viewed(asked, turns, gazetteer):
        return Filled((text,), keeps_subject=True)
    if not measure and (text := compared(asked, turns, gazetteer)):
        return Filled((text,), keeps_subject=True)
    if not measure and (text := contrasted(asked, before)):
        return Filled((text,), keeps_subject=True)
    place, year = _place_and_year(asked, before, gazetteer)
    if not measure and subject and asked.asks_any("text.result") and not asked.places:
        # 结果呢: what came of what was counted.
        return Filled((f"{place}{year}{wording_of(subject)}{_RESULT}",), keeps_subject=True)
    if not measure and not _asks_anew(asked, before):
        if pattern_of("followup", "total").search(asked.folded):
            things = tuple(t for t in subject if t.kind != "action") or subject
            text = f"{place}{year}{wording_of(things)}{own_words(asked)}"
        else:
            text = _replaced(before, asked, gazetteer)
        return Filled((text,), keeps_subject=True)
    if measure and before.asks_any("text") and not asked.asks and _TAIL.search(asked.text):
        return Filled((f"{place}{year}{asked_likewise(asked, before)}",))
    if asked.asks_any(*_WHOLE_SECTIONS):
        return Filled((f"{place}{year}{own_words(asked)}",))
    if act := _act_of(asked, subject):
        # 审结了多少件？行政复议的: the act is the old one, of the thing that is named now.
        own = own_words(asked)
        return Filled((f"{place}{year}{_ASKS_ON.sub('', own)}{act}", f"{place}{year}{own}"))
    if measure and not _is_part(asked, before):
        if not asked.places and not has_report_of(before, before, gazetteer):
            # The old year was a glance back in a report of another year.
            year = year_text(asked, asked, gazetteer)
        alone = f"{place}{year}{own_words(asked)}"
        whose = office_of(before, subject)
        if whose and not asked.places and not OFFICE.search(asked.folded):
            # 水利局处罚了几件？罚了多少钱: of the same office, where it has such a figure.
            return Filled((f"{place}{year}{whose}{own_words(asked)}", alone))
        if likewise := in_place_of_first(asked, turns):
            return Filled((f"{place}{year}{likewise}", alone))
        return Filled((alone, *_with_subject(asked, subject, place, year)))
    carried = wording_of(content_without(subject, asked))
    own = own_words(asked) if carried else _with_object(asked, subject)
    part = _names_part(asked) or _names_sort(asked)
    # The mark is kept, so that the next question, too, sees the whole and its part.
    mark = "，其中" if part and carried else ""
    text = f"{place}{year}{carried}{mark}{own}"
    if not measure or (carried and all(map(_is_spent, asked.content))):
        return Filled((text,), part)
    others = [f"{place}{year}{own_words(asked)}"]
    if all(term.kind == "quality" for term in asked.content):
        # A quality says little by itself: 网上的 of 信访事项 are 网上信访事项, else those so counted.
        plain = _ASKS_ON.sub("", own_words(asked))
        others = [
            f"{place}{year}{plain}{carried}",
            f"{place}{year}{_counted(plain, asked, before)}",
        ]
    return Filled((text, *others), part or _is_rate(asked))


def _with_subject(
    asked: Question, subject: Sequence[Term], place: str, year: str
) -> tuple[str, ...]:
    """Return a short question that names no thing with those spoken of before."""
    things = wording_of(t for t in content_without(subject, asked) if t.kind != "action")
    named = any(term.kind in {"thing", "rate"} for term in asked.content)
    if asked.places or named or len(asked.content) > _FEW_TERMS or not things:
        return ()
    return (f"{place}{year}{things}{own_words(asked)}",)


def _act_of(asked: Question, subject: Sequence[Term]) -> str:
    """Return the old question's acts where it named nothing else and the new one only says of
    what (行政复议的), else nothing."""
    things = all(term.kind == "thing" for term in asked.content)
    if asked.asks or not (asked.content and things and _SORT_OF.search(asked.folded)):
        return ""
    content = [term for term in subject if not term.is_light]
    return wording_of(subject) if content and all(t.kind == "action" for t in content) else ""


def _is_rate(asked: Question) -> bool:
    """Return whether nothing but a rate is asked for (成功率呢), which is one of the same whole."""
    return bool(asked.content) and all(t.kind == "rate" for t in asked.content)


def _place_and_year(asked: Question, before: Question, gazetteer: Gazetteer) -> tuple[str, str]:
    # 各街道 means all of them, wherever was spoken of.
    place = place_text(asked) or ("" if every_place(asked.folded) else place_text(before))
    year = year_text(asked, before, gazetteer)
    if asked.places and not asked.years and not has_report_of(asked, before, gazetteer):
        # The year was the old place's; the new one has no report of it.
        year = ""
    return place, year


def _asks_anew(asked: Question, before: Question) -> bool:
    """Return whether a question without a measure asks something else of the same measure
    (多少批 after 多少人次, 有没有败诉, 比上年多了多少)."""
    if asked.unit and asked.unit != before.unit:
        return True
    if any(asked.asks_any(key) and not before.asks_any(key) for key in _WHOLE_SECTIONS):
        return True
    if asked.asks_any("list") and not before.asks_any("list") and _names_part(asked):
        # 里面有什么: what is in the thing spoken of.
        return True
    kinds = {k.split(".")[0] for k in asked.asks} - {k.split(".")[0] for k in before.asks}
    others = {"trend", "compare", "yesno", "list", "text", "passage", "meaning"}
    return bool(kinds & others) and not is_bare(asked)


def _names_part(asked: Question) -> bool:
    return asked.asks_any("followup.part") or bool(
        pattern_of("followup", "part").search(asked.folded)
    )


def _is_part(asked: Question, before: Question) -> bool:
    """Return whether the new question asks for a part or another act of the old subject."""
    if not before.content:
        return False
    if _names_sort(asked):
        return True
    things = any(_names_thing(term) for term in asked.content)
    if things and pattern_of("followup", "pronouns").search(asked.folded):
        # 他们有几名调解员: as often the place's own as part of those spoken of.
        return False
    return not things or _names_part(asked)


def _names_thing(term: Term) -> bool:
    """Return whether a term names what is counted, rather than an act, a sort or an outcome of it."""
    if term.text in words_of("followup", "sorts") or _is_spent(term):
        return False
    return term.kind == "thing" or (term.kind == "word" and len(term.text) > 1)


def _is_spent(term: Term) -> bool:
    """Return whether a term is a verb that stands for a thing (花了 for 投资): what the money went
    into was spoken of before."""
    return term.kind == "thing" and term.text.endswith("了")


def _names_sort(asked: Question) -> bool:
    """Return whether the new question only says of which sort (一审的呢, 垃圾分类类几件)."""
    if _KIND_OF.search(asked.folded):
        return True
    if asked.places or asked.asks_any("text"):
        return False
    sort = _SORT_OF.search(asked.folded) and not any(map(_names_thing, asked.content))
    return bool(sort or _SO_MANY_OF.search(asked.folded))


def _replaced(before: Question, asked: Question, gazetteer: Gazetteer) -> str:
    """Return the old question with the new one's place and year in place of its own."""
    text = before.folded
    place = narrowed_place(before, asked) or place_text(asked)
    if place:
        for mention in reversed(before.places):
            text = text[: mention.start] + "\x01" + text[mention.end :]
        head, _, tail = text.partition("\x01")
        text = head + place + tail.replace("\x01", "") if "\x01" in text else place + text
    year = year_meant(asked, before, gazetteer)
    if place and not year and before.years and not has_report_of(asked, before, gazetteer):
        text = YEAR_WORDS.sub("", text, count=1)
    if year:
        text, count = YEAR_WORDS.subn(f"{year}年", text, count=1)
        if not count:
            named = place or place_text(before)
            at = text.find(named) + len(named) if named in text else 0
            text = f"{text[:at]}{year}年{text[at:]}"
    return text


def _with_object(asked: Question, subject: Sequence[Term]) -> str:
    """Return the new words, their lone act with the old one's object (结了几件 after 立案: 结案)."""
    own = own_words(asked)
    lone = [t.text for t in asked.content if len(t.text) == 1]
    if len(lone) == 1 and any(t.text.endswith("案") and t.kind == "action" for t in subject):
        return re.sub(rf"{lone[0]}了?", f"{lone[0]}案", own, count=1)
    return own
