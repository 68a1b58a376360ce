"""Whether sentences that speak of a question's subject say what it asks: a name, a date, a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.enumeration_words import (
    alike,
    any_of,
    listed,
    ordinal_pattern,
)
from retrieval.answering.asking.purpose import asks_purpose
from retrieval.answering.asking.question import Question
from retrieval.answering.excluding.fees import find_untold_fee
from retrieval.answering.lists.enumerations import Enumeration, find_enumerations
from retrieval.answering.lists.list_fit import are_names
from retrieval.answering.lists.wanted import Wanted
from retrieval.answering.passages.asked_kind import asked_kind
from retrieval.answering.passages.kind_told import tells_kind
from retrieval.answering.texts.answer_types import listed as told_words
from retrieval.answering.texts.answer_types import type_of
from retrieval.answering.texts.text_lines import Line
from retrieval.answering.texts.text_spans import find_spans
from retrieval.answering.texts.text_target import TextTarget
from retrieval.figures.clauses import split_clauses
from retrieval.language.numerals import parse_numeral
from retrieval.language.quantities import find_quantities

# Of these a sentence that says none is no answer, whatever it speaks of.
_STRICT = frozenset({"when", "often", "why", "sort", "stage"})
# These are gone by here; the rules below look for the others.
_SHOWN = frozenset({"name", "called", "chief", "person", "who", "where", "result"})
_NAMED = ("people", "units")
_WHICH_ONES = re.compile(r"哪[“「]?(?:[二两三四五六七八九十]|[1-9])")
_WHICH_ONE = re.compile(r"是?哪一?[个家项份部条所位名支件起]")
_COUNT = r"(?:\d+|[一二两三四五六七八九十百]+)(?:余|多)?"
_UNIT = r"[个家名位所项条支处]"
# How many there are of it, whatever they are called: 1个为“良”, 其中2家被吊销许可证.
_SO_MANY = re.compile(rf"(?:其中|另|有)*{_COUNT}[个家名位所项条支处件起](?:为|是|系|被|获|评)")


def fits(
    question: Question, wanted: Wanted, target: TextTarget | None, lines: Sequence[Line]
) -> bool:
    """Return whether ``lines`` hold something of the kind asked for.

    True where no kind is asked for, or one that no wording shows.
    """
    if falls_short(question, wanted, lines) or _lacks_kind(question, wanted, target, lines):
        return False
    if target is None:
        return True
    if (
        not target.called
        and target.kind != "why"
        and any_of("manner", "asks").search(question.folded)
    ):
        return True
    typed = target.kind == "name" and (target.called or type_of(target.head) is not None)
    if target.kind == "why" and any("原因" in line.folded for line in lines):
        return True
    if target.kind not in _STRICT and not typed:
        return True
    return any(find_spans(target, question, line) for line in lines)


def _lacks_kind(
    question: Question, wanted: Wanted, target: TextTarget | None, lines: Sequence[Line]
) -> bool:
    """Return whether a name, a person, a place or an outcome is asked for, and ``lines`` hold none."""
    kind = asked_kind(question, wanted, target)
    which = kind is not None and kind.kind == "name" and not kind.head
    if asks_purpose(question) or not (wanted.terms or which):
        return False
    if kind is None or kind.kind not in _SHOWN or kind.head.endswith(told_words("told", "cases")):
        return False
    return not tells_kind(kind, question, "".join(dict.fromkeys(line.folded for line in lines)))


# 那5个, 这两件: so many that the asker has in mind.
_POINTED = re.compile(r"[那这]\s*(?P<n>\d+|[两二三四五六七八九十]+)[个名件项起宗家户位条份人]")


_POINTED_UNITS = frozenset("个名件项起宗家户位条份人")


def _lacks_number(question: Question, lines: Sequence[Line]) -> bool:
    """Return whether the question points at so many (那5个人), of which ``lines`` tell no such number."""
    pointed = _POINTED.search(question.folded)
    if pointed is None or (value := parse_numeral(pointed["n"])) is None:
        return False
    text = "".join(line.folded for line in lines)
    counted = any(q.value == value and q.unit in _POINTED_UNITS for q in find_quantities(text))
    return not counted and pointed.group() not in text


def falls_short(question: Question, wanted: Wanted, lines: Sequence[Line]) -> bool:
    """Return whether ``lines`` only count what is asked for by name, name too few of it, or do not tell
    what it cost."""
    return (
        _only_counted(question, wanted, lines)
        or _lacks_number(question, lines)
        or _names_too_few(question, wanted, lines)
        or _counts_which(question, wanted, lines)
        or bool(find_untold_fee(wanted.terms, "".join(line.folded for line in lines)))
    )


def _counts_which(question: Question, wanted: Wanted, lines: Sequence[Line]) -> bool:
    """Return whether it is asked which one it is (评价为“良”的是哪个项目), and the clauses that tell it
    only count how many (1个为“良”)."""
    asked = _WHICH_ONE.search(question.folded)
    named = [t for t in question.content if asked and t.end <= asked.start()]
    if not wanted.single or not named:
        return False
    told = [
        clause.text
        for line in lines
        for clause in split_clauses(line.folded)
        if named[-1].text in clause.text
    ]
    return bool(told) and all(_SO_MANY.match(text.strip("，,；;。 ")) for text in told)


def _only_counted(question: Question, wanted: Wanted, lines: Sequence[Line]) -> bool:
    """Return whether the report only tells how many there are of what was asked by name (哪5个单位)."""
    heads = [head for head in wanted.heads if any(head in listed("heads", key) for key in _NAMED)]
    # 哪三名志愿者: whatever they are, three names are asked for.
    every = _WHICH_ONES.search(question.folded) is not None
    heads += [head for head in wanted.heads if every or type_of(head) is not None]
    if not heads or not wanted.several:
        return False
    heads += [other for head in heads for other in alike(head)]
    text = "".join(dict.fromkeys(line.folded for line in lines))
    if wanted.count and any(
        len(e.items) == wanted.count
        and not _are_counts(text, e.items)
        and _are_names(e, text, heads)
        for e in find_enumerations(text, wanted.count)
    ):
        return False
    counted = any(
        re.search(
            rf"{_COUNT}{_UNIT}[^，。；、]{{0,4}}?{re.escape(head)}|{re.escape(head)}{_COUNT}{_UNIT}",
            text,
        )
        for head in heads
    )
    return counted and (wanted.count is not None or not _names_several(text))


def _names_too_few(question: Question, wanted: Wanted, lines: Sequence[Line]) -> bool:
    """Return whether so many are asked for by name (落实了哪三项制度) and the text names another number."""
    if wanted.count is None or wanted.label or _WHICH_ONES.search(question.folded) is None:
        return False
    text = "".join(dict.fromkeys(line.folded for line in lines))
    found = find_enumerations(text, wanted.count)
    told = (
        max((len(e.items) for e in found if _are_names(e, text, wanted.heads)), default=0),
        len(ordinal_pattern().findall(text)),
        text.count("；") + 1,
    )
    return max(told) < wanted.count


def _are_names(found: Enumeration, text: str, heads: Sequence[str]) -> bool:
    return are_names([text[start:end] for start, end in found.items], heads)


def _names_several(text: str) -> bool:
    """Return whether the text enumerates anything but counts (18个乡镇、34个县直单位)."""
    return any(not _are_counts(text, found.items) for found in find_enumerations(text))


def _are_counts(text: str, items: Sequence[tuple[int, int]]) -> bool:
    counted = re.compile(rf"^\D{{0,2}}{_COUNT}{_UNIT}")
    return all(counted.match(text[start:end]) for start, end in items)
