"""Everything in a report that could be the list a question wants, each with its score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.answering.asking.enumeration_words import any_of, listed
from retrieval.answering.evidence.arithmetic import same_amount
from retrieval.answering.lists.enumeration_ends import NUMBERED
from retrieval.answering.lists.enumerations import Enumeration, find_enumerations
from retrieval.answering.lists.law_rows import with_unmarked
from retrieval.answering.lists.list_fit import NAMED, head_fit
from retrieval.answering.lists.outline import find_groups
from retrieval.answering.lists.points import Group, Item, Stretch, mark_length
from retrieval.answering.lists.wanted import Wanted, same_name
from retrieval.answering.texts.accounting import (
    ACCOUNTED,
    Zone,
    all_accounted,
    names_itself,
    nearness,
    speaks_of,
)
from retrieval.language.fold import fold
from retrieval.language.quantities import find_quantities
from retrieval.language.terms import Term
from retrieval.records import PAGE_AROUND, ParsedReport, Passage, Quantity

# Right behind its items a list says how many there are of them.
_SO_MANY = re.compile(r"等?(?:[2-9]|\d{2,}|[两二三四五六七八九十]+)[个家项份部条所位名支]")
_SENTENCE, _BESIDE, _HEADING, _PASSAGE = 0.9, 0.7, 0.6, 0.55
# A list over sentences whose frame accounts for the question less than this is about something else.
_LEAST = 0.75
# A name that the report gives to items stands within this many characters of them.
_ADJACENT = 7
# A numbered name with its measure word: 四个台账, and not 两平台.
_NUMBERED_NAME = re.compile(NUMBERED)
_COUNT_BEHIND = re.compile(r"[\d一二两三四五六七八九十百]+(?:余|多)?[个场次件项起人名家]次?$")
_TITLE = re.compile(r"《[^》]{2,60}》(?:[（(][^）)]{2,30}[）)])?")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Items that may be the answer, in order; ``open_ended`` where the report closes with 等."""

    report: str
    items: tuple[Item, ...]
    score: float
    open_ended: bool = False
    titles: bool = False


def find_candidates(wanted: Wanted, parsed: ParsedReport) -> Iterator[Candidate]:
    """Yield the lists of a report that account for all that is wanted, best or not."""
    if not wanted.terms and not wanted.label and not wanted.quoted:
        return
    for passage in parsed.passages:
        if parsed.sections[passage.section].path[:1] != (PAGE_AROUND,) and _could_hold(
            wanted, parsed, passage
        ):
            yield from _inline(wanted, parsed, passage)
            if wanted.head_in("titles"):
                yield from _titles(wanted, parsed, passage)
    for group in find_groups(parsed):
        if candidate := _grouped(wanted, parsed, group):
            yield candidate


def _could_hold(wanted: Wanted, parsed: ParsedReport, passage: Passage) -> bool:
    around = passage.text + "".join(parsed.sections[passage.section].path)
    if wanted.label and not wanted.terms and not same_name(wanted.label, passage.text):
        return False
    if any(not same_name(phrase, around) for phrase in wanted.quoted):
        return False
    if wanted.figures and not states(passage.text, wanted.figures):
        return False
    lacking = [term for term in _needed(wanted) if not speaks_of(around, term)]
    return not lacking or [term.text for term in lacking] == [wanted.verb]


def states(text: str, figures: Sequence[Quantity]) -> bool:
    """Return whether ``text`` holds every one of ``figures``, value and unit."""
    given = find_quantities(text)
    return all(any(same_amount(figure, q) for q in given) for figure in figures)


def _needed(wanted: Wanted) -> list[Term]:
    """Return the terms that the wording must hold: all but a head that the items themselves show."""
    shown = {
        head
        for head in wanted.heads
        if any(
            head in listed("heads", key) for key in ("open", "titles", "people", "units", "days")
        )
    }
    return [term for term in wanted.terms if term.text not in shown]


