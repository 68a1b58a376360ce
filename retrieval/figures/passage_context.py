"""A passage prepared once for the reading of its figures: folded, cut into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.figures.clauses import Clause, split_clauses
from retrieval.figures.nones import find_nones
from retrieval.language.fold import fold
from retrieval.language.place_names import find_place_names
from retrieval.language.places import place_kind
from retrieval.language.quantities import find_quantities
from retrieval.records import FactKind, ParsedReport, Passage, Place, Section

_TOWNS = frozenset({"街道", "镇", "乡"})
_COUNTIES = frozenset({"县", "区", "市", "旗"})
# No town and no county is named without one of these.
_OF_A_PLACE = re.compile("街道|苏木|[镇乡县区市旗]")


class PassageContext:
    """A passage prepared once: folded sentences, their clauses, and the years and plan it is in."""

    def __init__(
        self,
        parsed: ParsedReport,
        passage: Passage,
        section: Section,
        previous: str,
        *,
        now: int | None = None,
        caption: str = "",
    ) -> None:
        """``previous`` is the text of the passage before: a short line may belong under it.

        ``now`` is the year in which the report was read out, if it says so; ``caption`` a line
        before that names the unit of all that follows.
        """
        self.report = parsed.report
        self.unit_caption = fold(caption)
        self.section = section
        self.announcing = previous
        self.previous = previous if len(passage.text) <= 40 else ""
        self.caption = fold(section.path[-1] if section.path else previous)
        # The place's own name says nothing about what is counted, and would melt into words
        # beside it (中梁|镇小|程序).
        self.folded = [_blank_place(fold(s.text), self.report.place) for s in passage.sentences]
        self.originals = [sentence.text for sentence in passage.sentences]
        self.clauses = [split_clauses(folded) for folded in self.folded]
        self.is_plan = section.role == "plan"
        self.now = now
        # The clauses of a sentence that have no figure, by their positions.
        self._silent: dict[int, list[tuple[int, Clause]]] = {}

    def before(self, sentence: int, clause: int) -> Iterator[tuple[int, Clause]]:
        """Yield (position, clause) for the clauses before one in its sentence, the nearest
        first; a bracket's own surroundings come first."""
        clauses = self.clauses[sentence]
        if (parent := clauses[clause].parent) is not None:
            yield parent, clauses[parent]
            clause = parent
        for number in range(clause - 1, -1, -1):
            if clauses[number].parent is None:
                yield number, clauses[number]

    def wording_before(self, sentence: int, clause: int) -> str:
        """Return the wording of the clauses before one in its sentence, in their order."""
        return "，".join(c.text for _, c in reversed(list(self.before(sentence, clause))))

    def after(self, sentence: int, clause: int) -> Iterator[Clause]:
        """Yield the clauses after one that have no figure of their own: they speak on of it."""
        silent = self._silent.get(sentence)
        if silent is None:
            silent = self._silent[sentence] = [
                (number, later)
                for number, later in enumerate(self.clauses[sentence])
                if later.parent is None
                and not find_quantities(later.text)
                and not find_nones(later, "")
            ]
        return (later for number, later in silent if number > clause)


def _blank_place(folded: str, place: Place | None) -> str:
    if place is None:
        return folded
    name = fold(place.name)
    return folded.replace(name, " " * len(name)) if len(name) >= 3 else folded


def with_plan(kind: FactKind, period: int | None, context: PassageContext) -> FactKind:
    """Return ``target`` for a result or change that stands in the plan or is of a year to come."""
    year = context.report.year
    if kind == "base":
        return kind
    if kind == "change" and not (year is not None and period is not None and period > year):
        return kind
    if context.is_plan or (year is not None and period is not None and period > year):
        return "target"
    return kind


def place_in(left: str, context: PassageContext) -> str:
    """Return the town or street that a figure is said to belong to, if it is another than
    the report's own; only reports of counties, cities and their offices speak of such."""
    place = context.report.place
    if place is None or place.kind in _TOWNS or place.kind in {"社区", "村"}:
        return ""
    kinds = _TOWNS | _COUNTIES if place.kind in {"市", "州", "省", "地区", "盟"} else _TOWNS
    wording = left.strip(" 、，其中")
    if not _OF_A_PLACE.search(wording):
        return ""
    for span in find_place_names(wording):
        if span.start <= 2 and place_kind(span.name) in kinds and span.name != place.name:
            return fold(span.name)
    return ""
