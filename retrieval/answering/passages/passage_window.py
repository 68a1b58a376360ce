"""Which sentences of a passage say best what is asked, with those beside them that belong to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.answering.asking.enumeration_words import (
    any_of,
    ordinal_pattern,
    ordinal_rows,
    place_in_series,
)
from retrieval.answering.lists.list_candidates import states
from retrieval.answering.lists.points import mark_length
from retrieval.answering.lists.wanted import Wanted, same_name
from retrieval.answering.texts.accounting import ACCOUNTED, Zone, nearness, speaks_of
from retrieval.language.fold import fold
from retrieval.records import Passage

_IN, _NEXT, _LEAD, _HEADING, _PATH = 1.0, 0.75, 0.7, 0.7, 0.55
_MOST = 3
# A sentence that speaks of less than this share of the question itself is no answer.
_OWN_SHARE = 0.5
# A first sentence no longer than this is a heading for what follows.
_SHORT_LEAD = 22


@dataclass(frozen=True, slots=True)
class Asked:
    """The question's pairs of characters; whether it asks how; the part of the report it is about.

    ``optional`` is the verb beside 怎么 (怎么处理, 落实得如何), which a report may leave unsaid;
    ``each`` where every one of several is asked for (分别是什么).
    """

    pairs: frozenset[str]
    manner: bool
    role: str
    optional: frozenset[str] = frozenset()
    each: bool = False


def may_lack(wanted: Wanted, asked: Asked) -> int:
    """Return how many terms may go unmet: a verb of one's own (怎么留住…) beside three that are met."""
    plain = any(term.kind == "word" for term in wanted.terms)
    return 1 if asked.manner and plain and len(wanted.terms) > 3 else 0


def best_window(
    wanted: Wanted, passage: Passage, path: tuple[str, ...], asked: Asked
) -> tuple[tuple[int, ...], float] | None:
    """Return the sentences (as positions) that account best, with their score."""
    scored = [
        (score, -number)
        for number in range(len(passage.sentences))
        if (score := _score(wanted, passage, path, number, asked)) is not None
    ]
    if not scored:
        return None
    score, negative = max(scored)
    number = -negative
    texts = [sentence.text for sentence in passage.sentences]
    window = [number]
    # What the sentence itself leaves open is added where its neighbours say it.
    missing = [term for term in wanted.terms if not speaks_of(texts[number], term)]
    for neighbour in (number + 1, number - 1):
        if 0 <= neighbour < len(texts) and len(window) < _MOST:
            told = [term for term in missing if speaks_of(texts[neighbour], term)]
            if told:
                window.append(neighbour)
                missing = [term for term in missing if term not in told]
    # A sentence that only announces (…如下：, 一是健全机制。) needs the one behind it.
    last = max(window)
    follows = texts[last + 1] if last + 1 < len(texts) else ""
    starts_anew = not follows or ordinal_pattern().match(fold(follows)) is not None
    is_heading = bool(path) and texts[last].rstrip("。： ") == path[-1]
    wants_more = is_heading or _announces(texts[last]) or _tells_how(asked, follows)
    wants_more = wants_more and (not starts_anew or _ends_open(texts[last]))
    if follows and len(window) < _MOST and (wants_more or goes_on(texts[last], follows)):
        window.append(last + 1)
    # 一件为…；一件为…: what a semicolon parts is of one row.
    while asked.each and len(window) < _MOST and max(window) + 1 < len(texts):
        if not fold(texts[max(window)]).rstrip().endswith((";", "；")):
            break
        window.append(max(window) + 1)
    return tuple(sorted(window)), score


def goes_on(text: str, follows: str) -> bool:
    """Return whether ``follows`` is the other half of what ``text`` begins (一方面…；另一方面…)."""
    second = ordinal_pattern().match(fold(follows))
    if second is None:
        return False
    series, position = place_in_series(second.group("word"))
    return (
        len(ordinal_rows()[series]) == 2
        and position == 1
        and any(
            place_in_series(mark.group("word")) == (series, 0)
            for mark in ordinal_pattern().finditer(fold(text))
        )
    )


def _tells_how(asked: Asked, follows: str) -> bool:
    return asked.manner and bool(any_of("manner", "starts").match(fold(follows)))


def _announces(text: str) -> bool:
    body = text[mark_length(text) :].rstrip("。 ")
    return _ends_open(text) or (
        len(body) <= _SHORT_LEAD and not re.search(r"[\d，,；;]", fold(body))
    )


def _ends_open(text: str) -> bool:
    return fold(text).rstrip().endswith((":", "："))


def _score(
    wanted: Wanted, passage: Passage, path: tuple[str, ...], number: int, asked: Asked
) -> float | None:
    sentences = passage.sentences
    text = sentences[number].text
    after = sentences[number + 1].text if number + 1 < len(sentences) else ""
    before = sentences[number - 1].text if number else ""
    zones: list[Zone] = [
        (_IN, text), (_NEXT, before), (_NEXT, after), (_LEAD, sentences[0].text),
        (_HEADING, " ".join(path[-1:])), (_PATH, " ".join((*path[:-1], passage.text))),
    ]  # fmt: skip
    if wanted.figures and not states(text, wanted.figures):
        return None
    phrases = [*wanted.quoted, *([wanted.label] if wanted.label else [])]
    said = sum(same_name(phrase, text) for phrase in phrases)
    terms = [t for t in wanted.terms if t.text not in asked.optional or speaks_of(text, t)]
    near = nearness(terms, zones)
    own = sum(weight == _IN for weight in near)
    lacking = [t for t, weight in zip(terms, near, strict=True) if weight < ACCOUNTED]
    excused = may_lack(wanted, asked) == len(lacking) == 1 and lacking[0].kind == "word"
    if lacking and not (excused and own == len(near) - 1):
        return None
    in_heading = bool(path) and all(speaks_of(path[-1], term) for term in wanted.terms)
    if near and own < len(near) * _OWN_SHARE and not said and not (in_heading and number <= 1):
        return None
    if not near and not said and not wanted.figures:
        return None
    shared = len(asked.pairs & pairs_of(text)) / max(len(asked.pairs), 1)
    often = sum(text.count(term.text) > 1 for term in wanted.terms)
    # 怎么减少…: the deed itself had better be spoken of.
    deed = bool(asked.optional) and all(t in text for t in asked.optional)
    score = (
        0.15 * deed
        + (sum(near) / len(near) if near else 1.0)
        + 0.05 * (len(terms) == len(wanted.terms))
        + 0.3 * shared
        + 0.2 * said
        + 0.05 * often
    )
    if in_heading and wanted.terms:
        # Under a heading that names the thing, the first sentences say how it was done.
        score += 0.1 + (0.1 - 0.02 * number if asked.manner else 0.0)
    return score - min(len(text), 300) / 6000


def pairs_of(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of ``text``, function characters aside."""
    bare = re.sub(r"[^\w]|[的了是在]", "", text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))
