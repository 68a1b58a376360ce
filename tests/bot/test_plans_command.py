"""fazhi plans over a library of two years: columns, lines, JSON and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import run
from bot.commands.plans import review_lines
from bot.terminal import Style, width_of
from retrieval.library import Library

PLAN = "甲镇2022年法治政府建设年度报告\n\n一、主要举措\n全年办理案件3件。\n二、2023年工作打算\n建成法治公园1个。\n组建行业调解室2个。\n"
TOLD = (
    "甲镇2023年法治政府建设年度报告\n\n一、主要举措\n全年办理案件4件。\n6月，法治公园建成开放。\n"
)


@pytest.fixture
def database(tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for year, text in ((2022, PLAN), (2023, TOLD)):
        (tmp_path / f"甲镇{year}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "库.db"
    monkeypatch.setenv("FAZHI_DB", str(path))
    assert run(["ingest", *map(str, tmp_path.glob("*.txt"))]) == 0
    return path


def test_each_item_with_its_nearest_line_or_none(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["plans", "甲镇"]) == 0
    assert capsys.readouterr().out == (
        "甲镇：2022年报告里的打算，2023年报告里最相近的原文（只并列，不下结论）\n"
        "第6行 建成法治公园1个。\n"
        "  → 第5行 6月，法治公园建成开放。\n"
        "第7行 组建行业调解室2个。\n"
        "  → 没有找到相近的原文\n"
        "共 2 项，其中 1 项没有找到相近的原文。原文：甲镇2022.txt、甲镇2023.txt\n"
    )


def test_json_holds_every_quote(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["plans", "甲镇", "--year", "2023年", "--json"]) == 0
    (review,) = json.loads(capsys.readouterr().out)
    assert (review["place"], review["year"], review["gap"]) == ("甲镇", 2023, None)
    first, second = review["items"]
    assert first["evidence"][0]["quote"] == "建成法治公园1个。"
    assert first["matches"][0]["evidence"][0]["line"] == 5
    assert 0 < first["matches"][0]["score"] <= 1 and second["matches"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["乙镇"], 1, "库里没有“乙镇”的报告"),
        (["甲镇", "--year", "2022"], 1, "没有2021年的，没有计划可对照"),
        (["甲镇", "--year", "2030"], 1, "没有2030年的报告"),
        (["甲镇", "--year", "去年"], 2, "看不懂年份"),
        (["甲镇", "--year", "2022-2023"], 2, "一次只看一年"),
        ([], 2, "还缺参数"),
    ],
)
def test_what_is_not_there_is_said(
    database: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    capsys.readouterr()
    assert run(["plans", *arguments]) == code
    captured = capsys.readouterr()
    assert said in captured.out + captured.err


@pytest.mark.parametrize("width", [20, 40, 79, 80, 120])
def test_no_line_is_wider_than_the_window(database: Path, width: int) -> None:
    with Library.open(database) as library:
        (review,) = library.plans("甲镇")
    lines = review_lines(review, Style(width=width))
    assert max(map(width_of, lines)) <= width
    joined = "".join(line.replace("│", "").replace(" ", "") for line in lines)
    assert ("│" in "".join(lines)) == (width >= 80)
    assert "法治公园建成开放" in joined
