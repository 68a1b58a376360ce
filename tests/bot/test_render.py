"""An answer as a person at a terminal sees it."""

from __future__ import annotations

from dataclasses import replace

from fake_library import AMBIGUOUS, ANSWER, EVIDENCE, NOT_FOUND

from bot.render import answer_lines
from bot.terminal import Style, width_of


def test_a_long_quote_is_trimmed_around_its_figure_on_a_terminal_only() -> None:
    quote = "前" * 300 + "共22件" + "后" * 300
    answer = replace(ANSWER, evidence=(replace(EVIDENCE, quote=quote, highlights=((301, 304),)),))
    shown = "\n".join(answer_lines(answer, Style(width=60)))
    assert "22件" in shown
    assert shown.count("…") == 2
    assert len(shown) < 400
    assert quote in "\n".join(answer_lines(answer, Style()))


def test_several_quotes_are_numbered() -> None:
    lines = answer_lines(replace(ANSWER, evidence=(EVIDENCE, EVIDENCE)), Style())
    assert lines[1].startswith("  [1] ")
    assert lines[3].startswith("  [2] ")


def test_choices_are_numbered() -> None:
    assert answer_lines(AMBIGUOUS, Style())[1:] == [
        "  可选：",
        "  1. 嘉祥街道2023年",
        "  2. 中梁镇2023年",
    ]


def test_not_found_shows_the_nearest_lines() -> None:
    text = "\n".join(answer_lines(NOT_FOUND, Style()))
    assert "相近的原文" in text
    assert EVIDENCE.quote in text


def test_every_line_fits_the_window() -> None:
    for width in (12, 20, 40, 80):
        for answer in (ANSWER, AMBIGUOUS, NOT_FOUND, replace(ANSWER, evidence=(EVIDENCE,) * 12)):
            assert all(width_of(line) <= width for line in answer_lines(answer, Style(width=width)))
