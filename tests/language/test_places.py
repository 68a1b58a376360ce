"""Places: the dictionary, kinds, short names, and names found in questions."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.divisions import Divisions, find_divisions, parents_of
from retrieval.language.places import find_place_names, place_kind, short_names


def test_the_dictionary_is_whole() -> None:
    known = Divisions.load()
    assert known.named("嘉祥县")[0].parents == ("山东省", "济宁市")
    assert known.named("沙坪坝区")[0].parents == ("重庆市",)
    assert known.named("内蒙古")[0].name == "内蒙古自治区"
    assert known.named("延边")[0].name == "延边朝鲜族自治州"
    assert len(known.named("朝阳区")) == 2


def test_parents_need_a_name_that_is_unique() -> None:
    assert parents_of("嘉祥县") == ("山东省", "济宁市")
    assert parents_of("朝阳区") == ()
    assert parents_of("朝阳区", ("吉林省",)) == ("吉林省", "长春市")
    assert parents_of("没有的县") == ()


def test_divisions_are_found_where_they_stand() -> None:
    text = "重庆市沙坪坝区中梁镇在山东济宁"
    assert [s.name for s in find_divisions(text)] == ["重庆市", "沙坪坝区", "山东", "济宁"]
    assert all(text[s.start : s.end] == s.name for s in find_divisions(text))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("嘉祥街道", "街道"), ("中梁镇", "镇"), ("宜良县", "县"), ("南开区", "区"), ("济宁市", "市"),
        ("延边朝鲜族自治州", "州"), ("西藏自治区", "省"), ("嘉祥县司法局", "局"), ("鄂伦春自治旗", "旗"),
        ("某市卫生健康委员会", "委员会"), ("白音苏木", "乡"), ("法治政府", ""),
    ],
)  # fmt: skip
def test_kinds(name: str, kind: str) -> None:
    assert place_kind(name) == kind


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("嘉祥街道", "街道", {"嘉祥", "嘉祥街", "嘉祥街道办", "嘉祥街道办事处"}),
        ("中梁镇", "镇", {"中梁", "中梁镇政府", "中梁镇人民政府"}),
        ("和县", "县", {"和县政府", "和县人民政府"}),
        ("嘉祥县司法局", "局", {"司法局", "嘉祥司法局"}),
        ("宜良县市场监督管理局", "局", {"市监局", "市场监管局", "市场监督管理局", "宜良县市监局",
         "宜良市监局", "宜良市场监管局", "宜良县市场监管局", "宜良市场监督管理局"}),
    ],
)  # fmt: skip
def test_short_names(name: str, kind: str, expected: set[str]) -> None:
    assert set(short_names(name, kind)) == expected


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("嘉祥街道2023年有多少件行政应诉案件？", ["嘉祥街道"]),
        ("那中梁镇呢", ["中梁镇"]),
        ("比较中梁镇和华苑街道的调解案件", ["中梁镇", "华苑街道"]),
        ("请问重庆市沙坪坝区中梁镇人民政府的", ["重庆市", "沙坪坝区", "中梁镇"]),
        ("和平街道2022年的信访件", ["和平街道"]),
        ("查一下幸福镇与石桥乡", ["幸福镇", "石桥乡"]),
        ("重庆有几个乡镇", ["重庆"]),
        ("全镇共有多少个村社区", []),
        ("街道今年开了几次会", []),
        ("平山县司法局2024年办理法律援助多少件", ["平山县", "司法局"]),
        ("河南路街道的行政应诉", ["河南路街道"]),
        ("辖区内小区有多少", []),
        ("建立工作格局", []),
        ("麻烦查下中梁镇的", ["中梁镇"]),
        ("除中梁镇以外各乡镇街道", ["中梁镇"]),
        ("嘉祥縣嘉祥街道辦事處", ["嘉祥縣", "嘉祥街道"]),
    ],
)
def test_names_in_questions(question: str, names: list[str]) -> None:
    assert [span.name for span in find_place_names(question)] == names


@given(st.text(alphabet="嘉祥街道中梁镇重庆市沙坪坝区的在和与2023年？ab", max_size=30))
def test_spans_hold_and_never_overlap(text: str) -> None:
    spans = find_place_names(text)
    assert all(text[s.start : s.end] == s.name for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
