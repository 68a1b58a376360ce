"""Which way a change is claimed, acts that were none, and lists that run on or only count."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_of

_STREET = """青禾县杨渡街道办事处
2023年法治政府建设情况报告

一、主要工作
（一）规范性文件零出台。对停车场改造等4项重大决策组织专家论证4次、听证2次。
（二）与派出所、市场监管所联合检查餐饮门店326家次，查封2家。抽查培训机构162家，发现问题机构39家，责令改正36家，吊销办学许可证3家。
（三）行政机关败诉率由上年的13.6%下降至9.9%。“铁拳”行动共办理案件118件，其中2件入选全县典型案例，“某粮油店销售掺假芝麻油案”被省局评为优秀案例。
（四）政务服务。县行政审批服务局推出“高效办成一件事”集成服务，“办不成事”窗口实行专人值守。
二、存在的问题
一是行政复议案件增长较快。个别案件办理程序不严谨，有2件行政行为被复议机关撤销。二是社区执法能力不均衡，全街道12个社区中有3个全年未办理行政处罚案件。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("reports"), {"杨渡街道2023.txt": _STREET}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("杨渡街道败诉率比上年高吗", "否"),
        ("杨渡街道败诉率比上年低一些吗", "是"),
        ("杨渡街道败诉率和上年持平吗", "否"),
        ("杨渡街道败诉率比去年没有变化吗", "否"),
        ("杨渡街道败诉率比去年有没有变化", "是"),
    ],
)
def test_the_claimed_direction_decides(library: Library, asked: str, verdict: str) -> None:
    assert library.ask(asked).text.startswith(verdict)


def test_better_or_worse_is_no_verdict_of_ours(library: Library) -> None:
    answer = library.ask("杨渡街道败诉率比上年好吗")
    assert not answer.text.startswith(("是", "否"))


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [("杨渡街道出台规范性文件了吗", "否"), ("杨渡街道有没有出台规范性文件", "没有")],
)
def test_an_act_that_was_none_denies(library: Library, asked: str, verdict: str) -> None:
    assert library.ask(asked).text.startswith(verdict)


@pytest.mark.parametrize(
    "asked", ["杨渡街道被查封的是哪两家餐饮门店", "杨渡街道被吊销办学许可证的是哪三家"]
)
def test_which_ones_is_told_by_no_count_of_them(library: Library, asked: str) -> None:
    assert library.ask(asked).status == "not_found"


def test_what_was_held_on_a_thing_is_not_the_thing(library: Library) -> None:
    answer = library.ask("杨渡街道对哪些重大决策组织了专家论证")
    assert "停车场改造" in answer.text and answer.kind != "list"


def test_together_is_no_count_of_cases(library: Library) -> None:
    answer = library.ask("杨渡街道跟哪两家一起查的餐饮门店")
    assert all(name in answer.text for name in ("派出所", "市场监管所"))


def test_a_case_by_its_name_is_the_one_that_was_praised(library: Library) -> None:
    answer = library.ask("杨渡街道哪个案件被省局评为优秀案例")
    assert "销售掺假芝麻油案" in answer.text


def test_what_was_wrong_stands_before_how_many_it_befell(library: Library) -> None:
    answer = library.ask("杨渡街道的行政行为为什么会被复议机关撤销")
    assert answer.text == "杨渡街道2023年：个别案件办理程序不严谨。"


def test_what_an_office_is_called_is_not_what_it_did(library: Library) -> None:
    answer = library.ask("杨渡街道哪个部门推出了“高效办成一件事”集成服务")
    assert answer.text == "杨渡街道2023年：县行政审批服务局。"


def test_so_many_of_all_are_no_names(library: Library) -> None:
    answer = library.ask("杨渡街道没办过行政处罚案件的是哪3个社区")
    assert "12个社区" not in answer.text
