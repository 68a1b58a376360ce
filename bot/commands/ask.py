"""``fazhi ask``: one answer, or one a line for questions piped in."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Literal

import click

from bot.options import open_from, shared_options, style_for
from bot.render import answer_lines
from bot.stdin import raw_lines, text_lines
from bot.terminal import DIM
from retrieval.errors import FazhiError, UsageError
from retrieval.records import Answer

if TYPE_CHECKING:
    from retrieval.library import Library

Form = Literal["plain", "json", "jsonl", "csv"]
EXIT_CODES = {"answered": 0, "not_found": 1, "ambiguous": 3, "error": 70}


@click.command("ask")
@click.argument("question", nargs=-1)
@click.option("--json", "form", flag_value="json", help="The answer object, on one line.")
@click.option("--jsonl", "form", flag_value="jsonl", help="Questions as objects on standard input.")
@click.option("--csv", "form", flag_value="csv", help="The values as CSV.")
@shared_options
@click.pass_context
def command(ctx: click.Context, question: tuple[str, ...], form: Form | None) -> int:
    """Answer one question; with - or nothing, the questions on standard input, one a line."""
    if form == "jsonl":
        if question:
            raise UsageError(
                "--jsonl 从标准输入读问题，不接受命令行上的问题", "去掉问题或去掉 --jsonl"
            )
        return _serve_lines(open_from(ctx))
    questions = _questions(question)
    if not questions:
        raise UsageError("没有问题", "例如：fazhi ask 嘉祥街道2023年有多少件行政应诉案件")
    library = open_from(ctx)
    if form == "csv":
        from bot.wire import csv_header

        click.echo(csv_header())
    codes = set()
    for position, text in enumerate(questions):
        answer = library.ask(text)
        if form is None and position:
            click.echo()
        _print(ctx, answer, form or "plain", text if len(questions) > 1 else "")
        codes.add(EXIT_CODES[answer.status])
    # Of several questions each has its own outcome: the call has done its work.
    return codes.pop() if len(questions) == 1 else 0


def _questions(words: tuple[str, ...]) -> list[str]:
    """Return the question on the command line, or those that were piped in."""
    if words and words != ("-",):
        return [" ".join(words)]
    if not words and (sys.stdin is None or sys.stdin.isatty()):
        return []
    return list(text_lines())


def _print(ctx: click.Context, answer: Answer, form: Form, heading: str) -> None:
    if form == "json":
        from bot.wire import answer_object, to_line

        click.echo(to_line(answer_object(answer)))
    elif form == "csv":
        from bot.wire import csv_rows

        for row in csv_rows(answer):
            click.echo(row)
    else:
        style = style_for(ctx)
        lines = ([style.paint(f"❯ {heading}", DIM)] if heading else []) + answer_lines(
            answer, style
        )
        click.echo("\n".join(lines), color=style.color)


def _serve_lines(library: Library) -> int:
    """Answer each object on standard input on a line of its own, at once, in order."""
    from bot.wire import answer_object, error_object, to_line

    for raw in raw_lines():
        identity: object = None
        try:
            request = _parse(raw)
            identity = request.get("id")
            question, context = _read_request(request)
            result = answer_object(library.ask(question, context), identity)
        except FazhiError as error:
            result = error_object(error, identity)
        click.echo(to_line(result))
        sys.stdout.flush()
    return 0


def _parse(raw: bytes) -> dict[str, object]:
    try:
        request = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError(
            "这一行不是 JSON 对象", '每行一个：{"id": "1", "question": "…"}'
        ) from error
    if not isinstance(request, dict):
        raise UsageError("这一行是 JSON，但不是对象", '每行一个：{"id": "1", "question": "…"}')
    return request


def _read_request(request: dict[str, object]) -> tuple[str, list[str]]:
    question, context = request.get("question"), request.get("context")
    if not isinstance(question, str):
        raise UsageError("question 缺失或不是文字", '请写成 "question": "问题"')
    if context is None:
        context = []
    if not isinstance(context, list) or not all(isinstance(turn, str) for turn in context):
        raise UsageError("context 不是文字的列表", '请写成 "context": ["先前的问题"]')
    return question, context
