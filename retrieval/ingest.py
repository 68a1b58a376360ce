"""Files and folders into the store: each file read, searched for figures and written by itself.

A file that cannot be read is told and the others go on. A file is left alone when reading
it again could give nothing new: same bytes, same overrides, same program.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from retrieval.errors import DatabaseError, FazhiError
from retrieval.index.facts import find_facts
from retrieval.index.store import Store
from retrieval.index.values import Entry, Origin
from retrieval.language.knowledge import compile_knowledge, fingerprint
from retrieval.language.tokens import Dictionary, full_buckets, ranking_words, using
from retrieval.reading import SUFFIXES, read_overrides, read_report
from retrieval.records import IngestOutcome, IngestResult, ParsedReport

Progress = Callable[[str, int, int], None]

_PACKAGE = Path(__file__).parent
_NO_REPORTS = "README", "reports.toml"


def ingest(
    store: Store, paths: Iterable[Path], progress: Progress | None = None
) -> tuple[IngestResult, ...]:
    """Return what became of each file of ``paths``, folders searched to the bottom.

    ``progress`` hears (file name, how many are done, how many there are) after each file.
    Raises DatabaseError where the database itself can't be written; what was written
    before stays.
    """
    files = [file for path in paths for file in find_files(path)]
    results = []
    for done, file in enumerate(files, 1):
        results.append(_ingest_file(store, file))
        if progress:
            progress(file.name, done, len(files))
    _learn_knowledge(store)
    return tuple(results)


def find_files(path: Path) -> tuple[Path, ...]:
    """Return the files of a folder in a fixed order, or ``path`` itself.

    Left out of a folder are hidden files, the lock files of word processors, its README
    and its reports.toml.
    """
    if not path.is_dir():
        return (path,)
    inside = (file.relative_to(path) for file in path.rglob("*") if file.is_file())
    return tuple(path / file for file in sorted(inside) if _may_be_report(file))


def _may_be_report(file: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.parts)
    return not hidden and not file.name.startswith(_NO_REPORTS)


def _ingest_file(store: Store, file: Path) -> IngestResult:
    """Return what became of one file; only the database's own errors are raised."""
    if file.suffix.lower() not in SUFFIXES and file.exists():
        formats = "、".join(suffix.lstrip(".") for suffix in SUFFIXES)
        return _failed(
            file, f"不支持的格式：{file.suffix or '没有扩展名'}", f"请转成 {formats} 再读入"
        )
    try:
        return _read_and_store(store, file)
    except DatabaseError:
        raise
    except FazhiError as error:
        return _failed(file, error.message, error.hint)
    except UnicodeError:
        return _failed(file, "文字编码有误，含无法保存的字符", "请用编辑器打开并另存为 UTF-8")


def _read_and_store(store: Store, file: Path) -> IngestResult:
    override = read_overrides(file.parent).get(file.name, {})
    location, stamp = str(file.resolve()), _stamp(file, override)
    known = _find_known(store, file, location, stamp)
    if known is not None:
        same = "" if known.file == file.name else f"内容与库里的 {known.file} 相同"
        return _result(store, file, "unchanged", known.report, same)
    parsed = read_report(file, override)
    _learn_dictionary(store)
    replaced = store.add(make_entry(parsed, location, stamp))
    outcome: IngestOutcome = "replaced" if replaced else "added"
    return _result(store, file, outcome, parsed.report.id)


def make_entry(parsed: ParsedReport, location: str = "", stamp: str = "") -> Entry:
    """Return all that the store keeps of a report: its figures and its words among it."""
    with using(Dictionary.full()):
        facts = find_facts(parsed)
        words = tuple(tuple(ranking_words(passage.text)) for passage in parsed.passages)
    return Entry(parsed, facts, words, location, stamp)


def _find_known(store: Store, file: Path, location: str, stamp: str) -> Origin | None:
    """Return the stored report that reading ``file`` would give again, if there is one."""
    for origin in store.origins(stamp):
        # A copy under another name is no news, a file that was renamed is.
        if origin.location == location or Path(origin.location).exists():
            return origin
        if origin.file == file.name:
            return origin
    return None


def _stamp(file: Path, override: Mapping[str, object]) -> str:
    """Return a digest of all that decides what a file gives; empty where it can't be read."""
    digest = hashlib.sha256(_program().encode())
    digest.update(json.dumps(override, sort_keys=True, default=str).encode())
    try:
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError:
        # Reading it in earnest says what is wrong.
        return ""
    return digest.hexdigest()


@cache
def _program() -> str:
    """Return a digest of the code and data that read reports: a newer program reads anew."""
    files = [
        *(
            file
            for part in ("reading", "language", "index")
            for file in (_PACKAGE / part).glob("*.py")
        ),
        *(file for file in (_PACKAGE / "data").iterdir() if file.is_file()),
    ]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _learn_dictionary(store: Store) -> None:
    """Give the store jieba's dictionary, so that a question need not read it whole."""
    total = Dictionary.full().total
    if store.dictionary_total() != total:
        store.learn_dictionary(full_buckets(), total)


def _learn_knowledge(store: Store) -> None:
    """Give the store what the knowledge files come to, so that a question need not read them."""
    if not store.knowledge(fingerprint()) and (text := compile_knowledge()):
        store.learn_knowledge(fingerprint(), text)


def _result(
    store: Store, file: Path, outcome: IngestOutcome, report: str, message: str = ""
) -> IngestResult:
    return IngestResult(file.name, outcome, store.summary(report), message)


def _failed(file: Path, message: str, hint: str) -> IngestResult:
    return IngestResult(file.name, "failed", None, message, hint)
