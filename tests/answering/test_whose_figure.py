"""A figure is told as what it stands for: not for those spoken of, another grade, or another row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from retrieval.records import Answer
from tests.answering.shelves import library_of

REPORTS = {
    "霜桥县2024": """霜桥县2024年法治政府建设年度报告
霜桥县下辖青木镇、白石乡。
一、行政执法
全县办理行政处罚案件4586件。评查行政执法案卷320卷，优秀246卷，优秀率76.9%，不合格5卷。
各乡镇行政处罚情况如下：
乡镇 | 行政处罚案件数（件）
青木镇 | 214
白石乡 | 41
乡镇合计 | 255
二、矛盾化解
全年调解矛盾纠纷137件，成功131件，成功率百分之九十五点六。
新增法律明白人36名，总数达到84名。全年新建法治文化公园2个，累计建成9个。
全年行政诉讼案件143件，其中败诉9件。
三、存在的问题
司法所人员少、任务重，一名司法协理员需兼顾社区矫正、安置帮教等多项工作。
""",
    "榆河县2024": """榆河县2024年行政复议与应诉工作报告
县政府新收行政复议案件162件。全县行政诉讼案件78件。
组织工程项目联合审图73个、联合验收41个。
举办培训班2场，共有170多名人民调解员参加。召集142个基层调委会803名调解员分析形势。
全县交存维修资金3860万元，使用412万元。归集公积金5100万元。
""",
    "松岭区公安局2024": """松岭区公安局2024年法治公安建设报告
松岭区公安局2024年行政复议案件15件，行政诉讼案件5件。
""",
    "松岭区司法局2023": """松岭区司法局2023年法治政府建设年度报告
松岭区司法局2023年办理行政复议案件58件。
""",
    "松岭区河湾街道2022": """松岭区河湾街道2022年法治政府建设年度报告
河湾街道2022年作为被申请人的行政复议案件3件。
""",
    "松岭区河湾街道2023": """松岭区河湾街道2023年法治政府建设年度报告
河湾街道2023年作为被申请人的行政复议案件2件。
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    files = {f"{name}.txt": text for name, text in REPORTS.items()}
    with library_of(tmp_path_factory.mktemp("reports"), files) as opened:
        yield opened


def values(answer: Answer) -> list[str]:
    return [value.value + value.unit for value in answer.values]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("霜桥县2024年行政处罚案件多少件", ["4586件"]),
        ("霜桥县全县2024年办了几件行政处罚案件", ["4586件"]),
        ("霜桥县2024年评查不合格几卷", ["5卷"]),
        ("霜桥县2024年优秀案卷有多少", ["246卷"]),
        ("霜桥县2024年司法协理员几名", ["1名"]),
        ("霜桥县2024年法律明白人总共多少名", ["84名"]),
        ("霜桥县2024年法律明白人多少名", ["84名"]),
        ("霜桥县2024年新增法律明白人多少名", ["36名"]),
        ("霜桥县2024年新建了几个法治文化公园", ["2个"]),
        ("霜桥县2024年行政诉讼案件数和败诉数", ["143件", "9件"]),
        ("霜桥县2024年行政诉讼败诉多少件", ["9件"]),
        ("榆河县2024年联合验收几个项目", ["41个"]),
        # Who came to something are not all there are.
        ("榆河县2024年有多少名调解员", ["803名"]),
        ("榆河县2024年多少名调解员参加了培训", ["170名"]),
    ],
)
def test_what_the_figure_stands_for(library: Library, question: str, expected: list[str]) -> None:
    answer = library.ask(question)
    assert (answer.status, values(answer)) == ("answered", expected)


@pytest.mark.parametrize(
    "question",
    [
        "霜桥县2024年接受社区矫正的有多少人",
        "霜桥县2024年安置帮教多少名",
        "霜桥县2024年良好案卷有多少",
        "霜桥县2024年基本合格的案卷几卷",
        # Against whom they were brought: another's figure is none of theirs.
        "榆河县涉及乡镇政府的复议案件几件",
        "榆河县镇政府被复议几件",
        "榆河县涉及公安局的行政诉讼几件",
        "榆河县涉及城管局的复议案件几件",
        # What came in is not what was spent.
        "榆河县2024年公积金用了多少",
    ],
)
def test_what_it_does_not_stand_for(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert (answer.status, values(answer)) == ("not_found", [])


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("霜桥县2024年调解成功率有没有到百分之九十五以上", "是"),
        ("霜桥县2024年调解成功率有没有超过95%", "是"),
        ("霜桥县2024年调解成功率有没有到96%", "否"),
        ("霜桥县2024年调解成功率没有到96%吗", "是"),
        ("霜桥县2024年调解成功率没有超过95%吧", "否"),
        ("霜桥县2024年调解矛盾纠纷有没有超过137件", "否"),
        ("霜桥县2024年调解矛盾纠纷有没有达到137件", "是"),
    ],
)
def test_who_asks_whether_denies_nothing(library: Library, question: str, verdict: str) -> None:
    answer = library.ask(question)
    assert (answer.kind, answer.text[0]) == ("yesno", verdict)


def test_a_district_s_change_is_not_its_street_s(library: Library) -> None:
    answer = library.ask("松岭区2023年行政复议案件比上年增长了35.8%，对不对？")
    assert {value.place for value in answer.values} <= {"松岭区司法局"}
    street = library.ask("河湾街道2023年行政复议案件比上年减少了几件")
    assert values(street)[-1] == "1件"
