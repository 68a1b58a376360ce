"""Values to rows and back, equal in both directions.

Numbers are written as text: SQLite's REAL would lose digits of a Decimal. A fraction always
holds a stroke (``3/1``), so that it comes back as a Fraction and not as a Decimal.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import groupby, repeat
from operator import itemgetter
from typing import Any, cast

from retrieval.index.values import Spot
from retrieval.records import (
    Fact,
    FactKind,
    Number,
    Passage,
    Piece,
    Place,
    Quantity,
    Report,
    ReportSummary,
    Role,
    Section,
    Sentence,
)

Row = Mapping[str, Any]


def number_to_text(value: Number) -> str:
    """Return ``value`` in digits, to the last one."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return str(value)


def number_from_text(text: str) -> Number:
    """Return the number that :func:`number_to_text` wrote."""
    return Fraction(text) if "/" in text else Decimal(text)


def report_to_row(report: Report) -> dict[str, Any]:
    """Return the columns of ``reports`` for ``report``, without its lines."""
    place = report.place
    return {
        "id": report.id,
        "title": report.title,
        "place": place and place.name,
        "place_kind": place and place.kind,
        "place_parents": place and _dump(place.parents),
        "place_aliases": place and _dump(place.aliases),
        "year": report.year,
        "issuer": report.issuer,
        "file": report.file,
        "sha256": report.sha256,
        "published": report.published,
        "source": report.source,
        "notes": _dump(report.notes),
    }


def report_from_row(row: Row, lines: tuple[str, ...]) -> Report:
    """Return the report of a row of ``reports`` with the lines given."""
    place = None
    if row["place"] is not None:
        place = _place(row["place"], row["place_kind"], row["place_parents"], row["place_aliases"])
    return Report(
        id=row["id"],
        title=row["title"],
        place=place,
        year=row["year"],
        issuer=row["issuer"],
        file=row["file"],
        sha256=row["sha256"],
        lines=lines,
        published=row["published"],
        source=row["source"],
        notes=_strings(row["notes"]),
    )


# The reports of one place share it in memory: thousands are read in at once.
@lru_cache(maxsize=100_000)
def _place(name: str, kind: str, parents: str, aliases: str) -> Place:
    return Place(name, kind, _strings(parents), _strings(aliases))


def summary_from_row(row: Row) -> ReportSummary:
    """Return a row of ``reports`` as people see it; no place is an empty string."""
    return ReportSummary(
        id=row["id"],
        place=row["place"] or "",
        parents=_strings(row["place_parents"] or "[]"),
        year=row["year"],
        title=row["title"],
        file=row["file"],
        passages=row["passages"],
        figures=row["figures"],
        notes=_strings(row["notes"]),
        issuer=row["issuer"],
        published=row["published"],
    )


def section_to_row(report: str, number: int, section: Section) -> dict[str, Any]:
    """Return the columns of ``sections``."""
    return {
        "report": report,
        "section": number,
        "path": _dump(section.path),
        "role": section.role,
        "first_line": section.first_line,
        "last_line": section.last_line,
    }


def section_from_row(row: Row) -> Section:
    """Return the section of a row."""
    role = cast(Role, row["role"])
    return Section(_strings(row["path"]), role, row["first_line"], row["last_line"])


def passage_to_row(
    report: str, position: int, passage: Passage, words: Sequence[str]
) -> dict[str, Any]:
    """Return the columns of ``passages``; ``words`` are what the ranker counts."""
    return {
        "report": report,
        "position": position,
        "passage": passage.index,
        "section": passage.section,
        "text": passage.text,
        "headers": _dump(passage.headers),
        "words": " ".join(words),
    }


def passage_from_row(row: Row, sentences: Iterable[Sentence]) -> Passage:
    """Return the passage of a row with the sentences given."""
    return Passage(
        row["passage"], row["section"], row["text"], tuple(sentences), _strings(row["headers"])
    )


