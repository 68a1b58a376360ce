"""The parts that such a report must have."""

from __future__ import annotations

from pathlib import Path

from retrieval.auditing.parts import REQUIRED, required_parts
from tests.auditing.audited import page_of_text

TITLE = "青石镇2023年度法治政府建设情况报告\n2023年，青石镇扎实推进依法行政。\n"


def test_parts_with_their_headings(tmp_path: Path) -> None:
    headings = (
        "一、2023年主要举措和成效",
        "二、存在的不足和原因",
        "三、主要负责人履行推进法治建设第一责任人职责情况",
        "四、2024年工作安排",
    )
    text = TITLE + "\n".join(f"{heading}\n做好各项工作。" for heading in headings)
    parts = required_parts(page_of_text(tmp_path, text))
    assert [part.role for part in parts] == list(REQUIRED)
    assert [part.evidence.quote for part in parts if part.evidence] == list(headings)
    assert all(part.mentioned is None for part in parts)


def test_a_part_that_is_only_spoken_of(tmp_path: Path) -> None:
    text = TITLE + "一、主要举措和成效\n镇长切实履行第一责任人职责，听取汇报三次。"
    parts = {part.role: part for part in required_parts(page_of_text(tmp_path, text))}
    leadership = parts["leadership"]
    assert leadership.evidence is None
    assert leadership.mentioned
    assert leadership.mentioned.quote == "镇长切实履行第一责任人职责，听取汇报三次。"
    assert (parts["plan"].evidence, parts["plan"].mentioned) == (None, None)
