"""A word of a question that stands nowhere in the report is cut elsewhere, and no part of it lost."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

shelf = shelf_fixture(
    {
        "a.txt": (
            "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
            "一、主要举措和成效\n"
            "行政应诉案件22件，其中和解2件、胜诉6件。\n"
            "受理许可申请82件，办结55件，在办27件。\n"
            "建成“议事堂”，总投资180万元，其中镇自筹60万元。\n"
            "对19起轻微违法行为免予处罚。\n"
            "受理热线诉求4300件，其中投诉举报类1100件、咨询类2900件。\n"
            "接待咨询1240人次，转介援助案件38件。\n"
            "收到政府信息公开申请48件。\n"
            "化解信访积案7件。\n"
            "执法中队编制20名。\n"
            "企业开办由5个工作日压缩到2个工作日。\n"
            "既有住宅加装电梯完工94台，每台给予财政补助20万元。\n"
        )
    }
)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        # A particle belongs to the word behind it.
        ("柳塘镇应诉案件和解数", "2件"),
        ("柳塘镇许可在办件数", "27件"),
        # A noun of measure asks for the unit.
        ("柳塘镇议事堂自筹资金", "60万元"),
        ("柳塘镇企业开办时限", "2个工作日"),
        ("柳塘镇加装电梯每台补助标准", "20万元"),
        # One word to people, two to the report.
        ("柳塘镇轻微免罚几起", "19起"),
        ("柳塘镇热线投诉举报类有多少件", "1100件"),
        # Characters that no dictionary knows together.
        ("柳塘镇帮人转了几件法律援助", "38件"),
    ],
)
def test_a_stretch_is_cut_elsewhere(asked: str, stated: str, ask: Ask) -> None:
    assert figures(ask(asked)) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        "柳塘镇应诉案件撤诉数",
        "柳塘镇许可退件数",
        "柳塘镇议事堂贷款资金",
        "柳塘镇轻微处罚几起",
        "柳塘镇企业注销时限",
        "柳塘镇议事堂花了多少经费",
        "柳塘镇企业开办标准",
        # What would be passed over says which: 部分, 件, 人员.
        "柳塘镇部分公开的申请几件",
        "柳塘镇信访件一共多少件",
        "柳塘镇执法人员多少名",
        "柳塘镇帮人告了几件法律援助",
    ],
)
def test_no_part_of_it_is_passed_over(asked: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is None or answer.status == "not_found"
