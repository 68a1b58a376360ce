"""A figure of something narrower than asked for is told beside that of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.numbers.numbers import answer_number
from tests.answering.shelves import Ask, asking, figures, shelf_of

REPORTS = {
    "a.txt": (
        "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "对医疗美容机构实行检查，立案7件。全年立案查处违法案件142件。\n"
        "挂牌以来调处疑难纠纷45件。各调委会共受理纠纷418件，调解成功411件。\n"
        "查处违规用火案件19起，罚款1.14万元。全年罚没款4.78万元。\n"
        "全年新取得执法证件14人，现有持证执法人员118人。\n"
        "行政执法机关作出行政处罚决定794件。对轻微违法不予处罚32件。\n"
        "立案查处水事案件，其中未经批准擅自取水52起。办结行政许可271件。\n"
        "35岁以下队员8名。\n"
        "无一件被判决败诉。行政诉讼案件两件。\n"
        "县级赋权事项52项，全年实际行使11项。\n"
        "受理政府信息公开申请9件，其中予以公开6件、不予公开1件、信息不存在2件。\n"
    ),
    "b.txt": (
        "青石县水利局2023年法治政府建设情况报告\n\n"
        "一、主要举措和成效\n"
        "办理水行政许可93件，其中取水许可41件、涉河建设方案审批9件。\n"
        "化解涉企纠纷28件。各级调解组织调解纠纷245件。\n"
        "“老水利”工作室调解用水纠纷64件。\n"
        "查处环境违法案件73件。立案查处行政违法案件580件。\n"
        "建成国家级节水示范村2个、省级19个。\n"
        "核发燃气经营证2件。颁发施工许可83件、经营许可14件。\n"
    ),
}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with shelf_of(tmp_path_factory.mktemp("broader"), REPORTS) as opened:
        shelf: Shelf = opened
        yield asking(shelf, answer_number)


@pytest.mark.parametrize(
    ("asked", "whole"),
    [
        ("柳塘镇立案多少件", "142"),
        ("柳塘镇调解了多少件纠纷", "411"),
        ("柳塘镇罚款多少", "4.78"),
        ("柳塘镇持有执法证的多少人", "118"),
    ],
)
def test_the_whole_is_told_beside_the_narrower(ask: Ask, asked: str, whole: str) -> None:
    answer = ask(asked)
    assert answer is not None
    told = [value.value for value in answer.values]
    assert whole in told
    assert answer.status == "ambiguous" or told == [whole]


@pytest.mark.parametrize(
    ("asked", "narrower", "wider"),
    [
        ("批了多少许可", "83", "93"),
        ("化解了多少矛盾纠纷", "28", "245"),
        ("查处案件几件", "73", "580"),
        ("节水示范村几个", "2", "19"),
    ],
)
def test_both_are_told_and_asked_about(ask: Ask, asked: str, narrower: str, wider: str) -> None:
    answer = ask(f"青石县水利局{asked}")
    assert answer is not None
    assert answer.status == "ambiguous", answer.text
    assert {narrower, wider} <= {value.value for value in answer.values}


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("青石县水利局取水许可几件", "41"),
        ("青石县水利局涉企纠纷化解几件", "28"),
        ("青石县水利局国家级节水示范村几个", "2"),
        ("柳塘镇医疗美容立案多少件", "7"),
        ("柳塘镇疑难纠纷调解了多少件", "45"),
        ("柳塘镇收到信息公开申请几件", "9"),
        ("柳塘镇赋权事项用了几项", "11"),
        ("柳塘镇赋权事项多少项", "52"),
        ("柳塘镇打了几场官司", "2"),
    ],
)
def test_what_is_named_answers_alone(ask: Ask, asked: str, value: str) -> None:
    answer = ask(asked)
    assert answer is not None
    assert [told.value for told in answer.values] == [value], answer.text


@pytest.mark.parametrize(
    ("asked", "other"),
    [("柳塘镇执法人员多少名", "8"), ("柳塘镇输了几场官司", "2"), ("柳塘镇批了多少许可", "52")],
)
def test_what_is_of_some_only_is_no_answer(ask: Ask, asked: str, other: str) -> None:
    answer = ask(asked)
    assert answer is None or other not in [value.value for value in answer.values]


def test_an_act_that_stands_in_for_the_asked_one_is_told_beside_the_narrower(
    tmp_path: Path,
) -> None:
    report = (
        "松河县青石镇人民政府2023年法治政府建设情况报告\n\n"
        "建立矛盾纠纷一站式受理机制，全年成功调解案件104件，成功化解陈年矛盾纠纷2件。\n"
    )
    with shelf_of(tmp_path, {"a.txt": report}) as shelf:
        answer = asking(shelf, answer_number)("青石镇化解了多少矛盾纠纷")
    assert answer is not None
    assert answer.status == "ambiguous"
    assert [value.value for value in answer.values] == ["2", "104"]


def test_what_was_mediated_with_success_was_settled_where_nothing_else_is_said(
    tmp_path: Path,
) -> None:
    report = "松河县青石镇人民政府2023年法治政府建设情况报告\n\n全年成功调处矛盾纠纷87件。\n"
    with shelf_of(tmp_path, {"a.txt": report}) as shelf:
        answer = asking(shelf, answer_number)("青石镇化解了多少矛盾纠纷")
    assert answer is not None
    assert figures(answer) == ["87件"]
