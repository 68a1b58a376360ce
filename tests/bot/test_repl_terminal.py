"""Real sessions: keys typed into a pseudo-terminal, what the screen then shows."""

from __future__ import annotations

import signal
import stat
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from terminal_session import CTRL_C, CTRL_D, ENTER, TAB, UP, TerminalSession

QUESTION = "嘉祥街道2023年行政应诉几件"


def test_transcript_at_80_columns(own_home: Path) -> None:
    with TerminalSession(own_home, "chat", columns=80) as session:
        session.wait_for_prompt()
        session.type(QUESTION + ENTER)
        session.wait_for_prompt(2)
        session.type(CTRL_D)
        screen = session.wait_for("再见。")
        assert session.leave() == 0
    assert screen == (
        "法治问答 · 库里有：嘉祥街道2023\n"
        "直接提问；/help 看用法，Ctrl-D 离开。\n"
        "\n"
        "❯ 嘉祥街道2023年行政应诉几件\n"
        "嘉祥街道2023年共有22件行政应诉案件。\n"
        "  行政应诉工作取得较好成绩，全年共22件行政应诉案件，其中受县政府委托承办5件。\n"
        "  — 嘉祥街道2023年度法治政府建设报告 · （五）行政应诉 · 第3行\n"
        "\n"
        "嘉祥街道 · 2023 · 行政应… ❯\n"
        "再见。"
    )


def test_transcript_at_40_columns(own_home: Path) -> None:
    with TerminalSession(own_home, "chat", columns=40) as session:
        session.wait_for_prompt()
        session.type("行政应诉几件" + ENTER)
        screen = session.wait_for_prompt(2)
    assert (
        "嘉祥街道2023年共有22件行政应诉案件。\n"
        "  行政应诉工作取得较好成绩，全年共22件行\n"
        "  政应诉案件，其中受县政府委托承办5件。\n"
        "  — 嘉祥街道2023年度法治政府建设报告 ·\n"
        "  （五）行政应诉 · 第3行\n"
    ) in screen


@pytest.mark.parametrize("columns", [20, 60, 200])
def test_every_command_at_any_width(own_home: Path, columns: int) -> None:
    with TerminalSession(own_home, "chat", columns=columns, rows=60) as session:
        session.wait_for_prompt()
        typed = ["应诉案件多少", "1", "/why", "/src 1", "/help", "/reports", "GDP", "/reset"]
        for count, line in enumerate(typed, start=2):
            session.type(line + ENTER)
            session.wait_for_prompt(count)
        session.type("/quit" + ENTER)
        assert session.leave() == 0
    assert "Traceback" not in session.screen()


def test_choice_by_number_then_standing_context(own_home: Path) -> None:
    with TerminalSession(own_home, "chat") as session:
        session.wait_for_prompt()
        session.type("应诉案件多少" + ENTER)
        session.wait_for("1. 嘉祥街道2023年", "2. 中梁镇2023年")
        session.type("1" + ENTER)
        session.wait_for("嘉祥街道2023年共有22件", "嘉祥街道 · 2023")
        session.type("/set place=中梁镇 year=2022" + ENTER)
        session.wait_for("中梁镇 · 2022 ❯")


def test_figure_is_lit_up_and_answer_bold(own_home: Path) -> None:
    with TerminalSession(own_home, "chat") as session:
        session.wait_for_prompt()
        session.type(QUESTION + ENTER)
        session.wait_for_prompt(2)
    assert "\x1b[1m嘉祥街道2023年共有22件行政应诉案件。\x1b[0m".encode() in session.raw
    assert "\x1b[1;33m22件\x1b[0m".encode() in session.raw


def test_no_color(own_home: Path) -> None:
    with TerminalSession(own_home, "chat", NO_COLOR="1") as session:
        session.wait_for_prompt()
        session.type(QUESTION + ENTER)
        session.wait_for_prompt(2)
    assert b"\x1b[1;33m" not in session.raw
    assert "22件".encode() in session.raw


def test_dumb_terminal(own_home: Path) -> None:
    with TerminalSession(own_home, "chat", TERM="dumb") as session:
        session.wait_for_prompt()
        session.type(QUESTION + ENTER)
        session.wait_for("共有22件")
    assert b"\x1b[1;33m" not in session.raw


def test_ctrl_c_clears_the_line_and_ctrl_d_leaves(own_home: Path) -> None:
    with TerminalSession(own_home, "chat") as session:
        session.wait_for_prompt()
        session.type("打错了的")
        session.wait_for("打错了的")
        session.type(CTRL_C)
        session.wait_for_prompt(2)
        session.type(QUESTION + ENTER)
        session.wait_for("共有22件")
        session.wait_for_prompt(3)
        session.type(CTRL_D)
        assert session.leave() == 0


def test_completion_of_places_while_typing_chinese(own_home: Path) -> None:
    with TerminalSession(own_home, "chat") as session:
        session.wait_for_prompt()
        session.type("请问中")
        session.wait_for("中梁镇")
        session.type(TAB)
        session.wait_for("❯ 请问中梁镇")


def test_completion_of_commands(own_home: Path) -> None:
    with TerminalSession(own_home, "chat") as session:
        session.wait_for_prompt()
        session.type("/")
        session.wait_for("/reports", "/export", "/why")


def test_history_is_kept_between_runs_for_the_owner_only(own_home: Path) -> None:
    with TerminalSession(own_home, "chat") as session:
        session.wait_for_prompt()
        session.type(QUESTION + ENTER)
        session.wait_for_prompt(2)
        session.type(CTRL_D)
        session.leave()
    file = own_home / "state" / "history"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with TerminalSession(own_home, "chat") as session:
        session.wait_for_prompt()
        session.type(UP)
        session.wait_for("❯ " + QUESTION)


def test_history_can_be_switched_off(own_home: Path) -> None:
    with TerminalSession(own_home, "chat", FAZHI_HISTORY="否") as session:
        session.wait_for_prompt()
        session.type(QUESTION + ENTER)
        session.wait_for_prompt(2)
        session.type(CTRL_D)
        session.leave()
    assert not (own_home / "state").exists()


def test_a_crash_of_one_question_does_not_end_the_talk(own_home: Path) -> None:
    with TerminalSession(own_home, "chat") as session:
        session.wait_for_prompt()
        session.type("炸" + ENTER)
        screen = session.wait_for("对不起，这个问题让程序出错了")
        assert "Traceback" not in screen
        session.wait_for_prompt(2)
        session.type(QUESTION + ENTER)
        session.wait_for("共有22件")


def test_without_a_subcommand_a_terminal_gets_the_chat(own_home: Path) -> None:
    with TerminalSession(own_home) as session:
        session.wait_for("法治问答")
        session.wait_for_prompt()


def test_the_terminal_going_away_leaves_no_process(own_home: Path) -> None:
    with TerminalSession(own_home, "chat") as session:
        session.wait_for_prompt()
        session._process.send_signal(signal.SIGHUP)
        session._process.wait()
