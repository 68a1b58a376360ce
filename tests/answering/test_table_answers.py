"""Questions about many places at once: the table, the first three, who reports it and who doesn't."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.conversation import Conversation
from retrieval.answering.asking.table_request import read_request
from retrieval.library import Library
from retrieval.records import Answer
from tests.answering.shelves import library_of

HEAD = "{place}{year}年法治政府建设年度报告\n\n一、主要举措和成效\n"
REPORTS = {
    ("甲山镇", 2022): "全年办理行政应诉案件13件。培养法律明白人100名。",
    ("甲山镇", 2023): "全年办理行政应诉案件21件。培养法律明白人120名。",
    ("乙水镇", 2023): "全年办理行政诉讼7起。培养法律明白人90名。",
    ("丙川街道", 2023): "认真做好行政应诉工作。培养法律明白人30名。",
    ("丁岭街道", 2023): "一审行政应诉案件8件。培养法律明白人30名。",
    ("戊岗镇", 2023): "扎实开展法治建设。",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    files = {
        f"{place}{year}.txt": HEAD.format(place=place, year=year) + text + "\n"
        for (place, year), text in REPORTS.items()
    }
    with library_of(tmp_path_factory.mktemp("报告"), files) as opened:
        yield opened


def quoted(answer: Answer) -> list[str]:
    """Return place and figure of every quoted value, each checked to stand in its quote."""
    found = []
    for value in answer.values:
        if not value.derived:
            assert value.evidence is not None
            assert value.value in answer.evidence[value.evidence].quote
            found.append(f"{value.place}{value.value}")
    return found


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("各地2023年法律明白人排名前三", ["甲山镇120", "乙水镇90", "丁岭街道30", "丙川街道30"]),
        ("2023年法律明白人前两名", ["甲山镇120", "乙水镇90"]),
        ("2023年法律明白人最多的2个地方", ["甲山镇120", "乙水镇90"]),
        ("2023年法律明白人倒数第一", ["丁岭街道30", "丙川街道30"]),
        ("2023年法律明白人最少的三个地方是哪些", ["丁岭街道30", "丙川街道30", "乙水镇90"]),
        ("各镇2023年法律明白人前三名", ["甲山镇120", "乙水镇90"]),
        ("2023年行政应诉案件排名前五", ["甲山镇21", "乙水镇7"]),
    ],
)
def test_an_order_shows_so_many_and_those_that_tie(
    library: Library, question: str, figures: list[str]
) -> None:
    answer = library.ask(question)
    assert (answer.status, answer.kind) == ("answered", "compare")
    assert sorted(quoted(answer)) == sorted(figures)
    assert quoted(answer)[0] == figures[0] or "倒数" in question or "最少" in question


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("2023年有几个地方报告了法律明白人", "5个地方里有4个报告了"),
        ("2023年多少个地方写了行政应诉案件", "5个地方里有3个报告了"),
        ("哪些地方没报2023年的法律明白人", "戊岗镇（报告里没有写）"),
        ("2023年哪些地方没有写行政应诉案件", "丙川街道（提到了，没有数字）"),
        ("2023年哪几个镇没报告法律明白人", "有1个地方：戊岗镇"),
    ],
)
def test_who_reports_a_figure_and_who_does_not(
    library: Library, question: str, stated: str
) -> None:
    answer = library.ask(question)
    assert (answer.status, answer.kind) == ("answered", "compare")
    assert stated in answer.text
    assert answer.evidence and quoted(answer)
    counts = [value for value in answer.values if value.derived]
    assert all(f"{value.value}个" in answer.text for value in counts)


def test_a_table_has_a_line_a_place_and_sets_other_definitions_apart(library: Library) -> None:
    answer = library.ask("各地行政应诉案件列成表格")
    first, apart = answer.text.split("另列")
    assert "甲山镇：2022年13件，2023年21件" in first.splitlines()
    assert "丁岭街道：2023年单位或口径不同" in first.splitlines()
    assert "丁岭街道：2023年8件" in apart.splitlines() and "口径不同" in apart
    assert sorted(quoted(answer)) == ["丁岭街道8", "乙水镇7", "甲山镇13", "甲山镇21"]


def test_every_street_means_streets(library: Library) -> None:
    assert sorted(quoted(library.ask("各街道2023年的法律明白人"))) == ["丁岭街道30", "丙川街道30"]
    assert len(quoted(library.ask("各地2023年的法律明白人"))) == 4


@pytest.mark.parametrize(
    ("turns", "figures", "computed"),
    [
        (["各街道2023年的法律明白人", "列成表格"], ["丁岭街道30", "丙川街道30"], []),
        (["各街道2023年的法律明白人", "平均呢"], ["丁岭街道30", "丙川街道30"], ["30"]),
        (["各街道2023年的法律明白人", "平均呢", "合计呢"], ["丁岭街道30", "丙川街道30"], ["60"]),
        (
            ["各地2023年的法律明白人", "按多少排一下"],
            ["甲山镇120", "乙水镇90", "丁岭街道30", "丙川街道30"], [],
        ),
        (["各地2023年的法律明白人", "列成表格", "前两名"], ["甲山镇120", "乙水镇90"], ["5", "4"]),
        (["甲山镇法律明白人多少", "列成表格"], ["甲山镇100", "甲山镇120"], []),
        (["甲山镇2023年法律明白人多少", "各街道的呢"], ["丁岭街道30", "丙川街道30"], []),
        (["甲山镇2023年法律明白人多少", "乙水镇呢", "列成表格"], ["乙水镇90"], []),
    ],
)  # fmt: skip
def test_a_view_follows_on_what_was_asked(
    library: Library, turns: list[str], figures: list[str], computed: list[str]
) -> None:
    conversation = Conversation(library)
    answers = [conversation.ask(turn) for turn in turns]
    assert answers[-1].status == "answered"
    assert sorted(quoted(answers[-1])) == sorted(figures)
    assert [value.value for value in answers[-1].values if value.derived] == computed


@pytest.mark.parametrize(
    "question",
    [
        "前三季度办了多少行政应诉案件", "甲山镇最后三名法律明白人是谁", "以前两名干部怎么处理的",
        "甲山镇行政应诉案件多少件", "后续怎么整改", "甲山镇有没有报告行政应诉案件",
    ],
)  # fmt: skip
def test_ordinary_questions_are_no_request(question: str) -> None:
    assert read_request(question) is None


def test_a_measure_that_nobody_reports_is_not_found(library: Library) -> None:
    for question in ("各地高铁里程排名前三", "哪些地方没报高铁里程", "高铁里程列成表格"):
        answer = library.ask(question)
        assert answer.status == "not_found" and not answer.values
