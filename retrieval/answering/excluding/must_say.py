"""What a figure's own sentence must say where the question does, however the words were read.

A question may be read in everyday words, official ones or without its vague verbs; some of what it
says restricts it so hard that no reading may lose it: 双随机抽查 is no other 抽查, 没收 no 罚没.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import class_of, own_clause
from retrieval.errors import DataFileError
from retrieval.language.data import check_keys, strings, tables_at
from retrieval.language.fold import fold
from retrieval.language.wording import alternation
from retrieval.records import Fact

_FILE = "must_say.toml"
_KEYS = {"asked", "unless", "told", "barred", "money", "clause", "none"}
_HOW_MANY = re.compile("了?(?:多少|几)")
# Who came new or was added is asked for, and how reports say so.
_NEW = re.compile(r"新(?:增|办|领|取得|聘|招|培养|培育|建|设|发展|成立|入职|录用|招录|任命)")
_TOLD_NEW = re.compile(r"新|今年|当年|年内|本年|年度内|增|首次")


@dataclass(frozen=True, slots=True)
class Rule:
    """Words of a question, and what a figure's sentence must then have (``told``) or lack
    (``barred``); of both lists one is enough. ``money``: sums alone are looked at; ``clause``: only
    what stands in the figure's own clause counts; ``none``: statements of none are looked at, too."""

    asked: tuple[str, ...]
    unless: tuple[str, ...]
    told: tuple[str, ...]
    barred: tuple[str, ...]
    money: bool
    clause: bool
    none: bool

    def word_in(self, wording: str) -> str:
        """Return the word by which a folded question falls under the rule, empty where it does not."""
        if any(word in wording for word in self.unless):
            return ""
        return next((word for word in self.asked if word in wording), "")

    def allows(self, told: str) -> bool:
        """Return whether a figure of which ``told`` says what it is of may answer."""
        if self.told and any(word in told for word in self.told):
            return True
        return bool(self.barred) and not any(word in told for word in self.barred)


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return the rules of the data file; DataFileError names one that is malformed."""
    return tuple(_rule(table, n) for n, table in enumerate(tables_at(_FILE, "rule"), 1))


def _rule(table: dict[str, object], number: int) -> Rule:
    entry = f"rule {number}"
    check_keys(_FILE, entry, table, _KEYS)

    def words(key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        folded = [fold(word) for word in strings(_FILE, f"{entry}.{key}", value)]
        return tuple(dict.fromkeys((*folded, *map(_plain, folded))))

    rule = Rule(
        words("asked"),
        words("unless"),
        words("told"),
        words("barred"),
        table.get("money") is True,
        table.get("clause") is True,
        table.get("none") is True,
    )
    if not rule.asked or not (rule.told or rule.barred):
        raise DataFileError(_FILE, entry, "没有写全", "asked 与 told（或 barred）都要有")
    return rule


def _plain(wording: str) -> str:
    """Return a wording with 几, 了几 and 了多少 as 多少: 公开了几条 is 公开多少条."""
    return _HOW_MANY.sub("多少", wording)


@cache
def _any_asked() -> re.Pattern[str]:
    return re.compile(alternation(tuple(word for rule in load_rules() for word in rule.asked)))


def must_say_verdict(asked: Asked, fact: Fact, text: str) -> str:
    """Return which word of the question the figure's folded sentence ``text`` would have to say, or
    what else it tells of; empty where nothing speaks against it."""
    wording = f"{asked.wording}\n{_plain(asked.wording)}"
    return _rule_verdict(wording, fact, text) or _new_verdict(asked.wording, fact, text)


def _rule_verdict(wording: str, fact: Fact, text: str) -> str:
    if _any_asked().search(wording) is None:
        return ""
    start, end = own_clause(text, fact)
    told = _told_of(fact, text[:end])
    for rule in load_rules():
        word = rule.word_in(wording)
        if not word or (rule.money and class_of(fact) != "money") or (fact.none and not rule.none):
            continue
        own = f"{text[start:end]}\n{fact.label}"
        if fact.part_of is not None:
            # 制定规范性文件7件，其中以办公室名义印发4件: those four are some of them.
            own = f"{own}\n{fact.topic}"
        if not rule.allows(own if rule.clause else told):
            return f"没有写“{word}”"
    return ""


def _new_verdict(wording: str, fact: Fact, text: str) -> str:
    """Rule out a figure of all where those that came new are asked for (新办执法证几个)."""
    asked = _NEW.search(wording)
    if asked is None or fact.none:
        return ""
    told = _told_of(fact, text[: own_clause(text, fact)[1]])
    return "" if _TOLD_NEW.search(told) else f"没有写“{asked.group()}”"


def _told_of(fact: Fact, lead: str) -> str:
    """Return what is said of a figure: its sentence up to the end of its clause, label and topic."""
    return f"{lead}\n{fact.label}\n{fact.topic}"
