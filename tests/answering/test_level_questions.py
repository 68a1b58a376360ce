"""Which levels a question asks for: reached, before and after a change, planned and done."""

from __future__ import annotations

import pytest

from retrieval.answering.asking.levels import (
    asks_plan_and_result,
    mask_both_times,
    without_level_verbs,
)
from retrieval.answering.asking.mask import MASK
from retrieval.language.terms import find_terms


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("法律顾问增加到几名", ["法律顾问"]),
        ("成员单位扩充到多少个", ["成员单位"]),
        ("零售点压减至多少家", ["零售点"]),
        ("行政许可事项精简掉几项", ["行政许可事项"]),
        ("增加到几名", ["增加"]),
    ],
)
def test_verbs_before_a_level_name_nothing(question: str, left: list[str]) -> None:
    terms = [t for t in find_terms(question, question=True) if not t.is_light]
    kept = "".join(t.text for t in without_level_verbs(terms, question))
    assert all(word in kept for word in left)
    assert "到" not in kept.replace("增加到", "") or kept == "增加到"


@pytest.mark.parametrize("question", ["纠纷调成几件", "问题改掉几个", "减少排放多少吨"])
def test_verbs_that_say_what_was_done_are_kept(question: str) -> None:
    terms = find_terms(question, question=True)
    assert without_level_verbs(terms, question) == terms


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("旧改原计划几个，实际完成几个", True),
        ("旧改计划数与完成数", True),
        ("实际检查多少家，计划多少家", True),
        ("计划办40场，实际办了几场", False),
        ("今年计划建几个", False),
        ("完成了几项计划", False),
    ],
)
def test_planned_and_done(question: str, asked: bool) -> None:
    assert asks_plan_and_result(question) is asked


def test_after_a_change_counts_only_beside_before() -> None:
    assert mask_both_times("整改后复查几次") == "整改后复查几次"
    assert mask_both_times("改革前几天，改革后几天") == f"改革前几天，{MASK * 3}几天"
    assert mask_both_times("审批时间压缩前后对比").endswith(f"{MASK * 4}对比")
