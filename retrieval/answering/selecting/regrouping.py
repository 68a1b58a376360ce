"""Two ways of asking that no figure's own words take up as they stand: a verb and its object with
多少 between them, and who did it named first.

迁了多少座坟 asks for 迁坟, which reports write in one word. 法院拘了几个老赖 names who did it, of whom a
report tells a whole paragraph (县法院受理…；执行…；司法拘留83人) without naming them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.shelf import Shelf
from retrieval.language.lexicon import load_lexicon
from retrieval.language.terms import Term, find_terms
from retrieval.language.tokens import words
from retrieval.language.units import load_units
from retrieval.records import Fact

_ASPECTS = "了过着"
_PARTED = re.compile(
    rf"(?P<verb>[一-鿿])[{_ASPECTS}]?(?:多少|几)(?:{load_units().pattern})?(?P<thing>[一-鿿])"
    r"(?=$|[^一-鿿]|的$|呢|啊|呀)"
)
# Who acts begins a clause, with the place's level before them at most.
_BEGINS = re.compile(r"(?:^|[，,。；;：:、\s）)])(?:[省市县区镇乡州旗我本全]|街道|人民|政府)*$")
# Whoever else is named after them may be the one who acts.
_OTHERS = re.compile(
    r"法院|检察院|公安|派出所|[一-鿿]局|[大支中]队|委员会|办公室|镇政府|街道办|中心|部门|单位"
)
# Bodies alone act through a whole paragraph, people don't.
_BODY = re.compile(
    r"(?:队|所|局|院|中心|站|委会|委员会|办|办公室|法庭|机构|协会|团|小组|工作组|专班)$"
)
_LEAST_BODY = 2


def join_parted(asked: Asked) -> Asked | None:
    """Return what is asked with verb and object in one word, None where they are not parted or
    make up no word of the dictionary."""
    found = _PARTED.search(asked.wording)
    if found is None:
        return None
    verb, thing = found["verb"], found["thing"]
    at, end = found.start("verb"), found.end("thing")
    wording, units = asked.wording, load_units()
    if thing in units.class_of or thing in units.asked or not _is_word(verb + thing):
        return None
    aspect = wording[at + 1] in _ASPECTS
    acts = [t for t in asked.terms if _is_verb(t, at + 1) or (aspect and _is_verb(t, at + 2))]
    if not (acts or aspect):
        return None
    joined = wording[: at + 1] + thing + wording[at + 1 : end - 1] + wording[end:]
    put = tuple(replace(t, start=at, end=at + 2) for t in find_terms(verb + thing, question=True))
    before = tuple(
        replace(t, text=t.text[: at - t.start], key=t.text[: at - t.start], end=at)
        for t in acts
        if t.start < at
    )
    gone = (*acts, *(t for t in asked.terms if t.start == end - 1))
    kept = tuple(t for t in asked.terms if t not in gone)
    terms = tuple(sorted((*kept, *before, *put), key=lambda t: t.start))
    return replace(asked, terms=terms, beside=put, wording=joined)


def _is_word(text: str) -> bool:
    """Return whether two characters are a word of the dictionary or the lexicon."""
    whole = (0, len(text))
    return any((w.start, w.end) == whole for w in words(text)) or any(
        (m.start, m.end) == whole for m in load_lexicon().find(text, question=True)
    )


def _is_verb(term: Term, end: int) -> bool:
    """Return whether a term that ends at ``end`` is a verb of one character, what stuck to it aside
    (征|了, 高速|征)."""
    if term.end != end:
        return False
    bare = term.text.rstrip(_ASPECTS)
    alone = any(w.start == len(bare) - 1 for w in words(bare))
    return len(bare) == 1 or (term.kind == "word" and alone)


def put_actor_aside(asked: Asked) -> tuple[Asked, Term] | None:
    """Return what is asked without the body named first as who did it, and that body; None where
    none is named, or nothing else."""
    content = [t for t in asked.terms if not t.is_light]
    if len(content) < 2:
        return None
    actor = content[0]
    if (
        actor in asked.beside
        or len(actor.text) < _LEAST_BODY
        or actor.kind not in {"thing", "word"}
        or not _BODY.search(actor.text)
        or asked.wording[actor.end :].startswith("的")
    ):
        return None
    return replace(asked, terms=tuple(t for t in asked.terms if t is not actor)), actor


def acts_in(fact: Fact, actor: Term, shelf: Shelf) -> bool:
    """Return whether a body begins a clause of the figure's paragraph before it, and no other is
    named since."""
    text = shelf.folded_before(fact) + shelf.folded_sentence(fact)[: fact.quantity.start]
    last = max(_ends_of(actor, text), default=-1)
    return last >= 0 and _OTHERS.search(text, last) is None


def _ends_of(actor: Term, text: str) -> Iterator[int]:
    """Yield where the mentions of a body end that begin a clause."""
    concept = load_lexicon().by_name.get(actor.key)
    for name in {actor.text, *(concept.words if concept else ())}:
        for match in re.finditer(re.escape(name), text):
            if _BEGINS.search(text, max(0, match.start() - 8), match.start()):
                yield match.end()
