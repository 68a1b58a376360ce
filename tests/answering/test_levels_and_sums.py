"""Levels before a change, sums of old and new, totals of tables, joint figures and what was let off."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "镇政府内设机构由9个调整为6个。企业开办由5个工作日压缩到2个工作日，"
        "不动产一般登记由7个工作日压缩到3个工作日。\n"
        "调解成功一起补助调解员80元。\n"
        "新增县级民主法治村4个，累计15个。新建法治书屋3个。\n"
        "14个调委会共有调解员52人。\n"
        "作出行政处罚120件，罚款36.5万元。首违不罚75户次，免予罚款11.2万元。\n"
        "入库税款和滞纳金420万元，其中滞纳金31万元。审理案件2件，补税和罚款合计88万元。\n"
        "案件办理情况见下表。\n"
        "案件类别\t立案（件）\t结案（件）\n"
        "市容环卫\t820\t801\n"
        "违法建设\t41\t37\n"
        "合计\t861\t838\n"
        "数字平台受理问题3160件，立案2980件。\n"
    )
}


shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("内设机构原来几个", "9个"),
        ("内设机构调整前有几个", "9个"),
        ("内设机构有几个", "6个"),
        ("以前企业开办要几个工作日", "5个工作日"),
        ("不动产登记压缩之前要几个工作日", "7个工作日"),
        ("不动产登记要几个工作日", "3个工作日"),
        ("县级民主法治村累计多少个", "15个"),
        ("县级民主法治村总数", "15个"),
        ("新增县级民主法治村多少个", "4个"),
        ("调解成功一起补助调解员多少钱", "80元"),
        ("调委会有几个", "14个"),
        ("调委会共有多少调解员", "52人"),
        ("罚了多少钱", "36.5万元"),
        ("罚款合计", "36.5万元"),
        ("免予罚款多少钱", "11.2万元"),
        ("滞纳金多少", "31万元"),
        ("补税和罚款一共多少钱", "88万元"),
        ("一共立了多少案", "861件"),
        ("立案总数", "861件"),
        ("违法建设立案几件", "41件"),
        ("结了几件案", "838件"),
    ],
)
def test_the_level_asked_for_is_told(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(f"柳塘镇{asked}")
    assert answer is not None
    assert answer.status == "answered", answer.text
    assert stated in answer.text
    assert len([v for v in answer.values if not v.derived]) == 1


def test_what_it_was_before_is_said_to_be_so(ask: Ask) -> None:
    answer = ask("柳塘镇内设机构改革前有几个")
    assert answer is not None
    assert "变化之前是9个" in answer.text


@pytest.mark.parametrize(
    "asked",
    [
        # Only the new ones are told: they are no sum.
        "法治书屋累计多少个",
        # The report tells no earlier level.
        "调解员原来有多少人",
        "作出行政处罚以前多少件",
        # What is given for each is no sum.
        "调解员补助总额",
    ],
)
def test_no_other_level_stands_in(ask: Ask, asked: str) -> None:
    answer = ask(f"柳塘镇{asked}")
    assert answer is not None
    assert answer.status == "not_found", answer.text


def test_a_joint_figure_is_no_half_of_a_sum(ask: Ask) -> None:
    answer = ask("柳塘镇补税多少钱")
    assert answer is not None
    assert answer.status == "not_found", answer.text


def test_the_platform_is_no_part_of_the_table(ask: Ask) -> None:
    answer = ask("柳塘镇立案多少件")
    assert answer is not None
    assert answer.status == "ambiguous"
    assert {str(v.value) for v in answer.values} == {"861", "2980"}
