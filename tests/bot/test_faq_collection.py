"""pytest collects FAQ files, a test a case."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "faq"
FILE = """
用例:
  - {编号: GOOD, 问: 嘉祥街道2023年有多少件行政应诉案件, 数值: 22 件, 原文: 22件}
  - {编号: BAD, 问: 嘉祥街道2023年有多少件行政应诉案件, 同义问法: [你好], 数值: 23 件}
  - {编号: KNOWN, 问: 你好, 数值: 1 件, 已知问题: 寒暄没有数}
  - {编号: MENDED, 问: 你好, 应为: 寒暄, 已知问题: 已经好了}
"""


def _collect(folder: Path, text: str) -> str:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "conftest", "-rxfE", "--rootdir", folder, "a.yaml"],
        env={**os.environ, "PYTHONPATH": str(FOLDER)},
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return done.stdout.decode()


def test_a_case_is_a_test(tmp_path: Path) -> None:
    out = _collect(tmp_path, FILE)
    assert "2 failed, 1 passed, 1 xfailed" in out
    assert "✘ BAD 答错  应为 23件  实得 22件" in out
    assert "✘ BAD 问法2 漏答  应为 23件  实得 寒暄" in out
    assert "XFAIL a.yaml::KNOWN - 寒暄没有数" in out
    assert "[XPASS(strict)] 已经好了" in out


def test_a_bad_file_is_an_error_that_says_where(tmp_path: Path) -> None:
    out = _collect(tmp_path, "用例:\n  - {编号: A, 问: x, 数直: 1}\n")
    assert "a.yaml:2：不认识的键“数直”" in out
    assert "1 error" in out
