"""An audit as one self-contained page, for someone who opens it with a double click."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.audit.words import SURE, Names, report_name, total_line
from bot.links import page_url
from bot.render import source_of
from retrieval.audit_records import Finding, ReportAudit, RequiredPart, SumThatHolds
from retrieval.records import Evidence

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>报告审读</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 16px/1.7 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
  max-width: 56rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }}
h2 {{ border-bottom: 1px solid #ddd; padding-bottom: .3rem; margin-top: 2.4rem; }}
.finding {{ border-left: 4px solid #e0a800; padding: .2rem .9rem; margin: 1rem 0; }}
.certain {{ border-color: #c0392b; }}
.kind {{ font-weight: 600; }} .sure {{ color: #666; font-weight: 400; }}
.computation {{ font-family: ui-monospace, monospace; }}
blockquote {{ margin: .4rem 0; padding: .1rem .8rem; background: rgba(127, 127, 127, .12); }}
cite {{ display: block; font-size: .85rem; color: #777; font-style: normal; }}
mark {{ background: #ffe38a; color: inherit; }}
details {{ margin: .6rem 0; }} summary {{ cursor: pointer; }}
.missing {{ color: #a05a00; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #ddd; background: #1b1b1b; }}
  mark {{ background: #6b5500; }} h2 {{ border-color: #444; }} }}
@media print {{ details {{ display: block; }} .finding {{ break-inside: avoid; }} }}
</style></head><body>
<h1>报告审读</h1>
<p>{total}</p>
<nav>{contents}</nav>
{reports}
</body></html>
"""


def audit_page(audits: Sequence[ReportAudit], names: Names) -> str:
    """Return the page: the totals, then each report, those with findings first."""
    ordered = sorted(audits, key=lambda audit: not audit.findings)
    contents = "".join(
        f'<li><a href="#{_anchor(audit)}">{escape(report_name(audit.report))}</a>'
        f" {len(audit.findings)} 处</li>"
        for audit in ordered
        if audit.findings
    )
    return _PAGE.format(
        total=escape(total_line(audits, names)),
        contents=f"<ul>{contents}</ul>" if contents else "",
        reports="".join(_report(audit, names) for audit in ordered),
    )


def _anchor(audit: ReportAudit) -> str:
    return f"r{escape(audit.report.id)}"


def _report(audit: ReportAudit, names: Names) -> str:
    name, file = escape(report_name(audit.report)), escape(audit.report.file)
    body = "".join(_finding(finding, names) for finding in audit.findings)
    return (
        f'<section id="{_anchor(audit)}"><h2>{name} <small>{file}</small></h2>'
        f"{body or '<p>没有发现问题。</p>'}"
        f"{_parts(audit.parts)}{_sums(audit.sums)}</section>"
    )


def _finding(finding: Finding, names: Names) -> str:
    kind, sure = escape(names[finding.kind]), SURE[finding.confidence]
    computed = (
        f'<p class="computation">{escape(finding.computation)}</p>' if finding.computation else ""
    )
    quotes = "".join(map(_quote, finding.evidence))
    return (
        f'<div class="finding {finding.confidence}"><p><span class="kind">{kind}</span> '
        f'<span class="sure">{sure}</span><br>{escape(finding.message)}</p>{computed}{quotes}</div>'
    )


def _parts(parts: Sequence[RequiredPart]) -> str:
    rows = []
    for part in parts:
        if part.evidence is not None:
            rows.append(f"<li>✓ {escape(part.name)}{_quote(part.evidence)}</li>")
        elif part.mentioned is not None:
            told = f"✘ {escape(part.name)}：没有单独成章，下面这句提到"
            rows.append(f'<li class="missing">{told}{_quote(part.mentioned)}</li>')
        else:
            rows.append(f'<li class="missing">✘ {escape(part.name)}：没有找到</li>')
    return f"<details><summary>必备部分</summary><ul>{''.join(rows)}</ul></details>"


def _sums(sums: Sequence[SumThatHolds]) -> str:
    if not sums:
        return ""
    rows = "".join(
        f'<li><span class="computation">{escape(held.computation)}</span>'
        f"{''.join(map(_quote, held.evidence))}</li>"
        for held in sums
    )
    return f"<details><summary>分项相符 {len(sums)} 处</summary><ul>{rows}</ul></details>"


def _quote(item: Evidence) -> str:
    source, url = escape(source_of(item)), page_url(item)
    linked = f'<a href="{escape(url)}">{source}</a>' if url else source
    return f"<blockquote>{_marked(item)}<cite>{linked}</cite></blockquote>"


def _marked(item: Evidence) -> str:
    """Return a quote escaped, its highlights marked."""
    text, at = "", 0
    for start, end in sorted(item.highlights):
        if start >= at:
            text += f"{escape(item.quote[at:start])}<mark>{escape(item.quote[start:end])}</mark>"
            at = end
    return text + escape(item.quote[at:])
