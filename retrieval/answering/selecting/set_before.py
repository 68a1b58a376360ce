"""A look at figures whose sentence leaves a word to what stands before it: the heading, the paragraph's
first words, the clause that named the group.

社矫的警告几个 asks for a figure of （在册社区矫正对象412人，…；警告14人次）: nothing in its own clause
says whose it is, and the group is named there by another word than the asker's, or within a longer
one. Such a word is put aside where what stands before the figure sets it, nothing since names
another of its kind, and no other figure would answer as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import (
    ACCOUNTED,
    IN_LABEL,
    SAME_SCOPE,
    class_of,
    met,
    names,
)
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.comers import ACTOR
from retrieval.answering.excluding.told_of_sister import is_item
from retrieval.answering.selecting.far_terms import find_elsewhere
from retrieval.language.everyday import is_official, official_words
from retrieval.language.fold import fold
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import DENIED, Term
from retrieval.records import Fact

_FEW_REPORTS = 6
_PEOPLE = "person"
_LEAST = 2
_COUNTS = frozenset("量数率额")
# What ends a topic that no heading sets.
_FULL_STOP = re.compile("[。\\n]")
_KINDS = frozenset({"thing", "word"})
# As near as a word counts that only the sentence before has.
_ELSEWHERE = 0.56


def put_to_context(asked: Asked, scope: Scope) -> Iterator[tuple[Asked, Term]]:
    """Yield what is asked without one of the words that may be left to what stands before a figure,
    and that word. What is counted, what was done and what is denied never is."""
    if not scope.is_one_place or len(scope.reports) > _FEW_REPORTS:
        return
    if not asked.unit:
        # 罚了多少 may ask for fines or for cases: that is one liberty already.
        return
    content = [t for t in asked.terms if not t.is_light]
    for term in content:
        if (
            len(content) > 1
            and term not in asked.beside
            and term.kind in _KINDS
            and len(term.text) >= _LEAST
            and not any(char.isascii() for char in term.text)
            # 工单量 满意率: it is asked for itself.
            and asked.wording[term.end : term.end + 1] not in _COUNTS
            and not term.key.startswith(DENIED)
            and not (term.kind == "word" and is_official(term.text))
            # Bodies act through a paragraph by rules of their own (regrouping.py).
            and not ACTOR.search(term.key)
        ):
            yield replace(asked, terms=tuple(t for t in asked.terms if t is not term)), term


def only_one_set(
    fitting: list[Candidate], term: Term, asked: Asked, shelf: Shelf
) -> list[Candidate]:
    """Return the figures for which what stands before them sets ``term``, none where they differ."""
    kept = [
        c
        for c in fitting
        if all(met(t, c.fact) >= IN_LABEL or names(t, c.fact.label) for t in asked.beside)
        and is_set_before(c.fact, term, asked, shelf)
    ]
    values = {(c.fact.period, c.fact.quantity.value, c.fact.quantity.unit) for c in kept}
    return kept if len(values) == 1 else []


def is_set_before(fact: Fact, term: Term, asked: Asked, shelf: Shelf) -> bool:
    """Return whether a word that a figure's own wording lacks is set by the heading or the words of
    its paragraph before it, and still holds at the figure."""
    if met(term, fact) >= ACCOUNTED or shelf.is_in_table(fact):
        return False
    around = shelf.facts_around(fact).values()
    counted = [o for o in around if _counts(term, o)]
    if any(o.part_of is not None or is_item(o, shelf) for o in counted):
        # 口头协议81件、书面协议53件: it tells one of several from the others.
        return False
    if any(class_of(o) == class_of(fact) != _PEOPLE for o in counted):
        # 信息公开申请19件；行政诉讼案件13件: each is a matter of its own.
        return False
    own = shelf.folded_sentence(fact)[: fact.quantity.start]
    told = shelf.folded_before(fact) + own
    found = [(told.rfind(form), form) for form in _forms(term.key, term.text)]
    at, form = max(found)
    since = told[at + len(form) :] if at >= 0 else told
    if at < 0:
        spot = shelf.source.spot(fact.report, fact.passage, fact.sentence)
        heading = fold(spot.section[-1]) if spot.section else ""
        form = next((f for _, f in found if f in heading), "")
        if not form:
            return False
    elif _names_another(form, told[at + len(form) :]):
        return False
    if at >= 0 and not _FULL_STOP.search(since):
        # Of one sentence, however many semicolons it has.
        return True
    return not counted and not find_elsewhere(
        [*(t for t in asked.terms if not t.is_light), replace(term, kind="thing")],
        [*(SAME_SCOPE for t in asked.terms if not t.is_light), _ELSEWHERE],
        fact,
        own,
    )


def _counts(term: Term, fact: Fact) -> bool:
    """Return whether a figure counts what a word means: 人民调解员96名 are no 人民调解."""
    label = _BEARERS.sub("", fact.label) if term.kind == "thing" else fact.label
    return term.text in label or (met(term, fact) >= IN_LABEL and label == fact.label)


def _names_another(form: str, since: str) -> bool:
    """Return whether another of a kind is named after a word: 安置帮教对象 after 社区矫正对象."""
    following = since[:_LEAST] if since else ""
    kind = following if following in _GROUPS else form[-_LEAST:]
    return kind in since[len(kind) :]


# Who does the work of that name, and where: a body of its own that its field is not counted by.
_BEARERS = re.compile(r"[一-鿿]{2,6}?(?:委员会|工作室|组织|员)")
# What groups of people and matters are called at the end: another such is another group.
_GROUPS = frozenset(
    {"对象", "人员", "群众", "企业", "单位", "机构", "案件", "纠纷", "项目", "工程"}
)


@lru_cache(maxsize=2000)
def _forms(key: str, text: str) -> tuple[str, ...]:
    """Return the words by which what stands before a figure may name what a term means."""
    concept = load_lexicon().by_name.get(key)
    words = (text, *(concept.words if concept else ()), *official_words(text))
    return tuple(dict.fromkeys(fold(word) for word in words if len(word) >= _LEAST))
