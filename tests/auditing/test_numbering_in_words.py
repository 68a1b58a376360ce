"""首先…其次…三是 skips nothing; 三是 after 首先 alone does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.answering.shelves import library_of

HEAD = "松河县白鹿镇2021年法治政府建设情况报告\n\n"
FIRST, SECOND = "首先是把法治摆上位置。\n", "其次是规矩做事。\n"
THIRD = "三是稳妥推进改革。四是化解矛盾。\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [(FIRST + SECOND + THIRD, 0), (FIRST + THIRD, 1)],
)
def test_the_first_may_be_told_in_words(tmp_path: Path, text: str, found: int) -> None:
    with library_of(tmp_path, {"a.txt": HEAD + text}) as library:
        findings = [finding for audit in library.audit() for finding in audit.findings]
    assert [finding.kind for finding in findings] == ["numbering"] * found
