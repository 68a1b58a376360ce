"""A question put in the reports' words, where it found nothing in its own: 一把手出庭应诉率 is asked again
as 负责人出庭应诉率, 法律方面的顾问 as 法律顾问.

Terms are swapped for official ones when figures are matched (official.py); here the question itself is
put otherwise before it is read, so that words which only make one name together are read as that name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product

from retrieval.answering.asking.mask import blank
from retrieval.answering.asking.question import Question
from retrieval.language.lexicon import Match, load_lexicon
from retrieval.language.restated import spoken_at
from retrieval.language.tokens import words

# More words than this at once are never replaced, nor more wordings tried.
_MOST_REPLACED, _MOST_WORDINGS = 2, 24
# What begins a name.
_MARKS = '“「"'
# Where an everyday word stands in a question, and what reports write for it.
Spoken = tuple[int, int, tuple[str, ...]]


def restated(question: Question, written: Sequence[str]) -> Iterator[list[str]]:
    """Yield the wordings of a question that have one everyday word put as reports write it, then two.

    Only words that one of the texts ``written`` has are put in; none within the name of a place, none
    for a word that is a name there (“老娘舅”工作室 is not just any 调解员).
    """
    spoken = [
        (start, end, told)
        for start, end, official in _spoken_in(question)
        if not _is_name(question.folded[start:end], written)
        if (told := tuple(w for w in official if not w or any(w in text for text in written)))
    ]
    for size in range(1, _MOST_REPLACED + 1):
        wordings = (
            _put(question.folded, chosen, official)
            for chosen in combinations(spoken, size)
            for official in product(*(told for _, _, told in chosen))
        )
        if level := list(dict.fromkeys(islice(wordings, _MOST_WORDINGS))):
            yield level


def _is_name(said: str, written: Sequence[str]) -> bool:
    """Return whether one of the texts ``written`` has an everyday word as a name in marks, or at the
    beginning of one."""
    return any(f"{mark}{said}" in text for mark in _MARKS for text in written)


def _spoken_in(question: Question) -> list[Spoken]:
    """Return the everyday words of a question outside places, none across or within another: the
    longest wins."""
    text = question.folded
    for place in question.places:
        text = blank(text, place.start, place.end)
    cut, named = words(text), load_lexicon().find(text)
    starts, ends = {word.start for word in cut}, {word.end for word in cut}
    found = sorted(
        (
            (at, at + len(said), official)
            for at in sorted(starts)
            for said, official in spoken_at(text, at)
            if (len(said) > 1 or at + 1 in ends)
            and not _within_another(named, at, at + len(said))
            and not _put_already(text, at, said, official)
        ),
        key=lambda spoken: (spoken[0] - spoken[1], spoken[0]),
    )
    chosen: list[Spoken] = []
    for start, end, official in found:
        if all(end <= other[0] or other[1] <= start for other in chosen):
            chosen.append((start, end, official))
    return sorted(chosen)


def _within_another(named: Sequence[Match], start: int, end: int) -> bool:
    """Return whether a longer word of the lexicon lies around a stretch: 法律问题 is one word, and no
    问题."""
    return any(
        match.start <= start and end <= match.end and match.end - match.start > end - start
        for match in named
    )


def _put_already(text: str, start: int, said: str, official: Sequence[str]) -> bool:
    """Return whether an everyday word stands where a text has an official word for it that contains
    it: 执法培训 of 行政执法培训 is put as reports write it."""
    return any(
        text.startswith(word, start - word.find(said))
        for word in official
        if len(word) > len(said) and 0 <= word.find(said) <= start
    )


def _put(text: str, spoken: Sequence[Spoken], official: Sequence[str]) -> str:
    for (start, end, _), word in reversed(list(zip(spoken, official, strict=True))):
        text = text[:start] + word + text[end:]
    return text
