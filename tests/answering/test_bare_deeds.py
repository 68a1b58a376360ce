"""What was done is told by an everyday verb alone, and the thing with its unit singles out a figure."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from retrieval.language.bare_deeds import load_deeds
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

shelf = shelf_fixture(
    {
        "a.txt": (
            "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
            "一、主要举措和成效\n"
            "在立案的案件中，非法采砂17起、侵占河道9起，罚款3.2万元。镇长带队夜查非法采砂8次。\n"
            "查处案件较多的领域依次为：占道经营19件，非法电鱼6件。\n"
            "整治户外违规广告牌318块、占道流动摊点1940处，规范共享单车3.4万辆次。\n"
            "在36个客运站、服务区设置法治宣传屏112块。\n"
            "作出行政处罚1108件，其中简易程序1061件、一般程序47件。\n"
            "行政复议案件审结35件，其中维持31件。\n"
            "入园企业436家，其中规模以上企业97家。\n"
        )
    }
)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("柳塘镇查的案子里非法采砂有几起", "17起"),
        ("柳塘镇电鱼的抓了几件", "6件"),
        ("柳塘镇占道摆摊管了多少处", "1940处"),
        ("柳塘镇客运站挂了多少块普法屏", "112块"),
        ("柳塘镇走一般程序的处罚几件", "47件"),
    ],
)
def test_what_it_was_done_to_and_the_unit_tell_which(asked: str, stated: str, ask: Ask) -> None:
    assert figures(ask(asked)) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        # Another deed than the report tells, or than the verb may be said for.
        "柳塘镇行政复议收了几件",
        "柳塘镇电鱼的撤了几件",
        "柳塘镇电鱼的结了几件",
        "柳塘镇客运站拆了多少块普法屏",
        "柳塘镇广告牌挂了多少块",
        # What is counted for its own sake was not dealt with.
        "柳塘镇查了多少家企业",
        # Nothing is left to single a figure out by.
        "柳塘镇公安抓了几件",
    ],
)
def test_no_other_deed_answers(asked: str, ask: Ask) -> None:
    answer = ask(asked)
    assert answer is None or answer.status == "not_found"


@pytest.mark.parametrize(
    ("word", "verb"),
    [("收上来", "收"), ("挂着", "挂"), ("抓", "抓"), ("弄了", "弄"), ("办结", ""), ("化解", "")],
)
def test_the_bare_verb_of_a_word(word: str, verb: str) -> None:
    assert load_deeds().verb_of(word) == verb
