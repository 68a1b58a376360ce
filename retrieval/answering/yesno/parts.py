"""A claim of all held against a total and the part that did (受理26件，办结20件)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.evidence.nearness import (
    ACCOUNTED,
    CLAUSE_NEAR,
    alike,
    label_keys,
    met,
    own_things,
)
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.statements import surfaces
from retrieval.answering.lists.points import strip_mark
from retrieval.answering.selecting.select import Selection
from retrieval.answering.yesno.bounds import is_restricted
from retrieval.answering.yesno.claim import Claim
from retrieval.answering.yesno.figures import DENIED_LABEL, Counted, may_count, same_unit
from retrieval.figures.clauses import split_clauses
from retrieval.language.fold import fold
from retrieval.language.kindred import kindred
from retrieval.language.near_acts import near_acts
from retrieval.language.places import LEVEL
from retrieval.language.terms import Term, find_terms
from retrieval.records import Fact

# Every term of the subject must stand this near the total; less where its figure is named.
_NEAR, _NEAR_PINNED = 0.7, 0.35
# A heading with so much beside a term is still about it alone.
_BESIDE = 4


def check_parts(question: Question, claim: Claim, scope: Scope, shelf: Shelf) -> Counted | None:
    """Compare the count of what was to be done with the count of what was (26件, 结案20件)."""
    pairs = [
        pair
        for pair in _pairs(claim, scope, shelf)
        if not is_restricted(fold(pair[2].label), question.folded)
    ]
    if not pairs:
        return None
    best = max(score for score, _, _ in pairs)
    top = [(whole, part) for score, whole, part in pairs if score == best]
    if _in_shares(top):
        top = [(whole, part) for whole, part in top if _is_bare(claim, part, shelf)]
    verdicts = {_is_full(whole, part) for whole, part in top}
    if len(verdicts) != 1 or None in verdicts or _in_shares(top):
        return None
    if not scope.places and len({whole.report for whole, _ in top}) > 1:
        return None
    return Counted(top[0], bool(verdicts.pop()), Selection(()))


def _in_shares(pairs: Sequence[tuple[Fact, Fact]]) -> bool:
    """Return whether a total has several parts that did (当场整改71个，限期整改22个)."""
    return any(
        one == other and a.sentence == b.sentence and a.quantity.value != b.quantity.value
        for one, a in pairs
        for other, b in pairs
    )


def _is_bare(claim: Claim, part: Fact, shelf: Shelf) -> bool:
    """Return whether the part's label says the predicate and no more (已办结, not 阶段性办结)."""
    label = fold(part.label)
    words = [w for t in claim.predicate for w in (t.text, *surfaces(t)) if label.endswith(w)]
    before = shelf.folded_sentence(part)[: part.quantity.start]
    clause = re.split(r"[，,；;。：:、（(]", before)[-1]
    return any(
        re.fullmatch(rf"\W*(?:已|共|全年|实际|现已)*{re.escape(w)}(?:了|的)?", clause)
        for w in words
    )


def _is_full(whole: Fact, part: Fact) -> bool | None:
    if whole.quantity.approx or part.quantity.approx:
        return None
    if part.quantity.value > whole.quantity.value:
        return True if whole.kind == "target" else None
    return part.quantity.value == whole.quantity.value


def _pairs(claim: Claim, scope: Scope, shelf: Shelf) -> Iterator[tuple[float, Fact, Fact]]:
    """Yield totals with their parts from one sentence or the next, and how well they fit."""
    for report in scope.reports:
        facts = shelf.source.facts(report.id)
        for _, group in groupby(facts, key=lambda f: f.passage):
            there = [f for f in group if may_count(f, scope, report.year)]
            for number, part in enumerate(there):
                for whole in there[:number]:
                    distance = part.sentence - whole.sentence
                    if distance <= 1 and (score := _pair_score(claim, whole, part, shelf)) > 0:
                        yield score - 0.2 * distance, whole, part


def _pair_score(claim: Claim, whole: Fact, part: Fact, shelf: Shelf) -> float:
    """Return how well a total and a part fit the claim, 0 where they don't."""
    if (
        part.kind != "actual"
        or not same_unit(whole.quantity.unit, part.quantity.unit)
        or whole.place != part.place
    ):
        return 0.0
    if whole.kind == "target" and not (claim.planned or claim.pinned):
        return 0.0
    if pattern_of("yesno", "posts").search(whole.label):
        # 编制15名，实有12人: posts are nobody yet.
        return 0.0
    pinned = claim.pinned is not None and whole.quantity.value == claim.pinned.value
    if claim.pinned is not None and not pinned:
        return 0.0
    sentence = shelf.folded_sentence(part)
    carried_out = "应" in whole.label and "实" in part.label and "应" in _claim_text(claim)
    if not carried_out and (not _is_done(claim, part, sentence) or _is_done_in_label(claim, whole)):
        return 0.0
    near = [_met_by(term, whole, shelf) for term in claim.subject]
    if not near or min(near) < (_NEAR_PINNED if pinned else _NEAR) or not _own_act(claim, whole):
        return 0.0
    if not _counts_the_same(claim, whole, part):
        return 0.0
    return sum(near) / len(near) + 0.2 * pinned - (0.3 if whole.part_of is not None else 0.0)


