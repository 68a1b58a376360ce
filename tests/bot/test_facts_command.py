"""fazhi facts: what scripts and spreadsheets get of the figures."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from cli_calls import call, database_of

from bot.filters import read_years
from retrieval.errors import UsageError

REPORT = "{place}2023年法治政府建设年度报告\n\n2023年，{place}共办理行政应诉案件{cases}件。\n罚款金额3.5万元。\n"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cases = {"甲山镇": "21", "乙水镇": "20余"}
    reports = {f"{place}.txt": REPORT.format(place=place, cases=n) for place, n in cases.items()}
    return database_of(tmp_path_factory.mktemp("报告"), reports)


def fazhi(
    database: Path, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    return call(database, capsys, "facts", *arguments)


def test_csv_opens_in_a_spreadsheet_and_holds_every_figure(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = fazhi(database, capsys, "--csv")
    assert code == 0 and out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert [(r["place"], r["value"], r["unit"], r["written"], r["approx"]) for r in rows] == [
        ("乙水镇", "20", "件", "20余件", "True"),
        ("乙水镇", "3.5", "万元", "3.5万元", "False"),
        ("甲山镇", "21", "件", "21件", "False"),
        ("甲山镇", "3.5", "万元", "3.5万元", "False"),
    ]
    assert {r["name"] for r in rows if r["unit"] == "件"} == {"行政应诉"}


def test_json_carries_the_evidence(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = fazhi(database, capsys, "--json", "--place", "甲山", "--measure", "打官司")
    [figure] = json.loads(out)
    assert code == 0 and out.count("\n") == 1
    start, end = figure["evidence"]["highlights"][0]
    assert figure["evidence"]["quote"][start:end] == figure["written"] == "21件"


def test_a_workbook_keeps_numbers_as_numbers_and_is_never_written_over(
    database: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "数字.xlsx"
    assert fazhi(database, capsys, "--xlsx", str(file), "--unit", "件")[0] == 0
    with zipfile.ZipFile(file) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>21</v>" in sheet and "<v>20</v>" in sheet
    before = file.read_bytes()
    code, _, err = fazhi(database, capsys, "--xlsx", str(file))
    assert code == 2 and "--force" in err and file.read_bytes() == before
    assert fazhi(database, capsys, "--xlsx", str(file), "--force")[0] == 0


def test_nothing_found_is_said_with_the_unknown_place(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = fazhi(database, capsys, "--place", "丙川镇")
    assert (code, out) == (1, "") and "丙川镇" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--year", "20x3"), "20x3"), (("--kind", "胡说"), "结果"), (("--year", "1000-2023"), "年份")],
)
def test_bad_filters_are_answered_with_a_remedy(
    database: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, str], said: str
) -> None:
    code, out, err = fazhi(database, capsys, *arguments)
    assert (code, out) == (2, "") and said in err and "→" in err


@pytest.mark.parametrize(
    ("words", "years"),
    [
        (["2023"], (2023,)), (["2021-2023"], (2021, 2022, 2023)), (["２０２３年"], (2023,)),
        (["2023,2021", "2022"], (2021, 2022, 2023)), (["2022年至2023年"], (2022, 2023)),
    ],
)  # fmt: skip
def test_years_are_read_as_people_write_them(words: list[str], years: tuple[int, ...]) -> None:
    assert read_years(words) == years


@pytest.mark.parametrize("word", ["", "23", "2023-2021", "今年", "2023-", "20230"])
def test_other_years_are_refused(word: str) -> None:
    with pytest.raises(UsageError):
        read_years([word])
