"""Figures of a part: 其中，…, 按类型分，…, and what is told on of the part after them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.figures.facts import find_facts
from retrieval.reading.files import read_report
from retrieval.records import Fact


@pytest.fixture
def facts_of(tmp_path: Path) -> Callable[[str], tuple[Fact, ...]]:
    def read(text: str) -> tuple[Fact, ...]:
        file = tmp_path / "甲县2023.txt"
        file.write_text(
            f"甲县2023年法治政府建设情况报告\n\n一、主要工作\n{text}\n", encoding="utf-8"
        )
        return find_facts(read_report(file))

    return read


def _total(facts: tuple[Fact, ...], amount: str) -> str:
    fact = next(f for f in facts if f.quantity.text == amount)
    return "" if fact.part_of is None else facts[fact.part_of].quantity.text


def test_what_is_told_on_of_a_part_is_the_parts(
    facts_of: Callable[[str], tuple[Fact, ...]],
) -> None:
    facts = facts_of(
        "全年立案查处违法案件143起，结案136起，罚款742.9万元。其中，县本级立案31起，罚款208.3万元。"
    )
    assert _total(facts, "31起") == "143起"
    assert _total(facts, "208.3万元") == "742.9万元"
    assert next(f for f in facts if f.quantity.text == "208.3万元").label == "县本级罚款"


def test_a_sentence_that_goes_on_after_a_semicolon_tells_the_next_part(
    facts_of: Callable[[str], tuple[Fact, ...]],
) -> None:
    facts = facts_of(
        "全县作出行政处罚决定7943件，罚没款2618.4万元；实施行政强制214件。"
        "其中，环保部门作出行政处罚67件，罚款583万元；市场监管部门作出行政处罚392件，罚没款416.7万元。"
    )
    assert [_total(facts, one) for one in ("67件", "392件")] == ["7943件", "7943件"]
    assert next(f for f in facts if f.quantity.text == "416.7万元").label == "市场监管部门罚没款"


def test_items_by_type_are_parts_of_what_they_add_up_to_and_not_of_each_other(
    facts_of: Callable[[str], tuple[Fact, ...]],
) -> None:
    facts = facts_of(
        "立案查处违法案件143起，结案136起。按类型分，擅自取水52起，非法采砂39起，水土保持违法34起，侵占河道18起。"
    )
    assert {_total(facts, one) for one in ("52起", "39起", "34起", "18起")} == {"143起"}


def test_a_new_sentence_is_of_no_part(facts_of: Callable[[str], tuple[Fact, ...]]) -> None:
    facts = facts_of("立案143起。其中，县本级立案31起。全年罚款742.9万元。")
    fact = next(f for f in facts if f.quantity.text == "742.9万元")
    assert (fact.part_of, fact.label) == (None, "罚款")


def test_what_was_done_already_of_the_only_part_told_is_the_parts(
    facts_of: Callable[[str], tuple[Fact, ...]],
) -> None:
    facts = facts_of("排查事故隐患1572条，整改1549条，其中重大隐患14条，已整改13条。")
    assert next(f for f in facts if f.quantity.text == "13条").label == "重大隐患已整改"
    # Of several parts none is meant more than the others.
    facts = facts_of("排查隐患300条，其中重大隐患12条、一般隐患288条，已整改10条。")
    assert next(f for f in facts if f.quantity.text == "10条").label == "已整改"
