"""What a plain question's thing is counted in: persons by heads, meetings by times, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.answering.asking.asked import Asked
from retrieval.answering.excluding.counted_in import load_kinds
from retrieval.answering.excluding.plainly_asked import kind_asked, noun_asked
from retrieval.library import Library
from tests.answering.shelves import library_of

REPORT = """丁山县2023年法治政府建设年度报告

一、主要举措和成效
组织评查行政处罚案卷30卷、行政许可案卷20卷。
依托志愿服务队开展普法活动77场次，发放资料1.2万份，更新法治宣传栏45处。
各级人民调解组织调解纠纷245件，调解成功239件。
水上调解船全年出航48次。
县政府常务会议研究法治议题14个、会前学法12次。
县委全面依法治县委员会召开会议2次，县长主持召开法治政府建设专题会议4次。
办理人大代表建议6件、政协提案4件。
为群众解答咨询564人次。
主动公开政府信息318条，收到政府信息公开申请11件。
因信息公开引发行政复议14件，收到行政复议申请412件。
全年没有发生因审批引发的投诉，受理群众投诉举报1124件。
举办全县法治专题培训8期，培训1360人次。
23个村中有5个没有专职调解员。
查处违纪执法人员3人。
部分村满意度低于80分的有3个。
法律顾问协助拆除违法建设12处，面积1130平方米。
一网通办平台日均办件1060件。
局长带头批阅举报件63件。
平台受理信访举报5384件，其中信访4126件、举报1258件。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("报告"), {"丁山县2023.txt": REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    "thing",
    [
        "行政处罚",
        "行政许可",
        "志愿者",
        "调解组织",
        "常务会议",
        "人大代表",
        "群众",
        "调解员",
        "执法人员",
        "满意率",
        "面积",
        "办件",
        "企业",
    ],
)
@pytest.mark.parametrize("wording", ["丁山县2023年{}多少", "丁山县有几个{}", "丁山县{}数量"])
def test_what_is_counted_in_another_way_is_not_told(
    library: Library, thing: str, wording: str
) -> None:
    answer = library.ask(wording.format(thing))
    assert (answer.status, answer.values) == ("not_found", ())


@pytest.mark.parametrize(
    ("thing", "value"),
    [
        ("普法活动", "77"),
        ("调解", "245"),
        ("信息公开", "318"),
        ("主动公开", "318"),
        ("行政复议", "412"),
        ("投诉", "1124"),
        ("执法人员查处", "3"),
        ("举报", "1258"),
    ],
)
def test_what_is_counted_so_is_told(library: Library, thing: str, value: str) -> None:
    answer = library.ask(f"丁山县2023年{thing}多少")
    assert [str(v.value) for v in answer.values] == [value], answer.text


def test_a_side_of_a_comparison_is_what_bears_just_its_name(library: Library) -> None:
    answer = library.ask("丁山县2023年信访和举报哪个更多")
    assert [str(v.value) for v in answer.values] == ["4126", "1258"], answer.text


def test_occasions_are_asked_for_one_by_one(library: Library) -> None:
    assert [str(v.value) for v in library.ask("丁山县有几个普法活动").values] == ["77"]


@pytest.mark.parametrize(
    ("thing", "values"), [("会议", {"2", "4"}), ("培训", {"8", "1360"})], ids=["会议", "培训"]
)
def test_one_of_several_is_asked_back(library: Library, thing: str, values: set[str]) -> None:
    answer = library.ask(f"丁山县2023年{thing}多少")
    assert answer.status == "ambiguous"
    assert {str(v.value) for v in answer.values} == values


@pytest.mark.parametrize(
    ("wording", "noun"),
    [
        ("律师多少", "律师"),
        ("律师一共有多少", "律师"),
        ("有几个律师", "律师"),
        ("检查了多少", "检查"),
        ("律师数量", "律师"),
        ("律师怎么样", ""),
    ],
)
def test_what_a_plain_question_asks_the_number_of(wording: str, noun: str) -> None:
    assert noun_asked(wording).removeprefix("有") == noun


def test_the_longest_ending_tells_the_kind() -> None:
    known = kind_asked(Asked((), wording="县政府常务会议多少"))
    assert known is not None
    assert known[1] == "常务会议"


def test_an_ending_belongs_to_one_kind_only() -> None:
    ends = [end for kind in load_kinds() for end in kind.ends]
    assert len(ends) == len(set(ends))
