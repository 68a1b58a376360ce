"""Turns of a talk that name little: what is left, a share, the year before, a pick, what was meant."""

from __future__ import annotations

import pytest

from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.followups.again import asks_again
from retrieval.answering.followups.corrected import meant
from retrieval.answering.followups.followup import readings, resolve
from retrieval.answering.followups.picked import may_pick
from retrieval.library import Library
from tests.answering.shelves import library_fixture, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县青石镇人民政府\n2023年法治政府建设情况报告\n\n"
        "全年办理信访案件40件，办结31件。行政诉讼案件8件（上年为5件），其中胜诉6件、败诉1件。\n\n"
        "立案查处26起，罚款9.4万元。秸秆禁烧处罚3人，罚款600元。全年批评教育25人次、训诫8人次、警告5人次。\n\n"
        "行政复议案件6件，已审结5件，均维持。\n\n"
        "举办法治讲座12场，低于年初计划的15场。\n\n"
        "二、存在的不足\n\n（一）执法力量薄弱。（二）普法形式单一。\n\n"
        "三、2024年工作打算\n\n（一）招录执法人员2名。（二）开展案例宣讲。\n"
    ),
    "b.txt": (
        "松河县白果乡人民政府\n2022年法治政府建设情况报告\n\n白果乡全年行政诉讼案件3件，法律明白人30名。\n"
    ),
    "c.txt": (
        "松河县白果乡人民政府\n2023年法治政府建设情况报告\n\n白果乡全年行政诉讼案件4件，法律明白人36名。\n"
    ),
}
shelf = shelf_fixture(REPORTS)


library = library_fixture(REPORTS)


@pytest.mark.parametrize(
    ("earlier", "asked", "filled"),
    [
        # What is left, and what share a part is.
        (("青石镇办理信访案件几件", "办结的呢"), "剩下的呢", "青石镇没办结的信访案件多少"),
        (("青石镇行政诉讼几件",), "没审结的呢", "青石镇没审结的行政诉讼多少件"),
        (("青石镇行政诉讼几件", "其中胜诉的"), "占多少", "青石镇行政诉讼，其中胜诉占多少"),
        (("青石镇行政诉讼几件", "胜诉几件"), "还有一件呢", "青石镇行政诉讼结果如何"),
        # 前年 counts from the report, not from last year.
        (("青石镇行政诉讼几件", "去年呢"), "前年呢", "青石镇2021年行政诉讼几件"),
        (("青石镇行政诉讼几件",), "上年信访呢", "青石镇2022年信访多少件"),
        # The place by what it is.
        (("青石镇行政诉讼几件",), "这个镇有多少法律明白人", "青石镇有多少法律明白人"),
        # All that were spoken of are added up, two are set against each other.
        (
            ("青石镇行政诉讼几件", "白果乡呢"),
            "一共多少",
            "青石镇和白果乡行政诉讼一共多少",
        ),
        (
            ("青石镇2023年行政诉讼几件", "2022年呢", "2021年呢"),
            "三年加起来多少",
            "青石镇2021年和2022年和2023年行政诉讼加起来多少",
        ),
        (("青石镇行政诉讼几件", "去年呢"), "多了几件", "青石镇2022年和2023年行政诉讼多了几件"),
        # The same again, and what was meant.
        (("青石镇行政诉讼几件",), "原文呢", "青石镇行政诉讼几件"),
        (("青石镇行政诉讼几件",), "不是青石镇，是白果乡", "白果乡行政诉讼几件"),
        (("青石镇行政诉讼几件",), "不对，我问的是信访", "青石镇信访多少件"),
        (("青石镇法治讲座几场",), "完成计划了吗", "青石镇法治讲座完成计划了吗"),
        (("青石镇罚款多少",), "没收多少", "青石镇罚款没收多少"),
        # What is set against it, in which order, of which kind.
        (("青石镇法律明白人几名",), "比护林员多几个", "青石镇法律明白人比护林员多几个"),
        (("青石镇信访满意率",), "全县排第几", "青石镇信访满意率全县排第几"),
        (("青石镇信访多少件",), "比白果乡多吗", "青石镇信访比白果乡多吗"),
        (("青石镇林业处罚案件几件", "渔业呢"), "哪个领域最多", "青石镇处罚案件哪个领域最多"),
        (("青石镇罚款多少",), "涨了还是降了", "青石镇罚款涨了还是降了"),
        (("青石镇罚款多少",), "最高一笔多少", "青石镇罚款最高一笔多少"),
        (("青石镇信访案件几件", "没办结的呢"), "怎么办的", "青石镇没办结的信访案件怎么办的"),
    ],
)
def test_turns_that_name_little(
    earlier: tuple[str, ...], asked: str, filled: str, shelf: Shelf
) -> None:
    assert resolve(asked, earlier, shelf.gazetteer) == filled


