"""Of several figures that a plain question may mean none is told as the only one; a part, a leader's own
deed and what merely has the word are not told at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_of

REPORT = """柏川县2023年法治政府建设年度报告

一、主要举措和成效
主动公开政府信息418条，依申请公开47件，其中予以公开29件、不予公开8件。
受理12345热线工单6820件，按时办结率99.8%，满意率92.7%。
办理人大代表建议37件、政协提案45件，办结率100%，满意率98.8%。
合法性审查各类文件、合同417件，提出修改意见212条。
全县罚没金额3168.5万元。罚没金额中，公安89万元，其中生态环境领域罚款1092万元。
适用首违不罚23起。推进证明事项告知承诺，取消证明事项31项。
全县行政机关一审行政应诉案件118件，县长出庭应诉2次。
检查学校食堂142家，停业整改食堂6家。
组织执法人员96人参加资格考试。
15个乡镇中有6个全年未办理一起行政处罚案件。
成立由县长任组长、6个股室负责人为成员的执法改革领导小组。
12350举报平台接到安全生产举报64件。
建成法治教育基地，投资620万元。
办理行政复议12件，其中维持8件、调解撤回2件。
向公安机关移送线索5条。秸秆禁烧期间处罚9人。
收集民情民意674条，办结651条。
村级法律顾问作用发挥不充分，仍有4个村全年服务不足10次。
2023年各镇有关工作情况见下表：
镇 | 罚没金额（万元） | 合法性审查（件）
石桥镇 | 21.4 | 57
双河镇 | 17.9 | 49
合计 | 39.3 | 106
"""

TOWN = """松岭镇2023年法治政府建设年度报告

一、主要举措和成效
全年调处纠纷287件，其中土地承包纠纷92件、宅基地纠纷65件、婚姻家庭纠纷60件。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(
        tmp_path_factory.mktemp("报告"), {"柏川县2023.txt": REPORT, "松岭镇2023.txt": TOWN}
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("thing", "values"),
    [
        ("满意率", {"92.7", "98.8"}),
        ("办结率", {"99.8", "100"}),
        ("合法性审查", {"417", "106"}),
    ],
)
def test_each_of_several_is_offered(library: Library, thing: str, values: set[str]) -> None:
    answer = library.ask(f"柏川县2023年{thing}多少")
    assert answer.status == "ambiguous", answer.text
    assert {str(v.value) for v in answer.values} == values


@pytest.mark.parametrize(
    "wording",
    [
        "{}多少",
        "有几个{}",
        "{}情况 数量",
        "一共有多少{}",
    ],
)
@pytest.mark.parametrize(
    "thing",
    [
        "出庭",
        "学校",
        "整改",
        "执法人员",
        "处罚",
        "领导小组",
        "平台",
        "投入",
        "建议书",
        "事项",
        "调解",
        "法律顾问",
        "结案",
    ],
)
def test_what_is_of_something_else_is_not_told(library: Library, thing: str, wording: str) -> None:
    answer = library.ask("柏川县2023年" + wording.format(thing))
    assert (answer.status, answer.values) == ("not_found", ()), answer.text


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("公开多少", "418"),
        ("应诉多少", "118"),
        ("应诉情况 数量", "118"),
        ("建议多少", "37"),
        ("检查多少", "142"),
        ("工单多少", "6820"),
        ("县长出庭多少", "2"),
        ("取消证明事项多少", "31"),
    ],
)
def test_what_is_counted_so_is_told(library: Library, asked: str, value: str) -> None:
    answer = library.ask(f"柏川县2023年{asked}")
    assert [str(v.value) for v in answer.values] == [value], answer.text


def test_a_field_of_another_total_is_no_fine(library: Library) -> None:
    assert "1092" not in {str(v.value) for v in library.ask("柏川县2023年罚款多少").values}


def test_an_item_of_a_list_has_to_be_what_is_asked_for(library: Library) -> None:
    assert library.ask("松岭镇2023年审批多少").status == "not_found"
    assert [str(v.value) for v in library.ask("松岭镇2023年调解多少").values] == ["287"]
