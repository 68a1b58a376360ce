"""Places in questions: every name people give them, and the words that are none."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.question import parse_question
from retrieval.answering.evidence.scope import Scope, find_scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.fold import fold
from retrieval.language.places import place_kind
from retrieval.reading.reporter import make_place
from retrieval.records import Report
from tests.answering.shelves import shelf_of

ZONE = "云汀经济开发区管理委员会"
POLICE = "栾山县公安局"
SCHOOLS = "砚山区教育局"
NATURE = "滨山市生态环境局"
STREET = "望溪街道"
COUNTY = "棠山县"
TOWN = "中梁镇"

PARENTS: Mapping[str, tuple[str, ...]] = {
    ZONE: ("云汀经济开发区",), POLICE: ("栾山县",), SCHOOLS: ("砚山区",), NATURE: ("滨山市",),
    STREET: ("澜山区",), COUNTY: (), TOWN: ("重庆市", "沙坪坝区"),
}  # fmt: skip


def report(name: str, parents: tuple[str, ...], number: int) -> Report:
    place = make_place(name, place_kind(name), parents)
    return Report(f"r{number}", name, place, 2023, "", f"{number}.txt", "", ())


def gazetteer_of(parents: Mapping[str, tuple[str, ...]], text: str = "") -> Gazetteer:
    """Give a gazetteer over one report a place, the county's with ``text``."""
    reports = [report(name, above, number) for number, (name, above) in enumerate(parents.items())]
    county = next((r.id for r in reports if r.place and r.place.kind == "县"), "")

    def named_in(name: str) -> tuple[str, ...]:
        return (county,) if text and name in fold(text) else ()

    return Gazetteer(reports, named_in)


@pytest.fixture(scope="module")
def library() -> Gazetteer:
    return gazetteer_of(PARENTS, "县公安局查处案件，青木镇调解纠纷，全省开发区。")


@pytest.fixture(scope="module")
def named(library: Gazetteer) -> Callable[[str], list[str]]:
    def names(question: str) -> list[str]:
        return [p.name for m in library.find(question) if not m.is_region for p in m.places]

    return names


def test_the_end_of_a_library_s_name_is_no_name_by_itself() -> None:
    library = gazetteer_of({COUNTY: (), "谢家湾街道": (COUNTY,)}, "谢家湾街道调解纠纷。")
    mention = parse_question("陈家湾街道2023年调解纠纷多少件", library).places[0]
    assert (mention.text, mention.places) == ("陈家湾街道", ())


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("云汀经济开发区", ZONE), ("云汀经济技术开发区", ZONE), ("云汀开发区", ZONE),
        ("云汀经开区", ZONE), ("云汀经开区管委会", ZONE), ("云汀管委会", ZONE), ("云汀", ZONE),
        ("经开区", ZONE), ("开发区管委会", ZONE), ("云汀经济开发区管委会", ZONE), ("管委会", ZONE),
        ("栾山公安局", POLICE), ("栾山公安", POLICE), ("公安局", POLICE), ("县公安局", POLICE),
        ("砚山教育局", SCHOOLS), ("区教育局", SCHOOLS), ("教育局", SCHOOLS),
        ("滨山环保局", NATURE), ("滨山市环保局", NATURE), ("市环保局", NATURE), ("环境局", NATURE),
        ("望溪", STREET), ("望溪街道办", STREET), ("澜山区望溪街道", STREET), ("棠山", COUNTY),
        ("沙坪坝中梁镇", TOWN), ("重庆市沙坪坝区中梁镇", TOWN),
    ],
)  # fmt: skip
@pytest.mark.parametrize("question", ["{}2023年罚款多少", "2023年{}的罚款多少", "{} 罚款"])
def test_every_name_of_a_place(
    name: str, place: str, question: str, named: Callable[[str], list[str]]
) -> None:
    assert named(question.format(name)) == [place]


@pytest.mark.parametrize(
    "name",
    [
        # Another unit's office or zone is never the library's one of the kind.
        "云台公安局", "云台县公安局", "滨河市公安局", "重庆公安局", "市公安局", "栾山县教育局",
        "市教育局", "云台环保局", "云汀教育局", "望溪教育局", "重庆市教育局",
        "青川经开区", "青川开发区管委会", "青川管委会", "云汀高新区",
        # Longer names that begin or end like one of the library.
        "中梁山街道", "华岩镇", "望溪镇", "棠山街道", "棠山镇", "新云汀镇", "云汀街道",
    ],
)  # fmt: skip
def test_other_places_never_become_the_library_s(
    name: str, named: Callable[[str], list[str]]
) -> None:
    assert named(f"{name}2023年罚款多少") == []


@pytest.mark.parametrize(
    "name",
    [
        "云台公安局", "云台县公安局", "滨河市公安局", "云汀教育局", "青川经开区", "青川管委会",
        "中梁山街道", "华岩镇", "砚山区卫健委", "砚山卫健委", "栾山县教育局",
    ],
)  # fmt: skip
def test_a_place_without_a_report_is_named_as_it_stands(name: str, library: Gazetteer) -> None:
    (mention,) = library.find(f"{name}2023年罚款多少")
    assert (mention.text, mention.places, mention.reports) == (name, (), ())


