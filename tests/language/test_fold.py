"""Folding keeps length and offsets, whatever comes."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.fold import fold


@given(st.text())
def test_length_never_changes(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(), st.text())
def test_folding_is_by_character(left: str, right: str) -> None:
    assert fold(left + right) == fold(left) + fold(right)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０２３年", "2023年"),
        ("１００％", "100%"),
        ("３．５", "3.5"),
        ("嘉祥街道辦事處關於", "嘉祥街道办事处关于"),
        ("行政應訴案件後", "行政应诉案件后"),
        ("2021—2025年", "2021-2025年"),
        ("３～５件", "3~5件"),
        ("ＬＥＤ屏Led", "led屏led"),
        ("全　年\u00a0共", "全 年 共"),
        ("5，600；（二）：？！", "5，600；（二）：？！"),
        ("5800㎡", "5800㎡"),
        ("⼀⼆", "一二"),
        ("İ\ud800", "İ\ud800"),
    ],
)
def test_examples(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_simplified_text_does_not_import_opencc() -> None:
    code = (
        "import sys; from retrieval.language.fold import fold;"
        "fold('嘉祥街道2023年有多少件行政应诉案件？％');"
        "sys.exit('opencc' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
