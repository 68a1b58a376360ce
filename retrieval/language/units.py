"""The unit table: which words count, and which of them answer the same kind of question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.errors import DataFileError
from retrieval.language.data import check_keys, strings, tables_at

_FILE = "units.toml"


@dataclass(frozen=True, slots=True)
class UnitTable:
    """``class_of`` maps a unit to its class; ``asked`` maps question wordings to a class.

    ``pattern`` matches the units that count behind any numeral: not 年 and 日, which do so in
    few wordings only.
    """

    class_of: dict[str, str]
    asked: dict[str, str]
    exact: frozenset[str]
    pattern: str

    def same_class(self, one: str, other: str) -> bool:
        """Return whether two units answer the same kind of question."""
        return self.class_of.get(one, one) == self.class_of.get(other, other)


@cache
def load_units() -> UnitTable:
    """Return the table of ``units.toml``; DataFileError names a bad or doubled entry."""
    class_of: dict[str, str] = {}
    asked: dict[str, str] = {}
    exact: set[str] = set()
    counting: tuple[str, ...] = ()
    for table in tables_at(_FILE, "class"):
        name = str(table.get("name", "?"))
        check_keys(_FILE, name, table, {"name", "units", "spans", "asked", "exact"})
        units = strings(_FILE, f"{name}.units", table.get("units"))
        spans = strings(_FILE, f"{name}.spans", table.get("spans", []))
        counting += units
        for unit in (*units, *spans):
            if class_of.setdefault(unit, name) != name:
                raise DataFileError(_FILE, unit, "同时属于两个类", "只留在一个类里")
        for wording in strings(_FILE, f"{name}.asked", table.get("asked", [])):
            asked[wording] = name
        if table.get("exact"):
            exact.add(name)
    longest_first = sorted(counting, key=len, reverse=True)
    pattern = "|".join(re.escape(unit) for unit in longest_first)
    return UnitTable(class_of, asked, frozenset(exact), pattern)
