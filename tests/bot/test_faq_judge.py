"""Answers against expectations: right, drifted, and in which way wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_library import AMBIGUOUS, ANSWER, EVIDENCE, HELLO, LINES, NOT_FOUND

from bot.faq.amounts import parse_amount
from bot.faq.cases import Expectation, Outcome, Source
from bot.faq.judge import Verdict, judge
from retrieval.records import Answer, Evidence, Kind, Value


def _line(item: Evidence) -> str:
    return LINES[item.line - 1]


def _expect(*written: str, **rest: object) -> Expectation:
    amounts = tuple(amount for text in written if (amount := parse_amount(text)))
    return replace(Expectation(amounts=amounts, written=written), **rest)  # type: ignore[arg-type]


HERE = (Source("嘉祥街道", 2023),)


@pytest.mark.parametrize(
    ("expected", "verdict"),
    [
        (_expect("22 件"), "pass"),
        (_expect("二十二件", quotes=("全年共22件",), sources=HERE), "pass"),
        (_expect("23 件"), "wrong"),
        (_expect("22 起"), "wrong"),
        (_expect("22 件", "7 件"), "wrong"),
        (_expect("22 件", sources=(Source("中梁镇"),)), "wrong"),
        (_expect("22 件", sources=(Source("嘉祥街道", 2022),)), "wrong"),
        (_expect("22 件", quotes=("调解组织",), sources=HERE), "drift"),
        (_expect("22 件", quotes=("调解组织",)), "quote"),
        (_expect(contains=("22件",), quotes=("调解组织",)), "quote"),
        (_expect(contains=("二十",)), "wrong"),
        (_expect("22 件", contains=("二十",)), "other"),
        (_expect("22 件", excludes=("共有",)), "other"),
        (_expect("22 件", kind="trend"), "other"),
        (_expect(status="not_found"), "invented"),
        (_expect(status="ambiguous"), "invented"),
        (_expect(status="smalltalk"), "invented"),
    ],
)
def test_an_answered_question(expected: Expectation, verdict: Verdict) -> None:
    assert judge(expected, ANSWER, _line).verdict == verdict


@pytest.mark.parametrize(
    ("answer", "status", "verdict"),
    [
        (NOT_FOUND, "answered", "missed"),
        (AMBIGUOUS, "answered", "missed"),
        (HELLO, "answered", "missed"),
        (NOT_FOUND, "ambiguous", "missed"),
        (AMBIGUOUS, "not_found", "other"),
        (NOT_FOUND, "smalltalk", "other"),
        (NOT_FOUND, "not_found", "pass"),
        (AMBIGUOUS, "ambiguous", "pass"),
        (HELLO, "smalltalk", "pass"),
    ],
)
def test_other_outcomes(answer: Answer, status: Outcome, verdict: Verdict) -> None:
    assert judge(Expectation(status=status), answer, _line).verdict == verdict


def _with(*values: Value, kind: Kind = "number") -> Answer:
    return replace(ANSWER, kind=kind, values=values)


RIGHT = Value("22", "件", "", "嘉祥街道", 2023, evidence=0)
OTHER = Value("7", "件", "", "嘉祥街道", 2022, evidence=0)
COMPUTED = replace(OTHER, value="15", derived=True)


def test_a_further_figure_is_wrong_where_one_was_asked_for() -> None:
    assert judge(_expect("22 件"), _with(RIGHT, OTHER), _line).verdict == "wrong"
    assert judge(_expect("22 件"), _with(RIGHT, COMPUTED), _line).verdict == "pass"
    assert judge(_expect("22 件"), _with(RIGHT, OTHER, kind="trend"), _line).verdict == "pass"
    assert judge(_expect("22 件", only_amounts=False), _with(RIGHT, OTHER), _line).ok


def test_the_year_of_a_figure_counts_as_its_source() -> None:
    expected = _expect("7 件", sources=(Source("嘉祥街道", 2022),))
    assert judge(expected, _with(OTHER), _line).verdict == "pass"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("是，全部答复。", True), ("有，共2件。", True), ("均已办结。", True),
        ("否，是22件。", False), ("没有，报告写明无败诉案件。", False), ("不是，2022年为7件。", False),
        ("并非全部。", False), ("无败诉案件。", False), ("嘉祥街道：是。", None),
    ],
)  # fmt: skip
def test_the_verdict_is_in_the_first_words(text: str, said: bool | None) -> None:
    answer = replace(ANSWER, kind="yesno", text=text)
    for verdict in (True, False):
        right = judge(Expectation(verdict=verdict), answer, _line).verdict == "pass"
        assert right is (verdict is said)


def test_passages_shown_in_place_of_an_answer_claim_nothing() -> None:
    answer = replace(ANSWER, kind="passage", values=(), text="报告这样说：")
    assert judge(_expect("22 件"), answer, _line).verdict == "missed"
    assert judge(_expect(contains=("法院",)), answer, _line).verdict == "missed"
    assert judge(_expect(contains=("法院",), kind="passage"), answer, _line).verdict == "wrong"
    assert judge(_expect(status="not_found"), answer, _line).verdict == "invented"


def test_reason_and_choices() -> None:
    assert not judge(Expectation(status="not_found", reason="no_such_place"), NOT_FOUND, _line).ok
    assert judge(Expectation(status="not_found", reason="not_reported"), NOT_FOUND, _line).ok
    assert judge(Expectation(status="ambiguous", choices=("中梁镇",)), AMBIGUOUS, _line).ok
    assert not judge(Expectation(status="ambiguous", choices=("某镇",)), AMBIGUOUS, _line).ok


def test_a_quote_may_stand_in_the_rest_of_the_quoted_line() -> None:
    short = replace(ANSWER, evidence=(replace(EVIDENCE, quote="共22件", highlights=()),))
    assert judge(_expect("22 件", quotes=("受县政府委托承办5件",)), short, _line).verdict == "pass"


def test_widths_and_blanks_do_not_matter_in_wording() -> None:
    answer = replace(ANSWER, text="由（甲）　ＡＢ 负责")
    assert judge(_expect(contains=("(甲)ab",)), answer, _line).ok
