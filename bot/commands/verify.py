"""``fazhi verify``: whether the quotes of an earlier answer still stand."""

from __future__ import annotations

from dataclasses import asdict

import click

from bot.options import open_from, shared_options, style_for
from bot.terminal import BAD, BOLD, DIM, GOOD, WARN, Style, wrap
from retrieval.review_records import FileVerdict, QuoteCheck, Verdict

_SAID: dict[Verdict, tuple[str, str, str]] = {
    "stands": ("✓", GOOD, "原样还在"),
    "line_moved": ("!", WARN, "原文还在，行号变了"),
    "text_changed": ("✘", BAD, "原文已改或已删"),
    "report_gone": ("✘", BAD, "库里没有这份报告了"),
}
_IN_FILE: dict[FileVerdict, str] = {
    "stands": "报告文件里也在",
    "line_moved": "报告文件里行号变了",
    "text_changed": "报告文件里已改或已删",
    "file_gone": "报告文件已找不到，只核对了库里的文字",
    "unreadable": "报告文件读不出，只核对了库里的文字",
}
_STILL_THERE = ("stands", "line_moved")


@click.command("verify")
@click.argument("answer_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One object, on one line.")
@shared_options
@click.pass_context
def command(ctx: click.Context, answer_id: str, as_json: bool) -> int:
    """Say whether the quotes of the answer with this ID still stand in library and files.

    The id stands in the answer object (answer_id) and under /why. Exit codes: 0 all stand,
    if on another line; 1 a text changed or a report is gone; 2 no id; 4 no database.
    """
    checks = open_from(ctx).verify(answer_id)
    stand = all(check.verdict in _STILL_THERE for check in checks)
    if as_json:
        from bot.wire import to_line

        body = {"answer_id": answer_id, "stand": stand, "quotes": [asdict(c) for c in checks]}
        click.echo(to_line(body))
    else:
        style = style_for(ctx)
        for number, check in enumerate(checks, start=1):
            mark = f"[{number}] " if len(checks) > 1 else ""
            click.echo("\n".join(check_lines(check, style, mark)), color=style.color)
        count = sum(check.verdict in _STILL_THERE for check in checks)
        said = "引文都还在。" if stand else f"{len(checks)} 条引文里还在的有 {count} 条。"
        click.echo(style.paint(said, BOLD), color=style.color)
    return 0 if stand else 1


def check_lines(check: QuoteCheck, style: Style, mark: str = "") -> list[str]:
    """Return a check as lines: the verdict, the quote as it stands now, and where."""
    sign, look, said = _SAID[check.verdict]
    lines = wrap(f"{sign} {mark}{said}", style, look=look)
    if check.quote:
        lines += wrap(check.quote, style, "  ")
    if check.verdict == "report_gone":
        return lines
    if check.found is None:
        where = f"原在第{check.line}行"
    elif check.found == check.line:
        where = f"第{check.line}行"
    else:
        where = f"原在第{check.line}行，现在第{check.found}行"
    stored = "" if check.stored == check.verdict else f"库里：{_SAID[check.stored][2]} · "
    text = f"— {check.title or check.file} · {where} · {stored}{_IN_FILE[check.in_file]}"
    return lines + wrap(text, style, "  ", look=DIM)