def _names_found(act: Term, whole: Fact) -> bool:
    """Return whether an act and a total's label both tell how faults came to be known: 查出来的问题
    are those that the report has as 反馈问题."""
    finds = pattern_of("yesno", "finds")
    return all(finds.search(fold(wording)) for wording in (act.text, whole.label))


def _met_by(term: Term, fact: Fact, shelf: Shelf) -> float:
    near = met(term, fact)
    if near >= _NEAR:
        return near
    before = shelf.folded_sentence(fact)[: fact.quantity.end]
    clause = _clause_of(fact, before)
    if (
        _names_found(term, fact)
        or any(key in near_acts().get(term.key, ()) for key in label_keys(fact))
        or (LEVEL.fullmatch(term.text) and term.text[0] in clause)
    ):
        return _NEAR
    if any(word in clause for word in kindred(term.text)) or _heads(term, fact, shelf):
        return _NEAR
    told = any(word in before for word in (term.text, *kindred(term.text)))
    return _NEAR if near < ACCOUNTED and told else near


def _heads(term: Term, fact: Fact, shelf: Shelf) -> bool:
    """Return whether the innermost heading over a figure names the term and hardly more."""
    parsed = shelf.source.parsed(fact.report)
    path = parsed.sections[parsed.passages[fact.passage].section].path
    heading = strip_mark(fold(path[-1])) if path else ""
    return any(word in heading for word in (term.text, *surfaces(term))) and (
        len(heading) <= len(term.text) + _BESIDE
    )


def _claim_text(claim: Claim) -> str:
    """Return the words of the claim in one."""
    return "".join(t.text for t in (*claim.subject, *claim.predicate))


def _is_done(claim: Claim, part: Fact, sentence: str) -> bool:
    """Return whether the part's own clause says what the predicate says, undenied."""
    clause = _clause_of(part, sentence)
    label = label_keys(part)
    for term in claim.predicate:
        is_generic = pattern_of("yesno", "achieved").search(term.text) is not None
        if is_generic and pattern_of("yesno", "achieved").search(clause):
            continue
        if LEVEL.fullmatch(term.text) and term.text[0] in clause:
            # 转交县里: 转交县法律援助中心.
            continue
        if not any(alike(term, key) >= 0.5 for key in label) and term.text not in clause:
            return False
    if not _last_act_fits(claim, sentence, part):
        return False
    at = part.quantity.start
    return DENIED_LABEL.search(part.label) is None and "应" not in sentence[max(0, at - 3) : at]


def _last_act_fits(claim: Claim, sentence: str, part: Fact) -> bool:
    """Return whether the act next to the part's figure is the predicate's (not 核查后立案)."""
    holding = [c for c in split_clauses(sentence) if c.start <= part.quantity.start < c.end]
    if not holding:
        return True
    before = sentence[holding[-1].start : part.quantity.start]
    if before.rstrip(" 的").endswith(tuple(t.text for t in claim.predicate if len(t.text) > 1)):
        # 经核查属实38处: what is claimed stands right before the figure.
        return True
    acts = [t for t in find_terms(before) if t.kind == "action"]
    asked = [*claim.predicate, *claim.subject]
    return (
        not acts
        or any(alike(t, acts[-1].key) >= 0.5 for t in asked)
        or (pattern_of("yesno", "achieved").search(before) is not None)
    )


def _clause_of(fact: Fact, sentence: str) -> str:
    at = fact.quantity.start
    holding = [c for c in split_clauses(sentence) if c.start <= at < c.end]
    return holding[-1].text if holding else sentence


def _is_done_in_label(claim: Claim, whole: Fact) -> bool:
    """Return whether the would-be total counts what was done already."""
    keys = label_keys(whole)
    acts = [t for t in claim.predicate if t not in claim.subject]
    planned = "应" in whole.label or pattern_of("yesno", "planned").search(fold(whole.label))
    return (
        bool(acts) and all(any(alike(t, key) >= 0.5 for key in keys) for t in acts) and not planned
    )


def _own_act(claim: Claim, whole: Fact) -> bool:
    """Return whether the acts that name the subject (受理的, 排查的) are the total's own."""
    acts = [t for t in claim.subject if t.kind == "action"]
    label = label_keys(whole)

    def is_own(act: Term) -> bool:
        said = act.text in whole.label or act.text in whole.topic
        near = (act.key, *near_acts().get(act.key, ()))
        # 查出少报人数2人、少缴税款3万元: the first act leads the whole list.
        leads = pattern_of("yesno", "finds").search(act.text) and met(act, whole) >= CLAUSE_NEAR
        return (
            said
            or bool(leads)
            or _names_found(act, whole)
            or any(alike(act, key) >= 0.5 or key in near for key in label)
        )

    # 日常检查发现的问题: the last act counts them, where it led on from stands in the clause before.
    return all(is_own(t) for t in acts[-1:]) and all(
        is_own(t) or met(t, whole) >= CLAUSE_NEAR for t in acts[:-1]
    )


def _counts_the_same(claim: Claim, whole: Fact, part: Fact) -> bool:
    """Return whether the part names nothing that neither the claim nor the total does (化解信访积案7件)."""
    asked = [*claim.subject, *claim.predicate]
    named = own_things(whole)
    return all(
        key in named or any(alike(t, key) >= 0.85 for t in asked) for key in own_things(part)
    )
