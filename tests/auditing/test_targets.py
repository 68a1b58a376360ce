"""Results told in the words of a target."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.auditing.targets import find_targets
from tests.auditing.audited import page_of


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("力争全年群众满意率达到95%以上。", "力争"),
        ("加强普法宣传，争取年内法律顾问覆盖率达到100%。", "争取"),
        ("全年确保行政机关负责人出庭应诉率达到100%。", "确保"),
    ],
)
def test_a_result_that_was_only_aimed_at(text: str, word: str, tmp_path: Path) -> None:
    (finding,) = find_targets(page_of(tmp_path, text))
    assert f"“{word}”" in finding.message
    assert finding.confidence == "possible"
    assert finding.evidence[0].quote == text


@pytest.mark.parametrize(
    "text",
    [
        "全年群众满意率95%。",
        # The aim is told with what came of it, or is next year's.
        "年初确定力争群众满意率达到95%，实际达到96%。",
        "计划培训执法人员8期，因人员调整实际举办6期。",
        "力争2024年群众满意率达到97%。",
        "下一步，力争群众满意率达到97%。",
        # What was sought and got.
        "争取上级资金345万元，更新老旧电梯23台。",
        "力争上游，全年获评先进集体2次。",
        "报名人数超过计划的11所学校实行电脑随机录取。",
    ],
)
def test_what_is_a_result_or_a_plan_rightly_told(text: str, tmp_path: Path) -> None:
    assert list(find_targets(page_of(tmp_path, text))) == []


def test_in_the_chapter_on_next_year_targets_are_at_home(tmp_path: Path) -> None:
    page = page_of(
        tmp_path, "全年满意率95%。", "二、下一年度工作安排", "力争群众满意率达到97%以上。"
    )
    assert list(find_targets(page)) == []
