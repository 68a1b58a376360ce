"""Places: the dictionary, kinds, short names, and names found in questions."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.divisions import Divisions, find_divisions, parents_of
from retrieval.language.place_names import find_place_names
from retrieval.language.places import place_kind, short_names, split_office


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
        ("云汀经济开发区", "开发区"), ("云汀高新区", "开发区"), ("两江新区", "区"),
        ("云汀经济开发区管理委员会", "管委会"),
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
        ("嘉祥县司法局", "局", {"司法局", "嘉祥司法局", "县司法局"}),
        ("宜良县市场监督管理局", "局", {"市监局", "市场监管局", "市场监督管理局", "宜良县市监局",
         "宜良市监局", "宜良市场监管局", "宜良县市场监管局", "宜良市场监督管理局", "宜良县市监",
         "宜良市监", "县市监局", "县市场监管局", "县市场监督管理局"}),
    ],
)  # fmt: skip
def test_short_names(name: str, kind: str, expected: set[str]) -> None:
    assert set(short_names(name, kind)) == expected


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("云汀经济开发区管理委员会", {"云汀经济开发区", "云汀开发区", "云汀经开区", "云汀经济技术开发区",
         "经开区", "开发区管委会", "云汀管委会", "云汀", "管委会", "云汀经开区管委会"}),
        ("云汀高新技术产业开发区管委会", {"云汀高新区", "高新区", "云汀", "云汀高新区管理委员会"}),
        ("青石山风景名胜区管理局", {"青石山风景区", "青石山风景名胜区", "青石山"}),
        ("云汀综合保税区", {"云汀保税区", "云汀综保区管委会", "保税区"}),
        ("两江新区管理委员会", {"两江新区", "两江", "两江管委会"}),
        ("滨山市经济技术开发区管委会", {"滨山经开区", "滨山市开发区", "经开区"}),
        ("滨山市人社局", {"滨山市人力资源和社会保障局", "滨山人社局", "人社局", "滨山人社"}),
        ("滨山市生态环境局", {"滨山环保局", "滨山市环保局", "环保局", "生态环境局", "市环保局"}),
        ("滨山公安局", {"公安局", "滨山公安"}),
    ],
)  # fmt: skip
def test_offices_and_zones_have_their_everyday_names(name: str, some: set[str]) -> None:
    assert some <= set(short_names(name, place_kind(name)))


@pytest.mark.parametrize(
    ("name", "others"),
    [
        # 苏州 and 滨山 are cities, not the zone in them.
        ("苏州工业园区管委会", {"苏州", "苏州管委会"}),
        ("滨山市经济技术开发区管委会", {"滨山", "滨山市", "滨山市管委会"}),
        # What a zone is called by its kind alone must say the kind.
        ("两江新区管理委员会", {"新区"}),
        ("栾山县公安局", {"公安", "公安分局", "栾山", "栾山县"}),
        ("云汀高新区", {"开发区", "经开区", "云汀开发区"}),
    ],
)
def test_names_that_would_say_too_little(name: str, others: set[str]) -> None:
    assert not others & set(short_names(name, place_kind(name)))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("嘉祥县司法局", ("嘉祥县", "司法局")),
        ("滨山市城市管理局", ("滨山市", "城市管理局")),
        ("云山市场监督管理局", ("云山", "市场监督管理局")),
        ("云山区大事记办公室", ("云山区", "大事记办公室")),
        ("教育局", ("", "教育局")),
    ],
)
def test_an_office_and_its_place(name: str, parts: tuple[str, str]) -> None:
    assert split_office(name) == parts


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
        ("滨山市公安局立案多少", ["滨山市公安局"]),
        ("云台公安局和云台县公安局", ["云台公安局", "云台县", "公安局"]),
        ("问市教育局的编制", ["市教育局"]),
        ("目前移送公安局几件", ["公安局"]),
        ("云汀经开区管委会的罚款", ["云汀经开区", "管委会"]),
        ("云汀开发区和青川高新区", ["云汀开发区", "青川高新区"]),
        ("仲裁终局裁决率", []),
        ("结局和格局", []),
        ("受县政府委托承办，由区政府督办", []),
        ("和县政府和易县政府", ["和县", "易县"]),
        ("自然保护区巡查几次", []),
        ("示范村和驻村干部", []),
        ("各部门街道、部门乡镇的败诉率", []),
        ("其中受县政府委托，报镇党委研究，由区法制办审核", []),
        ("赋权街道、派驻街道、下沉街道、法治街道、依法治镇", []),
        ("移送县公安局和配合区城管局", ["县公安局", "区城管局"]),
        ("征地拆迁区、禁捕区、老城区", []),
        ("洛阳市老城区", ["洛阳市", "老城区"]),
        ("全省法治政府建设示范区", ["示范区"]),
        ("你们县和咱们镇", []),
        ("建设街道、民主镇、联合乡、劳动街道", ["建设街道", "民主镇", "联合乡", "劳动街道"]),
    ],
)
def test_names_in_questions(question: str, names: list[str]) -> None:
    assert [span.name for span in find_place_names(question)] == names


@given(st.text(alphabet="嘉祥街道中梁镇重庆市沙坪坝区的在和与2023年？ab", max_size=30))
def test_spans_hold_and_never_overlap(text: str) -> None:
    spans = find_place_names(text)
    assert all(text[s.start : s.end] == s.name for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
