"""The words of ``wording.toml``: how a figure is meant (target, change, none, which year)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.language.data import strings, table_at
from retrieval.language.fold import fold

_FILE = "wording.toml"


@dataclass(frozen=True, slots=True)
class Wording:
    """Compiled alternations over folded text, the longest word first."""

    target: re.Pattern[str]
    target_carried: re.Pattern[str]
    target_except: re.Pattern[str]
    done: re.Pattern[str]
    change: re.Pattern[str]
    change_manner: re.Pattern[str]
    down: frozenset[str]
    this_year: re.Pattern[str]
    last_year: re.Pattern[str]
    carried: re.Pattern[str]
    before_last: re.Pattern[str]
    next_year: re.Pattern[str]
    formerly: re.Pattern[str]
    added: re.Pattern[str]
    to_date: re.Pattern[str]
    none_marker: re.Pattern[str]
    none_strong: frozenset[str]
    none_event: re.Pattern[str]
    none_zero: re.Pattern[str]
    none_except: re.Pattern[str]
    none_units: tuple[tuple[str, str], ...]
    governing: re.Pattern[str]
    leading: re.Pattern[str]
    trailing: re.Pattern[str]


@lru_cache(maxsize=2048)
def alternation(words: tuple[str, ...]) -> str:
    """Return a pattern that matches any of ``words``, folded, the longest first."""
    folded = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in folded) + ")"


@cache
def load_wording() -> Wording:
    """Return the compiled wording; DataFileError names a list that is missing or malformed."""

    def words(section: str, key: str) -> tuple[str, ...]:
        return strings(_FILE, f"{section}.{key}", table_at(_FILE, section).get(key))

    units = [
        (fold(event), unit)
        for unit, events in table_at(_FILE, "none", "units").items()
        for event in strings(_FILE, f"none.units.{unit}", events)
    ]
    units.sort(key=lambda entry: -len(entry[0]))
    level = alternation(words("change", "level"))
    change = alternation(words("change", "words"))
    return Wording(
        target=re.compile(alternation(words("target", "words"))),
        target_carried=re.compile(alternation(words("target", "carried"))),
        done=re.compile(alternation(words("target", "done"))),
        target_except=re.compile(alternation(words("target", "except"))),
        change=re.compile(
            rf"({change})(?:了|约|近|超过|超|幅度|率)*(?:(?<!压减)(?<!压缩)(?<!缩短)(?<!减少)为|达|达到)?\s*$(?<!{'至'})(?<!到)"
        ),
        change_manner=re.compile(
            alternation((*words("change", "manner"), *words("change", "words")))
        ),
        down=frozenset(fold(word) for word in words("change", "down")),
        this_year=re.compile(alternation(words("period", "this"))),
        last_year=re.compile(alternation(words("period", "last"))),
        carried=re.compile(alternation(words("period", "carried"))),
        before_last=re.compile(alternation(words("period", "before_last"))),
        next_year=re.compile(alternation(words("period", "next"))),
        formerly=re.compile(
            rf"[而但]?{alternation(words('period', 'formerly'))}的?[则仅只]?(?:是|为|要|需要?)\s*"
        ),
        added=re.compile(alternation(words("increment", "added"))),
        to_date=re.compile(rf"{alternation(words('increment', 'to_date'))}[^，,\d]{{0,3}}$"),
        none_marker=re.compile(alternation(words("none", "markers"))),
        none_strong=frozenset(fold(word) for word in words("none", "strong")),
        none_event=re.compile(
            alternation(words("none", "events"))
            + r"(?:等|的|情况|现象|问题|行为|发生|事件|案件|出现|记录)*$"
        ),
        none_zero=re.compile(alternation(words("none", "zero"))),
        none_except=re.compile(alternation(words("none", "except"))),
        none_units=tuple(units),
        governing=re.compile(alternation(words("governs", "verbs")) + "$"),
        leading=re.compile(
            rf"^(?!区县|镇街|镇村)(?:{alternation(words('trim', 'leading'))}|[\s,，、;；:：()（）“”\"·]|\d{{2,4}}\s*年度?|\d+月(?:\d+日)?份?|\d+[.、．](?!\d)|以?每[^，。；、]{{0,4}}?次的?频[次率])+"
        ),
        trailing=re.compile(
            rf"(?:{alternation(words('trim', 'trailing'))}|[\s,，、;；:：()（）·]|{level}(?=$)|(?:由|从|自|比|较|与)?(?:(?:20)?\d{{2}}年度?|{alternation(words('period', 'last'))})[底末初]?)+$"
        ),
    )
