"""``fazhi faq``: a clerk's files from end to end, over the scripted library."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cli_result import Run
from terminal_session import CTRL_D, ENTER, TerminalSession

FILE = """
用例:
  - {编号: A-1, 问: 嘉祥应诉几件, 同义问法: [应诉, GDP呢], 数值: 22 件, 标签: [数量]}
  - 编号: A-2
    对话:
      - {问: 应诉案件多少, 应为: 反问}
      - {选: 嘉祥, 应为: 回答, 数值: 23 件}
  - {编号: A-3, 问: GDP, 应为: 未找到, 原因: 未载}
  - {编号: A-4, 问: 炸}
  - {编号: A-5, 问: GDP是多少, 已知问题: 没做, 应为: 未找到}
  - {编号: A-6, 问: 应诉案件, 已知问题: 跨页表格, 数值: 1 件}
  - {编号: A-7, 问: 应诉怎样, 数值: 22 件, 原文: 别的一行, 出处: {地区: 嘉祥街道}}
  - {编号: A-8, 问: 应诉吗, 应为: 未找到}
"""


@pytest.fixture
def file(own_home: Path) -> Path:
    path = own_home / "a.yaml"
    path.write_text(FILE)
    return path


def test_the_report(fazhi: Run, file: Path) -> None:
    result = fazhi("faq", "run", str(file))
    assert result.code == 1
    lines = result.out.splitlines()
    assert re.fullmatch(r"FAQ 回归  8 例 / 11 问  \d+\.\d s", lines[0])
    assert lines[1].split("    ")[0] == "通过 3  失败 4  已知 1  漂移 1"
    assert "答错 1  误答 1  漏答 1  原文不符 0  其他 1" in lines[1]
    assert "✘ A-1 问法3 漏答  应为 22件  实得 未找到（not_reported）" in lines
    assert "✘ A-2 第2轮 答错  应为 23件  实得 22件（多出 22件）" in lines
    assert any(line.startswith("✘ A-4 其他  程序出错") for line in lines)
    assert "    则：number.label" in lines
    assert any(line.startswith("★ A-5 已知问题“没做”现已通过") for line in lines)
    assert any(line.startswith("· A-6 已知问题：跨页表格") for line in lines)
    assert any(line.startswith("~ A-7 漂移：") for line in lines)
    assert lines[-1] == "未覆盖：指标 0/0，报告 0/1"


def test_selecting_and_brief(fazhi: Run, file: Path) -> None:
    result = fazhi("faq", "run", str(file), "--id", "A-3", "--brief")
    assert result.code == 0
    assert "1 例 / 1 问" in result.out
    assert "1 例 / 3 问" in fazhi("faq", "run", str(file), "--tag", "数量").out
    assert fazhi("faq", "run", str(file), "--tag", "没有").code == 2


def test_strict_holds_known_issues_to_their_word(fazhi: Run, file: Path) -> None:
    mended, known = ("--id", "A-5"), ("--id", "A-6")
    assert fazhi("faq", "run", str(file), *mended).code == 0
    assert fazhi("faq", "run", str(file), *mended, "--strict").code == 1
    assert fazhi("faq", "run", str(file), *known, "--strict").code == 0


def test_junit_json_and_html_tell_the_same(fazhi: Run, file: Path, own_home: Path) -> None:
    junit, html = own_home / "r.xml", own_home / "r.html"
    result = fazhi("faq", "run", str(file), "--json", "--junit", str(junit), "--html", str(html))
    run = json.loads(result.out)
    assert (run["passed"], run["failed"], run["known"], run["drifted"]) == (3, 4, 1, 1)
    assert len(run["runs"]) == 10
    suite = ElementTree.parse(junit).getroot()
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("10", "4", "1")
    page = html.read_text()
    assert "A-2" in page
    assert "http" not in page.replace("http-equiv", "")
    assert fazhi("faq", "run", str(file), "--junit", str(own_home / "no" / "r.xml")).code == 2


def test_html_is_escaped(fazhi: Run, own_home: Path) -> None:
    (own_home / "x.yaml").write_text("用例:\n  - {编号: '<b>', 问: 'GDP <script>'}\n")
    fazhi("faq", "run", str(own_home / "x.yaml"), "--html", str(own_home / "x.html"))
    assert "<script>" not in (own_home / "x.html").read_text()


def test_a_bad_file_is_not_run(fazhi: Run, own_home: Path) -> None:
    (own_home / "x.yaml").write_text("用例:\n  - {编号: A, 问: x, 数直: 3}\n")
    result = fazhi("faq", "run", str(own_home / "x.yaml"))
    assert result.code == 2
    assert "x.yaml:2：不认识的键“数直”" in result.err
    assert result.out == ""


def test_lint_finds_what_the_reports_do_not_have(fazhi: Run, own_home: Path) -> None:
    (own_home / "x.yaml").write_text(
        "用例:\n"
        "  - {编号: A, 问: x, 数值: 22 件, 原文: 全年共22件行政应诉案件, 出处: {地区: 嘉祥街道}}\n"
        "  - {编号: B, 问: x, 数值: 23 件, 原文: 全年共22件行政应诉案件}\n"
        "  - {编号: C, 问: z, 数值: 22 件, 原文: 全年共２２件}\n"
        "  - {编号: D, 问: w, 出处: {文件: 没有.txt}}\n"
    )
    (own_home / "y.yaml").write_text("用例:\n  - {编号: A, 问: v}\n")
    result = fazhi("faq", "lint", str(own_home))
    assert result.code == 2
    assert [line.split("：", 1)[1] for line in result.out.splitlines()] == [
        "B 的问法“x”在 A 里已有（删去一个，或改问法）",
        "B：数值“23 件”不在原文里（检查数值与原文是否对应；没有数字的说法（如“无”）写 0）",
        "C：原文“全年共２２件”不在报告里（从报告里逐字复制，不要改标点）",
        "D：库里没有出处“没有.txt”的报告（检查地区、年份或文件名）",
        f"编号 A 与 {own_home / 'x.yaml'}:2 重复（换一个编号）",
    ], result.out


def test_new_drafts_a_case_that_passes(fazhi: Run, own_home: Path) -> None:
    for question, word in (
        ("嘉祥应诉: 几件", "22 件"),
        ("GDP", "未找到"),
        ("应诉案件多少", "反问"),
        ("你好", "寒暄"),
    ):
        draft = fazhi("faq", "new", question, "--id", "N-1").out
        assert word in draft
        (own_home / "n.yaml").write_text("用例:\n" + draft)
        assert fazhi("faq", "run", str(own_home / "n.yaml")).code == 0


def test_new_writes_only_what_a_person_confirms(own_home: Path) -> None:
    path = own_home / "n.yaml"
    path.write_text("用例:\n  - {编号: N-009, 问: GDP, 应为: 未找到}\n")
    before = path.read_text()
    for key, count in (("n", 1), ("y", 2)):
        with TerminalSession(own_home, "faq", "new", "应诉几件", "--to", str(path)) as session:
            session.wait_for("都对吗")
            assert path.read_text() == before
            session.type(key + ENTER)
            assert session.leave() == 0
        assert path.read_text().count("编号") == count
    assert "编号: N-010" in path.read_text()
    with TerminalSession(own_home, "faq", "new", "应诉几件", "--to", str(path)) as session:
        session.wait_for("都对吗")
        session.type(CTRL_D)
        assert session.leave() == 130


def test_new_leaves_a_file_alone_that_it_cannot_append_to(own_home: Path) -> None:
    from fake_library import ANSWER

    from bot.faq.draft import append_case, draft_case
    from retrieval.errors import UsageError

    path = own_home / "n.yaml"
    text = "用例:\n  - {编号: N-1, 问: GDP}\n默认: {标签: [x]}\n"
    path.write_text(text)
    with pytest.raises(UsageError, match="手工"):
        append_case(path, draft_case(ANSWER, "N-2", "应诉"))
    assert path.read_text() == text
