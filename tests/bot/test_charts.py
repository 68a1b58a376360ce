"""Charts: what may be drawn of an answer, with which font, and what the picture is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib import font_manager

from bot.charts.draw import draw
from bot.charts.fonts import find_font, missing_glyphs
from bot.charts.series import Point, chart_of
from retrieval.errors import ConfigError
from retrieval.records import Answer, Evidence, Value

FONT = Path(__file__).parents[1] / "support" / "fonts" / "chinese-subset.otf"
EVIDENCE = tuple(
    Evidence(name, f"{name}2023年法治政府建设年度报告", name, 2023, f"{name}.txt", 3, "", "22件")
    for name in ("甲镇", "乙镇", "丙镇")
)
PLACES = tuple(
    Value(amount, "件", "行政应诉案件", item.place, 2023, evidence=number)
    for number, (amount, item) in enumerate(zip(("22", "5", "0"), EVIDENCE, strict=True))
)
ANSWER = Answer("", "", "answered", "compare", "", values=PLACES, evidence=EVIDENCE)


def over(*years: int) -> Answer:
    values = tuple(Value(str(n), "件", "行政应诉案件", "甲镇", y) for n, y in enumerate(years, 4))
    return replace(ANSWER, kind="trend", values=values)


def test_places_are_bars_in_the_answers_order_with_their_sources() -> None:
    chart = chart_of(ANSWER)
    assert chart is not None and chart.shape == "bars"
    assert [point.shown for point in chart.points] == ["22件", "5件", "0件"]
    assert [point.label for point in chart.points] == ["甲镇", "乙镇", "丙镇"]
    assert chart.title == "2023年行政应诉案件"
    assert chart.sources[0] == "甲镇2023年法治政府建设年度报告 · 第3行"


def test_years_are_a_line_and_a_missing_year_is_a_gap() -> None:
    chart = chart_of(over(2023, 2020, 2021))
    assert chart is not None and chart.shape == "line"
    assert [point.label for point in chart.points] == ["2020年", "2021年", "2022年", "2023年"]
    assert chart.points[2] == Point("2022年", None, "")


def test_a_hedge_is_shown() -> None:
    values = (replace(PLACES[0], approx=True), *PLACES[1:])
    chart = chart_of(replace(ANSWER, values=values))
    assert chart is not None and chart.hedged
    assert chart.points[0].shown == "约22件"


@pytest.mark.parametrize(
    "answer",
    [
        replace(ANSWER, values=PLACES[:2]),
        replace(ANSWER, status="ambiguous"),
        replace(ANSWER, values=(*PLACES[:2], replace(PLACES[2], unit="万元"))),
        replace(ANSWER, values=(*PLACES[:2], replace(PLACES[2], derived=True))),
        replace(ANSWER, values=(*PLACES[:2], PLACES[0])),
        replace(ANSWER, values=(*PLACES[:2], replace(PLACES[2], value="三分之一"))),
    ],
    ids=["two", "ambiguous", "units", "computed", "one label twice", "no decimal"],
)
def test_what_a_picture_would_distort_is_not_drawn(answer: Answer) -> None:
    assert chart_of(answer) is None


def test_units_of_one_kind_share_an_axis() -> None:
    units = ("名", "人", "位")
    values = tuple(replace(v, unit=u) for v, u in zip(PLACES, units, strict=True))
    chart = chart_of(replace(ANSWER, values=values))
    assert chart is not None
    assert [point.shown for point in chart.points] == ["22名", "5人", "0位"]


@pytest.mark.parametrize("answer", [ANSWER, over(2021, 2023, 2024)])
def test_the_picture_is_a_png_or_an_svg(answer: Answer) -> None:
    chart = chart_of(answer)
    assert chart is not None
    png, svg = draw(chart, FONT), draw(chart, FONT, "svg")
    assert png.startswith(b"\x89PNG")
    assert b"<svg" in svg and svg.rstrip().endswith(b"</svg>")


def test_a_font_without_a_needed_character_is_refused_by_name() -> None:
    assert missing_glyphs(FONT, "行政龘件") == "龘"
    with pytest.raises(ConfigError, match="龘"):
        find_font("行政龘件", FONT)
    with pytest.raises(ConfigError, match="不存在"):
        find_font("行政", FONT.with_name("none.otf"))
    assert missing_glyphs(Path(__file__), "行政") == "".join(sorted("行政"))


def test_fonts_of_the_machine_are_tried_and_their_lack_has_a_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bot.charts.fonts._packaged", list)
    monkeypatch.setattr(font_manager, "findSystemFonts", list)
    with pytest.raises(ConfigError, match="没有能写中文的字体") as refused:
        find_font("行政")
    assert "fonts-noto-cjk" in refused.value.hint
    named = tmp_path / "NotoSansCJK-Regular.otf"
    named.write_bytes(FONT.read_bytes())
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [str(named)])
    assert find_font("行政") == named
