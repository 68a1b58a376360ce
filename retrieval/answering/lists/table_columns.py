"""Which row of a table has the most in one of its columns: 哪个领域处罚案件最多, 罚款最少的部门."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import words_of
from retrieval.answering.evidence.nearness import IN_TOPIC, alike, class_of, is_unit_word, met
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.lists.list_groups import Column, table_columns
from retrieval.language.terms import Term, term_keys
from retrieval.records import Fact

_WHICH = re.compile(r"哪(?:一?[个家项类种]|几?[个家项类种]|些|里|一)?")
_MOST_OF = re.compile(r"最[^,，。?？的]{1,2}的(?:一?[个家项类种])?(?P<noun>[^,，。?？]*)$")
# Whatever rows are named by, these ask for one of them.
_ANY_ROW = ("类型", "种类", "类别", "领域", "方面", "类", "种", "项", "情形", "最", "的")
# These ask for offices, whatever the rows are called.
_OFFICES = ("部门", "单位", "机关", "机构", "执法主体")
_OFFICE = re.compile(r"(?:[局委办队所院]|中心|部门)$")
_OTHERS = re.compile(r"^(?:其他|其它|其余|另有)")
_TAIL = 2


def find_column(
    question: Question, terms: Sequence[Term], scope: Scope, shelf: Shelf, *, fewer: bool
) -> tuple[Fact, ...]:
    """Return the figures of the one column that ``terms`` name, each labelled by its row, the 其他
    left out; of several columns in which the same row is ahead the first. Empty where none fits."""
    found = [
        (column, wanted)
        for report in scope.reports
        for year in _years_of(scope, report.year)
        for column in table_columns(shelf, report.id, year)
        if _asks_for_rows(question, column, terms)
        and _counts_as_asked(question, column)
        and (wanted := _wanted(terms, column))
        and all(_is_of(term, column) for term in wanted)
    ]
    columns = [_rows_asked(question, column) for column in _closest(question, found)]
    ahead = {_ahead(column, fewer=fewer) for column in columns}
    if len(ahead) != 1 or None in ahead:
        return ()
    return tuple(f for f in columns[0].group.facts if not _OTHERS.match(f.label))


def _years_of(scope: Scope, own: int | None) -> tuple[int | None, ...]:
    """Return the years of which columns are looked at: a report's own, or those asked for."""
    return tuple(year for year in scope.years if own is None or year <= own) or (
        () if scope.years else (own,)
    )


def _row_words(column: Column) -> tuple[str, ...]:
    """Return what the rows may be asked for by: the head of their names, and how all of them end."""
    heads = [column.rows, *re.findall(r"[一-鿿]{2}(?=$|名称)", column.rows)]
    return tuple(word for word in (*heads, *_tails(column)) if len(word) > 1)


def _tails(column: Column) -> list[str]:
    """Return how the names of half of the rows at least end (港城分局, 沙岭分局)."""
    facts = column.group.facts
    ends = Counter(fact.label[-_TAIL:] for fact in facts if len(fact.label) > _TAIL)
    return [end for end, count in ends.items() if 2 <= count >= len(facts) / 2]


def _rows_asked(question: Question, column: Column) -> Column:
    """Return a column with those rows only that are named as the question asks for them (哪个分局)."""
    asked = [tail for tail in _tails(column) if tail in question.folded]
    kept = tuple(f for f in column.group.facts if f.label.endswith(tuple(asked)))
    return replace(column, group=replace(column.group, facts=kept)) if asked else column


def _asks_for_rows(question: Question, column: Column, terms: Sequence[Term]) -> bool:
    """Return whether what a question asks for by 哪 or as 最多的… are the rows of a table, and nothing
    else that could be listed (哪个村, asked of a table of fields)."""
    folded = question.folded
    nouns = [folded[match.end() :] for match in _WHICH.finditer(folded)]
    nouns += [match["noun"] for match in _MOST_OF.finditer(folded) if not nouns]
    words = [*_ANY_ROW, *_row_words(column), *(t.text for t in terms if not t.is_light)]
    if all(_OFFICE.search(fact.label) for fact in column.group.facts):
        words += _OFFICES
    return any(noun.startswith(tuple(words)) or not noun.strip("?？。") for noun in nouns)


def _counts_as_asked(question: Question, column: Column) -> bool:
    asked = question.unit_class
    return not asked or asked == "person" or class_of(column.group.facts[0]) == asked


def _wanted(terms: Sequence[Term], column: Column) -> list[Term]:
    """Return what the column has to be of: neither the word for its rows nor 最多 itself."""
    aside = {*_row_words(column), *_ANY_ROW, *_OFFICES, *words_of("compare", "kinds")}
    return [t for t in terms if not t.is_light and t.text not in aside and "最" not in t.text]


def _is_of(term: Term, column: Column) -> bool:
    """Return whether a term is named by the column's header or by what stands above the table."""
    bare = term.text.rstrip("了得过")
    return all(
        met(term, fact) >= IN_TOPIC
        or is_unit_word(term, fact)
        or (len(bare) == 1 and bare in column.name)
        for fact in column.group.facts
    )


def _closest(question: Question, found: Sequence[tuple[Column, list[Term]]]) -> list[Column]:
    """Return the columns that a question names most fully: word for word, else by their meaning."""
    named = [c for c, _ in found if c.name in question.folded]
    if named:
        longest = max(len(c.name) for c in named)
        return [c for c in named if len(c.name) == longest]
    scores = [sum(_likeness(term, column) for term in wanted) for column, wanted in found]
    return [c for (c, _), score in zip(found, scores, strict=True) if score == max(scores)]


def _likeness(term: Term, column: Column) -> float:
    return max((alike(term, key) for key in term_keys(column.name)), default=0.0)


def _ahead(column: Column, *, fewer: bool) -> str | None:
    """Return the row that is ahead in a column, None where 其他 is, or several are."""
    pick = min if fewer else max
    best = pick(fact.quantity.value for fact in column.group.facts)
    rows = [fact.label for fact in column.group.facts if fact.quantity.value == best]
    if not fewer and any(_OTHERS.match(row) for row in rows):
        return None
    return "、".join(rows)
