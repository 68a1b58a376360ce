"""Two pieces of text asked for in one question (谁当组长、谁当副组长; 哪个法院裁的，结果怎样).

Each is a question of its own, the second read after the first as in a conversation. What one
answer tells is no answer to both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from retrieval.answering.templates import say
from retrieval.records import Answer

_ASKS = r"(?:谁|哪(?!怕)|什么(?!样的?人)|何时|为什么|为何|几(?=[月号星点级])|怎么样|怎样|如何|多久)"
_TWICE = re.compile(
    rf"^(?P<first>.*?{_ASKS}[^，,、；;]*)(?:[，,、；;]|(?<=[的了])和)"
    rf"(?P<second>(?:又|还|都|结果|分别)?[^，,、；;]{{0,12}}?{_ASKS}[^，,、；;]*)$"
)


def split_twofold(question: str) -> tuple[str, str] | None:
    """Return the two questions that ``question`` asks, None where it asks once."""
    match = _TWICE.match(question.strip())
    return (match["first"], match["second"]) if match else None


def join_answers(one: Answer, other: Answer, asked: str) -> Answer:
    """Return both answers as one; where the second was not found, ``asked`` is named as missing."""
    if other.status != "answered":
        return replace(one, text=one.text + say("text", "lacking", what=asked.rstrip("？?。")))
    at = len(one.evidence)
    values = tuple(
        replace(v, evidence=v.evidence + at) if v.evidence is not None else v for v in other.values
    )
    return replace(
        one,
        text=f"{one.text}{other.text}",
        values=(*one.values, *values),
        evidence=(*one.evidence, *other.evidence),
    )
