"""Questions for a whole part of a report, in any words, and the parts of reports without headings."""

from __future__ import annotations

import pytest

from retrieval.answering.lists.whole_part import answer_part
from retrieval.language.whole_parts import PartNamed, read_part
from retrieval.reading.headings import parts_of, role_of
from retrieval.reading.turns import fault_lead, plans_ahead
from retrieval.records import Answer
from tests.answering.shelves import Ask, ask_fixture, shelf_fixture

PROSE = """枫溪镇人民政府2023年法治政府建设情况报告
2023年，枫溪镇扎实推进依法行政，全年立案21件。
普法方面，举办讲座9场。同时也要看到，镇里的执法力量仍然薄弱，案卷质量不够高。下一步，我镇将招录执法人员3名。
主要负责同志履职方面，镇党委书记主持研究法治工作5次。
"""
COLON = """砥石乡人民政府2022年法治政府建设情况报告
全年调解纠纷40件。当然，工作中还有不少短板：调解员年龄偏大；执法车辆不足；村干部学法不够。
2023年，我乡重点做好三件事：新聘调解员5名；购置执法车1辆；办好村干部轮训。
"""
PLAIN = """汀湖街道办事处2023年法治政府建设年度报告
一、主要做法
（一）抓决策。审查合同30份。
（二）抓执法。立案44件。
二、还差在哪里
（一）人手不足：只有3名队员持证；（二）普法老套，年轻人不爱听。
三、不足之外的2024年安排
新建法治公园1个。
"""
BOTH = """岭东县水务局2024年法治政府建设报告
一、工作情况
立案12件。
二、不足与2025年打算
不足：执法船只老旧；巡查手段单一。
打算：购置执法船1艘；布设监控点20处。
"""
NONE = """白茆镇人民政府2023年法治政府建设报告
一、主要工作
全年查处问题35个，已整改30个。调解纠纷60件。
"""
shelf = shelf_fixture(
    {"枫溪.txt": PROSE, "砥石.txt": COLON, "汀湖.txt": PLAIN, "岭东.txt": BOTH, "白茆.txt": NONE}
)
ask = ask_fixture(answer_part)

FAULTS = (
    "还有什么没做好的", "差在哪里", "哪方面还要加强", "有什么短板没补上", "哪些地方做得不到位",
    "自己觉得哪里还不行", "存在哪些困难和问题", "工作上还欠缺什么", "法治建设的薄弱环节",
)  # fmt: skip


def lines(answer: Answer | None) -> list[str]:
    assert answer is not None
    assert answer.status == "answered"
    return [line[2:] for line in answer.text.splitlines() if line.startswith("· ")]


@pytest.mark.parametrize("wording", FAULTS)
@pytest.mark.parametrize(
    ("place", "items"),
    [
        ("枫溪镇", ["镇里的执法力量仍然薄弱，案卷质量不够高"]),
        ("砥石乡", ["调解员年龄偏大", "执法车辆不足", "村干部学法不够"]),
        ("汀湖街道", ["人手不足：只有3名队员持证", "普法老套，年轻人不爱听"]),
        ("岭东县水务局", ["执法船只老旧", "巡查手段单一"]),
    ],
)
def test_what_falls_short(ask: Ask, place: str, items: list[str], wording: str) -> None:
    assert lines(ask(place + wording)) == items


@pytest.mark.parametrize(
    "wording", ["下一步怎么干", "来年有什么打算", "接下来准备做些什么", "要办哪些事"]
)
@pytest.mark.parametrize(
    ("place", "items"),
    [
        ("枫溪镇", ["下一步，我镇将招录执法人员3名"]),
        ("砥石乡", ["新聘调解员5名", "购置执法车1辆", "办好村干部轮训"]),
        ("岭东县水务局", ["购置执法船1艘", "布设监控点20处"]),
    ],
)
def test_what_is_planned(ask: Ask, place: str, items: list[str], wording: str) -> None:
    assert lines(ask(place + wording))[-len(items) :] == items


def test_a_year_to_come_makes_a_plan(ask: Ask) -> None:
    assert lines(ask("岭东县水务局2025年怎么干")) == ["购置执法船1艘", "布设监控点20处"]
    assert ask("岭东县水务局2024年怎么干") is None


def test_what_the_leaders_did_without_a_heading(ask: Ask) -> None:
    for wording in ("一把手怎么履职的", "主要负责人履职情况", "书记抓法治做了哪些事"):
        assert any("主持研究法治工作5次" in line for line in lines(ask("枫溪镇" + wording)))


def test_no_such_part_is_said(ask: Ask) -> None:
    answer = ask("白茆镇2023年存在什么问题")
    assert answer is not None
    assert (answer.status, answer.reason) == ("not_found", "not_reported")


def test_without_a_place_it_asks_back(ask: Ask) -> None:
    answer = ask("有什么短板没补上")
    assert answer is not None
    assert answer.status == "ambiguous"
    assert len(answer.choices) == 4


@pytest.mark.parametrize(
    "question",
    [
        "砥石乡执法方面有什么问题", "砥石乡查出什么问题", "砥石乡哪些任务没完成",
        "砥石乡怎么补齐短板", "砥石乡主任是谁", "砥石乡群众反映什么问题", "砥石乡差多少",
        "砥石乡这些问题怎么解决", "砥石乡没有问题", "砥石乡书记包了几件案子",
    ],
)  # fmt: skip
def test_a_thing_beside_the_part_is_asked_about(ask: Ask, question: str) -> None:
    assert ask(question) is None


def test_so_many_must_be_there(ask: Ask) -> None:
    assert len(lines(ask("砥石乡有哪三个短板"))) == 3
    assert ask("砥石乡有哪五个短板") is None


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("三、问题", ("shortcomings",)), ("六、还差在哪里", ("shortcomings",)),
        ("第三部分 不足与2023年安排", ("shortcomings", "plan")), ("七、2024年打算", ("plan",)),
        ("（三）补齐短板", ()), ("（二）解决突出问题", ()), ("一、矛盾化解", ()),
    ],
)  # fmt: skip
def test_headings_in_plain_words(heading: str, parts: tuple[str, ...]) -> None:
    assert parts_of(heading) == parts
    assert role_of(heading) == (parts[0] if parts else None)


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("工作中还有不少短板：执法力量弱", 10), ("同时也要看到，执法力量还不强。", 7),
        ("对照更高要求，还存在以下短板：其一，人少", 15), ("针对检查发现的问题：", 0),
        ("我们深刻认识到，法治是压舱石。", 0), ("现将存在的不足报告如下：", 0),
    ],
)  # fmt: skip
def test_where_shortcomings_begin(sentence: str, lead: int) -> None:
    assert fault_lead(sentence) == lead


def test_where_plans_begin() -> None:
    assert plans_ahead("打算：购船1艘", 2023)
    assert plans_ahead("2024年，我们将", 2023)
    assert not plans_ahead("2024年3月，镇里印发", 2023)
    assert not plans_ahead("经费：全年20万元", 2023)


def test_parts_are_named_in_their_order() -> None:
    assert read_part("存在的不足和下步打算") == PartNamed(("shortcomings", "plan"))
    assert read_part("普法有什么问题") is None
