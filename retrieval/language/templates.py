"""Sentences with slots out of the knowledge files, filled."""

from __future__ import annotations

import string
from functools import cache

from retrieval.errors import DataFileError
from retrieval.language.data import table_at


def fill(file: str, section: str, key: str, **slots: str) -> str:
    """Return a template of ``file`` filled with ``slots``.

    DataFileError for a template or slot that isn't there.
    """
    return _template(file, section, key, frozenset(slots)).format(**slots)


@cache
def _template(file: str, section: str, key: str, given: frozenset[str]) -> str:
    text = table_at(file, section).get(key)
    if not isinstance(text, str):
        raise DataFileError(
            file, f"[{section}] {key}", "缺少这条模板", "照文件里其他模板的样子补上"
        )
    try:
        wanted = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise DataFileError(
            file, f"[{section}] {key}", "花括号不成对", "空写成 {名字}，前后各一个花括号"
        ) from error
    if wanted - given:
        slot = sorted(wanted - given)[0]
        raise DataFileError(
            file,
            f"[{section}] {key}",
            f"用了没有的空 {{{slot}}}",
            f"只能用：{'、'.join(sorted(given))}",
        )
    return text
