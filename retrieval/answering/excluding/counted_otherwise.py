"""The asked thing itself, counted by another word than the asker's: a corridor by 处, not 条."""

from __future__ import annotations

import re

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import alike, class_of, label_keys
from retrieval.records import Fact

# What is counted one by one, by whatever word.
_PIECES = frozenset({"place", "document", "machine", "group"})
_SAME = 0.85
_NOUNS = frozenset({"thing", "word"})
_HOMESTEAD = re.compile(r"宅基地|建房|房屋用地")


def counts_otherwise(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure counts by another word the very thing that is asked for: 法治长廊几条 is
    told by 法治文化长廊5处, and of homesteads each household has one (批了多少户, 批准803宗)."""
    given = class_of(fact)
    if asked.unit == "户" and fact.quantity.unit == "宗":
        return _HOMESTEAD.search(f"{asked.wording}{fact.label}{fact.topic}") is not None
    if asked.unit_class not in _PIECES or given not in _PIECES:
        return False
    things = [t for t in asked.beside if t.kind in _NOUNS] or [
        t for t in asked.terms if t.kind in _NOUNS
    ]
    return any(
        (len(t.text) > 1 and t.text in fact.label)
        or any(alike(t, key) >= _SAME for key in label_keys(fact)[:1])
        for t in things[-1:]
    )


def befell_so_many(asked: Asked, fact: Fact) -> bool:
    """Return whether 几个 asks how many people something befell (警告几个), and the report tells how
    often it did (警告14人次)."""
    return class_of(fact) == "person_times" and any(
        t.text in fact.label and not asked.beside_follows for t in asked.beside
    )
