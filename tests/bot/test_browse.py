"""The library in Datasette: its pages over HTTP, without a network."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bot.browse.app import HOST, make_app
from bot.browse.names import DATABASE
from bot.cli import run
from bot.links import page_path
from retrieval.library import Library

CORPUS = Path(__file__).parents[2] / "corpus"
QUESTION = "嘉祥街道2023年有多少件行政应诉案件"


class Page(HTMLParser):
    """What a page of a report shows: the text of each line, and what is marked in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines: dict[str, str] = {}
        self.marked: list[tuple[str, str]] = []
        self._line = ""
        self._inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "p" and (given.get("id") or "").startswith("L"):
            self._line = str(given["id"])
        if tag in {"mark", "span"}:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"mark", "span"} and self._inside:
            self._inside.pop()
        if tag == "p":
            self._line = ""

    def handle_data(self, data: str) -> None:
        if self._line and self._inside:
            self.lines[self._line] = self.lines.get(self._line, "") + data
            if self._inside[-1] == "mark":
                self.marked.append((self._line, data))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("five") / "库.db", create=True) as library:
        library.ingest([CORPUS])
        yield library


@pytest.fixture(scope="module")
def copy(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("browse") / f"{DATABASE}.db"
    library.write_browsing(path)
    return path


@pytest.fixture
async def client(copy: Path) -> Any:
    app = make_app(copy)
    await app.invoke_startup()
    return app.client


async def test_tables_have_chinese_titles_and_column_descriptions(client: Any) -> None:
    assert "法治问答 · 报告库" in (await client.get("/")).text
    for table, title, told in (
        ("reports", "报告", "报告的是哪一年的工作"),
        ("lines", "原文", "原文，一个字也没有改"),
        ("figures", "数字", "报告里的写法"),
    ):
        page = await client.get(f"/{DATABASE}/{table}")
        assert page.status_code == 200
        assert re.search(rf"<h1>{title}\s*</h1>", page.text) and told in page.text


@pytest.mark.parametrize("table", ["reports", "lines", "figures"])
async def test_place_and_year_are_facets(client: Any, table: str) -> None:
    rows = (await client.get(f"/{DATABASE}/{table}.json?_size=0")).json()
    facets = rows["facet_results"]
    assert {"地区", "年份"} <= facets.keys()
    places = {str(entry["value"]) for entry in facets["地区"]["results"]}
    assert {"嘉祥街道", "中梁镇", "谢家湾街道"} <= places
    only = await client.get(f"/{DATABASE}/{table}.json?地区=嘉祥街道&年份=2023&_shape=array")
    assert {row["地区"] for row in only.json()} == {"嘉祥街道"}


@pytest.mark.parametrize(
    "typed", ["普法", "行政應訴", "法律明白人 培训", "２２件", '"', "*", "NEAR("]
)
async def test_the_search_box_takes_whatever_is_typed(
    client: Any, library: Library, typed: str
) -> None:
    page = await client.get(f"/{DATABASE}/lines.json", params={"_search": typed, "_shape": "array"})
    assert page.status_code == 200
    plain = {"行政應訴": "行政应诉", "２２件": "22件"}.get(typed, typed)
    for row in page.json():
        assert all(part in row["原文"] for part in plain.split())
    # Of the last three nothing is left to look for, or nothing is there.
    assert bool(page.json()) == (typed not in {'"', "*", "NEAR("})


async def test_a_page_shows_the_whole_report_with_the_quote_marked(
    client: Any, library: Library
) -> None:
    quote = library.ask(QUESTION).evidence[0]
    path = page_path(quote.report, quote.line, quote.quote).partition("#")[0]
    answer = await client.get(path)
    assert answer.status_code == 200
    page = Page(answer.text)
    lines = library.parsed(quote.report).report.lines
    assert page.lines == {f"L{n}": text for n, text in enumerate(lines, 1) if text.strip()}
    assert page.marked == [(f"L{quote.line}", quote.quote)]


@pytest.mark.parametrize(
    "query", ["", "?q=", "?q=11", "?q=11-5-000000", "?q=99999-1-abcdef", "?q=<b>11"]
)
async def test_a_page_without_a_stretch_to_mark_marks_nothing(
    client: Any, library: Library, query: str
) -> None:
    report = library.reports()[0].id
    page = await client.get(f"/report/{report}{query}")
    assert page.status_code == 200 and "<b>11" not in page.text
    assert Page(page.text).marked == []


@pytest.mark.parametrize("report", ["gone", "%3Cb%3E", "嘉祥"])
async def test_a_report_that_is_not_there_is_said_in_chinese(client: Any, report: str) -> None:
    page = await client.get(f"/report/{report}")
    assert page.status_code == 404 and "没有这份报告" in page.text


async def test_rows_lead_to_the_pages(client: Any, library: Library) -> None:
    report = next(r for r in library.reports() if r.place == "嘉祥街道")
    figures = await client.get(f"/{DATABASE}/figures", params={"报告": report.id})
    assert f'<a href="/report/{report.id}#L11">第11行</a>' in figures.text
    reports = await client.get(f"/{DATABASE}/reports")
    assert f'<a href="/report/{report.id}">{report.title}</a>' in reports.text


async def test_nothing_can_be_written(client: Any) -> None:
    page = await client.get(f"/{DATABASE}.json", params={"sql": "delete from lines"})
    assert page.status_code == 400
    rows = await client.get(f"/{DATABASE}/lines.json?_size=0")
    assert rows.json()["filtered_table_rows_count"] > 0


async def test_markup_in_a_report_is_text(tmp_path: Path) -> None:
    (tmp_path / "甲镇2023.txt").write_text(
        "甲镇2023年法治政府建设年度报告\n\n办理<script>alert(1)</script>案件3件&5件。\n",
        encoding="utf-8",
    )
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([tmp_path / "甲镇2023.txt"])
        library.write_browsing(tmp_path / f"{DATABASE}.db")
        (report,) = library.reports()
    app = make_app(tmp_path / f"{DATABASE}.db")
    await app.invoke_startup()
    text = (await app.client.get(f"/report/{report.id}")).text
    assert "<script>alert" not in text
    assert Page(text).lines["L3"] == "办理<script>alert(1)</script>案件3件&5件。"


def test_it_is_served_to_this_machine_only() -> None:
    assert HOST == "127.0.0.1"


def test_a_taken_port_and_an_empty_library_are_said(
    tmp_path: Path, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "库.db")
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = str(other.getsockname()[1])
        file = tmp_path / "甲镇2023.txt"
        file.write_text("甲镇2023年法治政府建设年度报告\n\n办理案件3件。\n", encoding="utf-8")
        assert run(["--db", database, "browse", "--port", port]) == 4
        assert run(["--db", database, "ingest", str(file)]) == 0
        capsys.readouterr()
        assert run(["--db", database, "browse", "--port", port]) == 2
        assert f"端口 {port} 用不了" in capsys.readouterr().err
    assert run(["--db", database, "browse", "--port", "0"]) == 2
    assert run(["--db", database, "remove", "甲镇"]) == 0
    assert run(["--db", database, "browse"]) == 4
    assert "还没有报告" in capsys.readouterr().err


def test_without_datasette_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.browse.app.find_spec", lambda name: None)
    assert run(["browse"]) == 5
    assert "fazhi[browse]" in capsys.readouterr().err
