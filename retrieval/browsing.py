"""A library as a file to browse: plain tables with what people look for, and full-text search.

The library's own file is laid out for answering (its dictionary and ranking words are most of
it); this one has a row a report, a line and a figure. The search is FTS5 over single
characters, looked up as phrases: it finds any stretch of any length as it stands, which
neither dictionary words (cut one way in the text and another in the query) nor trigrams
(nothing under three characters, while most Chinese words have two) do. It keeps no text of
its own.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from retrieval.index.database import guarded
from retrieval.index.store import Store
from retrieval.language.fold import fold
from retrieval.records import FactKind, ParsedReport, ReportSummary, Role
from retrieval.table_records import Figure

_ROLES: dict[Role, str] = {
    "review": "举措和成效",
    "shortcomings": "不足和原因",
    "leadership": "第一责任人履职",
    "plan": "下一步打算",
    "other": "其他",
}
_KINDS: dict[FactKind, str] = {"actual": "结果", "target": "目标", "change": "变化", "base": "基数"}
# People read the columns' names, so they are Chinese; tables are named in addresses.
_TABLES = """
CREATE TABLE reports (
    编号 TEXT PRIMARY KEY, 地区 TEXT, 上级 TEXT, 年份 INTEGER, 标题 TEXT, 发布机构 TEXT,
    发布日期 TEXT, 行数 INTEGER, 数字 INTEGER, 文件 TEXT
);
CREATE TABLE lines (
    序号 INTEGER PRIMARY KEY, 报告 TEXT REFERENCES reports(编号), 行 INTEGER, 原文 TEXT,
    章节 TEXT, 部分 TEXT, 地区 TEXT, 年份 INTEGER
);
CREATE TABLE figures (
    序号 INTEGER PRIMARY KEY, 报告 TEXT REFERENCES reports(编号), 行 INTEGER, 指标 TEXT,
    通用名 TEXT, 数值 NUMERIC, 单位 TEXT, 写法 TEXT, 性质 TEXT, 地区 TEXT, 年份 INTEGER,
    章节 TEXT, 原文 TEXT
);
CREATE VIRTUAL TABLE lines_search USING fts5(原文, content='');
CREATE VIRTUAL TABLE figures_search USING fts5(原文, content='');
"""
_INDEXES = """
CREATE INDEX lines_by_report ON lines (报告, 行);
CREATE INDEX lines_by_place ON lines (地区, 年份);
CREATE INDEX figures_by_report ON figures (报告, 行);
CREATE INDEX figures_by_place ON figures (地区, 年份);
CREATE INDEX figures_by_name ON figures (通用名);
"""
_TOKEN = re.compile(r"[a-z0-9]+|[^\W_]")


def write_browsing(store: Store, figures: Iterable[Figure], path: Path) -> None:
    """Write the new file ``path`` with all that ``store`` holds; ``figures`` are all its figures.

    Raises DatabaseError where it can't be written.
    """
    with guarded(path), closing(sqlite3.connect(path)) as connection, connection:
        # A file that is written once and thrown away need not survive a crash.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.executescript(_TABLES)
        for summary in store.summaries():
            parsed = store.parsed(summary.id)
            connection.execute(
                "INSERT INTO reports VALUES (?,?,?,?,?,?,?,?,?,?)", _report_row(summary, parsed)
            )
            connection.executemany(
                "INSERT INTO lines VALUES (NULL,?,?,?,?,?,?,?)",
                _line_rows(summary, parsed),
            )
        connection.executemany(
            "INSERT INTO figures VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?)", map(_figure_row, figures)
        )
        for table in ("lines", "figures"):
            texts = connection.execute(f"SELECT 序号, 原文 FROM {table}")
            connection.executemany(
                f"INSERT INTO {table}_search (rowid, 原文) VALUES (?, ?)",
                ((number, spaced(text)) for number, text in texts.fetchall()),
            )
            connection.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('optimize')")
        connection.executescript(_INDEXES)


def spaced(text: str) -> str:
    """Return ``text`` as the search counts it: folded, a space between any two characters,
    numbers and Latin words whole."""
    return " ".join(_TOKEN.findall(fold(text)))


def search_phrases(text: str) -> str:
    """Return what a person types as an FTS5 query: each stretch between spaces must be there."""
    phrases = [f'"{found}"' for part in text.split() if (found := spaced(part))]
    return " ".join(phrases) or '""'


def _report_row(summary: ReportSummary, parsed: ParsedReport) -> tuple[object, ...]:
    return (
        summary.id, summary.place or None, "".join(summary.parents) or None, summary.year,
        summary.title, summary.issuer, summary.published, len(parsed.report.lines),
        summary.figures, summary.file,
    )  # fmt: skip


def _line_rows(summary: ReportSummary, parsed: ParsedReport) -> Iterator[tuple[object, ...]]:
    """Yield the lines that hold anything, each with the innermost section it stands in."""
    for number, text in enumerate(parsed.report.lines, start=1):
        if not text.strip():
            continue
        inside = [s for s in parsed.sections if s.first_line <= number <= s.last_line]
        section = max(inside, key=lambda s: (s.first_line, len(s.path)), default=None)
        yield (
            summary.id, number, text, " > ".join(section.path) if section else "",
            _ROLES[section.role] if section else _ROLES["other"], summary.place or None,
            summary.year,
        )  # fmt: skip


def _figure_row(figure: Figure) -> tuple[object, ...]:
    value, quote = figure.value, figure.evidence
    return (
        quote.report, quote.line, figure.measure, figure.name, value.value, value.unit,
        figure.written, _KINDS[figure.kind], value.place or None, value.year, quote.section,
        quote.quote,
    )  # fmt: skip
