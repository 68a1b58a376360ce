"""Pieces of a question that name their figure by little: what stands beside the one asked before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.router import route
from tests.answering.shelves import Ask, asking, figures, shelf_of

REPORT = (
    "柏溪县人民政府\n2023年法治政府建设情况报告\n\n"
    "全县共拆除违法建设46处，面积3.2万平方米，腾退土地18亩。审核政府合同63份，涉及金额2.8亿元，提出法律意见91条。\n\n"
    "排查安全隐患318处，其中重大隐患12处、一般隐患306处，已整改销号301处，整改率94.7%。\n\n"
    "查处交通运输类案件75件、罚款88.6万元，文化旅游类案件31件、罚款12.4万元，水利类案件9件、罚款21.3万元。全年罚款总额431万元。\n\n"
    "兑付企业奖补资金1260万元，惠及企业57家。追缴欠薪930万元，涉及劳动者412名。\n\n"
    "全县人民调解组织受理纠纷2106件，成功2071件，成功率98.3%，比上年增加130件。司法所参与调解312件，成功300件。\n\n"
    "收到政府信息公开申请88件，其中涉及征地的41件，占46.6%。办理行政复议案件120件，同比增长15.4%。\n\n"
    "县公安局行政处罚1834件，县城管局行政处罚416件。召开县委常委会学法4次、县政府常务会学法6次。\n\n"
    "建成口袋公园14个，总面积2.6万平方米。建设河湖驿站5座，投资180万元。\n\n"
    "开展执法案卷评查3次，评查案卷210卷，优秀率91%。来自2个律师所的9名法律顾问提供服务。聘请1名常年法律顾问。\n\n"
    "“一网通办”事项由310项增加到426项。行政许可平均办理时限由12天压缩至7天。负责人出庭应诉率由80%提升至95%。\n\n"
    "办理行政应诉案件26件，比2022年的31件减少5件，败诉2件，败诉率7.7%。胜诉24件。\n\n"
    "落实普法经费42万元，占本级财政支出的0.3%，较2022年的35万元增长20%。\n"
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp("following")
    with shelf_of(folder, {"a.txt": REPORT}) as shelf:
        yield asking(shelf, lambda question, _, opened: route(question, opened))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("柏溪县拆违多少处，多大面积", ["46处", "32000平方米"]),
        ("柏溪县拆了几处违建、多大", ["46处", "32000平方米"]),
        ("柏溪县审了几份合同、金额多大", ["63份", "2.8亿元"]),
        ("柏溪县审了几份合同金额多大", ["63份", "2.8亿元"]),
        ("柏溪县追缴欠薪多少钱，涉及多少人", ["930万元", "412名"]),
        ("柏溪县兑付奖补资金多少，涉及几家", ["1260万元", "57家"]),
        ("柏溪县河湖驿站几座，花了多少", ["5座", "180万元"]),
        # 整改销号 is 整改 done to the end; the parts between tell of nothing else.
        ("柏溪县排查隐患多少处，整改了多少", ["318处", "301处"]),
        # Of the lines that all tell fines, and their sum, the one behind the cases.
        ("柏溪县水利类案件几件，罚了多少", ["9件", "21.3万元"]),
        ("柏溪县文化旅游类案件多少件、罚款多少", ["31件", "12.4万元"]),
        ("柏溪县受理纠纷几件，成了几件", ["2106件", "2071件"]),
        ("柏溪县司法所调解几件，成了几件", ["312件", "300件"]),
        ("柏溪县涉及征地的信息公开申请几件、占比多少", ["41件", "46.6%"]),
        ("柏溪县 律师所数 法律顾问人数", ["2个", "9名"]),
        # The first asks with its unit, the others no more than 呢.
        ("柏溪县公安局罚了几件，城管局呢", ["1834件", "416件"]),
        ("柏溪县常委会学法几次，政府常务会呢？", ["4次", "6次"]),
        # The verb before the second 几 is its own; the lawsuits are cases in both.
        ("柏溪县打了几场官司赢了几场", ["26件", "24件"]),
        ("柏溪县案卷评查几次，评了多少卷，优秀率多少", ["3次", "210卷", "91%"]),
    ],
)
def test_a_bare_piece_goes_on_about_the_one_before(
    question: str, expected: list[str], ask: Ask
) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("柏溪县应诉案件数和减少数", ["26件", "5件"]),
        ("柏溪县应诉案件多少，比上年少几件，输了几件", ["26件", "5件", "2件"]),
        ("柏溪县普法经费多少，占多少，增长多少", ["42万元", "0.3%", "20%"]),
    ],
)
def test_a_change_is_that_of_the_figure_before(
    question: str, expected: list[str], ask: Ask
) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "then", "now"),
    [
        ("柏溪县一网通办事项以前几项现在几项", "310项", "426项"),
        ("柏溪县一网通办事项原来和现在各多少", "310项", "426项"),
        ("柏溪县一网通办事项前后各多少项", "310项", "426项"),
        ("柏溪县一网通办事项从几项变成几项", "310项", "426项"),
        ("柏溪县许可办理时限原来几天，现在几天", "12天", "7天"),
        ("柏溪县 许可办理时限 原来 现在", "12天", "7天"),
        # 升 is a verb here, no litre.
        ("柏溪县出庭应诉率从多少升到多少", "80%", "95%"),
        ("柏溪县应诉案件今年去年各多少", "31件", "26件"),
        ("柏溪县应诉案件从上年多少件减到2023年多少件", "31件", "26件"),
        # The share between them is of the same sum.
        ("柏溪县普法经费今年去年各多少", "35万元", "42万元"),
    ],
)
def test_both_times_are_told(question: str, then: str, now: str, ask: Ask) -> None:
    assert figures(ask(question))[:2] == [then, now]


@pytest.mark.parametrize(
    "question",
    [
        # Of neither thing is this told; another's sum, rate or outcome is no answer.
        "柏溪县口袋公园几个，涉及多少钱",
        "柏溪县评查案卷多少卷，投资多少",
        "柏溪县水利类案件几件，成功几件",
        "柏溪县审核合同几份，占多少",
        # A fine is not what cases are about, 130 may be of those settled.
        "柏溪县交通运输类案件几件，涉及多少钱",
        "柏溪县受理纠纷几件，比上年多几件",
        "柏溪县拆违几处，涨了多少",
        "柏溪县拆违几处，惠及几家",
    ],
)
def test_what_belongs_to_another_is_not_told(question: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer is not None
    assert (answer.status, answer.values) == ("not_found", ())


@pytest.mark.parametrize(
    ("question", "told", "missing"),
    [
        ("柏溪县口袋公园几个，罚了多少", ["14个"], "罚"),
        ("柏溪县常委会学法几次，优秀率多少", ["4次"], "优秀率"),
        ("柏溪县司法所调解几件，成功率多少", ["312件"], "成功率"),
    ],
)
def test_what_is_told_of_another_is_said_to_be_missing(
    question: str, told: list[str], missing: str, ask: Ask
) -> None:
    answer = ask(question)
    assert figures(answer) == told
    assert answer is not None
    assert missing in answer.lacking[0]
