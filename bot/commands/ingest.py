"""``fazhi ingest``: report files or folders into the database, and what was read of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from bot.database import database_path
from bot.decisions import decision_lines, doubt_of
from bot.options import current_settings, notice, open_from, shared_options
from bot.progress import Progress
from retrieval.errors import LibraryError, UsageError
from retrieval.records import IngestResult

if TYPE_CHECKING:
    from retrieval.library import Library

OUTCOMES = {
    "added": "✓ 新增",
    "replaced": "✓ 更新",
    "unchanged": "· 未变",
    "older": "· 未用",
    "removed": "− 移除",
    "failed": "✘ 未读",
}
_READ = ("added", "replaced", "unchanged", "older")
_CHANGED = {"added", "replaced", "removed"}
# Of so many reports the comparisons of the commonest measures are made ready without being told to.
MANY_REPORTS = 200


@click.command("ingest")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("-v", "--verbose", is_flag=True, help="Say how place, year and title were found.")
@click.option("--sync", is_flag=True, help="Remove reports of these folders whose file is gone.")
@click.option(
    "--tables/--no-tables", default=None, help="Make all comparisons ready, or none of them."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done and write nothing.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    verbose: bool,
    sync: bool,
    tables: bool | None,
    dry_run: bool,
) -> int:
    """Add report files, folders or zip archives to the database."""
    if not paths:
        raise UsageError("没有说读入什么", "例如：fazhi ingest 我的报告/")
    missing = [path for path in paths if not path.exists()]
    if missing:
        names = "、".join(str(path) for path in missing)
        raise LibraryError(f"没有这个文件或文件夹：{names}", "请检查路径；名字里有空格时要加引号")
    with _library(ctx, dry_run) as library:
        results = library.ingest(paths, progress=Progress(), sync=sync)
    for result in results:
        for line in describe(result, verbose):
            click.echo(line)
    click.echo(_summary(results, dry_run), err=True)
    if all(result.outcome == "failed" for result in results):
        raise LibraryError("没有读到任何报告", "支持 txt 等报告文件；各文件的原因见上")
    if not dry_run:
        _prepare_tables(ctx, library, results, tables)
    return 0


def _prepare_tables(
    ctx: click.Context, library: Library, results: Sequence[IngestResult], tables: bool | None
) -> None:
    """Choose the cells of what is compared: all where ``tables`` are asked for, of a large library
    that has changed those of the commonest measures."""
    most = None
    if tables is None:
        most = current_settings(ctx).number("tables.ahead")
        changed = any(result.outcome in _CHANGED for result in results)
        tables = bool(most) and changed and len(library.reports()) >= MANY_REPORTS
    if tables and (ready := library.prepare_tables(Progress(doing="对照"), most=most)):
        notice(f"{ready} 个指标的对照已备好。")


@contextmanager
def _library(ctx: click.Context, dry_run: bool) -> Iterator[Library]:
    """Give the library of this call, or for a dry run a copy that is thrown away."""
    if not dry_run:
        yield open_from(ctx, create=True)
        return
    from retrieval.library import Library

    with TemporaryDirectory(prefix="fazhi-") as folder:
        path = database_path(current_settings(ctx))
        with Library.open_copy(path, Path(folder) / "copy.db") as library:
            yield library


def _summary(results: Sequence[IngestResult], dry_run: bool) -> str:
    counts: Counter[str] = Counter(result.outcome for result in results)
    parts = [
        f"读入 {sum(counts[outcome] for outcome in _READ)} 份",
        f"未能读入 {counts['failed']} 份",
        *([f"移除 {counts['removed']} 份"] if counts["removed"] else []),
    ]
    told = "，".join(parts)
    return f"只是试算，没有写入。照此将{told}。" if dry_run else f"{told}。"


def describe(result: IngestResult, verbose: bool = False) -> list[str]:
    """Return what became of one file, as lines for people."""
    lines = []
    report = result.report
    if report is None:
        lines.append(f"{OUTCOMES[result.outcome]}  {result.file}：{result.message}")
    else:
        year = f"{report.year}年" if report.year else "年份不明"
        counts = f"段落 {report.passages}，数字 {report.figures}"
        lines.append(
            f"{OUTCOMES[result.outcome]}  {result.file}  {report.place or '地区不明'} {year}（{counts}）"
        )
        if result.message:
            lines.append(f"    {result.message}")
    if result.hint:
        lines.append(f"    → {result.hint}")
    if report is not None and result.outcome != "removed":
        doubt = doubt_of(report)
        lines += [f"    ⚠ {doubt}"] if doubt else []
        lines += [f"    {line}" for line in decision_lines(report)] if verbose else []
    return lines
