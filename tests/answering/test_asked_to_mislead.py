"""Questions whose answer is not the nearest figure: a part, another act or body, several years, all of them."""

from __future__ import annotations

import pytest

from retrieval.answering.asking.question import parse_question
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.router import route
from retrieval.records import Answer
from tests.answering.shelves import figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "1.全年收到行政复议申请76件，受理69件，加上上年结转5件，审结66件。\n"
        "2.扣押“三无”船舶21艘，拆解17艘。新增市场主体11364户。\n"
        "3.受理许可申请642件，办结638件，其中准予许可629件、不予许可9件。\n"
        "4.为退役军人提供法律咨询438人次、法律援助27件。无行政复议和行政诉讼案件。\n"
        "5.组织上门代办低保等事项，最远单程要走11公里。\n"
        "6.受理欠薪线索732件，为2918名农民工追回工资4106万元。\n"
        "7.对16个镇街开展考核，评定优秀5个、良好9个、合格2个。\n"
        "8.食品企业负责人320人参加培训。建成法治公园1座，总投入126万元，其中县级补助80万元。\n"
        "9.个别施工企业安全意识淡薄，发生生产安全事故1起。启动生态环境损害赔偿案件64件，办结59件。\n"
        "10.药品管理。完成药品抽检85批次，合格率100%；完成化妆品抽检30批次，1批次不合格。\n"
        "11.检察机关制发检察建议2份，内容分别涉及困境儿童监护和冒名婚姻登记。\n"
        "12.全县16个司法所共有工作人员30人，平均每所不到2人。\n"
        "13.全年行政机关负责人出庭应诉率100%，县长出庭应诉2次。\n"
        "14.三年专项斗争以来，累计打掉涉黑组织7个，查封涉案资产5.83亿元。\n"
        "15.各镇（街道）工作情况见下表：\n"
        "镇（街道）\t执法立案（件）\n柳塘镇\t96\n云汐镇\t81\n合计\t177\n"
    ),
    "b.txt": (
        "柳塘镇人民政府2021年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n全年调解纠纷112件，成功率97%。\n"
    ),
    "c.txt": (
        "云岭县人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "1.以县政府为被告的一审行政诉讼案件68件。\n"
        "2.各镇立案情况见下表：\n"
        "镇\t立案（件）\n柳塘镇\t96\n松岭镇\t81\n合计\t177\n"
        "3.全县调解纠纷8734件，成功率98.4%。\n"
    ),
}

shelf = shelf_fixture(REPORTS)


def _ask(text: str, shelf: Shelf) -> Answer:
    return route(parse_question(text, shelf.gazetteer), shelf)


@pytest.mark.parametrize(
    "asked",
    [
        # What came over from last year was closed, too.
        "松河县2023年行政复议还有几件没审结",
        # New ones are not all there are.
        "松河县2023年市场主体一共多少户",
        "松河县2023年不予受理的许可多少件",
        "松河县2023年给退役军人打法律援助官司几件",
        "松河县2023年代办事项多少",
        "松河县2023年有多少农民工被欠薪",
        "松河县2023年多少企业参加培训",
        "松河县2023年法治公园自己出了多少钱",
        "松河县2023年结案多少件",
        # Of three years, not of one.
        "松河县2023年查封涉案资产多少",
        "云岭县2023年全县一审行政诉讼多少件",
        # Another town has a report of its own, of another year.
        "云岭县2023年柳塘镇成功率多少",
    ],
)
def test_the_nearest_figure_is_not_told(asked: str, shelf: Shelf) -> None:
    assert figures(_ask(asked, shelf)) == []


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("松河县2023年不予许可多少件", "9件"),
        ("松河县2023年新增市场主体多少户", "11364户"),
        ("松河县2023年法律援助几件", "27件"),
        ("松河县2023年单程多远", "11公里"),
        ("松河县2023年追回工资多少", "4106万元"),
        ("松河县2023年损害赔偿案件办结多少件", "59件"),
        ("云岭县2023年柳塘镇立案多少件", "96件"),
    ],
)
def test_what_is_asked_for_by_its_name_is_told(asked: str, stated: str, shelf: Shelf) -> None:
    assert figures(_ask(asked, shelf)) == [stated]


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("松河县2023年三无船舶都拆解了吗", "否"),
        ("松河县2023年化妆品都合格吗", "否"),
        ("松河县2023年药品抽检都合格吗", "是"),
    ],
)
def test_all_is_said_of_what_is_asked_about(asked: str, verdict: str, shelf: Shelf) -> None:
    assert _ask(asked, shelf).text.startswith(verdict)


@pytest.mark.parametrize(
    "asked",
    ["松河县2023年是不是每个司法所都超过2人", "松河县2023年县长每次都出庭吗"],
)
def test_what_is_told_of_them_together_settles_nothing(asked: str, shelf: Shelf) -> None:
    assert _ask(asked, shelf).status == "not_found"


def test_a_table_of_some_is_not_told_as_the_total(shelf: Shelf) -> None:
    assert "各镇合计立案" in _ask("云岭县2023年立案多少件", shelf).text


@pytest.mark.parametrize(
    "asked", ["松河县2023年评为优秀的镇街有哪些", "松河县2023年哪家施工企业发生了事故"]
)
def test_how_many_there_are_names_none(asked: str, shelf: Shelf) -> None:
    assert _ask(asked, shelf).kind != "list"


def test_what_papers_are_about_is_not_what_they_are(shelf: Shelf) -> None:
    answer = _ask("松河县2023年2份检察建议是关于什么的", shelf)
    assert "指的是" not in answer.text
