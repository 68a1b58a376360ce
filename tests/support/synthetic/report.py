"""A whole report from the grammar: its lines, the figures in them, the faults planted."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from tests.support.synthetic.faults import Fault
from tests.support.synthetic.figures import Figure, percent
from tests.support.synthetic.grammar import GRAMMAR
from tests.support.synthetic.writing import Pen, plain

_NUMERALS = "一二三四五六七八九十"
_IN_PATTERN = ("sum", "aligned", "rate", "growth", "last_year")
# Facts of these are in every report of a place, so that last year's can be held against it.
_CORE = ("行政处罚案件", "行政应诉案件", "矛盾纠纷")
_RESTATED = "行政应诉案件"


@dataclass(frozen=True, slots=True)
class Story:
    """The one sentence of a report that no other has: its wording, and its figures."""

    wording: str
    figures: tuple[int, int, int]

    @classmethod
    def of(cls, chance: random.Random) -> Story:
        """Return a story of its own."""
        pen = Pen(chance, 0, {}, {}, {"甲": "{甲}", "乙": "{乙}", "丙": "{丙}"}, False)
        wording = pen.write(chance.choice(GRAMMAR["story"]["texts"]))
        return cls(wording, _drawn(chance))

    def text(self, figures: tuple[int, int, int] | None = None) -> str:
        """Return the sentence, with other ``figures`` where they are given."""
        first, second, third = figures or self.figures
        return self.wording.format(甲=first, 乙=second, 丙=third)


@dataclass(frozen=True, slots=True)
class Written:
    """What composing gives."""

    lines: tuple[str, ...]
    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]
    roles: frozenset[str]


@dataclass(slots=True)
class _Sheet:
    """Lines as they are written; figures get the number of their line."""

    pen: Pen
    lines: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Append a line: the figures written since the last one stand in it."""
        self.lines.append(text)
        self.figures += [replace(figure, line=len(self.lines)) for figure in self.pen.stated]
        self.pen.stated.clear()


@dataclass(frozen=True, slots=True)
class _Planted:
    """A fault that a pattern carries: which topic, slot and pattern, and in which measure."""

    kind: str
    topic: int
    slot: int
    pattern: Mapping[str, Any]


def compose(
    chance: random.Random,
    *,
    place: str,
    county: str,
    year: int,
    now: Mapping[str, Decimal],
    last: Mapping[str, Decimal],
    story: Story,
    faults: Sequence[str],
    source: tuple[int, Story] | None,
    first_year: bool,
    disputed_before: bool,
) -> Written:
    """Return a report; faults that cannot be planted (no source to copy) are left out."""
    fixed = {
        "地": place, "县": county, "年": str(year), "上年": str(year - 1), "明年": str(year + 1),
        "百分": str(chance.randint(90, 99)),
    }  # fmt: skip
    sheet = _Sheet(Pen(chance, year, now, last, fixed, commas=chance.random() < 0.3))
    roles = ["review", "shortcomings", "leadership", "plan"]
    if chance.random() < 0.1 and "conflict" not in faults:
        roles.remove(chance.choice(("shortcomings", "leadership")))
    skipped = _skipped_numbers(chance, faults)
    _write_head(sheet, roles, faults)
    for number, role in enumerate(roles):
        mark = _NUMERALS[number + (skipped == "chapter" and number >= 2)]
        heading = sheet.pen.write(chance.choice(GRAMMAR["headings"][role]))
        sheet.add(f"{mark}、{heading}")
        if skipped == "chapter" and number == 2:
            sheet.faults.append(Fault("numbering", sheet.lines[-1]))
        if role == "review":
            _write_review(sheet, faults, skipped, story, source, first_year, disputed_before)
        elif role == "leadership":
            _write_leadership(sheet, faults)
        else:
            _write_items(sheet, GRAMMAR[role]["texts"], skipped == role)
    if "promised" in faults and not any(fault.kind == "promised" for fault in sheet.faults):
        raise AssertionError("a fault was not planted")
    if any("见附件" in line for line in sheet.lines) and "promised" not in faults:
        sheet.add(f"附件：{place}{year}年法治政府建设情况统计表")
    disputed = "conflict" in faults
    figures = tuple(
        replace(figure, disputed=disputed and figure.measure == _RESTATED and figure.period == year)
        for figure in sheet.figures
    )
    return Written(tuple(sheet.lines), figures, tuple(sheet.faults), frozenset(roles))


def _skipped_numbers(chance: random.Random, faults: Sequence[str]) -> str:
    """Return which series of numbers shall skip one: chapters, topics, or 一是… of a chapter."""
    return chance.choice(("chapter", "topic", "plan")) if "numbering" in faults else ""