def sentence_to_row(report: str, position: int, number: int, sentence: Sentence) -> dict[str, Any]:
    """Return the columns of ``sentences``; ``position`` is the passage's in its report."""
    return {
        "report": report,
        "position": position,
        "sentence": number,
        "text": sentence.text,
        "pieces": _dump([(piece.line, piece.start, piece.end) for piece in sentence.pieces]),
    }


def sentence_from_row(row: Row) -> Sentence:
    """Return the sentence of a row."""
    return Sentence(row["text"], pieces_from_text(row["pieces"]))


def spot_from_row(row: Row) -> Spot:
    """Return a sentence's row, joined with its passage's headers and its section's path."""
    return Spot(sentence_from_row(row), _strings(row["path"]), _strings(row["headers"]))


def pieces_from_text(text: str) -> tuple[Piece, ...]:
    """Return the pieces that a column of ``sentences`` holds."""
    return tuple(Piece(*piece) for piece in json.loads(text))


def fact_to_row(report: str, number: int, fact: Fact) -> dict[str, Any]:
    """Return the columns of ``facts``; ``number`` is the fact's place among its report's."""
    quantity = fact.quantity
    return {
        "report": report,
        "fact": number,
        "passage": fact.passage,
        "sentence": fact.sentence,
        "quantity": quantity.text,
        "value": number_to_text(quantity.value),
        "unit": quantity.unit,
        "start": quantity.start,
        "end": quantity.end,
        "approx": int(quantity.approx),
        "hedge": quantity.hedge,
        "label": fact.label,
        "topic": fact.topic,
        "measure": fact.measure,
        "period": fact.period,
        "kind": fact.kind,
        "place": fact.place,
        "none": int(fact.none),
        "unclear": int(fact.unclear),
        "cues": _cues_to_text(fact.cues),
        "part_of": fact.part_of,
    }


def fact_from_row(row: Row) -> Fact:
    """Return the fact of a row."""
    quantity = Quantity(
        row["quantity"],
        number_from_text(row["value"]),
        row["unit"],
        row["start"],
        row["end"],
        bool(row["approx"]),
        row["hedge"],
    )
    return Fact(
        report=row["report"],
        passage=row["passage"],
        sentence=row["sentence"],
        quantity=quantity,
        label=row["label"],
        topic=row["topic"],
        measure=row["measure"],
        period=row["period"],
        kind=cast(FactKind, row["kind"]),
        place=row["place"],
        none=bool(row["none"]),
        unclear=bool(row["unclear"]),
        cues=_cues_from_text(row["cues"]),
        part_of=row["part_of"],
    )


# A figure has dozens of cues, of few different weights: one line for each weight, its terms
# behind it, is read several times as fast as JSON, which older reports are stored in.
_APART = "\t"


def _cues_to_text(cues: Sequence[tuple[str, float]]) -> str:
    """Return cues as lines of a weight and its terms, as JSON where a term would break a line."""
    if any(_APART in term or "\n" in term for term, _ in cues):
        return _dump(cues)
    lines = groupby(cues, key=itemgetter(1))
    return "\n".join(
        _APART.join([repr(weight), *(term for term, _ in same)]) for weight, same in lines
    )


def _cues_from_text(text: str) -> tuple[tuple[str, float], ...]:
    """Return the cues that a column of ``facts`` holds."""
    if text.startswith("["):
        return tuple(_cue(term, weight) for term, weight in json.loads(text))
    cues: list[tuple[str, float]] = []
    for line in text.split("\n") if text else ():
        weight, *terms = line.split(_APART)
        cues += map(_cue, terms, repeat(float(weight)))
    return tuple(cues)


# The same few terms stand around most figures: thousands of reports share them in memory.
@lru_cache(maxsize=100_000)
def _cue(term: str, weight: float) -> tuple[str, float]:
    return term, weight


def _dump(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=10_000)
def _strings(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
