"""Reports, facts and entries for the tests: a small plain one, and any that types allow."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from retrieval.index.values import Entry
from retrieval.records import (
    Fact,
    ParsedReport,
    Passage,
    Piece,
    Place,
    Quantity,
    Report,
    Section,
    Sentence,
)


def plain_entry(
    place: str = "青石街道",
    year: int | None = 2023,
    lines: tuple[str, ...] = ("全年共22件行政应诉案件。", "开展普法宣传35场次。"),
    report_id: str = "a1b2c3d4e5f6",
    file: str = "报告.txt",
    location: str = "",
) -> Entry:
    """Return an entry whose lines are its passages, with a fact a line that states one."""
    report = Report(
        id=report_id,
        title=f"{place}{year}年法治政府建设年度报告",
        place=Place(place, "街道", ("东山省", "青石县"), (place[:2],)),
        year=year,
        issuer=f"{place}办事处",
        file=file,
        sha256=report_id * 5,
        lines=lines,
    )
    passages = tuple(
        Passage(n, 0, text, (Sentence(text, (Piece(n + 1, 0, len(text)),)),))
        for n, text in enumerate(lines)
    )
    section = Section(("一、主要举措",), "review", 1, max(len(lines), 1))
    facts = tuple(
        _fact(report_id, passage, digits)
        for passage in passages
        if (digits := "".join(char for char in passage.text if char.isdigit()))
    )
    words = tuple(tuple(passage.text) for passage in passages)
    parsed = ParsedReport(report, (section,), passages)
    return Entry(parsed, facts, words, location, f"stamp-{report_id}")


def _fact(report_id: str, passage: Passage, digits: str) -> Fact:
    start = passage.text.index(digits)
    quantity = Quantity(f"{digits}件", Decimal(digits), "件", start, start + len(digits) + 1)
    cues = (("案件", 1.0), ("行政应诉", 0.5))
    return Fact(report_id, passage.index, 0, quantity, "案件", "", "案件", 2023, cues=cues)


# What SQLite can hold: any text but lone surrogates.
texts = st.text(st.characters(codec="utf-8"), max_size=8)
_numbers = st.integers(0, 2**31)
_strings = st.lists(texts, max_size=3).map(tuple)
_years = st.none() | st.integers(1900, 2100)
_values = st.fractions() | st.decimals(allow_nan=False, allow_infinity=False)
_places = st.builds(Place, texts, texts, _strings, _strings)
_pieces = st.builds(Piece, _numbers, _numbers, _numbers)
_sentences = st.builds(Sentence, texts, st.lists(_pieces, max_size=2).map(tuple))
_quantities = st.builds(Quantity, texts, _values, texts, _numbers, _numbers, st.booleans(), texts)
_cues = st.lists(st.tuples(texts, st.floats(allow_nan=False, allow_infinity=False)), max_size=3)
_sections = st.builds(
    Section, _strings, st.sampled_from(["review", "plan", "other"]), _numbers, _numbers
)
_passages = st.builds(
    Passage, _numbers, _numbers, texts, st.lists(_sentences, max_size=3).map(tuple), _strings
)
_reports = st.builds(
    Report,
    id=st.text("0123456789abcdef", min_size=12, max_size=12),
    title=texts,
    place=st.none() | _places,
    year=_years,
    issuer=texts,
    file=texts,
    sha256=texts,
    lines=_strings,
    published=st.none() | texts,
    source=st.none() | texts,
    notes=_strings,
)
parsed_reports = st.builds(
    ParsedReport,
    _reports,
    st.lists(_sections, max_size=2).map(tuple),
    st.lists(_passages, max_size=3).map(tuple),
)


def facts_of(report_id: str) -> st.SearchStrategy[tuple[Fact, ...]]:
    """Return any facts of the report ``report_id``."""
    fact = st.builds(
        Fact,
        report=st.just(report_id),
        passage=_numbers,
        sentence=_numbers,
        quantity=_quantities,
        label=texts,
        topic=texts,
        measure=texts,
        period=_years,
        kind=st.sampled_from(["actual", "target", "change", "base"]),
        place=texts,
        none=st.booleans(),
        unclear=st.booleans(),
        cues=_cues.map(tuple),
        part_of=st.none() | _numbers,
    )
    return st.lists(fact, max_size=4).map(tuple)
