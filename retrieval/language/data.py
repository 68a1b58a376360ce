"""Reads the knowledge files under ``retrieval/data``; every complaint names file, entry, remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from retrieval.errors import DataFileError


def read_data(name: str) -> str:
    """Return the text of a knowledge file."""
    return files("retrieval.data").joinpath(name).read_text(encoding="utf-8")


@cache
def load_toml(name: str) -> Mapping[str, Any]:
    """Return a knowledge file parsed once; DataFileError where it is not valid TOML."""
    try:
        return tomllib.loads(read_data(name))
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(name, str(error), "不是有效的 TOML", "按报错的行号检查引号、逗号和方括号") from error


def strings(name: str, entry: str, value: object) -> tuple[str, ...]:
    """Return a list of non-empty strings as a tuple, or raise DataFileError for ``entry``."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise DataFileError(name, entry, "应当是一列非空文字", '写成 ["甲", "乙"] 的样子')
    return tuple(value)


def check_keys(name: str, entry: str, table: Mapping[str, Any], allowed: set[str]) -> None:
    """Raise DataFileError when ``table`` has a key that is not in ``allowed``."""
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise DataFileError(
            name, entry, f"不认识的键 {unknown[0]}", f"可用的键：{'、'.join(sorted(allowed))}"
        )