def _zones(parsed: ParsedReport, passage: Passage, index: int, start: int, end: int) -> list[Zone]:
    """Return the wording around a stretch of a sentence, the nearest first."""
    sentences = passage.sentences
    path = parsed.sections[passage.section].path
    text = sentences[index].text
    before = sentences[index - 1].text if index else ""
    return [
        # What only a title names is not what the items beside it are.
        (1.0, _TITLE.sub("", text[max(0, start - 24) : end + 16])),
        (_SENTENCE, text),
        # 其中… goes on with what the sentence before is about.
        (_SENTENCE if any_of("sorts", "leads").match(fold(text)) else _BESIDE, before),
        (_BESIDE, sentences[0].text if index > 1 else ""),
        (_HEADING, " ".join(path[-1:])),
        (_PASSAGE, " ".join((*path[:-1], passage.text))),
    ]


def _inline(wanted: Wanted, parsed: ParsedReport, passage: Passage) -> Iterator[Candidate]:
    for index, sentence in enumerate(passage.sentences):
        if not _worth_reading(wanted, parsed, passage, index):
            continue
        for found in find_enumerations(sentence.text, wanted.count):
            items = _trimmed(wanted, sentence.text, found)
            score = _inline_score(wanted, parsed, passage, index, found, items)
            if score is not None:
                stretches = [Stretch(passage.index, index, a, b) for a, b in items]
                made = tuple(Item(sentence.text[s.start : s.end], s) for s in stretches)
                yield Candidate(parsed.report.id, made, score, found.open_ended)


def _worth_reading(wanted: Wanted, parsed: ParsedReport, passage: Passage, index: int) -> bool:
    """Return whether a sentence could hold the list at all: cheap, where splitting it is not."""
    text = passage.sentences[index].text
    near = nearness(_needed(wanted), _zones(parsed, passage, index, 0, len(text)))
    met = sum(weight >= ACCOUNTED for weight in near)
    beside = bool(wanted.figures) or any(same_name(name, text) for name in wanted.quoted)
    return met >= len(near) - 1 and (not near or beside or max(near) >= _SENTENCE)


def _trimmed(wanted: Wanted, text: str, found: Enumeration) -> tuple[tuple[int, int], ...]:
    """Return the items without the asked noun at the end of the last (…决定程序, …发言的程序)."""
    (start, end), others = found.items[-1], found.items[:-1]
    folded = fold(text)
    for head in wanted.heads:
        if head in listed("heads", "units") and (stop := _office_end(folded, found)):
            return (*others, (start, stop))
        if head not in listed("heads", "open"):
            continue
        at = folded.find(head, start + 2, end)
        if at < 0 or any(head in folded[a:b] for a, b in others):
            continue
        stop = at - 1 if folded[at - 1] == "的" else at
        if stop - start >= 2 and (at + len(head) == end or folded[at - 1] == "的"):
            return (*others, (start, stop))
    return found.items


def _office_end(folded: str, found: Enumeration) -> int:
    """Return where the last of several bodies ends, its people left off (检察院 of 检察院业务骨干), or
    what they did (县联社 of 县联社签订协议); else 0."""
    ends = tuple(listed("heads", "units_ends"))
    (start, end), others = found.items[-1], found.items[:-1]
    if folded[start:end].endswith(ends) or not all(folded[a:b].endswith(ends) for a, b in others):
        return 0
    marks = [
        match.start()
        for pattern in (any_of("heads", "staff"), any_of("lead", "verbs"))
        for match in pattern.finditer(folded, start + 2, end)
    ]
    return min((at for at in marks if folded[start:at].endswith(ends)), default=0)


