"""The passages' tokens in a folder on disk, searched by tantivy, which is used here and nowhere else.

A passage is a document with its words and its characters and pairs, cut by our own rules and
parted by spaces. One more document says which point of the library's history the index has
reached: it is written in the same commit as the passages, so that the two never differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy
from tantivy import Document, Occur, Query

from retrieval.index.passage_table import Key
from retrieval.index.values import Change, StoredPassage
from retrieval.language.tokens import grams_version, ranking_grams

# Written into every index: one of another form is built anew.
_FORM = "1"
# One thread and so many bytes before it writes to disk: what bounds the memory.
_HEAP = 64_000_000
_PASSAGE, _STATE = "passage", "state"
_WORDS, _GRAMS = "words", "grams"


class IndexFaultError(Exception):
    """The folder is missing, damaged, of another form, or can't be read or written."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many passages there are, and the mean lengths of a passage in words and in grams."""

    passages: int
    words: float
    grams: float


class DiskIndex:
    """An open index, as it was at its opening. May be searched from several threads."""

    def __init__(self, index: tantivy.Index) -> None:
        """Search an open index; use :meth:`open`."""
        with _faults():
            index.config_reader(reload_policy="manual")
            self._index = index
            self._schema = index.schema
            self._look()

    @classmethod
    def open(cls, folder: Path) -> DiskIndex:
        """Return the index in ``folder``; IndexFaultError where it is not there or not whole."""
        with _faults():
            return cls(tantivy.Index.open(str(folder)))

    @classmethod
    def create(cls, folder: Path) -> DiskIndex:
        """Return a new index without passages in ``folder``, which is made."""
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise IndexFaultError(str(error)) from error
        with _faults():
            return cls(tantivy.Index(_schema(), str(folder)))

    def state(self) -> Change | None:
        """Return the point of the library's history that is indexed.

        The default where nothing is; None where the index is of another form.
        """
        with _faults():
            found = self._searcher.search(self._term("kind", _STATE, "basic"), 1).hits
            if not found:
                return Change()
            stored = str(self._searcher.doc(found[0][1]).get_first("state"))
            form, grams, number, mark = stored.split(" ")
            current = (form, grams) == (_FORM, grams_version())
            return Change(int(number), int(mark)) if current else None

    def dead_share(self) -> float:
        """Return which share of the documents in the files was taken out or written anew since."""
        with _faults():
            lying = sum(self._searcher.doc_freq("kind", kind) for kind in (_PASSAGE, _STATE))
            return 1 - self._searcher.num_docs / lying if lying else 0.0

    def totals(self) -> Totals:
        """Return what the weights of tokens are worked out with; goes through a column."""
        with _faults():
            names = (_WORDS, _GRAMS)
            asked = {name: {"sum": {"field": f"{name}_length"}} for name in names}
            passages = self._term("kind", _PASSAGE, "basic")
            count = self._count(passages)
            sums = self._searcher.aggregate(passages, asked)
            words, grams = (float(sums[name]["value"] or 0) for name in names)
            return Totals(count, words / max(count, 1), grams / max(count, 1))

    def holding(self, field: str, token: str) -> int:
        """Return how many passages hold a token in ``field`` (words or grams)."""
        with _faults():
            if not self._has_dead:
                return int(self._searcher.doc_freq(field, token))
            # That counts those too that were taken out and still lie in the files.
            unscored = Query.const_score_query(self._term(field, token, "freq"), 0.0)
            return self._count(unscored)

    def search(
        self, words: Sequence[str], grams: Sequence[str], reports: Sequence[str] | None, most: int
    ) -> list[Key]:
        """Return the keys of the ``most`` passages that BM25 thinks best, by tantivy's reckoning.

        It keeps a text's length in eight bits, so the order is about right and no more.
        ``reports`` limits them to these.
        """
        terms = [(_WORDS, word) for word in words] + [(_GRAMS, gram) for gram in grams]
        if not terms or not most or not (reports is None or reports):
            return []
        with _faults():
            query = _any(self._term(field, token, "freq") for field, token in terms)
            if reports is not None:
                of_these = Query.term_set_query(self._schema, "report", list(reports))
                unscored = Query.const_score_query(of_these, 0.0)
                query = Query.boolean_query([(Occur.Must, unscored), (Occur.Must, query)])
            hits = self._searcher.search(query, most, count=False).hits
            return [self._key(address) for _, address in hits]

    def write(
        self, changed: Iterable[tuple[str, Iterable[StoredPassage]]], upto: Change, *, afresh: bool
    ) -> None:
        """Put each report's passages in place of those it had, all or nothing, and note ``upto``.

        With ``afresh`` all that was there before goes. Only one process may write at a time.
        """
        with _faults():
            writer = self._index.writer(_HEAP, 1)
            try:
                if afresh:
                    writer.delete_all_documents()
                writer.delete_documents_by_term("kind", _STATE)
                for report, passages in changed:
                    writer.delete_documents_by_term("report", report)
                    for passage in passages:
                        writer.add_document(_passage_document(passage))
                writer.add_document(_state_document(upto))
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
            finally:
                # Ends the writer as well, which else would hold its lock.
                writer.wait_merging_threads()
            self._index.reload()
            self._look()

    def _look(self) -> None:
        """See the index as its last commit left it."""
        self._searcher = self._index.searcher()
        self._has_dead = self.dead_share() > 0

    def _term(self, field: str, value: str, kept: str) -> Query:
        return Query.term_query(self._schema, field, value, kept)

    def _count(self, query: Query) -> int:
        found = self._searcher.search(query, 1)
        # tantivy's own stubs leave it out.
        return found.count or 0  # type: ignore[attr-defined]

    def _key(self, address: tantivy.DocAddress) -> Key:
        document = self._searcher.doc(address)
        return str(document.get_first("report")), int(document.get_first("position") or 0)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    for name in ("report", "state"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("position", stored=True)
    for name in (_WORDS, _GRAMS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field(f"{name}_length", fast=True)
    return builder.build()


def _state_document(reached: Change) -> Document:
    document = Document()
    document.add_text("kind", _STATE)
    document.add_text("state", f"{_FORM} {grams_version()} {reached.number} {reached.mark}")
    return document


def _passage_document(passage: StoredPassage) -> Document:
    document = Document()
    document.add_text("kind", _PASSAGE)
    document.add_text("report", passage.report)
    document.add_unsigned("position", passage.position)
    for name, tokens in ((_WORDS, passage.words), (_GRAMS, ranking_grams(passage.text))):
        document.add_text(name, " ".join(tokens))
        document.add_unsigned(f"{name}_length", len(tokens))
    return document


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


@contextmanager
def _faults() -> Iterator[None]:
    """Turn what tantivy raises inside the block into an IndexFaultError."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise IndexFaultError(str(error)) from error
    except BaseException as error:
        # A panic of tantivy, as damage inside a file causes one, is no Exception to Python.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexFaultError("panic") from error
