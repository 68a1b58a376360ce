"""A total before the part that nobody asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.library import Library

_TEXT = """甲县水利局2023年法治政府建设情况报告

一、主要工作
全年立案查处违法案件143起，结案136起，罚款742.9万元。其中，县本级立案31起，罚款208.3万元。
新增法律明白人36名，总数达到84名。
追缴税款和滞纳金5263万元，其中滞纳金407万元。
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "甲县水利局2023.txt").write_text(_TEXT, encoding="utf-8")
    library = Library.open(tmp_path / "library.db", create=True)
    library.ingest([folder])
    return library


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("甲县水利局2023年立案数", "143"),
        ("甲县水利局2023年罚款多少万元", "742.9"),
        ("甲县水利局县本级立案几起", "31"),
        ("甲县水利局县本级罚款多少", "208.3"),
        ("甲县水利局滞纳金多少", "407"),
        ("甲县水利局法律明白人多少名", "84"),
        ("甲县水利局新增法律明白人多少名", "36"),
    ],
)
def test_the_total_unless_the_part_is_asked_for(
    library: Library, question: str, value: str
) -> None:
    answer = library.ask(question)
    assert [v.value for v in answer.values] == [value], answer.text
