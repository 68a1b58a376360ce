"""Whether any case was lost, from how all of them ended (2件，驳回1件、撤诉1件: none was)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.evidence.nearness import IN_TOPIC, class_of, label_keys
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.yesno.claim import Claim
from retrieval.answering.yesno.clauses import is_settled_text
from retrieval.answering.yesno.figures import may_count
from retrieval.language.fold import fold
from retrieval.language.lazy_pattern import LazyPattern
from retrieval.language.quantities import find_quantities
from retrieval.language.units import load_units
from retrieval.records import Fact

# How the cases ended stands in the total's sentence or in one of the next.
_SENTENCES = 4
_SEGMENT = re.compile(r"[^，,；;。、：:（）()]+")
_OF_ALL = re.compile(r"均|全部|全都|都|一律")
# 无赔偿案件 says that there was no such outcome.
_DENIED = re.compile(r"(?:无|没有|未发生|未出现|零)\D*$")
# 胜诉率100% counts no cases.
_RATE = re.compile(r"率")
_INSTANCE = re.compile(r"[一二再]审")
_PART = re.compile(r"其中")


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of case: ``key`` is its concept, ``name`` its list in ``question_words.toml``, with
    which those of its outcomes begin."""

    key: str
    name: str


_FAMILIES = (Family("行政应诉", "lawsuit"), Family("行政复议", "review"))


@dataclass(slots=True)
class _Tally:
    """How the cases of ``total`` ended, as far as it was told."""

    total: int
    kept: int = 0
    open: int = 0
    ended: int = 0
    spoken_of: int = 0

    @property
    def is_full(self) -> bool:
        return self.kept > 0 and self.kept + self.open == self.total and self.ended <= self.kept


@dataclass(frozen=True, slots=True)
class Accounted:
    """``total`` and the stretch that tells how all of its cases ended, none of them lost."""

    total: Fact
    sentence: int
    start: int
    end: int


def find_none_lost(claim: Claim, scope: Scope, shelf: Shelf) -> Accounted | None:
    """Return the total and the stretch that accounts for every case of it and tells of none that
    was lost, where the claim asks for a lost one; None where a case is left over or any outcome
    is unclear."""
    family = _family_of(claim)
    if family is None or len(scope.places) > 1:
        return None
    found = [
        finding
        for report in scope.reports
        for fact in shelf.source.facts(report.id)
        if _is_total(fact, family, shelf)
        and may_count(fact, scope, report.year)
        and fact.kind == "actual"
        and fact.place == scope.town
        and (finding := _account(fact, family, shelf)) is not None
        and not _tells_of_lost(report.id, family, shelf)
    ]
    return found[0] if len({f.total.report for f in found}) == 1 else None


def _family_of(claim: Claim) -> Family | None:
    """Return the kind of case whose losses the claim asks for, None where it asks for none."""
    # Who decided says no more of a case than that it was decided (法院有没有判败诉).
    deciders = words_of("yesno", "deciders")
    content = [t for t in claim.terms if not t.is_light and not {t.key, t.text} & {*deciders}]
    for family in _FAMILIES:
        lost = {*words_of("yesno", f"{family.name}_lost")}
        outcomes = [t for t in content if {t.key, t.text} & lost]
        named = [t for t in content if t.key == family.key]
        # 败诉 is said of lawsuits alone.
        if len(outcomes) == 1 and (
            len(named) + 1 == len(content) and (named or outcomes[0].key == "败诉")
        ):
            return family
    return None


def _is_total(fact: Fact, family: Family, shelf: Shelf) -> bool:
    """Return whether a figure counts all cases of the kind, not those of one outcome or instance."""
    label = fold(fact.label)
    own = any(near >= IN_TOPIC and key == family.key for key, near in fact.cues)
    return (
        own
        and class_of(fact) == "case"
        and not fact.quantity.approx
        and fact.quantity.value == int(fact.quantity.value)
        and _INSTANCE.search(label) is None
        and _outcome_in(label, family) == ""
        and not _is_part(fact, family, shelf)
    )


