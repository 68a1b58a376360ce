"""The clauses of reports in which the piece of text asked for stands, with the spans that tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.question import Question
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.statements import surfaces
from retrieval.answering.texts.accounting import speaks_of
from retrieval.answering.texts.answer_types import listed, type_of
from retrieval.answering.texts.span_partners import is_of_joint
from retrieval.answering.texts.spans import Span
from retrieval.answering.texts.target_fit import without_empty_verbs
from retrieval.answering.texts.text_lines import Line, find_lines
from retrieval.answering.texts.text_spans import find_spans
from retrieval.answering.texts.text_target import TextTarget
from retrieval.language.terms import Term

# A clause that accounts for the question less than this is no answer.
_THRESHOLD = 0.66
# A span whose surroundings tell this much may stand in a sentence that names nothing asked.
_TELLING, _TELLING_PLACE = 0.15, 0.1
# A date, a place or a person is of what its own sentence names.
_STRICT = frozenset({"when", "often", "who", "where"})
# Who stands right before the deed did it, or right behind it had it done.
_VERB_BEFORE = re.compile(r"(?P<verb>[一-鿿]{2})[了过]$")
_DEED_WITHIN, _BY_DEED = 6, 0.1
_PLANNED = 0.24
# A span that its surroundings show to be what is asked for.
_SURELY = 0.08
_NO_MARKS = str.maketrans("", "", "“”《》「」")


@dataclass(frozen=True, slots=True)
class Found:
    """A clause with the spans that answer."""

    line: Line
    spans: tuple[Span, ...]
    score: float

    @property
    def wording(self) -> str:
        """The spans as the folded text has them."""
        return "、".join(self.line.folded[s.start : s.end] for s in self.spans)

    @property
    def bare(self) -> str:
        """The wording without its quotation marks."""
        return self.wording.translate(_NO_MARKS)


def _find(target: TextTarget, question: Question, scope: Scope, shelf: Shelf) -> list[Found]:
    found = []
    deeds = _deeds(target)
    for line in find_lines(target, scope, shelf):
        if not all(speaks_of(line.folded[line.clause.start : line.clause.end], t) for t in deeds):
            continue
        cut = [_with_deed(s, deeds, target, line) for s in find_spans(target, question, line)]
        if not line.is_near or (target.kind in _STRICT and not line.is_whole):
            # 递到了哪里: the verb itself leads to the place.
            telling = _TELLING_PLACE if target.kind == "where" and target.cues else _TELLING
            cut = [span for span in cut if span.bonus >= telling or _is_named_so(target, line)]
        if (
            target.kind == "who"
            and "与" in target.cues
            and not (line.is_whole and is_of_joint(target.terms, line.folded))
        ):
            continue
        if target.kind == "who" and line.least < 1 and not target.musts:
            # Whoever stands beside a clause on it need not have done it.
            cut = [span for span in cut if span.bonus > 0]
        score = line.score + cut[0].bonus if cut else 0.0
        if score >= _THRESHOLD - 1e-9:
            # 打算组建什么: what is planned stands in the plan.
            asked_for = line.is_plan and question.asks_any("target")
            found.append(Found(line, tuple(cut), score + _PLANNED * asked_for))
    far = {one.bare for one in found if not one.line.is_near and _is_named_so(target, one.line)}
    # Of several that are called so nothing near says which is meant.
    return found if len(far) < 2 else [f for f in found if f.line.is_near or f.bare not in far]


def find_clauses(target: TextTarget, question: Question, scope: Scope, shelf: Shelf) -> list[Found]:
    """Return the clauses that answer; where none names all, those that name all but empty verbs."""
    return _find(target, question, scope, shelf) or _find_loosely(target, question, scope, shelf)


def _find_loosely(
    target: TextTarget, question: Question, scope: Scope, shelf: Shelf
) -> list[Found]:
    """Return what is found without the question's empty verbs, where a single clause that names all
    the rest answers, and surely."""
    loose = without_empty_verbs(target) if scope.is_one_place else None
    if loose is None:
        return []
    found = [
        one
        for one in _find(loose, question, scope, shelf)
        if one.line.is_whole and one.spans[0].bonus >= _SURELY
    ]
    return found if len({one.bare for one in found}) == 1 else []


def _is_named_so(target: TextTarget, line: Line) -> bool:
    """Return whether a clause names the very noun whose name is asked for (“水小渌说法”短视频)."""
    return (
        target.called
        and len(target.head) > 1
        and type_of(target.head) is None
        and target.head not in listed("quoted", "loose")
        and target.head in line.folded[line.clause.start : line.clause.end]
    )


def _deeds(target: TextTarget) -> list[Term]:
    """Return what was done by the one asked for, where it stands right behind 谁 (谁|最后发言): who
    stands in another clause did something else."""
    if target.kind != "who" or target.head or target.cues or target.right[:1] in {"把", "将"}:
        return []
    deeds = [t for t in target.terms if t.kind != "thing" and t.text in target.right]
    return deeds if len(target.terms) > len(deeds) else []


def _with_deed(span: Span, deeds: Sequence[Term], target: TextTarget, line: Line) -> Span:
    """Return a span that the deed stands right beside as a surer one: who did it stands before it
    (党工委书记|末位|发言), whom it was done to behind it (配备了什么人: 配备|一名|调解员)."""
    behind = line.folded[span.end : span.end + _DEED_WITHIN]
    near = any(word in behind for deed in deeds for word in (deed.text, *surfaces(deed)))
    verb = _VERB_BEFORE.search(target.left) if target.kind == "who" else None
    before = line.folded[max(0, span.start - _DEED_WITHIN) : span.start]
    near = near or (verb is not None and verb["verb"] in before)
    return replace(span, bonus=span.bonus + _BY_DEED) if near else span
