"""The command line to the letter of its contract: what goes where, and the exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_result import Run
from fake_library import QUOTE, FakeLibrary

PROGRAM = Path(__file__).with_name("run_fake.py")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["行政应诉几件"], 0),
        (["你好"], 0),
        (["GDP多少"], 1),
        (["应诉案件多少"], 3),
        ([" "], 2),
        (["炸"], 70),
        (["--db", "missing.db", "应诉"], 4),
    ],
)
def test_exit_codes_of_ask(fazhi: Run, words: list[str], code: int) -> None:
    assert fazhi("ask", *words).code == code


def test_a_call_without_subcommand_is_a_question(fazhi: Run, library: FakeLibrary) -> None:
    assert fazhi("嘉祥街道", "行政应诉几件").code == 0
    assert library.asked == [("嘉祥街道 行政应诉几件", ())]


def test_options_may_stand_before_a_bare_question(fazhi: Run) -> None:
    assert json.loads(fazhi("--json", "行政应诉几件").out)["status"] == "answered"


def test_a_mistyped_subcommand_is_no_question(fazhi: Run, library: FakeLibrary) -> None:
    result = fazhi("reprots")
    assert result.code == 2
    assert "fazhi reports" in result.err
    assert library.asked == []


@pytest.mark.parametrize(
    "arguments", [("--db", "a.db", "ask", "应诉"), ("ask", "应诉", "--db", "a.db")]
)
def test_db_before_or_after_the_subcommand(
    fazhi: Run, library: FakeLibrary, arguments: tuple[str, ...]
) -> None:
    fazhi(*arguments)
    assert library.opened == Path("a.db")
    assert library.closed


def test_the_nearer_db_wins(fazhi: Run, library: FakeLibrary) -> None:
    fazhi("--db", "a.db", "ask", "--db", "b.db", "应诉")
    assert library.opened == Path("b.db")


def test_plain_answer_in_a_pipe_is_verbatim_and_without_colour(fazhi: Run) -> None:
    result = fazhi("ask", "应诉")
    assert result.out == (
        "嘉祥街道2023年共有22件行政应诉案件。\n"
        f"  {QUOTE}\n"
        "  — 嘉祥街道2023年度法治政府建设报告 · （五）行政应诉 · 第3行\n"
    )
    assert result.err == ""


def test_color_always_colours_a_pipe(fazhi: Run) -> None:
    assert "\x1b[1;33m22件\x1b[0m" in fazhi("ask", "应诉", "--color", "always").out


def test_json_is_one_line_with_every_key_of_the_contract(fazhi: Run) -> None:
    out = fazhi("ask", "--json", "应诉").out
    assert out.count("\n") == 1
    answer = json.loads(out)
    assert set(answer) >= {
        "id", "question", "understood", "status", "kind", "text", "values", "evidence", "nearest",
        "choices", "suggestions", "reason", "elapsed_ms",
    }  # fmt: skip
    assert answer["values"][0] | {"evidence": 0} == {
        "value": "22", "unit": "件", "approx": False, "measure": "行政应诉案件",
        "place": "嘉祥街道", "year": 2023, "derived": False, "evidence": 0,
    }  # fmt: skip
    start, end = answer["evidence"][0]["highlights"][0]
    assert answer["evidence"][0]["quote"][start:end] == "22件"


def test_errors_leave_standard_output_empty(fazhi: Run) -> None:
    for arguments in (["ask", "--json", ""], ["ask", "炸"], ["ask", "--db", "missing.db", "x"]):
        result = fazhi(*arguments)
        assert result.out == ""
        assert "→" in result.err
        assert "Traceback" not in result.err


def test_internal_error_shows_its_trace_only_when_asked(
    fazhi: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_DEBUG", "1")
    assert "wires crossed" in fazhi("ask", "炸").err


def test_jsonl_answers_in_order_and_goes_on_after_a_bad_line(
    fazhi: Run, library: FakeLibrary
) -> None:
    lines = [
        '{"id": 1, "question": "应诉", "context": ["嘉祥街道2023年"]}',
        "不是 JSON",
        '{"id": "b", "question": 5}',
        '{"id": "c", "question": "应诉", "context": "不是列表"}',
        "[1]",
        "[" * 100_000,
        "",
        '{"id": {"n": 2}, "question": "GDP \\ud800"}',
        '{"id": 9, "question": ""}',
    ]
    result = fazhi("ask", "--jsonl", stdin="\n".join(lines).encode() + b"\n\xff\xfe\n")
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert [a["status"] for a in answers] == [
        "answered", "error", "error", "error", "error", "error", "error", "not_found", "error",
        "error",
    ]  # fmt: skip
    assert [a["id"] for a in answers] == [1, None, "b", "c", None, None, None, {"n": 2}, 9, None]
    assert set(answers[1]["error"]) == {"code", "message", "hint"}
    assert library.asked[0] == ("应诉", ("嘉祥街道2023年",))
    assert result.code == 0


def test_jsonl_takes_no_question_on_the_command_line(fazhi: Run) -> None:
    assert fazhi("ask", "--jsonl", "应诉").code == 2


def test_csv_has_a_row_a_value(fazhi: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(fazhi("ask", "--csv", "应诉").out)))
    assert [(r["place"], r["value"], r["unit"], r["quote"]) for r in rows] == [
        ("嘉祥街道", "22", "件", QUOTE)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_questions_piped_in(fazhi: Run, library: FakeLibrary, encoding: str) -> None:
    result = fazhi("ask", stdin="行政应诉几件\n\nGDP多少\n".encode(encoding))
    assert [question for question, _ in library.asked] == ["行政应诉几件", "GDP多少"]
    assert "❯ GDP多少" in result.out
    assert result.code == 0


def test_one_piped_question_has_its_own_exit_code(fazhi: Run) -> None:
    assert fazhi("ask", "-", stdin="GDP多少".encode()).code == 1


def test_no_question_at_all(fazhi: Run) -> None:
    result = fazhi("ask")
    assert result.code == 2
    assert "例如" in result.err


def test_chat_through_a_pipe_keeps_the_context(fazhi: Run, library: FakeLibrary) -> None:
    result = fazhi("chat", stdin="应诉\n那GDP呢\n/quit\n应诉\n".encode())
    assert [context for _, context in library.asked] == [
        (),
        ("嘉祥街道2023年有多少件行政应诉案件",),
    ]
    assert result.code == 0


def test_reports_show_and_config(fazhi: Run) -> None:
    assert "嘉祥街道2023.txt" in fazhi("reports").out
    assert json.loads(fazhi("reports", "--json").out)[0]["place"] == "嘉祥街道"
    assert f"3▶ {QUOTE}" in fazhi("show", "嘉祥街道2023.txt:3").out
    assert fazhi("show", "r1:99").code == 2
    assert fazhi("show", "没有的").code == 4
    assert "环境变量 FAZHI_DB" in fazhi("config", "show").out


def test_ingest_says_what_was_read_and_what_not(fazhi: Run, own_home: Path) -> None:
    (own_home / "报告").mkdir()
    result = fazhi("ingest", "报告", "-v")
    assert "✓ 新增  嘉祥街道2023.txt  嘉祥街道 2023年" in result.out
    assert "坏.pdf：文件是空的" in result.out
    assert "→ 请换一份" in result.out
    assert fazhi("ingest", "没有这里").code == 4


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["ask", "--jso", "x"], "--json"),
        (["show"], "fazhi show --help"),
        (["completion", "tcsh"], "bash"),
        (["show", "r1", "--around", "x"], "整数"),
        (["--color", "pink", "x"], "always"),
        (["config", "nonsense"], "--help"),
        (["ask", "x", "--db"], "--help"),
    ],
)
def test_command_line_mistakes_are_in_chinese_with_a_remedy(
    fazhi: Run, arguments: list[str], remedy: str
) -> None:
    result = fazhi(*arguments)
    assert result.code == 2
    assert remedy in result.err
    assert "Error" not in result.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(fazhi: Run, shell: str) -> None:
    assert "_FAZHI_COMPLETE" in fazhi("completion", shell).out


def test_help_names_every_subcommand(fazhi: Run) -> None:
    out = fazhi("--help").out
    for name in ("ask", "chat", "ingest", "reports", "show", "remove", "faq", "config", "telegram"):
        assert f"\n  {name}" in out


def test_version(fazhi: Run) -> None:
    assert fazhi("--version").out.startswith("fazhi ")


def _environment(home: Path, **variables: str) -> dict[str, str]:
    return {**os.environ, "FAZHI_HOME": str(home), "FAZHI_DB": str(home / "x.db"), **variables}


def test_a_broken_pipe_is_quiet(own_home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), "ask", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(own_home),
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write('{"id": 1, "question": "应诉"}\n'.encode())
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    try:
        process.stdin.write('{"id": 1, "question": "应诉"}\n'.encode() * 1000)
        process.stdin.close()
    except BrokenPipeError:
        pass  # it has left already: just what it should do
    assert process.stderr.read() == b""
    assert process.wait() == 141


def test_closed_standard_input(own_home: Path) -> None:
    for arguments in ("ask", "chat"):
        command = f'exec "{sys.executable}" "{PROGRAM}" {arguments} <&-'
        done = subprocess.run(
            ["/bin/sh", "-c", command], env=_environment(own_home), capture_output=True, check=False
        )
        assert done.returncode in (0, 2)
        assert b"Traceback" not in done.stderr


def test_chinese_leaves_through_an_ascii_locale(own_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), "应诉"],
        env=_environment(own_home, PYTHONIOENCODING="ascii", LC_ALL="C"),
        capture_output=True,
        check=True,
    )
    assert "共有22件" in done.stdout.decode("utf-8")


def test_asking_imports_neither_the_chat_nor_telegram(own_home: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(PROGRAM.parent)!r}); import run_fake; run_fake.install()\n"
        "from bot.cli import run; run(['ask', '--json', '应诉'])\n"
        "heavy = {'prompt_toolkit', 'telegram', 'yaml', 'wcwidth', 'bot.faq', 'jieba'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=_environment(own_home), capture_output=True, check=True
    )
    assert done.stderr.decode().strip() == "[]"
