"""What a message says: answers, passages, reports, help, as blocks with a look."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bot.decisions import doubt_of
from bot.links import page_url
from bot.render import source_of
from bot.telegram.rich import Block, Blocks, bold, italic, line, marked_quote
from retrieval.errors import FazhiError
from retrieval.records import Answer, Evidence, IngestResult, Reason, ReportSummary

MOST_NEAREST = 3
# A line beside the quoted one that is longer than this folds: about three lines on a telephone.
_ASIDE = 80
# Of an archive's reports so many get a card each, so many are named at all.
_MOST_CARDS, _MOST_FILES = 5, 40
_DONE = {
    "added": "已读入",
    "replaced": "已更新",
    "unchanged": "没有变化",
    "older": "没有用",
    "removed": "已移除",
}
# Where to go from a question that no report could answer.
_NEXT: dict[Reason | None, str] = {
    "no_such_place": "/reports 看库里有哪些地方的报告。",
    "no_such_year": "/reports 看库里有哪些年份的报告。",
    "off_topic": "/faq 看可以问什么。",
}
# The id of an answer with many quotes would fill the screen; programs get it all the same.
_LONGEST_ID = 64
# Bold is the first line only, and none that is longer: a page of bold is none.
_BOLD = 200


def answer_blocks(answer: Answer, carried: str = "") -> Blocks:
    """Return an answer: text in bold, each quote with its figure in bold, and its source.

    ``carried`` is the question as understood with what earlier ones lent it.
    """
    if answer.kind == "smalltalk":
        return (line(answer.text),)
    blocks = [_head(answer.text)]
    if carried:
        blocks.append(line(italic(f"↪ 承接上文，按“{carried}”理解"), glued=True))
    blocks += _evidence(answer.evidence)
    # Last, next to the buttons.
    blocks += [line(f"{n}. {c.label}") for n, c in enumerate(answer.choices, start=1)]
    if answer.status == "not_found" and answer.nearest:
        blocks.append(line("相近的原文（不是答案）："))
        blocks += _evidence(answer.nearest[:MOST_NEAREST])
    if answer.reason in _NEXT:
        blocks.append(line(_NEXT[answer.reason]))
    return tuple(blocks)


def passage_blocks(
    item: Evidence, rows: Sequence[tuple[int, str]], number: int, total: int, answer_id: str = ""
) -> Blocks:
    """Return the lines around a quote, its own line in full with the figure or quote in bold.

    ``answer_id`` is shown for who wants to check the quotes later.
    """
    count = f"（{number + 1}/{total}）" if total > 1 else ""
    blocks = [line(bold(f"{item.title or item.file}{count}"))]
    if item.section:
        blocks.append(line(italic(item.section), glued=True))
    for at, text in rows:
        if not text.strip():
            continue
        if at == item.line:
            start = max(0, text.find(item.quote))
            spans = [(start + a, start + b) for a, b in item.highlights]
            whole = [(start, start + len(item.quote))]
            blocks.append(marked_quote(text, spans or whole, glued=True, folds_from=sys.maxsize))
        else:
            # What stands around is there for those who want it: where it is long, it folds.
            aside = marked_quote(text, (), folds_from=_ASIDE)
            blocks.append(aside if len(text) > _ASIDE else line(text))
    blocks.append(line(italic(f"— {item.file} 第{item.line}行", page_url(item)), glued=True))
    if answer_id and len(answer_id) <= _LONGEST_ID:
        blocks.append(line(italic(f"答案编号 {answer_id}"), glued=True))
    return tuple(blocks)


def report_blocks(report: ReportSummary) -> Blocks:
    """Return what is known of a report."""
    where = " ".join((*report.parents, report.place)).strip() or "地区不明"
    year = f"{report.year}年" if report.year else "年份不明"
    facts = f"{report.passages} 段，{report.figures} 个数字 · {report.file}"
    doubt = doubt_of(report)
    notes = [line(f"注意：{doubt}")] if doubt else []
    return (line(bold(report.title)), line(f"{where} · {year}"), line(italic(facts)), *notes)


def reports_blocks(page: int, pages: int, total: int) -> Blocks:
    """Return what stands over the buttons of one page of the list of reports."""
    if not total:
        return (line("库里还没有报告。请管理员发一份报告文件给我。"),)
    head = f"库里有 {total} 份报告" + (f"（第 {page + 1}/{pages} 页）" if pages > 1 else "")
    return (line(bold(head)), line("点一份，看它的简介和可以问的问题。"))


def report_label(report: ReportSummary) -> str:
    """Return a report's place and year, or its title where neither is known."""
    year = f"{report.year}年" if report.year else ""
    return f"{report.place}{year}".strip() or report.title or report.file


