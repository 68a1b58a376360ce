"""Changes over the years: differences computed and shown, rates as reported, gaps said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.comparing.trend import answer_trend
from retrieval.answering.evidence.shelf import Shelf
from tests.answering.shelves import Ask, asking, figures, shelf_of

QINGSHI_2022 = """青石街道2022年法治政府建设年度报告
一、主要举措
2022年，青石街道查处行政处罚案件46件，比2021年的39件增加7件。12345热线满意率95.3%。
培育“法律明白人”50名。接待来访96批210人次。
"""
QINGSHI_2023 = """青石街道2023年法治政府建设年度报告
一、主要举措
2023年，青石街道查处行政处罚案件58件，比2022年的46件增加12件。12345热线满意率97.6%。
持证执法人员由18人增加到23人。立案412件，同比增长18.4%。投诉平均办理时长比上年缩短3.5天。
培育“法律明白人”50名。法治建设工作在全区综合评比中由2022年的第5名上升到第2名。
接待来访84批150人次，批次、人次分别下降12.5%和28.6%。
"""
BAIHE = """白河镇2023年法治政府建设年度报告
一、主要举措
白河镇在2022年的行政诉讼案件为7件，2023年的22件。办理信访案件26件。
评查行政执法案卷60卷，优秀率由2022年的81.2%提高到88.5%。
"""
REPORTS = {"青石2022.txt": QINGSHI_2022, "青石2023.txt": QINGSHI_2023, "白河.txt": BAIHE}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder: Path = tmp_path_factory.mktemp("变化")
    with shelf_of(folder, REPORTS) as shelf:
        yield shelf


@pytest.fixture
def ask(shelf: Shelf) -> Ask:
    return asking(shelf, answer_trend)


@pytest.mark.parametrize(
    "question",
    [
        "白河镇2023年行政诉讼案件比2022年多多少件？",
        "白河行政诉讼2023年比上一年增加了几件",
        "白河镇近两年行政诉讼案件数量有什么变化？",
        "白河镇行政诉讼案件是增加了还是减少了",
        "白河镇2023年行政诉讼案件增长了多少",
        "行政诉讼案件有什么变化",
    ],
)
def test_two_years_in_one_report_give_a_shown_difference(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer is not None and answer.kind == "trend"
    assert "增加了：2022年7件，2023年22件，增加15件（22件−7件=15件）" in answer.text
    assert figures(answer) == ["7件", "22件"] and figures(answer, derived=True) == ["15件"]
    assert [value.year for value in answer.values[:2]] == [2022, 2023]


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("白河镇行政诉讼比去年少了吗", "否，"),
        ("白河镇行政诉讼案件有没有增加", "是，"),
        ("青石街道法律明白人增加了吗", "否，"),
        ("青石街道立案数增加了吗", "是，"),
    ],
)
def test_a_claimed_direction_is_affirmed_or_denied(ask: Ask, question: str, verdict: str) -> None:
    answer = ask(question)
    assert answer is not None and answer.kind == "yesno"
    assert answer.text.startswith(verdict)


def test_a_reported_difference_is_not_computed_again(ask: Ask) -> None:
    answer = ask("青石街道2023年行政处罚案件比2022年多多少件")
    assert answer is not None and "报告写明比2022年的46件增加12件" in answer.text
    assert "12件" in figures(answer) and figures(answer, derived=True) == []


def test_a_reported_rate_is_given_as_reported(ask: Ask) -> None:
    answer = ask("青石街道2023年立案数同比增长百分之几")
    assert answer is not None and "报告写明同比增长18.4%" in answer.text
    assert figures(answer) == ["412件", "18.4%"] and figures(answer, derived=True) == []


def test_a_change_without_any_level_is_given_alone(ask: Ask) -> None:
    assert figures(ask("青石街道投诉办理时长缩短了几天")) == ["3.5天"]


def test_a_rate_that_is_not_reported_is_computed_and_marked(ask: Ask) -> None:
    answer = ask("白河镇行政诉讼增长百分之几")
    assert answer is not None
    assert figures(answer, derived=True) == ["15件", "214.29%"]
    assert "约214.29%" in answer.text and answer.values[-1].approx


@pytest.mark.parametrize(
    ("question", "text", "years"),
    [
        ("青石街道持证执法人员增加了多少人", "原来18人，2023年23人，增加5人", [None, 2023]),
        ("白河镇案卷优秀率有什么变化", "2022年81.2%，2023年88.5%，增加7.3个百分点", [2022, 2023]),
        ("青石街道法治建设评比排名有什么变化", "2022年第5名，2023年第2名", [2022, 2023]),
        ("青石街道2022年和2023年12345热线满意率变化", "增加2.3个百分点", [2022, 2023]),
    ],
)
def test_from_and_to_are_read_as_two_years(
    ask: Ask, question: str, text: str, years: list[int | None]
) -> None:
    answer = ask(question)
    assert answer is not None and text in answer.text
    assert [value.year for value in answer.values if not value.derived] == years


def test_several_years_reach_back_through_bases(ask: Ask) -> None:
    answer = ask("青石街道行政处罚案件历年变化")
    assert answer is not None and "2021年39件，2022年46件，2023年58件" in answer.text
    assert figures(answer, derived=True) == ["19件"]


def test_no_change_is_said(ask: Ask) -> None:
    answer = ask("青石街道法律明白人有什么变化")
    assert answer is not None and "没有变化" in answer.text


def test_the_year_with_more_is_named(ask: Ask) -> None:
    answer = ask("白河镇2022年和2023年行政诉讼哪年多")
    assert answer is not None and answer.text.startswith("2023年更多：")


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("白河镇信访案件比上年增加多少", "not_reported"),
        ("白河镇2023年信访案件比2022年多多少件", "no_such_year"),
    ],
)
def test_one_year_alone_is_no_change(ask: Ask, question: str, reason: str) -> None:
    answer = ask(question)
    assert answer is not None and answer.status == "not_found"
    assert answer.reason == reason and "26" not in answer.text and not answer.values


@pytest.mark.parametrize(
    "question",
    ["白河镇2022年行政诉讼多少件", "白河镇消防演练比上年增加多少", "青石街道和白河镇哪个多"],
)
def test_what_is_no_change_or_unknown_is_left_to_others(ask: Ask, question: str) -> None:
    assert ask(question) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("青石街道行政处罚案件2022年多还是2023年多", "2023年更多：2022年46件，2023年58件"),
        ("青石街道22、23两年行政处罚案件对比", "2022年46件，2023年58件"),
        ("青石街道2022、2023年行政处罚案件数量对比", "2022年46件，2023年58件"),
        # A unit named as a noun; what is said of the other unit is left out.
        ("青石街道来访批次2022年多还是2023年多", "2022年96批，2023年84批"),
        ("青石街道2022年和2023年来访人次哪年多", "2022年210人次，2023年150人次"),
    ],
)
def test_two_years_are_set_side_by_side(ask: Ask, question: str, expected: str) -> None:
    answer = ask(question)
    assert answer is not None
    assert expected in answer.text
    assert "28.6%" not in answer.text or "人次" in question
    assert "12.5%" not in answer.text or "批" in question


@pytest.mark.parametrize(
    "question",
    ["青石街道2023年持证执法人员原来和现在各几人", "青石街道持证执法人员原先和目前分别是多少"],
)
def test_then_and_now_asks_for_both_ends(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer is not None
    assert figures(answer)[:2] == ["18人", "23人"]
