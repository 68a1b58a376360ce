"""The measures that one question sets side by side (培训和案卷评查, 排查比化解), each as its terms.

A part may leave out what it shares with its neighbour: 受理和办结的行政复议 means 受理行政复议
and 办结行政复议. ``completions`` names what a part may stand for, the fullest reading first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import words_of
from retrieval.language.terms import Term
from retrieval.language.wording import alternation

_HEADS = frozenset({"thing", "rate"})
# Those for whom one thing was done (给企业和合作社做体检) are no two things that were asked for.
_FOR_BOTH = re.compile(
    r"(?:给|为|向|帮)[^\s，,、。？?]{1,8}[和与及][^\s，,、。？?]{1,8}?(?=做|开展|提供|发放|送|讲|办|组织|进行|培训|推荐|宣传)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One measure: its terms as written, light ones too."""

    terms: tuple[Term, ...]

    @property
    def content(self) -> tuple[Term, ...]:
        """The terms that restrict."""
        return tuple(term for term in self.terms if not term.is_light)

    @property
    def has_head(self) -> bool:
        """True where the part itself names what is counted."""
        return any(term.kind in _HEADS for term in self.terms)

    @property
    def mark(self) -> str:
        """The light word that tells this part apart where it names nothing else but an act
        (办事处发文): the figure's own wording must hold it."""
        names = [term for term in self.content if term.kind != "action"]
        return self.terms[0].text if self.terms[0].is_light and not names else ""


def split_parts(question: Question, terms: Sequence[Term]) -> tuple[Part, ...]:
    """Return the measures of a question; one alone where nothing joins two."""
    groups: list[list[Term]] = [[]]
    previous: Term | None = None
    for term in terms:
        gap = question.masked[previous.end : term.start] if previous else ""
        if previous is not None and (
            _joins(gap, question.masked, previous.end) or _begins_with_joiner(term)
        ):
            groups.append([])
        groups[-1].append(term)
        previous = term
    parts = [Part(tuple(group)) for group in groups if group]
    # 两口子闹矛盾、家庭纠纷: one thing by two names is asked for once, unless each is asked for.
    each = "number.each" in question.asks and len(question.places) < 2
    said: set[tuple[str, ...]] = set()
    kept = []
    for part in parts:
        keys = tuple(term.key for term in part.content)
        if each or not keys or keys not in said:
            kept.append(part)
        said.add(keys)
    return tuple(kept)


def split_acts(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts, acts that stand right behind one another (废止失效) as parts of their own."""
    found: list[Part] = []
    for part in parts:
        start = 0
        for position in range(1, len(part.terms)):
            one, other = part.terms[position - 1], part.terms[position]
            if one.kind == other.kind == "action" and one.end == other.start:
                found.append(Part(part.terms[start:position]))
                start = position
        found.append(Part(part.terms[start:]))
    return tuple(found)


def split_context(
    question: Question, parts: Sequence[Part]
) -> tuple[tuple[Term, ...], tuple[Part, ...]]:
    """Return what all parts belong to (调解的纠纷中，婚姻纠纷和土地纠纷), and the parts without it."""
    first = parts[0].terms
    within = alternation(words_of("compare", "within"))
    for position in range(len(first) - 1, 0, -1):
        gap = question.masked[first[position - 1].end : first[position].start]
        if re.match(rf"\s*的?{within}", gap):
            return first[:position], (Part(first[position:]), *parts[1:])
    return (), tuple(parts)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    exceptions = re.compile(alternation(words_of("compare", "not_joiners")))
    return exceptions, re.compile(alternation(words_of("compare", "joiners")))


def _joins(gap: str, text: str, start: int) -> bool:
    """Return whether a joiner stands in the gap, other than inside a word that crosses into it."""
    exceptions, joiners = _patterns()
    taken = [match.span() for match in exceptions.finditer(text)]
    taken += [match.span() for match in _FOR_BOTH.finditer(text)]
    return any(
        not any(a <= start + m.start() and start + m.end() <= b for a, b in taken)
        for m in joiners.finditer(gap)
    )


def _begins_with_joiner(term: Term) -> bool:
    """Return whether a concept was read across the joiner (和解决 for 解决), which its name isn't."""
    _, joiners = _patterns()
    match = joiners.match(term.text)
    # 比例 is a word of its own.
    return bool(match) and term.kind != "rate" and not joiners.match(term.key)


def completions(parts: Sequence[Part], position: int) -> list[tuple[Term, ...]]:
    """Return what the part at ``position`` may stand for, the likeliest first, none without content."""
    part, first, last = parts[position], parts[0], parts[-1]
    own = part.content
    found: list[tuple[Term, ...]] = []
    lead = first.content[:-1] if position else ()
    tail = last.content[len(last.content[:1]) if not last.mark else 0 :] if part is not last else ()
    if not _has_act(own):
        # An act named once may be meant for all (社区矫正和安置帮教解除的).
        acts = [tuple(t for t in side if t.kind == "action") for side in (tail, lead)]
        found += [(*own, *act) for act in acts if act]
    if part.has_head or len(own) > 1:
        whose = tuple(t for t in lead if t.kind == "thing")
        # 应急局行政处罚件数及罚没款: the same body's before anybody's.
        found += [(*whose, *own)] if whose and not _has_act(own) else []
        found += [own, (*lead, *own), (*own, *tail)]
    else:
        # A bare act or name (化解, 党工委) is read with its neighbour's head before it is read alone.
        heads = _shared_heads(parts, position)
        found += [(*own, *tail)] if tail and not _has_act(own) else []
        found += [(*heads, *own)] if heads else []
        found += [(*own, *tail)] if tail else []
        found += [(*lead, *own)] if lead else []
        found += [own]
    kept = [terms for terms in found if terms]
    return [terms for n, terms in enumerate(kept) if terms not in kept[:n]]


def _has_act(terms: Sequence[Term]) -> bool:
    return any(term.kind == "action" for term in terms)


def _shared_heads(parts: Sequence[Part], position: int) -> tuple[Term, ...]:
    """Return what the nearest other part counts: the one before, else the one behind."""
    before, after = [*reversed(parts[:position])], [*parts[position + 1 :]]
    order = (*before, *after)
    for kinds in (_HEADS, frozenset({"word"})):
        for other in order:
            if heads := tuple(term for term in other.content if term.kind in kinds):
                return heads
    return ()


def words_of_part(question: Question, parts: Sequence[Part], position: int) -> str:
    """Return a part as the question words it, up to the joiner, 的 or asking word behind it."""
    part = parts[position]
    start, end = part.terms[0].start, part.terms[-1].end
    limit = (
        parts[position + 1].terms[0].start if position + 1 < len(parts) else len(question.masked)
    )
    _, joiners = _patterns()
    behind = joiners.split(question.masked[end:limit])[0]
    more = re.match(r"[一-鿿”》）]*", behind)
    ending = more.group() if more else ""
    return question.folded[start:end] + ending.split("的")[0]
