"""Last year's plans beside this year's report: for each planned thing the sentences nearest to it.

A plan is split at its commas, since one sentence plans several things. A sentence is as near
as the share of the plan's telling words that it holds, each word weighed by how rare it is in
this year's report (BM25's idf), averaged with the same share of character pairs. Whether the
thing was done is for the reader to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from retrieval.answering.asking.enumeration_words import any_of, listed
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.lists.plan_items import find_plan_items
from retrieval.answering.lists.points import Stretch
from retrieval.index.evidence import prove_quote, quote_line
from retrieval.index.ranker import stop_words
from retrieval.language.fold import fold
from retrieval.language.terms import function_words
from retrieval.language.tokens import Word, ranking_grams, words
from retrieval.language.units import load_units
from retrieval.records import PAGE_AROUND, Evidence, ParsedReport, Place, Report
from retrieval.review_records import PlanItem, PlanMatch, PlanReview

# Read by hand over two places with reports of two years (9 items that plan 14 things): with this
# share each thing's lines are found and no other (0.42 adds one that is not about it); and none
# of 112 planned things of synthetic reports, which the next year never takes up, gets a line.
NEAR = 0.5
# A second sentence is shown where it is hardly farther off than the first.
_CLOSE = 0.15
_MOST = 3
_CLAUSE = re.compile(r"[^，,；;。：:、]+")
# A clause with fewer telling words is met by chance: the whole sentence is looked up instead.
_TELLING = 2


@dataclass(frozen=True, slots=True)
class _Tokens:
    words: frozenset[str]
    grams: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Sentence:
    stretch: Stretch
    text: str
    tokens: _Tokens


def review_plans(shelf: Shelf, place: Place, year: int | None = None) -> PlanReview:
    """Return the plans of the report before ``year`` (default: the latest with one before it)
    beside the report of ``year``; every quote is proven."""
    reports = {r.year: r for r in shelf.of_places([place]) if r.year is not None}
    if year is None:
        year = max((y for y in reports if y - 1 in reports), default=None)
    before = reports.get(year - 1) if year is not None else None
    after = reports.get(year) if year is not None else None
    if after is None:
        return PlanReview(place.name, place.parents, year, gap="no_report")
    if before is None:
        return PlanReview(place.name, place.parents, year, gap="no_report_before")
    items = tuple(match_plans(shelf, before, after))
    return PlanReview(place.name, place.parents, year, items, None if items else "no_plan")


def match_plans(shelf: Shelf, before: Report, after: Report) -> Iterator[PlanItem]:
    """Yield what ``before`` plans, each with the sentences of ``after`` that are near enough."""
    plan, told = shelf.source.parsed(before.id), shelf.source.parsed(after.id)
    sentences = tuple(_sentences(told))
    rarity = _Rarity(sentences)
    for stretch in find_plan_items(plan):
        text = _sentence_text(plan, stretch)[stretch.start : stretch.end]
        best: dict[int, float] = {}
        for clause in _clauses(text):
            for score, at in _nearest(clause, sentences, rarity):
                best[at] = max(score, best.get(at, 0.0))
        nearest = sorted(best.items(), key=lambda found: (-found[1], found[0]))[:_MOST]
        matches = tuple(
            PlanMatch(
                quote_stretch(told, sentences[at].stretch, _shared(text, sentences[at].text)),
                round(score, 3),
            )
            for at, score in nearest
        )
        item = PlanItem(quote_stretch(plan, stretch), matches)
        _prove(item, plan, told)
        yield item


def quote_stretch(
    parsed: ParsedReport, stretch: Stretch, spans: Iterable[tuple[int, int]] = ()
) -> tuple[Evidence, ...]:
    """Return a stretch as evidence, an entry a line; ``spans`` count in its sentence."""
    passage = parsed.passages[stretch.passage]
    spans = tuple(spans)
    found = []
    position = 0
    for piece in passage.sentences[stretch.sentence].pieces:
        end_of_piece = position + piece.end - piece.start
        start, end = max(stretch.start, position), min(stretch.end, end_of_piece)
        if start < end:
            shift = piece.start - position
            lit = [(max(a, start) - start, min(b, end) - start) for a, b in spans]
            found.append(
                quote_line(
                    parsed, passage.section, piece.line, start + shift, end + shift,
                    [(a, b) for a, b in lit if a < b],
                )
            )  # fmt: skip
        position = end_of_piece
    return tuple(found)


class _Rarity:
    """How telling words and character pairs are among the sentences of one report."""

    def __init__(self, sentences: tuple[_Sentence, ...]) -> None:
        self._size = len(sentences)
        self._words = Counter(word for s in sentences for word in s.tokens.words)
        self._grams = Counter(gram for s in sentences for gram in s.tokens.grams)

    def share(self, wanted: _Tokens, given: _Tokens) -> float:
        """Return how much of ``wanted`` is in ``given``, 0 to 1."""
        by_words = self._part(wanted.words, given.words, self._words)
        return (by_words + self._part(wanted.grams, given.grams, self._grams)) / 2

    def _part(self, wanted: frozenset[str], given: frozenset[str], holding: Counter[str]) -> float:
        # Only here: numpy comes with it, and figures need none.
        from retrieval.index.bm25_weights import idf

        # In order: a sum of floats in the order of a set differs from run to run.
        weights = {token: idf(self._size, holding[token]) for token in sorted(wanted)}
        whole = sum(weights.values())
        return sum(w for token, w in weights.items() if token in given) / whole if whole else 0.0


def _nearest(
    clause: _Tokens, sentences: tuple[_Sentence, ...], rarity: _Rarity
) -> list[tuple[float, int]]:
    """Return (score, position) of the sentence nearest to a clause, and of the next if close."""
    scored = [(rarity.share(clause, s.tokens), at) for at, s in enumerate(sentences)]
    scored.sort(key=lambda found: (-found[0], found[1]))
    return [s for s in scored[:2] if s[0] >= NEAR and s[0] >= scored[0][0] - _CLOSE]


def _sentences(parsed: ParsedReport) -> Iterator[_Sentence]:
    """Yield what a report tells of its year: not its plans, its opening, headings and lead-ins."""
    for passage in parsed.passages:
        section = parsed.sections[passage.section]
        if section.role == "plan" or section.path[:1] == (PAGE_AROUND,):
            continue
        if any_of("opening", "words").search(fold(passage.text)):
            continue
        headings = {fold(heading) for heading in section.path}
        for index, sentence in enumerate(passage.sentences):
            text = sentence.text.rstrip()
            if text.endswith(("：", ":")) or fold(text).rstrip("。") in headings:
                continue
            stretch = Stretch(passage.index, index, 0, len(sentence.text))
            yield _Sentence(stretch, sentence.text, _tokens(sentence.text))


def _clauses(text: str) -> tuple[_Tokens, ...]:
    """Return the telling words of each thing that a sentence plans; of all of it where no part
    has enough of them."""
    parts = [_tokens(match.group()) for match in _CLAUSE.finditer(text)]
    told = tuple(part for part in parts if len(part.words) >= _TELLING)
    whole = _tokens(text)
    return told or ((whole,) if whole.words else ())


def _tokens(text: str) -> _Tokens:
    kept = [" "] * len(text)
    found = set()
    for word in _telling_words(text):
        found.add(word.text)
        kept[word.start : word.end] = text[word.start : word.end]
    pairs = {gram for gram in ranking_grams("".join(kept)) if len(gram) > 1}
    return _Tokens(frozenset(found), frozenset(pairs))


def _telling_words(text: str) -> Iterator[Word]:
    """Yield the words that name something, no units of figures. Single characters side by side are
    one: a name that the dictionary does not know (蘅燕) tells as much as one that it does."""
    run: list[Word] = []
    end_of_figure = -1
    for word in words(text):
        if word.text[0].isdigit():
            end_of_figure = word.end
        elif word.start == end_of_figure and _unit().fullmatch(word.text):
            continue
        single = len(word.text) == 1 and _tells(word)
        if run and not (single and run[-1].end == word.start):
            yield from _joined(run)
            run = []
        if single:
            run.append(word)
        elif _tells(word):
            yield word
    yield from _joined(run)


def _joined(run: list[Word]) -> Iterator[Word]:
    if len(run) > 1:
        yield Word("".join(word.text for word in run), run[0].start, run[-1].end)


def _tells(word: Word) -> bool:
    return not word.text[0].isdigit() and word.text not in _light()


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(load_units().pattern)


@cache
def _light() -> frozenset[str]:
    return frozenset(listed("plans", "light") | stop_words() | function_words())


def _shared(plan: str, text: str) -> tuple[tuple[int, int], ...]:
    wanted = _tokens(plan).words
    return tuple((w.start, w.end) for w in _telling_words(text) if w.text in wanted)


def _sentence_text(parsed: ParsedReport, stretch: Stretch) -> str:
    return parsed.passages[stretch.passage].sentences[stretch.sentence].text


def _prove(item: PlanItem, plan: ParsedReport, told: ParsedReport) -> None:
    for evidence in item.evidence:
        prove_quote(evidence, plan.report.lines)
    for match in item.matches:
        for evidence in match.evidence:
            prove_quote(evidence, told.report.lines)