def _inline_score(
    wanted: Wanted, parsed: ParsedReport, passage: Passage, index: int,
    found: Enumeration, items: Sequence[tuple[int, int]],
) -> float | None:  # fmt: skip
    text = passage.sentences[index].text
    if wanted.count is not None and len(items) != wanted.count:
        return None
    near = nearness(_needed(wanted), _zones(parsed, passage, index, found.start, found.end))
    if wanted.figures and not states(text, wanted.figures):
        return None
    fit = head_fit(wanted, text, found, items)
    if fit is None or (not wanted.several and fit < NAMED):
        return None
    if found.weak and fit < NAMED:
        return None
    if wanted.single and not wanted.several and _SO_MANY.match(fold(found.tail)):
        # 甲、乙等5个项目 does not tell which one of them is meant.
        return None
    if _is_elsewhere(wanted, parsed, passage, index) or _is_among(wanted, text, items):
        return None
    named_here = any(same_name(name, text) for name in (*wanted.quoted, wanted.label) if name)
    near = _excused(wanted, near, fit, named_here)
    if not all_accounted(near) or (near and max(near) < _SENTENCE and not wanted.figures):
        return None
    named = bool(wanted.label) and _is_beside(wanted.label, text, found)
    if wanted.label and not named and (not near or not _NUMBERED_NAME.match(wanted.label)):
        return None
    quoted = [same_name(phrase, text) for phrase in wanted.quoted]
    if quoted and not near and not any(_is_beside(phrase, text, found) for phrase in wanted.quoted):
        return None
    if not near and not named and not quoted:
        return None
    score = (sum(near) / len(near) if near else 0.9) + fit
    score += 0.15 * (wanted.included and "包括" in found.lead[-4:])
    # 重大决策事项3项，分别是…: told in so many words.
    score += 0.15 * bool(any_of("lead", "tells").search(fold(found.lead[-5:])))
    score += 0.3 * bool(
        wanted.topic and not wanted.heads and _closes(wanted.topic, text, items[-1][1])
    )
    score += 0.3 * named + 0.15 * any(quoted) + 0.1 * (wanted.count is not None)
    return score - 0.2 * found.weak - 0.1 * (found.end - found.start > 40 * len(items))


def _is_among(wanted: Wanted, text: str, items: Sequence[tuple[int, int]]) -> bool:
    """Return whether an item is the very thing that is asked about: 合法性审查、行政复议、重大决策等工作 are
    not what was done in 行政复议, nor 专家论证4次、听证2次 what 专家论证 was held on."""
    names = {_COUNT_BEHIND.sub("", fold(text[start:end])) for start, end in items}
    return any(term.text in names for term in _needed(wanted))


def _is_elsewhere(wanted: Wanted, parsed: ParsedReport, passage: Passage, index: int) -> bool:
    """Return whether the one thing asked for (搞了哪些整治) is here met by an official word for everyday
    speech alone, while the report has the word itself."""
    needed = _needed(wanted)
    if len(needed) != 1 or wanted.heads:
        return False
    around = [
        text for _, text in _zones(parsed, passage, index, 0, len(passage.sentences[index].text))
    ]
    return not any(names_itself(text, needed[0]) for text in around[:-1]) and any(
        needed[0].text in other.text for other in parsed.passages
    )


def _closes(noun: str, text: str, end: int) -> bool:
    """Return whether ``noun`` names the items right behind the last (…、…等学习专题)."""
    return noun in fold(text[end : end + len(noun) + 4])


def _is_beside(name: str, text: str, found: Enumeration) -> bool:
    """Return whether a name stands right before or behind the items, or among them."""
    reach = _ADJACENT + len(name)
    return same_name(name, text[max(0, found.start - reach) : found.end + reach])


def _excused(wanted: Wanted, near: list[float], fit: float, named: bool) -> list[float]:
    """Return the weights without the verb (分成 for 划分为) where all else is plain, or all else is
    a name that the sentence holds (``named``)."""
    met = [weight for weight in near if weight > 0]
    plain = min(met) >= _SENTENCE and fit >= NAMED if met else named and fit > 0
    if len(met) != len(near) - 1 or not plain:
        return near
    lacking = _needed(wanted)[near.index(0.0)]
    return met if lacking.text == wanted.verb else near


