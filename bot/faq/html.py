"""A run as one self-contained page, for someone who opens it with a double click."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bot.faq.report import explain
from bot.faq.run import RunResult
from bot.faq.tally import VERDICT_NAMES, Tally

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>FAQ 回归</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body {{ font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }}
details {{ border-left: 4px solid #ccc; padding: .2rem .8rem; margin: .4rem 0; }}
.fail {{ border-color: #c0392b; }} .drift {{ border-color: #e0a800; }}
.known {{ border-color: #888; }} .mended {{ border-color: #2e8b57; }} .pass {{ border-color: #bcd8c5; }}
summary {{ cursor: pointer; }} pre {{ white-space: pre-wrap; color: #555; margin: .3rem 0; }}
.num {{ font-size: 1.2rem; margin-right: 1.2rem; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #ddd; background: #1b1b1b; }} pre {{ color: #aaa; }} }}
</style></head><body>
<h1>FAQ 回归</h1>
<p>{numbers}</p>
{sections}
</body></html>
"""


def to_html(results: Sequence[RunResult], total: Tally, seconds: float) -> str:
    """Return the page: totals, failures opened, then known, mended, drifted and passed cases."""
    counts = {
        "例": total.cases, "问": total.questions, "通过": total.passed, "失败": total.failed,
        "已知": total.known, "漂移": len(total.drifted),
        **{name: total.by_verdict[verdict] for verdict, name in VERDICT_NAMES.items()},
    }  # fmt: skip
    numbers = "".join(f'<span class="num">{name} <b>{n}</b></span>' for name, n in counts.items())
    special = {id(run) for runs in (total.failures, total.still_known, total.mended, total.drifted)
               for run in runs}  # fmt: skip
    passed = [run for run in results if id(run) not in special]
    sections = "".join((
        _section("失败", "fail", total.failures, opened=True),
        _section("已知问题现已通过", "mended", total.mended, opened=True),
        _section("漂移（答案同，出处变了）", "drift", total.drifted),
        _section("已知问题", "known", total.still_known),
        _section("通过", "pass", passed),
    ))  # fmt: skip
    return _PAGE.format(numbers=f"{numbers}用时 {seconds:.1f} 秒", sections=sections)


def _section(title: str, look: str, runs: Sequence[RunResult], opened: bool = False) -> str:
    if not runs:
        return ""
    body = "".join(_entry(run, look, opened) for run in runs)
    return f"<h2>{escape(title)}（{len(runs)}）</h2>{body}"


def _entry(run: RunResult, look: str, opened: bool) -> str:
    reasons = "；".join(run.deciding.judgement.reasons)
    head = f"<b>{escape(run.case.id)}</b> {escape(run.turns[0].question)} {escape(reasons)}"
    talk = []
    for turn in run.turns:
        talk.append(f"问：{turn.question}")
        talk += explain(turn)
    body = escape("\n".join(talk))
    state = " open" if opened else ""
    return f'<details class="{look}"{state}><summary>{head}</summary><pre>{body}</pre></details>'
