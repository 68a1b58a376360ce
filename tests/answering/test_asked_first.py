"""What is asked for may be named before the place: it is asked for all the same."""

from __future__ import annotations

import pytest

from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, ask_fixture, figures, shelf_fixture

REPORTS = {
    "a.txt": (
        "松河县柳塘街道2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "接待群众来访31批46人次，办理信访件58件，办结率98%。\n"
        "排查矛盾纠纷213起，化解208起。\n"
        "下发停工通知书16份，下发约谈函27份。\n"
        "组建网格小分队9支，设置巡防岗亭21个。\n"
        "提供法律咨询服务305人次，法律顾问小程序服务712人次。\n"
        "街道向12个村的日常事务提供律师服务。\n"
        "截至10月，街道零售总额、餐饮总额分别达3亿元、2亿元，同比增长7.5%、4.2%。\n"
        "已开庭未判决3件，判决8件。\n"
    )
}

shelf = shelf_fixture(REPORTS)
ask = ask_fixture(answer_number)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("停工通知书，柳塘街道下发了多少份", "16份"),
        ("约谈函柳塘街道下发了多少份", "27份"),
        ("巡防岗亭在柳塘街道设了多少个", "21个"),
        ("信访件的办结率，柳塘街道达到了多少", "98%"),
        ("我是报社的，想核对柳塘街道下发约谈函的份数", "27份"),
    ],
)
def test_what_stands_before_the_place_is_asked_for(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(asked)
    assert answer is not None
    assert figures(answer) == [stated]


@pytest.mark.parametrize(
    "asked",
    [
        "信访件，柳塘街道化解了多少起",
        "讨要工资的纠纷，柳塘街道化解了多少起",
        "责令整改书，柳塘街道下发了多少份",
    ],
)
def test_what_stands_before_the_place_is_not_passed_over(ask: Ask, asked: str) -> None:
    answer = ask(asked)
    assert answer is None or answer.status == "not_found", answer.text


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        ("法律咨询服务了多少人次", "305人次"),
        ("多少个村享受律师服务", "12个"),
        ("已开庭但尚未判决的有几件", "3件"),
        ("截至10月餐饮总额涨了百分之几", "4.2%"),
    ],
)
def test_the_words_of_people_are_accounted_for(ask: Ask, asked: str, stated: str) -> None:
    answer = ask(f"柳塘街道2023年{asked}")
    assert answer is not None
    assert " ".join(figures(answer)) == stated
