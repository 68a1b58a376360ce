"""Items of lists, asked for with what only the whole is told of: what was done, and what they are."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "全年立案16起，办结15起，罚款3.4万元，其中私搭棚房9起、乱倒渣土7起。\n"
        "受理矛盾纠纷90件，化解84件，其中山林权属41件、邻里30件、讨要工钱19件。\n"
        "接待来访22批57人次。\n"
    ),
    "b.txt": (
        "梅江市应急管理局2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "办理行政处罚案件60件，罚没款88万元。案件类型分布为：危险化学品25件、烟花爆竹20件、"
        "矿山15件。另对矿山企业罚款12万元。\n"
        "办理法律援助案件44件，其中行政案件6件、民事案件38件。\n"
    ),
    "c.txt": (
        "竹山县商务局2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "作出行政处罚决定51件，罚款70万元。其中：\n"
        "1.餐饮门店类30件，罚款22万元；\n"
        "2.加油站类21件，罚款48万元。\n"
    ),
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("松河镇2023年乱倒渣土的罚了几起", ["7起"]),
        ("松河镇2023年查了几起私搭棚房的", ["9起"]),
        ("松河镇2023年山林权属纠纷多少件", ["41件"]),
        ("松河镇2023年邻里方面的矛盾受理几件", ["30件"]),
        ("松河镇2023年邻里之间的纠纷调解了几件", ["30件"]),
        ("梅江市应急管理局2023年烟花爆竹方面查了几件", ["20件"]),
        # The whole stands in the paragraph that opens the list.
        ("竹山县商务局2023年加油站方面罚了几件", ["21件"]),
        ("竹山县商务局2023年餐饮门店处罚几件，罚款多少", ["30件", "22万元"]),
        ("梅江市应急管理局2023年危险化学品的罚了几起", ["25件"]),
    ],
)
def test_an_item_is_found_by_its_name_and_what_its_whole_says(
    ask: Ask, asked: str, stated: list[str]
) -> None:
    assert figures(ask(asked)) == stated


@pytest.mark.parametrize(
    "asked",
    [
        # What was fined, or settled, is told of all of them together.
        "松河镇2023年乱倒渣土的罚了多少钱",
        "松河镇2023年乱倒渣土办结几起",
        "松河镇2023年邻里纠纷化解几件",
        "梅江市应急管理局2023年烟花爆竹罚款多少万元",
        # Not of what the whole is of.
        "松河镇2023年山林权属许可几件",
        "梅江市应急管理局2023年行政裁决几件",
        "竹山县商务局2023年加油站许可几件",
    ],
)
def test_what_is_told_of_all_or_of_others_is_no_items(ask: Ask, asked: str) -> None:
    assert figures(ask(asked)) == []
