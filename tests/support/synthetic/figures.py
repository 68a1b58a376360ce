"""The figures of a place and year: drawn once, whoever asks, and exact."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from tests.support.synthetic.grammar import GRAMMAR


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a report states, in ``line`` (from 1); ``part_of`` names its total.

    ``value`` is as stated. ``disputed`` where the report states the measure with two values.
    """

    measure: str
    value: Decimal
    unit: str
    period: int
    part_of: str = ""
    line: int = 0
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure is in: its unit and the total it is a part of."""

    unit: str
    part_of: str = ""


def _measures() -> dict[str, Measure]:
    found = {name: Measure(row["unit"]) for name, row in GRAMMAR["totals"].items()}
    for name, row in GRAMMAR["shares"].items():
        found[name] = Measure(row["unit"], row["of"])
    for row in GRAMMAR["splits"].values():
        found.update({part: Measure(row["unit"], row["of"]) for part in row["into"]})
    found.update({name: Measure("%") for name in GRAMMAR["rates"]})
    return found


MEASURES: Mapping[str, Measure] = _measures()


@lru_cache(maxsize=64)
def figures_of(seed: int, place: int, year: int) -> Mapping[str, Decimal]:
    """Return measure → value of a place's year; no total is what it was the year before."""
    scale = random.Random(f"{seed}/{place}")
    chance = random.Random(f"{seed}/{place}/{year}")
    values: dict[str, Decimal] = {}
    for name, row in GRAMMAR["totals"].items():
        usual = scale.randint(row["low"], row["high"])
        drawn = max(row["low"], round(usual * chance.uniform(0.7, 1.4)))
        # Even years are even: two years in a row never agree.
        values[name] = Decimal((drawn - drawn % 2 + year % 2) * row.get("times", 1))
    for name, row in GRAMMAR["shares"].items():
        whole = int(values[row["of"]])
        part = round(whole * chance.uniform(row["low"], row["high"]) / 100)
        values[name] = Decimal(min(max(part, 1), whole - 1))
    for row in GRAMMAR["splits"].values():
        values.update(zip(row["into"], _split(values[row["of"]], row["into"], chance), strict=True))
    for name, row in GRAMMAR["rates"].items():
        values[name] = percent(values[row["part"]], values[row["whole"]])
    return values


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return ``part`` in percent of ``whole``, to one place, as reports round."""
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()


def _split(whole: Decimal, names: list[str], chance: random.Random) -> list[Decimal]:
    """Return random parts of ``whole``, none empty."""
    cuts = sorted(chance.sample(range(1, int(whole)), len(names) - 1))
    ends = [0, *cuts, int(whole)]
    return [Decimal(b - a) for a, b in itertools.pairwise(ends)]
