"""A figure of another sentence's subject, of all for each, or of a part, is no answer."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县石坝镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "开展安全生产检查208家次，发现隐患357条。取缔“散乱污”企业4家。"
        "全年作出行政处罚决定9件，罚款2.86万元。\n"
        "公众号发布信息156条，累计阅读量9.8万次。低保标准由每人每月860元提高到910元。"
        "现有低保对象1124户。\n"
        "全年行政诉讼案件2件，一件为林权纠纷，法院判决镇政府胜诉，一件为信息公开纠纷，原告撤诉。"
        "行政复议案件3件，均被维持。\n"
        "全镇户籍人口1.38万人，其中少数民族人口占63%。\n"
        "对重点信访案件实行包案，杨松包案3件、李柏包案2件。\n"
        "全年受理矛盾纠纷521件，其中物业纠纷由上年的128件升至156件，占受理总数的29.9%；"
        "邻里纠纷171件。年内化解物业纠纷43件。\n"
        "举办法治讲座38场，低于年初计划的40场。受理来信来访93批次。\n"
        "开展消防检查318家次，排查隐患点542处，整改到位537处，5处正在限期整改。\n"
        "审批农村宅基地建房48户。上门代办户籍、低保等事项409件，最远的单程要走11公里山路。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    "asked",
    [
        "安全生产检查企业多少家",
        "安全生产检查罚款多少",
        "公众号每条阅读量多少",
        "行政诉讼胜诉几件",
        "少数民族人口多少人",
        "宅基地申请多少户",
        "来信来访去年多少批次",
    ],
)
def test_what_is_told_of_another_is_no_answer(ask: Ask, asked: str) -> None:
    answer = ask(f"石坝镇2023年{asked}")
    assert answer is None or answer.status == "not_found", answer.text


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("安全生产检查多少家次", "208家次"),
        ("取缔企业多少家", "4家"),
        ("行政处罚罚款多少", "2.86万元"),
        ("阅读量多少", "98000次"),
        ("低保一个月给多少", "910元"),
        ("低保对象多少户", "1124户"),
        ("行政诉讼案件几件", "2件"),
        ("户籍人口多少人", "13800人"),
        ("李柏包案几件", "2件"),
        ("受理的物业纠纷有多少件", "156件"),
        ("化解物业纠纷多少件", "43件"),
        ("上门代办事项数", "409件"),
        ("还没整改的隐患点多少处", "5处"),
    ],
)
def test_what_is_told_of_it_is(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(f"石坝镇2023年{asked}")
    assert answer is not None
    assert figures(answer) == [stated], answer.text


def test_last_year_is_the_year_before_the_one_named(ask: Ask) -> None:
    answer = ask("石坝镇2023年的物业纠纷，去年是多少件")
    assert answer is not None
    assert figures(answer) == ["128件"], answer.text


def test_parts_of_nobody_named_are_all_readings(ask: Ask) -> None:
    answer = ask("石坝镇2023年包案几件")
    assert answer is not None
    assert (answer.status, set(figures(answer))) == ("ambiguous", {"3件", "2件"}), answer.text


@pytest.mark.parametrize("asked", ["法治讲座少办了几场", "法治讲座比计划少几场"])
def test_what_a_result_misses_its_plan_by_is_computed(ask: Ask, asked: str) -> None:
    answer = ask(f"石坝镇2023年{asked}")
    assert answer is not None
    assert (figures(answer), answer.values[-1].value) == (["38场", "40场"], "2"), answer.text
    assert [value.derived for value in answer.values] == [False, False, True]


def test_a_plan_that_nobody_told_leaves_nothing_to_compute(ask: Ask) -> None:
    answer = ask("石坝镇2023年安全生产检查比计划多几家次")
    assert answer is not None
    assert answer.status == "not_found", answer.text
