"""Follow-ups about the figures last given, and nothing new (剩下的呢, 占多少, 缺几个, 第二呢, 完成计划了吗)."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.question import Question
from retrieval.answering.followups.delivery_words import asks_delivery
from retrieval.answering.followups.filling import place_and_year
from retrieval.answering.followups.ranked import in_order
from retrieval.answering.followups.remaining import asks_rest, rest_of, share_of_last, undone
from retrieval.answering.followups.short_of import short_of
from retrieval.answering.followups.turns import Turn, own_words, wording_of

_SHORT = 10


def of_last(asked: Question, turns: Sequence[Turn], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the readings of a question that is about the figures last given, none where it is
    another one."""
    before = turns[-1].question
    subject = wording_of(turns[-1].subject)
    if text := in_order(asked, before):
        return (text,)
    head = "".join(place_and_year(asked, before, gazetteer))
    if text := share_of_last(asked, turns):
        return (f"{head}{text}",)
    if text := short_of(asked, turns):
        return (f"{head}{text}",)
    if asks_rest(asked.folded):
        texts = (rest_of(asked, turns), f"{subject}，其中{own_words(asked)}")
        return tuple(f"{head}{text}" for text in texts if text)
    if text := undone(asked, turns):
        return (f"{head}{text}", f"{head}{subject}，其中{own_words(asked)}")
    at_large = asked.years or asked.year_offset is not None or len(asked.folded) > _SHORT
    if subject and before.asks_any("number") and not at_large and asks_delivery(asked):
        # 讲座办了多少场？完成计划了吗: of that, not of all that was planned.
        return (f"{head}{subject}{own_words(asked)}",)
    return ()
