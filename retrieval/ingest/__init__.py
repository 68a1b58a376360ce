"""Files and folders into the store: each report read, searched for figures and written by itself.

What can't be read is told and the others go on. A source is left alone when reading it again
could give nothing new: same bytes, same overrides, same program. Many are read at once, one
process writes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from pathlib import Path
from time import monotonic

from retrieval.errors import FazhiError
from retrieval.index.store import Store
from retrieval.index.values import Entry, Origin
from retrieval.ingest.pool import Reading, read_all
from retrieval.ingest.sources import MARK, Source, find_sources, lies_there
from retrieval.language.knowledge import compile_knowledge, fingerprint
from retrieval.language.tokens import Dictionary, full_buckets
from retrieval.records import IngestOutcome, IngestResult

__all__ = ["ingest"]

# So many reports are written in one transaction, and sooner where reading them took so long.
_TOGETHER = 8
_SECONDS_TOGETHER = 0.5

Progress = Callable[[str, int, int], None]


def ingest(
    store: Store,
    paths: Iterable[Path],
    progress: Progress | None = None,
    *,
    sync: bool = False,
    workers: int | None = None,
) -> tuple[IngestResult, ...]:
    """Return what became of each report in ``paths``, folders and archives searched to the bottom.

    With ``sync``, reports that came from these folders and archives and whose file is no
    longer there are taken out first. ``progress`` hears (file name, how many are done, how
    many there are) of each once it is written. ``workers`` processes read (see
    ``pool.read_all``). Raises DatabaseError where the database itself can't be written; what
    was written before stays.
    """
    given = tuple(paths)
    sources = tuple(find_sources(given))
    results = _remove_vanished(store, given, sources) if sync else []
    new = _choose_new(store, sources)
    expected = {source.location for source in new}
    done, learnt = 0, False
    with closing(read_all(new, workers)) as readings:
        for batch in _batches(sources, expected, readings):
            # Where nothing is new the library may be one that is only read.
            is_new = any(isinstance(reading, Entry) for _, reading in batch)
            with store.together() if is_new else nullcontext():
                results += [_settle(store, source, reading) for source, reading in batch]
                if is_new and not learnt:
                    # In the same transaction as the first reports.
                    _learn_knowledge(store)
                    learnt = True
            for source, _ in batch:
                done += 1
                if progress:
                    progress(source.name, done, len(sources))
    if not learnt:
        _learn_knowledge(store)
    return tuple(results)


def _batches(
    sources: Iterable[Source], expected: Container[str], readings: Iterator[Reading]
) -> Iterator[list[tuple[Source, Reading | None]]]:
    """Yield the sources in order, each with what was read of it, as many as are written together.

    None waits long to be written: a run that is killed loses no more than a moment's reading.
    """
    batch: list[tuple[Source, Reading | None]] = []
    began = monotonic()
    for source in sources:
        batch.append((source, next(readings) if source.location in expected else None))
        if len(batch) >= _TOGETHER or monotonic() - began > _SECONDS_TOGETHER:
            yield batch
            batch, began = [], monotonic()
    if batch:
        yield batch


def _remove_vanished(
    store: Store, given: Sequence[Path], sources: Sequence[Source]
) -> list[IngestResult]:
    """Take out what came from the given places and is gone; a file that only moved is not gone."""
    roots = tuple(_root(path) for path in given)
    moved = {source.stamp for source in sources}
    vanished = [
        origin
        for origin in store.origins()
        if origin.location.startswith(roots)
        and origin.stamp not in moved
        and not lies_there(origin.location)
    ]
    results = [
        IngestResult(origin.file, "removed", store.summary(origin.report), "文件已不在，从库里移除")
        for origin in vanished
    ]
    if vanished:
        store.remove(*(origin.report for origin in vanished))
    return results


def _root(path: Path) -> str:
    """Return what the locations in a folder or an archive begin with."""
    place = str(path.resolve())
    return f"{place}{MARK}" if path.is_file() else f"{place.rstrip(os.sep)}{os.sep}"


def _choose_new(store: Store, sources: Sequence[Source]) -> list[Source]:
    """Return the sources that have to be read; of several with the same content the first."""
    chosen: dict[str, Source] = {}
    for source in sources:
        if source.error is None and _find_known(store, source) is None:
            chosen.setdefault(source.stamp, source)
    return list(chosen.values())


def _find_known(store: Store, source: Source) -> IngestResult | None:
    """Return the result for a source that reading again would give nothing new."""
    for origin in store.origins(stamp=source.stamp):
        # A copy under another name is no news, a file that was renamed is.
        if origin.location == source.location or lies_there(origin.location):
            same = "" if origin.file == source.name else f"内容与库里的 {origin.file} 相同"
            return _result(store, source, "unchanged", origin.report, same)
        if origin.file == source.name:
            store.move(origin.report, source.location)
            return _result(store, source, "unchanged", origin.report)
    newer = store.newer_copy(source.location, source.stamp)
    return _older(store, source, newer) if newer else None


def _settle(store: Store, source: Source, reading: Reading | None) -> IngestResult:
    """Return what became of one source; only the database's own errors are raised."""
    if source.error is not None:
        return _failed(store, source, source.error.message, source.error.hint)
    if reading is None:
        known = _find_known(store, source)
        if known is not None:
            return known
        # Another with the same content was expected to be stored, but could not be read.
        (reading,) = read_all([source], 0)
    if isinstance(reading, FazhiError):
        return _failed(store, source, reading.message, reading.hint)
    try:
        return _write(store, source, reading)
    except UnicodeError:
        return _failed(
            store, source, "文字编码有误，含无法保存的字符", "请用编辑器打开并另存为 UTF-8"
        )


def _write(store: Store, source: Source, entry: Entry) -> IngestResult:
    _learn_dictionary(store)
    added = store.add(entry, lies_there)
    if added.kept:
        return _older(store, source, added.kept)
    outcome: IngestOutcome = "replaced" if added.replaced else "added"
    message = "；".join(filter(None, (_replacement(old, source) for old in added.replaced)))
    return _result(store, source, outcome, entry.parsed.report.id, message)


def _replacement(old: Origin, source: Source) -> str:
    """Return what to say of a report that gave way; nothing where it is the same file."""
    if old.file != source.name:
        return f"替换了库里的 {old.file}（同一份报告）"
    if old.location != source.location and lies_there(old.location):
        return f"替换了较旧的 {old.location}（同一份报告）"
    return ""


def _older(store: Store, source: Source, report: str) -> IngestResult:
    summary = store.summary(report)
    file = summary.file if summary else report
    hint = f"要用这一份，先 fazhi remove {report}，再单独读入它"
    return IngestResult(
        source.name, "older", summary, f"库里的 {file} 是同一份报告，不比它旧，没有换", hint
    )


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
    store: Store, source: Source, outcome: IngestOutcome, report: str, message: str = ""
) -> IngestResult:
    return IngestResult(source.name, outcome, store.summary(report), message)


def _failed(store: Store, source: Source, message: str, hint: str) -> IngestResult:
    message = message.removeprefix(f"{source.name}：")
    if store.origins(location=source.location):
        message = f"{message}；库里仍是上次读入的内容"
    return IngestResult(source.name, "failed", None, message, hint)
