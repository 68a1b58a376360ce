"""A second look where no figure accounts for every word: vague verbs may be passed over, and an
act that the report tells may stand in for the one asked for.

People put vague or everyday verbs where a report has its own (管着几个社区, 端掉几家黑诊所). Such a
word tells figures apart no better than 办 does, so a figure may answer without it, but only one
that stands alone: of the thing that is asked for, the report counts nothing else. Where the act asked for
is not told at all, a near one is (收到 by 受理), under its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import (
    SAME_SCOPE,
    alike,
    class_of,
    kind_of,
    label_keys,
    own_things,
)  # fmt: skip
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.comers import ACTOR
from retrieval.answering.excluding.unit_verdict import RATES
from retrieval.language.fold import fold
from retrieval.language.near_acts import implied, named_aside, near_acts, never_alone
from retrieval.language.spoken_verbs import vague_verbs
from retrieval.language.terms import DENIED, Term
from retrieval.records import Fact

# 打了多少粮食 is no 播种面积.
_MEASURED = frozenset({"area", "length", "duration", "age", "rank"})
# Units of a figure that answer for those asked for, whatever liberty is taken: 人次 for 人.
_SAME_UNITS = {"person_times": "person", "case": "document"}
# 跑了, 收上来 and 查出来 are 跑, 收 and 查; but 退回 is not 退.
_ASPECT = re.compile(r"(?<=.)(?:[出起下上进过]来|[了过到掉完好成给来着])+$")
# 调成, 建成 and 办结 tell what came of it: the bare verb is another act.
_OUTCOME = re.compile(r"(?<=.)[成完好结]$")
_COUNTED = frozenset({"thing", "rate"})
# These are done to some of what there is; 管, 设 and 配 tell how many there are.
_DEED = re.compile(r"[查拆清抓修换审罚救]")


def put_near(asked: Asked) -> Iterator[Asked]:
    """Yield what is asked with an act of it replaced by one that may stand in for it."""
    alone = sum(not term.is_light for term in asked.terms) == 1
    for position, term in enumerate(asked.terms):
        if alone and term.key in never_alone():
            continue
        for name in near_acts().get(term.key, ()):
            near = replace(term, key=name)
            terms = (*asked.terms[:position], near, *asked.terms[position + 1 :])
            beside = tuple(near if t == term else t for t in asked.beside)
            yield replace(asked, terms=terms, beside=beside)


def pass_over(asked: Asked, scope: Scope, shelf: Shelf) -> Asked | None:
    """Return what is asked without its vague verbs, None where it has none or nothing is left.

    A word that a report in scope uses itself is never passed over. An act told before the vague
    verb that is asked for (走访企业收上来几条问题) only says on what occasion.
    """
    if not any(_is_vague(term, ()) for term in asked.terms):
        # Whatever the reports say: their texts need not be looked at.
        return None
    texts = [shelf.folded_text(report.id) for report in scope.reports]
    vague = {t for t in asked.terms if _is_vague(t, texts)}
    vague |= {t for t in asked.terms if _does(t, vague)}
    if not vague:
        return None
    last = max(t.start for t in vague)
    kept = tuple(
        replace(t, kind="word") if t.kind == "action" and t.start < last else t
        for t in asked.terms
        if t not in vague
    )
    if not any(
        t.kind in _COUNTED and (t in asked.beside or not _is_whose(t)) for t in kept
    ) and not (any(_is_written(t, texts) for t in kept)):
        return None
    return replace(asked, terms=kept, beside=tuple(t for t in asked.beside if t in kept))


def _is_written(term: Term, texts: Sequence[str]) -> bool:
    """Return whether a term is a word that no lexicon has, and a report in scope has (大米)."""
    return term.kind == "word" and len(term.text) > 1 and any(term.text in text for text in texts)


def _is_whose(term: Term) -> bool:
    """Return whether a term names who did it, or where, and nothing that was counted (律师, 村里)."""
    return ACTOR.search(term.key) is not None or term.key.endswith(("村居", "社区", "群众"))


def put_aside(asked: Asked) -> Asked | None:
    """Return what is asked without those for whom it was done (老百姓信访的案子) and what goes without
    saying (法院判败诉的), None where nothing of the kind is named or nothing is left."""
    plain = _without_implied(asked.terms)
    kept = tuple(t for t in plain if t in asked.beside or t.key not in named_aside("for_whom"))
    left = any(t.kind in _COUNTED for t in kept) or (
        kept == plain and any(t.kind == "action" for t in kept)
    )
    return replace(asked, terms=kept) if left and len(kept) < len(asked.terms) else None


def _without_implied(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return the terms without who alone may have done what another of them says."""
    for ends, passed in implied():
        if any(t.key.endswith(ends) for t in terms if t.key not in passed):
            terms = tuple(t for t in terms if t.key not in passed and t.text not in passed)
    return terms


