"""FAQ files: what is read from them, and what each possible mistake says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.cases import Expectation, Source
from bot.faq.load import find_files, load_file
from retrieval.errors import UsageError

GOOD = """
默认: {标签: [回归], 地区: 宁海县}
用例:
  - 编号: NH-001
    问: 2023年办理了多少件行政复议案件？
    同义问法: [复议案件几件, 行政複議案件數]
    应为: 回答
    数值: 186 件
    出处: {文件: 宁海县2023.docx}
    原文: 受理行政复议案件186件
    不含: [约, 同比]
  - 编号: NH-014
    对话:
      - {问: 出庭应诉率是多少, 应为: 反问, 选项含: [宁海县, 象山县]}
      - {选: 宁海县, 应为: 回答, 数值: 98.5%}
      - {问: 那2022年呢, 应为: 回答, 年份: 2022}
      - {问: 谢谢}
  - {编号: NH-031, 问: 2023年GDP是多少, 应为: 未找到, 原因: 未载, 裁定: 否}
  - {id: NH-032, question: 2023-01-01, expect: answer, values: [1 件, 2 件], known_issue: 'no'}
"""


def _write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_a_good_file(tmp_path: Path) -> None:
    file = load_file(_write(tmp_path / "a.yaml", GOOD))
    assert file.problems == ()
    first, talk, absent, english = file.cases
    assert [turns[0].text for turns in first.runs()] == [
        "2023年办理了多少件行政复议案件？", "复议案件几件", "行政複議案件數",
    ]  # fmt: skip
    expected = first.turns[0].expected
    assert expected
    assert (expected.written, expected.sources) == (("186 件",), (Source(file="宁海县2023.docx"),))
    assert first.tags == ("回归",)
    assert [(turn.text, turn.choose) for turn in talk.turns][1] == ("宁海县", True)
    third = talk.turns[2].expected
    assert third
    assert third.sources == (Source(place="宁海县", year=2022),)
    assert talk.turns[3].expected is None
    fourth = absent.turns[0].expected
    assert fourth
    assert (fourth.status, fourth.reason, fourth.verdict) == ("not_found", "not_reported", False)
    assert (english.turns[0].text, english.known_issue) == ("2023-01-01", "no")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_spreadsheet(tmp_path: Path, encoding: str, mark: str) -> None:
    rows = [
        ["编号", "问", "同义问法", "选", "应为", "数值", "原文", "地区", "年份", "标签"],
        [
            "A-1",
            "几件",
            "多少件|有几件｜几个",
            "",
            "回答",
            "22件|7 件",
            '"共22件，其中"',
            "嘉祥街道",
            "2023",
            "",
        ],
        ["B-1", "多少", "", "", "反问", "", "", "", "", "对话"],
        ["B-1", "", "", "嘉祥", "回答", "22件", "", "", "", ""],
        ["B-1", "那去年呢", "", "", "回答", "7件", "", "", "", ""],
        [""] * 10,
    ]
    text = "\r\n".join(mark.join(row) for row in rows)
    file = load_file(_write(tmp_path / "a.csv", text, encoding))
    assert file.problems == ()
    single, talk = file.cases
    assert single.variants == ("多少件", "有几件", "几个")
    expected = single.turns[0].expected
    assert expected
    assert expected.quotes == ("共22件，其中",)
    assert expected.sources == (Source("嘉祥街道", 2023),)
    assert [(turn.text, turn.choose) for turn in talk.turns] == [
        ("多少", False), ("嘉祥", True), ("那去年呢", False),
    ]  # fmt: skip
    assert talk.tags == ("对话",)


@pytest.mark.parametrize(
    ("case", "message", "remedy"),
    [
        ("{问: x}", "没有编号", "编号: XX-001"),
        ("{编号: A}", "没有问题", "问: …"),
        ("{编号: A, 问: x, 数直: 3 件}", "不认识的键“数直”", "数值"),
        ("{编号: A, 问: x, 数值: 很多}", "看不懂数值“很多”", "186 件"),
        ("{编号: A, 问: x, 应为: 回复}", "“应为”不能是“回复”", "回答"),
        ("{编号: A, 问: x, 类型: nummer}", "“类型”不能是“nummer”", "number"),
        ("{编号: A, 问: x, 原因: 不知道}", "“原因”不能是“不知道”", "未载"),
        ("{编号: A, 问: x, 裁定: 也许}", "“裁定”不能是“也许”", "是"),
        ("{编号: A, 问: x, 仅数值: 3}", "“仅数值”不能是“3”", "否"),
        ("{编号: A, 问: x, 出处: 嘉祥}", "这里应是“键: 值”", "地区"),
        ("{编号: A, 问: x, 出处: {年份: 23}}", "年份“23”不对", "四位数字"),
        ("{编号: A, 问: x, 出处: {街道: x}}", "不认识的键“街道”", "地区"),
        ("{编号: A, 问: {x: y}}", "应是一段文字", "加引号"),
        ("{编号: A, 问: x, question: y}", "另一种写法重复", "只留一个"),
        ("{编号: A, 选: x}", "没有问题", "问: …"),
        ("{编号: A, 对话: []}", "几轮的列表", "- {问: …"),
        ("{编号: A, 对话: [{应为: 回答}]}", "要有“问”或“选”", "那2022年呢"),
        ("{编号: A, 对话: [{问: x}], 数值: 3 件}", "数值 要写在每一轮里", "各轮"),
        ("{编号: A, 对话: [{问: x}], 同义问法: [y]}", "不能同用", "另写一个用例"),
        ("只是文字", "这里应是“键: 值”", "编号"),
    ],
)
def test_each_mistake_names_line_and_remedy(
    tmp_path: Path, case: str, message: str, remedy: str
) -> None:
    text = f"用例:\n  - {{编号: OK, 问: 好}}\n  - {case}\n"
    file = load_file(_write(tmp_path / "a.yaml", text))
    assert [c.id for c in file.cases] == ["OK"]
    found = [p for p in file.problems if message in p.message and remedy in p.remedy]
    assert found, file.problems
    assert found[0].line == 3
    assert str(found[0]).startswith(f"{tmp_path / 'a.yaml'}:3：")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("用例:\n  - 编号: A\n   问: x\n", 3, "YAML 格式有误"),
        ("用例:\n  - {编号: A, 问: x, 问: y}\n", 2, "写了两次“问”"),
        ("", 1, "没有用例"),
        ("用例: []\n", 1, "没有用例"),
        ("用列:\n  - {编号: A, 问: x}\n", 2, "不认识的键“用列”"),
        ("用例:\n  - {编号: A, 问: x}\n  - {编号: A, 问: y}\n", 3, "编号 A 重复"),
        ("语料: 没有的\n用例:\n  - {编号: A, 问: x}\n", 1, "没有这个语料文件夹"),
        ("a: &a [*a]\n", 1, "嵌套太深"),
        ("用例: \x01\n", 1, "YAML 格式有误"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    file = load_file(_write(tmp_path / "a.yaml", text))
    assert any(message in p.message and p.line == line for p in file.problems), file.problems


def test_aliases_that_multiply_are_stopped(tmp_path: Path) -> None:
    levels = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
    file = load_file(_write(tmp_path / "a.yaml", f"a0: &a0 [x]\n{levels}\n"))
    assert "嵌套太深或引用太多" in file.problems[0].message


def test_a_spreadsheet_with_too_many_cells(tmp_path: Path) -> None:
    file = load_file(_write(tmp_path / "a.csv", "编号,问\nA,x\nB,有,逗号\n"))
    assert (file.problems[0].line, "比表头多" in file.problems[0].message) == (3, True)


def test_binary_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00\xd8\x80")
    assert "UTF-8" in load_file(tmp_path / "a.yaml").problems[0].message
    assert "打不开" in load_file(tmp_path / "none.yaml").problems[0].message


def test_folders_are_searched_through(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    _write(tmp_path / "in" / "b.yml", GOOD)
    _write(tmp_path / "a.csv", "")
    assert [p.name for p in find_files([tmp_path, tmp_path / "a.csv"])] == ["a.csv", "b.yml"]
    for wrong in (tmp_path / "none", tmp_path / "in" / "none"):
        with pytest.raises(UsageError):
            find_files([wrong])


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    for name in ("a.yaml", "a.csv"):
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        file = load_file(folder / name)
        assert file.cases or file.problems


def test_an_expectation_expects_an_answer_by_itself() -> None:
    assert Expectation().status == "answered"
