"""Last year's plans beside this year's report: what is an item, what is near, what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.lists.plan_items import find_plan_items
from retrieval.answering.lists.plans import NEAR
from retrieval.library import Library
from retrieval.reading.files import read_data
from retrieval.review_records import PlanReview

REPORTS = Path(__file__).parents[1] / "support" / "reports"
# Place, planned thing → the lines of the next year's report that tell of it, read by hand; the
# numbers are lines of the two files.
BY_HAND = {
    "云砚街道": {
        (33, "加强执法队伍建设"): {18},
        (33, "完善多元解纷体系"): {21, 32},
        (33, "创新普法方式"): {25},
    },
    "棠梨湾街道": {
        (35, "力争矛盾纠纷化解率"): {14},
        (36, "实现行政诉讼零败诉"): {14},
        (37, "“法律明白人”"): {16},
        (38, "建成法治公园"): {16},
        (39, "12345热线满意率"): {8, 14},
        (40, "执法培训不少于5期"): {12, 18},
    },
}
# What of it no other place reports: 0 matches wanted in a stranger's report.
NOWHERE_ELSE = ("共享法庭", "法治公园", "普法驿站")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    files = [
        *REPORTS.glob("styles/棠梨湾街道*.txt"),
        *REPORTS.glob("styles5/云砚街道*.txt"),
        REPORTS.parents[2] / "corpus" / "嘉祥街道2023.txt",
    ]
    with Library.open(tmp_path_factory.mktemp("plans") / "库.db", create=True) as library:
        library.ingest(files)
        yield library


def review(library: Library, place: str, year: int | None = None) -> PlanReview:
    (found,) = library.plans(place, year)
    return found


def items_of(plan: str) -> list[str]:
    text = (
        f"甲镇2022年法治政府建设报告\n\n一、主要举措\n全年办案3件。\n二、下一步工作打算\n{plan}\n"
    )
    parsed = read_data(text.encode(), "甲镇2022.txt", {})
    return [
        parsed.passages[s.passage].sentences[s.sentence].text[s.start : s.end]
        for s in find_plan_items(parsed)
    ]


@pytest.mark.parametrize("place", BY_HAND)
def test_every_planned_thing_stands_beside_the_lines_that_tell_of_it(
    library: Library, place: str
) -> None:
    found = review(library, place)
    assert (found.place, found.year, found.gap) == (place, 2023, None)
    assert len(found.items) == len(BY_HAND[place])
    for item, ((line, begin), lines) in zip(found.items, BY_HAND[place].items(), strict=True):
        (plan,) = item.evidence
        assert (plan.line, plan.year) == (line, 2022) and plan.quote.startswith(begin)
        told = [quote for match in item.matches for quote in match.evidence]
        assert {quote.line for quote in told} == lines
        assert all(quote.year == 2023 and quote.highlights for quote in told)
        assert all(match.score >= NEAR for match in item.matches)


def test_what_is_quoted_stands_in_the_reports(library: Library) -> None:
    for place in BY_HAND:
        for item in review(library, place).items:
            for quote in (*item.evidence, *(e for m in item.matches for e in m.evidence)):
                line = library.parsed(quote.report).report.lines[quote.line - 1]
                assert quote.quote in line
                assert all(0 <= a < b <= len(quote.quote) for a, b in quote.highlights)


def test_an_item_nobody_speaks_of_has_no_match(tmp_path: Path) -> None:
    plan = REPORTS / "styles5" / "云砚街道2022.txt"
    other = (REPORTS / "styles" / "棠梨湾街道2023.txt").read_text(encoding="utf-8")
    stranger = tmp_path / "云砚街道2023.txt"
    stranger.write_text(
        other.replace("棠梨湾", "云砚").replace("岚川市汀兰区", "临岫区"), encoding="utf-8"
    )
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([plan, stranger])
        items = review(library, "云砚街道").items
        bare = [item.evidence[0].quote for item in items if not item.matches]
        assert len(items) == 3
        assert [q for q in bare if any(thing in q for thing in NOWHERE_ELSE)] == bare != []
        answer = library.ask("云砚街道去年的计划落实了吗")
        assert answer.text.count("没有找到相近的原文") == len(bare)


def test_names_that_no_dictionary_knows_must_be_there_too(tmp_path: Path) -> None:
    plan = "甲镇2022年法治政府建设报告\n\n一、举措\n办案3件。\n二、2023年打算\n组织沅泾社区和蘅燕公司轮训。\n"
    told = "甲镇2023年法治政府建设报告\n\n一、举措\n砚溪社区和岚桥公司由镇里组织排查。\n"
    for year, text in ((2022, plan), (2023, told)):
        (tmp_path / f"甲镇{year}.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([tmp_path])
        items = review(library, "甲镇").items
    assert [item.matches for item in items] == [()]


def test_a_unit_is_no_word_to_meet_by(library: Library) -> None:
    (item,) = [i for i in review(library, "棠梨湾街道").items if "260平方米" in i.evidence[0].quote]
    lit = [e.quote[a:b] for m in item.matches for e in m.evidence for a, b in e.highlights]
    assert "扩建" in lit and "平方米" not in lit


@pytest.mark.parametrize(
    ("plan", "items"),
    [
        ("2023年，将做好以下工作：一是建公园1个。二是办讲座5场，培训2期。", ["建公园1个。", "办讲座5场，培训2期。"]),
        ("下一步，一是建公园，二是办讲座。", ["建公园", "办讲座。"]),
        ("1.建公园1个。\n2.办讲座5场。\n3.12345热线满意率达到97%。", ["建公园1个。", "办讲座5场。", "12345热线满意率达到97%。"]),
        ("（一）加强普法。办讲座5场；建公园1个。\n（二）规范执法。开展培训2期。", ["办讲座5场", "建公园1个。", "开展培训2期。"]),
        ("加大普法力度，办讲座5场。", ["加大普法力度，办讲座5场。"]),
    ],
)  # fmt: skip
def test_each_planned_thing_is_an_item(plan: str, items: list[str]) -> None:
    assert items_of(plan) == items


def test_a_report_without_plans_or_without_a_year_before_is_told(library: Library) -> None:
    assert review(library, "云砚街道", 2022).gap == "no_report_before"
    assert review(library, "云砚街道", 2024).gap == "no_report"
    assert (review(library, "嘉祥街道").gap, review(library, "嘉祥街道").year) == (
        "no_report",
        None,
    )
    assert library.plans("无此街道") == ()
    assert items_of("")[:1] == []


@pytest.mark.parametrize(
    "question",
    [
        "云砚街道去年的计划落实了吗",
        "云砚街道上一年的打算都实现了没有",
        "云砚街道2022年说要做的2023年做了没有",
        "云砚街道2023年的工作计划完成情况",
        "云砚街道去年的承诺兑现了多少",
        "云砚街道2022年下一步工作安排落实得怎么样",
        "云砚街道2022年报告里提出的目标2023年完成了没",
        "去年云砚街道定的目标，今年实现了吗？",
    ],
)
def test_what_came_of_the_plans_gets_both_sides_and_no_verdict(
    library: Library, question: str
) -> None:
    answer = library.ask(question)
    assert (answer.status, answer.kind, answer.trace.rule) == ("answered", "list", "plans")
    assert {item.year for item in answer.evidence} == {2022, 2023}
    assert answer.text.startswith(
        "云砚街道2022年报告里的打算，与2023年报告里最相近的原文。只并列，不下结论"
    )
    assert "普通程序案件占比提高到35%以上" in answer.text and "占比38.1%" in answer.text
    stated = {value.value for value in answer.values}
    assert {"35", "38.1", "40", "38"} <= stated


@pytest.mark.parametrize(
    "question",
    [
        "棠梨湾街道2023年矛盾纠纷化解率达到98%的目标实现了吗",
        "云砚街道2023年举办法治讲座40场的计划完成了吗",
        "棠梨湾街道2023年任务清单完成了吗",
        "云砚街道下一步有什么计划",
        "云砚街道2023年行政处罚案件多少件",
    ],
)
def test_a_question_about_one_thing_is_no_question_about_the_plans(
    library: Library, question: str
) -> None:
    assert not library.ask(question).trace.rule.startswith("plans")


def test_a_follow_up_asks_of_the_same_place(library: Library) -> None:
    answer = library.ask("去年的计划落实了吗", ["棠梨湾街道2023年行政诉讼案件多少件"])
    assert answer.trace.rule == "plans" and answer.place == "棠梨湾街道"


def test_several_places_are_offered_and_one_alone_answers(library: Library) -> None:
    answer = library.ask("去年的计划落实了吗")
    assert answer.status == "ambiguous"
    assert [choice.label for choice in answer.choices] == ["云砚街道2023年", "棠梨湾街道2023年"]
    for choice in answer.choices:
        assert library.ask(choice.question).trace.rule == "plans"


def test_without_two_years_it_is_said(library: Library) -> None:
    answer = library.ask("嘉祥街道去年的计划落实了吗")
    assert (answer.status, answer.reason, answer.evidence) == ("not_found", "not_reported", ())
    assert "嘉祥街道连着两年的报告" in answer.text
