"""A plain question (宣传活动多少) is answered by what counts the thing, not by what its name goes on to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrieval.library import Library
from tests.answering.shelves import library_of

REPORT = """丙川镇2023年法治政府建设年度报告

一、主要举措和成效
在12个站点设置法治宣传屏86块，悬挂横幅40条。
各级调解组织受理矛盾纠纷412件，调解成功403件。
全年行政应诉案件9件，其中违法建设拆除5件、行政许可3件、其他1件。
没收非法渔具216件、渔获物340公斤，从严开展执法检查。
对企业的入户检查压减到215户次。
将5家单位列入欠薪黑名单。
没有特殊情况，每家商户每年巡查不超过2次。
在全市考核中比上年前进3位。
登记民办非企业单位205家。
由22名村干部担任代办员，上门代办事项409件，最远的一户要走11公里山路。
查处超限车辆1352辆，卸载货物2.1万吨。
选派干部到市局跟班学习5人，法律顾问列席党委会议9次。
清退收回资金19.4万元。
承担行政许可事项47项。
热线12328受理诉求430件。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("报告"), {"丙川镇2023.txt": REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    "thing",
    [
        "法治宣传", "调解组织", "行政许可", "执法检查", "企业", "欠薪", "巡查", "考核", "代办员", "学法",
        "党委会议", "经费", "12345",
    ],
)  # fmt: skip
@pytest.mark.parametrize("wording", ["丙川镇2023年{}多少", "丙川镇{}数量"])
def test_what_is_only_called_after_the_thing_is_not_told(
    library: Library, thing: str, wording: str
) -> None:
    answer = library.ask(wording.format(thing))
    assert (answer.status, answer.values) == ("not_found", ())


@pytest.mark.parametrize(
    ("thing", "value"),
    [
        ("宣传屏", "86"),
        ("入户检查", "215"),
        ("渔获物", "340"),
        ("超限车辆", "1352"),
        ("行政许可事项", "47"),
        ("行政应诉案件", "9"),
        ("民办非企业单位", "205"),
    ],
)
def test_the_thing_itself_is_told_by_its_own_unit(library: Library, thing: str, value: str) -> None:
    answer = library.ask(f"丙川镇2023年{thing}多少")
    assert [v.value for v in answer.values] == [value]


HELD = """丁岭街道2023年法治政府建设年度报告

一、主要举措和成效
开展普法活动56场，组织执法培训5期132人次，召开听证会2场。
专职调解员偏少，64名调解员中40岁以下的仅11名。
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library_of(tmp_path_factory.mktemp("举办"), {"丁岭街道2023.txt": HELD}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [("有几个普法活动", "56"), ("有几个执法培训", "5"), ("有几个听证会", "2")],
)
def test_what_is_held_is_asked_for_by_pieces_too(held: Library, question: str, value: str) -> None:
    answer = held.ask(f"丁岭街道2023年{question}")
    assert answer.values[0].value == value


def test_of_two_numbers_of_them_the_first_counts_all(held: Library) -> None:
    answer = held.ask("丁岭街道2023年调解员多少")
    assert "丁岭街道2023年调解员为64名" in answer.text