def ingest_blocks(results: Sequence[IngestResult]) -> Blocks:
    """Return what was read of each file, and what was not."""
    blocks: list[Block] = []
    # What went wrong is never cut off.
    ordered = sorted(results, key=lambda result: result.outcome != "failed")
    for result in ordered[:_MOST_FILES]:
        report = result.report
        if result.outcome == "failed" or report is None:
            remedy = f"（{result.hint}）" if result.hint else ""
            blocks.append(line(bold(f"✗ {result.file}"), f" 没有读入：{result.message}{remedy}"))
            continue
        told = f"：{result.message}" if result.message else ""
        blocks.append(line(bold(f"✓ {result.file}"), f" {_DONE[result.outcome]}{told}"))
        if len(results) <= _MOST_CARDS:
            blocks += report_blocks(report)
        else:
            blocks.append(line(report_label(report), glued=True))
    if len(results) > _MOST_FILES:
        blocks.append(line(f"……另有 {len(results) - _MOST_FILES} 份，见 /reports"))
    return tuple(blocks) or (line("没有读到报告。"),)


def error_blocks(error: FazhiError) -> Blocks:
    """Return a mistake and its remedy, for people."""
    return (line(error.message), *([line(italic(f"→ {error.hint}"))] if error.hint else []))


def help_blocks(*, owner: bool, bot_name: str) -> Blocks:
    """Return how to use the bot."""
    rows = [
        line(bold("法治问答")),
        line("直接发问题，例如“嘉祥街道2023年有多少件行政应诉案件”。每个数字都附报告原文和出处。"),
        line("接着问可以省去地区和年份：“那2022年呢”。有几种理解时点按钮选，或回编号。"),
        line(),
        *(line(f"/{name} {text}") for name, text in COMMANDS),
        line(),
        line(f"在群里 @{bot_name}、回复我的消息，或用 /ask 提问；在任何聊天里输入 @{bot_name} 加问题可直接引用。"),
    ]  # fmt: skip
    if owner:
        rows += [line(), line(bold("管理")), line("发一份报告文件给我，即读入资料库。")]
        rows += [line(f"/{name} {text}") for name, text in OWNER_COMMANDS]
    return tuple(rows)


COMMANDS = (
    ("ask", "提问，例如 /ask 嘉祥街道2023年行政应诉案件"),
    ("reports", "库里有哪些报告"),
    ("compare", "比较各地，例如 /compare 行政应诉案件"),
    ("trend", "看历年变化，例如 /trend 嘉祥街道行政应诉案件"),
    ("source", "上一个回答的原文上下文"),
    ("faq", "可以问什么"),
    ("reset", "从头开始，不再承接前面的问题"),
    ("forget", "删除我保存的您的全部记录"),
    ("help", "用法"),
)
OWNER_COMMANDS = (
    ("stats", "使用情况"),
    ("ingest", "读入报告：发文件，或用它回复一份文件"),
    ("reload", "重新打开资料库"),
)


def _head(text: str) -> Block:
    first, _, rest = text.partition("\n")
    if len(first) > _BOLD:
        return line(text)
    return line(bold(first), f"\n{rest}") if rest else line(bold(first))


def _evidence(items: Sequence[Evidence]) -> list[Block]:
    blocks: list[Block] = []
    before: Evidence | None = None
    for number, item in enumerate(items, start=1):
        mark = f"[{number}] " if len(items) > 1 else ""
        blocks.append(marked_quote(item.quote, item.highlights))
        blocks.append(line(italic(f"{mark}— {_source(item, before)}", page_url(item)), glued=True))
        before = item
    return blocks


def _source(item: Evidence, before: Evidence | None) -> str:
    """Return where a quote stands; the title only where it is not that of the quote ``before``,
    the heading only where it is not the quote itself."""
    if before is None or before.report != item.report:
        return source_of(item)
    heading = item.section.split(" > ")[-1].strip()
    told = heading in item.quote or item.section == before.section
    return " · ".join(("同上", *(() if told else (heading,)), f"第{item.line}行"))
