"""Where a fault lies: 官司输在哪, 难在哪里, 卡在什么上 ask for a reason, and for no place."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.texts.answer_types import listed
from retrieval.language.terms import Term, find_terms
from retrieval.language.wording import alternation

_WHERE = (
    r"(?:哪(?:里|儿|方面|个方面|些方面|一步|一环|个环节|些地方|个地方|一点|一条)?"
    r"|何处|什么(?:地方|上面|上|方面|环节|问题上)|啥(?:地方|上头|上))"
)


@cache
def fault_asked() -> re.Pattern[str]:
    """Return a pattern for a fault (``fault``) and the wording that asks where it lies."""
    faults = alternation(tuple(_read()))
    return re.compile(
        rf"(?:主要|究竟|到底|都|就|是)*(?P<fault>{faults})(?:主要|究竟|到底|都|就|是)*在(?:了)?{_WHERE}"
    )


def fault_term(asked: str) -> Term | None:
    """Return what the report must speak of where the fault asked for is an outcome (输在哪: 败诉),
    None where the fault is only what the reason is (难在哪)."""
    match = fault_asked().search(asked)
    written = _read().get(match["fault"], "") if match else ""
    if match is None or not written:
        return None
    return _told_as(match["fault"], written, match.start("fault"))


def outcome_term(term: Term) -> Term | None:
    """Return the outcome that one character of a question tells (官司|输|了), None where it tells none."""
    written = dict(row.split() for row in listed("why", "outcomes")).get(term.text, "")
    return _told_as(term.text, written, term.start) if written else None


def _told_as(said: str, written: str, start: int) -> Term:
    found = find_terms(written)[0]
    return Term(found.key, said, found.kind, start, start + len(said))


@cache
def _read() -> dict[str, str]:
    """Return for each word of a fault the outcome that reports write for it, nothing where none."""
    rows = (row.split() for row in listed("why", "faults"))
    return {said: (written[0] if written else "") for said, *written in rows}
