"""Whether a question asks whose reports speak of something.

Apart from what reads such questions: the router asks this of every question, and loads no more.
"""

from __future__ import annotations

import re

from retrieval.answering.asking.question import Question

_WHO_TELLS = re.compile(
    r"^[哪谁](?:[些个家份]|几[个家份])?(?:街道|乡镇|镇街|街镇|镇|乡|地方|地区|单位)?的?报告[里中]?(?:还|都)?"
    r"(?:提到|提及|提过|写到|写了|写过|说到|说了|讲到|讲了|谈到|记载|涉及)"
)


def asks_who_tells(question: Question) -> bool:
    """Return whether it is asked whose reports speak of something (哪些街道的报告提到枫桥经验)."""
    return not question.places and _WHO_TELLS.search(question.folded) is not None
