"""A figure of a sentence before its place among the others is known."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.figures.labels import Label
from retrieval.records import FactKind, Quantity


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure before its place among the others is known.

    ``head`` is the position of the figure that a change (较上年减少) is of, where the nearest
    named one would be the wrong one; ``over`` what opens the list that the figure is an item of.
    """

    sentence: int
    clause: int
    quantity: Quantity
    label: Label
    period: int | None
    kind: FactKind
    branch: bool
    place: str = ""
    none: bool = False
    unclear: bool = False
    share: bool = False
    head: int | None = None
    over: Label | None = None
