"""Things that are called by who gave them: what the court proposes is 司法建议, the procurators' 检察建议.

People put the giver and the thing apart (法院给政府提了几份建议), and by 建议 alone any other may be meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from retrieval.answering.asking.question_words import words_of
from retrieval.errors import DataFileError
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import Term


@dataclass(frozen=True, slots=True)
class _Row:
    givers: frozenset[str]
    things: frozenset[str]
    name: str


def with_givers(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms with giver, thing and the giving between them in one."""
    for row in load_givers():
        giver = next((t for t in terms if t.key in row.givers), None)
        if giver is None:
            continue
        thing = next((t for t in terms if t.start >= giver.end and t.text in row.things), None)
        if thing is None:
            continue
        between = [t for t in terms if giver.start < t.start < thing.start and not t.is_light]
        if all(t.text in words_of("of_whom", "giving") for t in between):
            gone = {giver, thing, *between}
            name = load_lexicon().by_name[row.name]
            put = Term(name.name, name.name, name.kind, thing.start, thing.end)
            kept = (t for t in terms if t not in gone)
            return tuple(sorted((*kept, put), key=lambda t: t.start))
    return terms


@cache
def load_givers() -> tuple[_Row, ...]:
    """Return the rows of the data file; DataFileError names one that is none."""
    return tuple(map(_row, words_of("of_whom", "rows")))


def _row(text: str) -> _Row:
    givers, things, name = (*text.split("："), "", "")[:3]
    if not (givers.split() and things.split() and name in load_lexicon().by_name):
        raise DataFileError(
            "question_words.toml", f"of_whom.rows：{text}", "一行应当是三段，末段是概念的名字",
            "写成“法院：建议 意见：司法建议”的样子",
        )  # fmt: skip
    return _Row(frozenset(givers.split()), frozenset(things.split()), name)
