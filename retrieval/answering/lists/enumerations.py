"""Enumerations inside one sentence: `A、B和C`, `“A、B”`, `《甲》《乙》`, split into their items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.answering.asking.enumeration_words import any_of
from retrieval.answering.lists.enumeration_ends import ETC, JOINERS, LABEL, Span, cut_lead, cut_tail
from retrieval.language.fold import fold
from retrieval.language.numerals import parse_numeral
from retrieval.language.quantities import find_quantities
from retrieval.language.tokens import words

_PAIRS = {"“": "”", "「": "」", "《": "》", "（": "）", "(": ")", "〈": "〉", "【": "】", "‘": "’"}
_CLAUSE = re.compile(r"(?:[^，,。；;：:！!？?]|(?<=\d)[，,](?=\d{3}))+")
_COUNTED_SUBJECT = re.compile(rf"{LABEL.pattern}[^、，,；;。]{{2,12}}?(?:均|都|全部|各)(?=[一-鿿])")
_HIDDEN = "□"
_LONGEST_ITEM = 45
_SHORTEST_RUN = 3
_RESPECTIVELY = re.compile(r"分别|依次(?=为|是)")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Items of one sentence, as spans of it, in order; ``start`` and ``end`` are their outer edges.

    ``tail`` is the wording right behind the last item, ``lead`` that before the first in its
    clause. ``named`` is the count that the text itself gives (4 of `4个功能区`). ``open_ended``
    marks a closing 等; ``weak`` two plain words joined by 和 alone; ``enclosed`` the bracket
    or quotation mark that opens right before the first item.
    """

    items: tuple[Span, ...]
    lead: str
    tail: str
    named: int | None = None
    open_ended: bool = False
    weak: bool = False
    enclosed: str = ""

    @property
    def start(self) -> int:
        """Where the first item begins."""
        return self.items[0][0]

    @property
    def end(self) -> int:
        """Where the last item ends."""
        return self.items[-1][1]


@lru_cache(maxsize=4096)
def find_enumerations(text: str, count: int | None = None) -> tuple[Enumeration, ...]:
    """Return the enumerations of a sentence, left to right; the best way to split each.

    ``count`` is how many items are asked for, where that is known: it settles whether 和
    joins two items or stands inside one.
    """
    folded = fold(text)
    enclosed = _enclosures(folded)
    found: list[Enumeration] = []
    hidden = folded
    for start, end in enclosed:
        if folded[start] != "《":
            found.extend(_in_enclosure(folded, start + 1, end - 1, count))
        hidden = hidden[: start + 1] + _HIDDEN * (end - start - 2) + hidden[end - 1 :]
    for clause in _CLAUSE.finditer(hidden):
        for start, end in _runs(hidden, clause.start(), clause.end()):
            if made := _in_clause(folded, hidden, start, end, count):
                found.append(made)
    found.extend(_measured_runs(folded))
    found.sort(key=lambda e: (e.start, -e.end))
    return tuple(found)


def _measured_runs(folded: str) -> list[Enumeration]:
    """Return runs of three and more clauses that each end in an amount of one unit (甲2件，乙6件，…)."""
    ends = {q.end: q.unit for q in find_quantities(folded)}
    runs: list[list[tuple[Span, str]]] = [[]]
    for clause in _CLAUSE.finditer(folded):
        start, end = clause.span()
        unit = ends.get(end, "")
        branch = any_of("sorts", "leads").match(folded, start, end)
        plain = bool(unit) and "、" not in clause.group()
        if not plain or branch or (runs[-1] and runs[-1][-1][1] != unit):
            runs.append([])
        if plain:
            runs[-1].append(((branch.end() if branch else start, end), unit))
    return [
        Enumeration(items, folded[max(0, items[0][0] - 12) : items[0][0]], folded[items[-1][1] :])
        for run in runs
        if len(run) >= _SHORTEST_RUN and _are_items(items := tuple(span for span, _ in run))
    ]


def _enclosures(folded: str) -> list[Span]:
    """Return the outermost quoted or bracketed spans, marks included."""
    spans: list[Span] = []
    position = 0
    while position < len(folded):
        closer = _PAIRS.get(folded[position])
        end = folded.find(closer, position + 1) if closer else -1
        if end > position + 1:
            spans.append((position, end + 1))
            position = end
        position += 1
    return spans


def _in_enclosure(folded: str, start: int, end: int, count: int | None) -> list[Enumeration]:
    inner = folded[start:end]
    if "、" not in inner or "，" in inner:
        return []
    pieces = _split(inner, start)
    pieces = _join_last(folded, pieces, count)
    if not _are_items(pieces):
        return []
    tail = folded[end : end + 24]
    named = _named(tail[1:], len(pieces))
    return [
        Enumeration(
            tuple(pieces),
            folded[max(0, start - 20) : start],
            tail,
            named,
            enclosed=folded[start - 1],
        )
    ]


