"""How many people applied, sued or complained, where the report counts their cases; who is sued; and
nouns that only say what a unit counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.language.place_names import find_place_names
from retrieval.library import Library
from tests.answering.shelves import library_of

REPORTS = {
    "松岭县民政局2023.txt": """松岭县民政局2023年法治政府建设年度报告
主动公开信息318条，收到依申请公开17件，均按期答复。
全年行政复议案件6件，维持5件；行政诉讼案件4件，已审结3件。接到举报29件，查实11件。
召开听证会2次，参加代表46人。破获案件9起，抓获犯罪嫌疑人23人，追回资金12万元。
现有调解员31人，化解纠纷208件。举办法治夜校8期，参训民警辅警540人次。
""",
    "南坪县2023.txt": """南坪县2023年法治政府建设年度报告
县政府收到行政复议申请64件，受理58件，因信息公开引发行政复议7件。
以县政府为被告的行政诉讼22件，败诉1件。全县共有持证执法人员702人。
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("applicants"), REPORTS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("松岭县民政局有多少人来要信息公开", "17件"),
        ("松岭县民政局申请信息公开的有几个人", "17件"),
        ("有多少人告松岭县民政局", "4件"),
        ("松岭县民政局有多少人举报", "29件"),
        ("南坪县有多少人申请行政复议", "64件"),
        ("南坪县有几个人告了县政府", "22件"),
    ],
)
def test_those_who_applied_are_told_by_their_cases(
    library: Library, question: str, told: str
) -> None:
    answer = library.ask(question)
    assert [f"{v.value}{v.unit}" for v in answer.values] == [told]
    assert "报告按“件”计，没有写人数" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "松岭县民政局有多少人申请法律援助",
        "松岭县民政局有多少人告县公安局",
        "松岭县民政局有多少人领低保",
        "南坪县有多少人告县教育局",
        "南坪县有多少人申请信息公开",
        "松岭县民政局抓获了多少调解员",
        "松岭县民政局调解了多少人",
    ],
)
def test_other_people_are_not_told_by_cases(library: Library, question: str) -> None:
    assert library.ask(question).status != "answered"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("告松岭县民政局的案子有多少件", "4件"),
        ("南坪县申请行政复议的有多少件", "64件"),
        ("松岭县民政局听证会来了多少人", "46人"),
        ("松岭县民政局抓了多少人", "23人"),
        ("松岭县民政局追回了多少钱", "12万元"),
        ("松岭县民政局法治夜校有多少人次参训", "540人次"),
    ],
)
def test_nouns_of_the_unit_and_the_sued(library: Library, question: str, told: str) -> None:
    answer = library.ask(question)
    assert [f"{float(v.value):g}{v.unit}" for v in answer.values] == [told]
    assert "没有写人数" not in answer.text


@pytest.mark.parametrize("text", ["他下村督导了多少次", "她进镇几次", "有多少人告县政府"])
def test_a_person_is_no_part_of_a_name(text: str) -> None:
    assert not any(
        "他" in s.name or "她" in s.name or "人" in s.name for s in find_place_names(text)
    )
