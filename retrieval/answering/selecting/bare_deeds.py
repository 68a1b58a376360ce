"""After the last look: what was done is told by an everyday verb alone (电鱼的抓了几件), and what it
was done to, with the unit, singles out a figure all the same.

Such a verb (收, 查, 弄) goes with many acts of reports, yet not with every one: 收 may be 受理 and is
never 审结. A figure answers that tells an act which the verb may be said for, or that names what is
asked for and no act at all. Where the report tells the same thing by several such acts, all of them
fit and the bot asks back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.asked import Asked, Candidate, asks_amount
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    IN_TOPIC,
    SAME_SCOPE,
    alike,
    class_of,
    kind_of,
    label_keys,
    met,
    names,
    own_things,
)  # fmt: skip
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.comers import ACTOR
from retrieval.answering.excluding.unit_verdict import RATES
from retrieval.answering.selecting.official import lead_of_list
from retrieval.language.bare_deeds import load_deeds
from retrieval.language.lexicon import load_lexicon
from retrieval.language.near_acts import outcomes
from retrieval.language.terms import DENIED, Term
from retrieval.records import Fact

_HOW_MANY = re.compile("多少|几")
_CASE = "案件"
# Behind a verb these say where to: 交|上去.
_WHERETO = frozenset(
    {"上去", "上来", "下去", "下来", "出去", "出来", "进去", "进来", "回去", "回来"}
)
# Counted by weight or measure a thing is not what was done (拆了多少: 3200平方米).
_MEASURED = RATES | {"money", "area", "length", "duration", "age", "rank", "weight"}
# 信访件收了多少 asks for none of these.
_OF_OCCASIONS = frozenset({"times", "person", "person_times"})
# What is counted so was dealt with, whatever was done.
_CASES = frozenset({"case"})
# So much alike two words say the same.
_ALIKE = 0.5
# Of the same thing a figure so much worse than the best is still another way to count it.
_RIVAL = 0.3


@dataclass(frozen=True, slots=True)
class WithoutDeed:
    """What is asked without its everyday verbs, and what those are."""

    asked: Asked
    verbs: tuple[str, ...]

    def keep(self, fitting: Sequence[Candidate], shelf: Shelf) -> list[Candidate]:
        """Return those of the figures that fit which may be meant, by what they say was done."""
        told = [c for c in fitting if self._may_tell(c.fact, shelf)]
        if not told:
            return []
        best = told[0]
        rivals = [c for c in told[1:] if self._is_rival(c, best)]
        return [best, *(replace(c, score=best.score) for c in rivals)]

    def _may_tell(self, fact: Fact, shelf: Shelf) -> bool:
        """Return whether a figure names what is asked for, and an act that the verbs may be said for."""
        content = [t for t in self.asked.terms if not t.is_light]
        if fact.none or fact.unclear or not self._is_of_class(fact):
            return False
        if class_of(fact) in _MEASURED or not _names_object(content, fact):
            return False
        if fact.part_of is not None and _is_unasked_part(content, fact):
            return False
        if not all(t.text in f"{fact.label}{fact.topic}" for t in self._counted_light()):
            return False
        return all(self._may_be_said(verb, fact, shelf) for verb in self.verbs)

    def _counted_light(self) -> Iterator[Term]:
        """Yield what stands behind the asking word and says little by itself: 收了多少|申请."""
        asking = _HOW_MANY.search(self.asked.wording)
        at = asking.end() if asking else len(self.asked.wording)
        return (t for t in self.asked.terms if t.is_light and t.start >= at and t.key != _CASE)

    def _is_of_class(self, fact: Fact) -> bool:
        """Return whether a figure is of the units asked for, or where none are, of what is dealt with
        piece by piece."""
        given = class_of(fact)
        if self.asked.unit_class:
            return given == self.asked.unit_class or (
                given == "person_times" and self.asked.unit_class == "person"
            )
        return given not in _OF_OCCASIONS

    def _may_be_said(self, verb: str, fact: Fact, shelf: Shelf) -> bool:
        deeds = load_deeds()
        acts = [
            key
            for key in label_keys(fact)
            if kind_of(key) == "action"
            and not any(alike(t, key) >= SAME_SCOPE for t in self.asked.terms)
        ]
        meant = deeds.acts.get(verb, ())
        lead = lead_of_list(shelf.folded_sentence(fact), fact)
        if any(key in meant for key in acts) or any(
            act in fact.label or act in lead for act in meant
        ):
            return True
        if verb in deeds.plain and (acts or lead):
            return True
        # What was done to all of which it is a part was done to it (立案126起，其中农药27起).
        topic = {
            k for k, near in fact.cues if IN_TOPIC <= near < IN_LABEL and kind_of(k) == "action"
        }
        return not acts and class_of(fact) in _CASES and not (outcomes() & topic - set(meant))

    def _is_rival(self, other: Candidate, best: Candidate) -> bool:
        """Return whether a figure counts the same thing another way: which was meant is not said."""
        differs = other.fact.quantity.value != best.fact.quantity.value
        part = other.fact.part_of is not None and best.fact.part_of is None
        return differs and not part and best.score - other.score <= _RIVAL


def without_deed(asked: Asked, scope: Scope) -> WithoutDeed | None:
    """Return what is asked without its everyday verbs, None where it has none, or nothing that a
    figure could be singled out by is left."""
    if not scope.is_one_place or not (asked.unit_class or asks_amount(asked.wording)):
        return None
    found = {term: verb for term in asked.terms if (verb := _verb_of(term))}
    kept = tuple(t for t in asked.terms if t not in found and t.text not in _WHERETO)
    if len(found) != 1 or not any(_is_object(t) for t in kept):
        return None
    if not asked.unit_class and "罚" in found.values():
        # 罚了多少 asks for money.
        return None
    looser = replace(asked, terms=kept, beside=tuple(t for t in asked.beside if t in kept))
    return WithoutDeed(looser, tuple(dict.fromkeys(found.values())))


def _verb_of(term: Term) -> str:
    """Return the bare everyday verb that a term is, empty where it is none; 收到 is the reports' own
    word and says what was done."""
    if term.is_light or term.key.startswith(DENIED) or term.kind not in {"word", "action", "thing"}:
        return ""
    concept = load_lexicon().by_name.get(term.key)
    return "" if concept and term.text in concept.words else load_deeds().verb_of(term.text)


def _is_object(term: Term) -> bool:
    """Return whether a term may name what something was done to: nobody who did it, and no act."""
    actor = ACTOR.search(term.key) is not None
    return not (term.is_light or term.kind == "action" or len(term.text) == 1 or actor)


def _names_object(content: Sequence[Term], fact: Fact) -> bool:
    """Return whether all of what is asked for stands near a figure, and some of it in its label."""
    near = [met(term, fact) for term in content]
    return any(n >= IN_LABEL for n in near) or any(names(t, fact.label) for t in content)


def _is_unasked_part(content: Sequence[Term], fact: Fact) -> bool:
    """Return whether a part of a total is called by nothing that the question says, or names another
    thing as well."""

    def is_asked(key: str) -> bool:
        return any(alike(term, key) >= _ALIKE for term in content)

    return not any(map(is_asked, label_keys(fact))) or not all(map(is_asked, own_things(fact)))
