"""The day of a named day, who did a deed behind an adverb, and names that are none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_of

_TOWN = """青禾县杨渡镇人民政府
2023年法治政府建设情况报告

根据《关于报送年度报告的通知》（禾法办〔2023〕5号）要求，现将法治政府建设情况报告如下：
一、主要工作
（一）依法决策。坚持“三重一大”事项经党委会集体决策，按照充分讨论、逐项表决、党委书记末位表态的程序作出决策。
（二）普法宣传。在“6·26”国际禁毒日、农闲期间等节点开展多种形式的宣传。承诺时限内平均用时5.2个工作日。
（三）法律顾问。聘请法律顾问1名，年费3万元，所有合同均由法律顾问把关。
"""
_NEIGHBOUR = """青禾县竹坪镇人民政府
2023年法治政府建设情况报告

一、主要工作
聘请法律顾问2名，年费5万元。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    reports = {"杨渡镇2023.txt": _TOWN, "竹坪镇2023.txt": _NEIGHBOUR}
    with library_of(tmp_path_factory.mktemp("reports"), reports) as opened:
        yield opened


def test_a_day_that_is_named_has_the_numbers_before_its_name(library: Library) -> None:
    answer = library.ask("杨渡镇国际禁毒日是哪天")
    assert answer.text == "杨渡镇2023年：6·26。"


def test_a_count_of_working_days_is_no_date(library: Library) -> None:
    answer = library.ask("杨渡镇承诺时限是哪天")
    assert "5.2" not in answer.text


@pytest.mark.parametrize(
    "asked", ["杨渡镇三重一大决策时谁最后表态", "杨渡镇三重一大事项谁末位表态"]
)
def test_the_deed_stands_behind_its_adverb(library: Library, asked: str) -> None:
    assert library.ask(asked).text == "杨渡镇2023年：党委书记。"


def test_the_short_name_in_a_document_s_number_is_no_body(library: Library) -> None:
    answer = library.ask("杨渡镇法治建设归哪个科室管")
    assert answer.status == "not_found"


def test_which_of_two_places_is_told_by_no_sentence_of_one(library: Library) -> None:
    answer = library.ask("杨渡镇和竹坪镇请法律顾问哪个贵")
    assert (answer.status, answer.evidence) == ("not_found", ())
