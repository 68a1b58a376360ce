"""What is meant where somebody sets right what was understood: 不是甲，是乙; 不对，我问的是乙."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.question_words import pattern_of

_ENDS = " ,，。.!！;；:：、"
# What is set aside is named in a few words: 不是因为没钱，是因为没人 sets nothing right.
_FEW = r"(?!因为|由于)[^,，。;；?？]{1,12}?"


def meant(folded: str) -> str:
    """Return the question without what it takes back; the question itself where that is nothing."""
    text = folded.strip(_ENDS)
    begun = _taken_back().match(text)
    if begun and begun.end() < len(text):
        text = text[begun.end() :].strip(_ENDS)
    if match := _not_but().fullmatch(text):
        return match["meant"].strip(_ENDS)
    if match := _but_not().fullmatch(text):
        return match["meant"].strip(_ENDS)
    if (led := _led().match(text)) and led.end() < len(text):
        return text[led.end() :].strip(_ENDS)
    return text if begun else folded


@cache
def _taken_back() -> re.Pattern[str]:
    """Match 不对， at the beginning, which takes back whatever was understood."""
    word = pattern_of("followup", "taken_back").pattern
    return re.compile(rf"(?:{word}[啊吧呀了哦的]*[{_ENDS}]+)+")


@cache
def _led() -> re.Pattern[str]:
    """Match what only leads over to what is meant: 我问的是, 应该是."""
    return re.compile(rf"(?:{pattern_of('followup', 'meant').pattern}[{_ENDS}]*)+")


@cache
def _not_but() -> re.Pattern[str]:
    """Match 不是甲，是乙 and its like."""
    lead = rf"(?:{pattern_of('followup', 'meant').pattern})?"
    but = rf"(?:而?是|要|[{_ENDS}]*{pattern_of('followup', 'meant').pattern})"
    return re.compile(
        rf"{lead}的?(?:不是|不要|并非|不问){_FEW}(?:的|呢)?(?:[{_ENDS}]+{but}?|而是|是)(?P<meant>.+)"
    )


@cache
def _but_not() -> re.Pattern[str]:
    """Match 是乙不是甲, 要乙，不要甲."""
    lead = rf"(?:{pattern_of('followup', 'meant').pattern}|是|要)"
    return re.compile(rf"{lead}(?P<meant>{_FEW})[{_ENDS}]*(?:而?不是|不要|而非){_FEW}[?？吧啊呀]*")