def _is_part(fact: Fact, family: Family, shelf: Shelf) -> bool:
    """Return whether a figure is a part of another count of the same kind of case."""
    if fact.part_of is None:
        return False
    whole = shelf.source.facts(fact.report)[fact.part_of]
    return family.key in label_keys(whole) or family.key not in label_keys(fact)


@cache
def _outcomes(family: Family) -> tuple[tuple[str, LazyPattern], ...]:
    own = {name: f"{family.name}_{name}" for name in ("lost", "unsure", "kept")}
    order = ("lost", "unsure", "pending", "kept", "ended")
    return tuple((name, pattern_of("yesno", own.get(name, name))) for name in order)


def _outcome_in(segment: str, family: Family) -> str:
    """Return what a stretch says of its cases: lost, unsure, pending, kept, ended, or nothing."""
    for name, pattern in _outcomes(family):
        match = pattern.search(segment)
        if match and not (name == "lost" and _DENIED.search(segment[: match.start()])):
            return name
    return ""


def _account(total: Fact, family: Family, shelf: Shelf) -> Accounted | None:
    """Return the stretch behind a total by which all of its cases are told of as not lost."""
    tally = _Tally(int(total.quantity.value), spoken_of=int(total.quantity.value))
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None
    for sentence, start, end, segment in _segments(total, family, shelf):
        outcome = _outcome_in(segment, family)
        if not _take(tally, outcome, segment):
            return None
        if outcome in {"kept", "pending", "ended"}:
            first = first or (sentence, start)
            last = (sentence, end)
    if not tally.is_full or first is None or last is None or first[0] != last[0]:
        return None
    return Accounted(total, first[0], first[1], last[1])


def _take(tally: _Tally, outcome: str, segment: str) -> bool:
    """Count what a stretch tells; return False where it leaves open how its cases ended."""
    if outcome == "" or _RATE.search(segment):
        return True
    if outcome in {"lost", "unsure"}:
        return False
    counts = [q for q in find_quantities(segment) if load_units().class_of.get(q.unit) == "case"]
    if len(counts) > 1 or any(q.approx for q in counts):
        return False
    if counts:
        number = int(counts[0].value)
        if _PART.search(segment) and tally.kept:
            return False
    elif _OF_ALL.search(segment) or tally.total == 1:
        number = tally.spoken_of
    else:
        # 已审结 says no more of them.
        return outcome != "kept"
    if outcome == "ended":
        tally.ended = max(tally.ended, number if counts else 0)
        tally.spoken_of = number
    elif outcome == "pending":
        tally.open += number
    else:
        tally.kept += number
    return True


def _segments(total: Fact, family: Family, shelf: Shelf) -> Iterator[tuple[int, int, int, str]]:
    """Yield the stretches behind a total that go on about its kind of case, as ``(sentence, start,
    end, folded text)``."""
    sentences = shelf.source.parsed(total.report).passages[total.passage].sentences
    others = [f for f in _FAMILIES if f != family]
    foreign = False
    for number in range(total.sentence, min(total.sentence + _SENTENCES, len(sentences))):
        if not is_settled_text(shelf, total.report, total.passage, number):
            return
        text = fold(sentences[number].text)
        if number > total.sentence and not pattern_of("yesno", family.name).search(text):
            return
        begin = total.quantity.end if number == total.sentence else 0
        for match in _SEGMENT.finditer(text, begin):
            if pattern_of("yesno", family.name).search(match.group()):
                foreign = False
            elif any(pattern_of("yesno", f.name).search(match.group()) for f in others):
                foreign = True
            if not foreign:
                yield number, match.start(), match.end(), match.group()


def _tells_of_lost(report: str, family: Family, shelf: Shelf) -> bool:
    """Return whether the report counts cases of the kind as lost anywhere."""
    return any(
        fact.quantity.value > 0
        and class_of(fact) == "case"
        and pattern_of("yesno", f"{family.name}_lost").search(fold(fact.label)) is not None
        and any(near >= IN_TOPIC and key in {family.key, "败诉"} for key, near in fact.cues)
        for fact in shelf.source.facts(report)
    )
