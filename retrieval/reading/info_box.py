"""The box of a web page that tells of a report: keys, and values beside or under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.reading.headings import is_marked
from retrieval.reading.page import find_fields, is_key, is_page_line

_LONGEST_VALUE = 40
_NO_VALUE = re.compile(r"[。；;]|[:：，,]$|(?:报告|总结|情况)$")


@dataclass(frozen=True, slots=True)
class InfoBox:
    """``fields`` are title, issuer, published as written, those that were found; ``values`` the
    positions of lines that are nothing but the value of the key on the line before."""

    fields: dict[str, str]
    values: frozenset[int]


def read_box(texts: Sequence[str]) -> InfoBox:
    """Return what the page's own lines among ``texts`` tell of the report."""
    fields: dict[str, str] = {}
    values: set[int] = set()
    for at, text in enumerate(texts):
        if not is_page_line(text):
            continue
        value = texts[at + 1] if at + 1 < len(texts) and is_key(text) else ""
        if value and _may_be_value(value):
            values.add(at + 1)
            text = f"{text}{value}"
        for key, told in find_fields(text).items():
            fields.setdefault(key, told)
    return InfoBox(fields, frozenset(values))


def _may_be_value(text: str) -> bool:
    """Return whether a line may be the value of the key before it: no title, no text, no key."""
    plain = len(text) <= _LONGEST_VALUE and not _NO_VALUE.search(text)
    return plain and not is_page_line(text) and not is_marked(text)
