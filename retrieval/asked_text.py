"""What a person typed, before it is read: nothing in it that no one can see, and not too long."""

from __future__ import annotations

import unicodedata

from retrieval.errors import UsageError

_LONGEST_QUESTION = 2000
_EXAMPLE = "例如：嘉祥街道2023年有多少件行政应诉案件？"


def checked(question: str) -> str:
    """Return the question without what no one can see; UsageError where nothing is left."""
    asked = cleaned(question)
    if not asked:
        raise UsageError("问题是空的", _EXAMPLE)
    if len(asked) > _LONGEST_QUESTION:
        raise UsageError(
            f"问题太长：{len(asked)} 个字，最多 {_LONGEST_QUESTION} 个字", "请只写要问的那一句"
        )
    return asked


def cleaned(text: str) -> str:
    """Return ``text`` without control, invisible and half characters; breaks become spaces."""
    kept = (" " if char in "\t\n\r\v\f\x85\u2028\u2029" else char for char in text)
    # Cc control, Cf invisible (zero width, direction), Cs half of a surrogate pair.
    return "".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cf", "Cs"}).strip()