def _write_head(sheet: _Sheet, roles: Sequence[str], faults: Sequence[str]) -> None:
    pen = sheet.pen
    counts = len(roles)
    openings = GRAMMAR["opening"]["texts"]
    opening = pen.chance.choice(openings)
    short = "promised" in faults and pen.chance.random() < 0.5
    if short:
        opening, counts = openings[-1], counts + 1
    pen.fixed["方面"] = _NUMERALS[counts - 1]
    sheet.add(pen.write(pen.chance.choice(GRAMMAR["title"]["texts"])))
    sheet.add(pen.write(opening))
    if short:
        sheet.faults.append(Fault("promised", f"{_NUMERALS[counts - 1]}个方面"))


def _write_review(
    sheet: _Sheet,
    faults: Sequence[str],
    skipped: str,
    story: Story,
    source: tuple[int, Story] | None,
    first_year: bool,
    disputed_before: bool,
) -> None:
    chance = sheet.pen.chance
    topics = [topic for topic in GRAMMAR["topic"] if topic.get("core")]
    others = [topic for topic in GRAMMAR["topic"] if not topic.get("core")]
    topics += chance.sample(others, chance.randint(3, len(others)))
    chance.shuffle(topics)
    planted = _choose_patterns(chance, topics, faults, first_year, disputed_before)
    told_at, extra = chance.randrange(len(topics)), chance.randrange(len(topics))
    gap = chance.randrange(1, len(topics) - 1) if skipped == "topic" else len(topics)
    for number, topic in enumerate(topics):
        mark = _numeral(number + 1 + (number >= gap))
        sheet.add(f"（{mark}）{sheet.pen.write(chance.choice(topic['headings']))}")
        if number == gap:
            sheet.faults.append(Fault("numbering", f"（{mark}）"))
        sentences = [sheet.pen.write(chance.choice(topic["leads"]))]
        if number == told_at:
            sentences.append(_tell_story(sheet, story, source, faults))
        used: set[str] = set()
        for slot, patterns in enumerate(topic["slots"]):
            fault = next((p for p in planted if (p.topic, p.slot) == (number, slot)), None)
            pattern = fault.pattern if fault else _pick(chance, patterns, used)
            used.add(pattern["text"])
            sentences.append(_write_pattern(sheet, pattern, fault.kind if fault else ""))
        if number == extra:
            sentences += _extra_sentences(sheet, faults)
        sheet.add("".join(sentences))


def _pick(chance: random.Random, patterns: Sequence[Any], used: set[str]) -> Mapping[str, Any]:
    """Return a pattern; one that goes on from another (``after``) only where that was used."""
    fit = [p for p in patterns if "after" not in p or any(f"{{{p['after']}}}" in t for t in used)]
    return chance.choice(fit)  # type: ignore[no-any-return]


def _choose_patterns(
    chance: random.Random,
    topics: Sequence[Any],
    faults: Sequence[str],
    first_year: bool,
    disputed_before: bool,
) -> list[_Planted]:
    """Return where faults that patterns carry are planted, each in a topic of its own."""
    planted: list[_Planted] = []
    for kind in (kind for kind in faults if kind in _IN_PATTERN):
        taken = {plant.topic for plant in planted}
        places = [
            _Planted(kind, number, slot, pattern)
            for number, topic in enumerate(topics)
            if number not in taken
            for slot, patterns in enumerate(topic["slots"])
            for pattern in patterns
            if kind in pattern and _can_plant(kind, pattern, first_year, disputed_before)
        ]
        planted.append(chance.choice(places))
    return planted


def _can_plant(
    kind: str, pattern: Mapping[str, Any], first_year: bool, disputed_before: bool
) -> bool:
    """Return whether a fault can be seen: one against last year needs last year's figure, in the
    sentence itself or in the report before."""
    if kind not in {"growth", "last_year"}:
        return True
    measure = pattern[kind]
    if kind == "growth" and f"{{{measure}.上年}}" in pattern["text"]:
        return True
    disputed = disputed_before and measure == _RESTATED
    return measure in _CORE and not first_year and not disputed


def _write_pattern(sheet: _Sheet, pattern: Mapping[str, Any], fault: str) -> str:
    pen = sheet.pen
    pen.wrong = {}
    other, expected = None, ""
    if fault and fault != "aligned":
        slot, expected = _spoil(pen, fault, pattern[fault], pattern["text"])
        expected = f"{slot}={expected}"
    if fault == "last_year":
        other = -1
    text = pen.write(pattern["text"], drop=fault == "aligned")
    pen.wrong = {}
    if fault:
        sheet.faults.append(Fault(fault, text.rstrip("。"), other, expected))
    return text


