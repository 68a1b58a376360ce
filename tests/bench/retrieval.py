"""How often the right passage comes first: rank_bm25 as it comes against ours, in one run.

    python tests/bench/retrieval.py FILE.json [FILE.json …]

A file is in the form of SQuAD, as CMRC 2018 and DRCD are: ``data[].paragraphs[]`` with a
``context`` and ``qas[].question``. A question's gold passage is the paragraph it stands
under. Several files are mixed into one collection and counted apart. bm25s, where it is
installed, ranks by our words.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import time
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from retrieval.index.disk_ranker import DiskRanker
from retrieval.index.ranker import PARAGRAPH_SHARE, REPORT_SHARE, Ranker, parse_query
from retrieval.index.rankers import index_folder
from retrieval.index.store import Store
from retrieval.index.values import Entry, IndexedPassage
from retrieval.language.tokens import ranking_words
from retrieval.records import ParsedReport, Passage, Piece, Report, Sentence

DEPTH = 10
_PASSAGES_A_REPORT = 40
Rank = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the position of its gold passage, and the file it is from."""

    text: str
    gold: int
    source: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of the questions whose gold passage is among the first 1, 5 and 10, and MRR@10."""

    questions: int
    recall_1: float
    recall_5: float
    recall_10: float
    mrr: float


def load_squad(paths: Sequence[Path]) -> tuple[list[str], list[Question]]:
    """Return the passages of all files, each text once, and all questions."""
    positions: dict[str, int] = {}
    questions = []
    for path in paths:
        content = json.loads(path.read_text(encoding="utf-8"))
        for article in content["data"]:
            for paragraph in article["paragraphs"]:
                gold = positions.setdefault(paragraph["context"], len(positions))
                questions += [Question(qa["question"], gold, path.name) for qa in paragraph["qas"]]
    return list(positions), questions


def plain_ranker(passages: Sequence[str]) -> Rank:
    """Return rank_bm25's own ranking over jieba's own words, punctuation and all."""
    import jieba
    import numpy
    from rank_bm25 import BM25Okapi

    cutter = jieba.Tokenizer()
    # As jieba.lcut does it, but for jieba's cache in the shared temporary folder.
    cutter.FREQ, cutter.total = cutter.gen_pfdict(cutter.get_dict_file())
    cutter.initialized = True
    model = BM25Okapi([cutter.lcut(passage) for passage in passages])

    def rank(question: str) -> Sequence[int]:
        scores = model.get_scores(cutter.lcut(question))
        best: list[int] = numpy.argsort(scores)[::-1][:DEPTH].tolist()
        return best

    return rank


def bm25s_ranker(passages: Sequence[str]) -> Rank:
    """Return bm25s's ranking by our words, as its own defaults weigh them."""
    import bm25s

    model = bm25s.BM25()
    model.index([ranking_words(passage) for passage in passages], show_progress=False)
    known, most = set(model.vocab_dict), min(DEPTH, len(passages))

    def rank(question: str) -> Sequence[int]:
        asked = [word for word in parse_query(question).words if word in known]
        if not asked:
            return ()
        best: list[int] = model.retrieve([asked], k=most, show_progress=False).documents[0].tolist()
        return best

    return rank


def our_ranker(passages: Sequence[str], share: float = PARAGRAPH_SHARE) -> Rank:
    """Return our ranking; ``share`` is what a passage gets of its best sentence's score."""
    indexed = [
        IndexedPassage("", at, text, tuple(ranking_words(text)), tuple(sentences_of(text)))
        for at, text in enumerate(passages)
    ]
    ranker = Ranker(lambda: indexed, sentence_share=share)
    ranker.rank("", None, 1)
    return lambda question: [hit.passage for hit in ranker.rank(question, None, DEPTH)]


def disk_ranker(passages: Sequence[str]) -> Rank:
    """Return our ranking of a large library, with its index on disk, as among reports."""
    folder = TemporaryDirectory()
    store = Store.open(Path(folder.name) / "a.db", create=True)
    for start in range(0, len(passages), _PASSAGES_A_REPORT):
        store.add(_entry(start, passages[start : start + _PASSAGES_A_REPORT]))
    ranker = DiskRanker(index_folder(store.path), store.passage_table, store.passages)
    ranker.prepare()
    # The folder lives as long as what ranks from it.
    weakref.finalize(ranker, folder.cleanup)

    def rank(question: str) -> Sequence[int]:
        hits = ranker.rank(question, None, DEPTH)
        return [int(hit.report, 16) + hit.passage for hit in hits]

    return rank


def _entry(start: int, texts: Sequence[str]) -> Entry:
    """Return texts as the passages of a report, whose id says which is its first."""
    report = Report(
        id=f"{start:012x}", title="", place=None, year=None, issuer="", file=str(start),
        sha256="", lines=(),
    )  # fmt: skip
    passages = tuple(
        Passage(
            at, 0, text, tuple(Sentence(part, (Piece(1, 0, 0),)) for part in sentences_of(text))
        )
        for at, text in enumerate(texts)
    )
    words = tuple(tuple(ranking_words(text)) for text in texts)
    return Entry(ParsedReport(report, (), passages), words=words, location=str(start))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a plain paragraph."""
    return [part for part in re.split(r"(?<=[。！？；!?;\n])", text) if part.strip()]


def score(questions: Sequence[Question], rank: Rank) -> Scores:
    """Return the scores of ``rank`` over ``questions``."""
    places = []
    for question in questions:
        found = list(rank(question.text))
        places.append(found.index(question.gold) + 1 if question.gold in found else 0)
    total = max(len(places), 1)

    def recall(depth: int) -> float:
        return sum(0 < place <= depth for place in places) / total

    mrr = sum(1 / place for place in places if place) / total
    return Scores(len(places), recall(1), recall(5), recall(10), mrr)


RANKERS: dict[str, Callable[[Sequence[str]], Rank]] = {
    "rank_bm25": plain_ranker,
    "fazhi, paragraphs": our_ranker,
    "fazhi, reports": partial(our_ranker, share=REPORT_SHARE),
    "fazhi, on disk": disk_ranker,
}
if importlib.util.find_spec("bm25s"):
    RANKERS["bm25s, our words"] = bm25s_ranker


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each file and ranker."""
    parser = argparse.ArgumentParser(description="Recall and MRR of passage ranking.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.json")
    passages, questions = load_squad(parser.parse_args(arguments).files)
    print(f"{len(passages)} passages, {len(questions)} questions")
    print(f"{'file':24} {'ranker':18} {'R@1':>6} {'R@5':>6} {'R@10':>6} {'MRR':>6} {'ms/q':>7}")
    for name, make in RANKERS.items():
        rank = make(passages)
        for source in dict.fromkeys(question.source for question in questions):
            asked = [question for question in questions if question.source == source]
            began = time.perf_counter()
            found = score(asked, rank)
            spent = (time.perf_counter() - began) * 1000 / max(len(asked), 1)
            shares = (found.recall_1, found.recall_5, found.recall_10, found.mrr)
            print(
                f"{source[:24]:24} {name:18} "
                + " ".join(f"{s:6.1%}" for s in shares)
                + f" {spent:7.2f}"
            )


if __name__ == "__main__":
    main()
