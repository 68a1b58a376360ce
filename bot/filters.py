"""What a person types to choose places and years, and files that are never written over by accident."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from retrieval.errors import UsageError

_YEAR = re.compile(r"(\d{4})年?(?:[-~至到—–](\d{4})年?)?")
_MOST_YEARS = 50


def read_years(words: Iterable[str]) -> tuple[int, ...]:
    """Return the years that ``2023``, ``2021-2023`` and ``2021,2023`` name, in order, each once.

    Raises UsageError for anything else.
    """
    years: set[int] = set()
    for word in words:
        for part in re.split(r"[,，、\s]+", unicodedata.normalize("NFKC", word).strip()):
            found = _YEAR.fullmatch(part)
            first, last = (found[1], found[2] or found[1]) if found else ("", "")
            if not found or not 0 <= int(last) - int(first) < _MOST_YEARS:
                raise UsageError(f"看不懂年份“{part}”", "写成 2023、2021-2023 或 2021,2023")
            years.update(range(int(first), int(last) + 1))
    return tuple(sorted(years))


def read_words(words: Iterable[str]) -> tuple[str, ...]:
    """Return what several options, or one with commas between, name (甲镇,乙镇)."""
    parts = (part.strip() for word in words for part in re.split(r"[,，、;；]", word))
    return tuple(dict.fromkeys(part for part in parts if part))


def write_new(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file that is not there yet; with ``force`` over one that is.

    Raises UsageError, with the remedy, where it is there or can't be written.
    """
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError:
        raise UsageError(f"{path} 已经存在", "换一个文件名，或加 --force 覆盖") from None
    except OSError as error:
        raise UsageError(f"写不了 {path}：{error.strerror}", "换一个可写的位置") from error
