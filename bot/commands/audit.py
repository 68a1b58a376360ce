"""``fazhi audit``: reads reports as an auditor would and says what to look at, with quotes."""

from __future__ import annotations

from pathlib import Path

import click

from bot.audit.lines import audit_lines, kind_lines
from bot.audit.words import Names, total_line
from bot.filters import read_words, write_new
from bot.options import notice, open_from, shared_options, style_for
from bot.terminal import BOLD
from retrieval.audit_records import AuditKind, FindingKind, ReportAudit
from retrieval.errors import UsageError

FOUND = 1


@click.command("audit")
@click.argument("reports", nargs=-1)
@click.option("--off", "off", multiple=True, metavar="KIND", help="Do not look for this kind.")
@click.option("--kinds", "list_kinds", is_flag=True, help="List the kinds of finding.")
@click.option("--parts", is_flag=True, help="Show the required parts with their headings.")
@click.option("--sums", is_flag=True, help="Show the parts that add up to their total, too.")
@click.option("--json", "as_json", is_flag=True, help="One object, on one line.")
@click.option("--html", type=click.Path(path_type=Path), help="Write a page to this file.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context,
    reports: tuple[str, ...],
    off: tuple[str, ...],
    list_kinds: bool,
    parts: bool,
    sums: bool,
    as_json: bool,
    html: Path | None,
    force: bool,
) -> int:
    """Audit each REPORT, named as for `show`, or all: what does not add up, with its lines.

    Exit codes: 0 nothing found; 1 something found; 2 usage; 4 no database or no such report.
    """
    from retrieval.library import Library

    kinds = Library.audit_kinds()
    style = style_for(ctx)
    if list_kinds:
        rows = [(kind.kind, kind.name, kind.about) for kind in kinds]
        click.echo("\n".join(kind_lines(rows, style)), color=style.color)
        return 0
    silenced = _read_kinds(off, kinds)
    names: Names = {kind.kind: kind.name for kind in kinds}
    audits = open_from(ctx).audit(reports, silenced)
    if as_json:
        from bot.audit.wire import audit_object
        from bot.wire import to_line

        click.echo(to_line(audit_object(audits, names)))
    elif html is None:
        for audit in audits:
            lines = audit_lines(audit, names, style, parts=parts, sums=sums)
            click.echo("\n".join([*lines, ""]), color=style.color)
        click.echo(style.paint(total_line(audits, names), BOLD), color=style.color)
    if html is not None:
        _write_page(html, audits, names, force=force)
    return FOUND if any(audit.findings for audit in audits) else 0


def _write_page(html: Path, audits: tuple[ReportAudit, ...], names: Names, *, force: bool) -> None:
    from bot.audit.html import audit_page

    page = audit_page(audits, names)
    write_new(html, page.encode("utf-8", errors="replace"), force=force)
    notice(f"{total_line(audits, names)}已写入 {html}")


def _read_kinds(off: tuple[str, ...], kinds: tuple[AuditKind, ...]) -> tuple[FindingKind, ...]:
    """Return the kinds that are named by key or by Chinese name; UsageError for any other."""
    by_name = {name: kind.kind for kind in kinds for name in (kind.kind, kind.name)}
    silenced = []
    for word in read_words(off):
        if word not in by_name:
            raise UsageError(
                f"没有“{word}”这一类", f"可写：{'、'.join(kind.kind for kind in kinds)}"
            )
        silenced.append(by_name[word])
    return tuple(silenced)