def _titles(wanted: Wanted, parsed: ParsedReport, passage: Passage) -> Iterator[Candidate]:
    """Yield the titles 《…》 of each sentence that speaks of the act asked for."""
    for index, sentence in enumerate(passage.sentences):
        spans = [
            match.span()
            for match in _TITLE.finditer(sentence.text)
            if not any_of("basis", "words").search(_before(sentence.text, match.start()))
        ]
        if wanted.head_in("laws"):
            laws = tuple(listed("heads", "law_ends"))
            spans = [
                (a, b) for a, b in spans if fold(sentence.text[a:b]).rstrip("》").endswith(laws)
            ]
        if not spans or (wanted.count is not None and len(spans) != wanted.count):
            continue
        near = nearness(_needed(wanted), _zones(parsed, passage, index, spans[0][0], spans[-1][1]))
        acts = [near[i] for i, term in enumerate(_needed(wanted)) if term.kind == "action"]
        if not near or not all_accounted(near) or any(act < _SENTENCE for act in acts):
            continue
        exact = all(t.text in fold(sentence.text) for t in _needed(wanted) if t.kind == "action")
        if wanted.head_in("laws") and wanted.count is None:
            spans = with_unmarked(sentence.text, spans)
        items = tuple(
            Item(sentence.text[a:b], Stretch(passage.index, index, a, b)) for a, b in spans
        )
        score = sum(near) / len(near) + 0.25 - 0.1 * (not exact)
        yield Candidate(parsed.report.id, items, score, titles=True)


def _before(text: str, at: int) -> str:
    """Return the wording between the last punctuation or title and a title."""
    return re.split(r"[，,。；;》]", fold(text[:at]))[-1]


def _grouped(wanted: Wanted, parsed: ParsedReport, group: Group) -> Candidate | None:
    """Return a list over sentences whose headings and introduction account for the question."""
    if wanted.count is not None and len(group.items) != wanted.count:
        return None
    needed = _needed(wanted)
    frame = [text[mark_length(text) :] for text in group.frame]
    leads = " ".join(item.text for item in group.items)
    zones: list[Zone] = [(0.95, text) for text in reversed(frame[-2:])]
    zones += [(_HEADING, text) for text in frame[:-2]] + [(0.6, leads)]
    near = nearness(needed, zones)
    near += [0.95 for phrase in wanted.quoted if any(same_name(phrase, text) for text in frame)]
    # 哪几个“跟不上”: each point is one.
    called = [p for p in wanted.quoted if all(same_name(p, item.text) for item in group.items)]
    near += [0.95 for _ in called]
    if not near or not all_accounted(near) or max(near) < _SENTENCE:
        return None
    around = " ".join((*frame, leads))
    if any(not same_name(phrase, around) for phrase in wanted.quoted):
        return None
    # 措施, 做法, 方面 are what sections list; any other noun they must name.
    framed = not wanted.heads or wanted.head_in("sections") or bool(called)
    if not framed and not any(h in around for h in wanted.heads):
        return None
    if wanted.figures or not wanted.several:
        return None
    score = sum(near) / len(near) + 0.1 * (wanted.count is not None)
    score += 0.2 if framed else -0.25
    if score < _LEAST:
        return None
    return Candidate(parsed.report.id, group.items, score)


def gathered(candidates: Sequence[Candidate]) -> Candidate | None:
    """Return the best candidate, with all titles of its report that fit about as well."""
    if not candidates:
        return None
    best = max(candidates, key=lambda c: c.score)
    if not best.titles:
        return best
    alike = [
        c
        for c in candidates
        if c.titles and c.report == best.report and best.score - c.score <= 0.09
    ]
    items = {item.text: item for c in alike for item in c.items}
    return replace(best, items=tuple(items.values()))
