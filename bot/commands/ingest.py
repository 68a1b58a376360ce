"""``fazhi ingest``: report files or folders into the database, and what was read of each."""

from __future__ import annotations

from pathlib import Path

import click

from bot.options import open_from, shared_options, show_progress
from retrieval.errors import LibraryError, UsageError
from retrieval.records import IngestResult

OUTCOMES = {"added": "✓ 新增", "replaced": "✓ 更新", "unchanged": "· 未变", "failed": "✘ 未读"}


@click.command("ingest")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("-v", "--verbose", is_flag=True, help="Say how place, year and title were found.")
@shared_options
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], verbose: bool) -> int:
    """Add report files or folders to the database."""
    if not paths:
        raise UsageError("没有说读入什么", "例如：fazhi ingest 我的报告/")
    missing = [path for path in paths if not path.exists()]
    if missing:
        names = "、".join(str(path) for path in missing)
        raise LibraryError(f"没有这个文件或文件夹：{names}", "请检查路径；名字里有空格时要加引号")
    library = open_from(ctx, create=True)
    results = library.ingest(paths, progress=show_progress)
    for result in results:
        for line in describe(result, verbose):
            click.echo(line)
    read = sum(result.outcome != "failed" for result in results)
    click.echo(f"读入 {read} 份，未能读入 {len(results) - read} 份。", err=True)
    if not read:
        raise LibraryError("没有读到任何报告", "支持 txt 等报告文件；各文件的原因见上")
    return 0


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
    if verbose and report is not None:
        lines.append(f"    标题：{report.title}")
        lines += [f"    {note}" for note in report.notes]
    return lines
