"""What Datasette is taught: pages of whole reports, links to them, and a search that knows Chinese."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pluggy
from datasette.utils.asgi import Response
from markupsafe import Markup, escape

from bot.browse.names import DATABASE
from bot.links import find_marked, page_path
from retrieval.library import Library

# Datasette's own hookimpl, with its types.
hookimpl = pluggy.HookimplMarker("datasette")
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_MARKED = re.compile(r"(\d{1,6})-(\d{1,6})-([0-9a-f]{6})")


@dataclass(frozen=True, slots=True)
class Row:
    """A line as its page shows it: what is before, in and behind the marked stretch."""

    number: int
    before: str
    marked: str
    after: str
    heading: bool


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Look up what people type as stretches of characters (Datasette would split at spaces only)."""
    conn.create_function("escape_fts", 1, lambda text: Library.search_phrases(str(text)))


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Serve a page a report."""
    return [(r"^/report/(?P<report>[^/]+)$", report_page)]


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """Name the three tables in the menu."""
    tables = {"reports": "报告", "lines": "原文", "figures": "数字"}
    return [
        {"href": datasette.urls.table(DATABASE, table), "label": label}
        for table, label in tables.items()
    ]


@hookimpl
def extra_css_urls(datasette: Any) -> list[str]:
    """Add the look of the report pages."""
    return [datasette.urls.path("/page/report.css")]


@hookimpl
def render_cell(
    row: Any, value: Any, column: str, table: str | None, datasette: Any
) -> Markup | None:
    """Link a line's number, and a report's title, to the report's page."""
    if column == "行" and table in {"lines", "figures"}:
        report = row["报告"]
        report = report["value"] if isinstance(report, dict) else report
        return _link(datasette, page_path(str(report), int(value)), f"第{value}行")
    if column == "标题" and table == "reports":
        return _link(datasette, page_path(str(row["编号"]), 1).partition("#")[0], str(value))
    return None


async def report_page(request: Any, datasette: Any) -> Response:
    """Return the whole report, the line in the address highlighted, its stretch ``?q=`` marked."""
    report = request.url_vars["report"]
    database = datasette.get_database(DATABASE)
    found = await database.execute("SELECT * FROM reports WHERE 编号 = ?", [report])
    summary = found.first()
    if not _ID.fullmatch(report) or summary is None:
        # The address holds a digest of the file: a new edition has another.
        page = await datasette.render_template(
            "gone.html", {"title": "没有这份报告"}, request=request
        )
        return Response.html(page, status=404)
    lines = await database.execute(
        "SELECT 行, 原文, 章节 FROM lines WHERE 报告 = ? ORDER BY 行", [report]
    )
    asked = _MARKED.fullmatch(request.args.get("q") or "")
    marked = (int(asked[1]), int(asked[2]), asked[3]) if asked else (0, 0, "")
    context = {"report": dict(summary), "rows": list(rows_of(lines.rows, *marked))}
    return Response.html(await datasette.render_template("report.html", context, request=request))


def rows_of(lines: Any, number: int, length: int, digest: str) -> Iterator[Row]:
    """Yield the lines as shown, the stretch of line ``number`` marked (see ``find_marked``)."""
    before = ""
    for line in lines:
        text, section = line["原文"], line["章节"]
        start, end = find_marked(text, length, digest) if line["行"] == number else (0, 0)
        heading = section != before and section.rpartition(" > ")[2] == text.strip(" 　。")
        before = section
        yield Row(line["行"], text[:start], text[start:end], text[end:], heading)


def _link(datasette: Any, path: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(path), escape(text))