def test_a_part_is_asked_for_before_the_thing_by_itself(shelf: Shelf) -> None:
    texts = readings("简易程序的呢", ("青石镇立案查处几起",), shelf.gazetteer)
    assert texts[0].startswith("青石镇立案查处，其中简易程序")


@pytest.mark.parametrize("said", ["原文呢", "真的吗？", "在哪一段", "这个数字准吗", "出处"])
def test_asked_again(said: str) -> None:
    assert asks_again(said)


@pytest.mark.parametrize("said", ["原因呢", "依据什么处罚的", "来源于哪些单位", "准予几件"])
def test_not_asked_again(said: str) -> None:
    assert not asks_again(said)


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("不是青石镇，是白果乡", "白果乡"),
        ("我问的不是败诉，是胜诉", "胜诉"),
        ("不对，我问的是2022年", "2022年"),
        ("我说的是白果乡不是青石镇", "白果乡"),
        ("不是初次的呢", "不是初次的呢"),
        ("是不是比上年多", "是不是比上年多"),
        ("不是因为没钱，是因为没人", "不是因为没钱，是因为没人"),
    ],
)
def test_what_was_meant(said: str, what: str) -> None:
    assert meant(said) == what


@pytest.mark.parametrize("said", ["1", "第二个", "选最后一个", "都要", "我要第1个"])
def test_picks(said: str) -> None:
    assert may_pick(said)


@pytest.mark.parametrize("said", ["第二类呢", "第一季度多少", "都要哪些材料", "十件吗"])
def test_no_picks(said: str) -> None:
    assert not may_pick(said)


def figures(library: Library, *turns: str) -> list[str]:
    """Return the figures of the last turn's answer."""
    answer = library.ask(turns[-1], turns[:-1])
    return [f"{value.value}{value.unit}" for value in answer.values]


def test_one_or_all_of_what_was_offered(library: Library) -> None:
    offered = library.ask("法律明白人有多少")
    assert offered.status == "ambiguous"
    second = offered.choices[1].label
    picked = library.ask("第二个", ("法律明白人有多少",))
    assert picked.status == "answered"
    assert second in picked.text
    assert sorted(figures(library, "法律明白人有多少", "都要")) == ["30名", "36名"]
    # There are no nine of them.
    assert library.ask("第九个", ("法律明白人有多少",)).status != "answered"


def test_readings_worded_alike_can_be_told_apart(library: Library) -> None:
    offered = library.ask("青石镇罚了多少")
    assert offered.status == "ambiguous"
    assert len({choice.question for choice in offered.choices}) == len(offered.choices) == 2
    for choice, amount in zip(offered.choices, ("9.4万元", "600元"), strict=True):
        told = library.ask(choice.question)
        assert told.status == "answered"
        assert amount in told.text


def test_fines_are_money_where_nothing_is_counted(library: Library) -> None:
    assert figures(library, "青石镇立案查处几起", "罚了多少") == ["9.4万元"]
    assert figures(library, "青石镇秸秆禁烧处罚多少人") == ["3人"]


def test_figures_of_several_years_are_added_up(library: Library) -> None:
    assert figures(library, "白果乡2022年和2023年行政诉讼一共多少件") == ["3件", "4件", "7件"]
    lacking = library.ask("白果乡2020年和2023年行政诉讼一共多少件")
    assert (lacking.status, lacking.values) == ("not_found", ())
    assert "2020年" in lacking.text


def test_the_part_behind_the_mark_is_named_by_its_own_figure(library: Library) -> None:
    assert figures(library, "青石镇警告，其中批评教育的多少人次") == ["25人次"]
    assert figures(library, "青石镇行政诉讼，其中败诉的几件") == ["1件"]


@pytest.mark.parametrize("asked", ["青石镇的问题和打算", "青石镇有什么问题，打算怎么办"])
def test_two_parts_in_one_breath(asked: str, library: Library) -> None:
    answer = library.ask(asked)
    assert answer.kind == "list"
    assert "执法力量薄弱" in answer.text
    assert "案例宣讲" in answer.text


def test_plans_are_those_of_the_report_spoken_of(library: Library) -> None:
    answer = library.ask("打算呢", ("青石镇2023年有哪些不足",))
    assert "案例宣讲" in answer.text


def test_what_is_said_of_all_of_those_just_counted_is_not_said_of_the_whole(
    library: Library,
) -> None:
    assert "6件" not in figures(library, "青石镇行政复议维持几件")


def test_a_case_is_settled_where_all_are(library: Library) -> None:
    assert library.ask("青石镇信访案件办结了吗").text.startswith("否")
