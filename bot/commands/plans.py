"""``fazhi plans``: last year's plans beside what this year's report says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import zip_longest

import click

from bot.filters import read_years
from bot.options import notice, open_from, shared_options, style_for
from bot.terminal import BOLD, DIM, Span, Style, break_lines, pad, width_of, wrap
from retrieval.errors import UsageError
from retrieval.records import Evidence
from retrieval.review_records import PlanItem, PlanReview

NOT_FOUND = 1
# From this width on plan and report stand side by side.
_ROOMY = 80
_BETWEEN = " │ "
_NONE = "没有找到相近的原文"


@click.command("plans")
@click.argument("place", nargs=-1, required=True)
@click.option("--year", "years", multiple=True, help="The report that tells what came of them.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects, on one line.")
@shared_options
@click.pass_context
def command(
    ctx: click.Context, place: tuple[str, ...], years: tuple[str, ...], as_json: bool
) -> int:
    """Set the plans in PLACE's report of last year beside the nearest lines of this year's.

    A shortlist to read, no verdict. Without --year: the latest year with a report before it.
    """
    asked = read_years(years)
    if len(asked) > 1:
        raise UsageError("一次只看一年", "例如：fazhi plans 某街道 --year 2023")
    name = "".join(place)
    reviews = open_from(ctx).plans(name, asked[0] if asked else None)
    if as_json:
        from bot.wire import to_line

        click.echo(to_line([review_object(review) for review in reviews]))
    else:
        style = style_for(ctx)
        lines = [line for review in reviews for line in review_lines(review, style)]
        if lines:
            click.echo("\n".join(lines), color=style.color)
    if not reviews:
        notice(f"库里没有“{name}”的报告（fazhi reports 看有哪些）")
    return 0 if any(review.gap is None for review in reviews) else NOT_FOUND


def review_object(review: PlanReview) -> dict[str, object]:
    """Return a review as an object for programs, the evidence as in an answer."""
    from bot.wire import evidence_object

    items = [
        {
            "evidence": [evidence_object(quote) for quote in item.evidence],
            "matches": [
                {
                    "score": match.score,
                    "evidence": [evidence_object(quote) for quote in match.evidence],
                }
                for match in item.matches
            ],
        }
        for item in review.items
    ]
    return {**asdict(review), "items": items}


def review_lines(review: PlanReview, style: Style) -> list[str]:
    """Return a review as lines: two columns where the window is wide enough, else one under the
    other; or why there is nothing to set side by side."""
    before = f"{review.year - 1}年" if review.year is not None else ""
    if review.gap is not None:
        said = {
            "no_report": f"没有{review.year}年的报告" if review.year else "没有连着两年的报告",
            "no_report_before": f"有{review.year}年的报告，没有{before}的，没有计划可对照",
            "no_plan": f"{before}的报告里没有找到下一步打算的部分",
        }[review.gap]
        return wrap(f"{review.place}：{said}。", style)
    head = f"{review.place}：{before}报告里的打算，{review.year}年报告里最相近的原文"
    lines = wrap(f"{head}（只并列，不下结论）", style, look=BOLD)
    columns = style.width is not None and style.width >= _ROOMY
    for item in review.items:
        lines += _side_by_side(item, style) if columns else _one_under_another(item, style)
    bare = sum(not item.matches for item in review.items)
    end = f"共 {len(review.items)} 项，其中 {bare} 项没有找到相近的原文。"
    sources = dict.fromkeys(e.file for item in review.items for e in _quotes(item))
    return [*lines, *wrap(f"{end}原文：{'、'.join(sources)}", style, look=DIM)]


def _quotes(item: PlanItem) -> list[Evidence]:
    return [*item.evidence, *(e for match in item.matches for e in match.evidence)]


def _cell(evidence: Sequence[Evidence]) -> str:
    quote = "".join(item.quote for item in evidence).strip()
    return f"第{evidence[0].line}行 {quote}"


def _one_under_another(item: PlanItem, style: Style) -> list[str]:
    lines = wrap(_cell(item.evidence), style)
    for match in item.matches:
        lines += wrap(f"→ {_cell(match.evidence)}", style, "  ")
    return lines if item.matches else [*lines, *wrap(f"→ {_NONE}", style, "  ", look=DIM)]


def _side_by_side(item: PlanItem, style: Style) -> list[str]:
    half = ((style.width or _ROOMY) - width_of(_BETWEEN)) // 2
    left = _broken(_cell(item.evidence), half)
    right = [line for match in item.matches for line in _broken(_cell(match.evidence), half)]
    rows = zip_longest(left, right or [_NONE], fillvalue="")
    lines = [f"{pad(a, half)}{_BETWEEN}{b}".rstrip() for a, b in rows]
    return [style.paint("─" * half + "─┼─" + "─" * half, DIM), *lines]


def _broken(text: str, width: int) -> list[str]:
    spans: list[Span] = break_lines(text, width)
    return [text[start:end] for start, end in spans]
