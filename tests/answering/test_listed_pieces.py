"""Lists asked for without 多少: nouns of number, acts, sorts; and what was planned beside what was done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.router import route
from tests.answering.shelves import Ask, asking, figures, shelf_of

REPORT = (
    "岚桥镇人民政府\n2022年法治政府建设情况报告\n\n"
    "镇党委发文31件，镇政府发文44件。共出动执法人员2300余人次，执法车辆410余车次。接待群众来访37批86人次。\n\n"
    "受理调解申请52件，调解成功47件。受理政府信息公开申请9件，答复申请8件。\n\n"
    "立案案件中，市容秩序类27起、油烟扰民类14起、渣土运输类6起。查获假冒化肥3200公斤、假冒农药150公斤。\n\n"
    "排查隐患120处，整改118处，整改率98.3%。法治建设经费预算60万元，实际支出55万元。普法经费全年8万元。\n\n"
    "下一步，将普法经费提高到12万元。\n\n"
    "清理规范性文件，继续有效21件，修改3件，废止7件。\n"
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp("listed")
    with shelf_of(folder, {"a.txt": REPORT}) as shelf:
        yield asking(shelf, lambda question, _, opened: route(question, opened))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("岚桥镇 党委发文 政府发文 各多少件", ["31件", "44件"]),
        ("岚桥镇 执法人员人次 执法车辆车次", ["2300人次", "410车次"]),
        ("岚桥镇接待来访批数人次", ["37批", "86人次"]),
        ("岚桥镇 接待来访 批次人次", ["37批", "86人次"]),
        # Two acts joined: each has its own figure.
        ("岚桥镇 调解 受理与成功", ["52件", "47件"]),
        ("岚桥镇 信息公开 受理及答复数量", ["9件", "8件"]),
        ("岚桥镇排查和整改隐患多少处", ["120处", "118处"]),
        ("岚桥镇 排查隐患处数 整改数", ["120处", "118处"]),
        ("岚桥镇查获假冒化肥和假冒农药数量", ["3200公斤", "150公斤"]),
        ("岚桥镇 文件清理 有效 修改 废止", ["21件", "3件", "7件"]),
        # Neither the act before the list nor how many are listed says which is meant.
        ("岚桥镇市容秩序类、油烟扰民类和渣土运输类的立案分别是多少", ["27起", "14起", "6起"]),
        ("岚桥镇市容秩序、油烟扰民、渣土运输三类立案各多少", ["27起", "14起", "6起"]),
        # Budgeted or planned beside spent.
        ("岚桥镇法治经费预算多少，实际花了多少", ["60万元", "55万元"]),
        ("岚桥镇法治建设经费实际支出多少，预算多少", ["55万元", "60万元"]),
        ("岚桥镇普法经费多少，下一步提高到多少", ["8万元", "12万元"]),
        ("岚桥镇2022年普法经费多少，下一步要加到多少", ["8万元", "12万元"]),
        ("岚桥镇法治建设经费预算多少", ["60万元"]),
    ],
)
def test_each_of_a_list_gets_its_figure(question: str, expected: list[str], ask: Ask) -> None:
    assert figures(ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        # 种子 and 农药 are of one kind, and two things all the same.
        ("岚桥镇查获假冒化肥和假冒种子数量", "种子"),
        ("岚桥镇 排查隐患处数 验收数", "验收"),
    ],
)
def test_a_part_is_not_told_as_all(question: str, missing: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer is not None
    assert (answer.status, answer.values) == ("not_found", ())
    assert missing in answer.text


def test_those_of_a_list_that_have_none_are_named(ask: Ask) -> None:
    answer = ask("岚桥镇市容秩序类、噪声类和渣土运输类的立案分别是多少")
    assert answer is not None
    assert len(answer.values) == 2
    assert answer.lacking == ("噪声类",)