def _is_vague(term: Term, texts: Sequence[str]) -> bool:
    if term.kind not in {"word", "action"} or term.text.startswith(DENIED):
        return False
    bare = _ASPECT.sub("", term.text)
    if term.text not in vague_verbs() and bare not in vague_verbs():
        return False
    if term.kind == "action" and (term.text == bare or _OUTCOME.search(term.text)):
        # 发布 tells figures apart; only a spoken 跑了 does not.
        return False
    return len(bare) == 1 or not any(term.text in text for text in texts)


def _does(term: Term, vague: Set[Term]) -> bool:
    """Return whether a term names who went about it with such a verb (执法人员跑了多少家次)."""
    does = any(term.end <= verb.start <= term.end + 1 for verb in vague)
    return does and term.key in named_aside("who")


def stands_alone(candidate: Candidate, considered: Sequence[Candidate], asked: Asked) -> bool:
    """Return whether a figure is the only one of its report that counts its thing, or the thing that
    ``asked`` has its very word for where the lexicon has none (大米36吨).

    Changes, bases, plans, another unit than asked for and the same amount told again are no second one; a part of it is, for
    the passed-over word may have named just that part.
    """
    fact = candidate.fact
    things = own_things(fact)
    label = fold(fact.label)
    words = [
        t.text for t in asked.terms if t.kind == "word" and len(t.text) > 1 and t.text in label
    ]
    if not things and words:
        return not any(
            other.fact is not fact
            and other.fact.quantity.value != fact.quantity.value
            and any(word in fold(f"{other.fact.label}{other.fact.topic}") for word in words)
            for other in considered
        )
    best = max(considered, key=lambda other: other.score)
    if not things or best.score > candidate.score:
        return False
    if fact.part_of is not None and any(kind_of(key) == "action" for key in label_keys(fact)):
        # 起诉24件，其中维持裁决19件: what came of a part is no count of the thing itself.
        return False
    for other in considered:
        rival = other.fact
        if (
            rival.report != fact.report
            or rival is fact
            or rival.kind != "actual"
            or rival.quantity.value == fact.quantity.value
            or class_of(rival) in RATES
            or other.verdict.startswith("单位")
        ):
            continue
        # 社区两级调委会12个 counts committees: of several things the foremost is counted.
        near = own_things(rival)[:1] or [key for key, n in rival.cues if n >= SAME_SCOPE]
        if any(alike(_as_term(thing), key) >= 0.5 for thing in things for key in near):
            return False
    return True


def another_unit(asked: Asked, fact: Fact) -> bool:
    """Return whether a figure is of other units than asked for, or a size that nobody asked for: two
    liberties at once are one too many, and 交了多少套 is no 项目3个."""
    given = class_of(fact)
    if not asked.unit_class:
        return given in _MEASURED
    return asked.unit_class not in (given, _SAME_UNITS.get(given))


def only_exists(asked: Asked, looser: Asked, fact: Fact) -> bool:
    """Return whether a figure tells how many there are of what the passed-over verb is done to
    (校车1356辆, asked how many were 查了): that says nothing of how many it was done to."""
    passed = [t for t in asked.terms if t not in looser.terms and _DEED.match(t.text)]
    return (
        bool(passed)
        and class_of(fact) not in {"times", "case"}
        and not any(kind_of(key) == "action" for key, near in fact.cues if near >= SAME_SCOPE)
    )


def _as_term(key: str) -> Term:
    return Term(key, key, "thing", 0, 0)
