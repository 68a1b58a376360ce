"""Progress: a bar with an estimate on a terminal, plain lines in a pipe."""

from __future__ import annotations

import sys
from io import StringIO

import pytest

from bot.progress import Progress
from bot.terminal import width_of


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def begin_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    # Not a fixture: pytest puts its own stream back before the test begins.
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", "60")
    return stream


def drawn(terminal: Terminal) -> list[str]:
    return terminal.getvalue().rstrip("\n").split("\r\x1b[K")[1:]


def test_the_bar_grows_and_the_rest_is_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = begin_terminal(monkeypatch)
    clock = Clock()
    progress = Progress(clock)
    for done in range(1, 101):
        clock.now += 2
        progress(f"很长很长的文件名很长很长的文件名{done}.docx", done, 100)
    lines = drawn(terminal)
    assert len(lines) == 100
    assert lines[49].startswith("读入 ████████░░░░░░░░ 50/100 约剩1分40秒")
    assert lines[-1].startswith("读入 ████████████████ 100/100 用时3分20秒")
    assert all(width_of(line) < 60 for line in lines)
    assert terminal.getvalue().count("\n") == 1


def test_what_had_not_changed_does_not_spoil_the_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = begin_terminal(monkeypatch)
    clock = Clock()
    progress = Progress(clock)
    for done in range(1, 901):
        clock.now += 0.001
        progress("旧.txt", done, 1000)
    for done in range(901, 951):
        clock.now += 1
        progress("新.txt", done, 1000)
    assert "约剩50秒" in drawn(terminal)[-1]


def test_thousands_of_quick_steps_are_not_all_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = begin_terminal(monkeypatch)
    clock = Clock()
    progress = Progress(clock)
    for done in range(1, 1001):
        clock.now += 0.001
        progress("旧.txt", done, 1000)
    assert len(drawn(terminal)) < 20
    assert "1000/1000 旧.txt" in drawn(terminal)[-1]


def test_a_pipe_gets_a_plain_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    progress("甲.txt", 1, 2)
    progress("乙.txt", 2, 2)
    assert capsys.readouterr().err == "读入 1/2 甲.txt\n读入 2/2 乙.txt\n"
