"""One source to the entry that the store keeps: read, searched for figures, cut into words."""

from __future__ import annotations

from retrieval.errors import UnreadableReport
from retrieval.figures.facts import find_facts
from retrieval.index.values import Entry
from retrieval.ingest.sources import Source, bytes_of, stamp_of
from retrieval.language.tokens import Dictionary, ranking_words, using
from retrieval.reading.files import is_archive, read_data


def read_entry(source: Source) -> Entry:
    """Return what one source contributes, stamped with the bytes as they were when read.

    Raises FazhiError with a remedy where it can't be read.
    """
    if source.error is not None:
        raise source.error
    data = bytes_of(source)
    if not source.member and is_archive(data, source.path.name):
        raise UnreadableReport(f"{source.name}：读的时候文件变了", "等文件写完再读入一次")
    parsed = read_data(data, source.name, source.override)
    with using(Dictionary.full()):
        facts = find_facts(parsed)
        words = tuple(tuple(ranking_words(passage.text)) for passage in parsed.passages)
    stamp = stamp_of(data, source.override)
    return Entry(parsed, facts, words, source.location, stamp, source.modified)