def _runs(hidden: str, start: int, end: int) -> list[Span]:
    """Return the clause cut where 等 closes one enumeration and another follows."""
    cuts = [start]
    for match in ETC.finditer(hidden, start, end):
        if "、" in hidden[match.end() : end] and match.start() > cuts[-1]:
            cuts.append(match.end())
    for match in _COUNTED_SUBJECT.finditer(hidden, start, end):
        # 甲、乙两项决策均履行了…: what they all did is a list of its own.
        if "、" in hidden[match.end() : end] and match.end() not in cuts:
            cuts.append(match.end())
    for match in _RESPECTIVELY.finditer(hidden, start, end):
        # 甲、乙案件分别为49件、41件: what is told of each is a list of its own.
        if "、" in hidden[start : match.start()] and "、" in hidden[match.end() : end]:
            cuts.append(match.start())
    cuts = sorted(set(cuts))
    # The first run keeps its 等, which says that it is open-ended.
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True)]


def _split(hidden: str, offset: int) -> list[Span]:
    """Return the stretches between 、 and between titles or quotations that touch."""
    cuts = [m.span() for m in re.finditer(r"、|(?<=》)(?=《)|(?<=”)(?=“)", hidden)]
    edges = [0, *(edge for cut in cuts for edge in cut), len(hidden)]
    return [(offset + edges[i], offset + edges[i + 1]) for i in range(0, len(edges), 2)]


def _in_clause(
    folded: str, hidden: str, start: int, end: int, count: int | None
) -> Enumeration | None:
    pieces = _split(hidden[start:end], start)
    if len(pieces) < 2:
        return _pair(folded, hidden, start, end, count)
    first, last = pieces[0], pieces[-1]
    begin = cut_lead(hidden, first, pieces[1:])
    stop, open_ended = cut_tail(folded, hidden, last, [(begin, first[1]), *pieces[1:-1]])
    tail = folded[stop : end + 12 if end < len(folded) and open_ended and stop + 1 == end else end]
    pieces = [(begin, first[1]), *pieces[1:-1], (last[0], stop)]
    named = _named(tail, None)
    pieces = _join_last(hidden, pieces, count if count is not None else named)
    if not _are_items(pieces):
        return None
    return Enumeration(tuple(pieces), folded[start:begin], tail, named, open_ended)


def _are_items(pieces: Sequence[Span]) -> bool:
    return len(pieces) > 1 and all(0 < b - a <= _LONGEST_ITEM for a, b in pieces)


def _pair(folded: str, hidden: str, start: int, end: int, count: int | None) -> Enumeration | None:
    """Return two items joined by 和 alone: quoted or titled ones, or plain ones as a weak reading."""
    text = hidden[start:end]
    marked = re.search(
        rf"([《“][{_HIDDEN}]+[》”])(?:{'|'.join(JOINERS)})([《“][{_HIDDEN}]+[》”])", text
    )
    if marked:
        items = (_shift(marked.span(1), start), _shift(marked.span(2), start))
        tail = folded[items[-1][1] : end]
        return Enumeration(items, folded[start : items[0][0]], tail, _named(tail, 2))
    joints = _joints(hidden, start, end)
    if not joints:
        return None
    joint = joints[-1] if len(joints) == 1 else joints[0]
    begin = cut_lead(hidden, (start, joint[0]), [])
    stop, open_ended = cut_tail(folded, hidden, (joint[1], end), [(begin, joint[0])])
    pieces = [(begin, joint[0]), (joint[1], stop)]
    if any(b - a < 2 for a, b in pieces) or not _are_items(pieces):
        return None
    tail = folded[stop:end]
    return Enumeration(
        tuple(pieces),
        folded[start:begin],
        tail,
        _named(tail, None),
        open_ended,
        weak=count != 2 and not any_of("lead", "tells").match(folded, start),
    )


def _shift(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by


def _joints(hidden: str, start: int, end: int) -> list[Span]:
    """Return where 和, 及, 与 stand as words of their own, with wording on both sides."""
    stretch = hidden[start:end]
    if not any(joiner in stretch for joiner in JOINERS):
        return []
    found = [
        (start + word.start, start + word.end) for word in words(stretch) if word.text in JOINERS
    ]
    return [(a, b) for a, b in found if a - start >= 2 and end - b >= 2]


def _join_last(hidden: str, pieces: list[Span], count: int | None) -> list[Span]:
    """Return the items with the last (else any) stretch parted at 和, unless the count forbids."""
    if count is not None and len(pieces) == count:
        return pieces
    last = pieces[-1]
    joints = _joints(hidden, *last)
    if joints:
        a, b = joints[-1]
        return [*pieces[:-1], (last[0], a), (b, last[1])]
    if count is not None and len(pieces) == count - 1:
        for number, piece in enumerate(pieces):
            if inner := _joints(hidden, *piece):
                a, b = inner[-1]
                return [*pieces[:number], (piece[0], a), (b, piece[1]), *pieces[number + 1 :]]
    return pieces


def _named(tail: str, size: int | None) -> int | None:
    """Return the count named right behind the items (4个功能区, “六个最”), else None."""
    match = re.match(rf"[”」）)]?{LABEL.pattern}", tail)
    if not match:
        return None
    value = parse_numeral(match.group("n"))
    number = int(value) if value is not None else None
    return number if size is None or number == size else None
