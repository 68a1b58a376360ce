"""Who a body of people is made up of: 监督员30名，其中律师5名 counts no 律师 of the place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.evidence.nearness import alike, class_of, label_keys
from retrieval.language.terms import Term
from retrieval.records import Fact

# An office that people of any calling hold, and bodies of such.
_OFFICE = re.compile(
    r"监督员|调解员|陪审员|仲裁员|评查员|评审员|观察员|联络员|网格员|志愿者|志愿队|讲师团|宣讲团|顾问团|顾问|专家库|专家组|人才库|协会|委员会|领导小组"
)


def makeup_verdict(fact: Fact, whole: Fact | None, content: Sequence[Term], wording: str) -> str:
    """Return in what office the people counted are told, where the question ``wording`` names them by
    their calling alone; empty where nothing speaks against it. ``whole`` is all that hold it."""
    if whole is None or class_of(fact) != "person" or class_of(whole) != "person":
        return ""
    office = _OFFICE.search(whole.label) or _OFFICE.search(whole.topic)
    if office is None or office.group() in wording:
        return ""
    shared = any(alike(term, key) >= 0.34 for term in content for key in label_keys(whole))
    called = any(term.text in fact.label for term in content)
    return f"是“{office.group()}”里的" if called and not shared else ""
