"""``reports.toml``: what a report's text does not say of itself, or says unclearly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from retrieval.errors import DataFileError

OVERRIDES = "reports.toml"
_TEXTS = ("place", "kind", "issuer", "title", "published", "source")
_KEYS = (*_TEXTS, "parents", "year")


def read_overrides(folder: Path) -> dict[str, dict[str, object]]:
    """Return what ``folder/reports.toml`` says of each file name; empty where there is no such file.

    DataFileError names the entry and the remedy for an unknown key or a wrong type.
    """
    path = folder / OVERRIDES
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise DataFileError(
            str(path), "文件", f"读不出来（{error.strerror}）", "检查文件的读取权限"
        ) from error
    return parse_overrides(data, str(path))


def parse_overrides(data: bytes, path: str) -> dict[str, dict[str, object]]:
    """Return what a reports.toml says, checked as by :func:`read_overrides`; ``path`` names it."""
    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(
            path,
            "文件",
            f"不是有效的 TOML：{error}",
            "按 corpus/reports.toml 的样子改正，存为 UTF-8",
        ) from error
    for file, table in tables.items():
        check_override(path, file, table)
    return tables


def check_override(path: str, file: str, table: object) -> None:
    """Raise DataFileError unless ``table`` is a mapping of known keys with values of their type."""
    if not isinstance(table, Mapping):
        raise DataFileError(path, file, "应当是一个表", f'写成 ["{file}"]，键写在下面')
    for key, value in table.items():
        entry = f"{file}.{key}"
        if key not in _KEYS:
            raise DataFileError(path, entry, "不认识的键", f"可用的键：{'、'.join(_KEYS)}")
        if key in _TEXTS and not (isinstance(value, str) and value.strip()):
            raise DataFileError(path, entry, "应当是非空文字", f'写成 {key} = "…"')
        if key == "published" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value)):
            raise DataFileError(path, entry, "应当是日期", '写成 published = "2024-01-31"')
        if key == "year" and (
            isinstance(value, bool) or not isinstance(value, int) or not 1949 <= value <= 2100
        ):
            raise DataFileError(path, entry, "应当是四位年份", "写成 year = 2023")
        if key == "parents" and not (
            isinstance(value, list | tuple) and all(isinstance(v, str) and v for v in value)
        ):
            raise DataFileError(
                path, entry, "应当是一列文字", '写成 parents = ["重庆市", "沙坪坝区"]'
            )
