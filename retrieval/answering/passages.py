"""What the report says about something: the one to three sentences that speak of all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.answering.accounting import ACCOUNTED, Zone, nearness, speaks_of
from retrieval.answering.compose import finish
from retrieval.answering.enumeration_words import any_of, ordinal_pattern
from retrieval.answering.list_candidates import states
from retrieval.answering.listing import Quotes, answer_items, offer_reports
from retrieval.answering.lists import reports_of
from retrieval.answering.outline import PAGE, Item, Stretch, find_groups, mark_length
from retrieval.answering.question import Question
from retrieval.answering.scope import Scope
from retrieval.answering.shelf import Shelf
from retrieval.answering.wanted import Wanted, read_wanted, same_name
from retrieval.language.fold import fold
from retrieval.records import Answer, ParsedReport, Passage, Role, Trace

_IN, _NEXT, _LEAD, _HEADING, _PATH = 1.0, 0.75, 0.7, 0.7, 0.55
_MOST = 3
_CLOSE = 0.03
# A sentence that speaks of less than this share of the question itself is no answer.
_OWN_SHARE = 0.5
# A first sentence no longer than this is a heading for what follows.
_SHORT_LEAD = 22
# What it is worth that a sentence stands in the part of the report that is asked about.
_ROLE = 0.25
_ROLES = (("list.shortcomings", "shortcomings"), ("list.plans", "plan"), ("target", "plan"))


@dataclass(frozen=True, slots=True)
class _Found:
    """Sentences of one passage, in order, with how well they account for the question."""

    report: str
    stretches: tuple[Stretch, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question's pairs of characters; whether it asks how; the part of the report it is about.

    ``optional`` is the verb beside 怎么 (怎么处理, 落实得如何), which a report may leave unsaid.
    """

    pairs: frozenset[str]
    manner: bool
    role: str
    optional: frozenset[str] = frozenset()


