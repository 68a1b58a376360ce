"""Questions that name one thing and no more: what merely stands near it is not told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_of

REPORT = """甲山镇2023年法治政府建设年度报告

一、主要举措和成效
由专业的律师为辖区12个居委会的日常工作提供法律服务。
围绕法律援助、婚姻家庭、交通安全等内容开展法律法规宣传教育10余次。
执法人员在县里组织的考试中取得全县第3名的好成绩。
对22名法治带头人、66名法律明白人开展培训，提高履职能力。
合法性审查由司法所明确一人专职负责。
承办行政处罚案件4件，办结2件，处罚金额3万元。
网格员队伍建设与其他镇街并列全区第1。
法律顾问覆盖率100%。
成立1个由人民调解、司法调解主要力量构成的纠纷处置领导小组和14个应急分队。
成功调处矛盾纠纷240余件。
审查合同：全年43份，其中重大合同6份。
对违规运输行为作出3万元罚款。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("报告"), {"甲山镇2023.txt": REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    "thing",
    ["律师", "法律援助", "执法人员", "培训", "合法性审查", "资金", "网格员", "法律顾问"],
)
@pytest.mark.parametrize("wording", ["甲山镇{}多少", "甲山镇2023年有几个{}"])
def test_what_only_stands_near_the_thing_is_not_told(
    library: Library, thing: str, wording: str
) -> None:
    answer = library.ask(wording.format(thing))
    assert (answer.status, answer.values) == ("not_found", ())


def test_a_report_that_has_the_words_is_not_said_to_lack_them(library: Library) -> None:
    answer = library.ask("甲山镇律师多少")
    assert "没有找到" not in answer.text
    assert any("律师" in line.quote for line in answer.nearest)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("甲山镇成立了几个领导小组", "1"),
        ("甲山镇应急分队有几个", "14"),
        ("甲山镇调解多少", "240"),
        ("甲山镇法律明白人多少", "66"),
        ("甲山镇法律顾问覆盖率多少", "100"),
        ("甲山镇审查合同多少", "43"),
        ("甲山镇执法人员考试排全县第几", "3"),
    ],
)
def test_what_is_named_is_told(library: Library, question: str, value: str) -> None:
    answer = library.ask(question)
    assert [v.value for v in answer.values] == [value]


OTHERS = """乙水镇2023年法治政府建设年度报告

一、主要举措和成效
法律顾问全年审查合同136份，年服务费4万元。
镇司法所审查规范性文件11件。
“学法用法示范户”86户。
调解员补贴标准低，每调解一件只补助五十元。
对照目录调整权责清单，现有权责事项213项，其中行政处罚158项、行政强制12项。
安排专项经费58万元，其中普法宣传费22万元。
全流程审批从立项到办证的时间压缩到15个工作日以内。
举行听证会，听证代表采纳意见7条。
举办培训班，参训120人。
窗口热线承接工单8846件。
街道法律顾问（2名公证员）全年审核协议132份、其他文件45份。
"""


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("别处"), {"乙水镇2023.txt": OTHERS}) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "乙水镇法律顾问多少",
        "乙水镇司法所多少",
        "乙水镇学法多少",
        "乙水镇调解多少",
        "乙水镇行政处罚多少",
        "乙水镇普法宣传多少",
        "乙水镇2023年办证多少",
        "乙水镇听证多少",
        "乙水镇有几个培训",
    ],
)
def test_what_the_thing_did_cost_or_may_do_is_no_count_of_it(
    others: Library, question: str
) -> None:
    assert others.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("乙水镇热线多少", "8846"),
        ("乙水镇普法宣传费多少", "22"),
        ("乙水镇学法用法示范户多少", "86"),
        ("乙水镇公证员多少", "2"),
    ],
)
def test_what_is_asked_by_its_whole_name_is_told(
    others: Library, question: str, value: str
) -> None:
    answer = others.ask(question)
    assert [v.value for v in answer.values] == [value]
    assert "其他文件" not in answer.text
