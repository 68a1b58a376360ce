"""Charts of tables and answers: bars of a year, lines over years, as pictures and as text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.bars import text_bars
from bot.charts.draw import draw
from bot.charts.files import picture_of, write_chart
from bot.charts.of_table import MOST_BARS, MOST_LINES, chart_of_table
from bot.charts.series import Chart, Line, Point
from bot.repl.session import Session
from bot.terminal import Style, width_of
from retrieval.errors import UsageError
from retrieval.library import Library
from retrieval.records import Evidence, Value
from retrieval.table_records import Cell, Group, Row, Sums, Table

FONT = Path(__file__).parents[1] / "support" / "fonts" / "chinese-subset.otf"
NAMES = ("甲镇", "乙镇", "丙镇")


def table_of(figures: dict[str, list[str | None]], unit: str = "件") -> Table:
    """Return a table of figures by place, a year a column from 2021 on; None is a gap."""
    evidence: list[Evidence] = []
    rows = []
    for place, amounts in figures.items():
        cells = []
        for year, amount in enumerate(amounts, 2021):
            if amount is None:
                cells.append(Cell(year, gap="not_reported"))
                continue
            title = f"{place}{year}年法治政府建设年度报告"
            evidence.append(Evidence("r", title, place, year, "f.txt", 3, "", f"{amount}{unit}"))
            value = Value(amount, unit, "行政应诉案件", place, year, evidence=len(evidence) - 1)
            cells.append(Cell(year, value, f"{amount}{unit}"))
        rows.append(Row(place, tuple(cells), (None,) * len(cells)))
    years = tuple(range(2021, 2021 + max(map(len, figures.values()))))
    sums = tuple(Sums(year, 0, len(rows)) for year in years)
    group = Group("行政应诉案件", unit, tuple(rows), sums)
    return Table(("行政应诉案件",), years, (group,), tuple(evidence))


def test_one_year_makes_bars_the_greatest_first() -> None:
    chart = chart_of_table(table_of({"甲镇": ["5"], "乙镇": ["22"], "丙镇": [None]}))
    assert (chart.shape, chart.title) == ("bars", "2021年行政应诉案件")
    assert [(p.label, p.shown) for p in chart.points] == [("乙镇", "22件"), ("甲镇", "5件")]
    assert chart.sources == (
        "甲镇2021年法治政府建设年度报告 · 第3行", "乙镇2021年法治政府建设年度报告 · 第3行",
    )  # fmt: skip


def test_years_make_a_line_a_place_with_gaps_left_open() -> None:
    chart = chart_of_table(table_of({"甲镇": ["5", None, "7"], "乙镇": ["22", "21", None]}))
    assert chart.shape == "line" and [line.name for line in chart.lines] == ["甲镇", "乙镇"]
    assert [p.amount for p in chart.lines[0].points] == [5.0, None, 7.0]
    assert [p.label for p in chart.lines[1].points] == ["2021年", "2022年", "2023年"]


@pytest.mark.parametrize("picture", ["png", "svg"])
def test_several_lines_are_drawn(picture: str, tmp_path: Path) -> None:
    chart = chart_of_table(table_of({"甲镇": ["5", None, "7"], "乙镇": ["22", "21", "20"]}))
    file = tmp_path / f"图.{picture}"
    write_chart(chart, file, FONT)
    start = b"\x89PNG" if picture == "png" else b"<?xml"
    assert file.read_bytes().startswith(start)
    assert draw(replace(chart, lines=chart.lines[:1]), FONT) != draw(chart, FONT)
    with pytest.raises(UsageError, match="已经存在"):
        write_chart(chart, file, FONT)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (table_of({"甲镇": [None]}), "没有数字"),
        (table_of({"甲镇": ["2/3"], "乙镇": ["1/2"]}, ""), "单位"),
        (table_of({f"{n}镇": ["1", "2"] for n in range(MOST_LINES + 1)}), "看不清"),
    ],
)
def test_what_a_picture_would_distort_is_refused_with_a_remedy(table: Table, said: str) -> None:
    with pytest.raises(UsageError, match=said) as refused:
        chart_of_table(table)
    assert refused.value.hint


def test_too_many_bars_are_cut_at_the_least() -> None:
    figures = {f"{n}镇": [str(n)] for n in range(MOST_BARS + 5)}
    chart = chart_of_table(table_of(dict(figures)))
    assert len(chart.points) == MOST_BARS and chart.points[0].label == f"{MOST_BARS + 4}镇"


@pytest.mark.parametrize("name", ["图.gif", "图", "图.png.txt", ".svg"])
def test_other_kinds_of_picture_are_refused(name: str) -> None:
    with pytest.raises(UsageError) as refused:
        picture_of(Path(name))
    assert ".svg" in refused.value.hint


amounts = st.one_of(st.none(), st.integers(0, 10**9).map(float))


@given(st.lists(amounts, min_size=1, max_size=8), st.sampled_from([None, 20, 40, 80, 200]))
def test_bars_are_in_proportion_and_a_figure_never_shows_as_nothing(
    drawn: list[float | None], width: int | None
) -> None:
    points = tuple(
        Point(f"第{n}镇", amount, "" if amount is None else f"{amount:.0f}件")
        for n, amount in enumerate(drawn)
    )
    lines = text_bars(Chart("bars", "图", "件", points, ()), Style(width=width))[1:]
    lengths = []
    for point, line in zip(points, lines, strict=False):
        assert line.startswith(point.label) and line.endswith(point.shown or "空缺")
        lengths.append(sum(char in "█▏▎▍▌▋▊▉" for char in line))
    for one, first in zip(points, lengths, strict=True):
        assert (first > 0) is bool(one.amount)
        for other, second in zip(points, lengths, strict=True):
            if (one.amount or 0) > (other.amount or 0):
                assert first >= second


def test_text_bars_name_each_line() -> None:
    line = (Point("2021年", 1.0, "1件"), Point("2022年", None, ""))
    chart = Chart("line", "图", "件", line, (), lines=(Line("甲镇", line), Line("乙镇", line)))
    printed = text_bars(chart, Style(width=40))
    assert printed.count("甲镇") == printed.count("乙镇") == 1
    assert printed.count("2022年 空缺") == 2
    assert max(map(width_of, printed)) <= 40


TEXT = "{place}2023年法治政府建设年度报告\n\n行政应诉案件{cases}件。\n"


def test_the_conversation_draws_its_last_answer(tmp_path: Path) -> None:
    for place, cases in zip(("甲山镇", "乙水镇", "丙川镇"), (21, 7, 5), strict=True):
        text = TEXT.format(place=place, cases=cases)
        (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([tmp_path])
        session = Session(library, FONT)
        assert "画不成图" in session.handle("/chart", Style())[0]
        session.handle("各地2023年行政应诉案件排名前三", Style())
        bars = session.handle("/图", Style(width=60))
        assert [line.split()[0] for line in bars[1:4]] == ["甲山镇", "乙水镇", "丙川镇"]
        assert "21件" in bars[1] and "来源：" in bars[-1]
        assert "不会画" in session.handle("/chart 图.bmp", Style())[0]
