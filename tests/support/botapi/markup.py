"""Telegram's HTML, read as Telegram reads it: text, entities, and its complaints."""

from __future__ import annotations

import re
from typing import Any

TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "code": "code", "pre": "pre", "a": "text_link", "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z-]*)([^<>]*)>")
_CHARACTER = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTES = {
    "blockquote": re.compile(r"\s*(expandable)?\s*"),
    "a": re.compile(r'\s*href="[^"]*"\s*'),
}
MOST_ENTITIES = 100


class MarkupError(Exception):
    """What Telegram says of markup that it does not take."""


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the visible text and its entities (offsets in UTF-16 units)."""
    text, at = "", 0
    open_tags: list[tuple[str, str, int]] = []
    entities: list[dict[str, Any]] = []
    while at < len(source):
        char = source[at]
        if char == "<":
            tag = _TAG.match(source, at)
            offset = len(source[:at].encode())
            if tag is None:
                raise MarkupError(f"Unclosed start tag at byte offset {offset}")
            closing, name, rest = tag[1], tag[2].lower(), tag[3]
            if name not in TYPES:
                kind = "end" if closing else "start"
                raise MarkupError(f'Unsupported {kind} tag "{name}" at byte offset {offset}')
            if closing:
                _close(open_tags, entities, name, units(text), offset)
            else:
                allowed = _ATTRIBUTES.get(name, re.compile(r"\s*"))
                if not allowed.fullmatch(rest):
                    raise MarkupError(f"Unexpected attribute at byte offset {offset}")
                kind = "expandable_blockquote" if "expandable" in rest else TYPES[name]
                if name == "blockquote" and any(n == name for n, _, _ in open_tags):
                    raise MarkupError(f"Blockquote can't be nested at byte offset {offset}")
                open_tags.append((name, kind, units(text)))
            at = tag.end()
        elif char == "&" and (found := _CHARACTER.match(source, at)):
            text += _character(found[1])
            at = found.end()
        else:
            text += char
            at += 1
    if open_tags:
        raise MarkupError(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return text, entities[:MOST_ENTITIES]


def _close(
    open_tags: list[tuple[str, str, int]],
    entities: list[dict[str, Any]],
    name: str,
    end: int,
    at: int,
) -> None:
    if not open_tags:
        raise MarkupError(f"Unexpected end tag at byte offset {at}")
    opened, kind, start = open_tags.pop()
    if opened != name:
        raise MarkupError(
            f'Unmatched end tag at byte offset {at}, expected "</{opened}>", found "</{name}>"'
        )
    if end > start:
        entities.append({"type": kind, "offset": start, "length": end - start})


def _character(name: str) -> str:
    if name in _NAMED:
        return _NAMED[name]
    return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))
