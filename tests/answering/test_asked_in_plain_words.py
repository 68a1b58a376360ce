"""Who, where, in what way, when, why and whether, in the plain words of people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.answering.asking.question import parse_question
from retrieval.answering.evidence.proof import prove
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.router import route
from retrieval.records import Answer
from tests.answering.shelves import shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县柳塘街道2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "（一）依法决策。严格按照会前沟通、逐项表决、党工委书记末位发言的程序作出决策，"
        "重大事项经党工委会集体决策。对符合三重一大范畴的事项均通过集中讨论决策。"
        "通过公开招标聘请法律顾问，但法律顾问参与度不高。\n"
        "（二）普法宣传。以讲座、展板的方式对民法典进行宣传。"
        "在“3.15”消费者权益日、“12.4”国家宪法日开展活动，邀请松河银行开展反诈宣讲。\n"
        "（三）纠纷化解。针对永和厂欠薪一事，组织厂方和30名工人代表在河湾酒店协商。"
        "引导永和厂工人签订民事起诉状，由街道代为递交至松河县人民法院，永和厂工人已全额收到被拖欠工资。"
        "现已妥善化解滨河花园车库积案。\n"
        "受应急管理局委托承办行政处罚案件4件，办结2件。\n"
        "二、存在的不足和原因\n"
        "一是执法人员队伍不强。综合执法队伍辅助人员多正式人员少，工作经费紧张。\n"
        "二是普法形式单一。\n"
    )
}

shelf = shelf_fixture(REPORTS)
AskAll = Callable[[str], Answer]


@pytest.fixture
def ask(shelf: Shelf) -> AskAll:
    def ask(text: str) -> Answer:
        answer = route(parse_question(text, shelf.gazetteer), shelf)
        prove(answer, shelf)
        return answer

    return ask


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("决策时谁最后发言", "：党工委书记。"),
        ("法律顾问是通过什么方式聘请的", "：公开招标。"),
        ("以什么方式宣传民法典", "：讲座、展板。"),
        ("国家宪法日是哪天", "：12.4。"),
        ("讲反诈的是哪家银行", "松河银行"),
        ("永和厂的协商会在哪儿开的", "：河湾酒店。"),
        ("永和厂工人的起诉状递给了哪个法院", "：松河县人民法院。"),
        ("永和厂的工资官司是在哪个法院打的", "：松河县人民法院。"),
        ("执法队伍为什么不够强", "辅助人员多正式人员少"),
        ("执法队伍薄弱原因", "辅助人员多正式人员少"),
    ],
)
def test_a_piece_of_text_is_found_in_plain_words(ask: AskAll, asked: str, told: str) -> None:
    answer = ask(f"柳塘街道2023年{asked}")
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        ("永和厂欠薪工人的工资要回来了没有", "是"),
        ("滨河花园车库积案化解没化解", "是"),
        ("三重一大事项是否全部集体研究", "是"),
        ("法律顾问的参与度高吗", "否"),
        ("法律顾问的参与度低不低", "是"),
    ],
)
def test_a_verdict_is_given_in_plain_words(ask: AskAll, asked: str, verdict: str) -> None:
    answer = ask(f"柳塘街道2023年{asked}")
    assert answer.kind == "yesno"
    assert answer.text.startswith(verdict)


def test_whose_order_it_was_is_no_part_of_the_places_name(ask: AskAll) -> None:
    answer = ask("柳塘受应急管理局委托承办的行政处罚案件都办结了吗")
    assert answer.kind == "yesno"
    assert answer.text.startswith("否")


@pytest.mark.parametrize(
    "asked",
    [
        "决策时谁最先发言",
        "调解员是通过什么方式聘请的",
        "消防宣传日是哪天",
        "永和厂的协商会是什么时候开的",
        "群众参与度高吗",
    ],
)
def test_what_is_not_told_is_not_answered(ask: AskAll, asked: str) -> None:
    answer = ask(f"柳塘街道2023年{asked}")
    assert answer.status != "answered" or answer.kind == "passage", answer.text
