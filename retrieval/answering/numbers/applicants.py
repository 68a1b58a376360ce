"""How many people applied, complained or sued, where the report counts their cases alone.

有多少人申请复议 is asked by people; reports count 件. Where no figure counts those people, the number
of their cases is told under its own unit, and the answer says that the report counts so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.answering.asking.question import Question, parse_once
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.templates import say
from retrieval.answering.numbers.numbers import answer_number
from retrieval.language.units import load_units
from retrieval.records import Answer

_WHO = r"(?:人|群众|老百姓|百姓|市民|居民|村民|当事人|申请人)"
_HOW_MANY = re.compile(
    rf"的?{_WHO}?(?:一共|总共|共)?有?(?:多少|几)(?:个|名|位)?{_WHO}(?:来|去|跑来|跑去|上门)?"
)
# What one person does once: each is a case of its own.
_APPLIES = re.compile(
    r"申请[^，,]{0,8}(?:复议|公开|仲裁|赔偿|援助|听证|裁决)|复议|(?:申请|要求?|提)[^，,]{0,4}公开"
    r"|(?<![被报公通广转警])告|起诉|打官司|投诉|举报|提[起出][^，,]{0,6}(?:诉讼|复议|申请)"
)
_SUES = re.compile(r"告了?|起诉了?|打官司")
# How many watched is told by how often it was.
_SEEN = re.compile(r"(?:观看|收看|看|浏览|阅读|点击|播放)(?:过|了|的)?")
_VIEWS = "的阅读量是多少"
_CASES, _LAWSUITS = "的有多少件", "的案子有多少件"


def answer_by_cases(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return how many cases there were, None where no people are asked for that came with one, or
    the report has no such figure."""
    text = question.folded
    asked = _HOW_MANY.search(text)
    if asked is None or question.unit_class != "person":
        return None
    rest = text[asked.end() :].rstrip("？?。")
    if _SEEN.fullmatch(rest):
        return _told_by(f"{text[: asked.start()]}{_VIEWS}", "times", question, scope, shelf)
    if not _APPLIES.search(rest or text[: asked.start()]):
        return None
    sued = _SUES.match(rest)
    rest = rest if sued is None else f"{sued.group().removesuffix('了')}{rest[sued.end() :]}"
    cases = _CASES if sued is None else _LAWSUITS
    wording = f"{text[: asked.start()]}{rest}{cases}"
    return _told_by(wording, "case", question, scope, shelf)


def _told_by(
    wording: str, unit_class: str, question: Question, scope: Scope, shelf: Shelf
) -> Answer | None:
    """Return the figure of a class of units that answers ``wording``, its way of counting said."""
    reworded = parse_once(wording, shelf.gazetteer)
    answer = answer_number(replace(reworded, years=question.years), scope, shelf)
    if answer.status != "answered" or len(answer.values) != 1:
        return None
    unit = answer.values[0].unit
    if load_units().class_of.get(unit) != unit_class:
        return None
    note = say("number", "by_cases", unit=unit)
    return replace(answer, question=question.text, text=f"{answer.text}{note}")
