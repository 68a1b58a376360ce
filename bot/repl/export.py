"""A conversation as a file: Markdown to read, JSON lines or CSV to work on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.links import page_url
from bot.render import source_of
from bot.wire import answer_object, csv_header, csv_rows, to_line

if TYPE_CHECKING:
    from bot.repl.session import Exchange


def export_text(exchanges: Sequence[Exchange], suffix: str) -> str:
    """Return the conversation in the form that the file's ending asks for, Markdown by default."""
    if suffix in (".jsonl", ".json"):
        lines = [to_line(answer_object(exchange.answer)) for exchange in exchanges]
    elif suffix == ".csv":
        # The mark tells spreadsheets that this is UTF-8.
        rows = [row for exchange in exchanges for row in csv_rows(exchange.answer)]
        lines = ["\ufeff" + csv_header(), *rows]
    else:
        lines = [line for exchange in exchanges for line in _markdown(exchange)]
    return "\n".join(lines) + "\n"


def _markdown(exchange: Exchange) -> list[str]:
    answer = exchange.answer
    lines = [f"## {exchange.question}", "", f"**{answer.text}**", ""]
    for number, choice in enumerate(answer.choices, start=1):
        lines.append(f"{number}. {choice.label}")
    for item in answer.evidence:
        source, url = f"{source_of(item)}（{item.file}）", page_url(item)
        lines += [f"> {item.quote}", ">", f"> — [{source}]({url})" if url else f"> — {source}", ""]
    return lines
