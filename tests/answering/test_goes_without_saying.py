"""Words that say nothing more of a figure: the place's own level, who alone may have done it, and what
a unit measures by itself; and the cases in which they do say more."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "镇.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "设镇级调委会1个、村级调委会14个。全年调处纠纷156件，调处成功151件，其中邻里纠纷52件。\n"
        "行政诉讼案件9件，败诉2件。收到司法建议3份、检察建议8份，均按期回复。\n"
        "柳塘法治公园于5月开园，占地4200平方米，总投资65万元，其中县级补助40万元、镇级自筹25万元。\n"
        "建成面积约900平方米的宪法广场，成为居民学法的去处。\n"
        "到县上访5批12人次。\n"
    ),
    "局.txt": (
        "松河县市场监督管理局2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "全县在用特种设备3100台，其中电梯1120台、锅炉45台。争取资金90万元，更新老旧电梯18台。\n"
        "仲裁受理劳动争议74件。\n"
    ),
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("柳塘镇镇上一共调了多少纠纷", "156件"),
        ("柳塘镇镇上一年调了多少件纠纷", "156件"),
        ("柳塘镇镇里的调委会有几个", "1个"),
        ("柳塘镇法院判下来政府输了几件官司", "2件"),
        ("柳塘镇人民调解的邻里纠纷多少件", "52件"),
        ("柳塘镇法院给政府提了几份建议", "3份"),
        ("柳塘镇检察院发来的建议有几份", "8份"),
        ("柳塘镇那个法治公园多大", "4200平方米"),
        ("柳塘镇法治公园占了多大地方", "4200平方米"),
        ("柳塘镇宪法广场有多大", "900平方米"),
        ("松河县市场监督管理局全县有多少部电梯", "1120台"),
    ],
)
def test_what_says_nothing_more_is_passed_over(ask: Ask, asked: str, stated: str) -> None:
    assert figures(ask(asked)) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        "柳塘镇镇上投资多少钱",
        "柳塘镇法院立案多少件",
        "松河县市场监督管理局人民调解受理的劳动争议多少件",
        "松河县市场监督管理局电梯检查了多少台",
    ],
)
def test_what_says_more_is_not(ask: Ask, asked: str) -> None:
    answer = ask(asked)
    assert answer is None or answer.status != "answered"


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("柳塘镇各部门一共收到多少司法建议", "3份"),
        ("松河县市场监督管理局所有单位总共有多少部电梯", "1120台"),
    ],
)
def test_all_of_them_together_are_the_whole(ask: Ask, asked: str, stated: str) -> None:
    assert figures(ask(asked)) == [stated]
