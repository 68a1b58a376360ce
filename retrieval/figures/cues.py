"""The terms around a figure, each with its nearness: what questions find the figure by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter

from retrieval.figures.draft import Draft
from retrieval.figures.labels import Label
from retrieval.figures.passage_context import PassageContext
from retrieval.figures.topics import is_topic_marker
from retrieval.language.terms import term_keys

# How near a term stands to the figure: its label, the rest of its own stretch, the inherited
# topic, the clauses before, the topic sentence (一是…), clauses after, other sentences, headings.
LABEL, OWN, TOPIC, CLAUSE, AFTER, EARLIER, HEADING = 1.0, 0.95, 0.9, 0.85, 0.6, 0.58, 0.5
TOPIC_SENTENCE = 0.75
_STEP = 0.05
# 7.书记包案4件；镇长出庭2次: the first of several that are told alike is no topic of the rest.
_PARALLEL = re.compile(r"\d.*[；;]\s*$")
_ITEM = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[是、]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．])"
)

Cues = tuple[tuple[str, float], ...]


class CueReader:
    """The cues of the figures of one passage."""

    def __init__(self, context: PassageContext) -> None:
        """Take the passage prepared for reading."""
        self._context = context
        # By sentence: the cues that all of its figures have from what stands above it.
        self._above: dict[int, Cues] = {}

    def collect(self, draft: Draft, topic: Label) -> Cues:
        """Return every term around the figure with its nearness, the nearest first, each once."""
        context = self._context
        cues: dict[str, float] = {}
        _add(cues, draft.label.near, LABEL)
        _add(cues, draft.label.far, OWN)
        _add(cues, (*topic.near, *topic.far), TOPIC)
        own = context.clauses[draft.sentence][draft.clause]
        _add(cues, term_keys(own.text[: max(draft.quantity.start - own.start, 0)]), CLAUSE)
        step = CLAUSE
        for _, clause in context.before(draft.sentence, draft.clause):
            marks = is_topic_marker(clause.text)
            _add(cues, term_keys(clause.text), CLAUSE if marks else step)
            step = max(step - _STEP, AFTER + 0.02)
        for clause in context.after(draft.sentence, draft.clause):
            _add(cues, term_keys(clause.text), AFTER)
        above = self._above.get(draft.sentence)
        if above is None:
            above = self._above[draft.sentence] = _cues_above(context, draft.sentence)
        for key, nearness in above:
            cues.setdefault(key, nearness)
        return tuple(sorted(cues.items(), key=itemgetter(1), reverse=True))


def _cues_above(context: PassageContext, sentence: int) -> Cues:
    """Return the terms of the sentences before one, and of the headings."""
    cues: dict[str, float] = {}
    step = EARLIER
    scoped = False
    for number in range(sentence - 1, -1, -1):
        earlier = context.folded[number]
        # A short sentence behind 一是 or （一） is the topic of all up to the next such mark.
        if not scoped and _ITEM.match(earlier):
            scoped = True
            if len(earlier) <= 40 and not _PARALLEL.search(earlier):
                _add(cues, term_keys(earlier), TOPIC_SENTENCE)
                continue
        _add(cues, term_keys(earlier), step)
        step = max(step - 0.02, HEADING + 0.01)
    _add(cues, term_keys(context.previous), HEADING)
    for heading in reversed(context.section.path):
        _add(cues, term_keys(heading), HEADING)
    return tuple(cues.items())


def _add(cues: dict[str, float], keys: Iterable[str], nearness: float) -> None:
    rounded = round(nearness, 2)
    for key in keys:
        cues.setdefault(key, rounded)
