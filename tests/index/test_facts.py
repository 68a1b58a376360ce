"""The grammar of figures: one small report a pattern, and what its figures stand for."""

from pathlib import Path

import pytest

from retrieval.index.facts import find_facts
from retrieval.language.numerals import format_number
from retrieval.reading import read_report
from retrieval.records import Fact

HEAD = "甲子街道2023年度法治政府建设情况报告\n2023年，甲子街道扎实推进法治政府建设，现将有关情况报告如下：\n一、主要举措和成效\n"


@pytest.fixture
def read(tmp_path: Path):
    def read(body: str, head: str = HEAD) -> list[Fact]:
        file = tmp_path / "报告.txt"
        file.write_text(head + body, encoding="utf-8")
        return list(find_facts(read_report(file)))

    return read


def shown(facts: list[Fact]) -> list[str]:
    return [f"{f.measure}={format_number(f.quantity.value)}{f.quantity.unit}" for f in facts]


PATTERNS = {
    "全年共22件行政应诉案件。": ["行政应诉案件=22件"],
    "行政应诉案件4件。": ["行政应诉案件=4件"],
    "对21起首次轻微违法行为不予处罚。": ["首次轻微违法行为不予处罚=21起"],
    "开展培训5次、案卷评查3次、随同执法6次。": ["开展培训=5次", "案卷评查=3次", "随同执法=6次"],
    "排查矛盾纠纷860件，化解820件。": ["排查矛盾纠纷=860件", "排查矛盾纠纷化解=820件"],
    "办结2件处罚金额3万元。": ["办结=2件", "处罚金额=3万元"],
    "聘请一名常年法律顾问。": ["常年法律顾问=1名"],
    "现有15名工作人员持有行政执法证。": ["工作人员持有行政执法证=15名"],
    "受理、办结行政复议案件分别为186件、170件。": [
        "受理行政复议案件=186件",
        "办结行政复议案件=170件",
    ],
    "无败诉案件。": ["败诉案件=0件"],
    "全年无一起行政执法人员违法违纪事件发生。": ["行政执法人员违法违纪事件发生=0起"],
    "民转刑案件：零发生。": ["民转刑案件=0件"],
}


@pytest.mark.parametrize(("body", "expected"), PATTERNS.items())
def test_patterns(read, body: str, expected: list[str]) -> None:
    assert shown(read(body)) == expected


def test_two_amounts_of_one_thing_share_its_name(read) -> None:
    facts = read("接待群众来访157批203人次。")
    assert [(f.measure, f.quantity.unit) for f in facts] == [
        ("接待群众来访", "批"),
        ("接待群众来访", "人次"),
    ]


def test_sides_of_different_length_are_not_aligned(read) -> None:
    facts = read("批发、零售、餐饮总额分别达95万元、71万元。")
    assert [f.unclear for f in facts] == [True, True]


def test_parts_that_add_up_belong_to_their_total(read) -> None:
    total, *parts = read("全年共22件行政应诉案件。和解8件，确认有效6件，胜诉8件。")
    assert all(part.part_of == 0 and "行政应诉案件" in part.measure for part in parts)
    assert total.part_of is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("2022年行政诉讼案件7件，2023年22件。", [(7, 2022, "actual"), (22, 2023, "actual")]),
        ("行政复议12件，比2022年的13件减少1件。", [(12, 2023, "actual"), (13, 2022, "base"), (1, 2023, "change")]),
        ("接待来访由2022年的61批降至49批。", [(61, 2022, "base"), (49, 2023, "actual")]),
        ("受理申请171件，较上年受理的119件增长43.7%。", [(171, 2023, "actual"), (119, 2022, "base"), ("43.7", 2023, "change")]),
        ("力争化解率达到98%。", [(98, 2023, "target")]),
        ("年初计划培训8期，实际举办6期。", [(8, 2023, "target"), (6, 2023, "actual")]),
    ],
)  # fmt: skip
def test_years_and_how_figures_are_meant(
    read, body: str, expected: list[tuple[object, int, str]]
) -> None:
    found = [(format_number(f.quantity.value), f.period, f.kind) for f in read(body)]
    assert found == [(str(value), year, kind) for value, year, kind in expected]


def test_what_stands_in_the_plan_is_no_result(read) -> None:
    (fact,) = read("", HEAD + "开展培训5次。\n二、下一年度主要安排\n组织培训10次。\n")[1:]
    assert (fact.kind, fact.period) == ("target", 2024)


def test_a_town_of_a_county_keeps_its_figure(read) -> None:
    head = HEAD.replace("甲子街道", "甲子县")
    facts = read("全县调解纠纷21件，其中青石镇12件、白水乡9件。", head)
    assert [(f.place, f.quantity.value) for f in facts] == [("", 21), ("青石镇", 12), ("白水乡", 9)]


def test_cells_of_a_table(read) -> None:
    table = "表1 行政许可情况\n事项\t受理（件）\t办结（件）\n采矿许可\t7\t6\n规划许可\t64\t63\n合计\t71\t69\n"
    facts = [f for f in read(table) if f.quantity.unit == "件"]
    assert ("采矿许可办结", 6) in [(f.measure, f.quantity.value) for f in facts]
    assert len(facts) == 6


def test_page_furniture_holds_no_figures(read) -> None:
    assert read("浏览次数：1234次\n联系电话：0531-88886666\n") == []