@pytest.mark.parametrize(
    "question",
    [
        "仲裁终局裁决率多少", "结局怎么样", "工作格局是什么", "解除社区矫正几人", "驻村律师几名",
        "《滨山市餐饮油烟污染防治办法》什么时候施行", "《望溪街道网格管理办法》有几条",
        "社区矫正对象多少人", "城镇新增就业多少人", "在全省开发区评价中第几", "自然保护区巡查几次",
        "移送公安机关几件", "行政村有几个", "人民法院驳回几件", "村规民约修订几个",
    ],
)  # fmt: skip
def test_words_that_are_no_places(question: str, library: Gazetteer) -> None:
    assert library.find(question) == ()


def test_a_report_is_named_by_its_own_title(named: Callable[[str], list[str]]) -> None:
    assert named("《望溪街道2023年法治政府建设年度报告》里罚款多少") == [STREET]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("望溪街道移送公安局案件几件", [STREET]),
        ("望溪街道向教育局报送几件", [STREET]),
        ("公安局和教育局谁的复议多", [POLICE, SCHOOLS]),
        ("望溪街道比开发区多几次", [STREET, ZONE]),
        ("棠山县、教育局各几件", [COUNTY, SCHOOLS]),
    ],
)
def test_an_office_beside_another_place(
    question: str, places: list[str], named: Callable[[str], list[str]]
) -> None:
    assert named(question) == places


def test_two_places_of_one_short_name_stay_two() -> None:
    two = gazetteer_of({"云汀街道": ("甲山区",), "云汀镇": ("乙山县",), "甲山县公安局": ("甲山县",),
                        "乙山县公安局": ("乙山县",)})  # fmt: skip
    assert [p.name for p in two.find("云汀罚款多少")[0].places] == ["云汀街道", "云汀镇"]
    assert [p.name for p in two.find("公安局罚款多少")[0].places] == [
        "甲山县公安局",
        "乙山县公安局",
    ]
    assert [p.name for p in two.find("乙山公安局罚款多少")[0].places] == ["乙山县公安局"]


@pytest.mark.parametrize(
    ("written", "place"), [("中粮镇", TOWN), ("望西街道", STREET), ("云厅经济开发区", ZONE)]
)
def test_a_name_that_sounds_the_same_is_corrected(
    written: str, place: str, library: Gazetteer
) -> None:
    (mention,) = library.find(f"{written}2023年罚款多少")
    assert mention.corrected == place
    assert [p.name for p in mention.places] == [place]


@pytest.mark.parametrize("written", ["钟凉山镇", "宗梁镇", "中娘镇", "望新街道", "云丁开发区"])
def test_a_name_that_only_sounds_like_it_is_not(
    written: str, named: Callable[[str], list[str]]
) -> None:
    assert named(f"{written}2023年罚款多少") == []


@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("滨山市", (NATURE,)), ("栾山县", (POLICE,)), ("澜山区", (STREET,)), ("砚山", (SCHOOLS,)),
        ("滨山市公安局", (NATURE,)), ("望西镇", (STREET,)), ("和县", ()),
    ],
)  # fmt: skip
def test_reports_below_a_unit_are_suggested(
    name: str, below: tuple[str, ...], library: Gazetteer
) -> None:
    assert library.similar(name) == below


REPORTS = {
    "甲.txt": "澜山区人民政府望溪街道办事处2023年法治政府建设年度报告\n全年罚款3万元，学法5次。\n",
    "乙.txt": "滨山市生态环境局2023年法治政府建设年度报告\n全年罚款9万元，学法7次。\n",
    "丙.txt": "云汀经济开发区管理委员会2023年法治政府建设年度报告\n全年罚款4万元，学法6次。\n",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf_of(tmp_path_factory.mktemp("reports"), REPORTS) as shelf:
        yield shelf


def scope_of(text: str, shelf: Shelf, *, compares: bool) -> Scope:
    return find_scope(parse_question(text, shelf.gazetteer), shelf, regions_allowed=compares)


def test_a_zone_is_shown_by_its_name_not_by_what_governs_it(shelf: Shelf) -> None:
    scope = scope_of("云汀开发区罚款多少", shelf, compares=False)
    assert [(p.name, p.parents) for p in scope.places] == [("云汀经济开发区", ())]


@pytest.mark.parametrize(
    "lacking",
    ["青川街道", "青川开发区", "青川管委会", "云台公安局", "滨山市公安局", "滨山市", "青川县"],
)
@pytest.mark.parametrize(
    "question", ["望溪街道和{}罚款一共多少", "{}与望溪街道谁罚款多", "望溪街道比{}多罚了多少"]
)
def test_a_place_beside_a_known_one_is_never_passed_over(
    lacking: str, question: str, shelf: Shelf
) -> None:
    scope = scope_of(question.format(lacking), shelf, compares=True)
    assert scope.missing == (lacking,)


@pytest.mark.parametrize("lacking", ["青川街道", "青川开发区", "滨山市"])
def test_without_it_there_is_no_answer(lacking: str, shelf: Shelf) -> None:
    scope = scope_of(f"望溪街道和{lacking}罚款各多少", shelf, compares=False)
    assert (scope.reason, scope.what, scope.reports) == ("no_such_place", lacking, ())


@pytest.mark.parametrize("verb", ["办理了", "办结", "办案", "办成", "办事"])
def test_what_a_street_handles_is_no_office(
    verb: str, named: Callable[[str], list[str]], library: Gazetteer
) -> None:
    assert named(f"{STREET}{verb}多少件") == [STREET]
    (mention,) = library.find(f"{STREET}办2023年罚款多少")
    assert mention.text == f"{STREET}办"
