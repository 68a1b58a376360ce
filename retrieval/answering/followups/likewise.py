"""A follow-up that asks the same of another thing: 镇长是谁？书记呢, 市场监管处罚了多少件？自然资源呢."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.question import Question
from retrieval.answering.followups.turns import Turn, wording_of
from retrieval.language.terms import Term

_TAIL = re.compile(r"呢\s*[？?]?$")
# A body of which a report tells figures, beside those of the whole place.
OFFICE = re.compile(
    r"(?:(?![和与及])[一-鿿]){2,8}?(?:局|大队|支队)|(?:(?![和与及])[一-鿿]){0,6}?(?:派出所|司法所)"
)
# How a question of the same kind ends.
_LIKEWISE = (("text.who", "是谁"), ("text.when", "是什么时候"))


def asked_likewise(asked: Question, before: Question) -> str:
    """Return the same question of another thing: 镇长是谁？书记呢, 哪家律所…？银行呢."""
    things = "".join(term.text for term in asked.terms)
    asks = next((words for kind, words in _LIKEWISE if before.asks_any(kind)), "")
    return f"{things}{asks}" if asks else f"是哪家{things}"


def in_place_of_first(asked: Question, turns: Sequence[Turn], *, of_last: bool = False) -> str:
    """Return what was asked of one thing as asked of another (市场监管处罚了多少件？自然资源呢), else
    nothing: a thing and one act or thing more were spoken of, and a thing alone is named now.

    ``of_last`` where the act is the one last asked for, whatever was asked before (立案几件？结案呢？
    市容的呢).
    """
    subject = turns[-1].subject
    content = [term for term in subject if not term.is_light]
    things = bool(asked.content) and all(term.kind == "thing" for term in asked.content)
    if asked.asks - {"followup"} or asked.places or not (things and _TAIL.search(asked.text)):
        return ""
    acts = {term.key for term in content if term.kind == "action"}
    told = {t.key for turn in turns[-2:-1] for t in turn.subject if t.kind == "action"}
    if len(content) < 2 or content[0].kind != "thing" or content[1].kind not in {"thing", "action"}:
        return ""
    if (
        len(acts) > 1
        or (told and told != acts and not of_last)
        or {t.key for t in asked.content} & {t.key for t in content}
    ):
        # 接收多少人？解除多少？安置帮教呢: which act is meant is open.
        return ""
    return f"{wording_of(asked.content)}{wording_of(subject[subject.index(content[0]) + 1 :])}"


def office_of(before: Question, subject: Sequence[Term]) -> str:
    """Return the office that the old question's subject begins with (水利局处罚了几件), else nothing."""
    first = next((term for term in subject if not term.is_light), None)
    office = OFFICE.match(before.folded, first.start) if first else None
    return office.group() if office else ""
