"""Several figures asked for in one question: each its own, or said which one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, asking, figures, shelf_of

REPORTS = {
    "a.txt": "松河县人民政府\n2023年法治政府建设情况报告\n\n"
    "全年收到行政复议申请86件，受理80件，审结74件，其中维持41件、驳回17件、撤销9件。\n\n"
    "收到政府信息公开申请40件，其中予以公开25件、部分公开9件、不予公开6件。\n\n"
    "开展执法培训7次，案卷评查3次，监督员随同执法5次。核定行政编制28名、事业编制31名。\n\n"
    "罚没款90万元，其中罚款75万元、没收违法所得15万元。\n\n"
    "接待来信来访436批次1208人次。拆除违法建设12处，面积1850平方米。\n\n"
    "排查隐患57处，整改55处。调解劳动纠纷34件，化解33件。\n\n"
    "全县司法所18个，不足3人的有7个。受理许可申请640件，办结630件；办结件中准予许可621件、不予许可9件。\n\n"
    "与邻县石佛村的林地争议已经解决。受理信访件38件。\n\n"
    "全县免罚轻微违法案件96件，涉及金额37万元。法律顾问费由上年的5万元提高到7万元，总投资240万元。\n\n"
    "成立人民调解委员会21个，配备人民调解员88名。出台规范性文件16件，其中部门文件9件。\n\n"
    "开展燃气检查4轮，发现漏气点131处，整改128处，3处埋地管线正在整改。\n\n"
    "全年办理婚姻登记940对，其中8月8日当天办理婚姻登记52对。收缴罚金6万元。\n\n"
    "县水务局罚款14件，水务局罚没款8万元。\n\n"
    "公职律师全年审查合同3份。收到来信和网上诉求70件，其中来信9件，网上61件。\n\n"
    "制定随机抽查计划27个。为企业和合作社开展法治体检23家次。\n\n"
    "按类型分，噪声扰民投诉45件、油烟扰民投诉38件、其他投诉12件。\n\n"
    "西岭镇、东溪镇分别举办法律讲座31场、24场，参与群众分别为3200人次、1900人次。",
}  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp("several")
    with shelf_of(folder, REPORTS) as opened:
        shelf: Shelf = opened
        yield asking(shelf, answer_number)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("松河县复议维持和驳回各几件", ["41件", "17件"]),
        ("松河县行政复议维持、驳回、撤销各多少件", ["41件", "17件", "9件"]),
        ("松河县行政复议受理多少件，审结多少件", ["80件", "74件"]),
        ("松河县信息公开申请，公开、部分公开、不予公开各几件", ["25件", "9件", "6件"]),
        ("松河县执法培训和案卷评查各几次", ["7次", "3次"]),
        ("松河县行政编制和事业编制各多少", ["28名", "31名"]),
        ("松河县罚款和没收违法所得分别多少", ["75万元", "15万元"]),
        ("松河县接待来信来访批次和人次", ["436批次", "1208人次"]),
        ("松河县接待来信来访多少批次多少人次", ["436批次", "1208人次"]),
        ("松河县拆除违法建设几处多大面积", ["12处", "1850平方米"]),
        ("松河县排查隐患多少处，整改了多少", ["57处", "55处"]),
        # 涉及 holds no joiner.
        ("松河县免罚了多少件涉及多少金额", ["96件", "37万元"]),
        # What follows the unit is what it counts, where nothing stands before.
        ("松河县有多少个人民调解委员会多少名人民调解员", ["21个", "88名"]),
        ("松河县出台的规范性文件件数，部门的占几件", ["16件", "9件"]),
        ("松河县法律顾问费多少，上年多少", ["7万元", "5万元"]),
        ("东溪镇2023年办了几场法律讲座，多少人次参加", ["24场", "1900人次"]),
        ("松河县发现漏气点多少处，还有几处没整改", ["131处", "3处"]),
        # A noun of number asks by itself.
        ("松河县排查隐患几处 整改数", ["57处", "55处"]),
        ("松河县行政复议受理数 审结数", ["80件", "74件"]),
        ("松河县出台多少规范性文件 部门文件一共多少件", ["16件", "9件"]),
        ("松河县法律顾问费多少？前一年呢", ["7万元", "5万元"]),
        # Acts right behind one another are two things asked for.
        ("松河县维持撤销和驳回的复议各几件", ["41件", "9件", "17件"]),
        ("松河县 行政复议 受理 审结", ["80件", "74件"]),
        # The figure of the body that was named first, not of all.
        ("松河县水务局罚款几件，罚没款多少", ["14件", "8万元"]),
    ],
)
def test_each_gets_its_own_figure(question: str, expected: list[str], ask: Ask) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("松河县行政复议受理多少件，撤诉多少件", "撤诉"),
        # 化解33件 are labour disputes, no hidden dangers.
        ("松河县排查隐患多少处，化解了多少", "化解"),
        ("松河县收缴罚金多少，上年多少", "上年"),
        ("松河县成立人民调解委员会多少个，还有几个没备案", "没备案"),
    ],
)
def test_one_is_never_told_for_another(question: str, missing: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer is not None
    assert (answer.status, answer.values) == ("not_found", ())
    assert missing in answer.text


@pytest.mark.parametrize(
    ("question", "told", "missing"),
    [
        ("松河县排查隐患多少处，罚了几家企业", ["57处"], "企业"),
        ("松河县执法培训和模拟法庭各几次", ["7次"], "模拟法庭"),
        ("松河县行政复议维持、驳回、终止各多少件", ["41件", "17件"], "终止"),
        ("松河县排查隐患几处 复查率", ["57处"], "复查率"),
    ],
)
def test_those_told_are_stated_and_the_other_named(
    question: str, told: list[str], missing: str, ask: Ask
) -> None:
    answer = ask(question)
    assert figures(answer) == told
    assert answer is not None
    assert missing in answer.lacking[0]


@pytest.mark.parametrize(
    ("question", "expected"),
    [("松河县这几年行政复议受理多少件", ["80件"]), ("松河县十几处隐患整改了多少", ["55处"])],
)
def test_asking_once_is_one_question(question: str, expected: list[str], ask: Ask) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("松河县司法所有几个", ["18个"]),
        # For both one thing was done.
        ("松河县给企业和合作社做法治体检多少家次", ["23家次"]),
        ("松河县不到3个人的司法所有几个", ["7个"]),
        ("松河县许可申请办结几件", ["630件"]),
        ("松河县许可申请不予许可几件", ["9件"]),
    ],
)
def test_a_part_is_told_from_its_whole(question: str, expected: list[str], ask: Ask) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize("question", ["石佛村受理信访件多少", "松河县超过9人的司法所有几个"])
def test_no_figure_of_the_whole_for_a_part(question: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer is not None
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("松河县婚姻登记多少对", ["940对"]),
        ("松河县8月8日办了多少对婚姻登记", ["52对"]),
        ("松河县8月8日当天婚姻登记几对", ["52对"]),
    ],
)
def test_a_day_is_told_from_its_year(question: str, expected: list[str], ask: Ask) -> None:
    assert figures(ask(question)) == expected


def test_a_lone_keyword_is_no_figure_of_what_else_it_did(ask: Ask) -> None:
    assert "3份" not in figures(ask("松河县 公职律师 罚款"))


def test_a_list_is_not_told_for_a_member(ask: Ask) -> None:
    assert "70件" not in figures(ask("松河县收到来信和网上诉求，其中网上的多少件"))
    assert figures(ask("松河县收到来信和网上诉求多少件")) == ["70件"]


def test_bodies_are_no_plans(ask: Ask) -> None:
    answer = ask("松河县随机抽查多少家")
    assert answer is not None
    assert answer.values == ()


def test_a_fee_is_never_told_as_money_spent(ask: Ask) -> None:
    answer = ask("松河县公证费多少")
    assert answer is not None
    assert answer.values == ()


@pytest.mark.parametrize(
    ("question", "expected"),
    [("西岭镇法律讲座多少人次", ["3200人次"]), ("东溪镇法律讲座多少场", ["24场"])],
)
def test_those_who_came_are_counted_of_what_they_came_to(
    question: str, expected: list[str], ask: Ask
) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize(
    "question", ["松河县各类型投诉各多少件", "松河县投诉按类型分各几件", "松河县每类投诉分别多少件"]
)
def test_each_kind_is_told_with_the_others(question: str, ask: Ask) -> None:
    assert figures(ask(question)) == ["45件", "38件", "12件"]
