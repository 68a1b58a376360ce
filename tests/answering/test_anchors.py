"""The sentence that alone speaks of what is asked about; and what restricts is never dropped."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "推广“和美邻”小分队80支。\n"
        "开展“清风行动”，检查商户120家次，立案9件。\n"
        "参与行政应诉案件22件，其中开庭未判决6件，负责人出庭应诉4次。\n"
        "核发排污许可证233张。\n"
        "赴县上访6批，赴市上访为零。\n"
        "承接赋权事项301项，其中44项尚未实际开展。\n"
        "发放惠农补贴26项，合计1843万元。\n"
        "开展法律咨询、行政复议指引等工作，注册小程序用户1579户。\n"
    ),
    "b.txt": (
        "柏城市医疗保障局2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "检查定点医药机构3218家次。\n"
    ),
}
shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("柳塘镇“和美邻”小分队凑齐了多少支", "80支"),
        ("柳塘镇打了几场行政官司", "22件"),
        ("柳塘镇负责人出庭应诉几次", "4次"),
        ("柳塘镇 惠农补贴 发放总额", "1843万元"),
        ("柳塘镇赴县上访几批", "6批"),
        ("柏城医保 检查了多少定点医药机构", "3218家次"),
    ],
)
def test_found(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(asked)
    assert answer.status == "answered"
    assert figures(answer) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        "柳塘镇注销排污许可证多少张",
        "柳塘镇“清风行动”结案几件",
        "柳塘镇还在等判决的行政官司多少件是上级转来的",
        "柳塘镇赴省上访几批",
        "柳塘镇没开展的赋权事项有几项",
        "柳塘镇办了多少行政复议",
    ],
)
def test_not_told_for_another(ask: Ask, asked: str) -> None:
    answer = ask(asked)
    assert answer.status != "answered"
    assert not answer.values or answer.status == "ambiguous"
