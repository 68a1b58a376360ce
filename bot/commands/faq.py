"""``fazhi faq``: run, check and write scripted FAQ files."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.faq.coverage import Coverage, measure_coverage
from bot.faq.libraries import Libraries
from bot.faq.load import find_files, load_file
from bot.faq.ways import CHANNELS, way_through
from bot.options import open_from, shared_options, style_for
from bot.terminal import DIM
from retrieval.errors import UsageError

if TYPE_CHECKING:
    from bot.faq.cases import FaqFile
    from bot.faq.run import RunResult
    from retrieval.library import Library

FILES = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
CORPUS = click.option(
    "--corpus",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Run against the reports in this folder, read afresh, instead of the database.",
)


@click.group("faq")
def command() -> None:
    """Run and write scripted FAQ files (YAML or CSV)."""


@command.command("run")
@FILES
@CORPUS
@click.option("--tag", "tags", multiple=True, help="Only cases with this tag (repeatable).")
@click.option("--id", "ids", multiple=True, help="Only cases whose number begins so (repeatable).")
@click.option("--strict", is_flag=True, help="A case with 已知问题 that passes is a failure too.")
@click.option("--brief", is_flag=True, help="A line a failure, without question and trace.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, metavar="N",
    help="Ask in N processes at once; what comes out is the same.",
)  # fmt: skip
@click.option(
    "--via", type=click.Choice(CHANNELS), default="terminal",
    help="Ask directly, or through the Telegram handlers (nothing is sent anywhere).",
)  # fmt: skip
@click.option("--junit", type=click.Path(path_type=Path), help="Write JUnit XML to this file.")
@click.option("--html", type=click.Path(path_type=Path), help="Write a page to this file.")
@click.option("--json", "as_json", is_flag=True, help="The whole run as JSON on standard output.")
@shared_options
@click.pass_context
def run(
    ctx: click.Context,
    paths: tuple[Path, ...],
    corpus: Path | None,
    tags: tuple[str, ...],
    ids: tuple[str, ...],
    strict: bool,
    brief: bool,
    jobs: int,
    via: str,
    junit: Path | None,
    html: Path | None,
    as_json: bool,
) -> int:
    """Run FAQ files or folders of them; exit 0 all pass, 1 failures, 2 bad file."""
    from bot.faq.report import report_lines
    from bot.faq.tally import tally

    files = _load_good(paths)
    with _libraries(ctx, corpus) as libraries:
        results, seconds = _run_all(files, libraries, frozenset(tags), ids, via, jobs)
        partial = bool(tags or ids)
        covered = None if partial or as_json else _coverage(files, libraries)
    if not results:
        raise UsageError("没有选中任何用例", "检查 --tag 与 --id")
    total = tally(results)
    if junit:
        from bot.faq.export import to_junit

        _write(junit, to_junit(results, total, seconds))
    if html:
        from bot.faq.html import to_html

        _write(html, to_html(results, total, seconds))
    if as_json:
        from bot.faq.export import to_object
        from bot.wire import to_line

        click.echo(to_line(to_object(results, total, seconds)))
    else:
        style = style_for(ctx)
        lines = report_lines(total, seconds, style, covered, brief)
        click.echo("\n".join(lines), color=style.color)
    return 1 if total.failed or (strict and total.mended) else 0


@command.command("lint")
@FILES
@CORPUS
@shared_options
@click.pass_context
def lint_files(ctx: click.Context, paths: tuple[Path, ...], corpus: Path | None) -> int:
    """Find mistakes in FAQ files: keys, numbers, quotes that no report has; exit 2 if any."""
    from bot.faq.lint import lint

    files = [load_file(path) for path in find_files(paths)]
    with _libraries(ctx, corpus) as libraries:
        problems = lint(files, libraries)
    for problem in problems:
        click.echo(str(problem))
    cases = sum(len(file.cases) for file in files)
    click.echo(f"{len(files)} 个文件，{cases} 个用例，{len(problems)} 处问题。", err=True)
    return UsageError.exit_code if problems else 0


@command.command("coverage")
@FILES
@CORPUS
@shared_options
@click.pass_context
def coverage(ctx: click.Context, paths: tuple[Path, ...], corpus: Path | None) -> int:
    """List the figures that no case asks for, and the reports without a case."""
    files = _load_good(paths)
    with _libraries(ctx, corpus) as libraries:
        result = _coverage(files, libraries)
    for report in result.bare_reports:
        click.echo(f"没有用例的报告：{report.file}")
    for report, fact in result.bare_facts:
        click.echo(f"{report.file}  {fact.quantity.text}  {fact.measure or fact.label}")
    click.echo(result.summary(), err=True)
    return 0


@command.command("new")
@click.argument("question", nargs=-1, required=True)
@click.option("--to", type=click.Path(path_type=Path), help="The file to append to.")
@click.option("--id", "number", help="The case's number; the file's next one by default.")
@shared_options
@click.pass_context
def new(ctx: click.Context, question: tuple[str, ...], to: Path | None, number: str | None) -> int:
    """Answer QUESTION and draft the case for it; appended to a file once you confirm."""
    from bot.faq.draft import append_case, draft_case, next_number
    from bot.render import answer_lines

    text = " ".join(question)
    answer = open_from(ctx).ask(text)
    style = style_for(ctx, sys.stderr)
    click.echo("\n".join(answer_lines(answer, style)) + "\n", err=True, color=style.color)
    draft = draft_case(answer, number or (next_number(to) if to else "NEW-001"), text)
    click.echo(draft, nl=False)
    if to is None or not sys.stdin.isatty():
        remedy = "核对无误后，加上 --to 文件 并在终端里运行，即可写入；或手工贴进“用例:”下面。"
        click.echo(style.paint(remedy, DIM), err=True, color=style.color)
        return 0
    if click.confirm(f"答案和引文都对吗？写入 {to}", err=True):
        append_case(to, draft)
        click.echo(f"已写入 {to}。", err=True)
    return 0


def _run_all(
    files: list[FaqFile],
    libraries: Libraries,
    tags: frozenset[str],
    ids: tuple[str, ...],
    channel: str,
    jobs: int,
) -> tuple[list[RunResult], float]:
    """Return every run in file order, and the seconds they took when all reports had been read."""
    from bot.faq.run import run_files

    if jobs == 1:
        for file in files:
            libraries.of(file)
        start = time.perf_counter()
        results = list(run_files(files, libraries, tags, ids, way_through(channel)))
        return results, time.perf_counter() - start
    from bot.faq.jobs import processes, run_apart

    with processes(jobs) as pool:
        libraries.build_all(files, pool)
        start = time.perf_counter()
        results = run_apart(files, libraries, tags, ids, channel, pool, jobs)
        return results, time.perf_counter() - start


def _load_good(paths: tuple[Path, ...]) -> list[FaqFile]:
    """Return the files; raises UsageError naming every problem where there is one."""
    files = [load_file(path) for path in find_files(paths)]
    problems = [problem for file in files for problem in file.problems]
    if problems:
        for problem in problems:
            click.echo(str(problem), err=True)
        raise UsageError(
            f"用例文件有 {len(problems)} 处问题，没有运行", "按上面各行的提示改好再运行"
        )
    return files


def _libraries(ctx: click.Context, corpus: Path | None) -> Libraries:
    return Libraries(corpus if corpus is not None else lambda: open_from(ctx))


def _coverage(files: list[FaqFile], libraries: Libraries) -> Coverage:
    by_library: dict[int, tuple[Library, list[FaqFile]]] = {}
    for file in files:
        library = libraries.of(file)
        by_library.setdefault(id(library), (library, []))[1].append(file)
    total = Coverage(0, 0, (), ())
    for library, own in by_library.values():
        total += measure_coverage(library, own)
    return total


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"写不了 {path}：{error.strerror}", "请换一个可写的位置") from error
