"""A figure beside what is asked for, with another name of its own, is not told for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from retrieval.records import Answer
from tests.answering.shelves import library_of

REPORTS = {
    "柳桥镇2023.txt": """柳桥镇2023年法治政府建设年度报告
2023年共成功调解案件104件，调解重大矛盾纠纷1件，成功解决陈年矛盾纠纷2件。
打通断头路9条，新增停车泊位5200个、口袋公园16个。
选派法律明白人24名、社区治安巡逻队员42名。
走访企业168家，收集问题59个，解决57个。
发放稳岗返还资金6842万元，惠及企业5317户。
拆除违法建设87处，完成年度任务的107%，其中新生违建3处，均在48小时内拆除。隐患整改到位。
达成口头协议81件、书面协议53件。
公职律师队伍不断壮大，全年支出法律顾问经费86万元。
全年作为被申请人的行政复议案件13件，其中维持9件、撤销1件。行政诉讼案件72件，其中工伤认定类58件、社会保险待遇类11件。
收到政府信息公开申请46件，其中予以公开19件、部分公开8件。
出动执法车辆980台次。来自3个律师所的5位法律顾问通过普法宣传、参与调解、开展法治讲座等形式提供服务。
产品质量类案件226件，占17.6%，其余为价格、广告、商标等案件。
城镇新增就业4.36万人。各级人民调解组织受理纠纷427件，调处成功421件。
""",
    "松岭县2024.txt": """松岭县2024年法治政府建设年度报告
表1 政务服务与营商环境指标
指标 | 2022年 | 2023年 | 2024年
新登记经营主体（户） | 4107 | 4866 | 5318
涉企行政检查（次） | 4630 | 4215 | 2739
招标投标投诉（件） | 31 | 26 | 14
行政机关应出庭62件，实际出庭62件，其中县政府负责人出庭7件。全县行政机关一审行政应诉案件74件。
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("named_apart"), REPORTS) as opened:
        yield opened


def _told(answer: Answer) -> list[str]:
    return [f"{value.value}{value.unit}" for value in answer.values]


@pytest.mark.parametrize(
    "question",
    [
        "柳桥镇化解重大矛盾纠纷多少件",
        "柳桥镇累计停车泊位有多少个",
        "柳桥镇社区有多少个",
        "柳桥镇走访了几个村",
        "柳桥镇走访的村有多少",
        "柳桥镇追回稳岗返还资金多少万元",
        "柳桥镇整改违法建设多少处",
        "柳桥镇达成电子协议多少件",
        "柳桥镇公职律师经费多少万元",
        "柳桥镇行政复议案件工伤认定类多少件",
        "柳桥镇执法车辆多少辆",
        "柳桥镇法治讲座参加多少人",
        "柳桥镇广告类占比多少",
        "柳桥镇城镇累计就业多少人",
        "柳桥镇第四季度人民调解组织受理纠纷调处成功多少件",
        "松岭县政务服务投诉多少件",
        "松岭县县政府为被告的案件几件",
    ],
)
def test_what_bears_another_name_is_not_told(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.status == "not_found", answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("柳桥镇成功解决陈年矛盾纠纷多少件", "2件"),
        ("柳桥镇新增停车泊位多少个", "5200个"),
        ("柳桥镇口袋公园多少个", "16个"),
        ("柳桥镇走访了几家企业", "168家"),
        ("柳桥镇达成口头协议多少件", "81件"),
        ("柳桥镇法律顾问经费多少万元", "86万元"),
        ("柳桥镇行政诉讼案件工伤认定类多少件", "58件"),
        ("柳桥镇收到政府信息公开申请予以公开多少件", "19件"),
        ("柳桥镇执法车辆出动多少台次", "980台次"),
        ("松岭县招标投标投诉多少件", "14件"),
    ],
)
def test_what_bears_the_name_is_told(library: Library, question: str, told: str) -> None:
    answer = library.ask(question)
    assert (answer.status, _told(answer)) == ("answered", [told])