def answer_passage(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the sentences that speak of all that was asked, verbatim; None where none do.

    Where several reports do about as well and the question names none, the answer is
    ambiguous and offers them.
    """
    wanted = read_wanted(question)
    if question.asks_any("number", "measure", "compare", "trend") and not question.asks_any("passage"):
        return None
    # Who, when, where: one word alone (书记姓什么) would be met anywhere.
    loose = question.asks_any("text") and not question.asks_any("passage", "list", "meaning")
    if loose and len(wanted.terms) < 2 and not (wanted.quoted or wanted.figures):
        return None
    if not (wanted.terms or wanted.quoted or wanted.label or wanted.figures):
        return None
    if grouped := _points(question, wanted, scope, shelf):
        return grouped
    best: list[_Found] = []
    for report in reports_of(question, scope, shelf):
        parsed = shelf.source.parsed(report.id)
        found = max(_find(question, wanted, parsed), key=lambda f: f.score, default=None)
        if found is not None:
            best.append(found)
    if not best:
        return None
    best.sort(key=lambda f: -f.score)
    close = [f for f in best if best[0].score - f.score <= _CLOSE]
    if len(close) > 1:
        return offer_reports(question, scope, shelf, [(f.report, _item(f)) for f in close], kind="passage")
    if not question.asks and _is_unclear(shelf, best[0]):
        return None
    return _say(question, scope, shelf, best[0])


def _points(question: Question, wanted: Wanted, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the points 一是…二是… under the heading that names what was done, asked how."""
    if not any_of("manner", "asks").search(question.folded) or len(wanted.terms) < 2:
        return None
    found = [
        (report.id, group.items)
        for report in reports_of(question, scope, shelf)
        for group in find_groups(shelf.source.parsed(report.id))
        if group.frame and all(speaks_of(group.frame[-1], term) for term in wanted.terms)
    ]
    if len(found) != 1:
        return None
    return answer_items(
        question, scope, shelf, found[0][0], found[0][1], rule="passage.points", kind="passage"
    )


def _is_unclear(shelf: Shelf, found: _Found) -> bool:
    """Return whether the sentences hold figures of which nobody can say what they count."""
    places = {(stretch.passage, stretch.sentence) for stretch in found.stretches}
    facts = shelf.source.facts(found.report)
    return any(fact.unclear and (fact.passage, fact.sentence) in places for fact in facts)


def _item(found: _Found) -> Item:
    return Item("", found.stretches[0])


def _say(question: Question, scope: Scope, shelf: Shelf, found: _Found) -> Answer:
    quotes = Quotes(shelf, found.report)
    text = "".join(quotes.add(stretch) for stretch in found.stretches).strip()
    own = shelf.by_id[found.report]
    return finish(
        question, scope, "passage", text, quotes.cited(), trace=Trace(rule="passage"),
        place=own.place.name if own.place else "", year=own.year, measure=question.rest,
    )  # fmt: skip


def _find(question: Question, wanted: Wanted, parsed: ParsedReport) -> Iterator[_Found]:
    """Yield for each passage that speaks of all that was asked its best sentences."""
    asked = _Asked(
        _pairs(question.rest or question.folded),
        bool(any_of("manner", "asks").search(question.folded)),
        next((role for kind, role in _ROLES if question.asks_any(kind)), ""),
        _optional(question, wanted),
    )
    may_lack = _may_lack(wanted, asked)
    for passage in parsed.passages:
        path = parsed.sections[passage.section].path
        if path[:1] == (PAGE,) or not _could_answer(wanted, asked, passage, path, may_lack):
            continue
        chosen = _best_window(wanted, passage, path, asked)
        if chosen is not None:
            numbers, score = chosen
            score += _part_bonus(asked, parsed.sections[passage.section].role)
            stretches = tuple(_trimmed(passage, number, numbers[0]) for number in numbers)
            yield _Found(parsed.report.id, stretches, score)


def _optional(question: Question, wanted: Wanted) -> frozenset[str]:
    match = any_of("manner", "asks").search(question.folded)
    if match is None or len(wanted.terms) < 2:
        return frozenset()
    return frozenset(
        term.text
        for term in wanted.terms
        if term.start == match.end() or question.folded[term.end : match.start()].strip() in {"得", "的"}
    )


def _part_bonus(asked: _Asked, role: Role) -> float:
    """Return what the part of the report is worth: what was done comes before what is planned."""
    if asked.role:
        return _ROLE if role == asked.role else 0.0
    return -_ROLE / 2 if role in {"plan", "shortcomings"} else 0.0


def _may_lack(wanted: Wanted, asked: _Asked) -> int:
    """Return how many terms may go unmet: a verb of one's own (怎么留住…) beside three that are met."""
    plain = any(term.kind == "word" for term in wanted.terms)
    return 1 if asked.manner and plain and len(wanted.terms) > 3 else 0


def _could_answer(
    wanted: Wanted, asked: _Asked, passage: Passage, path: tuple[str, ...], may_lack: int
) -> bool:
    around = passage.text + " ".join(path)
    phrases = [*wanted.quoted, *([wanted.label] if wanted.label and not wanted.terms else [])]
    return (
        all(same_name(phrase, around) for phrase in phrases)
        and sum(not speaks_of(around, t) for t in wanted.terms if t.text not in asked.optional) <= may_lack
        and (not wanted.figures or states(passage.text, wanted.figures))
    )


def _best_window(
    wanted: Wanted, passage: Passage, path: tuple[str, ...], asked: _Asked
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
    if follows and len(window) < _MOST and wants_more and (not starts_anew or _ends_open(texts[last])):
        window.append(last + 1)
    return tuple(sorted(window)), score


def _tells_how(asked: _Asked, follows: str) -> bool:
    return asked.manner and bool(any_of("manner", "starts").match(fold(follows)))


def _announces(text: str) -> bool:
    body = text[mark_length(text) :].rstrip("。 ")
    return _ends_open(text) or (len(body) <= _SHORT_LEAD and not re.search(r"[\d，,；;]", fold(body)))


def _ends_open(text: str) -> bool:
    return fold(text).rstrip().endswith((":", "："))


def _score(
    wanted: Wanted, passage: Passage, path: tuple[str, ...], number: int, asked: _Asked
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
    excused = _may_lack(wanted, asked) == len(lacking) == 1 and lacking[0].kind == "word"
    if lacking and not (excused and own == len(near) - 1):
        return None
    in_heading = bool(path) and all(speaks_of(path[-1], term) for term in wanted.terms)
    if near and own < len(near) * _OWN_SHARE and not said and not (in_heading and number <= 1):
        return None
    if not near and not said and not wanted.figures:
        return None
    shared = len(asked.pairs & _pairs(text)) / max(len(asked.pairs), 1)
    often = sum(text.count(term.text) > 1 for term in wanted.terms)
    score = (sum(near) / len(near) if near else 1.0) + 0.05 * (len(terms) == len(wanted.terms)) + 0.3 * shared + 0.2 * said + 0.05 * often
    if in_heading and wanted.terms:
        # Under a heading that names the thing, the first sentences say how it was done.
        score += 0.1 + (0.1 - 0.02 * number if asked.manner else 0.0)
    return score - min(len(text), 300) / 6000


def _trimmed(passage: Passage, number: int, first: int) -> Stretch:
    text = passage.sentences[number].text
    return Stretch(passage.index, number, mark_length(text) if number == first else 0, len(text))


def _pairs(text: str) -> frozenset[str]:
    bare = re.sub(r"[^\w]|[的了是在]", "", text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))
