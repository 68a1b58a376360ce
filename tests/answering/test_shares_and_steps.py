"""Shares by their deed, what makes up a total, planned against held, and changes told behind parts."""

from __future__ import annotations

import pytest

from retrieval.answering.comparing.compare import answer_compare
from retrieval.answering.comparing.trend import answer_trend
from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, Shelf, asking, figures, shelf_fixture

REPORT = """竹溪镇人民政府
2023年法治政府建设年度报告
现将2023年工作报告如下。
一、主要工作
（一）机关干部参加网上学法用法考试，参考率99%，通过率97.5%。拆除违法建设132处，完成年度任务的105%。举办法治讲座18场，低于年初计划的20场。
（二）行政诉讼案件9件，其中一审6件、二审3件，比上年减少4件。立案案件中，市容环境类38起、燃气安全类15起、占道经营类7起。
（三）企业入户检查由上年的342户次压减到215户次，下降37.1%。纠纷调解成功率百分之九十六点五，较上年提高一点二个百分点。信访件12件，其中重复信访3件，比上年减少2件。全年征收垃圾处理费86万元、污水处理费52万元。败诉案件6件中，征地拆迁类占三分之二。
（四）调处矛盾。全年受理矛盾纠纷60件。按类型分，邻里纠纷31件，劳资纠纷20件，其他9件。
二、2024年打算
力争2024年底执法人员持证率达到90%以上，行政诉讼败诉率控制在8%以内，中级执法资格人数达到25人。
"""

shelf = shelf_fixture({"竹溪镇.txt": REPORT})


@pytest.fixture
def count(shelf: Shelf) -> Ask:
    return asking(shelf, answer_number)


@pytest.fixture
def change(shelf: Shelf) -> Ask:
    return asking(shelf, answer_trend)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("竹溪镇学法考试有多少比例通过了", ["97.5%"]),
        ("竹溪镇干部参加学法考试的比例", ["99%"]),
        ("竹溪镇拆违任务完成率", ["105%"]),
        ("竹溪镇立案的案子里燃气安全类占几起", ["15起"]),
        ("竹溪镇法治讲座计划办20场，实际办了几场", ["18场"]),
    ],
)
def test_a_share_is_told_by_its_rate(count: Ask, asked: str, stated: list[str]) -> None:
    assert figures(count(asked)) == stated


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("竹溪镇行政诉讼比上年少了几件", ["9件", "4件"]),
        ("竹溪镇企业入户检查下降了百分之几", ["342户次", "215户次", "37.1%"]),
        ("竹溪镇调解成功率比上年升了多少", ["96.5%", "1.2个百分点"]),
    ],
)
def test_a_change_is_told_as_reported(change: Ask, asked: str, stated: list[str]) -> None:
    assert figures(change(asked)) == stated


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("竹溪镇打算2024年底把执法人员持证率提高到多少", ["90%"]),
        ("竹溪镇2024年败诉率控制目标", ["8%"]),
        ("竹溪镇2024年中级执法资格人数目标", ["25人"]),
        ("竹溪镇2024年持证率想做到多少", ["90%"]),
    ],
)
def test_a_level_ahead_is_told_as_the_plan(count: Ask, asked: str, stated: list[str]) -> None:
    answer = count(asked)
    assert figures(answer) == stated
    assert answer is not None
    assert "目标" in answer.text


@pytest.mark.parametrize(
    ("asked", "ahead"),
    [
        ("竹溪镇垃圾处理费和污水处理费哪个征得多", "垃圾处理费"),
        ("竹溪镇调解的纠纷里哪一类最多", "邻里纠纷"),
    ],
)
def test_who_is_ahead_however_it_is_worded(shelf: Shelf, asked: str, ahead: str) -> None:
    answer = asking(shelf, answer_compare)(asked)
    assert answer is not None
    assert answer.text.split("更多")[0].endswith(ahead) or f"最多的是{ahead}" in answer.text


def test_a_share_of_a_named_whole_is_a_share(count: Ask) -> None:
    answer = count("竹溪镇征地拆迁类占败诉案件的多少")
    assert answer is not None
    assert "三分之二" in answer.text


def test_an_illegal_stall_asks_for_no_share(count: Ask) -> None:
    # 占道 is a word of its own.
    assert figures(count("竹溪镇占道经营案件多少")) == ["7起"]


def test_behind_some_of_its_parts_a_change_may_be_of_the_last(change: Ask) -> None:
    answer = change("竹溪镇信访件比上年少了几件")
    assert answer is None or "2件" not in figures(answer)
