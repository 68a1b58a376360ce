"""A figure of all, of another part, or of one that bears another name is never told for what is asked."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "1.全年立案查处31起，罚款16.2万元，其中自然资源领域14起、农业领域9起、城乡建设领域8起。\n"
        "2.镇执法队立案92起，其中简易程序61起、一般程序31起，结案88起，结案率95.7%。\n"
        "3.建成法治长廊3条、法治公园1座，总投资64万元。整治转包、挂靠等行为，罚款7.5万元。\n"
        "4.为落户的石桥饮料厂、松针茶叶厂开展法治体检各两次，协助石桥饮料厂追回货款26万元。"
        "在柳湾村、沙头村、白渡村设立议事点。全年调处纠纷213件。\n"
        "5.委托松江明理律师事务所、正直律师事务所两家担任法律顾问，审查合同57份。\n"
        "6.《停车共享方案》和桥头夜市设置两项决策均按程序作出，其中夜市设置召开听证会2场。\n"
        "7.镇党委书记包案4件，带头讲法治课3次；镇长出庭应诉2次，现场督导5次。\n"
        "8.县里赋予行政处罚权78项。社区矫正对象15人，当年解除矫正7人；安置帮教对象21人。\n"
        "9.鉴定为C级危房45栋、D级危房12栋，D级危房已全部腾空。校车126辆，查处校车违法行为9起。\n"
        "10.全年被提起行政复议6件，其中维持4件、撤销2件；行政诉讼3件，均胜诉。"
        "被撤销的2件系告知程序不当。\n"
        "11.承办县人大代表建议16件、县政协提案21件，其中主办件30件、会办件7件。\n"
        "12.镇集中清理小广告活动中处罚的松河商城违法搭建案入选典型案例，该案罚款3.1万元。"
        "移送涉嫌串通投标线索2条。\n"
        "二、存在的问题\n"
        "工伤类案件仍处高位，五件败诉案件中有三件系事实不清。12个村中有4个全年未办理一起调解案件。"
        "调解员补贴低，每调解一件只补助40元。对连续两次登上黑榜的松河物业公司责令退出。\n"
    )
}


shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("立案查处案件罚款多少万元", "16.2万元"),
        ("农业领域立案多少起", "9起"),
        ("一般程序案件多少起", "31起"),
        ("法治公园几座", "1座"),
        ("石桥饮料厂追回货款多少", "26万元"),
        ("审查合同多少份", "57份"),
        ("夜市设置听证会几场", "2场"),
        ("书记讲法治课几次", "3次"),
        ("镇长出庭应诉几次", "2次"),
        ("赋予行政处罚权多少项", "78项"),
        ("解除矫正几人", "7人"),
        ("安置帮教对象几人", "21人"),
        ("校车多少辆", "126辆"),
        ("行政复议撤销几件", "2件"),
        ("政协提案几件", "21件"),
        ("调处纠纷多少件", "213件"),
    ],
)
def test_what_is_told_is_found(ask: Ask, asked: str, stated: str) -> None:
    assert figures(ask(f"柳塘镇2023年{asked}")) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        # Parts listed beside a figure of all.
        "农业领域罚款多少",
        "一般程序结案多少起",
        "法治公园花了多少钱",
        "挂靠罚款多少",
        # Others by name.
        "松针茶叶厂追回货款多少",
        "沙头村调处纠纷多少件",
        "正直律师事务所审查合同多少份",
        "停车共享听证会几场",
        "县委书记督导几次",
        "书记出庭应诉几次",
        "镇长讲法治课几次",
        # What is called after it, or stands beside it.
        "行政处罚多少项",
        "解除安置帮教几人",
        "C级危房腾空多少栋",
        "校车查了多少辆",
        "行政诉讼撤销几件",
        "政协提案主办几件",
        "串通投标罚款多少",
        "工伤类案件败诉几件",
        "责令退出的物业公司",
    ],
)
def test_what_is_told_of_another_is_not_told(ask: Ask, asked: str) -> None:
    answer = ask(f"柳塘镇2023年{asked}")
    assert answer is None or answer.status == "not_found", answer.text
