"""The values of an audit: what was found in a report, and what the report has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retrieval.records import Evidence, ReportSummary, Role

FindingKind = Literal[
    "sum",
    "aligned",
    "rate",
    "growth",
    "conflict",
    "last_year",
    "target",
    "promised",
    "numbering",
    "copied",
]
Confidence = Literal["certain", "possible"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a report that an auditor would ask about.

    ``message`` says in Chinese what it is, ``evidence`` quotes it (the report's own line first),
    ``computation`` is the arithmetic written out, empty where nothing is computed. ``certain``
    is what the text itself contradicts, ``possible`` what has an innocent reading too.
    """

    kind: FindingKind
    report: str
    message: str
    evidence: tuple[Evidence, ...]
    computation: str = ""
    confidence: Confidence = "certain"


@dataclass(frozen=True, slots=True)
class RequiredPart:
    """A part that such a report must have, and the heading it was found by; None: not found.

    ``mentioned`` is a sentence that speaks of it where it has no section of its own.
    """

    role: Role
    name: str
    evidence: Evidence | None
    mentioned: Evidence | None = None


@dataclass(frozen=True, slots=True)
class SumThatHolds:
    """Parts of a total that add up to it."""

    computation: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ReportAudit:
    """What was found in one report: findings in reading order, parts, and sums that hold."""

    report: ReportSummary
    findings: tuple[Finding, ...]
    parts: tuple[RequiredPart, ...]
    sums: tuple[SumThatHolds, ...]


@dataclass(frozen=True, slots=True)
class AuditKind:
    """A kind of finding for people: its Chinese name, and what is looked for."""

    kind: FindingKind
    name: str
    about: str
