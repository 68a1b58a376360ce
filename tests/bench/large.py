"""What a large library costs and whether it answers rightly, beside what others offer for ranking.

    python tests/bench/large.py [COUNT] [SEED] [--no-peers] [--library FILE]

COUNT synthetic reports (1,000) are read into a library of its own; with ``--library`` into that file,
where they are not in it yet, which is kept. Printed are: reports and passages a second, the sizes
of database and index, the time to open and the memory of a process that asks, how long questions take
by kind (the first time each is asked, then again, then by another process), and how many of a sample of
figures were right, missing or wrong. Then the same passages are ranked by others, retrieval only.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

# This folder's own retrieval.py would stand before the package of that name.
ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)

from retrieval.index.disk_ranker import DiskRanker  # noqa: E402
from retrieval.index.ranker import Ranker, parse_query  # noqa: E402
from retrieval.index.rankers import index_folder  # noqa: E402
from retrieval.index.store import Store  # noqa: E402
from retrieval.index.values import StoredPassage  # noqa: E402
from retrieval.language.tokens import Dictionary, using  # noqa: E402
from retrieval.library import Library  # noqa: E402
from tests.support.synthetic import Synthetic, SyntheticReport  # noqa: E402

ASKED = 30
# Ranking in memory is left out above: it would take minutes and gigabytes.
MOST_IN_MEMORY = 60_000
Rank = Callable[[str], object]
_OPEN = """
import json, resource, sys, time
from pathlib import Path
began = time.perf_counter()
from retrieval.library import Library
imported = time.perf_counter()
library = Library.open(Path(sys.argv[1]), disk_from=0)
opened = time.perf_counter()
library.ask(sys.argv[2])
asked = time.perf_counter()
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([opened - imported, asked - opened, memory]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--library", type=Path)
    chosen = parser.parse_args()
    world = Synthetic(chosen.seed, faults=False)
    with TemporaryDirectory() as name:
        folder = Path(name)
        database = chosen.library or folder / "large.db"
        if not database.exists():
            fill(world, chosen.count, folder / "reports", database)
        sample = [world.report(at) for at in sampled(chosen.count, chosen.seed)]
        open_anew(database, sample[0])
        kinds = questions_by_kind(sample)
        for process in ("", ", by another process"):
            with Library.open(database, disk_from=0) as library:
                # What a process does once is told by open_anew.
                library.ask(f"{sample[-1].place}{sample[-1].year}年矛盾纠纷多少件")
                for kind, questions in kinds.items():
                    show(f"{kind}{process}", time_each(library.ask, questions))
                    if not process:
                        show(f"{kind}, again", time_each(library.ask, questions))
                print(
                    f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB{process}"
                )
        with Library.open(database, disk_from=0) as library:
            hold_against_known(library, sample)
        with Store.open(database) as store:
            rank_by_all(store, sample, peers=not chosen.no_peers)


def fill(world: Synthetic, count: int, folder: Path, database: Path) -> None:
    """Write the reports, read them in, and print how fast that went and what it takes on disk."""
    folder.mkdir()
    world.write(folder, count)
    began = time.perf_counter()
    with Library.open(database, create=True, disk_from=None) as library:
        library.ingest([folder])
    read = time.perf_counter() - began
    with Store.open(database) as store:
        passages = store.passage_table.count()
        began = time.perf_counter()
        DiskRanker(index_folder(database), store.passage_table, tuple).prepare()
        indexed = time.perf_counter() - began
    size = database.stat().st_size / 1e6
    beside = sum(f.stat().st_size for f in index_folder(database).rglob("*") if f.is_file()) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count} reports, {passages} passages")
    print(f"read in {read:.0f} s ({count / read:.1f} reports a second), {memory:.0f} MB")
    print(f"indexed in {indexed:.1f} s ({passages / indexed:.0f} passages a second)")
    print(f"database {size:.0f} MB ({size / count * 1000:.0f} KB a report), index {beside:.1f} MB")


