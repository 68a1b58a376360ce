"""A pattern of the grammar becomes a sentence, and says which figures it states."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tests.support.synthetic.figures import MEASURES, Figure, percent
from tests.support.synthetic.names import local_name

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_NAME = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{([^{}]*)\}")
_DROPPED = re.compile(r"«([^«»]*)»")


@dataclass(slots=True)
class Pen:
    """Writes the sentences of one report.

    ``now`` and ``last`` are the figures of its year and the one before; ``fixed`` are slots
    with what they say in the report (年, 上年); ``wrong`` are slots that a fault gives another
    value; ``stated`` gathers the figures of what is written.
    """

    chance: random.Random
    year: int
    now: Mapping[str, Decimal]
    last: Mapping[str, Decimal]
    fixed: dict[str, str]
    commas: bool
    wrong: dict[str, Decimal] = field(default_factory=dict)
    stated: list[Figure] = field(default_factory=list)

    def write(self, pattern: str, *, drop: bool = False) -> str:
        """Return ``pattern`` with its choices made and its slots filled; ``drop`` leaves out «»."""
        text = _DROPPED.sub("" if drop else r"\1", pattern)
        while _CHOICE.search(text):
            text = _CHOICE.sub(lambda match: self.chance.choice(match[1].split("|")), text)
        text = _NAME.sub(self._name, text)
        return _SLOT.sub(self._slot, text)

    def _name(self, match: re.Match[str]) -> str:
        return self.fixed.get(match[1]) or local_name(match[1], self.chance)

    def _slot(self, match: re.Match[str]) -> str:
        slot = match[1]
        if slot in self.fixed:
            return self.fixed[slot]
        name, _, what = slot.partition(".")
        now = self._value(name, self.now[name])
        last = self._value(f"{name}.上年", self.last[name])
        if what == "增减":
            growth = self._value(slot, percent(now - last, last))
            if not growth:
                return "基本持平"
            return f"{'增长' if growth > 0 else '下降'}{plain(abs(growth))}%"
        if what == "差":
            step = self._value(slot, now - last)
            return f"{'增加' if step > 0 else '减少'}{self._amount(abs(step), name)}"
        if what == "到":
            return "增加到" if now > last else "减少到"
        value, period = (last, self.year - 1) if what == "上年" else (now, self.year)
        measure = MEASURES[name]
        self.stated.append(Figure(name, value, measure.unit, period, measure.part_of))
        return self._amount(value, name)

    def _value(self, slot: str, true: Decimal) -> Decimal:
        return self.wrong.get(slot, true)

    def _amount(self, value: Decimal, name: str) -> str:
        unit = MEASURES[name].unit
        if unit == "份" and value >= 10_000:
            return f"{plain(value / 10_000)}万份"
        written = f"{value:,f}" if self.commas and value == value.to_integral() else plain(value)
        return f"{written}{unit}"


def plain(value: Decimal) -> str:
    """Return a number in plain digits, no more places than it has."""
    return f"{value.normalize():f}"
