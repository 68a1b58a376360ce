"""The wordings of a question that asks more than once, each with one asking of its own."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.question import Question
from retrieval.answering.question_words import words_of
from retrieval.language.units import load_units
from retrieval.language.wording import alternation

MARKS = ",，;；、。?？ "
_HOW_MANY = r"(?:多少|(?<![哪这近前后那十好])几(?![乎何])|多大|多长)"
_AND = r"(?:和|与|及|以及|还有|、)"
# Within a wording these set the next one apart, unless they are part of a word (涉及).
_STOP = re.compile(rf"[,，;；、和及]|{_HOW_MANY}")


def split_asked(question: Question) -> list[str]:
    """Return the wordings that each ask once, one for the whole where it does not split."""
    folded = question.folded
    pieces: list[str] = []
    position = 0
    for match in _asking().finditer(folded):
        stop = _stop_behind(folded, match.end())
        end = stop.start() if stop else len(folded)
        named = bool(pieces) or any(term.end <= match.start() for term in question.content)
        if stop and match["unit"] and named and re.match(_HOW_MANY, stop.group()):
            # 一审几件二审几件: what follows the unit is asked for next. Where nothing is named
            # before it (几个调委会几名调解员), what follows is what the first one counts.
            end = match.end()
        pieces += _counted_first(folded[position:end])
        position = end
    pieces = [piece for piece in pieces if piece.strip(f"{MARKS}和及")]
    if not pieces and (two := _two_units().search(folded)):
        pieces = [folded[: two.end("one")], two["two"]]
    return pieces


def _stop_behind(folded: str, start: int) -> re.Match[str] | None:
    """Return where the wording that asks before ``start`` ends, None where nothing follows it."""
    words = [match.span() for match in _not_joiners().finditer(folded)]
    return next(
        (
            match
            for match in _STOP.finditer(folded, start)
            if not any(a <= match.start() and match.end() <= b for a, b in words)
        ),
        None,
    )


def _counted_first(piece: str) -> list[str]:
    """Return a piece in two where it first asks for a number by a noun (文件件数，部门的占几件)."""
    match = _by_noun().match(piece)
    return [match["noun"], piece[match.end("noun") :]] if match else [piece]


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"{_HOW_MANY}(?P<unit>{load_units().pattern})?")


@cache
def _not_joiners() -> re.Pattern[str]:
    return re.compile(alternation(words_of("compare", "not_joiners")))


@cache
def _counts() -> str:
    """Return a pattern for nouns that ask for a number by themselves (件数, 户数, 金额)."""
    units = load_units()
    asked = [wording for wording in units.asked if not wording.startswith(("多", "几", "总"))]
    return alternation((*(f"{unit}数" for unit in units.class_of), *asked))


@cache
def _by_noun() -> re.Pattern[str]:
    return re.compile(rf"(?P<noun>[^,，]{{4,}}{_counts()})[,，](?=.*{_HOW_MANY})")


@cache
def _two_units() -> re.Pattern[str]:
    """Return a pattern for two countings asked for without 多少 (来访批次和人次, 处数和面积)."""
    units = load_units()
    counted = [unit for unit in units.class_of if len(unit) > 1 and unit.endswith("次")]
    asked = [wording for wording in units.asked if not wording.startswith(("多", "几", "总"))]
    named = alternation((*counted, *(f"{unit}数" for unit in units.class_of), *asked))
    return re.compile(rf"(?P<one>{named}){_AND}(?P<two>{named})[？?。]?$")
