"""What a report tells apart is answered apart, however it is asked for, and never for one another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.numbers import answer_number
from retrieval.answering.shelf import Shelf
from tests.answering.shelves import Ask, asking, figures, shelf_of

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "核定行政编制32名、事业编制41名，在岗人员69人，其中持有行政执法证28人。\n"
        "召开党委会议研究法治工作6次，班子会学法4次，镇长办公会审议法治议题9个。\n"
        "承接县级下放行政权力事项65项，实际行使29项。\n"
        "日常检查312次、专项检查24次。批评教育45人次，警告12人次，罚没款18.6万元，"
        "其中罚款15.2万元，没收违法所得3.4万元。抽取案卷30卷。\n"
        "行政机关负责人应出庭案件8件，实际出庭7件，其中主要负责人出庭2件。\n"
        "排查矛盾纠纷156件，调解150件，成功146件，调解率96%，调解成功率97.4%，"
        "其中邻里纠纷52件、山林纠纷18件、宅基地纠纷9件、债务纠纷14件、其他纠纷42件。\n"
        "建成公共法律服务中心1个、公共法律服务工作站3个、公共法律服务室14个。\n"
        "开展应急演练8次，其中消防演练3次。整治占道经营210起、出店经营95起、流动摊贩130个。\n"
        "在册社区矫正对象23人，解矫95人。刑满释放人员衔接率100%，安置率96%，帮教率98%。\n"
        "给予党纪处分3人、政务处分2人。适用首违不罚11件、轻微免罚34件。\n"
        "为62名农民工追回工资86万元。配备专兼职调解员68人，其中专职调解员12人。组建巡逻队3支30人。\n"
    )
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf_of(tmp_path_factory.mktemp("apart"), REPORTS) as opened:
        yield opened


@pytest.fixture
def ask(shelf: Shelf) -> Ask:
    return asking(shelf, answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("行政编制多少名", "32名"),
        ("事业编几名", "41名"),
        ("手里有执法证的多少人", "28人"),
        ("班子会学法几次", "4次"),
        ("党委会研究法治几次", "6次"),
        ("实际用过的下放事项有几项", "29项"),
        ("日常检查多少次", "312次"),
        ("没收的违法所得多少", "3.4万元"),
        ("罚款多少钱", "15.2万元"),
        ("案卷抽查了多少", "30卷"),
        ("应该由负责人出庭的几件", "8件"),
        ("一把手出庭几件", "2件"),
        ("调解成功多少件", "146件"),
        ("调解率多少", "96%"),
        ("调解成功的比例", "97.4%"),
        ("争山林的纠纷几件", "18件"),
        ("邻居间的纠纷几件", "52件"),
        ("欠钱的纠纷有几多件", "14件"),
        ("其他纠纷几件", "42件"),
        ("公共法律服务室几个", "14个"),
        ("公共法律服务站几个", "3个"),
        ("消防演习几次", "3次"),
        ("路边摊几个", "130个"),
        ("摆到店外的几起", "95起"),
        ("安置率多少", "96%"),
        ("帮教的比例", "98%"),
        ("政务处分几人", "2人"),
        ("头一回违法没罚的几件", "11件"),
        ("轻微违法没罚的几件", "34件"),
        ("追回多少农民工工资", "86万元"),
        ("专职调解员几人", "12人"),
    ],
)
def test_each_has_its_own_figure(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(f"柳塘镇{asked}")
    assert answer is not None
    assert figures(answer) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        "执法编制多少名",
        "在编人员多少",
        "局务会几次",
        "训诫多少人次",
        "案卷评查几次",
        "金融纠纷几件",
        "土地承包纠纷几件",
        "公共法律服务点几个",
        "疏散演练几次",
        "防汛演练几次",
        "职务犯罪几人",
        "兼职调解员几人",
        "平安志愿者几人",
        "为多少农民工追回工资",
        "网格员几名",
    ],
)
def test_a_near_miss_is_refused(ask: Ask, asked: str) -> None:
    answer = ask(f"柳塘镇{asked}")
    assert answer is not None
    assert answer.status != "answered"