def _spoil(pen: Pen, fault: str, of: Any, text: str) -> tuple[str, str]:
    """Give one slot of a pattern another value; return the slot and the true value."""
    chance = pen.chance
    if fault == "sum":
        slot = chance.choice(of)
        true = pen.now[slot]
        step = chance.randint(2, 9)
        # Too little is a fault only where the list says that it is complete.
        short = of[-1].startswith("其他") and true > step + 1 and chance.random() < 0.5
        wrong = true - step if short else true + step
    elif fault == "rate":
        slot = of
        true = pen.now[slot]
        step = Decimal(chance.randint(21, 74)) / 10
        wrong = true - step if true > 60 or chance.random() < 0.5 else true + step
        wrong = wrong if wrong > 0 else true + step
    elif fault == "growth":
        slot, true = _growth_slot(pen, of, text)
        wrong = true + (Decimal(chance.randint(31, 94)) / 10 if ".增" in slot else 3)
        wrong = wrong if wrong else wrong + 1
    else:
        slot = f"{of}.上年"
        true = pen.last[of]
        wrong = true + chance.randint(2, 9)
        # Never this year's figure: then nothing would have changed.
        wrong = wrong if wrong != pen.now[of] else wrong + 1
    pen.wrong[slot] = wrong
    return slot, plain(true)


def _growth_slot(pen: Pen, of: str, text: str) -> tuple[str, Decimal]:
    """Return the slot by which a pattern tells a growth, and the true value."""
    step = pen.now[of] - pen.last[of]
    if f"{{{of}.差}}" in text:
        return f"{of}.差", step
    return f"{of}.增减", percent(step, pen.last[of])


def _tell_story(
    sheet: _Sheet, story: Story, source: tuple[int, Story] | None, faults: Sequence[str]
) -> str:
    if "copied" not in faults or source is None:
        return story.text()
    other, copied = source
    figures = copied.figures
    while figures == copied.figures:
        figures = _drawn(sheet.pen.chance)
    text = copied.text(figures)
    sheet.faults.append(Fault("copied", text.rstrip("。"), other))
    return text


def _drawn(chance: random.Random) -> tuple[int, int, int]:
    return chance.randint(11, 60), chance.randint(61, 900), chance.randint(901, 3000)


def _extra_sentences(sheet: _Sheet, faults: Sequence[str]) -> list[str]:
    """Return sentences for faults that stand alone, and attachments that are there."""
    pen = sheet.pen
    added = []
    if "target" in faults:
        added.append(pen.write(pen.chance.choice(GRAMMAR["faults"]["target"])))
        sheet.faults.append(Fault("target", added[-1].rstrip("。")))
    promised = "promised" in faults
    missing = promised and not any(fault.kind == "promised" for fault in sheet.faults)
    if missing or (not promised and pen.chance.random() < 0.08):
        added.append(pen.write(pen.chance.choice(GRAMMAR["faults"]["attachment"])))
    if missing:
        sheet.faults.append(Fault("promised", added[-1].rstrip("。")))
    return added


def _write_leadership(sheet: _Sheet, faults: Sequence[str]) -> None:
    pen = sheet.pen
    text = pen.write(pen.chance.choice(GRAMMAR["leadership"]["texts"]))
    if "conflict" in faults or pen.chance.random() < 0.5:
        if "conflict" in faults:
            pen.wrong = {_RESTATED: pen.now[_RESTATED] + pen.chance.randint(2, 9)}
        again = pen.write(pen.chance.choice(GRAMMAR["leadership"]["restate"]))
        pen.wrong = {}
        if "conflict" in faults:
            true = plain(pen.now[_RESTATED])
            sheet.faults.append(Fault("conflict", again.rstrip("。"), None, true))
        text += again
    sheet.add(text)


def _write_items(sheet: _Sheet, patterns: Sequence[str], skip: bool) -> None:
    """Write 一是…；二是…。 of three items or all; ``skip`` leaves out a number."""
    chance = sheet.pen.chance
    chosen = chance.sample(patterns, chance.randint(3, len(patterns)))
    gap = chance.randrange(1, len(chosen)) if skip else len(chosen)
    items = []
    for number, pattern in enumerate(chosen):
        mark = _NUMERALS[number + (number >= gap)]
        items.append(f"{mark}是{sheet.pen.write(pattern)}")
        if number == gap:
            sheet.faults.append(Fault("numbering", f"{mark}是"))
    sheet.add("；".join(items) + "。")


def _numeral(number: int) -> str:
    return _NUMERALS[number - 1] if number <= 10 else f"十{_NUMERALS[number - 11]}"