def open_anew(database: Path, report: SyntheticReport) -> None:
    """Print what a new process takes to open the library and for its first answers."""
    for kind, question in (
        ("place", f"{report.place}{report.year}年行政应诉案件多少件"),
        ("not found", f"{report.place}{report.year}年无人机巡查多少架次"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", _OPEN, str(database), question],
            cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        opened, asked, memory = json.loads(done.stdout)
        print(
            f"opened in {opened * 1e3:.1f} ms, first answer ({kind}) {asked * 1e3:.0f} ms, {memory:.0f} MB"
        )


def sampled(count: int, seed: int) -> list[int]:
    return random.Random(seed).sample(range(count), min(ASKED, count))


def questions_by_kind(sample: Sequence[SyntheticReport]) -> dict[str, list[str]]:
    """Return questions of each kind; those that name no place are few, as they are in life."""
    measures = list(dict.fromkeys(f.measure for r in sample for f in r.figures if not f.part_of))
    twenty = list(dict.fromkeys(report.place for report in sample))[:20]
    return {
        "a place named": [f"{r.place}{r.year}年{r.figures[0].measure}有多少" for r in sample],
        "a place, not found": [f"{r.place}{r.year}年无人机巡查多少架次" for r in sample],
        "no place named": [f"{measure}有多少" for measure in measures[:6]],
        "no place, not found": ["无人机巡查了多少架次", "有没有开展沙漠治理", "养老院的床位有几张"],
        "most of all places": [f"哪里的{measure}最多" for measure in measures[:4]],
        "fewest of all places": [f"哪里的{measure}最少" for measure in measures[:4]],
        "a comparison of twenty": [
            f"{'、'.join(twenty)}{sample[0].year}年{measure}哪个最多" for measure in measures[:4]
        ],
    }


def time_each(ask: Callable[[str], object], questions: Iterable[str]) -> list[float]:
    """Return the milliseconds of processor time that each question takes."""
    taken = []
    for question in questions:
        began = time.process_time()
        ask(question)
        taken.append((time.process_time() - began) * 1000)
    return taken


def show(kind: str, taken: Sequence[float]) -> None:
    ordered = sorted(taken)
    print(
        f"{kind:44} {len(ordered):4} median {ordered[len(ordered) // 2]:9.1f} ms, "
        f"p99 {ordered[int(len(ordered) * 0.99)]:9.1f} ms"
    )


def hold_against_known(library: Library, sample: Sequence[SyntheticReport]) -> None:
    """Print how many totals of the sample are answered rightly, not at all, or wrongly."""
    right, missing, wrong = 0, [], []
    for report in sample:
        of_year = {
            f.measure: f for f in report.figures if f.period == report.year and not f.part_of
        }
        for measure, figure in list(of_year.items())[:3]:
            question = f"{report.place}{report.year}年{measure}是多少"
            answer = library.ask(question)
            values = [value for value in answer.values if not value.derived]
            if answer.status != "answered" or not values:
                missing.append(question)
            elif any(Decimal(value.value) == figure.value for value in values):
                right += 1
            else:
                wrong.append(question)
    print(
        f"figures of the sample: {right} right, {len(missing)} missing {missing[:5]}, "
        f"{len(wrong)} wrong {wrong[:5]}"
    )


def rank_by_all(store: Store, sample: Sequence[SyntheticReport], *, peers: bool) -> None:
    """Print what ranking alone takes, ours and others', over the same passages and words."""
    questions = [f"{r.place}的{f.measure}" for r in sample for f in r.figures[:2]]
    disk = DiskRanker(index_folder(store.path), store.passage_table, store.passages)
    small = store.passage_table.count() <= MOST_IN_MEMORY
    with using(Dictionary.full()), TemporaryDirectory() as name:
        rankers: dict[str, Rank] = {"fazhi, on disk": lambda q: disk.rank(q, None, 10)}
        if small:
            memory = Ranker(store.passages)
            memory.rank("行政", None, 1)
            rankers["fazhi, in memory"] = lambda q: memory.rank(q, None, 10)
        if peers:
            texts = [(row.text, row.words) for row in every_passage(store)]
            rankers.update(peer_rankers(texts, Path(name), in_memory=small))
        for kind, rank in rankers.items():
            rank(questions[0])
            show(kind, time_each(rank, questions))


def every_passage(store: Store) -> Iterator[StoredPassage]:
    for report in store.passage_table.reports():
        yield from store.passage_table.of_report(report)


def peer_rankers(
    texts: Sequence[tuple[str, Sequence[str]]], folder: Path, *, in_memory: bool
) -> dict[str, Rank]:
    """Return the others: each over words, and as it comes; FTS5 and tantivy on disk."""
    words = [list(own) for _, own in texts]
    found: dict[str, Rank] = {
        "SQLite FTS5": _fts5(words, folder / "fts.db"),
        "tantivy alone": _tantivy(words, folder / "tantivy"),
    }
    if in_memory:
        found["rank_bm25"] = _rank_bm25(words)
        if importlib.util.find_spec("bm25s"):
            found["bm25s"] = _bm25s(words)
        else:
            print("bm25s is not installed: left out")
    return found


def _rank_bm25(words: Sequence[Sequence[str]]) -> Rank:
    import numpy
    from rank_bm25 import BM25Okapi

    model = BM25Okapi(words)
    return lambda q: numpy.argsort(model.get_scores(parse_query(q).words))[::-1][:10]


def _bm25s(words: Sequence[Sequence[str]]) -> Rank:
    import bm25s

    model = bm25s.BM25()
    model.index(words, show_progress=False)
    return lambda q: model.retrieve([list(parse_query(q).words)], k=10, show_progress=False)


def _fts5(words: Sequence[Sequence[str]], file: Path) -> Rank:
    database = sqlite3.connect(file)
    database.execute("CREATE VIRTUAL TABLE passages USING fts5 (words, tokenize = 'unicode61')")
    database.executemany("INSERT INTO passages VALUES (?)", ((" ".join(own),) for own in words))
    database.commit()
    sql = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10"

    def rank(question: str) -> object:
        asked = " OR ".join(f'"{word}"' for word in parse_query(question).words)
        return database.execute(sql, (asked,)).fetchall()

    return rank


def _tantivy(words: Sequence[Sequence[str]], folder: Path) -> Rank:
    import tantivy

    folder.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema, str(folder))
    writer = index.writer(64_000_000, 1)
    for own in words:
        document = tantivy.Document()
        document.add_text("words", " ".join(own))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(question: str) -> object:
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "words", word, "freq"))
            for word in parse_query(question).words
        ]
        return searcher.search(tantivy.Query.boolean_query(terms), 10, count=False).hits

    return rank


if __name__ == "__main__":
    main()
