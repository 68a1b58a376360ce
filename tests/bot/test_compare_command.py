"""fazhi compare: the table for people, for scripts and for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from cli_calls import call, database_of

from bot.tables.printed import table_lines
from bot.terminal import Style, width_of
from retrieval.library import Library

TEXT = "{place}{year}年法治政府建设年度报告\n\n{year}年，{place}共办理行政应诉案件{cases}件。\n"
CASES = {("甲山镇", 2022): "13", ("甲山镇", 2023): "21", ("乙水镇", 2023): "20余"}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reports = {
        f"{place}{year}.txt": TEXT.format(place=place, year=year, cases=cases)
        for (place, year), cases in CASES.items()
    }
    return database_of(tmp_path_factory.mktemp("报告"), reports)


def fazhi(
    database: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    return call(database, capsys, "compare", *arguments)


def test_the_table_for_people(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = fazhi(database, capsys, "打官司")
    lines = [line.split() for line in out.splitlines()]
    assert code == 0
    assert ["甲山镇", "13件", "[2]", "21件", "[3]"] in [line[:5] for line in lines]
    assert ["乙水镇", "—", "20余件", "[1]"] in [line[:4] for line in lines]
    assert ["合计*", "约41件（2/2地）"] in lines
    assert "由程序算出" in out and "没有这一年的报告" in out


def test_each_quote_of_the_table_is_numbered(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = fazhi(database, capsys, "行政应诉案件", "--place", "甲山", "--year", "2023")
    assert "21件 [1]" in out and "[1] 2023年，甲山镇共办理行政应诉案件21件。" in out
    _, out, _ = fazhi(database, capsys, "行政应诉案件", "--no-quotes")
    assert "[1]" not in out and "--quotes" in out


def test_csv_has_a_row_for_each_cell_and_sum(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = fazhi(database, capsys, "行政应诉案件", "--csv")
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [(r["place"], r["year"], r["value"], r["gap"], r["derived"]) for r in rows] == [
        ("乙水镇", "2022", "", "no_report", ""),
        ("乙水镇", "2023", "20", "", "False"),
        ("甲山镇", "2022", "13", "", "False"),
        ("甲山镇", "2023", "21", "", "False"),
        ("合计（算出）", "2023", "41", "", "True"),
        ("平均（算出）", "2023", "20.5", "", "True"),
    ]
    assert rows[3]["quote"] == "2023年，甲山镇共办理行政应诉案件21件。"


def test_json_is_one_line_and_values_point_to_their_evidence(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = fazhi(database, capsys, "行政应诉案件", "--json")
    table = json.loads(out)
    assert code == 0 and out.count("\n") == 1
    cells = [c for g in table["groups"] for r in g["rows"] for c in r["cells"] if c["value"]]
    for cell in cells:
        assert cell["written"] in table["evidence"][cell["value"]["evidence"]]["quote"]
    assert len(cells) == 3


def test_a_workbook_has_the_grid_and_the_lines(
    database: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "对照.xlsx"
    assert fazhi(database, capsys, "行政应诉案件", "--xlsx", str(file))[0] == 0
    with zipfile.ZipFile(file) as book:
        assert "逐格原文" in book.read("xl/workbook.xml").decode()
        grid = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "<v>21</v>" in grid and "20余件" in texts
    code, _, err = fazhi(
        database, capsys, "行政应诉案件", "--xlsx", str(tmp_path / "无" / "x.xlsx")
    )
    assert code == 2 and "写不了" in err


def test_nothing_found_is_1_and_no_measure_2(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = fazhi(database, capsys, "高铁里程")
    assert code == 1 and "没有一处报告" in err and "未写" in out
    assert fazhi(database, capsys, "2023年")[0] == 2
    assert fazhi(database, capsys)[0] == 2


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_window(database: Path, width: int) -> None:
    with Library.open(database) as library:
        lines = table_lines(library.compare(["行政应诉案件", "法律明白人"]), Style(width=width))
    assert max(map(width_of, lines)) <= width
