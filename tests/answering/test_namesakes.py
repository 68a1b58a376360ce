"""Two places of one name: whatever is told of one of them says which."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_of

HEAD = "{county}青石镇人民政府2023年度法治政府建设工作报告\n一、主要举措和成效\n"
REPORTS = {
    "甲.txt": HEAD.format(county="丰阳县")
    + "全年行政诉讼案件8件，其中败诉1件。排查矛盾纠纷90件。\n",
    "丙.txt": "丰阳县清河街道办事处2023年度法治政府建设工作报告\n一、主要举措和成效\n"
    "全年行政诉讼案件3件。\n",
    "乙.txt": HEAD.format(county="白水县")
    + "全年行政诉讼案件6件，均胜诉。开展“枫桥夜话”活动12场。\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("报告"), REPORTS) as opened:
        yield opened


def test_all_readings_are_told_apart(library: Library) -> None:
    answer = library.ask("青石镇2023年有多少行政诉讼案件")
    assert answer.status == "ambiguous"
    assert "丰阳县青石镇2023年" in answer.text
    assert "白水县青石镇2023年" in answer.text
    assert answer.understood.startswith(
        ("丰阳县青石镇、白水县青石镇", "白水县青石镇、丰阳县青石镇")
    )


def test_a_figure_of_one_of_them_says_whose_it_is(library: Library) -> None:
    answer = library.ask("青石镇2023年排查矛盾纠纷多少件")
    assert answer.status == "answered"
    assert answer.text.startswith("丰阳县青石镇2023年")


def test_so_does_a_verdict(library: Library) -> None:
    answer = library.ask("青石镇2023年开展枫桥夜话了吗")
    assert answer.status == "answered"
    assert "白水县青石镇2023年" in answer.text


def test_choices_name_the_unit_above_once(library: Library) -> None:
    answer = library.ask("2023年有多少行政诉讼案件")
    assert answer.status == "ambiguous"
    labels = {choice.label for choice in answer.choices}
    assert labels == {"丰阳县青石镇2023年", "白水县青石镇2023年", "清河街道2023年"}
    assert all(choice.question.startswith(choice.label) for choice in answer.choices)
