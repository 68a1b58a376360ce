"""Of two figures asked for at once the one that the report has, the other named as missing; and
figures that are near to what is asked for but are not it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from retrieval.records import Answer
from tests.answering.shelves import library_of

REPORTS = {
    "松溪镇2023.txt": """松溪镇2023年法治政府建设年度报告
全年收到信访件38件。提供法律援助12件，解答法律咨询640人次。投资25万元建成法治公园1处。
收到行政应诉案件9件，其中受县政府委托承办2件。
依法受理政府信息公开申请43件，其中予以公开29件、不予公开2件。
南沟河道清障工程清理违建21处。审批建设项目环境影响报告书12个，环评审批时限压缩至法定时限的三分之一。
包案化解重点信访事项5件，已化解4件，剩余1件处于稳控状态。
选派法律明白人24名、治安巡逻队员42名“入网进格”。
水政监察大队24名执法人员全年巡查河道320公里，收缴罚款13万元。
追回资金76万元，其中石门医院案涉案资金23万元。行政处罚罚款131万元。
""",
    "松溪县公安局2023.txt": """松溪县公安局2023年法治政府建设年度报告
依法查处涉疫案件37起，抓获嫌疑人58人，行政拘留14人。
全年行政处罚3200人次，其中行政拘留610人次、警告240人次。
现有民警213名、辅警386名。累计19名民警通过高级执法资格考试。
""",
    "青岭乡2021.txt": """青岭乡2021年法治政府建设年度报告
村级设护林员46名、河长31名。全年查处违规用火案件19起，罚款1.1万元，其中移送公安机关行政拘留2人。
向法院申请强制执行9件，执行到位5件、金额11.2万元。
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("known_half"), REPORTS) as opened:
        yield opened


def _told(answer: Answer) -> list[str]:
    return [f"{value.value}{value.unit}" for value in answer.values]


@pytest.mark.parametrize(
    ("question", "told", "lacking"),
    [
        ("松溪镇收到多少件信访，办结率是多少", ["38件"], "办结率"),
        ("松溪镇信访件多少件，满意度多少", ["38件"], "满意度"),
        ("松溪镇行政应诉和行政复议各几件", ["9件"], "行政复议"),
    ],
)
def test_the_known_half_is_told_and_the_other_named(
    library: Library, question: str, told: list[str], lacking: str
) -> None:
    answer = library.ask(question)
    assert answer.status == "answered"
    assert _told(answer) == told
    assert answer.lacking == (lacking,)
    assert f"没有写明所问的“{lacking}”" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        # What it cost may be told of anything: nothing says which half is missing.
        "松溪镇组织了几次听证，花了多少钱",
        "松溪镇否决了几份协议，涉及投资额多少",
    ],
)
def test_a_half_that_hangs_on_the_missing_one_is_not_told(library: Library, question: str) -> None:
    assert library.ask(question).status == "not_found"


def test_what_it_cost_is_no_other_sum(library: Library) -> None:
    answer = library.ask("松溪镇提供法律援助几件，花了多少钱")
    assert "25万元" not in _told(answer)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("松溪镇批了多少环评", ["12个"]),
        ("松溪镇公开了的申请多少件", ["29件"]),
        ("松溪镇包案的重点信访事项化解了几件", ["4件"]),
        ("松溪镇 水政执法 罚款", ["13万元"]),
        ("松溪县公安局有多少民警", ["213名"]),
        ("青岭乡执行到位多少钱", ["11.2万元"]),
    ],
)
def test_the_figure_meant_is_told(library: Library, question: str, told: list[str]) -> None:
    answer = library.ask(question)
    assert (answer.status, _told(answer)) == ("answered", told)


@pytest.mark.parametrize(
    "question",
    [
        # 21处 is what was cleared, no sum of money.
        "松溪镇南沟河道清障投资多少",
        # The county government's cases are not the town's.
        "松溪镇替县政府打的官司几件",
        "松溪镇县委收到信访件多少件",
    ],
)
def test_another_figure_is_not_told(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert not answer.values, answer.text


def test_a_fine_of_another_sentence_is_not_put_beside_a_case(library: Library) -> None:
    # Lines may be shown for reading; no figure is stated as the hospital's fine.
    assert library.ask("松溪镇 石门医院 罚款数额").kind != "number"


def test_one_label_with_two_figures_is_asked_back(library: Library) -> None:
    answer = library.ask("松溪县公安局拘留多少人")
    assert answer.status == "ambiguous"
    assert {"14人", "610人次"} <= set(_told(answer))


def test_people_told_of_cases_are_no_part_of_others(library: Library) -> None:
    answer = library.ask("青岭乡拘留多少人")
    assert _told(answer) == ["2人"]
    assert "河长" not in answer.text
