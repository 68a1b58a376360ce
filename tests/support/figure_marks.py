"""Figures of reports marked by hand, and how well what the program finds agrees with them.

``tests/support/figures/*.tsv`` hold one report each: every amount that a careful reader finds,
in reading order, with its value, unit, year, meaning and a word its name must hold; and what
only looks like an amount (``not``). See ``tests/support/figures/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from retrieval.figures.facts import find_facts
from retrieval.language.fold import fold
from retrieval.language.numerals import format_number, parse_numeral
from retrieval.reading.files import read_report
from retrieval.records import Fact, ParsedReport

ROOT = Path(__file__).resolve().parents[2]
MARKS = ROOT / "tests" / "support" / "figures"
_HEDGES = re.compile(
    r"^(?:突破|超过|至少|不少于|不低于|不到|不足|约|近|超|逾)|(?:以上|以下|以内|左右)$|\s"
)
# What is compared, figure by figure; ``measure`` is the name that a figure is shown under.
PROPERTIES = ("value", "unit", "year", "kind", "approx", "measure")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a sample; ``value`` is ``not`` where nothing is counted, ``either`` where
    readers may differ, and then whether it is found is not judged."""

    line: int
    figure: str
    value: str
    unit: str
    year: str
    kind: str
    approx: str
    measure: str

    @property
    def counts(self) -> bool:
        return self.value not in {"not", "either"}


@dataclass(frozen=True, slots=True)
class Sample:
    """The marks of one report."""

    report: Path
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Score:
    """What was found of one or more samples."""

    marked: int = 0
    missed: list[str] = field(default_factory=list)
    found: int = 0
    wrong: list[str] = field(default_factory=list)
    checked: dict[str, int] = field(default_factory=dict)
    differing: dict[str, list[str]] = field(default_factory=dict)

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / self.found if self.found else 1.0

    def right(self, name: str) -> float:
        """Return the share of figures, among those marked with the property, that have it right."""
        total = self.checked.get(name, 0)
        return 1 - len(self.differing.get(name, [])) / total if total else 1.0

    def add(self, other: Score) -> None:
        self.marked += other.marked
        self.found += other.found
        self.missed += other.missed
        self.wrong += other.wrong
        for name in PROPERTIES:
            self.checked[name] = self.checked.get(name, 0) + other.checked.get(name, 0)
            self.differing.setdefault(name, []).extend(other.differing.get(name, []))


def load_samples() -> list[Sample]:
    """Return every sample, in the order of the files' names."""
    return [load_sample(file) for file in sorted(MARKS.glob("*.tsv"))]


def load_sample(file: Path) -> Sample:
    """Return the sample of one file; its first line names the report."""
    first, _, *lines = file.read_text(encoding="utf-8").splitlines()
    rows = [(line.split("\t") + [""] * 8)[:8] for line in lines if line.strip()]
    return Sample(
        ROOT / first.removeprefix("# "),
        tuple(Mark(int(row[0]), *row[1:]) for row in rows),
    )


def judge(sample: Sample, file: Path | None = None) -> Score:
    """Return the score of one sample; ``file`` is the report in another format, whose lines
    may be counted otherwise."""
    parsed = read_report(file or sample.report)
    facts = [fact for fact in find_facts(parsed) if not fact.none]
    marks = [mark for mark in sample.marks if mark.value != "not"]
    by_line = file is None
    lines = _lines(parsed, facts)
    theirs = [
        (at if by_line else 0, _bare(fact.quantity.text))
        for at, fact in zip(lines, facts, strict=True)
    ]
    ours = [(mark.line if by_line else 0, _bare(mark.figure)) for mark in marks]
    score = Score(marked=sum(mark.counts for mark in marks))
    pairs = _align(ours, theirs)
    either = {j for i, j in pairs.items() if not marks[i].counts}
    score.found = len(facts) - len(either)
    matched = set(pairs.values())
    name = sample.report.name
    for i, mark in enumerate(marks):
        if i in pairs:
            if mark.counts:
                _compare(mark, facts[pairs[i]], score, name)
        elif mark.counts:
            score.missed.append(f"{name}:{mark.line} {mark.figure}")
    for j, fact in enumerate(facts):
        if j not in matched:
            score.wrong.append(f"{name}:{lines[j]} {fact.quantity.text} {fact.label}")
    return score


def unlisted(sample: Sample) -> list[str]:
    """Return the Arabic numerals of the report that the sample passes over: a careful reader
    lists them all."""
    text = sample.report.read_bytes()
    lines = fold(_decode(text)).splitlines()
    whole = {mark.line for mark in sample.marks if mark.figure == "*"}
    rest = []
    for number, line in enumerate(lines, 1):
        if number in whole:
            continue
        left = line
        for mark in sample.marks:
            if mark.line == number:
                left = _take(left, fold(mark.figure))
        rest += [f"{sample.report.name}:{number} {m}" for m in re.findall(r"\d[\d.,]*", left)]
    return rest


def _take(line: str, figure: str) -> str:
    at = line.find(figure)
    if at < 0:
        # Spaces between numeral and unit, or a figure that goes on in the next line.
        loose = re.compile(r"\s*".join(map(re.escape, figure)))
        match = loose.search(line)
        if match:
            return line[: match.start()] + line[match.end() :]
        number = re.search(r"[\d.,]+", figure)
        return line.replace(number.group(), "", 1) if number else line
    return line[:at] + line[at + len(figure) :]


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _bare(figure: str) -> str:
    folded = fold(figure)
    while (shorter := _HEDGES.sub("", folded)) != folded:
        folded = shorter
    return folded


def _lines(parsed: ParsedReport, facts: Sequence[Fact]) -> list[int]:
    return [_line_of(parsed, fact) for fact in facts]


def _line_of(parsed: ParsedReport, fact: Fact) -> int:
    """Return the file's line on which a figure's numeral begins."""
    sentence = parsed.passages[fact.passage].sentences[fact.sentence]
    at = fact.quantity.start
    for piece in sentence.pieces:
        size = piece.end - piece.start
        if at < size:
            return piece.line
        at -= size
    return sentence.pieces[-1].line


def _align(ours: Sequence[object], theirs: Sequence[object]) -> dict[int, int]:
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _compare(mark: Mark, fact: Fact, score: Score, name: str) -> None:
    for prop, right, shown in _properties(mark, fact):
        score.checked[prop] = score.checked.get(prop, 0) + 1
        if not right:
            score.differing.setdefault(prop, []).append(
                f"{name}:{mark.line} {mark.figure}: {shown}"
            )


def _properties(mark: Mark, fact: Fact) -> Iterator[tuple[str, bool, str]]:
    quantity = fact.quantity
    value = parse_numeral(mark.value)
    yield "value", value == quantity.value, format_number(quantity.value)
    yield "unit", mark.unit == quantity.unit, quantity.unit
    yield "kind", mark.kind == fact.kind, fact.kind
    yield "approx", bool(mark.approx) == quantity.approx, str(quantity.approx)
    if mark.year:
        yield "year", mark.year == str(fact.period), str(fact.period)
    if mark.measure:
        yield "measure", fold(mark.measure) in fold(fact.measure), fact.measure
