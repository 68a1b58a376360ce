"""What goes without saying in an office's own report: its field of work and whom it is there for.

污染罚了多少钱 asks a 生态环境局 for its fines, 老兵培训了多少人 a 退役军人事务局 for its training: such a word
is in the office's name, and its report does not say it again beside every figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.asking.asked import Asked, asks_amount
from retrieval.answering.evidence.nearness import alike, own_things
from retrieval.answering.evidence.scope import Scope
from retrieval.language.everyday import official_words
from retrieval.language.fold import fold
from retrieval.language.offices import find_office_words, office_forms
from retrieval.language.terms import DENIED, Term, find_terms
from retrieval.records import Fact

# A field of work is named by as many characters, fewer only where the office's name begins with
# them: 监督 and 建设 are in many names and say little.
_LEAST = 3
# 教育系统, 全系统 of a 教育局 is what it governs, and all that its report tells of.
_ITS_BODIES = frozenset({"系统", "全系统"})
# What such reports are about, and how many other words a question needs that leaves it out.
_GENRE = "法治建设"
_TELLING = 2


def put_field_aside(asked: Asked, scope: Scope) -> Asked | None:
    """Return what is asked without the words that the asked office's own name says, None where
    the place is no office, or nothing else is asked for."""
    office = _office(scope) if asks_amount(asked.wording) else ""
    if not office:
        return None
    kept = tuple(t for t in asked.terms if t in _counted(asked) or not _is_said_by(office, t))
    if len(kept) == len(asked.terms) or all(t.is_light for t in kept):
        return None
    return replace(asked, terms=kept, beside=tuple(t for t in asked.beside if t in kept))


def put_genre_aside(asked: Asked) -> Asked | None:
    """Return what is asked without what every such report is about (法治建设), None where it is not
    named, or so little else that any figure might be meant."""
    kept = tuple(t for t in asked.terms if t.key != _GENRE or t in _counted(asked))
    said = [t for t in kept if not t.is_light]
    if len(kept) == len(asked.terms) or len(said) < _TELLING:
        return None
    return replace(asked, terms=kept, beside=tuple(t for t in asked.beside if t in kept))


def is_bare(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure names nothing but what is asked for: 安全生产专题会议 is none of 法治建设."""
    keys = (*own_things(fact), *(t.key for t in find_terms(fold(fact.topic)) if t.kind == "thing"))
    return all(any(alike(t, key) >= 0.5 for t in asked.terms) for key in keys)


def _counted(asked: Asked) -> tuple[Term, ...]:
    """Return what stands behind 多少 and is counted: it is never put aside."""
    return asked.beside if asked.beside_follows else ()


def without_field(terms: Sequence[Term], scope: Scope) -> tuple[Term, ...]:
    """Return the terms that the asked office's own name does not say, all where the place is none."""
    office = _office(scope)
    return tuple(t for t in terms if not (office and _is_said_by(office, t)))


def _office(scope: Scope) -> str:
    """Return what the one place in scope is called as an office, empty where it is none."""
    if not scope.is_one_place:
        return ""
    name = fold(scope.places[0].name)
    return next((name[start:] for start, end in find_office_words(name) if end == len(name)), "")


def _is_said_by(office: str, term: Term) -> bool:
    if term.kind == "action" or term.key.startswith(DENIED):
        return False
    if term.text in _ITS_BODIES:
        return True
    told = (term.text, term.text.rstrip("的"), *official_words(term.text))
    # 人社局 of a 人力资源和社会保障局 is its own short name.
    return term.text in office_forms(office) or any(
        (len(word) >= _LEAST and word in office) or (len(word) > 1 and office.startswith(word))
        for word in told
    )
