"""What came over from the year before: 受理69件，加上上年结转5件，审结66件 leaves more than 3."""

from __future__ import annotations

from retrieval.language.wording import load_wording


def tells_carried_over(text: str) -> bool:
    """Return whether a stretch of folded text tells of what came over from last year (含上年结转5件)."""
    wording = load_wording()
    return any(wording.carried.match(text, year.end()) for year in wording.last_year.finditer(text))
