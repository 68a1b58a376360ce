"""The figures as ``fazhi facts`` lists them: every one, filtered, under the name of its measure."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelves import shelf_of

from retrieval.answering.evidence.measure_names import normal_name
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.tables.figures import list_figures
from retrieval.language.lexicon import Concept, load_lexicon
from retrieval.language.terms import term_keys
from retrieval.table_records import FigureFilter

JIA = """甲山镇2023年法治政府建设年度报告

一、主要举措和成效
2023年，甲山镇共发生被诉行政案件21件，比2022年的13件增加8件。罚款金额3.5万元。培养法律明白人120余名。
二、2024年工作安排
2024年力争开展普法宣传40场次。
"""
YI = """乙水镇2022年法治政府建设年度报告

一、主要举措和成效
全年办理行政诉讼7起，无败诉案件。未办结行政诉讼2起。
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    with shelf_of(tmp_path_factory.mktemp("报告"), {"甲.txt": JIA, "乙.txt": YI}) as opened:
        yield opened


def amounts(shelf: Shelf, **filters: tuple[object, ...]) -> list[str]:
    wanted = FigureFilter(**filters)  # type: ignore[arg-type]
    return [f"{f.value.place}{f.value.year} {f.written}" for f in list_figures(shelf, wanted)]


def test_without_a_filter_every_figure_of_every_report_is_listed(shelf: Shelf) -> None:
    figures = list(list_figures(shelf, FigureFilter()))
    assert len(figures) == sum(len(shelf.source.facts(report.id)) for report in shelf.reports)
    for figure in figures:
        lines = shelf.source.parsed(figure.evidence.report).report.lines
        assert figure.evidence.quote in lines[figure.evidence.line - 1]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (
            {"measures": ("民告官",)},
            ["乙水镇2022 7起", "乙水镇2022 0件", "乙水镇2022 2起", "甲山镇2023 21件"],
        ),
        (
            {"units": ("件",), "places": ("甲山",)},
            ["甲山镇2023 21件", "甲山镇2022 13件", "甲山镇2023 8件"],
        ),
        ({"units": ("元",)}, ["甲山镇2023 3.5万元"]),
        ({"years": (2022,), "places": ("甲山镇",)}, ["甲山镇2022 13件"]),
        ({"kinds": ("target",)}, ["甲山镇2024 40场次"]),
        ({"sections": ("工作安排",)}, ["甲山镇2024 40场次"]),
        ({"places": ("丙川镇",)}, []),
    ],
)
def test_each_filter_narrows(
    shelf: Shelf, filters: dict[str, tuple[object, ...]], expected: list[str]
) -> None:
    found = amounts(shelf, **filters)
    assert [item for item in expected if item not in found] == []
    if filters.keys() != {"measures"}:
        assert found == expected


def test_hedges_and_digits_are_kept(shelf: Shelf) -> None:
    [figure] = list_figures(shelf, FigureFilter(measures=("法律明白人",)))
    assert (figure.value.value, figure.value.approx, figure.hedge) == ("120", True, "余")
    assert figure.written == "120余名"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("被诉行政案件", "行政诉讼"),
        ("行政应诉案件", "行政诉讼案件"),
        ("化解矛盾纠纷", "矛盾纠纷化解"),
        ("行政应诉案件（胜诉）", "行政诉讼胜诉"),
    ],
)
def test_wordings_of_one_measure_have_one_name(one: str, other: str) -> None:
    assert normal_name(one) == normal_name(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("受理行政复议案件", "办结行政复议案件"),
        ("排查矛盾纠纷", "化解矛盾纠纷"),
        ("行政应诉案件", "行政复议案件"),
        ("行政应诉案件", "败诉行政应诉案件"),
        ("办结行政复议案件", "未办结行政复议案件"),
    ],
)
def test_what_reports_keep_apart_stays_apart(one: str, other: str) -> None:
    assert normal_name(one) != normal_name(other)


@pytest.mark.parametrize(
    "wording",
    ["办结件中准予许可", "占全年行政处罚", "新桥村调解", "青柚行动", "三年以上法律明白人", ""],
)
def test_a_wording_with_anything_unknown_keeps_its_own_words(wording: str) -> None:
    assert normal_name(wording) is None


@given(st.sampled_from(load_lexicon().concepts), st.data())
def test_every_wording_of_a_concept_is_gathered_under_it(
    concept: Concept, data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from(concept.words))
    # A word that is cut otherwise (part of it names more) keeps what it is cut into.
    if term_keys(word) == (concept.name,) and concept.kind != "light":
        assert normal_name(word) in {concept.name, None}
