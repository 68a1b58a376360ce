"""Everyday words of the law fields: torn by other words, denied, or saying nothing by themselves."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "办理行政处罚案件613件，其中简易程序574件、普通程序39件。\n"
        "办理免罚轻罚案件63件。\n"
        "受理宅基地审批申请89件，批准80件，不予批准9件。\n"
        "全镇行政诉讼案件31件，其中以镇政府为被告的7件。\n"
        "受理政府信息公开申请26件，其中予以公开19件、不予公开3件。\n"
        "全年法治支出31万元，其中法律顾问费12万元、普法宣传费8万元。\n"
        "负责人应出庭12次。\n"
        "向39名举报人发放奖励金27.8万元。\n"
        "“柳塘说法”抖音号发布短视频118条。\n"
        "在册社区矫正对象42人。\n"
        "镇综合行政执法队编制15名，实有12人。\n"
        "干部学法考试平均分93.2分。\n"
        "安排综合执法经费35万元。\n"
        "行政复议案件6件，撤销1件。\n"
        "评查案卷50卷，不合格3卷。\n"
        "村法律顾问到村服务480次。\n"
        "检查村账，漏公开2处。\n"
        "副镇长下村督导14次。\n"
        "接待来访群众37批64人次。\n"
        "排查矛盾纠纷213起，其中邻里纠纷71起；成功调处208起。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        # A spoken word (罚的案子) holds the end of another.
        ("柳塘镇当场罚的案子多少", "574件"),
        ("柳塘镇免罚的案子多少", "63件"),
        # Denied by the everyday word itself.
        ("柳塘镇宅基地没批的几件", "9件"),
        ("柳塘镇没让看的信息公开申请几件", "3件"),
        # Each word of it alone says nothing.
        ("柳塘镇告镇政府的几件", "7件"),
        # What costs is told by the fee that is asked for.
        ("柳塘镇普法花了多少钱", "8万元"),
        ("柳塘镇举报奖金发了多少", "27.8万元"),
        # A quality that begins a longer word.
        ("柳塘镇矫正的在册多少人", "42人"),
        ("柳塘镇学法考试平均分", "93.2分"),
        # 安排多少 asks for no rank; 人次 tell 人; what was done to all was done to the part.
        ("柳塘镇执法案子总数", "613件"),
        ("柳塘镇综合执法的钱安排多少", "35万元"),
        ("柳塘镇上访来了多少人", "64人次"),
        ("柳塘镇邻里纠纷摸出来多少", "71起"),
    ],
)
def test_an_everyday_word_finds_its_figure(asked: str, stated: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is not None
    assert figures(answer) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        # What was refused is none of what was applied for.
        "柳塘镇没让办的信息公开申请几件",
        "柳塘镇不给办的行政诉讼案件几件",
        # What should have been done is not what was.
        "柳塘镇领导上庭几次",
        # A longer everyday word is not to be had as the shorter one in it.
        "柳塘镇复议自己撤的几件",
        # An exam is passed by people; advisers are no visits; what was left out was not made public.
        "柳塘镇没考过的多少",
        "柳塘镇请的律师多少",
        "柳塘镇村账上网公开的几处",
        # 副镇长 is no 镇长.
        "柳塘镇大领导下村几次",
        # People are asked for, no films.
        "柳塘镇抖音看的人多少",
    ],
)
def test_no_figure_of_another_thing(asked: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is None or answer.status == "not_found"
