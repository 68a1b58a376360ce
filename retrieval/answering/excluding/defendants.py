"""Cases against the government itself, asked for by whom they are against (县政府当被告的): where a report
counts them apart (其中以县政府为被告的21件), those of all its offices are another figure."""

from __future__ import annotations

import re

from retrieval.answering.asking.asked import Asked, Candidate

_BODY = r"(?:[省市县区州旗镇乡]?(?:人民)?政府|街道办(?:事处)?|管委会)"
_ASKED = re.compile(
    rf"{_BODY}(?:[自本]己|自身)?(?:当|做|作|作为|成|成了|为|是|被列为)了?被告|以{_BODY}[为作]被告|告了?{_BODY}"
)
_TOLD = re.compile(rf"(?:以|由)?{_BODY}(?:作为|[为作是])被告|被告[为是]{_BODY}")


def against_itself(found: list[Candidate], asked: Asked) -> list[Candidate]:
    """Return the candidates of cases against the government itself, where those are asked for and any
    figure is of them; else all that were ``found``."""
    if not found or _ASKED.search(asked.wording) is None:
        return found
    return [c for c in found if _is_of_them(c)] or found


def _is_of_them(candidate: Candidate) -> bool:
    return _TOLD.search(candidate.fact.label) is not None
