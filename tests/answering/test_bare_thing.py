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
