"""What the knowledge files come to, as one text that a library keeps beside its reports.

Parsing and checking the files takes a tenth of a second, a good part of a cold answer;
reading this text back takes two milliseconds. It is only ever used for exactly the files and
the code that it was made from, which its fingerprint says; otherwise the files are read.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib.util import source_hash
from typing import Any

from retrieval.language.data import FOLDER, data_files, parse_toml, read_data, supply
from retrieval.language.everyday import FOLDER as EVERYDAY
from retrieval.language.everyday import READY as EVERYDAY_READY
from retrieval.language.everyday import read_everyday
from retrieval.language.fold import fold, supply_folded
from retrieval.language.lexicon import FILE, READY, read_rows
from retrieval.language.restated import FILE as RESTATED
from retrieval.language.restated import READY as RESTATED_READY
from retrieval.language.restated import read_restated

_FOLDED = "folded"
_CODE = FOLDER.parent / "language"


@cache
def fingerprint() -> str:
    """Return what changes with any knowledge file, with the code that reads them, and with Python.

    Taken once a process, like the files themselves.
    """
    return _take_fingerprint()


def compile_knowledge() -> str:
    """Return what the knowledge files come to, for :func:`remember` in a later process.

    An empty text where the files changed since this process took their fingerprint. Raises
    DataFileError where a file is wrong.
    """
    known = fingerprint()
    text = _compiled(known)
    return text if _take_fingerprint() == known else ""


@cache
def _compiled(known: str) -> str:
    """Return the text of the files with the fingerprint ``known``, empty where they have another by
    now; who makes many libraries makes it once."""
    everyday = {word: list(told) for word, told in read_everyday().items()}
    ready: dict[str, Any] = {
        READY: read_rows(),
        EVERYDAY_READY: everyday,
        RESTATED_READY: read_restated(),
    }
    spared = {FILE, RESTATED, *data_files(EVERYDAY)}
    for name in data_files():
        if name.endswith(".toml") and name not in spared:
            ready[name] = parse_toml(name)
    ready[_FOLDED] = _fold_all()
    text = json.dumps(ready, ensure_ascii=False, separators=(",", ":"), default=str)
    same = json.loads(text) == ready and _take_fingerprint() == known
    return _checksum(text) + text if same else ""


def remember(text: str) -> bool:
    """Spare this process the reading of the files; return False for a text that is damaged."""
    size = len(_checksum(""))
    mark = text[:size]
    if not text or _checksum(text[size:]) != mark:
        return False
    if mark not in _remembered():
        ready = json.loads(text[size:])
        supply_folded(ready.pop(_FOLDED))
        supply(ready)
        _remembered().add(mark)
    return True


@cache
def _remembered() -> set[str]:
    """Return the checksums of the texts that this process took: who opens many libraries of the
    same text reads it once."""
    return set()


def _fold_all() -> dict[str, str]:
    """Return the folded form of every character of the files: some of them take opencc."""
    characters = sorted(set().union(*map(read_data, data_files())))
    return dict(zip(characters, fold("".join(characters)), strict=True))


def _take_fingerprint() -> str:
    files = {name: FOLDER / name for name in data_files()}
    files |= {file.name: file for file in _CODE.iterdir() if file.is_file()}
    # The hash of Python's own compiled files: as quick as reading them.
    rows = (f"{name} {source_hash(files[name].read_bytes()).hex()}" for name in sorted(files))
    return _checksum("\n".join((sys.version, *rows)))


def _checksum(text: str) -> str:
    return source_hash(text.encode()).hex()
