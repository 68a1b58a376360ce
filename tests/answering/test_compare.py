"""Comparisons: who is ahead, by how much, how much together; units and years said, gaps named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.comparing.compare import answer_compare
from retrieval.answering.evidence.shelf import Shelf
from tests.answering.shelves import Ask, asking, figures, shelf_of

QINGSHI = """济水省青石区青石街道2023年法治政府建设年度报告
一、主要举措
2023年，青石街道共办理行政应诉案件22件，负责人出庭应诉率100%。办理信访案件26件。
开展执法培训5次，案卷评查3次。排查矛盾纠纷860件，化解820件。
接收社区矫正人员73人，解除54人；接收安置帮教人员88人，解除40人。
党工委发文39件，办事处发文26件。培育“法律明白人”66名，提供法律咨询1600余人次。
普法经费20万元，发放救助金5000元。
二、存在的不足
普法形式还不够多样。
"""
BAIHE = """济水省青石区白河镇2023年法治政府建设年度报告
一、主要举措
2023年，白河镇办理行政诉讼案件5件，负责人出庭应诉率100%。接待信访件226件次。
培育“法律明白人”24名，提供法律咨询1580人次。普法经费3.5万元。
二、存在的不足
执法力量薄弱。
"""
HEITA = """济水省青石区黑塔镇2021年法治政府建设年度报告
一、主要举措
2021年，黑塔镇办理行政诉讼案件5件。培育“法律明白人”21名。加强普法经费保障。
"""
YUNFENG = """济水省云峰县2023年法治政府建设年度报告
一、主要举措
2023年，云峰县乡镇办理行政处罚案件103件，其中城关镇48件、松林镇31件、竹溪乡24件。
"""
XILING = """济水省青石区西岭镇2022年法治政府建设年度报告
一、主要举措
2022年，西岭镇罚没款9万元。接待来访41批96人次。排查矛盾纠纷120件，调处116件，成功113件。
"""
DONGXI = """济水省青石区东溪镇2023年法治政府建设年度报告
一、主要举措
2023年，东溪镇罚款6.5万元。调解矛盾纠纷98件，成功90件。工程类罚金2万元，交通类罚金3万元。
"""
REPORTS = {"青石.txt": QINGSHI, "白河.txt": BAIHE, "黑塔.txt": HEITA, "云峰.txt": YUNFENG,
    "西岭.txt": XILING, "东溪.txt": DONGXI,
}  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder: Path = tmp_path_factory.mktemp("比较")
    with shelf_of(folder, REPORTS) as shelf:
        yield shelf


@pytest.fixture
def ask(shelf: Shelf) -> Ask:
    return asking(shelf, answer_compare)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("2023年青石街道和白河镇的行政诉讼案件哪个多？", "青石街道2023年更多："),
        ("白河镇与青石街道2023年行政诉讼谁多", "青石街道2023年更多："),
        ("白河镇和青石街道哪个行政诉讼案件少", "白河镇2023年更少："),
        ("青石街道2023年行政诉讼案件比白河镇多多少件", "青石街道2023年更多："),
    ],
)
def test_two_places_are_compared_and_both_figures_stated(
    ask: Ask, question: str, opening: str
) -> None:
    answer = ask(question)
    assert answer is not None and answer.kind == "compare"
    assert answer.text.startswith(opening)
    assert sorted(figures(answer)) == ["22件", "5件"]
    assert all(value.evidence is not None for value in answer.values if not value.derived)


def test_a_difference_is_computed_and_shown(ask: Ask) -> None:
    answer = ask("白河镇2023年的行政诉讼比青石街道少几件？")
    assert answer is not None
    assert "相差17件（22件−5件=17件）" in answer.text
    assert figures(answer, derived=True) == ["17件"]


def test_a_tie_is_said(ask: Ask) -> None:
    answer = ask("青石街道和白河镇的出庭应诉率哪个高")
    assert answer is not None and answer.text.startswith("一样高：")


@pytest.mark.parametrize(
    ("question", "verdict", "derived"),
    [
        ("白河镇2023年的行政诉讼案件比青石街道多吗？", "否，", []),
        ("青石街道的行政诉讼是不是比白河镇多", "是，", []),
        ("青石街道行政诉讼比白河镇多17件吗", "是，", ["17件"]),
        ("青石街道行政诉讼比白河镇多10件吗", "否，", ["17件"]),
        ("青石街道2023年化解的矛盾纠纷比排查的多吗", "否，", []),
        ("青石街道的法律明白人是不是最多的", "是，", []),
        ("白河镇的法律明白人最多吗", "否，", []),
    ],
)
def test_a_claim_is_affirmed_or_denied_with_both_figures(
    ask: Ask, question: str, verdict: str, derived: list[str]
) -> None:
    answer = ask(question)
    assert answer is not None and answer.kind == "yesno"
    assert answer.text.startswith(verdict)
    assert len(figures(answer)) >= 2
    assert figures(answer, derived=True) == derived


@pytest.mark.parametrize(
    ("question", "values", "derived"),
    [
        ("青石街道2023年培训和案卷评查哪个次数多", ["5次", "3次"], []),
        ("青石街道排查的矛盾纠纷比化解的多多少件", ["860件", "820件"], ["40件"]),
        ("青石街道社区矫正接收比解除多几人", ["73人", "54人"], ["19人"]),
        ("青石街道社区矫正和安置帮教人员解除的哪个多", ["54人", "40人"], []),
        ("青石街道解除的社区矫正和安置帮教人员哪个多", ["54人", "40人"], []),
        ("青石街道党工委发文和办事处发文哪个多", ["39件", "26件"], []),
        ("青石街道党工委和办事处一共发文多少件", ["39件", "26件"], ["65件"]),
        ("青石街道普法经费和救助金哪个多，多多少", ["20万元", "5000元"], ["19.5万元"]),
    ],
)
def test_measures_of_one_report_are_set_side_by_side(
    ask: Ask, question: str, values: list[str], derived: list[str]
) -> None:
    answer = ask(question)
    assert figures(answer) == values
    assert figures(answer, derived=True) == derived


def test_most_among_all_places_lists_them_in_order(ask: Ask) -> None:
    answer = ask("法律明白人最少的是哪个镇街？")
    assert answer is not None and answer.text.startswith("最少的是黑塔镇2021年：")
    assert figures(answer) == ["21名", "24名", "66名"]
    assert "年份不同" in answer.text and "只在报告了这个数的地方里比" in answer.text


def test_a_region_limits_the_places(ask: Ask) -> None:
    answer = ask("青石区哪个街镇的行政诉讼案件最多")
    assert answer is not None and answer.text.startswith("最多的是青石街道2023年")
    assert ask("云峰县和青石街道行政诉讼哪个多") is not None


def test_sorting_summing_averaging_and_multiples(ask: Ask) -> None:
    assert figures(ask("把青石、白河、黑塔的法律明白人从少到多排一下")) == ["21名", "24名", "66名"]
    assert figures(ask("青石街道、白河镇、黑塔镇的法律明白人一共多少"), derived=True) == ["111名"]
    assert figures(ask("青石街道、白河镇、黑塔镇的法律明白人平均多少"), derived=True) == ["37名"]
    assert figures(ask("青石街道行政诉讼是白河镇的几倍"), derived=True) == ["4.4倍"]


def test_who_reports_a_measure_and_who_besides(ask: Ask) -> None:
    assert sorted(figures(ask("哪些镇街报告了法律明白人的人数"))) == ["21名", "24名", "66名"]
    assert sorted(figures(ask("除了青石街道还有谁报告了法律明白人"))) == ["21名", "24名"]


def test_different_units_are_said_and_not_compared(ask: Ask) -> None:
    answer = ask("青石街道和白河镇的信访件哪个多")
    assert answer is not None
    assert figures(answer) == ["26件", "226件次"]
    assert "单位不同" in answer.text and "更多" not in answer.text


def test_near_approximate_figures_are_not_told_apart(ask: Ask) -> None:
    answer = ask("青石街道和白河镇提供法律咨询的人次谁多")
    assert answer is not None and answer.text.startswith("报告写的是约数")


def test_years_beside_places_are_kept_apart(ask: Ask) -> None:
    answer = ask("青石街道2023年与黑塔镇2021年相比，行政诉讼哪边多")
    assert answer is not None and answer.text.startswith("青石街道2023年更多：")
    assert [value.year for value in answer.values] == [2023, 2021]
    assert "年份不同" in answer.text


@pytest.mark.parametrize(
    ("question", "reason", "named"),
    [
        ("青石街道和黑塔镇的普法经费哪个多", "mentioned_without_figure", "黑塔镇"),
        ("青石街道和黑塔镇的信访案件哪个多", "not_reported", "黑塔镇"),
        ("青石街道2023年和白河镇2022年行政诉讼哪个多", "no_such_year", "白河镇2022年"),
        ("青石街道和红岭镇的行政诉讼哪个多", "no_such_place", "红岭镇"),
    ],
)
def test_a_side_without_a_figure_is_named_and_no_figure_stated(
    ask: Ask, question: str, reason: str, named: str
) -> None:
    answer = ask(question)
    assert answer is not None and answer.status == "not_found"
    assert answer.reason == reason and named in answer.text
    assert not answer.values and not any(char in answer.text for char in ("20万", "22件", "26件"))


def test_a_third_place_without_the_figure_is_named(ask: Ask) -> None:
    answer = ask("青石街道、白河镇、黑塔镇的普法经费哪个最多")
    assert answer is not None and "没有写到这个数的：黑塔镇" in answer.text
    assert figures(answer) == ["20万元", "3.5万元"]


def test_towns_inside_a_county_report_are_compared_whole(ask: Ask) -> None:
    answer = ask("云峰县2023年哪个乡镇办理的行政处罚案件最多")
    assert answer is not None and answer.text.startswith("最多的是城关镇2023年")
    assert figures(answer) == ["48件", "31件", "24件"]
    assert [value.place for value in answer.values] == ["城关镇", "松林镇", "竹溪乡"]


@pytest.mark.parametrize(
    "question",
    [
        "青石街道2023年有多少件行政应诉案件",
        "一共有多少件行政诉讼案件",
        "青石街道存在哪些差距",
        "哪个街道打造了法治公园",
        "青石街道和白河镇哪个行政诉讼增长得多",
        "青石街道消防演练和植树哪个多",
    ],
)
def test_what_is_no_comparison_or_unknown_is_left_to_others(ask: Ask, question: str) -> None:
    assert ask(question) is None


@pytest.mark.parametrize(
    ("question", "difference"),
    [
        ("青石街道党工委比办事处多发了几件文", "13件"),
        ("青石街道执法培训比案卷评查多开几次", "2次"),
    ],
)
def test_a_difference_may_be_asked_with_the_deed_in_its_midst(
    ask: Ask, question: str, difference: str
) -> None:
    answer = ask(question)
    assert answer is not None
    assert figures(answer, derived=True) == [difference]


def test_two_measures_are_compared_either_way_round(ask: Ask) -> None:
    for question in ("青石街道执法培训多还是案卷评查多", "青石街道执法培训和案卷评查哪样多"):
        answer = ask(question)
        assert answer is not None and answer.kind == "compare"
        assert sorted(figures(answer)) == ["3次", "5次"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # Each side by its own name for it, or by the one in brackets.
        ("西岭镇2022年的罚没款和东溪镇2023年的罚款哪个高", ["9万元", "6.5万元"]),
        ("西岭镇2022年和东溪镇2023年的罚款（罚没款）谁多", ["9万元", "6.5万元"]),
        # An outcome is one of what its clause goes on about.
        ("西岭镇2022年和东溪镇2023年哪个调解成功的纠纷多", ["113件", "90件"]),
        ("对比一下青石街道、白河镇行政诉讼案件数量", ["22件", "5件"]),
    ],
)
def test_sides_may_word_it_each_their_own_way(ask: Ask, question: str, expected: list[str]) -> None:
    answer = ask(question)
    assert answer is not None
    assert figures(answer) == expected


def test_set_side_by_side_one_place_is_never_told_alone(ask: Ask) -> None:
    answer = ask("对比一下青石街道、黑塔镇信访案件数量")
    assert answer is not None
    assert (answer.status, answer.values) == ("not_found", ())


def test_a_side_with_two_readings_is_asked_back(ask: Ask) -> None:
    answer = ask("西岭镇2022年的罚没款和东溪镇2023年的罚金哪个高")
    assert answer is not None
    assert answer.status == "ambiguous"
    assert {"9万元", "2万元", "3万元"} <= set(figures(answer))


def test_the_only_place_that_reports_it_is_told_as_such(tmp_path: Path) -> None:
    reports = {
        "甲.txt": "松河县青石镇人民政府2023年法治政府建设情况报告\n\n行政诉讼案件胜诉6件。",
        "乙.txt": "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n全年培训12场。",
    }
    with shelf_of(tmp_path, reports) as shelf:
        answer = asking(shelf, answer_compare)("哪个镇行政诉讼胜诉案件最多")
    assert answer is not None
    assert answer.text == "报告了这个数的只有青石镇2023年6件，没有别处可以相比。"
    assert figures(answer) == ["6件"]


def test_that_nobody_else_tells_is_said(tmp_path: Path) -> None:
    reports = {
        "甲.txt": "松河县青石镇人民政府2023年法治政府建设情况报告\n\n行政诉讼案件胜诉6件。",
        "乙.txt": "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n全年培训12场。",
    }
    with shelf_of(tmp_path, reports) as shelf:
        answer = asking(shelf, answer_compare)("除了青石镇，还有哪些地方报告了行政诉讼胜诉")
    assert answer is not None
    assert (answer.status, answer.values) == ("not_found", ())
    assert answer.text == "除了青石镇，别的报告都没有写到“行政诉讼胜诉”的数字。"


def test_a_share_is_no_count_of_what_most_is_asked_of(tmp_path: Path) -> None:
    reports = {
        "甲.txt": "松河县青石镇人民政府2023年法治政府建设情况报告\n\n普法宣传覆盖率95%。",
        "乙.txt": "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n开展普法宣传12场。",
        "丙.txt": "松河县红枫镇人民政府2023年法治政府建设情况报告\n\n开展普法宣传7场。",
    }
    with shelf_of(tmp_path, reports) as shelf:
        answer = asking(shelf, answer_compare)("哪个镇普法宣传最多")
    assert answer is not None
    assert figures(answer) == ["12场", "7场"]
