"""Changes as people ask for them, against the many ways in which reports tell them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.library import Library
from retrieval.records import Answer

CUIPING = """翠屏街道2023年法治政府建设年度报告
一、主要做法和成效
（一）全年办理行政复议案件128件，比2022年的103件增加25件。行政应诉案件42件，与上年持平；败诉3件，败诉率7.1%，比上年下降2.4个百分点。
（二）办理行政处罚案件316件，同比增长11.3%，罚款84.6万元，同比下降6.7%。检查企业1204家次，较上年减少118家次。持有执法证人员由去年31人增加到38人。
（三）从类型看，邻里纠纷241件、物业纠纷187件、婚姻家庭纠纷96件，与上年相比分别下降12.4%、上升5.1%、持平。
接待群众来访215批，其中集体访12批，去年是19批。信访总量同比下降15.6%，重复信访量下降22.4%。
（四）网上办理4.1万件，网办率78.8%，较2022年提高9.3个百分点。群众满意率98.2%。
在全市法治建设考核中得96.5分，在12个街道中排名第3，较2022年上升4位。
（五）收到政府信息公开申请57件（上年27件），同比增长1.1倍。审结行政诉讼案件66件（含上年结转9件）。
各级调解组织调解劳动争议896件，成功879件，较上年增加51件。
"""
QINGXI = """青溪镇2021年度法治政府建设工作总结
一、工作开展情况
全年调解纠纷149件，调成143件，总数比去年多了17件。其中山林土地纠纷51件，比去年少8件；邻里纠纷37件，跟去年一样多；家庭纠纷33件，讨薪纠纷28件。
信访34批61人次，去年是41批88人次。
法治建设主要指标
指标\t2019年\t2020年\t2021年
行政处罚案件（件）\t41\t57\t73
罚没金额（万元）\t6.2\t9.8\t8.7
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("变化")
    (folder / "翠屏街道.txt").write_text(CUIPING, encoding="utf-8")
    (folder / "青溪镇.txt").write_text(QINGXI, encoding="utf-8")
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([folder])
        yield library


def stated(answer: Answer) -> list[str]:
    return [f"{value.value}{value.unit}{'*' if value.derived else ''}" for value in answer.values]


@pytest.mark.parametrize(
    ("question", "figures", "words"),
    [
        ("翠屏街道行政复议案件比上年多了多少", ["103件", "128件", "25件"], "增加了"),
        ("翠屏街道行政复议案件比2022年涨了几件", ["103件", "128件", "25件"], "增加了"),
        ("翠屏街道行政应诉案件比上年多了还是少了", ["42件"], "与上年持平"),
        ("翠屏街道败诉率降了多少", ["7.1%", "2.4个百分点"], "比上年下降"),
        ("翠屏街道败诉率是升了还是降了", ["7.1%", "2.4个百分点"], "比上年下降"),
        ("翠屏街道行政处罚案件比2022年涨了多少", ["316件", "11.3%"], "同比增长"),
        ("翠屏街道罚款比上一年多了还是少了", ["84.6万元", "6.7%"], "同比下降"),
        ("翠屏街道检查企业家次比上年减少多少", ["1204家次", "118家次"], "较上年减少"),
        ("翠屏街道持证人员比去年多了几个", ["31人", "38人", "7人*"], "增加了"),
        ("翠屏街道邻里纠纷同比变化", ["241件", "12.4%"], "下降12.4%"),
        ("翠屏街道物业纠纷涨了还是跌了", ["187件", "5.1%"], "上升5.1%"),
        ("翠屏街道集体访比上年少了几批", ["19批", "12批", "7批*"], "减少了"),
        ("翠屏街道重复信访降了多少", ["22.4%"], "下降22.4%"),
        ("翠屏街道网办率比2022年高了几个百分点", ["78.8%", "9.3个百分点"], "提高"),
        ("翠屏街道排名比2022年进步几位", ["3名", "4位"], "上升4位"),
        ("翠屏街道信息公开申请翻了多少", ["27件", "57件", "1.1倍"], "增长1.1倍"),
        ("翠屏街道信息公开申请是去年的几倍", ["27件", "57件", "30件*", "2.11倍*"], "2.11倍"),
        ("青溪镇纠纷比上年多了多少件", ["149件", "17件"], "比去年多了17件"),
        ("青溪镇山林土地纠纷比去年少几件", ["51件", "8件"], "比去年少8件"),
        ("青溪镇邻里纠纷比去年多了还是少了", ["37件"], "跟去年一样多"),
        ("青溪镇近三年行政处罚案件怎么变化", ["41件", "57件", "73件", "32件*"], "增加了"),
        ("青溪镇2019到2021年罚没金额", ["6.2万元", "9.8万元", "8.7万元", "2.5万元*"], "增加了"),
    ],
)
def test_a_change_is_told_with_its_figures(
    library: Library, question: str, figures: list[str], words: str
) -> None:
    answer = library.ask(question)
    assert (answer.status, words in answer.text) == ("answered", True), answer.text
    assert set(figures) <= set(stated(answer)), stated(answer)


@pytest.mark.parametrize(
    ("question", "figure", "year"),
    [
        ("翠屏街道2022年办理行政复议多少件", "103件", 2022),
        ("翠屏街道集体访上年多少批", "19批", 2022),
        ("翠屏街道去年有多少人持执法证", "31人", 2022),
        ("青溪镇2020年信访多少人次", "88人次", 2020),
        ("青溪镇2020年行政处罚案件多少件", "57件", 2020),
        ("翠屏街道审结的行政诉讼里上年结转的有多少件", "9件", 2023),
        ("翠屏街道接待群众来访多少批", "215批", 2023),
    ],
)
def test_a_year_asked_for_is_the_year_of_the_figure(
    library: Library, question: str, figure: str, year: int
) -> None:
    answer = library.ask(question)
    assert stated(answer)[:1] == [figure], answer.text
    assert answer.values[0].year == year


@pytest.mark.parametrize(
    "question",
    [
        "翠屏街道满意率比上年提高多少",
        "翠屏街道2022年检查企业多少家次",
        "翠屏街道2022年物业纠纷多少件",
        "翠屏街道上年接待群众来访多少批",
        "翠屏街道网上办理比上年增加多少件",
        "翠屏街道婚姻家庭纠纷下降了百分之几",
        "青溪镇2020年邻里纠纷多少件",
        "青溪镇家庭纠纷比去年少几件",
        "翠屏街道劳动争议调解比上年增加多少",
        "翠屏街道2021年行政复议多少件",
    ],
)
def test_what_the_report_does_not_tell_is_not_made_up(library: Library, question: str) -> None:
    answer = library.ask(question)
    changes = [v for v in answer.values if v.derived]
    told = answer.status == "answered" and "持平" not in answer.text
    assert not told and not changes, answer.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("翠屏街道行政复议比上年多了25件吗", "是"),
        ("翠屏街道行政复议比上年多了30件吗", "否"),
        ("翠屏街道行政处罚是不是增长了11.3%", "是"),
        ("翠屏街道行政处罚是不是增长了15%", "否"),
        ("翠屏街道行政处罚同比下降了吗", "否"),
        ("翠屏街道行政应诉案件比上年增加了吗", "否"),
        ("翠屏街道集体访有没有减少", "是"),
    ],
)
def test_a_claimed_change_is_held_against_the_reported_one(
    library: Library, question: str, verdict: str
) -> None:
    assert library.ask(question).text.startswith(verdict)
