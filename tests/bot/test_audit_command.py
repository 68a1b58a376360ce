"""``fazhi audit`` as a person or a script calls it: exit codes, forms, and the page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.cli import run
from retrieval.library import Library

FAULTY = """青石镇2023年度法治政府建设情况报告
2023年，青石镇扎实推进法治政府建设。现将有关情况报告如下：
一、主要举措和成效
全年调解矛盾纠纷100件，其中邻里纠纷60件、物业纠纷30件、<b>其他</b>纠纷5件、其他纠纷5件。
评查执法案卷30卷，其中优秀22卷、合格9卷。
二、存在的不足和原因
一是<script>alert("法治")</script>力量不足；二是宣传不够。
"""
SOUND = """白沙镇2023年度法治政府建设情况报告
2023年，白沙镇扎实推进法治政府建设。现将有关情况报告如下：
一、主要举措和成效
评查执法案卷30卷，其中优秀22卷、合格8卷。
"""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "青石镇.txt").write_text(FAULTY, encoding="utf-8")
    (folder / "白沙镇.txt").write_text(SOUND, encoding="utf-8")
    path = tmp_path / "库.db"
    with Library.open(path, create=True) as library:
        library.ingest([folder])
    return path


def audit(*arguments: str | Path) -> int:
    return run(["audit", *map(str, arguments)])


def test_findings_are_told_with_quote_and_computation(
    db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit("--db", db) == 1
    out = capsys.readouterr().out
    assert "分项与合计不符（确定）" in out
    assert "22 + 9 = 31 ≠ 30" in out
    assert "评查执法案卷30卷，其中优秀22卷、合格9卷。" in out
    assert "第5行" in out
    assert "白沙镇2023年（白沙镇.txt）：没有发现问题" in out


def test_exit_code_says_whether_something_was_found(db: Path) -> None:
    assert audit("--db", db, "白沙镇2023") == 0
    assert audit("--db", db, "青石镇2023") == 1
    assert audit("--db", db, "--off", "分项与合计不符", "青石镇2023") == 0
    assert audit("--db", db, "--off", "sum,rate", "青石镇2023") == 0


def test_what_holds_and_which_parts_are_there(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("--db", db, "白沙镇2023", "--sums", "--parts") == 0
    out = capsys.readouterr().out
    assert "分项相符：22 + 8 = 30" in out
    assert "✓ 年度主要举措和成效" in out
    assert "✘ 下一年度主要安排：没有找到" in out


def test_json_is_one_object_on_one_line(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("--db", db, "--json") == 1
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    told = json.loads(out)
    assert told["found"] == sum(told["counts"].values()) == 1
    (faulty,) = [row for row in told["reports"] if row["findings"]]
    assert faulty["report"]["place"] == "青石镇"
    (finding,) = faulty["findings"]
    assert (finding["kind"], finding["confidence"]) == ("sum", "certain")
    (quote,) = finding["evidence"]
    lines = FAULTY.splitlines()
    assert quote["quote"] in lines[quote["line"] - 1]
    marked = [quote["quote"][start:end] for start, end in quote["highlights"]]
    assert marked == ["30卷", "22卷", "9卷"]
    assert [part["found"] for part in faulty["parts"]] == [True, True, False, False]


class Tags(HTMLParser):
    """Collects the tags of a page and checks that they close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(key in {"src", "onclick"} for key, _ in attrs)
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_whole_and_what_reports_say_is_text_in_it(
    db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "审读.html"
    assert audit("--db", db, "--html", page) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(page) in captured.err
    text = page.read_text(encoding="utf-8")
    parser = Tags()
    parser.feed(text)
    assert parser.open == []
    assert "script" not in parser.seen
    assert "b" not in parser.seen
    assert "22 + 9 = 31 ≠ 30" in parser.text
    assert "评查执法案卷30卷，其中优秀22卷、合格9卷。" in parser.text
    assert not re.search(r"https?://|url\(|<link", text)


def test_a_page_that_is_there_is_not_written_over(db: Path, tmp_path: Path) -> None:
    page = tmp_path / "审读.html"
    page.write_text("旧", encoding="utf-8")
    assert audit("--db", db, "--html", page) == 2
    assert page.read_text(encoding="utf-8") == "旧"
    assert audit("--db", db, "--html", page, "--force") == 1
    assert audit("--db", db, "--html", tmp_path / "没有" / "审读.html") == 2


def test_kinds_are_listed_without_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit("--kinds") == 0
    out = capsys.readouterr().out
    for kind in Library.audit_kinds():
        assert kind.kind in out
        assert kind.name in out
        assert kind.about in out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--off", "合计"], 2, "没有“合计”这一类"),
        (["没有这个镇2023"], 4, "库里没有“没有这个镇2023”这份报告"),
        (["--nothing"], 2, "没有 --nothing 这个选项"),
    ],
)
def test_a_wrong_call_is_told_with_a_remedy(
    arguments: list[str], code: int, said: str, db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit("--db", db, *arguments) == code
    err = capsys.readouterr().err
    assert said in err
    assert "→" in err


def test_no_database_and_an_empty_one(tmp_path: Path) -> None:
    assert audit("--db", tmp_path / "没有.db") == 4
    with Library.open(tmp_path / "空.db", create=True):
        pass
    assert audit("--db", tmp_path / "空.db") == 4
