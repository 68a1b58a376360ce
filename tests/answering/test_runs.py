"""Runs of single characters in questions, and where words meet that another seems to span."""

from __future__ import annotations

import pytest

from retrieval.answering.asking.gazetteer import Gazetteer
from retrieval.answering.asking.question import Question, parse_question


def read(text: str) -> Question:
    return parse_question(text, Gazetteer((), lambda _: ()))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("有多少人次来做法律咨询", ("法律咨询",)),
        ("安保人员搞警保联控", ("安保", "警保", "联控")),
        ("拿出多少钱付配套设施补偿金", ("拿出", "配套", "设施", "补偿金")),
        # What says something of its own stays, a denial above all.
        ("自调案件几件", ("自调",)),
        ("治重化积工作几起", ("治重化积",)),
    ],
)
def test_particles_at_the_edges_of_a_run_are_left_out(text: str, left: tuple[str, ...]) -> None:
    assert tuple(term.text for term in read(text).content) == left


def test_a_denial_in_a_run_stays() -> None:
    assert any("没" in term.text or "¬" in term.text for term in read("没结的案子几件").content)


def test_a_unit_is_no_beginning_of_a_word_where_a_concept_follows() -> None:
    assert read("走访了多少家规上企业").unit == "家"
    assert read("多少部门联合执法").unit == ""
    assert read("发了多少条幅").unit == ""


def test_concepts_that_fill_a_stretch_are_read_across_a_word() -> None:
    assert [t.key for t in read("走访多少家规上限上企业").content][1:3] == ["规上", "限上"]
    assert [t.key for t in read("工作部门数量").content] == ["工作部门"]


def test_a_rank_needs_no_verb() -> None:
    assert not any("排" in term.text for term in read("在考试中排全县第几").terms)
