"""Turns of a talk on the matter spoken of: the place that was found, an order, posts, what came of it."""

from __future__ import annotations

import pytest

from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.followups.followup import readings
from retrieval.library import Library
from tests.answering.shelves import library_fixture, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县青石镇人民政府\n2023年法治政府建设情况报告\n\n"
        "镇综合行政执法队核定编制18名，实有14名，其中持证11名。司法所编制3名，聘请调解员2名。\n\n"
        "“老石匠”调解室调处采石纠纷64件，协议金额412万元。\n\n"
        "全年受理矛盾纠纷300件，其中邻里纠纷120件、物业纠纷95件、婚姻纠纷60件、劳动纠纷25件。\n\n"
        "行政诉讼案件8件，其中胜诉6件、败诉1件。败诉的1件系因送达程序不当，镇政府已于10月重新作出决定。\n\n"
        "年初计划检查企业320家次，实际检查企业346家次。举办法治讲座12场，低于年初计划的15场，"
        "主要原因是上半年场地维修。\n\n"
        "三、2024年工作打算\n\n（一）检查企业360家次。（二）建立败诉案件一案一析制度。\n"
    ),
    "b.txt": (
        "松河县白果乡人民政府\n2023年法治政府建设情况报告\n\n"
        "全年行政诉讼案件3件，法律明白人30名，受理矛盾纠纷90件。\n"
    ),
}
shelf = shelf_fixture(REPORTS)


library = library_fixture(REPORTS)


def talk(library: Library, *turns: str) -> list[str]:
    """Return the figures of the last of several turns, each asked after what those before were read as."""
    context: list[str] = []
    figures: list[str] = []
    for turn in turns:
        answer = library.ask(turn, context)
        figures = [f"{value.value}{value.unit}" for value in answer.values]
        context.append(answer.resolved)
    return figures


@pytest.mark.parametrize(
    ("earlier", "asked", "filled"),
    [
        # What was done about those lost, why they were, what is to be done.
        (("青石镇败诉几件",), "后来怎么处理的", "青石镇败诉后来怎么处理的"),
        (("青石镇败诉几件", "为什么"), "最后怎么整改的", "青石镇败诉最后怎么整改的"),
        (("青石镇行政诉讼败诉几件",), "以后怎么办", "青石镇败诉下一步打算怎么办"),
        (
            ("青石镇法治讲座几场", "完成计划了吗"),
            "为什么",
            "青石镇法治讲座没完成计划为什么",
        ),
        # What is planned of it for the next year.
        (("青石镇法治讲座几场",), "明年呢", "青石镇下一年计划法治讲座几场"),
        (("青石镇检查企业几家次",), "明年打算查几家", "青石镇下一年计划检查企业几家次"),
        # The same order, farther down or from its other end.
        (("青石镇哪类纠纷最多",), "第二呢", "青石镇哪类纠纷第二多"),
        (("青石镇哪类纠纷最少",), "其次是哪类", "青石镇哪类纠纷第二少"),
        (("青石镇哪类纠纷最多", "第二呢"), "最少的呢", "青石镇哪类纠纷最少"),
        # Posts, and what is missing of them or of a plan.
        (("青石镇执法队编制几名", "实有呢"), "缺几个", "青石镇执法队编制缺几名"),
        (("青石镇实际检查企业几家次", "计划呢"), "差几个", "青石镇检查企业比计划多几家次"),
        # 哪些部门 are those of the place spoken of.
        (("青石镇开展联合检查几次",), "哪些部门参加了", "青石镇开展联合检查哪些部门参加了"),
    ],
)
def test_turns_on_the_matter(
    earlier: tuple[str, ...], asked: str, filled: str, shelf: Shelf
) -> None:
    assert readings(asked, earlier, shelf.gazetteer)[0] == filled


@pytest.mark.parametrize("asked", ["缺几个", "差几个", "第二呢"])
def test_nothing_is_missing_or_second_of_what_has_neither(asked: str, library: Library) -> None:
    assert talk(library, "青石镇行政诉讼几件", asked) == []


def test_the_place_that_was_found_is_carried_on(library: Library) -> None:
    assert library.ask("行政诉讼多少件").status == "ambiguous"
    assert talk(library, "老石匠调解室调处了多少纠纷", "行政诉讼多少件") == ["8件"]
    found = library.ask("老石匠调解室调处了多少纠纷")
    assert found.resolved == "青石镇老石匠调解室调处了多少纠纷"
    # Another place is another place, and all of them are all.
    assert talk(library, "老石匠调解室调处了多少纠纷", "白果乡行政诉讼多少件") == ["3件"]
    assert "3件" in talk(library, "老石匠调解室调处了多少纠纷", "各地行政诉讼多少件")


def test_a_figure_in_another_unit_is_no_repetition(library: Library) -> None:
    assert talk(library, "老石匠调解室调处了多少纠纷", "金额呢") == ["412万元"]
    assert talk(library, "青石镇行政诉讼多少件", "金额呢") == []


def test_kinds_in_their_order(library: Library) -> None:
    second = library.ask("青石镇2023年受理的矛盾纠纷哪类第二多")
    assert "第二多的是物业纠纷" in second.text
    assert "第二少的是婚姻纠纷" in library.ask("青石镇2023年矛盾纠纷哪类第二少").text
    # There is no fifth of four; nobody is said to be it.
    assert "第五" not in library.ask("青石镇2023年矛盾纠纷哪类第五多").text
    assert library.ask("青石镇是不是矛盾纠纷第二多的").status == "not_found"
    # Of one place alone, which is most asks for the kind.
    assert "120件" in talk(library, "青石镇受理矛盾纠纷多少件", "哪个最多")


def test_posts_that_nobody_fills(library: Library) -> None:
    assert talk(library, "青石镇综合行政执法队编制缺几名") == ["18名", "14名", "4名"]
    assert talk(library, "青石镇综合执法队编制几名", "实有多少", "缺几个")[-1] == "4名"
    # Who is hired beside the posts fills none of them.
    assert talk(library, "青石镇司法所编制缺几名") == []


def test_what_is_not_named_is_not_counted(library: Library, shelf: Shelf) -> None:
    # 镇 is the place itself, 还有呢 no repetition.
    context = ("青石镇社区调委会调解几件",)
    assert readings("镇自己出多少", context, shelf.gazetteer)[0].count("，其中") == 1
    assert talk(library, "青石镇行政诉讼几件", "胜诉的呢", "还有呢") != ["6件"]
