"""What a reader of a format hands on: the text's lines, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Extract:
    """Lines as a reader sees them; ``fields`` may hold title, issuer and published."""

    lines: tuple[str, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
