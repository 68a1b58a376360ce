"""Words that a figure's own sentence leaves to the heading or the paragraph before it, short forms of
two words, and the asked thing counted by another word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.evidence.abbreviations import is_short_for_words
from retrieval.library import Library
from tests.answering.shelves import library_of

REPORTS = {
    "竹溪县司法局2023.txt": """竹溪县司法局2023年法治政府建设年度报告
一、特殊人群
在册社区矫正对象312人，全年入矫176人，电子定位率100%；警告14人次，收监3人。安置帮教对象687人，走访慰问420人次。
二、基层治理
在26个村设立代办点，全年代办事项1862件。设调解室4间、心理咨询室1间。全年接待群众3150人次。
受理反映事项67件，推动解决65件。开展法治宣传41场，其中进村入户28场、进企业9场。
发现隐患57条，当场整改51条，其余移交应急局处理6条。
""",
    "青坪县住房和城乡建设局2023.txt": """青坪县住房和城乡建设局2023年法治政府建设年度报告
对全县在建房屋市政工程开展巡查212项次，下发停工通知书23份，排查质量安全隐患856条。
检查燃气企业9家次、餐饮用户520户次，发现隐患102处。罚款18万元。
设立法治文化长廊5处。受理宅基地申请93宗，批准81宗，不予批准12宗。
组织民办学校年度检查，应检72所，合格69所。普法短视频27条，播放量210万次。
政府信息公开申请19件，按时答复19件；行政诉讼案件13件，败诉1件。达成口头协议81件、书面协议53件。
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("set_before"), REPORTS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("竹溪县司法局社矫的警告了多少人次", "14人次"),
        ("竹溪县司法局社矫的警告几个", "14人次"),
        ("竹溪县司法局社矫收监几人", "3人"),
        ("竹溪县司法局村里代办了多少件", "1862件"),
        ("竹溪县司法局进村宣传了多少场", "28场"),
        ("竹溪县司法局移交了几条隐患", "6条"),
        ("青坪县住房和城乡建设局工地隐患多少条", "856条"),
        ("青坪县住房和城乡建设局工地停工通知书发了几份", "23份"),
        ("青坪县住房和城乡建设局工地巡查多少次", "212项次"),
        ("青坪县住房和城乡建设局法治长廊有几条", "5处"),
        ("青坪县住房和城乡建设局宅基地批准了多少户", "81宗"),
        ("青坪县住房和城乡建设局普法短视频有多少人看", "2.1e+06次"),
    ],
)
def test_what_stands_before_a_figure_sets_a_word(
    library: Library, question: str, told: str
) -> None:
    answer = library.ask(question)
    assert [f"{float(v.value):g}{v.unit}" for v in answer.values] == [told]


@pytest.mark.parametrize(
    "question",
    [
        # Of another group, that is named since.
        "竹溪县司法局社矫的帮教慰问几次",
        "竹溪县司法局安置帮教对象警告几人次",
        # One of several rooms is no topic of what follows.
        "竹溪县司法局心理咨询室接待了多少人",
        # What no sentence before says.
        "竹溪县司法局暴雨警告几人次",
        "青坪县住房和城乡建设局工地罚款多少",
        "青坪县住房和城乡建设局燃气停工通知书几份",
        "青坪县住房和城乡建设局老人停工通知书几份",
        # Counted by another word, but another thing.
        "青坪县住房和城乡建设局法治公园有几座",
        "青坪县住房和城乡建设局工作动态多少人看",
        # A matter of its own, and one of several.
        "青坪县住房和城乡建设局因为信息公开被告了几次",
        "青坪县住房和城乡建设局达成口头合同几件",
    ],
)
def test_what_is_not_set_is_not_answered(library: Library, question: str) -> None:
    assert library.ask(question).status != "answered"


@pytest.mark.parametrize(
    ("short", "text", "is_one"),
    [
        ("年检", "组织民办学校年度检查", True),
        ("年检", "民办学校年度检验检测", True),
        ("年检", "年度考核，检查企业", False),
        ("年检", "全年检查企业", False),
    ],
)
def test_a_short_form_stands_for_two_words(short: str, text: str, is_one: bool) -> None:
    assert is_short_for_words(short, text) is is_one
