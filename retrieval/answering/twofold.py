"""Two pieces of text asked for in one question (谁当组长、谁当副组长; 哪个法院裁的，结果怎样).

Each is a question of its own, the second read after the first as in a conversation. What one
answer tells is no answer to both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.answering.evidence.templates import say
from retrieval.records import Answer

_ASKS = r"(?:谁|哪(?!怕)|什么(?!样的?人)|何时|为什么|为何|几(?=[月号星点级])|怎么样|怎样|如何|多久)"
_TWICE = re.compile(
    rf"^(?P<first>.*?{_ASKS}[^，,、；;]*)(?:[，,、；;]|(?<=[的了])和)"
    rf"(?P<second>(?:又|还|都|结果|分别)?[^，,、；;]{{0,12}}?{_ASKS}[^，,、；;]*)$"
)
# A figure, or several, and one piece of text: 投了多少钱，面积多大，什么时候开放的.
_TEXT = (
    r"(?:谁|什么时候|啥时候|何时|哪天|哪一天|几月|几号|在哪|哪里|为什么|为何|为啥|叫什么|什么原因)"
)
_FIGURE_AND_TEXT = re.compile(
    rf"^(?P<first>(?:(?!{_TEXT}|哪).)*?(?:多少|几|多大|多长)(?:(?!{_TEXT}|哪).)*)[，,、；;？?]"
    rf"(?P<second>[^，,、；;？?]{{0,8}}?{_TEXT}[^，,、；;？?]*)[？?。]*$"
)


def split_twofold(question: str) -> tuple[str, str] | None:
    """Return the two questions that ``question`` asks, None where it asks once."""
    match = _TWICE.match(question.strip()) or _FIGURE_AND_TEXT.match(question.strip())
    return (match["first"], match["second"]) if match else None


def join_answers(one: Answer, other: Answer, asked: str) -> Answer:
    """Return both answers as one; where the second was not found, ``asked`` is named as missing."""
    if other.status != "answered":
        return replace(one, text=one.text + say("text", "lacking", what=asked.rstrip("？?。")))
    # What a place was taken for is said once.
    note = one.text[: one.text.find("。") + 1]
    repeated = note and len(note) < len(one.text) and other.text.startswith(note)
    told = other.text.removeprefix(note) if repeated else other.text
    at = len(one.evidence)
    values = tuple(
        replace(v, evidence=v.evidence + at) if v.evidence is not None else v for v in other.values
    )
    return replace(
        one,
        text=f"{one.text}{told}",
        values=(*one.values, *values),
        evidence=(*one.evidence, *other.evidence),
    )
