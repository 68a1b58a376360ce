"""Lists whose opening says of what they are parts: 立案案件按类别分, 案件类型分布为, 处罚案件中."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.figures.facts import find_facts
from retrieval.reading.files import read_report
from retrieval.records import Fact

Read = Callable[[str], tuple[Fact, ...]]


@pytest.fixture
def facts_of(tmp_path: Path) -> Read:
    def read(text: str) -> tuple[Fact, ...]:
        file = tmp_path / "甲县2023.txt"
        file.write_text(
            f"甲县2023年法治政府建设情况报告\n\n一、主要工作\n{text}\n", encoding="utf-8"
        )
        return find_facts(read_report(file))

    return read


def _fact(facts: tuple[Fact, ...], amount: str) -> Fact:
    return next(f for f in facts if f.quantity.text == amount)


def _total(facts: tuple[Fact, ...], amount: str) -> str:
    fact = _fact(facts, amount)
    return "" if fact.part_of is None else facts[fact.part_of].quantity.text


@pytest.mark.parametrize(
    "opening",
    [
        "立案案件按类别分：",
        "立案案件类型分布为：",
        "立案案件中，",
        "在立案的案件中，",
        "案件构成为：",
    ],
)
def test_the_items_are_parts_of_the_count_they_add_up_to_however_far_before_it_stands(
    facts_of: Read, opening: str
) -> None:
    facts = facts_of(
        "立案26件，结案24件，罚款38.4万元，没收违法所得5.3万元。上年立案为19件。"
        f"{opening}盗采砂石5件、私设取水口9件、占用滩地12件。"
    )
    assert {_total(facts, one) for one in ("5件", "9件", "12件")} == {"26件"}
    assert "立案" in _fact(facts, "9件").topic


def test_what_the_opening_names_is_what_the_items_are_of_though_no_total_is_told(
    facts_of: Read,
) -> None:
    facts = facts_of("查处的案件中，违法占地9件，焚烧秸秆7件。")
    assert [_fact(facts, one).topic for one in ("9件", "7件")] == ["查处的案件"] * 2


@pytest.mark.parametrize(
    "text",
    [
        # What came of them is told as of any other count.
        "收到复议申请80件，审结64件。审结案件中，维持38件，驳回7件。",
        # Not in what counts piece by piece.
        "全年检查商户40家。专项整治工作中，无证商户9家，过期食品7件。",
    ],
)
def test_no_other_opening_makes_parts(facts_of: Read, text: str) -> None:
    facts = facts_of(text)
    assert [f.part_of for f in facts if f.quantity.text in {"38件", "9家", "7件"}] == [None] * 2


def test_numbered_paragraphs_are_of_the_count_above_that_opens_them(facts_of: Read) -> None:
    facts = facts_of(
        "作出行政处罚决定127件，罚款873万元。其中：\n1.建筑市场类41件，罚款418万元；\n"
        "2.房地产类86件，罚款455万元。\n另检查工地30个。"
    )
    assert [_fact(facts, one).topic for one in ("41件", "86件")] == ["作出行政处罚决定"] * 2
    # Nothing is handed on where no paragraph opens the list.
    facts = facts_of("作出行政处罚决定127件。\n1.建筑市场类41件；\n2.房地产类86件。")
    assert [_fact(facts, one).topic for one in ("41件", "86件")] == [""] * 2
