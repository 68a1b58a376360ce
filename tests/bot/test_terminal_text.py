"""Widths and line breaks of mixed Chinese and Latin text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.terminal import Style, break_lines, clip, pad, width_of, wrap

TEXT = st.text(alphabet="法治政府，。（）《》0123456789.%abc -件\n", max_size=80)


@given(TEXT, st.integers(min_value=4, max_value=60))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    spans = break_lines(text, width)
    kept = "".join(text[a:b] for a, b in spans)
    assert kept.replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert all(width_of(text[a:b]) <= width for a, b in spans)


@given(TEXT, st.integers(min_value=1, max_value=30))
def test_clip_fits(text: str, width: int) -> None:
    text = text.replace("\n", "")
    assert width_of(clip(text, width)) <= max(width, 1)


def test_a_figure_is_not_torn_and_marks_stay_with_their_word() -> None:
    def broken(text: str, width: int) -> list[str]:
        return [text[a:b] for a, b in break_lines(text, width)]

    figure = "全年共受理行政复议12345件，办结率100%。"
    assert broken(figure, 22) == ["全年共受理行政复议", "12345件，办结率100%。"]
    assert broken("一二三，四", 6) == ["一二", "三，四"]
    assert broken("一二（三四）", 6) == ["一二", "（三", "四）"]


def test_wide_characters_count_two() -> None:
    assert width_of("法ab") == 4
    assert pad("法", 4) == "法  "


def test_marks_are_lit_up_across_lines() -> None:
    lines = wrap("甲乙丙丁戊己庚辛", Style(width=12, color=True), "  ", ((4, 6),))
    assert lines == ["  甲乙丙丁\x1b[1;33m戊\x1b[0m", "  \x1b[1;33m己\x1b[0m庚辛"]


def test_a_pipe_keeps_lines_whole() -> None:
    assert wrap("长" * 300, Style()) == ["长" * 300]
